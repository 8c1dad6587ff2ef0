/*
 * Whether any case comes out otherwise by what differs between two sides, where several lists have
 * a say in it. What decides about a case whose facts are known is which rules apply, so cases are
 * gone through class by class. Private to api/.
 */
#ifndef TOLC_API_DIFF_MEET_H
#define TOLC_API_DIFF_MEET_H

#include "api/change/diff_case.h"
#include "base/map.h"

/* Of which cases it can be so: those in which, on one of the days that count, */
enum meet_goal {
	MEET_ANY,   /* anything is said */
	MEET_OWN,   /* the list says something */
	MEET_OTHER, /* the other list does */
	MEET_BOTH,
};

/* What a day is to the search. */
enum meet_day {
	MEET_DAY_SAME,
	MEET_DAY_DIFFERS,   /* what is asked about makes a difference */
	MEET_DAY_OTHERWISE, /* something else does */
};

/* After so many of either the search is given up. */
enum { MEET_QUESTIONS = 400, MEET_DECISIONS = 2000 };

struct meet;

/* Judges a case of a subject and an organ; what is found is counted among the witnesses of
 * meet->record. is_its_own: nothing else that differs has a say in it. */
typedef int meet_judge(struct meet *meet, const struct ir_case *block,
		       const struct analyze_case *shown, bool is_its_own);

struct meet {
	struct diff_sides *sides;
	struct diff_record *record; /* to which a case is added */
	meet_judge *judge;	    /* NULL: it is told where the verdicts differ */
	enum meet_goal goal;
	bool whole;  /* all that the list says is asked about, not one property of it */
	bool stays;  /* the other list must say of the case what it said, as the list must */
	bool across; /* only where what a list says changes between the days of a case */
	uint32_t own[WEIGH_SIDES];
	uint32_t other[WEIGH_SIDES];	 /* NO_ENTRY: there is none */
	struct str issuers[WEIGH_SIDES]; /* whose cases, and those of all below them */
	enum meet_day (*day)(void *data, int32_t day);
	void *data;
	const int32_t *cuts; /* further days between which cases are told apart */
	size_t cut_count;
	size_t questions; /* that may still be asked of the solver, */
	size_t decisions; /* and of the records */
	bool gave_up;	  /* there were too many */
	size_t shown;	  /* cases that the record had before the search */
};

/* Adds a case to the record, or says in its `why` what kept it from being settled; where it does
 * neither, no case of theirs comes out otherwise. Fails where a text cannot be read. */
int meet_search(struct meet *meet);

/* After all searches: what there is to say of the property. */
void meet_settle(struct diff_record *record);

/* -- inside: diff_meet_who.c -- */

struct meet_list {
	uint32_t number[WEIGH_SIDES]; /* NO_ENTRY: the side does not know it */
};

struct meet_names {
	struct mem *mem;
	VEC(struct str) items;
};

struct meet_lists {
	struct mem *mem;
	VEC(struct meet_list) items;
};

/* Subjects that stand for all below the issuers. */
void meet_subjects(const struct meet *meet, struct meet_names *out);
/* Lists that have a say in the cases of the subject. */
void meet_in_play(const struct meet *meet, struct meet_lists *out, struct str subject);
/* Organs that stand for all others where the subject is called to account. */
void meet_organs(const struct meet *meet, struct meet_names *out, struct str subject);

#endif
