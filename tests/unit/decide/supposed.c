/*
 * What each way to come out supposes: enough that the case comes out so whatever the rest is, and
 * nothing that could be left out. Both are asked by deciding the case again with it given, so no
 * world here presumes a fact or asks whether one is known.
 */
#include "unit/decide/scene.h"

#include "support/tries.h"
#include "unit/base/base.h"

#include <stdio.h>

static const char head[] =
	"tol 1\n"
	"vocabulary v { fact f : bool fact g : bool fact h : bool fact i : bool fact n : count }\n"
	"authority central \"c\" level central\n"
	"authority city \"s\" under central level city\n"
	"authority county \"x\" under city level county\n";

#define DATED " promulgated 2018-01-01 effective 2018-01-01 "

struct supposing {
	const char *name;
	const char *lists;
	int states;	     /* as many lists, one text each */
	const char *told[4]; /* by outcome; NULL: cannot come out so */
};

static const struct supposing supposings[] = {
	{"a fact that two rules share out between them is not supposed",
	 "list a { issuer county" DATED
	 "tolerate t { when f and g } tolerate u { when f and not g } }\n",
	 1,
	 {"f=1", NULL, "f=0", NULL}},
	{"nor is a number whose classes all lead there",
	 "list a { issuer county" DATED "bar t { when f and n < 3 } bar u { when f and n in { 3, 4 "
	 "} } bar v { when f and n > 4 } }\n",
	 1,
	 {NULL, "f=1", "f=0", NULL}},
	{"nor what decides which of two lists is the ground",
	 "list a { issuer county" DATED "tolerate t { when f and g } }\n"
	 "list b { issuer county" DATED "tolerate t { when f and not g } }\n",
	 2,
	 {"f=1", NULL, "f=0", NULL}},
	/* Barred by either list: whatever the upper one says, i is enough. */
	{"nor what an upper list says where it agrees with the lower one or is silent",
	 "list a { issuer city" DATED "bar t { when f } }\n"
	 "list b { issuer county" DATED "tolerate t { when g or not g and h } bar u { when i } }\n",
	 2,
	 {"f=0 h=1 i=0", "i=1", "f=0 g=0 h=0 i=0", NULL}},
	/* Any two of the three would do. */
	{"what leads to an outcome only together is supposed together",
	 "list a { issuer county" DATED "tolerate t { when at least 2 of { f, g, h } } }\n",
	 1,
	 {"g=1 h=1", NULL, "f=0 g=0", NULL}},
};

static void tell(char *out, size_t size, const struct scene *s, const struct decide_scenario *way)
{
	size_t at = 0;
	out[0] = '\0';
	for (uint32_t var = 0; var < s->facts.vars.count; var++)
		for (size_t i = 0; i < way->supposed_count; i++)
			if (way->supposed[i].var == var)
				at += (size_t)snprintf(
					out + at, size - at, "%s%s=%d", at ? " " : "",
					eval_fact_name(
						&s->facts.facts
							 .items[s->facts.vars.items[var].fact])
						.ptr,
					(int)way->supposed[i].value);
}

/* The case again, with all of it given but one. without: SIZE_MAX: all. */
static void give(struct scene *s, const struct decide_scenario *way, size_t without)
{
	scene_clear(s);
	for (size_t i = 0; i < way->supposed_count; i++) {
		uint32_t fact = s->facts.vars.items[way->supposed[i].var].fact;
		const char *name = eval_fact_name(&s->facts.facts.items[fact]).ptr;
		if (i != without)
			scene_number(s, name, way->supposed[i].value);
	}
	scene_run(s);
}

/* Whether the case then comes out so and not otherwise. */
static bool leads(struct scene *s, const struct decide_scenario *way, size_t without)
{
	give(s, way, without);
	const struct decide_scenario *only = s->verdict.scenarios;
	return s->verdict.scenario_count == 1 && only->outcome == way->outcome &&
	       only->competing == way->competing;
}

static void claim_least(struct scene *s, const struct decide_scenario *way, const char *name)
{
	claim(leads(s, way, SIZE_MAX), "%s: outcome %d: not enough", name, way->outcome);
	for (size_t i = 0; i < way->supposed_count; i++)
		claim(!leads(s, way, i), "%s: outcome %d: %zu is needless", name, way->outcome, i);
}

static void ask(const struct supposing *asked)
{
	char text[2048], told[256];
	struct scene s;
	snprintf(text, sizeof(text), "%s%s", head, asked->lists);
	scene_init(&s, text, "county", "county");
	for (int i = 0; i < asked->states; i++)
		scene_list(&s, i, i, i);
	scene_run(&s);
	const struct decide_verdict verdict = s.verdict;
	unsigned all = 0;
	for (int outcome = 0; outcome <= DECIDE_CONFLICT; outcome++)
		all |= asked->told[outcome] ? 1u << outcome : 0;
	claim(verdict.outcomes == all && verdict.scenario_count > 0, "%s: outcomes %u", asked->name,
	      verdict.outcomes);
	for (size_t k = 0; k < verdict.scenario_count; k++) {
		const struct decide_scenario *way = &verdict.scenarios[k];
		tell(told, sizeof(told), &s, way);
		claim(asked->told[way->outcome] && strcmp(told, asked->told[way->outcome]) == 0,
		      "%s: outcome %d supposes %s", asked->name, way->outcome, told);
		claim_least(&s, way, asked->name);
	}
	scene_fini(&s);
}

