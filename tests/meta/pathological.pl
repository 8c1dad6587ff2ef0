#!/usr/bin/perl
# pathological.pl TOLC: long and deep texts of a few hundred kilobytes. Whatever tolc says of them, it
# says it soon and ends by itself: a quadratic step would take minutes here.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../support";
use Cwd qw(abs_path);
use Sandbox;

my ($tolc) = @ARGV;
die "usage: pathological.pl TOLC\n" unless defined $tolc;
$tolc = abs_path($tolc) // die "$ARGV[0]: not built\n";

my $times = 50_000 / $one_in;
my $seconds = 20;

sub many {
	return join '', map { $_[0] =~ s/#/$_/gr } 1 .. $times;
}

my %texts = (
	'opening brackets' => '(' x $times,
	'opening braces' => '{' x $times,
	'closing braces' => '}' x $times,
	'open strings' => '"x' x $times,
	'open full-width strings' => '“' x $times,
	'single quotes' => "'x" x $times,
	'curly single quotes' => '‘x' x $times,
	'titles left open' => 'tol 1 list x { basis ' . '《x' x $times . '}',
	'titles in a row' => 'tol 1 list x { basis ' . '《x》' x $times . '}',
	'names that run into dates' => '公布2018-02-09 ' x $times,
	'names that run into days' => 'a-02-09' x $times,
	'a long word left open' => 'tol 1 list x { bar y { when ' . '至少2' x $times . ' { a } } }',
	'escapes of terminals' => "\x1b[31m" x $times,
	'circles for zeros' => '字○' x $times,
	'circles in a row' => '○' x $times,
	'blanks of other widths' => "\xc2\xa0x " x $times,
	'addresses of pages' => 'http://a ' x $times,
	'strings in a row' => 'tol 1 list x { document ' . '"a" ' x $times . '}',
	'backquotes' => '`' x $times,
	'one long name' => '规则' x $times,
	'one dotted name' => 'a.' x $times,
	'many names' => many('n# '),
	'glued words' => '当谋取私利' x $times,
	'one word that holds numerals' => 'tol 1 list x { bar y { when ' . '五十万元' x $times . ' } }',
	'digits' => '1' x $times,
	'dates' => '2018-02-09 ' x $times,
	'lists left open' => 'list x { ' x $times,
	'negations' => 'tol 1 list x { bar y { when ' . 'not ' x $times . 'a } }',
	'a chain of and' => 'tol 1 list x { bar y { when a ' . 'and a ' x $times . '} }',
	'a chain of or and and' => 'tol 1 list x { bar y { when a ' . 'or b and c ' x $times . '} }',
	'nested conditions' => 'tol 1 list x { bar y { when ' . 'all of { ' x $times,
	'nested exceptions' => 'tol 1 list x { tolerate t { ' . 'except e when a { ' x $times,
	'facts' => 'tol 1 vocabulary v { ' . many('fact f# : bool ') . '}',
	'aliases' => 'tol 1 vocabulary v { fact x ' . many('| y# ') . ': bool }',
	'the same fact' => 'tol 1 vocabulary v { ' . 'fact f : bool ' x $times . '}',
	'definitions in a chain' => 'tol 1 list x { define d0 = a ' .
		join('', map { "define d$_ = d" . ($_ - 1) . ' ' } 1 .. $times) . '}',
	'authorities in a chain' => 'tol 1 ' .
		join('', map { "authority a$_ under a" . ($_ + 1) . ' level county ' } 1 .. $times),
	'repeals' => 'tol 1 list x { ' . many('repeals x# from 2020-01-01 ') . '}',
	'bases' => 'tol 1 list x { ' . many('basis x# ') . '}',
	'withdrawals' => 'tol 1 list x { ' . 'withdraws 2020-01-01 ' x $times . '}',
	'rules' => 'tol 1 list x { ' . many('bar b# { when a } ') . '}',
	'lists' => 'tol 1 ' . many("list l# { issuer a }\n"),
	'cases' => 'tol 1 ' . many("case c# { subject a }\n"),
	'unknown names' => 'tol 1 use v vocabulary v { ' . many('fact fact# : bool ') .
		'} list x { bar b { when ' . many('or fakt# ') =~ s/^or//r . '} }',
	'ignored codes' => "# tolc:ignore TOL0301 reason=\"x\"\n" x $times,
	'comments' => "# 注释\n" x $times,
	'line breaks' => "\n" x $times,
	'one line of mistakes' => '@' x $times,
	'lines of mistakes' => "@\n" x $times,
	'controls' => "\xe2\x80\xae" x $times,
	'no UTF-8' => "\xff" x $times,
	'NUL' => "\0" x $times,
);

my $scratch = sandbox($tolc);
my ($passed, $failed) = (0, 0);
for my $name (sort keys %texts) {
	for my $command ('check', 'fmt') {
		spew("$scratch/x.tol", $texts{$name});
		my $start = time;
		my ($rc) = run_in($scratch, $tolc, $command, 'x.tol');
		my $taken = time - $start;
		if ($rc <= 2 && $taken <= $seconds) {
			$passed++;
		} else {
			$failed++;
			print "tolc $command of $name: exit status $rc after $taken s\n";
		}
	}
}
print "$passed passed, $failed failed\n";
exit($failed ? 1 : 0);
