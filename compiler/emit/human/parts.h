/* Entries for people: a label, and parts of one line that stand together, divided by commas. */
#ifndef TOLC_EMIT_PARTS_H
#define TOLC_EMIT_PARTS_H

#include "emit/writer.h"

#define SHORT_OID 12 /* hex digits */

struct word_row {
	const char *name;
	enum word_id word;
	enum paint paint;
};

/* By the English word of the IR; NULL where there is none. */
const struct word_row *rule_row(struct str kind);
const struct word_row *mark_row(struct str provenance);
const struct word_row *level_row(struct str level);

struct parts {
	struct emit *e;
	struct buf text;
};

void parts_init(struct parts *parts, struct emit *e);
/* Ends the parts as one entry under a label; prints nothing where there are none. */
void parts_print(struct parts *parts, enum word_id label);

/* Ends the parts as a line of their own; the same. */
void parts_line(struct parts *parts, enum paint paint);

/* Arguments are made printable. */
void parts_word(struct parts *parts, enum word_id word, struct str a, struct str b);
/* Nothing where date is DATE_NONE. */
void parts_day(struct parts *parts, enum word_id word, int32_t date);
/* From when to when it is in force. */
void parts_window(struct parts *parts, const struct answer_window *window);
/* Which version of which list it is; the first parts. */
void parts_list_version(struct parts *parts, struct str list, const struct answer_window *window);
/* File and line; the first part. */
void parts_place(struct parts *parts, const struct answer_window *window);
/* Commit, and when it was recorded. */
void parts_recorded(struct parts *parts, const struct answer_window *window);
/* As of when the record was asked; nothing where that is now. */
void parts_known_at(struct parts *parts);
/* Of which revision and as of when the record was asked; nothing where that is HEAD, and now. */
void parts_record_asked(struct parts *parts);

/* What a list is called, and where a version of it stands: entries of their own. */
void parts_title(struct emit *e, const struct answer_list *list);
void parts_version(struct emit *e, const struct answer_window *window);
/* Where a version stands, and when it was recorded. */
void parts_source(struct emit *e, const struct answer_window *window);

struct day {
	char text[16];
};

/* YYYY-MM-DD; lives as long as day. */
struct str day_text(struct day *day, int32_t date);
/* 2020-07-01 23:59:59 +08:00: as the clocks showed it where the record is kept. */
void local_time_add(struct buf *out, int64_t time, int32_t zone);

#endif
