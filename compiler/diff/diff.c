/*
 * Parts of the two sides are held against each other by their fingerprints, span by span; days on
 * which the same two fingerprints meet become one record. Only then is anything asked.
 */
#include "diff/inside.h"

#include "base/map.h"

/* A version and what its parts come to, made once. */
struct version {
	const struct ir_list *list;
	struct ir_part_fingerprint *rules;
	struct ir_part_fingerprint *procedures;
	struct ir_part_fingerprint aspects[IR_ASPECT_COUNT];
	struct map rule_at;	 /* identity -> fingerprint of the rule */
	struct map procedure_at; /* name -> likewise */
};

/* One part on either side; NULL: it is not there. */
struct meeting {
	const struct ir_part_fingerprint *print[DIFF_SIDES];
};

/* A record that is not yet told, and where it was first met. */
struct run {
	struct diff_record record;
	struct ir_part_fingerprint print[DIFF_SIDES];
	bool is_there[DIFF_SIDES];
	size_t span;
};

struct differ {
	struct diff_records *records;
	struct str name;
	const struct diff_span *spans;
	struct arena scratch;
	VEC(struct version *) versions;
	VEC(struct run *) runs;
	struct map last[DIFF_ASPECT + 1]; /* by part: name -> the newest run of it */
};

/* -- versions -- */

static void version_rules(struct differ *d, struct version *v)
{
	v->rules = ARENA_ARRAY(&d->scratch, struct ir_part_fingerprint, v->list->rule_count);
	for (size_t i = 0; i < v->list->rule_count; i++) {
		const struct ir_rule *rule = &v->list->rules[i];
		ir_norm_fingerprint(&v->rules[i], v->list, rule, d->records->mem);
		map_put(&v->rule_at, rule->identity, &v->rules[i]);
	}
}

static void version_procedures(struct differ *d, struct version *v)
{
	v->procedures =
		ARENA_ARRAY(&d->scratch, struct ir_part_fingerprint, v->list->procedure_count);
	for (size_t i = 0; i < v->list->procedure_count; i++) {
		const struct ir_procedure *procedure = &v->list->procedures[i];
		ir_procedure_fingerprint(&v->procedures[i], procedure, d->records->mem);
		map_put(&v->procedure_at, procedure->name, &v->procedures[i]);
	}
}

static struct version *version_of(struct differ *d, const struct ir_list *list)
{
	struct mem *mem = d->records->mem;
	for (size_t i = 0; i < d->versions.count; i++)
		if (d->versions.items[i]->list == list)
			return d->versions.items[i];
	struct version *v = ARENA_NEW(&d->scratch, struct version);
	v->list = list;
	map_init(&v->rule_at, mem);
	map_init(&v->procedure_at, mem);
	VEC_PUSH(mem, &d->versions, v);
	version_rules(d, v);
	version_procedures(d, v);
	for (int i = 0; i < IR_ASPECT_COUNT; i++)
		ir_aspect_fingerprint(&v->aspects[i], list, (enum ir_aspect)i, mem);
	return v;
}

/* -- runs -- */

static bool print_same(const struct ir_part_fingerprint *a, const struct ir_part_fingerprint *b)
{
	return digest_equal(&a->meaning, &b->meaning) && digest_equal(&a->wording, &b->wording);
}

static bool run_goes_on(const struct run *run, const struct differ *d, size_t span,
			const struct meeting *meeting)
{
	if (run->record.to != d->spans[span].from || run->record.to == DATE_MAX)
		return false;
	for (int side = 0; side < DIFF_SIDES; side++) {
		if (run->is_there[side] != (meeting->print[side] != NULL))
			return false;
		if (meeting->print[side] && !print_same(&run->print[side], meeting->print[side]))
			return false;
	}
	return true;
}

