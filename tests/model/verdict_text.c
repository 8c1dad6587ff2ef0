/*
 * A world as texts: nothing is left to defaults but what the model leaves to them. Whether a group
 * is written `a and b` or `all of { a, b }` depends on its number alone.
 */
#include "verdict_text.h"

#include <string.h>

static const char *const levels[] = {"central", "province", "city", "county", "township"};
static const char *const relations[] = {"=", "!=", "<", ">", "<=", ">="};
static const char *const moments[] = {"conduct", "accountability", "decision"};
static const char *const kinds[] = {"tolerate", "bar", "bar redline", "mitigate", "aggravate"};
static const char *const effects[] = {"exempt", "no_accountability", "mitigate", "lenient",
				      "no_negative_evaluation"};
static const char *const transitions[] = {"", "old", "new", "old_unless_lighter"};

/* ---- words ---- */

static int days_of_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month] + (month == 1 && leap);
}

/* Days of this century only. */
static void put_day(FILE *out, int64_t day)
{
	int year = 1970, month = 0;
	while (day >= days_of_month(year, month)) {
		day -= days_of_month(year, month++);
		year += month / 12;
		month %= 12;
	}
	fprintf(out, "%04d-%02d-%02d", year, month + 1, (int)day + 1);
}

static void put_property(FILE *out, const char *word, int day)
{
	if (day == VERDICT_NO_DAY)
		return;
	fprintf(out, "  %s ", word);
	put_day(out, day);
	fputc('\n', out);
}

static void put_fact(FILE *out, const struct verdict_world *world, int fact, int vocabulary)
{
	bool renamed = vocabulary == 1 && world->facts[fact].renamed;
	fprintf(out, "%c%d", renamed ? 'g' : 'f', fact);
}

int verdict_fact_named(const char *name)
{
	if (strcmp(name, "decision") == 0)
		return VERDICT_DECISION;
	bool is_fact = (name[0] == 'f' || name[0] == 'g') && name[1] >= '0' && name[1] <= '9';
	return is_fact && name[2] == '\0' ? name[1] - '0' : VERDICT_NONE;
}

static void put_values(FILE *out, unsigned values)
{
	const char *comma = "";
	fputs("{ ", out);
	for (int i = 0; i < VERDICT_VALUES; i++) {
		if (values >> i & 1) {
			fprintf(out, "%sv%d", comma, i);
			comma = ", ";
		}
	}
	fputs(" }", out);
}

static void put_constant(FILE *out, enum verdict_type type, int64_t value)
{
	if (type == VERDICT_BOOL)
		fputs(value ? "yes" : "no", out);
	else if (type == VERDICT_MONEY)
		fprintf(out, "%d.%02d yuan", (int)(value / 100), (int)(value % 100));
	else if (type == VERDICT_COUNT)
		fprintf(out, "%d", (int)value);
	else if (type == VERDICT_DATE)
		put_day(out, value);
	else if (type == VERDICT_CHOICE)
		fprintf(out, "v%d", (int)value);
	else
		put_values(out, (unsigned)value);
}

/* ---- authorities and vocabularies ---- */

static void put_vocabulary(FILE *out, const struct verdict_world *world, int vocabulary)
{
	static const char *const types[] = {"bool", "money", "count", "date", "one of", "set of"};
	fprintf(out, "\nvocabulary w%d {\n", vocabulary);
	for (int i = 0; i < world->fact_count; i++) {
		const struct verdict_fact *fact = &world->facts[i];
		fputs("  fact ", out);
		put_fact(out, world, i, vocabulary);
		if (vocabulary == 1 && fact->renamed)
			fprintf(out, " (formerly f%d)", i);
		fprintf(out, " : %s ", types[fact->type]);
		if (fact->type >= VERDICT_CHOICE)
			put_values(out, fact->values[vocabulary]);
		fputc('\n', out);
	}
	fputs("}\n", out);
}

