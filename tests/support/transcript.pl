#!/usr/bin/perl
# transcript.pl TOLC FILE: runs the commands of a .test file in one shell, in a scratch folder, and
# compares what they print. tests/README.md tells the format.
# TOLC_BLESS=1 writes down what they print now instead.

use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Cwd qw(abs_path);
use Sandbox;
use Transcript;

my ($tolc, $file) = @ARGV;
die "usage: transcript.pl TOLC FILE\n" unless defined $file;
$tolc = abs_path($tolc) // die "$ARGV[0]: not built\n";
$file = abs_path($file);

my @parts = parse_transcript(slurp($file), '    ');
my @commands = grep { ref } @parts;
my $scratch = sandbox($tolc);
$ENV{SOURCE} = abs_path("$FindBin::Bin/../..");
run_commands($scratch, "$FindBin::Bin/repo.sh", @commands);

if ($bless) {
	my $text = join '', map { ref ? block_text($_, actual_lines($_, '! '), '    ') : $_ } @parts;
	spew($file, $text) if $text ne slurp($file);
	print "blessed $file\n";
	exit 0;
}

my $failed = grep {
	!same_bytes($_->{command} =~ s/\n.*//sr, $_->{expected}, actual_lines($_, '! '))
} @commands;
printf "%d passed, %d failed\n", @commands - $failed, $failed;
exit($failed || !@commands ? 1 : 0);
