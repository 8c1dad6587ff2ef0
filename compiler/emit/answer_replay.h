/* The answer of tolc replay: whether a sealed answer still holds. */
#ifndef TOLC_EMIT_ANSWER_REPLAY_H
#define TOLC_EMIT_ANSWER_REPLAY_H

#include "emit/answer_decide.h"

struct answer_replay {
	struct str path;
	struct str head;     /* the commit that it was made at: 40 hex digits */
	struct str version;  /* of the tool that made it */
	struct str sealed;   /* the bytes of the file */
	struct str repeated; /* the same question asked again of the same record */
	bool is_intact;	     /* the seal fits what stands before it */
	bool is_same;	     /* byte for byte */
	/* The same case on the record as it is now. */
	const struct answer_decide *then;
	const struct answer_decide *now;
	bool now_same_outcome;
	bool now_same_versions; /* and the same rules in force */
};

#endif