static bool vocabulary_is_used(const struct verdict_world *world, int vocabulary)
{
	for (int i = 0; i < world->list_count; i++) {
		for (int j = 0; j < world->lists[i].count; j++) {
			if (world->lists[i].versions[j].vocabulary == vocabulary)
				return true;
		}
	}
	return vocabulary == 0;
}

void verdict_type_world(FILE *out, const struct verdict_world *world)
{
	fputs("tol 1\n\n", out);
	for (int i = 0; i < world->authority_count; i++) {
		fprintf(out, "authority a%d", i);
		if (world->authorities[i].parent != VERDICT_NONE)
			fprintf(out, " under a%d", world->authorities[i].parent);
		fprintf(out, " level %s\n", levels[world->authorities[i].level]);
	}
	for (int i = 0; i < VERDICT_VOCABULARIES; i++) {
		if (vocabulary_is_used(world, i))
			put_vocabulary(out, world, i);
	}
}

/* ---- conditions ---- */

struct typing {
	FILE *out;
	const struct verdict_world *world;
	const struct verdict_version *version;
};

static void put_condition(const struct typing *typing, int number);

static void put_parts(const struct typing *typing, const struct verdict_node *node,
		      const char *between)
{
	for (int i = 0; i < node->count; i++) {
		if (i)
			fputs(between, typing->out);
		put_condition(typing, node->parts[i]);
	}
}

static void put_group(const struct typing *typing, const struct verdict_node *node, int number)
{
	bool all = node->kind == VERDICT_ALL;
	if (node->kind != VERDICT_AT_LEAST && number % 2) {
		fputc('(', typing->out);
		put_parts(typing, node, all ? " and " : " or ");
		fputc(')', typing->out);
		return;
	}
	if (node->kind == VERDICT_AT_LEAST)
		fprintf(typing->out, "at least %d of { ", node->least);
	else
		fputs(all ? "all of { " : "any of { ", typing->out);
	put_parts(typing, node, ", ");
	fputs(" }", typing->out);
}

static void put_atom(const struct typing *typing, const struct verdict_node *node)
{
	FILE *out = typing->out;
	if (node->kind == VERDICT_KNOWN || node->kind == VERDICT_UNKNOWN)
		fputs(node->kind == VERDICT_KNOWN ? "known " : "unknown ", out);
	put_fact(out, typing->world, node->fact, typing->version->vocabulary);
	if (node->kind == VERDICT_COMPARE) {
		fprintf(out, " %s ", relations[node->relation]);
		put_constant(out, typing->world->facts[node->fact].type, node->value);
	} else if (node->kind == VERDICT_MOMENT) {
		fprintf(out, " %s %s", relations[node->relation], moments[node->moment]);
	} else if (node->kind == VERDICT_IN) {
		fputs(" in ", out);
		put_values(out, (unsigned)node->value);
	} else if (node->kind == VERDICT_HAS) {
		fprintf(out, " has v%d", (int)node->value);
	}
}

static void put_condition(const struct typing *typing, int number)
{
	const struct verdict_node *node = &typing->version->nodes[number];
	if (node->kind == VERDICT_ALWAYS || node->kind == VERDICT_NEVER) {
		fputs(node->kind == VERDICT_ALWAYS ? "yes" : "no", typing->out);
	} else if (node->kind == VERDICT_NOT) {
		fputs("not (", typing->out);
		put_condition(typing, node->parts[0]);
		fputc(')', typing->out);
	} else if (node->kind == VERDICT_DEFINED) {
		fprintf(typing->out, "d%d", (int)node->value);
	} else if (node->kind <= VERDICT_AT_LEAST) {
		put_group(typing, node, number);
	} else {
		put_atom(typing, node);
	}
}

/* ---- lists ---- */

static void put_exceptions(const struct typing *typing, const struct verdict_rule *rule, int parent)
{
	for (int i = 0; i < rule->exception_count; i++) {
		if (rule->exceptions[i].parent != parent)
			continue;
		fprintf(typing->out, "    except x%d when ", i);
		put_condition(typing, rule->exceptions[i].when);
		fputs(" {\n", typing->out);
		put_exceptions(typing, rule, i);
		fputs("    }\n", typing->out);
	}
}

