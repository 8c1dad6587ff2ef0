/*
 * json_bench NAME FILE: the speed at which the reader that it is linked with goes through the lines
 * of FILE, all in memory: processor time, of each hundred lines the best of 25 rounds, for other
 * work on the machine only ever adds.
 */
#define _POSIX_C_SOURCE 200809L
#include "json_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 25, PART = 100 };

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

struct text {
	char *ptr;
	size_t size;
};

static int read_all(struct text *text, const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file || fseek(file, 0, SEEK_END) != 0)
		return 0;
	text->size = (size_t)ftell(file);
	rewind(file);
	text->ptr = malloc(text->size + 1);
	if (!text->ptr || fread(text->ptr, 1, text->size, file) != text->size)
		return 0;
	fclose(file);
	return 1;
}

/* Goes through PART lines at *at, or as many as there are. */
static size_t read_part(const char **at, const char *end)
{
	size_t sum = 0;
	for (int i = 0; i < PART && *at < end; i++) {
		const char *stop = memchr(*at, '\n', (size_t)(end - *at));
		stop = stop ? stop : end;
		sum += json_bench_line(*at, (size_t)(stop - *at));
		*at = stop + 1;
	}
	return sum;
}

/* best: the seconds of each part; returns how many parts there are. */
static size_t round_of(double *best, struct text text, size_t *sum)
{
	size_t part = 0;
	const char *at = text.ptr, *end = text.ptr + text.size;
	for (*sum = 0; at < end; part++) {
		double start = now();
		*sum += read_part(&at, end);
		double seconds = now() - start;
		if (best[part] == 0 || seconds < best[part])
			best[part] = seconds;
	}
	return part;
}

int main(int argc, char **argv)
{
	struct text text = {0};
	size_t sum = 0, parts = 0;
	double seconds = 0;
	if (argc != 3 || !read_all(&text, argv[2]))
		return 2;
	double *best = calloc(text.size / PART + 1, sizeof(*best));
	for (int i = 0; best && i < ROUNDS; i++)
		parts = round_of(best, text, &sum);
	for (size_t i = 0; i < parts; i++)
		seconds += best[i];
	printf("%-8s %6.0f MB/s %6.0f k lines/s (checksum %zu)\n", argv[1],
	       (double)text.size / seconds / 1e6, (double)parts * PART / seconds / 1e3, sum);
	free(best);
	free(text.ptr);
	return 0;
}
