/* Threads that live for one piece of work. */
#include "base/parallel.h"

#include <pthread.h>
#include <stdbool.h>
#include <unistd.h>

struct hand {
	pthread_t thread;
	bool started;
	void (*run)(void *data, unsigned worker);
	void *data;
	unsigned worker;
};

unsigned parallel_threads(void)
{
	long online = sysconf(_SC_NPROCESSORS_ONLN);
	if (online < 1)
		return 1;
	return online > PARALLEL_MAX ? PARALLEL_MAX : (unsigned)online;
}

static void *hand_start(void *data)
{
	struct hand *hand = data;
	hand->run(hand->data, hand->worker);
	return NULL;
}

void parallel_run(unsigned count, void (*run)(void *data, unsigned worker), void *data)
{
	struct hand hands[PARALLEL_MAX] = {0};
	for (unsigned i = 1; i < count; i++) {
		hands[i] = (struct hand){.run = run, .data = data, .worker = i};
		hands[i].started = pthread_create(&hands[i].thread, NULL, hand_start, &hands[i]) == 0;
	}
	run(data, 0);
	for (unsigned i = 1; i < count; i++) {
		if (hands[i].started)
			pthread_join(hands[i].thread, NULL);
		else
			run(data, i);
	}
}
