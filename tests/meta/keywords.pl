#!/usr/bin/perl
# keywords.pl KEYWORDS.DEF REFERENCE EDITORS: the reference lists every keyword under its class with
# its spellings and its meaning, and nothing else; the highlighting of editors knows every keyword,
# parses, and takes no part of a name for one.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/../support";
use File::Temp qw(tempdir);
use Sandbox;

my ($table, $reference, $editors) = @ARGV;
die "usage: keywords.pl KEYWORDS.DEF REFERENCE EDITORS\n" unless defined $editors;
binmode STDOUT, ':utf8';

my %headings = (
	DECL => 'Reserved: they open a declaration',
	PROP => 'Reserved: they open a property, a rule or a block',
	OPER => 'Reserved: operators, and words between operands',
	WORD => 'Words that only stand in one place',
	UNIT => 'Units: they follow a number',
	VALUE => 'Words of values',
);

my ($passed, $failed) = (0, 0);

sub claim($$) {
	my ($good, $message) = @_;
	$good ? $passed++ : $failed++;
	print "$message\n" unless $good;
}

sub text_of {
	my $bytes = slurp($_[0]);
	utf8::decode($bytes);
	return $bytes;
}

# The rows that the reference should have, by heading, and all spellings.
my (%rows, %also, @words, @keywords);
for (split /\n/, text_of($table)) {
	if (/^KEYWORD\((\w+),\s*"([^"]*)",\s*"([^"]*)",\s*(\w+),\s*"([^"]*)"/) {
		push @keywords, [$1, $headings{$4}, "| `$2` | `$3` | $5"];
		push @words, $2, $3;
	} elsif (/^SPELLING\((\w+),\s*"([^"]*)"/) {
		push @{$also{$1}}, "`$2`";
		push @words, $2;
	} elsif (/^VALUE\(\w+,\s*\w+,\s*"([^"]*)",\s*"([^"]*)",\s*"([^"]*)"/) {
		push @{$rows{$headings{VALUE}}}, "`$1` | `$2` | $3 |";
		push @words, $1, $2;
	} elsif (/^VALUE_SPELLING\(\w+,\s*\w+,\s*"([^"]*)"/) {
		push @words, $1;
	}
}
for (@keywords) {
	my ($token, $heading, $row) = @$_;
	my $more = $also{$token} ? '; also ' . join(', ', @{$also{$token}}) : '';
	push @{$rows{$heading}}, "$row$more |";
}
claim(@words > 100, "$table: hardly a keyword");