static struct run *run_new(struct differ *d, size_t span, const struct meeting *meeting)
{
	const struct diff_span *at = &d->spans[span];
	struct run *run = ARENA_NEW(&d->scratch, struct run);
	run->span = span;
	run->record = (struct diff_record){.list = d->name,
					   .from = at->from,
					   .to = at->to,
					   .list_before = at->before.list,
					   .list_after = at->after.list};
	for (int side = 0; side < DIFF_SIDES; side++) {
		run->is_there[side] = meeting->print[side] != NULL;
		if (meeting->print[side])
			run->print[side] = *meeting->print[side];
	}
	VEC_PUSH(d->records->mem, &d->runs, run);
	return run;
}

/* NULL where the sides do not differ in it, or what differs was met on the day before. */
static struct run *run_add(struct differ *d, size_t span, enum diff_part part, struct str name,
			   const struct meeting *meeting)
{
	const struct ir_part_fingerprint *const *print = meeting->print;
	if (print[DIFF_BEFORE] && print[DIFF_AFTER] &&
	    print_same(print[DIFF_BEFORE], print[DIFF_AFTER]))
		return NULL;
	struct run *last = map_get(&d->last[part], name);
	if (last && run_goes_on(last, d, span, meeting)) {
		last->record.to = d->spans[span].to;
		return NULL;
	}
	struct run *run = run_new(d, span, meeting);
	run->record.part = part;
	map_put(&d->last[part], name, run);
	return run;
}

/* -- spans -- */

static const struct ir_part_fingerprint *print_of(const struct version *v, size_t rule)
{
	return rule == NO_RULE ? NULL : &v->rules[rule];
}

static void meet_rule(struct differ *d, size_t span, struct version *const versions[DIFF_SIDES],
		      size_t before, size_t after)
{
	struct meeting meeting = {
		{print_of(versions[DIFF_BEFORE], before), print_of(versions[DIFF_AFTER], after)}};
	const struct ir_rule *was =
		before == NO_RULE ? NULL : &versions[DIFF_BEFORE]->list->rules[before];
	const struct ir_rule *is =
		after == NO_RULE ? NULL : &versions[DIFF_AFTER]->list->rules[after];
	struct run *run = run_add(d, span, DIFF_RULE, is ? is->identity : was->identity, &meeting);
	if (!run)
		return;
	run->record.before = was;
	run->record.after = is;
	run->record.renamed = was && is && !str_equal(was->identity, is->identity);
}

static size_t rule_named(const struct version *v, const struct diff_state *state,
			 struct str identity)
{
	const struct ir_part_fingerprint *print = v ? map_get(&v->rule_at, identity) : NULL;
	return print && state->in_force[print - v->rules] ? (size_t)(print - v->rules) : NO_RULE;
}

/* By their names. */
static void pairs_make(struct differ *d, struct rule_pairs *pairs,
		       struct version *const versions[DIFF_SIDES])
{
	for (int side = 0; side < DIFF_SIDES; side++) {
		const struct ir_list *list = pairs->states[side]->list;
		size_t count = list ? list->rule_count : 0;
		pairs->partners[side] = ARENA_ARRAY(&d->scratch, size_t, count);
		pairs->stays[side] = ARENA_ARRAY(&d->scratch, bool, count);
		for (size_t i = 0; i < count; i++) {
			size_t other = pairs->states[side]->in_force[i]
					       ? rule_named(versions[!side], pairs->states[!side],
							    list->rules[i].identity)
					       : NO_RULE;
			pairs->partners[side][i] = other;
			pairs->stays[side][i] =
				other != NO_RULE &&
				digest_equal(&versions[side]->rules[i].meaning,
					     &versions[!side]->rules[other].meaning);
		}
	}
}

static void meet_rules(struct differ *d, size_t span, struct version *const versions[DIFF_SIDES])
{
	const struct diff_span *at = &d->spans[span];
	struct rule_pairs pairs = {.states = {&at->before, &at->after}};
	pairs_make(d, &pairs, versions);
	if (at->before.list && at->after.list)
		rename_pair(&pairs, &d->scratch);
	for (size_t i = 0; at->after.list && i < at->after.list->rule_count; i++)
		if (at->after.in_force[i])
			meet_rule(d, span, versions, pairs.partners[DIFF_AFTER][i], i);
	for (size_t i = 0; at->before.list && i < at->before.list->rule_count; i++)
		if (at->before.in_force[i] && pairs.partners[DIFF_BEFORE][i] == NO_RULE)
			meet_rule(d, span, versions, i, NO_RULE);
}