static void put_effects(FILE *out, const struct verdict_rule *rule)
{
	const char *before = "    effect ";
	for (int i = 0; i < VERDICT_EFFECTS; i++) {
		if (rule->effects[i] == VERDICT_NOT_GIVEN)
			continue;
		fprintf(out, "%s%s %s", before, rule->effects[i] == VERDICT_MUST ? "must" : "may",
			effects[i]);
		before = ", ";
	}
	fputc('\n', out);
}

static void put_rule(const struct typing *typing, const struct verdict_rule *rule)
{
	fprintf(typing->out, "  %s r%d {\n    when ", kinds[rule->kind], rule->id);
	put_condition(typing, rule->when);
	fputc('\n', typing->out);
	put_effects(typing->out, rule);
	put_property(typing->out, "effective", rule->effective);
	put_property(typing->out, "expires", rule->expires);
	put_exceptions(typing, rule, VERDICT_NONE);
	fputs("  }\n", typing->out);
}

static void put_delegates(FILE *out, const struct verdict_world *world,
			  const struct verdict_version *version)
{
	if (version->delegates_levels == 0 && version->delegates_authorities == 0)
		return;
	const char *before = "  delegates to ";
	for (int i = 0; i < VERDICT_LEVELS; i++) {
		if (version->delegates_levels >> i & 1) {
			fprintf(out, "%s%s", before, levels[i]);
			before = ", ";
		}
	}
	for (int i = 0; i < world->authority_count; i++) {
		if (version->delegates_authorities >> i & 1) {
			fprintf(out, "%sa%d", before, i);
			before = ", ";
		}
	}
	fputc('\n', out);
}

static void put_recognition(FILE *out, const struct verdict_version *version)
{
	if (version->recognition_count == 0)
		return;
	fputs("  recognition {\n", out);
	for (int i = 0; i < version->recognition_count; i++) {
		const struct verdict_recognition *clause = &version->recognition[i];
		fprintf(out, "    %s before a%d", clause->binding ? "binding" : "advisory",
			clause->organ);
		if (clause->list != VERDICT_NONE)
			fprintf(out, " for l%d", clause->list);
		if (clause->authority != VERDICT_NONE)
			fprintf(out, " for a%d", clause->authority);
		fputc('\n', out);
	}
	fputs("  }\n", out);
}

static void put_repeals(FILE *out, const struct verdict_version *version)
{
	for (int i = 0; i < version->repeal_count; i++) {
		fprintf(out, "  repeals l%d", version->repeals[i].list);
		if (version->repeals[i].rule != VERDICT_NONE)
			fprintf(out, "/r%d", version->repeals[i].rule);
		put_property(out, "from", version->repeals[i].from);
	}
}

static void put_clauses(FILE *out, const struct verdict_world *world,
			const struct verdict_version *version)
{
	if (version->transition != VERDICT_TRANSITION_UNSAID)
		fprintf(out, "  transition %s%s\n", transitions[version->transition],
			version->as_of_decision ? " as of decision" : "");
	if (version->continuing != VERDICT_CONTINUING_UNSAID)
		fprintf(out, "  continuing %s\n",
			version->continuing == VERDICT_CONTINUING_OLD ? "old" : "new");
	put_delegates(out, world, version);
	if (version->special_to != VERDICT_NONE)
		fprintf(out, "  special to l%d\n", version->special_to);
	if (version->saves != VERDICT_NONE)
		fprintf(out, "  saves l%d\n", version->saves);
	put_recognition(out, version);
	put_repeals(out, version);
}

static void put_presumptions(const struct typing *typing)
{
	const struct verdict_version *version = typing->version;
	for (int i = 0; i < typing->world->fact_count; i++) {
		enum verdict_type type = typing->world->facts[i].type;
		if (!(version->presumes >> i & 1))
			continue;
		bool no = type == VERDICT_BOOL && !version->presumed[i];
		fputs(no ? "  presume not " : "  presume ", typing->out);
		put_fact(typing->out, typing->world, i, version->vocabulary);
		if (type == VERDICT_CHOICE)
			fprintf(typing->out, " = v%d", (int)version->presumed[i]);
		fputs(" unless shown\n", typing->out);
	}
}

