/*
 * What each way to come out supposes: enough that the case comes out so whatever the rest is, and
 * nothing that could be left out. Both are asked by deciding the case again with it given, so no
 * world here presumes a fact or asks whether one is known.
 */
#include "unit/decide/scene.h"

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

/* The outcomes with all of it given but one. without: SIZE_MAX: all. */
static unsigned outcomes_with(struct scene *s, const struct decide_scenario *way, size_t without)
{
	scene_clear(s);
	for (size_t i = 0; i < way->supposed_count; i++) {
		uint32_t fact = s->facts.vars.items[way->supposed[i].var].fact;
		const char *name = eval_fact_name(&s->facts.facts.items[fact]).ptr;
		if (i != without)
			scene_number(s, name, way->supposed[i].value);
	}
	scene_run(s);
	return s->verdict.outcomes;
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
		unsigned only = 1u << way->outcome;
		tell(told, sizeof(told), &s, way);
		claim(asked->told[way->outcome] && strcmp(told, asked->told[way->outcome]) == 0,
		      "%s: outcome %d supposes %s", asked->name, way->outcome, told);
		claim(outcomes_with(&s, way, SIZE_MAX) == only, "%s: outcome %d: not enough",
		      asked->name, way->outcome);
		for (size_t i = 0; i < way->supposed_count; i++)
			claim(outcomes_with(&s, way, i) != only, "%s: outcome %d: %zu is needless",
			      asked->name, way->outcome, i);
	}
	scene_fini(&s);
}

Test(supposed, is_enough_and_none_of_it_needless)
{
	for (size_t i = 0; i < countof(supposings); i++)
		ask(&supposings[i]);
}