Test(supposed, is_enough_and_none_of_it_needless)
{
	for (size_t i = 0; i < countof(supposings); i++)
		ask(&supposings[i]);
}

/* -- the same of lists made up at random -- */

enum { LISTS = 3, FACTS = 4 };

static const char *const issuers[] = {"central", "city", "county", "county"};

static uint32_t roll(uint32_t *seed, uint32_t sides)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 16) % sides;
}

static size_t add_condition(char *out, size_t size, uint32_t *seed)
{
	static const char *const joins[] = {" and ", " or "};
	size_t at = 0, count = 1 + roll(seed, 3);
	bool some = count == 3 && roll(seed, 2);
	const char *join = some ? ", " : joins[roll(seed, 2)];
	at += (size_t)snprintf(out, size, "%s", some ? "at least 2 of { " : "");
	for (size_t i = 0; i < count; i++)
		at += (size_t)snprintf(out + at, size - at, "%s%s%c", i ? join : "",
				       roll(seed, 2) ? "not " : "", "fghi"[roll(seed, FACTS)]);
	return at + (size_t)snprintf(out + at, size - at, "%s", some ? " }" : "");
}

static void make_up(char *out, size_t size, uint32_t *seed)
{
	static const char *const kinds[] = {"tolerate", "tolerate", "bar", "bar redline"};
	size_t at = (size_t)snprintf(out, size, "%s", head);
	for (size_t i = 0; i < LISTS; i++) {
		at += (size_t)snprintf(out + at, size - at,
				       "list l%zu { issuer %s promulgated 2018-01-0%zu effective "
				       "2018-01-0%zu %s",
				       i, issuers[roll(seed, countof(issuers))], i + 1, i + 1,
				       roll(seed, 6) ? "" : "delegates to county ");
		for (size_t k = 0; k < 2; k++) {
			at += (size_t)snprintf(out + at, size - at, "%s r%zu { when ",
					       kinds[roll(seed, countof(kinds))], k);
			at += add_condition(out + at, size - at, seed);
			at += (size_t)snprintf(out + at, size - at, " } ");
		}
		at += (size_t)snprintf(out + at, size - at, "}\n");
	}
}

/* What is supposed, or taken as an example, is so in that completion. */
static bool fits(const struct scene *s, const struct decide_scenario *way, unsigned completion)
{
	for (size_t i = 0; i < way->supposed_count + way->example_count; i++) {
		uint32_t fact = s->facts.vars.items[way->supposed[i].var].fact;
		if ((completion >> fact & 1) != (unsigned)way->supposed[i].value)
			return false;
	}
	return true;
}

static bool says(const struct scene *s, uint32_t list, uint8_t outcomes)
{
	return !outcomes || decide_may_say(s->play, list, &s->verdict.now) & outcomes;
}

/* A list that a step of rank beats does not prevail in any completion in which it holds. */
static void claim_beaten(struct scene *s, const struct decide_scenario *way, const char *text)
{
	for (unsigned completion = 0; completion < 1u << FACTS; completion++) {
		if (!fits(s, way, completion))
			continue;
		scene_clear(s);
		for (unsigned i = 0; i < FACTS; i++)
			scene_yes(s, (const char[]){"fghi"[i], 0}, completion >> i & 1);
		scene_run(s);
		for (size_t i = 0; i < way->step_count; i++) {
			const struct decide_step *step = &way->steps[i];
			bool holds = says(s, step->winner, step->if_winner) &&
				     says(s, step->loser, step->if_loser);
			if (step->principle == PRINCIPLE_SUPERIOR ||
			    step->principle == PRINCIPLE_RED_LINE_OVER)
				claim(!holds || !s->verdict.scenarios->prevails[step->loser],
				      "completion %u: list %u prevails\n%s", completion,
				      step->loser, text);
		}
	}
}

static void ask_random(uint32_t seed)
{
	char text[2048];
	struct scene s;
	make_up(text, sizeof(text), &seed);
	scene_init(&s, text, "county", "county");
	for (int i = 0; i < LISTS; i++)
		scene_list(&s, i, i, i);
	scene_run(&s);
	const struct decide_verdict verdict = s.verdict;
	for (size_t k = 0; k < verdict.scenario_count; k++) {
		claim_least(&s, &verdict.scenarios[k], text);
		claim_beaten(&s, &verdict.scenarios[k], text);
	}
	scene_fini(&s);
}

Test(supposed, random_lists_agree)
{
	for (uint32_t seed = 1; seed <= tries(400); seed++)
		ask_random(seed);
}
