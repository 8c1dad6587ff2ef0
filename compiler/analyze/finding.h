/*
 * analyze/: what is odd about the logic of lists, as records. Nothing is printed here; finding.def
 * says which diagnostic tells of each.
 */
#ifndef TOLC_ANALYZE_FINDING_H
#define TOLC_ANALYZE_FINDING_H

#include "analyze/analyze.h"

enum analyze_kind {
#define FINDING(id, diag, label) FOUND_##id,
#include "analyze/finding.def"
#undef FINDING
	FOUND_COUNT
};

struct analyze_other {
	struct ir_place place;
	struct str name;
	struct str list; /* empty: the same */
};

struct analyze_finding {
	enum analyze_kind kind;
	struct ir_place place;
	struct str name;  /* of the rule or exception; of the list, where it is about no rule */
	struct str about; /* the exception's rule; the fact of a gap; empty: nothing */
	struct analyze_other *others; /* at most ANALYZE_OTHERS */
	size_t other_count;
	bool has_case; /* one in which it shows; not where there are very many findings */
	struct analyze_case example;
};

enum { ANALYZE_OTHERS = 4 };

struct analyze_findings {
	struct arena *arena; /* of all that is found */
	struct mem *mem;
	VEC(struct analyze_finding) items;
	uint64_t steps;	 /* a bound for each question; 0: the usual one */
	size_t examples; /* of the list at hand */
};

void analyze_findings_init(struct analyze_findings *findings, struct arena *arena, struct mem *mem);
void analyze_findings_fini(struct analyze_findings *findings);

/* The rules of one readable list, each by itself and held against each other. */
void analyze_rules(struct analyze_findings *findings, const struct ir_list *list);
/* Cases that it leaves silent; above all those between what it tolerates and what it bars. */
void analyze_gaps(struct analyze_findings *findings, const struct ir_list *list);

/* A text of a list and the days on which it is in force, as far as a tree tells. */
struct analyze_text {
	const struct ir_list *list;
	int32_t from;
	int32_t to;		 /* DATE_MAX: open */
	const int32_t *repealed; /* by rule: the day from which it is repealed by name, or DATE_MAX;
				  * NULL: none is */
};

/* What a text tolerates though a red line above it bars it, while both are in force: an error that
 * nothing silences. above: texts of authorities above the list's, of another level. */
void analyze_red_lines(struct analyze_findings *findings, const struct analyze_text *below,
		       const struct analyze_text *above, size_t count);

#endif
