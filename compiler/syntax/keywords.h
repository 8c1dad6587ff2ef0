/*
 * The keyword table (grammar/keywords.def) as data, and the names it is hung on. One struct syntax
 * serves one thread; what it holds never changes meaning, it only grows by the names that are read.
 */
#ifndef TOLC_SYNTAX_KEYWORDS_H
#define TOLC_SYNTAX_KEYWORDS_H

#include "base/diag/diag.h"
#include "syntax/node.h"

enum keyword_class { CLASS_DECL, CLASS_PROP, CLASS_OPER, CLASS_WORD, CLASS_UNIT };

struct keyword_info {
	int token;
	const char *spelling[2]; /* by enum language */
	enum keyword_class class;
	const char *meaning[2];
};

enum value_family {
	FAMILY_TYPE,
	FAMILY_LEVEL,
	FAMILY_STATUS,
	FAMILY_TRANSITION,
	FAMILY_MOMENT,
	FAMILY_PROVENANCE,
	FAMILY_EFFECT,
	FAMILY_ACTOR,
	FAMILY_OUTCOME,
};

struct value_info {
	enum value_family family;
	const char *spelling[2];
	const char *meaning[2];
};

/* Index into keywords.def's VALUE rows. */
enum value_word {
#define KEYWORD(token, english, chinese, class, meaning, meaning_zh)
#define SPELLING(token, word)
#define VALUE(family, id, english, chinese, meaning, meaning_zh) VALUE_##family##_##id,
#define VALUE_SPELLING(family, id, word)
#include "keywords.def"
	VALUE_COUNT,
	VALUE_NONE = VALUE_COUNT
};

extern const struct keyword_info keyword_infos[KW_COUNT];
extern const struct value_info value_infos[VALUE_COUNT];

/* A word that is not read, and what it means (grammar/meant.def). */
enum meant_kind {
	MEANT_OPERATOR, /* between or before conditions and values */
	MEANT_KEYWORD,
	MEANT_CONTRARY, /* of an operator: the negation goes before the fact */
};

struct meant_word {
	const char *word;
	const char *written;
	enum meant_kind kind;
};

enum { MEANT_COUNT = 0
#define MEANT(kind, word, written) +1
#include "meant.def"
};

extern const struct meant_word meant_words[MEANT_COUNT];
/* The longest operator that the text begins or ends with and that is not all of it, or NULL. */
const struct meant_word *meant_prefix(struct str text);
const struct meant_word *meant_suffix(struct str text);

struct keyword_pair {
	const struct name *first;
	const struct name *second;
	struct name *both; /* the words with a space between them */
};

struct syntax {
	struct arena arena;
	struct names names;
	VEC(struct keyword_pair) pairs; /* keywords of two words */
};

void syntax_init(struct syntax *syntax, struct mem *mem);
void syntax_fini(struct syntax *syntax);

/* The keyword of two words, or NULL. */
struct name *syntax_pair(const struct syntax *syntax, const struct name *first,
			 const struct name *second);
/* KW_NONE where the token is no keyword. */
enum keyword keyword_of_token(int token);
bool keyword_is_reserved(enum keyword keyword);
/* VALUE_NONE where the family has no such word. */
enum value_word value_find(enum value_family family, struct str word);
/* All words of a family, for a reader. */
void list_values(struct buf *out, enum value_family family, enum language language);
/* The only word of a family of which it is a slip of the pen, or STR_NONE. */
struct str value_slip(enum value_family family, struct str word);
/* A day of a case without what a sentence puts behind it: 认定 for 认定之日起. */
struct str moment_meant(struct str text);

#endif
