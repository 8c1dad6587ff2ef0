/*
 * Runs a fuzz target on every file of the folders given, so that corpora are ordinary tests under
 * any compiler. Built without libFuzzer only.
 */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void die(const char *path)
{
	fprintf(stderr, "%s: %s\n", path, strerror(errno));
	exit(2);
}

/* Owned by caller. A block of exactly the size of the file, so that the sanitizer sees each step
 * beyond its end. */
static uint8_t *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	if (!file || fseek(file, 0, SEEK_END) != 0)
		die(path);
	long length = ftell(file);
	if (length < 0)
		die(path);
	rewind(file);
	uint8_t *data = malloc((size_t)length);
	*size = (size_t)length;
	if ((length && !data) || fread(data, 1, *size, file) != *size)
		die(path);
	fclose(file);
	return data;
}

static void run_file(const char *path)
{
	size_t size;
	uint8_t *data = read_file(path, &size);

	LLVMFuzzerTestOneInput(data, size);
	free(data);
}

static int is_input(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int run_folder(const char *folder)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, is_input, alphasort);
	if (count < 0)
		die(folder);
	for (int i = 0; i < count; i++) {
		char path[4096];
		snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
		fprintf(stderr, "%s\n", path);
		run_file(path);
		free(entries[i]);
	}
	free(entries);
	return count;
}

int main(int argc, char **argv)
{
	int count = 0;

	for (int i = 1; i < argc; i++)
		count += run_folder(argv[i]);
	/* A crash ends the program before this line. */
	printf("%d passed, 0 failed\n", count);
	return count ? 0 : 1;
}
