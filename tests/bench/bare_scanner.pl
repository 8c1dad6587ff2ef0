#!/usr/bin/perl
# bare_scanner.pl TOL.L: writes a scanner with the patterns of tol.l and nothing behind them but a
# count: what flex alone reaches. A string ends with the next quote, whatever opened it.

use strict;
use warnings;

print <<'END';
%option reentrant noyywrap nodefault noinput nounput never-interactive 8bit full ecs
%option extra-type="size_t *"
%top{
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
}
%x QUOTED
END

my $part = 0;
my $skip = 0;
while (<>) {
	if (/^%%/) {
		print if $part == 0;
		last if ++$part == 2;
		next;
	}
	if ($part == 0) {
		print if /^[A-Z][A-Z0-9]*\t/;
		next;
	}
	next unless /\S/ && !/^\t/;
	if (/^<QUOTED>\{|^\}/) {
		print;
		next;
	}
	my ($pattern) = /^(.*?)\t+[;{].*$/ or die "$.: no action found\n";
	my $action = /BEGIN\(QUOTED\)/ ? 'BEGIN(QUOTED)'
		: $pattern eq '<<EOF>>' ? 'return 0'
		: $pattern eq '\n' || /scan_string_quote/ ? 'BEGIN(INITIAL)'
		: '++*yyextra';
	print "$pattern\t{ $action; }\n";
}
die "no rules found\n" unless $part == 2;

print <<'END';
%%
/* FILE: seconds to scan it once, the least of five. */
int main(int argc, char **argv)
{
	FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
	double least = -1;
	if (!file)
		return 2;
	fseek(file, 0, SEEK_END);
	size_t size = (size_t)ftell(file), tokens = 0;
	char *text = calloc(1, size + 2);
	rewind(file);
	if (!text || fread(text, 1, size, file) != size)
		return 2;
	for (int i = 0; i < 5; i++) {
		struct timespec start, end;
		yyscan_t scanner;
		yylex_init_extra(&tokens, &scanner);
		yy_scan_buffer(text, size + 2, scanner);
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
		yylex(scanner);
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
		yylex_destroy(scanner);
		double taken = (double)(end.tv_sec - start.tv_sec) +
			       (double)(end.tv_nsec - start.tv_nsec) / 1e9;
		if (least < 0 || taken < least)
			least = taken;
	}
	printf("%.6f\n", least);
	free(text);
	fclose(file);
	return 0;
}
END
