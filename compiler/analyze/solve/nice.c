/* Round numbers, small ones, and days close to those that the texts speak of. */
#include "analyze/solve/nice.h"

enum { FEN = 100 };

int64_t type_least(enum ir_type type)
{
	return type == IR_DATE ? date_from_civil(1, 1, 1) : 0;
}

int64_t type_most(enum ir_type type)
{
	return type == IR_DATE ? date_from_civil(9999, 12, 31) : INT64_MAX;
}

static int64_t nice_day(int64_t least, int64_t most, int32_t home)
{
	if (least <= home && home <= most)
		return home;
	return home < least ? least : most;
}

/* The greatest power of ten, times the unit, that is at most the number. */
static int64_t power_below(int64_t number, int64_t unit)
{
	int64_t power = unit;
	while (power <= number / 10)
		power *= 10;
	return power;
}

/* The first multiple of the step from least on; -1 where it is above most. */
static int64_t multiple(int64_t step, int64_t least, int64_t most)
{
	int64_t rest = least % step;
	if (rest == 0)
		return least;
	return step - rest <= most - least ? least + (step - rest) : -1;
}

/* A bound that is round itself is what a reader expects. */
static bool is_round(int64_t number, int64_t unit)
{
	return number % unit == 0 && number % (power_below(number, unit) / 10 + unit) == 0;
}

int64_t nice_value(enum ir_type type, int64_t least, int64_t most, int32_t home)
{
	int64_t unit = type == IR_MONEY ? FEN : 1;
	if (type == IR_DATE)
		return nice_day(least, most, home);
	if (least == 0 || is_round(least, unit))
		return least;
	for (int64_t step = power_below(least, unit); step >= unit; step /= 10) {
		int64_t value = multiple(step, least, most);
		if (value >= 0)
			return value;
	}
	return least;
}
