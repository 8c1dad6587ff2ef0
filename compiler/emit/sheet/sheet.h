/* Private to emit/sheet: one sheet, its parts in the order in which they stand, and what these are
 * written with. */
#ifndef TOLC_EMIT_SHEET_H
#define TOLC_EMIT_SHEET_H

#include "emit/answer_decide.h"
#include "emit/human/parts.h"
#include "emit/verdict/decide_rules.h"

struct sheet {
	struct emit *e;
	const struct answer_decide *decide;
};

struct str sheet_word(const struct sheet *s, enum word_id id);
/* Text of others must not be read as Markdown, nor end a cell. */
void sheet_text(struct sheet *s, struct str text);
void sheet_heading(struct sheet *s, enum word_id id);
/* "- label: text"; nothing where there is no text. */
void sheet_item(struct sheet *s, enum word_id label, struct str text);
/* Ends the parts as an item without a label; nothing where there are none. */
void sheet_bullet(struct sheet *s, struct parts *parts);
/* Commit, when it was recorded, file and line. */
void sheet_origin(struct parts *parts, const struct answer_window *window);

void sheet_case(struct sheet *s);
void sheet_verdict(struct sheet *s);
void sheet_facts(struct sheet *s);
void sheet_presumed(struct sheet *s);
void sheet_for_effects(struct sheet *s);
void sheet_needed(struct sheet *s);
/* Those that decide, and those that weigh beside an outcome that is settled. */
void sheet_rules(struct sheet *s);
void sheet_versions(struct sheet *s);
/* Under its version: on which of the days it was in force, and why it was taken or not. */
void sheet_taken(struct sheet *s, uint32_t state);
/* Lists without a version on a day, and those of which no version is told, by state. */
void sheet_silent_lists(struct sheet *s, const bool *told);
/* Whether the procedures of the list are told. */
bool sheet_tells_procedures(const struct sheet *s, uint32_t list);
void sheet_procedures(struct sheet *s);

#endif
