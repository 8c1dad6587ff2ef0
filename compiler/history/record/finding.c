/* Arguments of findings: dates and names as text. */
#include "history/record/finding.h"

int32_t finding_day(const struct finding_list *findings, uint32_t commit)
{
	return date_from_time(findings->chain[commit].recorded, findings->zone);
}

static struct str finding_date(struct arena *arena, int32_t date)
{
	if (date == DATE_NONE)
		return STR("?");
	struct buf buf;
	buf_init(&buf, arena->mem);
	buf_add_date(&buf, date);
	struct str text = arena_str(arena, buf_str(&buf));
	buf_fini(&buf);
	return text;
}

/* LIST or LIST/RULE */
static struct str finding_reference(struct arena *arena, const struct finding_list *findings,
				    const struct finding *finding)
{
	struct str list = findings->names[finding->other_list];
	struct buf buf;
	if (finding->other_rule == NO_NAME)
		return list;
	buf_init(&buf, arena->mem);
	buf_add_name(&buf, list, findings->names[finding->other_rule]);
	struct str text = arena_str(arena, buf_str(&buf));
	buf_fini(&buf);
	return text;
}

static struct str finding_other(struct arena *arena, const struct finding_list *findings,
				const struct finding *finding)
{
	if (finding->other_list != NO_NAME)
		return finding_reference(arena, findings, finding);
	if (finding->other_commit != NO_COMMIT)
		return finding_date(arena, finding_day(findings, finding->other_commit));
	return STR("?");
}

struct diag_args finding_args(struct arena *arena, const struct finding_list *findings,
			      const struct finding *finding)
{
	return ARGS(findings->names[finding->list], finding_date(arena, finding->date),
		    finding_date(arena, finding->other_date),
		    finding_other(arena, findings, finding));
}
