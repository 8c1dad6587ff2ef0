#!/usr/bin/perl
# fixes.pl TOLC GOLDEN: every fix that `tolc check` offers for an input of the golden suites cures. With
# it put in, that mistake is gone from its line, and no word there is refused that was not before, unless
# there is a fix for that too: else it would lead into another error. What a fix means is held by the cases.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../support";
use Cwd qw(abs_path);
use JSON::PP;
use Sandbox;

binmode STDOUT, ':utf8';

my ($tolc, $golden) = @ARGV;
die "usage: fixes.pl TOLC GOLDEN\n" unless defined $golden;
$tolc = abs_path($tolc) // die "$ARGV[0]: not built\n";
$golden = abs_path($golden);
my $scratch = sandbox($tolc);
my ($passed, $failed) = (0, 0);

sub diagnostics {
	my ($folder, $input) = @_;
	my ($rc, $out) = run_in($folder, $tolc, qw(check --format jsonl --now 2026-01-01), $input);
	my @records = map { decode_json($_) } grep { /\S/ } split /\n/, $out;
	return map { $_->{diagnostic} // $_ } grep { ($_->{diagnostic} // $_)->{code} } @records;
}

# The bytes with the edits in them, the last one first.
sub mended {
	my ($bytes, $fix) = @_;
	for my $edit (sort { $b->{byte} <=> $a->{byte} } @{$fix->{edits}}) {
		my $text = $edit->{text};
		utf8::encode($text);
		substr($bytes, $edit->{byte}, $edit->{length}) = $text;
	}
	return $bytes;
}

# What is said of a line, by code and words.
sub said_on {
	my ($line, @found) = @_;
	return map { ("$_->{code} $_->{message}" => $_) } grep { $_->{line} == $line } @found;
}

sub try_fix {
	my ($folder, $input, $bytes, $diag, @before) = @_;
	my $mended = mended($bytes, $diag->{fix});
	my $line = $diag->{line} + ($mended =~ tr/\n//) - ($bytes =~ tr/\n//);
	spew("$folder/$input", $mended);
	my %before = said_on($diag->{line}, @before);
	my %after = said_on($line, diagnostics($folder, $input));
	delete $before{"$diag->{code} $diag->{message}"};
	my @left = grep { $_->{code} =~ /^TOL010[1-8]/ && !$_->{fix} }
		map { $after{$_} } grep { !$before{$_} } sort keys %after;
	my $cured = !@left && !$after{"$diag->{code} $diag->{message}"};
	$cured ? $passed++ : $failed++;
	return if $cured;
	print "$input:$diag->{line}:$diag->{column}: the fix of $diag->{code} does not cure:\n";
	print "\t$_\n" for sort keys %after;
}

sub try_input {
	my ($suite, $name) = @_;
	my ($folder, $input) = ("$scratch/$suite.$name", "$name.tol");
	mkdir $folder or die "$folder: $!\n";
	my $beside = "$golden/$suite/$name.dir";
	system('cp', '-R', "$beside/.", $folder) == 0 or die if -d $beside;
	my $bytes = slurp("$golden/$suite/$input");
	spew("$folder/$input", $bytes);
	my @found = diagnostics($folder, $input);
	try_fix($folder, $input, $bytes, $_, @found) for grep { $_->{fix} } @found;
}

for my $suite (qw(syntax check logic)) {
	try_input($suite, $_) for map { s{.*/(.*)\.tol$}{$1}r } glob "$golden/$suite/*.tol";
}
# A test that finds nothing to try tests nothing.
$failed++ unless $passed > 100;
printf "%d passed, %d failed\n", $passed, $failed;
exit($failed ? 1 : 0);
