#!/usr/bin/perl
# format.pl TOLC: the laws of the formatter, held for every text of this tree that parses: the lists,
# the inputs of the tests, the templates of `tolc init` and the examples of the documents. In each
# spelling of the keywords what is formatted once stays as it is, keeps its comments, and where it
# compiles means what it meant.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/../support";
use Cwd qw(abs_path);
use File::Find qw(find);
use File::Path qw(make_path);
use Sandbox;

my ($tolc) = @ARGV;
die "usage: format.pl TOLC\n" unless defined $tolc;
$tolc = abs_path($tolc) // die "$ARGV[0]: not built\n";
my $root = abs_path("$FindBin::Bin/../..");
my $scratch = sandbox($tolc);
my @spellings = (['as written'], ['zh', '--keywords', 'zh'], ['en', '--keywords', 'en']);
my ($passed, $failed, $compiled, $commented, $changed) = (0) x 5;

sub claim {
	my ($good, $message) = @_;
	$good ? $passed++ : $failed++;
	print "$message\n" unless $good;
}

# What stands in one folder, as paths to texts; a text is compiled with what stands beside it.
my @folders;

sub files_below {
	my ($folder) = @_;
	my @found;
	find({ no_chdir => 1, wanted => sub { push @found, $_ if /\.tol$/ && -f } }, $folder);
	return sort @found;
}

sub relative {
	my ($folder, @paths) = @_;
	return map { substr($_, length($folder) + 1) => slurp($_) } @paths;
}

# A golden case and what lies beside it.
sub case_folder {
	my ($path) = @_;
	my $beside = $path =~ s/\.tol$/.dir/r;
	my %texts = -d $beside ? relative($beside, files_below($beside)) : ();
	return { name => $path, texts => { %texts, 'case.tol' => slurp($path) } };
}

# The examples of a document; those with a name stay beside the others.
sub document_folders {
	my ($path) = @_;
	my (%kept, @found);
	my $text = slurp($path);
	while ($text =~ /^```tol(?: ([^\n]*))?\n(.*?)^```$/gms) {
		my ($words, $body) = ($1 // '', $2);
		my $name = $words =~ /^(\S+\.tol)$/ ? $1 : undef;
		push @found, { name => "$path, example " . (@found + 1),
			texts => { %kept, $name // 'example.tol' => $body } };
		$kept{$name} = $body if $name;
	}
	return @found;
}

push @folders, { name => 'rulesets', texts => { relative("$root/rulesets", files_below("$root/rulesets")) } };
push @folders, map { case_folder($_) } grep { !m{\.dir/} } files_below("$root/tests/golden"),
	files_below("$root/tests/fuzz"), files_below("$root/compiler/cli/templates");
push @folders, map { document_folders($_) } "$root/README.md", "$root/grammar/README.md";

# Texts of a comment, whatever its mark.
my $quoted = qr/"(?:\\.|[^"\\\n])*"|＂(?:\\.|[^"＂\\\n])*["＂]|(“(?:\\.|[^“”\\\n]|(?1))*”)|
	(「(?:\\.|[^「」\\\n]|(?2))*」)|(『(?:\\.|[^『』\\\n]|(?3))*』)|”(?:\\.|[^”\\\n])*”/x;

sub comments {
	my ($text) = @_;
	my @found;
	utf8::decode($text);
	while ($text =~ /\G(?:$quoted|[#＃](?<comment>[^\n]*)|[^"＂“「『”#＃]+|.)/gs) {
		push @found, $+{comment} =~ s/[ \t\r]+\z//r if defined $+{comment};
	}
	return join "\n", sort @found;
}

# Folders that hold the same mean the same.
my %known;

sub fingerprints {
	my ($folder, $name) = @_;
	my $key = join "\0", $name, map { slurp($_) } files_below($folder);
	return $known{$key} //= compile($folder, $name);
}

sub compile {
	my ($folder, $name) = @_;
	my ($rc, $out) = run_in($folder, $tolc, 'dump', '--after', 'ir', $name);
	return $out =~ s/\A.*?^(?=fingerprint )//msr =~ s/\A(?!fingerprint ).*\z//sr;
}

# All texts formatted at once, in copies of the folders; then whether anything changes again.
sub format_copy {
	my ($language, @options) = @_;
	my $copy = "$scratch/$language";
	system('cp', '-R', "$scratch/original", $copy) == 0 or die "cp: $?\n";
	run_in($copy, $tolc, 'fmt', '-q', '-w', @options);
	my ($rc, $out) = run_in($copy, $tolc, 'fmt', '-q', '--check', @options);
	claim($out eq '', "$language: formatted again these change:\n$out");
	return $copy;
}

sub try_text {
	my ($number, $name, $label, %copies) = @_;
	my $text = slurp("$scratch/original/$number/$name");
	my $meaning = fingerprints("$scratch/original/$number", $name);
	$compiled++ if $meaning ne '';
	$commented++ if comments($text) ne '';
	for my $language (sort keys %copies) {
		my $copy = "$copies{$language}/$number";
		my $formatted = slurp("$copy/$name");
		next if $formatted eq $text;
		$changed++;
		claim(comments($text) eq comments($formatted), "$label, $language: a comment is lost");
		claim($meaning eq fingerprints($copy, $name), "$label, $language: it means something else")
			if $meaning ne '';
	}
}

for my $number (0 .. $#folders) {
	my $texts = $folders[$number]{texts};
	for my $name (sort keys %$texts) {
		my $path = "$scratch/original/$number/$name";
		make_path($path =~ s{/[^/]*$}{}r);
		spew($path, $texts->{$name});
	}
}
my %copies = map { $_->[0] => format_copy(@$_) } @spellings;
for my $number (grep { $_ % $one_in == 0 } 0 .. $#folders) {
	try_text($number, $_, "$folders[$number]{name}: $_", %copies)
		for sort keys %{$folders[$number]{texts}};
}
claim($compiled > 100 / $one_in && $commented > 20 / $one_in && $changed > 100 / $one_in,
	"only $compiled texts compile, $commented have comments, $changed change");
print "$passed passed, $failed failed\n";
exit($failed ? 1 : 0);
