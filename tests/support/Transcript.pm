# Commands and what they print, as people write them down: "$ command", "> its next line", then the
# lines of output, then "exit N" where that is not 0.
package Transcript;

use strict;
use warnings;
use Exporter qw(import);
use Sandbox;

our @EXPORT = qw(parse_transcript run_commands actual_lines block_text);

# The text in pieces: a string is prose, a hash a command { command, expected }. Lines that begin
# with indent are the transcript; an empty line between two lines of output belongs to it.
sub parse_transcript {
	my ($text, $indent) = @_;
	my (@parts, $block);
	my $empty = '';
	for my $line ($text =~ /([^\n]*\n|[^\n]+$)/g) {
		if ($block && $line eq "\n") {
			$empty .= $line;
		} elsif ($line =~ /^\Q$indent\E\$ (.*\n)/) {
			push @parts, $empty if $empty ne '';
			$empty = '';
			push @parts, $block = { command => $1, expected => '' };
		} elsif ($block && $line =~ /^\Q$indent\E(.*\n)/) {
			my $rest = $1;
			if ($block->{expected} eq '' && $empty eq '' && $rest =~ /^> (.*\n)|^>(\n)/) {
				$block->{command} .= $1 // $2;
			} else {
				$block->{expected} .= "$empty$rest";
				$empty = '';
			}
		} else {
			push @parts, "$empty$line";
			($block, $empty) = (undef, '');
		}
	}
	push @parts, $empty if $empty ne '';
	return @parts;
}

# Runs all commands in one shell, so that what one of them sets the next one sees, and gives each
# hash its out, err and rc (undefined where the shell did not get there).
sub run_commands {
	my ($folder, $prelude, @commands) = @_;
	my $files = "$ENV{HOME}/commands";
	mkdir $files;
	my $script = "set +e\n" . ($prelude ? ". '$prelude'\n" : '');
	for my $i (0 .. $#commands) {
		spew("$files/$i.sh", $commands[$i]{command});
		$script .= ". '$files/$i.sh' </dev/null >'$files/$i.out' 2>'$files/$i.err'\n"
			. "echo \$? >'$files/$i.rc'\n";
	}
	spew("$files/all.sh", $script);
	my ($rc, $out, $err) = run_in($folder, 'sh', "$files/all.sh");
	print "$out$err";
	for my $i (0 .. $#commands) {
		for my $kind (qw(out err rc)) {
			my $path = "$files/$i.$kind";
			$commands[$i]{$kind} = slurp($path) =~ s/\Q$folder\E/\/scratch/gr if -e $path;
		}
	}
}

sub lines {
	my ($bytes, $prefix) = @_;
	return '' if $bytes eq '';
	$bytes .= "\n(no newline)\n" if $bytes !~ /\n\z/;
	my $bare = $prefix =~ s/ $//r;
	return $bytes =~ s/^(?=.)/$prefix/gmr =~ s/^(?=\n)/$bare/gmr;
}

# What a command printed, in the form in which a transcript expects it: stdout, then stderr with a
# prefix, then the exit status.
sub actual_lines {
	my ($command, $prefix) = @_;
	return "the shell ended before this command\n" unless defined $command->{out};
	chomp(my $rc = $command->{rc} // 'left the shell');
	my $text = lines($command->{out}, '') . lines($command->{err}, $prefix);
	return $text . ($rc eq '0' ? '' : "exit $rc\n");
}

sub block_text {
	my ($command, $output, $indent) = @_;
	my ($first, @more) = $command->{command} =~ /(.*\n)/g;
	my $text = join '', "\$ $first", map({ $_ eq "\n" ? ">\n" : "> $_" } @more), $output;
	return $text =~ s/^(?=.)/$indent/gmr;
}

1;