void verdict_type_version(FILE *out, const struct verdict_world *world, int list, int number)
{
	const struct verdict_version *version = &world->lists[list].versions[number];
	struct typing typing = {out, world, version};
	fprintf(out, "tol 1\nuse w%d\n\nlist l%d {\n  issuer a%d\n", version->vocabulary, list,
		world->lists[list].issuer);
	put_property(out, "promulgated", version->promulgated);
	put_property(out, "effective", version->effective);
	put_property(out, "expires", version->expires);
	put_clauses(out, world, version);
	if (version->scope != VERDICT_NONE) {
		fputs("  scope when ", out);
		put_condition(&typing, version->scope);
		fputc('\n', out);
	}
	for (int i = 0; i < version->definition_count; i++) {
		fprintf(out, "  define d%d = ", i);
		put_condition(&typing, version->definitions[i]);
		fputc('\n', out);
	}
	put_presumptions(&typing);
	for (int i = 0; i < version->rule_count; i++)
		put_rule(&typing, &version->rules[i]);
	fputs("}\n", out);
}

/* ---- the case ---- */

static void put_conduct(FILE *out, const struct verdict_case *matter)
{
	fputs("  conduct ", out);
	put_day(out, matter->conduct_first);
	if (matter->conduct_last != matter->conduct_first) {
		fputs(" .. ", out);
		put_day(out, matter->conduct_last);
	}
	fputs("\n  accountable ", out);
	put_day(out, matter->accountable);
	fprintf(out, " by a%d\n", matter->organ);
	put_property(out, "decided", matter->decided);
	put_property(out, "closed", matter->closed);
}

void verdict_type_case(FILE *out, const struct verdict_world *world)
{
	const struct verdict_case *matter = &world->matter;
	fprintf(out, "tol 1\nuse w0\n\ncase matter {\n  subject a%d\n", matter->subject);
	put_conduct(out, matter);
	fputs("  facts {", out);
	for (int i = 0; i < world->fact_count; i++) {
		if (!(matter->given >> i & 1))
			continue;
		fprintf(out, " f%d = ", i);
		put_constant(out, world->facts[i].type, matter->values[i]);
		fputc(',', out);
	}
	fputs(" }\n}\n", out);
}

static void put_json_day(FILE *out, const char *name, int day)
{
	if (day == VERDICT_NO_DAY)
		return;
	fprintf(out, ", \"%s\": \"", name);
	put_day(out, day);
	fputc('"', out);
}

static void put_json_set(FILE *out, unsigned values)
{
	const char *comma = "";
	fputc('[', out);
	for (int i = 0; i < VERDICT_VALUES; i++) {
		if (values >> i & 1) {
			fprintf(out, "%s\"v%d\"", comma, i);
			comma = ", ";
		}
	}
	fputc(']', out);
}

static void put_json_value(FILE *out, enum verdict_type type, int64_t value)
{
	if (type == VERDICT_BOOL)
		fputs(value ? "true" : "false", out);
	else if (type == VERDICT_MONEY)
		fprintf(out, "\"%d.%02d\"", (int)(value / 100), (int)(value % 100));
	else if (type == VERDICT_COUNT)
		fprintf(out, "%d", (int)value);
	else if (type == VERDICT_SET)
		put_json_set(out, (unsigned)value);
	else {
		fputc('"', out);
		put_constant(out, type, value);
		fputc('"', out);
	}
}

void verdict_type_facts(FILE *out, const struct verdict_world *world)
{
	const char *comma = "";
	fputc('{', out);
	for (int i = 0; i < world->fact_count; i++) {
		if (!(world->matter.given >> i & 1))
			continue;
		fprintf(out, "%s\"f%d\": ", comma, i);
		put_json_value(out, world->facts[i].type, world->matter.values[i]);
		comma = ", ";
	}
	fputc('}', out);
}

