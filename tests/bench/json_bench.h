/* One line of JSON through one reader, token by token. What it returns must depend on what was
 * read. */
#ifndef TOLC_TESTS_JSON_BENCH_H
#define TOLC_TESTS_JSON_BENCH_H

#include <stddef.h>

size_t json_bench_line(const char *line, size_t length);

#endif
