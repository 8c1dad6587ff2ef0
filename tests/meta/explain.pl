#!/usr/bin/perl
# explain.pl TOLC FOLDER DIAG.DEF: holds the pages of grammar/explain/ to the compiler.
# There is one for each code. A page is English, then a line `<!-- zh -->`, then Chinese; either
# half begins with the code and a title, and says on a line of its own how grave it is. Fences:
#   tol fails CODE…   `tolc check` reports these codes, all of them and no other
#   tol cure          `tolc check` finds nothing to say about it
#   tol recorded DATE                the file as it was recorded on that day
#   tol recorded DATE fails CODE…    the same in its stead; `tolc doctor` reports these codes then
#   tol recorded DATE cure           the same, and it reports nothing
# Where `since` ends the words of one of these two, `tolc check --since` reports, of that last step.
#   console           commands and what they print, in a folder of their own; `…` is any text

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/../support";
use Cwd qw(abs_path);
use Sandbox;
use Transcript;

my ($tolc, $folder, $table) = @ARGV;
die "usage: explain.pl TOLC FOLDER DIAG.DEF\n" unless defined $table;
$tolc = abs_path($tolc) // die "$ARGV[0]: not built\n";
$folder = abs_path($folder);
my $prelude = "$FindBin::Bin/../support/repo.sh";

# By severity and phase.
my %status = (
	'ERROR SYNTAX' => ['Error. The lists of this file are unreadable until it is cured.',
		'错误。改正之前，本文件中的清单无法读取。'],
	'ERROR RESOLVE' => ['Error. What it stands in is unreadable until it is cured.',
		'错误。改正之前，它所在的内容无法读取。'],
	'ERROR LIST' => ['Error. The text stays readable.', '错误。文本仍可读取。'],
	'WARNING LIST' => ['Warning. The text stays readable.', '警告。文本仍可读取。'],
	'ERROR LOGIC' => ['Error. The text stays readable.', '错误。文本仍可读取。'],
	'WARNING LOGIC' => ['Warning. The text stays readable.', '警告。文本仍可读取。'],
	'NOTE LOGIC' => ['Note. The text stays readable.', '提示。文本仍可读取。'],
	'ERROR GUARD' => ['Error. The text stays readable. No comment sets it aside.',
		'错误。文本仍可读取。不能用注释放过。'],
	'ERROR RECORD' => ['Error in the record.', '记录中的错误。'],
	'WARNING RECORD' => ['Warning about the record.', '关于记录的警告。'],
	'NOTE RECORD' => ['Note about the record.', '关于记录的提示。'],
	'ERROR WORLD' => ['Error. What it concerns is not answered.', '错误。所涉及的问题得不到答案。'],
	'WARNING WORLD' => ['Warning. The answer stands.', '警告。答案不受影响。'],
	'NOTE WORLD' => ['Note. The answer stands.', '提示。答案不受影响。'],
);

