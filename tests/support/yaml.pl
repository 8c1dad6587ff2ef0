#!/usr/bin/perl
# yaml.pl <FILE: the file as JSON. It reads the part of YAML 1.2 that our files keep to, in which no
# reader can take one thing for another: block maps and lists, indented by two blanks; scalars that
# are plain, 'quoted', "quoted" without escapes, or literal (|); comments on lines of their own.
# Whatever else stands in the file is an error, and exits with 1. All scalars are strings.

use strict;
use warnings;

my @lines = grep { !/^\s*(?:#.*)?$/ || /^\s*$/ } map { s/\n//r } <STDIN>;
my $at = 0;

sub fail {
	my ($why) = @_;
	print STDERR "$why: ", $lines[$at] // 'the end', "\n";
	exit 1;
}

fail('a tab') if grep { /\t/ && ($lines[$at] = $_) } @lines;

sub skip_blank {
	$at++ while $at < @lines && $lines[$at] =~ /^\s*$/;
}

# How far the line is indented; -1 at the end.
sub depth {
	skip_blank();
	return -1 if $at >= @lines;
	return length(($lines[$at] =~ /^( *)/)[0]);
}

sub quoted {
	my ($text) = @_;
	$text =~ s/(["\\])/\\$1/g;
	$text =~ s/\n/\\n/g;
	return "\"$text\"";
}

sub scalar_of {
	my ($text) = @_;
	return quoted($1) if $text =~ /^'([^']*)'$/ || $text =~ /^"([^"\\]*)"$/;
	fail('a scalar that would need quotes') if $text =~ /^[-?:,\[\]{}#&*!|>'"%@`]|: |:$| #|^$/;
	return quoted($text);
}

# The lines of a literal, which are indented further than what it belongs to.
sub literal {
	my ($outer) = @_;
	my ($text, $indent) = ('', undef);
	while ($at < @lines && ($lines[$at] =~ /^\s*$/ || depth() > $outer)) {
		my $line = $lines[$at++];
		$indent //= length(($line =~ /^( *)/)[0]);
		$text .= ($line =~ /\S/ ? substr($line, $indent) : '') . "\n";
	}
	return quoted($text);
}

sub value_of {
	my ($text, $outer) = @_;
	return literal($outer) if $text eq '|';
	return scalar_of($text) if $text ne '';
	fail('nothing below') unless depth() > $outer || depth() == $outer && $lines[$at] =~ /^ *- /;
	return node(depth());
}

sub map_of {
	my ($indent) = @_;
	my (@members, %seen);
	while (depth() == $indent && $lines[$at] =~ /^ *([A-Za-z_][\w-]*):(?: (.*))?$/) {
		my ($key, $text) = ($1, $2 // '');
		fail("$key twice") if $seen{$key}++;
		$at++;
		push @members, quoted($key) . ':' . value_of($text, $indent);
	}
	return '{' . join(',', @members) . '}';
}

sub list_of {
	my ($indent) = @_;
	my @items;
	while (depth() == $indent && $lines[$at] =~ /^ *- (.+)$/) {
		my $text = $1;
		if ($text =~ /^[A-Za-z_][\w-]*:(?: |$)/) {
			$lines[$at] =~ s/- /  /;
			push @items, map_of($indent + 2);
		} else {
			$at++;
			push @items, scalar_of($text);
		}
	}
	return '[' . join(',', @items) . ']';
}

sub node {
	my ($indent) = @_;
	my $node = $lines[$at] =~ /^ *- / ? list_of($indent) : map_of($indent);
	fail('out of place') if depth() > $indent;
	return $node;
}

my $root = node(depth());
fail('out of place') unless depth() == -1;
print "$root\n";