static void meet_procedure(struct differ *d, size_t span,
			   struct version *const versions[DIFF_SIDES], struct str name)
{
	const struct diff_span *at = &d->spans[span];
	struct meeting meeting = {{map_get(&versions[DIFF_BEFORE]->procedure_at, name),
				   map_get(&versions[DIFF_AFTER]->procedure_at, name)}};
	struct run *run = run_add(d, span, DIFF_STEPS, name, &meeting);
	if (run && meeting.print[DIFF_BEFORE])
		run->record.procedure_before =
			&at->before.list->procedures[meeting.print[DIFF_BEFORE] -
						     versions[DIFF_BEFORE]->procedures];
	if (run && meeting.print[DIFF_AFTER])
		run->record.procedure_after =
			&at->after.list->procedures[meeting.print[DIFF_AFTER] -
						    versions[DIFF_AFTER]->procedures];
}

static void meet_procedures(struct differ *d, size_t span,
			    struct version *const versions[DIFF_SIDES])
{
	const struct ir_list *before = versions[DIFF_BEFORE]->list;
	const struct ir_list *after = versions[DIFF_AFTER]->list;
	for (size_t i = 0; i < after->procedure_count; i++)
		meet_procedure(d, span, versions, after->procedures[i].name);
	for (size_t i = 0; i < before->procedure_count; i++)
		if (!map_get(&versions[DIFF_AFTER]->procedure_at, before->procedures[i].name))
			meet_procedure(d, span, versions, before->procedures[i].name);
}

static void meet_aspects(struct differ *d, size_t span, struct version *const versions[DIFF_SIDES])
{
	for (int i = 0; i < IR_ASPECT_COUNT; i++) {
		struct meeting meeting = {
			{&versions[DIFF_BEFORE]->aspects[i], &versions[DIFF_AFTER]->aspects[i]}};
		struct str name = str_from(ir_aspect_word((enum ir_aspect)i));
		struct run *run = run_add(d, span, DIFF_ASPECT, name, &meeting);
		if (run)
			run->record.aspect = (enum ir_aspect)i;
	}
}

static void meet(struct differ *d, size_t span)
{
	const struct diff_span *at = &d->spans[span];
	struct version *versions[DIFF_SIDES] = {
		at->before.list ? version_of(d, at->before.list) : NULL,
		at->after.list ? version_of(d, at->after.list) : NULL,
	};
	meet_rules(d, span, versions);
	/* Of a list that comes or goes the rules say enough. */
	if (!versions[DIFF_BEFORE] || !versions[DIFF_AFTER])
		return;
	meet_aspects(d, span, versions);
	meet_procedures(d, span, versions);
}

/* -- what it comes to -- */

static bool is_only_renamed(const struct run *run, struct mem *mem)
{
	const struct diff_record *record = &run->record;
	struct ir_nameless before, after;
	ir_nameless_fingerprint(&before, record->list_before, record->before, mem);
	ir_nameless_fingerprint(&after, record->list_after, record->after, mem);
	return digest_equal(&before.whole, &after.whole);
}

static bool is_reworded(const struct run *run, struct mem *mem)
{
	if (run->record.renamed)
		return is_only_renamed(run, mem);
	return run->is_there[DIFF_BEFORE] && run->is_there[DIFF_AFTER] &&
	       digest_equal(&run->print[DIFF_BEFORE].meaning, &run->print[DIFF_AFTER].meaning);
}

static enum diff_change other_change(const struct diff_record *record)
{
	if (record->part == DIFF_STEPS)
		return DIFF_PROCEDURE;
	return record->aspect == IR_ASPECT_RECOGNITION ? DIFF_RECOGNITION : DIFF_CHANGED;
}

