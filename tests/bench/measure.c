/*
 * measure [-n RUNS] [-b PREPARE] COMMAND… [+ COMMAND…]…: runs the commands in turn, RUNS rounds of
 * them, so that a change in the machine's speed meets them all. A line for each: least wall seconds,
 * least processor seconds, greatest peak of resident KiB, exit status. Before each run the shell does
 * PREPARE, which does not count. What they write is thrown away.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS_MAX = 8 };

struct command {
	char **words;
	double wall, processor; /* least so far; below 0: none */
	long peak;
	int status;
};

static double seconds_of(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double lesser(double old, double new)
{
	return old < 0 || new < old ? new : old;
}

static void become(char **words)
{
	int nothing = open("/dev/null", O_RDWR);
	for (int fd = 0; fd < 3; fd++)
		dup2(nothing, fd);
	execvp(words[0], words);
	_exit(127);
}

static void run(struct command *command)
{
	struct rusage usage;
	int status;
	double start = now();
	pid_t child = vfork();
	if (child == 0)
		become(command->words);
	if (child < 0 || wait4(child, &status, 0, &usage) < 0)
		exit(2);
	command->wall = lesser(command->wall, now() - start);
	command->processor = lesser(command->processor,
				    seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime));
	if (usage.ru_maxrss > command->peak)
		command->peak = usage.ru_maxrss;
	command->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Splits the words at each +. */
static size_t commands_read(struct command *commands, char **words)
{
	size_t count = 0;
	while (*words && count < COMMANDS_MAX) {
		commands[count++] = (struct command){words, -1, -1, 0, 0};
		while (*words && strcmp(*words, "+") != 0)
			words++;
		if (*words)
			*words++ = NULL;
	}
	return count;
}

int main(int argc, char **argv)
{
	struct command commands[COMMANDS_MAX];
	const char *prepare = NULL;
	int runs = 5, option;
	while ((option = getopt(argc, argv, "+n:b:")) != -1) {
		if (option == 'n')
			runs = atoi(optarg);
		else if (option == 'b')
			prepare = optarg;
		else
			return 2;
	}
	size_t count = commands_read(commands, argv + optind);
	for (int i = 0; i < runs; i++) {
		for (size_t k = 0; k < count; k++) {
			if (prepare && system(prepare) != 0)
				return 2;
			run(&commands[k]);
		}
	}
	for (size_t k = 0; k < count; k++)
		printf("%.6f %.6f %ld %d\n", commands[k].wall, commands[k].processor,
		       commands[k].peak, commands[k].status);
	return count ? 0 : 2;
}
