#!/usr/bin/perl
# golden.pl TOLC SUITE [CASE…]: runs tolc on each case of a suite and compares what it says.
# A suite is a folder with a file suite.cmd; tests/README.md tells which files make a case.
# TOLC_BLESS=1 writes down what tolc says now instead.

use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Cwd qw(abs_path);
use Sandbox;

my ($tolc, $suite, @wanted) = @ARGV;
die "usage: golden.pl TOLC SUITE [CASE...]\n" unless defined $suite;
$tolc = abs_path($tolc) // die "$ARGV[0]: not built\n";
$suite = abs_path($suite);
my $scratch = sandbox($tolc);

sub words {
	my ($path) = @_;
	return -e $path ? split(' ', slurp($path)) : ();
}

# One command a line.
sub commands {
	return map { [split] } grep { /\S/ } split /\n/, slurp("$suite/suite.cmd");
}

# The folder in which the case runs, and what stands for {} in its command.
sub lay_out {
	my ($name) = @_;
	my $folder = "$scratch/$name";
	mkdir $folder or die "$folder: $!\n";
	system('cp', '-R', "$suite/$name.dir/.", $folder) == 0 or die if -d "$suite/$name.dir";
	return ($folder, '.') unless -e "$suite/$name.tol";
	spew("$folder/$name.tol", slurp("$suite/$name.tol"));
	return ($folder, "$name.tol");
}

# The commands of the suite in turn. What they write is put together; the last one to fail tells how.
sub run_case {
	my ($name) = @_;
	my ($folder, $input) = lay_out($name);
	my %said = (out => '', err => '', rc => '');
	for my $line (commands()) {
		my @command = (@$line, words("$suite/$name.args"));
		push @command, '{}' unless grep { $_ eq '{}' } @command;
		my ($rc, $out, $err) =
			run_in($folder, $tolc, map { $_ eq '{}' ? $input : $_ } @command);
		$said{out} .= $out;
		$said{err} .= $err;
		$said{rc} = "$rc\n" if $rc;
	}
	return %said;
}

# A file that is not there expects nothing: no output, no complaint, exit status 0.
sub expected {
	my ($path) = @_;
	return -e $path ? slurp($path) : '';
}

sub record {
	my ($path, $bytes) = @_;
	return if $bytes eq expected($path);
	$bytes eq '' ? unlink $path : spew($path, $bytes);
	print "blessed $path\n";
}

sub check_case {
	my ($name) = @_;
	my %actual = run_case($name);
	my $good = 1;
	for my $kind (sort keys %actual) {
		my $path = "$suite/$name.$kind";
		if ($bless) {
			record($path, $actual{$kind});
		} else {
			$good &= same_bytes("$name.$kind", expected($path), $actual{$kind});
		}
	}
	return $good;
}

my %cases = map { s{.*/}{}r =~ s/\.(tol|dir)$//r => 1 } glob "'$suite'/*.tol '$suite'/*.dir";
my ($passed, $failed) = (0, 0);
for my $file (glob "'$suite'/*.args '$suite'/*.out '$suite'/*.err '$suite'/*.rc") {
	next if $cases{$file =~ s{.*/}{}r =~ s/\.\w+$//r};
	print "$file belongs to no case\n";
	$failed++;
}
for my $name (@wanted ? @wanted : sort keys %cases) {
	check_case($name) ? $passed++ : $failed++;
}
print "$passed passed, $failed failed\n";
exit($failed || !$passed ? 1 : 0);
