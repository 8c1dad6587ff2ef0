#!/usr/bin/perl
# terminal.pl COMMAND [ARGUMENT…]: runs it on a terminal of its own, types the lines of stdin, each
# when a prompt waits for it, and prints what the terminal shows. Exits as the command does.

use strict;
use warnings;
use Fcntl;
use POSIX ();

use constant {TIOCSPTLCK => 0x40045431, TIOCGPTN => 0x80045430, TIOCSCTTY => 0x540e, PATIENCE => 60};

my @lines = <STDIN>;
sysopen(my $master, '/dev/ptmx', O_RDWR | O_NOCTTY) or exit 77;
ioctl($master, TIOCSPTLCK, my $unlocked = pack('i', 0)) or die "terminal: $!\n";
ioctl($master, TIOCGPTN, my $number = pack('i', 0)) or die "terminal: $!\n";
my $name = '/dev/pts/' . unpack('i', $number);
# Held open, lest the terminal ends before the command has opened it.
sysopen(my $held, $name, O_RDWR | O_NOCTTY) or die "$name: $!\n";

my $pid = fork // die "fork: $!\n";
if (!$pid) {
	POSIX::setsid();
	ioctl($held, TIOCSCTTY, 0);
	POSIX::dup2(fileno($held), $_) for 0 .. 2;
	exec @ARGV or POSIX::_exit(127);
}
close($held);

my $shown = '';
my $seen = 0; # of $shown, when the last line was typed
alarm PATIENCE;
while (sysread($master, $shown, 4096, length $shown)) {
	next unless substr($shown, $seen) =~ /(^|\n)> \z/;
	$seen = length $shown;
	syswrite($master, @lines ? shift @lines : "\x04");
}
waitpid($pid, 0);
print $shown =~ s/\r\n/\n/gr;
exit($? & 127 ? 128 + ($? & 127) : $? >> 8);
