# What the runners share: a scratch folder outside any repository, an environment that is the same
# everywhere, and comparing bytes with what a file says they should be.
package Sandbox;

use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter qw(import);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);

our @EXPORT = qw(slurp spew sandbox run_in same_bytes $bless $one_in);

sub slurp {
	my ($path) = @_;
	open my $in, '<:raw', $path or die "$path: $!\n";
	local $/;
	return scalar(<$in>) // '';
}

sub spew {
	my ($path, $bytes) = @_;
	open my $out, '>:raw', $path or die "$path: $!\n";
	print $out $bytes;
	close $out or die "$path: $!\n";
}

our $bless = ($ENV{TOLC_BLESS} // '') eq '1';
# Of many things alike one in so many is tried: see tries.h.
our $one_in = $ENV{TOLC_ONE_IN} // 1;

# Returns a new scratch folder, with a home beside it; from here on the environment is that of the
# tests.
sub sandbox {
	my ($tolc) = @_;
	my $root = abs_path(tempdir('tolc-XXXXXX', TMPDIR => 1, CLEANUP => 1));
	my %sanitizers = map { $_ => $ENV{$_} } grep { /SAN_OPTIONS$/ } keys %ENV;
	%ENV = (
		%sanitizers,
		PATH => dirname(abs_path($tolc)) . ':/usr/local/bin:/usr/bin:/bin',
		TMPDIR => $ENV{TMPDIR} // '/tmp',
		HOME => "$root/home",
		LC_ALL => 'C.UTF-8',
		TZ => 'UTC',
		NO_COLOR => '1',
		TERM => 'dumb',
		COLUMNS => '80',
		GIT_CONFIG_GLOBAL => '/dev/null',
		GIT_CONFIG_NOSYSTEM => '1',
		GIT_CEILING_DIRECTORIES => $root,
	);
	mkdir "$root/$_" for qw(home work);
	return "$root/work";
}

# Runs a program in a folder: its exit status, what it wrote to stdout, and what to stderr. One that
# does not end within a minute is killed.
sub run_in {
	my ($folder, @command) = @_;
	my $files = tempdir('run-XXXXXX', TMPDIR => 1);
	my $child = fork // die "fork: $!\n";
	if (!$child) {
		chdir $folder or die "$folder: $!\n";
		open STDIN, '<', '/dev/null';
		open STDOUT, '>', "$files/out" or die;
		open STDERR, '>', "$files/err" or die;
		alarm 60;
		exec { $command[0] } @command or POSIX::_exit(127);
	}
	waitpid $child, 0;
	my $status = $? & 127 ? 128 + ($? & 127) : $? >> 8;
	my @result = ($status, slurp("$files/out"), slurp("$files/err"));
	unlink "$files/out", "$files/err";
	rmdir $files;
	return @result;
}

# True where both are equal; else prints how they differ.
sub same_bytes {
	my ($label, $expected, $actual) = @_;
	return 1 if $expected eq $actual;
	my $folder = tempdir('diff-XXXXXX', TMPDIR => 1, CLEANUP => 1);
	spew("$folder/expected", $expected);
	spew("$folder/actual", $actual);
	print "--- $label: expected\n+++ $label: actual\n";
	print grep { !/^(---|\+\+\+) / } qx(diff -a -u $folder/expected $folder/actual);
	return 0;
}

1;
