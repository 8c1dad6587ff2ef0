#!/usr/bin/perl
# limits.pl TOLC: every limit that chapter 14 of the reference states, on both sides: what reaches it
# is read, what goes beyond it is told by the code that stands there.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../support";
use Cwd qw(abs_path);
use Sandbox;

my ($tolc) = @ARGV;
die "usage: limits.pl TOLC\n" unless defined $tolc;
$tolc = abs_path($tolc) // die "$ARGV[0]: not built\n";
my $scratch = sandbox($tolc);
my ($passed, $failed) = (0, 0);

# COUNT texts, each with # as its number, and what stands between them.
sub many {
	my ($count, $between, $text) = @_;
	return join $between, map { $text =~ s/#/$_/gr } 1 .. $count;
}

sub with_list {
	my ($items, $facts, $before) = @_;
	return "tol 1\n" . ($before // '') . "authority a level city\nvocabulary v {\n" .
		"fact f : bool\nfact m : money\nfact n : count\nfact d : date\n" . ($facts // '') .
		"\n}\nlist l {\nissuer a\npromulgated 2020-01-01\neffective 2020-01-01\n" .
		"transition old\n$items\n}\n";
}

sub with_condition {
	my ($condition, $items) = @_;
	return with_list(($items // '') . "bar r { article \"1\" when $condition }");
}

sub deep {
	my ($depth) = @_;
	return with_condition('(' x ($depth - 2) . 'f' . ')' x ($depth - 2));
}

# A condition that is so deep with its definitions written out.
sub defined_deep {
	my ($depth) = @_;
	my $chain = join '', map { "define d$_ = d" . ($_ - 1) . "\n" } 2 .. $depth;
	return with_condition("d$depth", "define d1 = f\n$chain");
}

# So many parts in one condition, half of them by way of a definition.
sub defined_wide {
	my ($parts) = @_;
	my $half = ($parts - 6) / 2;
	return with_condition('wide or wide or f', 'define wide = any of { ' .
		many($half, ', ', 'n > #') . " }\n");
}

# Definitions that stand for 50000 parts wherever they are used, in so many rules.
sub defined_often {
	my ($rules) = @_;
	return with_list('define wide = any of { ' . many(49_999, ', ', 'n > #') . " }\n" .
		many($rules, "\n", 'bar r# { article "1" when wide }'));
}

sub unused_definitions {
	return with_list(many($_[0], "\n", 'define d# = f') . "\n" . 'bar r { article "1" when f }');
}

sub procedure_within {
	return with_list("procedure p { step s within $_[0] days from acceptance }\n" .
		'bar r { article "1" when f }');
}

sub padded {
	my ($size) = @_;
	my $text = with_condition('f') . '#';
	return $text . 'x' x ($size - length($text) - 1) . "\n";
}

sub vocabularies {
	my ($count) = @_;
	my $used = $count - 1;
	return with_list('bar r { article "1" when f' . many($used, '', ' or f#') . ' }', undef,
		many($used, "\n", 'vocabulary v# { fact f# : bool }') . "\n");
}

my @limits = (
	['size of a file', 16 << 20, 1, \&padded, 'TOL0002'],
	['brackets within each other', 200, 1, \&deep, 'TOL0113'],
	['not in a row', 200, 1, sub { with_condition('not ' x $_[0] . 'f') }, 'TOL0113'],
	['values of a fact', 64, 1, sub { with_condition('f', undef) =~
		s/fact d/"fact o : one of { " . many($_[0], ', ', 'v#') . " } fact d"/er }, 'TOL0227'],
	['rules of a list', 10000, 1,
		sub { with_list(many($_[0], "\n", 'bar r# { article "1" when f }')) }, 'TOL0227'],
	['parts of a condition', 100000, 2, \&defined_wide, 'TOL0237'],
	['rules that use 50000 parts', 20, 1, \&defined_often, 'TOL0237'],
	['vocabularies of a file', 100, 1, \&vocabularies, 'TOL0227'],
	['a count', 999999999, 1, sub { with_condition("n > $_[0]") }, 'TOL0221'],
	['fen', 9223372036854775807, 1, sub { with_condition('m > ' . substr($_[0], 0, -2) . '.' .
		substr($_[0], -2) . ' yuan') }, 'TOL0221'],
	['a time limit', 9999, 1, \&procedure_within, 'TOL0228'],
	['definitions in a chain, with the fact that ends it', 999, 1, \&defined_deep, 'TOL0113'],
);

sub codes_of {
	my ($text) = @_;
	spew("$scratch/x.tol", $text);
	my ($rc, $out, $err) = run_in($scratch, $tolc, 'check', '--no-logic', '-q', '--format', 'short', '--lang', 'en',
		'x.tol');
	my %codes = map { $_ => 1 } "$out$err" =~ /\b(TOL\d{4})\b/g;
	return ($rc, join ' ', sort keys %codes);
}

sub expect_codes {
	my ($label, $text, $wanted) = @_;
	my ($rc, $codes) = codes_of($text);
	my $good = $codes eq $wanted && $rc == ($wanted eq '' ? 0 : 1);
	$good ? $passed++ : $failed++;
	print "$label: wanted '$wanted', got '$codes' and exit status $rc\n" unless $good;
}

for my $limit (@limits) {
	my ($name, $most, $step, $text, $code) = @$limit;
	my $beyond = $most == 9223372036854775807 ? '9223372036854775808' : $most + $step;
	expect_codes("$name: $most", $text->($most), '');
	expect_codes("$name: $beyond", $text->($beyond), $code);
}

# The hundredth mistake of syntax is the last that is read.
expect_codes('99 mistakes', with_list("wrong\n" x 99), 'TOL0101');
expect_codes('100 mistakes', with_list("wrong\n" x 100), 'TOL0101 TOL0120');

# Of findings as many are shown; the rest are counted.
for my $count (100, 101) {
	spew("$scratch/x.tol", unused_definitions($count));
	my ($rc, $out, $err) = run_in($scratch, $tolc, 'check', '--lang', 'en', 'x.tol');
	my $shown = () = $err =~ /\bTOL0235\b/g;
	my $rest = $err =~ /^(\d+) further /m ? $1 : 0;
	my $good = $shown == 100 && $rest == $count - 100;
	$good ? $passed++ : $failed++;
	print "$count findings: $shown are shown, $rest are counted\n" unless $good;
}
print "$passed passed, $failed failed\n";
exit($failed ? 1 : 0);
