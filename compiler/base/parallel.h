/* The same work on several threads. The only place that starts any, beside the walk of history/. */
#ifndef TOLC_BASE_PARALLEL_H
#define TOLC_BASE_PARALLEL_H

#define PARALLEL_MAX 8

/* How many threads are worth having on this machine: 1 to PARALLEL_MAX. */
unsigned parallel_threads(void);

/* Calls run(data, worker) for each worker from 0 to count - 1, 0 on the calling thread, and returns
 * when all have returned. Where a thread cannot be started its worker is run by the caller. */
void parallel_run(unsigned count, void (*run)(void *data, unsigned worker), void *data);

#endif
