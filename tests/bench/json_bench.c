/*
 * json_bench NAME FILE: the speed at which the reader that it is linked with goes through the lines
 * of FILE, all in memory: processor time, the best of 15 rounds, for other work on the machine only
 * ever adds.
 */
#define _POSIX_C_SOURCE 200809L
#include "json_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 15 };

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static char *read_all(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	if (!file || fseek(file, 0, SEEK_END) != 0)
		return NULL;
	*size = (size_t)ftell(file);
	rewind(file);
	char *text = malloc(*size + 1);
	if (!text || fread(text, 1, *size, file) != *size)
		return NULL;
	fclose(file);
	return text;
}

/* Returns how many lines there are. */
static size_t round_of(const char *text, size_t size, size_t *sum)
{
	size_t lines = 0;
	*sum = 0;
	for (const char *at = text, *end = text + size; at < end; lines++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		stop = stop ? stop : end;
		*sum += json_bench_line(at, (size_t)(stop - at));
		at = stop + 1;
	}
	return lines;
}

int main(int argc, char **argv)
{
	size_t size, sum, lines = 0;
	double best = 1e9;
	char *text = argc == 3 ? read_all(argv[2], &size) : NULL;
	if (!text)
		return 2;
	for (int i = 0; i < ROUNDS; i++) {
		double start = now();
		lines = round_of(text, size, &sum);
		double seconds = now() - start;
		best = seconds < best ? seconds : best;
	}
	printf("%-8s %6.0f MB/s %6.0f k lines/s (checksum %zu)\n", argv[1],
	       (double)size / best / 1e6, (double)lines / best / 1e3, sum);
	free(text);
	return 0;
}
