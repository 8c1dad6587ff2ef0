#!/usr/bin/perl
# generate.pl KEYWORDS.DEF VERSION TEMPLATE OUTPUT: puts the keywords into a template (README.md).
# Alternatives are regular expressions, the longest first, in the dialect of the output.

use strict;
use warnings;

my ($table, $version, $template, $output) = @ARGV;
die "usage: generate.pl KEYWORDS.DEF VERSION TEMPLATE OUTPUT\n" unless defined $output;

my (%class, %token, %family);
open my $in, '<', $table or die "$table: $!\n";
while (<$in>) {
	if (/^KEYWORD\((\w+),\s*"([^"]*)",\s*"([^"]*)",\s*(\w+)/) {
		$token{$1} = { class => $4, words => [$2, $3] };
	} elsif (/^SPELLING\((\w+),\s*"([^"]*)"/) {
		push @{$token{$1}{words}}, $2;
	} elsif (/^VALUE(?:_SPELLING)?\((\w+),\s*\w+,\s*"([^"]*)"(?:,\s*"([^"]*)")?/) {
		push @{$family{$1}}, grep { defined } $2, $3;
	}
}
close $in;
push @{$class{$_->{class}}}, @{$_->{words}} for map { $token{$_} } sort keys %token;

my ($bar, $space) = $output =~ /\.json$/ ? ('|', '\\\\s+') : ('\\|', '\\s\\+');

sub ordered {
	my %seen;
	return sort { length $b <=> length $a || $a cmp $b } grep { !$seen{$_}++ } @_;
}

sub alternatives {
	return join $bar, map { s/ /$space/r } ordered(@_);
}

my %begins_pair = map { /^(\S+) / ? ($1 => 1) : () } map { @$_ } values %class;

# `in` as well, for Vim would take it out of `in writing`: a keyword wins over a match.
sub in_pair {
	return $_[0] =~ / / || $begins_pair{$_[0]};
}

my %fill = (
	class => sub { alternatives(@{$class{$_[0]}}) },
	words => sub { join ' ', ordered(grep { !in_pair($_) } @{$class{$_[0]}}) },
	pairs => sub { alternatives(grep { in_pair($_) } @{$class{$_[0]}}) },
	token => sub { alternatives(@{$token{$_[0]}{words}}) },
	family => sub { alternatives(@{$family{$_[0]}}) },
);

open $in, '<', $template or die "$template: $!\n";
my $text = do { local $/; <$in> };
close $in;
$text =~ s/\@version\@/$version/g;
$text =~ s/\@(class|words|pairs|token|family):(\w+)\@/$fill{$1}->($2)/ge;
die "$template: nothing to put in for $&\n" if $text =~ /\@\w+(?::\w+)?\@/;
open my $out, '>', $output or die "$output: $!\n";
print $out $text;
close $out or die "$output: $!\n";
