/*
 * The logic of lists: what analyze/ finds becomes diagnostics. Each list that was asked about is
 * looked at by itself; then each text that is in force, or will be, is held against those of the
 * authorities above it. A finding of two texts is told at the lower one, or, where only the upper
 * one was asked about, there.
 */
#include "api/text/program.h"
#include "api/text/recorded.h"

struct reasoning {
	struct program *program;
	struct mem *mem;
	struct arena *arena;
	struct diag_list found;
	struct analyze_findings findings;
	const struct standings *standing;
	int32_t today;
};

struct finding_row {
	enum diag_id diag;
	enum hint_id label;
};

static const struct finding_row rows[] = {
#define FINDING(id, diag, label) [FOUND_##id] = {DIAG_##diag, HINT_##label},
#include "analyze/finding.def"
#undef FINDING
};

/* -- findings -> diagnostics -- */

static struct str number_text(struct reasoning *r, size_t number)
{
	struct buf text;
	buf_init(&text, r->mem);
	buf_add_int(&text, (int64_t)number);
	struct str kept = arena_str(r->arena, buf_str(&text));
	buf_fini(&text);
	return kept;
}

static struct str day_text(struct reasoning *r, int32_t day)
{
	struct buf text;
	buf_init(&text, r->mem);
	buf_add_date(&text, day);
	struct str kept = arena_str(r->arena, buf_str(&text));
	buf_fini(&text);
	return kept;
}

static struct diag_args args_of(struct reasoning *r, const struct analyze_finding *finding)
{
	const struct analyze_other *first = finding->other_count ? &finding->others[0] : NULL;
	struct str name = first ? first->name : STR(""), list = first ? first->list : STR("");
	switch (finding->kind) {
	case FOUND_EXCEPT_NEVER:
		return ARGS(finding->name, finding->about);
	case FOUND_SHADOWED_BY_SEVERAL:
		return ARGS(finding->name, number_text(r, finding->other_count));
	default:
		return ARGS(finding->name, name, finding->about.len ? finding->about : list);
	}
}

/* Names go with the program, the answer stays. */
static void add_example(struct reasoning *r, struct diag *diag,
			const struct analyze_finding *finding)
{
	if (!finding->has_case || !diag_is_kept(&r->found, diag))
		return;
	struct analyze_case *kept = ARENA_NEW(r->arena, struct analyze_case);
	analyze_case_keep(kept, r->arena, &finding->example);
	diag->example = kept;
}

static void tell(struct reasoning *r, const struct analyze_finding *finding)
{
	const struct finding_row *row = &rows[finding->kind];
	struct diag *diag = diag_at(&r->found, finding->place.source, finding->place.span,
				    row->diag, args_of(r, finding));
	for (size_t i = 0; i < finding->other_count; i++) {
		const struct analyze_other *other = &finding->others[i];
		diag_note(&r->found, diag, other->place.source, other->place.span, row->label,
			  ARGS(other->name, other->list));
	}
	if (finding->kind == FOUND_OR_FOR_AND)
		diag_hint(&r->found, diag, HINT_WRITE_AND, NO_ARGS);
	add_example(r, diag, finding);
}

static bool presumes(const struct ir_list *list, struct str fact)
{
	for (size_t i = 0; i < list->presume_count; i++) {
		if (str_equal(list->presumes[i].fact->name, fact))
			return true;
	}
	return false;
}

/* A fact that the case leaves open and the list below presumes; ptr NULL: there is none. */
static struct str presumed_below(const struct reasoning *r, const struct analyze_finding *finding)
{
	for (size_t i = 0; i < finding->example.count; i++) {
		struct str fact = finding->example.values[i].name;
		for (size_t unit = 0; unit < r->program->count; unit++) {
			const struct ir_unit *checked = &r->program->checked[unit];
			for (size_t k = 0; k < checked->list_count; k++)
				if (!finding->example.values[i].given &&
				    str_equal(checked->lists[k].name, finding->about) &&
				    presumes(&checked->lists[k], fact))
					return fact;
		}
	}
	return STR_NONE;
}

/* Which of the two places no file holds any more. */
static void note_recorded(struct reasoning *r, struct diag *diag, const struct ir_place *place)
{
	const struct recorded_text *text = recorded_find(r->program->recorded, place->source);
	if (!text)
		return;
	diag_note(&r->found, diag, place->source, place->span, HINT_ON_RECORD,
		  ARGS(day_text(r, text->day), str_from_to(text->commit, 0, 12)));
}

/* The list below is where it is told, unless only the red line stands in a file. */
static bool is_told_below(const struct reasoning *r, const struct source *below,
			  const struct source *above)
{
	const struct program *program = r->program;
	return program_is_wanted(program, below) ||
	       (program_is_told(program, below) && !program_is_wanted(program, above));
}

/* {0} the rule, {1} the red line, {2} its list, {3} the list below; the other place is that of which
 * it is not told. */