void verdict_type_json(FILE *out, const struct verdict_world *world)
{
	const struct verdict_case *matter = &world->matter;
	fprintf(out, "{\"id\": \"matter\", \"subject\": \"a%d\", \"conduct\": [\"",
		matter->subject);
	put_day(out, matter->conduct_first);
	fputs("\", \"", out);
	put_day(out, matter->conduct_last);
	fputs("\"]", out);
	put_json_day(out, "accountable", matter->accountable);
	put_json_day(out, "decided", matter->decided);
	put_json_day(out, "closed", matter->closed);
	fprintf(out, ", \"by\": \"a%d\", \"facts\": ", matter->organ);
	verdict_type_facts(out, world);
	fputs("}\n", out);
}

/* ---- showing ---- */

void verdict_show_world(FILE *out, const struct verdict_world *world)
{
	verdict_type_world(out, world);
	for (int i = 0; i < world->list_count; i++) {
		for (int j = 0; j < world->lists[i].count; j++)
			verdict_type_version(out, world, i, j);
	}
	verdict_type_case(out, world);
	verdict_type_json(out, world);
}

static void show_facts(FILE *out, const char *word, unsigned facts)
{
	fprintf(out, "%s {", word);
	for (int i = 0; i < VERDICT_FACTS; i++) {
		if (facts >> i & 1)
			fprintf(out, " f%d", i);
	}
	fputs(facts >> VERDICT_DECISION & 1 ? " decision }\n" : " }\n", out);
}

static void show_given(FILE *out, const struct verdict_given *given)
{
	for (int i = 0; i < VERDICT_LISTS * VERDICT_RULES; i++) {
		int list = i / VERDICT_RULES, rule = i % VERDICT_RULES;
		for (int k = 0; k < 2 * VERDICT_EFFECTS; k++) {
			if (given->by[list][rule] >> k & 1)
				fprintf(out, "%s %s by l%d/r%d%s\n", k % 2 ? "must" : "may",
					effects[k / 2], list, rule,
					given->certain >> k & 1 ? ", certain" : "");
		}
		for (int k = 2 * rule; k < 2 * rule + 2; k++) {
			if (given->beside[list] >> k & 1)
				fprintf(out, "beside it l%d/r%d %s%s\n", list, rule,
					k % 2 ? "aggravates" : "mitigates",
					given->beside_certain[list] >> k & 1 ? ", certain" : "");
		}
	}
}

void verdict_show(FILE *out, const struct verdict *verdict)
{
	static const char *const outcomes[] = {"silent", "tolerated", "barred", "conflict"};
	static const char *const whys[] = {"version", "general",  "same day",  "circle",
					   "issuers", "advisory", "undeclared"};
	for (int i = 0; i < 4; i++) {
		if (verdict->outcomes >> i & 1)
			fprintf(out, "%s ", outcomes[i]);
	}
	fputc('\n', out);
	for (int i = 0; i < VERDICT_AUTHORITIES * 7; i++) {
		if (verdict->rulings.why[i / 7] >> (i % 7) & 1)
			fprintf(out, "needs ruling by a%d: %s%s\n", i / 7, whys[i % 7],
				verdict->ruling_certain ? ", certain" : "");
	}
	for (int i = 0; i < VERDICT_LISTS; i++) {
		if (verdict->choice_matters >> i & 1)
			fprintf(out, "the version of l%d matters\n", i);
	}
	for (int i = 0; i < VERDICT_LISTS; i++) {
		if (verdict->choice_changes_effects >> i & 1)
			fprintf(out, "the version of l%d changes the effects\n", i);
	}
	show_given(out, &verdict->given);
	for (int i = 0; i < verdict->set_count; i++)
		show_facts(out, "needed", verdict->sets[i]);
	show_facts(out, "irrelevant", verdict->irrelevant);
	show_facts(out, "for effects", verdict->for_effects);
	show_facts(out, "presumed", verdict->presumed);
	show_facts(out, "rests on unknown", verdict->rests_on_unknown);
}
