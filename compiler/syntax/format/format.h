/*
 * Private to syntax/: the state of one formatting, and what its files share. format.c walks the
 * declarations and properties, format_expr.c the conditions, format_words.c writes single words,
 * format_line.c lines, blank lines and comments.
 */
#ifndef TOLC_SYNTAX_FORMAT_H
#define TOLC_SYNTAX_FORMAT_H

#include "syntax/parse.h"

#define FORMAT_COLUMNS	  100  /* what is longer is broken where it can be */
#define FORMAT_FLAT_BYTES 1000 /* more than these are never tried on one line */
#define FORMAT_STEP	  2

/* Columns at which the lines of what is being written begin. */
struct margins {
	uint32_t base;	  /* of a closing brace; what the braces hold stands one step further in */
	uint32_t hang;	  /* of what continues the line */
	uint32_t reserve; /* columns that are wanted behind it, for `,` or ` {` */
};

struct format {
	struct buf *out;
	const struct unit *unit;
	const char *text; /* of the source */
	enum format_keywords keywords;
	size_t start;	     /* of this text in out */
	size_t line;	     /* of the line that is being written in out */
	size_t comment;	     /* index of the next one to write */
	uint32_t comment_at; /* its offset; UINT32_MAX: all are written */
	uint32_t indent;     /* column of the items of the block */
	uint32_t pad;	     /* width of the keywords of the block */
	struct margins margins;
	bool flat;   /* on one line, to see whether it fits */
	bool failed; /* it does not, or there is a comment in it */
	bool ended;  /* the line ends in a comment */
	bool opened; /* the line ends in the brace that opens a block */
};

enum blank { BLANK_NEVER, BLANK_KEPT, BLANK_ALWAYS };

/* What a place takes beside names. */
enum name_place { PLACE_NAME, PLACE_BAR, PLACE_DAY, PLACE_EFFECT, PLACE_OUTCOME };

#define FAMILY_NONE (-1)

typedef void format_writer(struct format *f, const struct node *node);

static inline void put(struct format *f, struct str text)
{
	buf_add(f->out, text);
}

static inline void put_char(struct format *f, char c)
{
	buf_add_char(f->out, c);
}

/* format_line.c */

/* Ends the line; the offset tells where the source may have had a blank line. */
void line_break(struct format *f, uint32_t column, enum blank blank, uint32_t offset);
/* Writes the comments that stand before the offset: behind the line, or on lines of their own.
 * Returns what then holds for the blank line before whatever follows. */
enum blank comments_flush(struct format *f, uint32_t offset, uint32_t column, enum blank blank);
/* Comments before the next word; true where there were any, so that it begins a line. */
bool word_place(struct format *f, uint32_t offset);
/* Nothing more need be written: it is too long for one line, or there is a comment in it. */
bool flat_overflows(const struct format *f);
/* Ends the line in the middle of an item. */
void continue_line(struct format *f, uint32_t next);
/* On one line where it fits and holds no comment; else the writer is called with flat unset. */
void group_write(struct format *f, const struct node *node, format_writer *writer);

/* format_words.c */

/* In the language in which the first word at or behind the offset is written. */
void keyword_put(struct format *f, enum keyword keyword, uint32_t offset);
/* The same for the second word behind the offset. */
void keyword_put_second(struct format *f, enum keyword keyword, uint32_t offset);
/* Between two words: " = ", " by "; next is where the second one stands, end where the first one
 * ends. */
void mark_put(struct format *f, struct str mark, uint32_t next);
void link_put(struct format *f, enum keyword keyword, uint32_t end, uint32_t next);
void name_put(struct format *f, const struct node *node, enum name_place place, int family);
void string_put(struct format *f, const struct node *node);
void date_put(struct format *f, const struct node *node);
void number_put(struct format *f, const struct node *node);
void amount_put(struct format *f, const struct node *node);
void word_put(struct format *f, const struct node *node);

/* format_expr.c */

/* Where the first word of it stands that the tree keeps: brackets are not kept. */
uint32_t expr_start(const struct node *node);
void expr_write(struct format *f, const struct node *node);
void constant_write(struct format *f, const struct node *node);
void values_write(struct format *f, const struct node *node);
/* { a, b }: the children of the node from first on, each on its own line where flat is unset. */
void braces_write(struct format *f, const struct node *node, const struct node *first,
		  format_writer *writer);

/* format_prop.c */

enum {
	PAD_LIST = 13, /* columns of the keywords in the block of a list or a case */
	PAD_RULE = 11,
	PAD_RECOGNITION = 9,
};

void property_write(struct format *f, const struct node *node);
void recognize_write(struct format *f, const struct node *node);
/* a, b, c: all children. */
void commas_write(struct format *f, const struct node *node);

/* format.c */

/* { items }, one on each line; they are children of the node. */
void block_write(struct format *f, const struct node *node, const struct node *items, uint32_t pad);
/* A space and a string or a property. */
void after_space_write(struct format *f, const struct node *node);

#endif