my %codes;
my $definitions = slurp($table);
while ($definitions =~ /^DIAG\(\w+,\s*"(TOL\d{4})",\s*SEVERITY_(\w+),\s*PHASE_(\w+)/gm) {
	$codes{$1} = $status{"$2 $3"};
}

# What no test can bring about: another user's files, a machine without memory or library, an index that
# is wrong and yet whole; a question too hard to be decided.
my %text_only = map { ("TOL$_" => 1) } qw(0001 0414 0710 0901 0903 0904 0927 0928);

my ($passed, $failed) = (0, 0);

# UTF-8 to text and back.
sub chars {
	my ($bytes) = @_;
	utf8::decode($bytes);
	return $bytes;
}

sub bytes {
	my ($text) = @_;
	utf8::encode($text);
	return $text;
}

sub claim($$) {
	my ($good, $message) = @_;
	$good ? $passed++ : $failed++;
	print bytes("$message\n") unless $good;
}

sub width {
	my ($line) = @_;
	return length($line) + (() = $line =~ /[\p{Ea=W}\p{Ea=F}]/g);
}

sub run_check {
	my ($scratch, $language, $body) = @_;
	spew("$scratch/example.tol", bytes($body));
	my ($rc, $out, $err) = run_in($scratch, $tolc, 'check', '--lang', $language, '--format', 'short',
		'--now', '2026-01-15', 'example.tol');
	unlink "$scratch/example.tol";
	return ($rc, chars("$out$err"));
}

sub try_example {
	my ($where, $scratch, $language, $words, $body) = @_;
	my ($rc, $said) = run_check($scratch, $language, $body);
	my %said = map { $_ => 1 } $said =~ /: (?:error|warning|note) (TOL\d{4}): /g;
	my @wanted = $words =~ /\b(TOL\d{4})\b/g;
	claim("@wanted" eq join(' ', sort keys %said) && ($rc == 0 || @wanted),
		"$where: wanted " . ("@wanted" || 'nothing') . " reported, got:\n$said");
}

# … stands for any text.
sub pattern {
	my ($expected) = @_;
	return join '.*', map { quotemeta } split /…/, $expected, -1;
}

# Commands of one half run in one folder.
sub try_session {
	my ($where, $scratch, @commands) = @_;
	run_commands($scratch, $prelude, @commands);
	for my $command (@commands) {
		my $actual = chars(($command->{out} // '') . ($command->{err} // ''));
		my $expected = chars($command->{expected});
		my $wanted = pattern($expected);
		claim($actual =~ /\A$wanted\z/s,
			"$where: $command->{command}wanted:\n${expected}got:\n$actual");
	}
}

# A shell command that puts a text on record.
sub recording {
	my ($date, $body) = @_;
	my $quoted = bytes($body) =~ s/'/'\\''/gr;
	return "printf '%s' '$quoted' >list.tol; commit_at $date record\n";
}

my $repositories = 0;

sub try_record {
	my ($where, $scratch, $language, $words, @recordings) = @_;
	my $folder = 'record' . ++$repositories;
	my $question = $words =~ / since$/ ? 'check --since HEAD~1' : 'doctor';
	my $command = { command => join('', "(\nrepo_init $folder\n", @recordings,
		"tolc $question --now 2026-01-15 --lang $language --format short\n) 2>&1\n"), expected => '' };
	run_commands($scratch, $prelude, $command);
	my $said = chars($command->{out} // '');
	my %said = map { $_ => 1 } $said =~ /: (?:error|warning|note) (TOL\d{4}): /g;
	my @wanted = $words =~ /\b(TOL\d{4})\b/g;
	claim("@wanted" eq join(' ', sort keys %said) && (@wanted || $said eq ''),
		"$where: wanted " . ("@wanted" || 'nothing') . " on record, got:\n$said");
}

sub try_half {
	my ($where, $language, $text) = @_;
	my $scratch = sandbox($tolc);
	my ($shown, @session, @recorded) = (0);
	while ($text =~ /^```(tol|console)(?: ([^\n]*))?\n(.*?)^```$/gms) {
		my ($kind, $words, $body) = ($1, $2 // '', $3);
		$shown++;
		if ($kind eq 'console') {
			push @session, grep { ref } parse_transcript(bytes($body), '');
		} elsif ($words =~ /^recorded (\S+)( fails .*| cure.*)?$/) {
			my ($date, $claim) = ($1, $2);
			my $recording = recording($date, $body);
			push @recorded, $recording unless $claim;
			try_record($where, $scratch, $language, $claim, @recorded, $recording) if $claim;
		} else {
			try_example($where, $scratch, $language, $words, $body);
		}
	}
	my $told = $text_only{$where =~ s/ .*//r} && $text =~ /^```text$/m;
	claim($shown || $told, "$where: shows no example that can be tried");
	try_session($where, $scratch, @session) if @session;
}

sub try_page {
	my ($code) = @_;
	my $text = chars(slurp("$folder/$code.md"));
	my ($english, $chinese, @more) = split /^<!-- zh -->\n/m, $text, -1;
	claim(defined $chinese && !@more, "$code: not one line <!-- zh -->") or return;
	my ($line_en, $line_zh) = @{$codes{$code}};
	claim($english =~ /\A# $code: [^\n]+\n\n\Q$line_en\E\n\n/, "$code: begins otherwise");
	claim($chinese =~ /\A# $code：[^\n]+\n\n\Q$line_zh\E\n\n/, "$code: 中文开头不对");
	my @wide = grep { width($_) > 80 } split /\n/, $text;
	claim(!@wide, "$code: wider than 80 columns: @wide");
	try_half("$code en", 'en', $english);
	try_half("$code zh", 'zh', $chinese);
}

my %pages = map { /(TOL\d{4})\.md$/ ? ($1 => 1) : () } glob "'$folder'/*.md";
claim(keys %codes > 0, "$table: no codes");
for my $code (sort keys %codes) {
	claim($pages{$code}, "$code: has no page");
	try_page($code) if $pages{$code};
}
claim($codes{$_}, "$_: a page of no code") for sort keys %pages;
print "$passed passed, $failed failed\n";
exit($failed ? 1 : 0);
