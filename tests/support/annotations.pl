#!/usr/bin/perl
# annotations.pl <OUTPUT: holds each line to the form of GitHub's workflow commands. Nothing in a text
# may end a command, a property or begin another: % CR LF are escaped everywhere, `,` and `:` in
# properties too. Prints what is wrong; nothing where all is right.

use strict;
use warnings;

my $value = qr/(?:[^%\r\n,:]|%(?:25|0D|0A|2C|3A|[0-9A-F]{2}))*/;
my $property = qr/(?:file|title|line|endLine|col|endColumn)=$value/;
my %numbers = map { $_ => 1 } qw(line endLine col endColumn);

while (my $line = <STDIN>) {
	my $where = "line $.";
	my ($properties, $message) = $line
		=~ /\A::(?:error|warning|notice) ($property(?:,$property)*)::((?:[^%\r\n]|%[0-9A-F]{2})+)\n\z/;
	print "$where: no workflow command: $line" unless defined $message;
	my %got;
	for (split /,/, $properties // '') {
		my ($key, $text) = split /=/, $_, 2;
		print "$where: $key twice\n" if exists $got{$key};
		print "$where: $key is '$text'\n" if $numbers{$key} ? $text !~ /^[1-9]\d*$/ : $text eq '';
		$got{$key} = $text;
	}
	print "$where: no title\n" unless $got{title};
	print "$where: columns of several lines\n" if exists $got{col} && $got{line} != $got{endLine};
}
