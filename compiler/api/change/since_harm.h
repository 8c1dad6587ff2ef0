/* Conduct of the past, while it is asked whether a change makes it heavier. Private to api/. */
#ifndef TOLC_API_SINCE_HARM_H
#define TOLC_API_SINCE_HARM_H

#include "api/change/since.h"
#include "api/record/state.h"
#include "api/change/weigh.h"

/* What a side says from one day until another. */
struct span_side {
	struct list_state state;
	const struct window *clauses; /* whose clauses choose; NULL: there are none */
};

struct harm_span {
	struct date_interval days;
	struct span_side sides[WEIGH_SIDES];
};

/* What is asked of a list again and again, looked up once. */
struct harm_list {
	struct date_interval *differs; /* days on which the sides say something else */
	size_t differs_count;
	const struct text **texts; /* one for each issuer that it has on the side after */
	size_t text_count;
};

struct harming {
	struct since_side *sides[WEIGH_SIDES];
	struct deciding_record *records[WEIGH_SIDES];
	struct arena scratch;
	struct str name;	    /* of the list at hand */
	uint32_t list[WEIGH_SIDES]; /* NO_ENTRY: the side does not know it */
	struct harm_list *lists;    /* by number, on the side after */
	struct harm_span *spans;
	size_t count;
	int32_t began; /* on which conduct that lasts does; DATE_NONE: it is of one day */
	VEC(struct since_place) told; /* of this list */
	enum hint_id undecided; /* why it is; HINT_NONE: it is decided */
	size_t beside; /* how often it was asked about two lists */
	size_t met;    /* how often about all cases of a list */
};

/* The days of a case: of conduct that lasts, from the one span into the other. */
struct harm_days {
	const struct harm_span *first;
	const struct harm_span *last;
	const struct harm_span *accountable;
};

/* What a side chooses from. */
struct side_choice {
	const struct span_side *old;
	const struct span_side *newer;
	enum ir_transition by;
	bool is_open; /* no clause says which version decides conduct that lasts */
};

/* What brought about that a list says something else. */
struct cause {
	int32_t issued;
	struct since_place place;
	struct since_place was; /* what answered before; no place: nothing did */
	bool is_new;		/* a version that was not on record before */
	bool is_withdrawn;	/* what answered before was */
	enum ir_transition by;	/* the clause that lets it decide */
};

/* The text of a window of the list on that side, compiled; NULL for no window. */
int harm_list(struct harming *h, const struct ir_list **out, size_t side,
	      const struct window *window);
/* Whether something was told already that brought it about. */
bool harm_is_told(const struct harming *h, const struct since_place *place);
/* The last one that answers on the day or before; NULL: none does. */
const struct window *harm_last_window(const struct timeline *timeline, int32_t day);
/* Keeps the first reason. */
void harm_leave_open(struct harming *h, enum hint_id why);
bool harm_span_differs(const struct harm_span *span);

/* The case as decided on both records; decide NULL where it could not be. */
int harm_decide(struct harming *h, struct since_case decided[WEIGH_SIDES],
		const struct ir_case *block);
bool harm_is_heavier(const struct since_case decided[WEIGH_SIDES]);
/* Whether the list may have a say where the text has one, or the other way round. */
bool harm_is_near(const struct harming *h, uint32_t list, const struct text *text);
/* Whether the other text is of the issuer of this one, or of an authority above it. */
bool harm_has_a_say(const struct text *text, const struct text *other);

/* since_beside.c: a case that comes out heavier by what the list says beside another one, though
 * not by what it says alone; decided on both records. text: of the list. */
int harm_beside(struct harming *h, const struct weigh_question *question, const struct text *text,
		struct weigh_case *found, struct since_case decided[WEIGH_SIDES], bool *is_found);

/* since_beside.c: whether it is heavier, too, than the side before would have decided when the
 * conduct took place. */
int harm_is_unlawful(struct harming *h, const struct since_case decided[WEIGH_SIDES],
		     const struct ir_case *block, bool *out);

/* since_meet.c: where the list is of another issuer, or says otherwise what it is special to, to
 * whom it delegates or whom it binds: a case that comes out heavier for it, of all in which it has
 * a say. */
int harm_meet(struct harming *h);

/* since_harm_tell.c: at the place that brought it about. */
enum harm_found { HARM_ALONE, HARM_BESIDE }; /* by the list itself, or as it meets another */
void harm_tell(struct harming *h, const struct cause *cause, enum harm_found how,
	       const struct weigh_case *found, const struct since_case decided[WEIGH_SIDES]);
void harm_tell_undecided(struct harming *h);

/* since_cause.c */
struct cause harm_cause(struct harming *h, const struct harm_days *days);
/* A text that makes its version, which the side before does not have; else something that was on
 * record is changed by it. */
bool harm_is_new_version(const struct harming *h, const struct text *text);

#endif
