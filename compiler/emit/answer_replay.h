/* The answer of tolc replay: whether a sealed answer still holds. */
#ifndef TOLC_EMIT_ANSWER_REPLAY_H
#define TOLC_EMIT_ANSWER_REPLAY_H

#include "emit/answer_decide.h"
#include "emit/verdict/gives.h"

/* What was changed since it was made, as far as asking again can tell. */
enum replay_changed {
	CHANGED_NOTHING,  /* the seal fits */
	CHANGED_ANSWER,	  /* not what was asked: asked again, it gives the seal that the file has */
	CHANGED_QUESTION, /* what was asked, or the seal itself */
	CHANGED_UNKNOWN,  /* another version of the tool made it, or it cannot be asked again */
};

struct answer_replay {
	struct str path;
	struct str head;     /* the commit that it was made at: 40 hex digits */
	struct str version;  /* of the tool that made it */
	struct str sealed;   /* the bytes of the file */
	struct str repeated; /* the same question asked again; ptr NULL: it cannot be */
	struct str trouble;  /* why it cannot */
	enum replay_changed changed;
	bool is_same; /* byte for byte */
	bool is_same_verdict; /* outcomes, effects and rulings, however they are told */
	/* The same case on the record as it is now; both NULL where the seal is broken: nothing
	 * follows from a question that may not be the one that was asked. */
	const struct answer_decide *then;
	const struct answer_decide *now;
	struct gives then_gives;
	struct gives now_gives;
	bool now_same_outcome;
	bool now_same_effects;
	bool now_same_weighing; /* what weighs beside the outcome */
	bool now_same_versions; /* and the same rules in force */
};

#endif
