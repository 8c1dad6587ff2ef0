#!/usr/bin/perl
# junit.pl <REPORT: holds a JUnit report to what those who read one rely on: well-formed XML 1.0 in
# UTF-8, the elements and attributes of the format that Jenkins, GitLab and GitHub's reporters agree
# on, and counts that are right. Prints what is wrong; nothing where all is right.

use strict;
use warnings;

# element => [what it may stand in, attributes it must have, attributes it may have]
my %known = (
	testsuites => ['', [], []],
	testsuite => ['testsuites', [qw(name tests failures errors skipped)], []],
	testcase => ['testsuite', [qw(name classname)], [qw(file line)]],
	failure => ['testcase', [qw(message)], [qw(type)]],
	error => ['testcase', [qw(message)], [qw(type)]],
	skipped => ['testcase', [], [qw(message)]],
	'system-out' => ['testcase', [], []],
);

my $text = do { local $/; <STDIN> } // '';
my (@open, %count, %claimed);

sub wrong {
	print "@_\n";
}

sub check_text {
	my ($raw, $where) = @_;
	wrong("$where: a bare & in: $raw") if $raw =~ /&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[0-9A-Fa-f]+);)/;
	while ($raw =~ /&#(\d+);/g) {
		wrong("$where: no character of XML: &#$1;")
			unless $1 == 9 || $1 == 10 || $1 == 13 || $1 >= 0x20 && $1 != 0xfffe && $1 != 0xffff;
	}
}

sub check_attributes {
	my ($name, $raw) = @_;
	my %got;
	while ($raw =~ /\G\s+([\w-]+)="([^"<]*)"/gc) {
		wrong("$name: $1 twice") if exists $got{$1};
		$got{$1} = $2;
		check_text($2, "$name/$1");
	}
	wrong("$name: attributes cannot be read: $raw") unless $raw =~ /\G\s*\z/gc;
	my (undef, $must, $may) = @{$known{$name}};
	exists $got{$_} or wrong("$name: lacks $_") for @$must;
	for my $found (sort keys %got) {
		wrong("$name: $found is unknown") unless grep { $_ eq $found } @$must, @$may;
	}
	wrong("$name: line is no number") if exists $got{line} && $got{line} !~ /^[1-9]\d*$/;
	return \%got;
}

sub check_counts {
	my %is = (tests => 'testcase', failures => 'failure', errors => 'error', skipped => 'skipped');
	for my $claim (sort keys %is) {
		my ($claimed, $is) = ($claimed{$claim} // '', $count{$is{$claim}} // 0);
		wrong("testsuite: $claim is $claimed, there are $is") unless $claimed eq $is;
	}
}

sub open_element {
	my ($name, $attributes, $empty) = @_;
	my $in = $open[-1] // '';
	return wrong("an element $name") unless $known{$name};
	wrong("$name stands in '$in'") unless $known{$name}[0] eq $in;
	my $got = check_attributes($name, $attributes);
	$count{$name}++;
	(%claimed, %count) = () if $name eq 'testsuite';
	%claimed = %$got if $name eq 'testsuite';
	push @open, $name unless $empty;
}

sub close_element {
	my ($name) = @_;
	wrong("</$name> closes '" . ($open[-1] // '') . "'") unless @open && $open[-1] eq $name;
	pop @open;
	check_counts() if $name eq 'testsuite';
}

my $decoded = $text;
wrong('not UTF-8') unless utf8::decode($decoded);
wrong('a character that XML has not') if $decoded =~ /[^\t\n\r\x{20}-\x{d7ff}\x{e000}-\x{fffd}\x{10000}-\x{10ffff}]/;
wrong('no XML declaration') unless $text =~ /\G<\?xml version="1\.0" encoding="UTF-8"\?>\n/gc;
my $roots = 0;
until ($text =~ /\G\s*\z/gc) {
	if ($text =~ m{\G<([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(/?)>}gc) {
		$roots++ unless @open;
		open_element($1, $2, $3);
	} elsif ($text =~ m{\G</([\w-]+)>}gc) {
		close_element($1);
	} elsif ($text =~ /\G([^<]+)/gc) {
		my $said = $1;
		check_text($said, $open[-1] // 'outside');
		wrong("text in '" . ($open[-1] // '') . "': $said")
			if $said =~ /\S/ && ($open[-1] // '') !~ /^(?:failure|error|system-out)$/;
	} else {
		wrong('cannot be read: ' . substr($text, pos($text) // 0, 40));
		last;
	}
}
wrong("'$_' is not closed") for reverse @open;
wrong("$roots elements at the top") unless $roots == 1;