static void tell_crossed(struct reasoning *r, const struct analyze_finding *finding)
{
	const struct analyze_other *line = &finding->others[0];
	bool below = is_told_below(r, finding->place.source, line->place.source);
	bool later = finding->kind == FOUND_RED_LINE_LATER;
	struct ir_place at = below ? finding->place : line->place;
	struct ir_place also = below ? line->place : finding->place;
	struct diag *diag = diag_at(&r->found, at.source, at.span, DIAG_RED_LINE_CROSSED,
				    ARGS(finding->name, line->name, line->list, finding->about));
	if (below)
		diag_note(&r->found, diag, also.source, also.span, rows[finding->kind].label,
			  ARGS(line->name, line->list));
	else
		diag_note(&r->found, diag, also.source, also.span,
			  later ? HINT_CROSSES_STALE : HINT_CROSSES_IT,
			  ARGS(finding->name, finding->about));
	note_recorded(r, diag, &at);
	note_recorded(r, diag, &also);
	struct str presumed = presumed_below(r, finding);
	if (presumed.ptr)
		diag_hint(&r->found, diag, HINT_RED_LINE_PRESUMED, ARGS(presumed));
	else
		diag_hint(&r->found, diag, HINT_RED_LINE_REPEATED, NO_ARGS);
	add_example(r, diag, finding);
}

static void tell_all(struct reasoning *r)
{
	for (size_t i = 0; i < r->findings.items.count; i++) {
		const struct analyze_finding *finding = &r->findings.items.items[i];
		if (rows[finding->kind].diag == DIAG_RED_LINE_CROSSED)
			tell_crossed(r, finding);
		else
			tell(r, finding);
	}
	r->findings.items.count = 0;
}

/* -- texts below others -- */

/* An ancestor of another level; only such a one's red lines end a matter. */
static bool is_above(const struct ir_authority *above, const struct ir_authority *below)
{
	for (const struct ir_authority *at = below; at; at = at->parent)
		if (str_equal(at->name, above->name))
			return at->level != below->level;
	return false;
}

static bool meets(const struct reasoning *r, const struct analyze_text *a,
		  const struct analyze_text *b)
{
	return a->from < b->to && b->from < a->to && r->today < a->to && r->today < b->to;
}

/* What is over by now is let be. */
static struct analyze_text from_today(const struct reasoning *r, const struct analyze_text *text)
{
	struct analyze_text held = *text;
	held.from = text->from > r->today ? text->from : r->today;
	return held;
}

static void hold_below(struct reasoning *r, const struct analyze_text *below)
{
	const struct standings *s = r->standing;
	VEC(struct analyze_text) above = {0};
	bool told = program_is_told(r->program, below->list->place.source);
	for (size_t i = 0; i < s->texts.count; i++) {
		const struct analyze_text *text = &s->texts.items[i];
		if (!text->list->issuer || !meets(r, text, below) ||
		    !is_above(text->list->issuer, below->list->issuer) ||
		    !(told || program_is_told(r->program, text->list->place.source)))
			continue;
		VEC_PUSH(r->mem, &above, from_today(r, text));
	}
	struct analyze_text held = from_today(r, below);
	analyze_red_lines(&r->findings, &held, above.items, above.count);
	VEC_FREE(r->mem, &above);
	tell_all(r);
}

/* -- what a text rests on -- */

static void check_basis(struct reasoning *r, const struct analyze_text *text,
			const struct ir_basis *basis)
{
	int32_t day = basis->at != DATE_NONE ? basis->at : text->list->promulgated;
	struct str list = basis->ref.list;
	const struct analyze_text *then = standings_on(r->standing, list, day);
	if (!then || then->to == DATE_MAX || str_equal(list, text->list->name))
		return;
	const struct analyze_text *next = standings_on(r->standing, list, then->to);
	if (!next || next->from >= text->to)
		return;
	struct diag *diag = diag_at(
		&r->found, basis->ref.place.source, basis->ref.place.span, DIAG_BASIS_REPLACED,
		ARGS(text->list->name, list, day_text(r, day), day_text(r, next->from)));
	diag_note(&r->found, diag, next->list->place.source, next->list->place.span,
		  HINT_MEANT_HERE, NO_ARGS);
}

static void hold_all(struct reasoning *r)
{
	for (size_t i = 0; i < r->standing->texts.count; i++) {
		const struct analyze_text *text = &r->standing->texts.items[i];
		if (!text->list->issuer || text->to <= r->today)
			continue;
		hold_below(r, text);
		for (size_t k = 0; k < text->list->basis_count; k++)
			check_basis(r, text, &text->list->basis[k]);
	}
}

/* -- lists by themselves -- */

static void look_into(struct reasoning *r, const struct ir_unit *unit, enum tol_logic logic)
{
	for (size_t i = 0; i < unit->list_count; i++) {
		if (!unit->lists[i].readable)
			continue;
		analyze_rules(&r->findings, &unit->lists[i]);
		if (logic == TOL_LOGIC_GAPS)
			analyze_gaps(&r->findings, &unit->lists[i]);
		tell_all(r);
	}
}

void program_reason(struct program *program, enum tol_logic logic)
{
	struct tol_answer *answer = program->answer;
	struct reasoning r = {.program = program,
			      .mem = answer->answer.mem,
			      .arena = &answer->arena,
			      .today = answer->answer.today};
	struct standings files;
	if (logic == TOL_LOGIC_NONE)
		return;
	diag_list_like(&r.found, r.arena, &answer->answer.diags);
	analyze_findings_init(&r.findings, r.arena, r.mem);
	standings_init(&files, r.arena, program->checked, program->count);
	r.standing = program->recorded ? &program->recorded->standing : &files;
	for (size_t i = 0; i < program->count; i++)
		if (program->files[i].wanted)
			look_into(&r, &program->checked[i], logic);
	hold_all(&r);
	standings_fini(&files);
	analyze_findings_fini(&r.findings);
	program_join(program, &r.found);
}
