/*
 * What the record keeps of one compiled text of a list, in plain data: history/ knows neither the
 * tree nor the IR. The api/ fills it in; strings are borrowed from whoever made the text.
 */
#ifndef TOLC_HISTORY_TEXT_H
#define TOLC_HISTORY_TEXT_H

#include "base/value/date.h"
#include "base/digest.h"
#include "base/mem.h"
#include "base/str.h"

struct text_rule {
	struct str id;
	struct str identity; /* the oldest name it is known by (formerly), else id */
	struct str kind;     /* "tolerate", "bar", "redline", "mitigate", "aggravate" */
	struct str title;
	struct str article;
	struct str provenance; /* "verified", "reported", "illustrative", or empty: not said */
	struct str citation;
	uint32_t line;
	int32_t effective; /* DATE_NONE: that of the version */
	int32_t expires;   /* DATE_NONE: none of its own */
};

struct text_repeal {
	struct str list;
	struct str rule; /* empty: the whole list */
	int32_t from;
};

struct text_basis {
	struct str list;
	struct str article;
	int32_t at; /* DATE_NONE: the promulgation date of the text that says it */
};

#define OID_SIZE 20

/* A file that declares what a text needs. */
struct text_file {
	struct str path;
	const uint8_t *blob; /* id */
};

struct text {
	/* An unreadable text says only what is still legible: list (may be empty), effective (may be
	 * DATE_NONE), line, reason. */
	bool readable;
	struct str reason; /* why it is unreadable: code and message */

	struct str list;
	struct str title;
	struct str document;
	struct str issuer;
	struct str issuer_title;
	struct str level;      /* of the issuer */
	struct str *issuers;   /* the issuer, then each authority above it, the root last */
	size_t issuer_count;
	int32_t promulgated;
	int32_t effective; /* DATE_NONE: pending */
	struct str pending; /* the condition, where effective is pending */
	int32_t expires;	/* DATE_NONE: not said */
	int32_t in_force_since; /* DATE_NONE: not said */
	struct str status;	/* "", "trial", "draft" */
	bool draft;
	bool retroactive;
	struct str corrects; /* what it says was wrong; ptr NULL: does not correct */
	int32_t *withdraws;
	size_t withdraw_count;
	int32_t *reinstates;
	size_t reinstate_count;
	struct text_repeal *repeals;
	size_t repeal_count;
	struct text_basis *basis;
	size_t basis_count;
	struct text_rule *rules; /* in the order of the text */
	size_t rule_count;
	uint32_t line; /* of the declaration; unreadable: of the mistake */

	/* The files that declare what it needs, and what those need in turn, as they stood when it was
	 * compiled: by path, without its own. No compiler fills them in, and they say nothing: form and
	 * substance do not cover them. Unreadable texts have none. */
	struct text_file *needs;
	size_t need_count;

	struct digest form;	 /* everything the compiled text says */
	struct digest substance; /* the same without withdraws and reinstates */
};

/*
 * How history/ has a tree compiled. One object serves one thread and one tree at a time; the tree is
 * told by put and drop, and compile reads the lists of one file against the tree as it stands. Of a
 * large tree only a part may be told: whatever the file needs, and what the files that declare that
 * need in turn. No text may depend on more, nor on the order in which the tree was told.
 */
struct unit_name {
	struct str name;      /* "vocabulary cadre", "authority chongqing" */
	struct digest digest; /* of what the declaration says; unused in needs */
};

struct unit_outline {
	struct unit_name *declares; /* what other files can depend on */
	size_t declare_count;
	struct str *needs; /* what this file's texts depend on in other files, declared there or not */
	size_t need_count;
	size_t list_count; /* 0: nothing to compile */
};

struct text_compiler {
	void *data;
	/* Results are borrowed until the next call on the same object. The same path again replaces it. */
	void (*put)(void *data, struct str path, struct str bytes, struct unit_outline *out);
	void (*drop)(void *data, struct str path);
	/* bytes are those last put for the path; texts in the order of the file, unreadable ones too. A
	 * file in which no list name is legible gives one unreadable text with an empty name, unless it
	 * plainly holds no list: it parses, says nothing, or lost no declaration to a mistake. */
	void (*compile)(void *data, struct str path, struct str bytes, const struct text **texts,
			size_t *count);
	void (*free)(void *data);
};

struct text_compiler_factory {
	void *data; /* read only, shared by threads */
	struct text_compiler (*make)(void *data, struct mem *mem);
	struct digest version; /* of the compiler itself: the index is keyed by it */
};

#endif
