/*
 * Effects in the verdict model: sets of bits, joined over combinations and completions (what may be
 * given) and cut down to what they have in common (what certainly is).
 */
#include "verdict_effects.h"

#include <string.h>

/* V18: "a tolerate without effect means may exempt"; every rule that fires gives its own, a
 * stronger one does not take the weaker away. */
unsigned verdict_gifts_of(const struct verdict_rule *rule)
{
	unsigned gifts = 0;
	for (int i = 0; i < VERDICT_EFFECTS; i++) {
		if (rule->effects[i] != VERDICT_NOT_GIVEN)
			gifts |= VERDICT_GIFT(i, rule->effects[i]);
	}
	return gifts ? gifts : VERDICT_GIFT(VERDICT_EXEMPT, VERDICT_MAY);
}

void verdict_given_begin(struct verdict_given *out)
{
	*out = (struct verdict_given){.certain = ~0u};
	memset(out->beside_certain, -1, sizeof(out->beside_certain));
}

static unsigned joined(const struct verdict_given *given)
{
	unsigned gifts = 0;
	for (int i = 0; i < VERDICT_LISTS * VERDICT_RULES; i++)
		gifts |= given->by[i / VERDICT_RULES][i % VERDICT_RULES];
	return gifts;
}

static void by_join(struct verdict_given *into, unsigned from[VERDICT_LISTS][VERDICT_RULES])
{
	for (int i = 0; i < VERDICT_LISTS * VERDICT_RULES; i++)
		into->by[i / VERDICT_RULES][i % VERDICT_RULES] |=
			from[i / VERDICT_RULES][i % VERDICT_RULES];
}

void verdict_given_add(struct verdict_given *into, const struct verdict_weighed *weighed)
{
	struct verdict_given one = {.certain = 0};
	memcpy(one.by, weighed->gives, sizeof(one.by));
	into->certain &= joined(&one);
	by_join(into, one.by);
	for (int i = 0; i < VERDICT_LISTS; i++) {
		into->beside[i] |= weighed->beside[i];
		into->beside_certain[i] &= weighed->beside[i];
	}
}

void verdict_given_join(struct verdict_given *into, const struct verdict_given *from,
			unsigned outcomes)
{
	struct verdict_given one = *from;
	if (outcomes == VERDICT_TOLERATED) {
		into->certain &= one.certain;
		by_join(into, one.by);
	}
	for (int i = 0; i < VERDICT_LISTS; i++) {
		into->beside[i] |= one.beside[i];
		into->beside_certain[i] &= one.beside_certain[i];
	}
}

bool verdict_given_differ(const struct verdict_given *a, const struct verdict_given *b)
{
	return a->certain != b->certain || joined(a) != joined(b);
}

bool verdict_beside_differ(const struct verdict_given *a, const struct verdict_given *b)
{
	bool differ = false;
	for (int i = 0; i < VERDICT_LISTS; i++)
		differ |= a->beside[i] != b->beside[i] ||
			  a->beside_certain[i] != b->beside_certain[i];
	return differ;
}
