/*
 * Random texts for random histories, and the only source of chance of both: a state goes in, the
 * same values come out everywhere.
 */
#ifndef TOL_TESTS_TEXT_RANDOM_H
#define TOL_TESTS_TEXT_RANDOM_H

#include "timeline_model.h"

/* One more value of a sequence (splitmix64); any state is a good seed. */
uint64_t random_next(uint64_t *state);

/* A number from 0 to below the limit. */
int random_below(uint64_t *state, int limit);

/* True that many times in a hundred. */
bool random_chance(uint64_t *state, int percent);

/* One of the few days on which things happen. */
int random_day(uint64_t *state);

/* A readable text of one of so many lists. */
void text_write(uint64_t *state, struct model_text *out, int lists);

/* Gives the text an effective date before it was promulgated. */
void text_make_retroactive(uint64_t *state, struct model_text *text);

/* Gives the text an expiry, mostly after it takes effect. */
void text_expire(uint64_t *state, struct model_text *text);

/* The text goes on as the next version of its list. */
void text_amend(uint64_t *state, struct model_text *text);

/* One property changes, not the effective date. */
void text_alter(uint64_t *state, struct model_text *text);

/* The text says the same in another order. */
void text_reorder(struct model_text *text);

/* The text cannot be read any more, but for its name or date if luck has it. */
void text_break(uint64_t *state, struct model_text *text);

/* Takes from a text whatever contradicts itself; a tame text stays as it is. */
void text_tame(struct model_text *text);

/* Adds a day, unless it is there or no more fit. */
void days_add(struct model_days *days, int day);

#endif