/* All days on which a span begins or ends. */
static struct ir_dates days_of(struct differ *d, size_t count)
{
	struct ir_dates days = {ARENA_ARRAY(&d->scratch, int32_t, 2 * count), 0};
	for (size_t i = 0; i < count; i++) {
		if (d->spans[i].from != DATE_NONE)
			days.items[days.count++] = d->spans[i].from;
		if (d->spans[i].to != DATE_MAX)
			days.items[days.count++] = d->spans[i].to;
	}
	return days;
}

static void tell(struct differ *d, struct diff_pair *pair, struct run *run,
		 const struct ir_dates *days)
{
	struct diff_records *records = d->records;
	struct diff_record *record = &run->record;
	if (is_reworded(run, records->mem)) {
		record->change = DIFF_REWORDED;
	} else if (record->part != DIFF_RULE) {
		record->change = other_change(record);
	} else {
		pair_open(pair, &d->spans[run->span], days);
		pair_compare(pair, record);
		if (record->before && record->after)
			terms_find(records, record);
	}
	if (record->renamed && record->change == DIFF_REWORDED)
		record->change = DIFF_RENAMED;
	VEC_PUSH(records->mem, &records->items, run->record);
}

static void differ_fini(struct differ *d)
{
	struct mem *mem = d->records->mem;
	for (size_t i = 0; i < d->versions.count; i++) {
		map_fini(&d->versions.items[i]->rule_at);
		map_fini(&d->versions.items[i]->procedure_at);
	}
	for (size_t i = 0; i <= DIFF_ASPECT; i++)
		map_fini(&d->last[i]);
	VEC_FREE(mem, &d->versions);
	VEC_FREE(mem, &d->runs);
	arena_fini(&d->scratch);
}

void diff_list(struct diff_records *records, struct str name, const struct diff_span *spans,
	       size_t count)
{
	struct differ d = {.records = records, .name = name, .spans = spans};
	struct diff_pair pair = {.records = records};
	arena_init(&d.scratch, records->mem);
	for (size_t i = 0; i <= DIFF_ASPECT; i++)
		map_init(&d.last[i], records->mem);
	for (size_t i = 0; i < count; i++)
		meet(&d, i);
	struct ir_dates days = days_of(&d, count);
	for (size_t i = 0; i < d.runs.count; i++)
		tell(&d, &pair, d.runs.items[i], &days);
	pair_close(&pair);
	differ_fini(&d);
}

/* -- records -- */

void diff_records_init(struct diff_records *records, struct arena *arena, struct mem *mem)
{
	*records = (struct diff_records){.arena = arena, .mem = mem};
}

void diff_records_fini(struct diff_records *records)
{
	VEC_FREE(records->mem, &records->items);
}

struct change_row {
	const char *name;
	bool meaning;
};

static const struct change_row change_rows[] = {
#define CHANGE(id, name, meaning) [DIFF_##id] = {name, meaning},
#include "diff/change.def"
#undef CHANGE
};

const char *diff_change_name(enum diff_change change)
{
	return change_rows[change].name;
}

const char *diff_why_name(enum diff_why why)
{
	static const char *const names[] = {
#define WHY(id, name) [DIFF_WHY_##id] = name,
#include "diff/why.def"
#undef WHY
	};
	return names[why];
}

void diff_leave_open(struct diff_record *record, enum diff_why why)
{
	if (record->why == DIFF_WHY_NONE)
		record->why = why;
}

bool diff_changes_meaning(enum diff_change change)
{
	return change_rows[change].meaning;
}

struct str diff_part_name(const struct diff_record *record)
{
	if (record->part == DIFF_RULE)
		return record->after ? record->after->name : record->before->name;
	if (record->part == DIFF_STEPS)
		return record->procedure_after ? record->procedure_after->name
					       : record->procedure_before->name;
	return str_from(ir_aspect_word(record->aspect));
}

struct str diff_part_title(const struct diff_record *record)
{
	if (record->part == DIFF_RULE)
		return record->after ? record->after->title : record->before->title;
	if (record->part == DIFF_STEPS)
		return record->procedure_after ? record->procedure_after->title
					       : record->procedure_before->title;
	return record->list_after->title;
}
