#!/usr/bin/perl
# docs.pl TOLC DOCUMENT: runs the fenced examples of a document.
#   tol             `tolc check` finds nothing to say about it
#   tol NAME.tol    the same, and it stays beside the examples that follow
#   tol fails CODE  `tolc check` reports CODE
#   tol decided     nothing to say, and `tolc test` finds that its lists say of its cases what these expect
#   console         at the top of the tree each `$ command` prints what follows it; `…` stands for
#                   any text, a line of its own for any lines
# Other fences are left alone.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../support";
use Cwd qw(abs_path);
use Sandbox;
use Transcript;

my ($tolc, $document) = @ARGV;
die "usage: docs.pl TOLC DOCUMENT\n" unless defined $document;
$tolc = abs_path($tolc) // die "$ARGV[0]: not built\n";
my $root = abs_path("$FindBin::Bin/../..");
my $text = slurp($document);
my $scratch = sandbox($tolc);

# On a record of its own, made of the example and of what stays beside it.
sub decide_example {
	my ($where, $file) = @_;
	my $command = { expected => '', command => ". '$root/tests/support/repo.sh'\n(mkdir record && cp *.tol record "
		. "&& cd record && repo_init && commit_at 2026-01-01 all && tolc test --now 2026-01-15 $file) 2>&1\n"
		. "rm -rf record\n" };
	run_commands($scratch, undef, $command);
	my $said = ($command->{out} // '') . ($command->{err} // '');
	my $good = $said =~ /^passed /m && $said =~ /^\d+ passed, 0 failed, 0 without expectation, 0 broken$/m;
	print "$where: wanted every case to pass, got:\n$said" unless $good;
	return $good;
}

sub check_example {
	my ($where, $words, $body) = @_;
	my ($fails) = $words =~ /^fails (TOL\d+)$/;
	my ($kept) = $words =~ /^(\S+\.tol)$/;
	my $file = $kept // 'example.tol';
	spew("$scratch/$file", $body);
	my ($rc, $out, $err) = run_in($scratch, $tolc, 'check', '--format', 'short', $file);
	my @codes = "$out$err" =~ /\bTOL\d{4}\b/g;
	my $good = $fails ? grep { $_ eq $fails } @codes : !@codes && $rc == 0;
	print "$where: wanted ", $fails // 'nothing', " reported, got:\n$out$err" unless $good;
	$good &&= decide_example($where, $file) if $words eq 'decided';
	unlink "$scratch/$file" unless $kept;
	return $good;
}

# The text of an example as a pattern in which … stands for what changes.
sub pattern {
	my ($expected) = @_;
	my $any = "\xe2\x80\xa6";
	my $pattern = '';
	for my $line ($expected =~ /(.*\n)/g) {
		$pattern .= $line eq "$any\n" ? '(?:.*\n)*?'
			: join '.*', map { quotemeta } split /$any/, $line, -1;
	}
	return qr/\A$pattern\z/;
}

sub check_console {
	my ($where, $body) = @_;
	my @commands = grep { ref } parse_transcript($body, '');
	run_commands($root, undef, @commands);
	my $good = @commands > 0;
	for my $command (@commands) {
		my $actual = ($command->{out} // '') . ($command->{err} // '');
		next if $actual =~ pattern($command->{expected});
		same_bytes("$where: $command->{command}", $command->{expected}, $actual);
		$good = 0;
	}
	return $good;
}

my $shallow = qx(git -c safe.directory='*' -C '$root' rev-parse --is-shallow-repository 2>&1) ne "false\n";
my ($passed, $failed, $skipped) = (0, 0, 0);
while ($text =~ /^(`{3,})(tol|console)(?: ([^\n]*))?\n(.*?)^\1$/gms) {
	my ($language, $words, $body) = ($2, $3 // '', $4);
	my $where = "$document:" . (1 + (substr($text, 0, $-[0]) =~ tr/\n//));
	if ($language eq 'console' && $shallow) {
		print "$where: skipped, for the history of this clone is cut\n";
		$skipped++;
		next;
	}
	my $good = $language eq 'tol' ? check_example($where, $words, $body)
		: check_console($where, $body);
	$good ? $passed++ : $failed++;
}
print "$passed passed, $failed failed\n";
exit($failed ? 1 : 0);