sub check_reference {
	my $text = text_of($reference);
	for my $heading (sort values %headings) {
		my ($section) = $text =~ /^### \Q$heading\E\n(.*?)(?=^#|\z)/ms;
		claim(defined $section, "$reference: no section '$heading'") or next;
		my @listed = $section =~ /^\| (?!English|---|\| English)(.*\|)$/gm;
		s/^[^`|]*\| // for $heading eq $headings{VALUE} ? @listed : ();
		my @wanted = map { s/^\| //r } @{$rows{$heading}};
		claim("@listed" eq "@wanted", "$reference: '$heading' should list\n"
			. join('', map { "| $_\n" } @wanted));
	}
}

# Strings of a JSON file that are regular expressions, as jq reads them.
sub expressions {
	my ($path, @members) = @_;
	my ($rc, $out, $err) = run_in('.', 'jq', '-r',
		'.. | objects | ' . join(', ', @members) . ' | strings', $path);
	claim($rc == 0, "$path: $err");
	utf8::decode($out);
	return split /\n/, $out;
}

sub check_vscode {
	my $grammar = "$editors/vscode/syntaxes/tol.tmLanguage.json";
	my @expressions = expressions($grammar, qw(.match? .begin? .end?));
	my @good = map { eval { qr/$_/ } || () } @expressions;
	claim(@good == @expressions && @good > 10, "vscode: expressions that are none");
	my @known = map { qr/$_/ } expressions($grammar, ".match?");
	for my $file ('package.json', 'language-configuration.json') {
		my ($rc, $out, $err) = run_in('.', 'jq', '.', "$editors/vscode/$file");
		claim($rc == 0, "$file: $err");
	}
	my $all = join "\n", @expressions;
	for my $word (@words) {
		my $written = $word =~ s/ /\\s+/gr;
		claim($all =~ /(?:^|[(|:])\Q$written\E(?:[)|]|$)/m, "vscode: does not know '$word'");
	}
	claim(!grep({ '当谋取私利' =~ $_ } @known), "vscode: takes a part of 当谋取私利 for a keyword");
	claim(!grep({ 'chongqing.list' =~ $_ } @known), "vscode: takes a part of chongqing.list for a keyword");
	claim(scalar(grep { '当 谋取私利' =~ $_ } @known), "vscode: does not see the keyword in 当 谋取私利");
	claim(scalar(grep { '，' =~ /^$_$/ } @known), "vscode: does not see full-width punctuation");
	claim(scalar(grep { "all \t of {" =~ $_ } @known), "vscode: does not see a keyword of two words");
	claim(scalar(grep { "expect silent or needs ruling" =~ /^$_$/ } @known), "vscode: does not see outcomes");
}

# Which group vim gives to the first letter of each piece of the sample.
my @sample = (
	['tol', 'tolDeclaration'], [' 1 ', ''], ['list', 'tolDeclaration'], [' chongqing.list ', ''],
	['status', 'tolWord'], [' ', ''], ['trial', 'tolValue'], [' ', ''], ['当', 'tolProperty'],
	[' 当谋取私利 ', ''], ['且', 'tolOperator'], [' ', ''], ['全部', 'tolOperator'], [' 损失 ', ''],
	['＞', 'tolCompare'], [' ', ''], ['in ', 'tolOperator'], ['writing', 'tolOperator'], [' ', ''],
	['in', 'tolOperator'], [' ', ''], ['｛', 'tolSign'], [' ', ''], ['１５', 'tolNumber'], [' ', ''], ['50', 'tolNumber'], [' ', ''], ['万元', 'tolUnit'], [' ', ''],
	['"text 当"', 'tolString'], [' ', ''], ['special', 'tolProperty'], [' to ', ''],
	['2018年2月9日', 'tolDate'], [' ', ''], ['expect', 'tolProperty'], [' ', ''],
	['silent', 'tolValue'], [' ', ''], ['or', 'tolOperator'], [' ', ''], ['tolerated', 'tolValue'],
	[' ', ''], ['# 当', 'tolComment'],
);

sub check_vim {
	my $vim = "$editors/vim/syntax/tol.vim";
	my $all = text_of($vim);
	for my $word (@words) {
		my $written = $word =~ s/ /\\s\\+/gr;
		claim($all =~ /(?:[ |(\/])\Q$written\E(?=[ \\\n])/, "vim: does not know '$word'");
	}
	return unless grep { -x "$_/vim" } split /:/, $ENV{PATH};
	my $work = tempdir('vim-XXXXXX', TMPDIR => 1, CLEANUP => 1);
	my $line = join '', map { $_->[0] } @sample;
	utf8::encode($line);
	spew("$work/sample.tol", "$line\n");
	my ($column, @wanted, $script) = (1);
	for (@sample) {
		my ($piece, $group) = @$_;
		my $bytes = $piece;
		utf8::encode($bytes);
		$script .= "call add(r, synIDattr(synID(1, $column, 1), 'name'))\n" if $group;
		push @wanted, $group if $group;
		$column += length $bytes;
	}
	spew("$work/ask.vim", "let r = []\n${script}call writefile(r, '$work/groups')\nqall!\n");
	my ($rc, $out, $err) = run_in($work, 'vim', '-u', 'NONE', '-N', '-es', '--cmd', 'set encoding=utf-8',
		'--cmd', "set runtimepath^=$editors/vim", '-c', 'filetype plugin on', '-c', 'syntax on',
		'-c', 'edit sample.tol', '-S', "$work/ask.vim");
	my $groups = -e "$work/groups" ? join ' ', split /\n/, slurp("$work/groups") : "none: $out$err";
	claim($groups eq "@wanted", "vim: wanted @wanted\n     got    $groups");
}

check_reference();
check_vscode();
check_vim();
print "$passed passed, $failed failed\n";
exit($failed ? 1 : 0);
