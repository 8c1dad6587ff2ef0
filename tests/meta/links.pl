#!/usr/bin/perl
# links.pl: links between documents of the tree lead to files, and to headings that are there.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/../support";
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use Sandbox;

binmode STDOUT, ':utf8';
my $root = abs_path("$FindBin::Bin/../..");

# The documents, without the folders of builds.
sub documents {
	my ($folder) = @_;
	my @found = glob "'$folder'/*.md";
	for my $below (grep { -d && !-l } glob "'$folder'/*") {
		push @found, documents($below) unless $below =~ m{/(?:build[^/]*|\.git)$};
	}
	return @found;
}

# Without fenced blocks and code spans, which hold no links.
sub prose {
	my $text = slurp($_[0]);
	utf8::decode($text);
	return $text =~ s/^(`{3,}).*?^\1$//gmsr =~ s/`[^`\n]*`//gr;
}

# As forges make them from headings.
sub anchors {
	my $text = slurp($_[0]);
	utf8::decode($text);
	$text =~ s/^(`{3,}).*?^\1$//gms;
	my %anchors;
	while ($text =~ /^#+ (.*)$/gm) {
		my $anchor = lc($1) =~ s/[^\w \-]//gr =~ s/ /-/gr;
		$anchors{$anchor} = 1;
	}
	return \%anchors;
}

my ($passed, $failed) = (0, 0);
for my $document (documents($root)) {
	my $text = prose($document);
	while ($text =~ /\]\(([^)\s]+)\)/g) {
		my ($path, $anchor) = split /#/, $1, 2;
		next if $path =~ /^[a-z]+:/;
		my $target = $path eq '' ? $document : dirname($document) . "/$path";
		my $good = -e $target && (!defined $anchor || anchors($target)->{$anchor});
		$good ? $passed++ : $failed++;
		print "$document: nothing at $path" . (defined $anchor ? "#$anchor" : '') . "\n" unless $good;
	}
}
print "$passed passed, $failed failed\n";
exit($failed || !$passed ? 1 : 0);
