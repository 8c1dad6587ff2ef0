/*
 * All state of one parse: the parser and the scanner have no other. Private to syntax/ and to the
 * generated files.
 */
#ifndef TOLC_SYNTAX_PARSE_STATE_H
#define TOLC_SYNTAX_PARSE_STATE_H

#include "syntax/keywords.h"
#include "syntax/node.h"
#include "syntax/parse.h"

#define PARSE_MAX_DEPTH 200 /* brackets and negations inside each other */

union TOL_YYSTYPE;

/* What stands in braces, as bits. */
enum block {
	BLOCK_FILE = 1,
	BLOCK_VOCABULARY = 2,
	BLOCK_LIST = 4,
	BLOCK_RULE = 8,
	BLOCK_EXCEPTION = 16,
	BLOCK_PROCEDURE = 32,
	BLOCK_RECOGNITION = 64,
	BLOCK_CASE = 128,
	BLOCK_VALUES = 256, /* all of {…}, in {…}, (…): no item can stand in it */
};

/* An open bracket. */
struct bracket {
	char close;	/* '}' or ')' */
	bool inserted;	/* it was missing */
	bool told;	/* that it is left open */
	uint8_t item;	/* enum keyword: what it was opened by */
	uint16_t block; /* enum block */
	uint16_t outer; /* the blocks around it */
	uint32_t offset;
};

/* How to go on after a mistake. */
enum panic {
	PANIC_NONE,
	PANIC_ITEMS,	 /* with the next item of the block */
	PANIC_HEADING,	 /* with what stands in the braces of this item */
	PANIC_BRACE,	 /* as if a brace stood here */
	PANIC_AUTHORITY, /* with what else is said of the authority */
};

struct token {
	int kind;
	struct span span;
	void *value; /* struct name * or struct node * */
	uint8_t compare;
	bool whole;  /* not to be joined with the next word any more */
	bool quoted; /* a name in backquotes: never a part of a keyword */
};

struct parse {
	struct unit *unit;
	struct syntax *syntax;
	struct source *source;
	struct arena *arena; /* of the tree */
	struct arena *texts; /* of what strings and numbers mean, where it is not in the source */
	struct diag_list *diags;
	void *scanner;
	uint32_t offset; /* of the next byte to scan */

	uint32_t string_start;
	uint32_t string_depth; /* “ inside “ */
	uint32_t string_quote; /* the code point that opened it */
	bool string_escaped;
	uint32_t no_title_before;	/* up to here no 》 stands on the line; behind it nobody looked */
	struct diag *other_blank; /* of the first blank that is no space */
	size_t other_blanks;
	uint32_t stray_end; /* end of the last character that was refused */
	uint32_t unquoted_end; /* end of the last text that lacks its quotes */

	bool begun;	       /* the first token was given */
	struct token ahead[8]; /* given back, the last one first */
	size_t ahead_count;
	struct token given; /* what the parser holds */
	struct token passed; /* and what it held before that */
	struct bracket brackets[PARSE_MAX_DEPTH + 1];
	size_t depth;
	size_t negations; /* in a row */
	int previous;	  /* kind of the token given last */
	int before;	  /* and of the one before it */
	enum keyword item; /* what began the item that is being read; KW_NONE behind a brace */
	uint32_t crooked; /* an opening bracket whose closing one is indented otherwise; 0: none */
	bool ended_early; /* a list did: looked for once */
	uint32_t closed_at; /* 1 + offset of the token before which brackets were closed last */

	enum panic panic;
	size_t panic_depth;   /* brackets around the mistake */
	uint32_t panic_token; /* offset of a token that does not end the panic */
	uint32_t panic_again; /* 1 + offset of the last token that was refused */
	int panic_kind;	      /* its kind */
	uint32_t misnamed; /* 1 + offset of a keyword that was taken for a name: no item begins */
	bool panic_twice;     /* the same token was refused again */
	bool panic_head; /* a word that begins its line was: it may head a block like those here */
	bool brace_missing;   /* an opening brace is to be given next */
	size_t mistakes; /* syntax errors reported */
	bool refused; /* too deep or too many mistakes: nothing more is read */
	bool misread; /* a syntax error was reported */
	struct node *root;
};

/* tol.l */
int scan_open(struct parse *p, char *text, size_t size);
void scan_close(struct parse *p);
/* The byte that the text really has there; NUL behind its end. */
char scan_byte_at(const struct parse *p, uint32_t offset);

/* The text there; borrowed from the source. */
static inline struct str parse_text(const struct parse *p, struct span span)
{
	return source_text(p->source, span);
}

/* What the rules of tol.l call: where a span is changed it becomes that of the token. */

/* scan.c */
uint32_t scan_past_blanks(const struct parse *p, uint32_t at);
int scan_name(struct parse *p, union TOL_YYSTYPE *value, struct span span);
int scan_wide_name(struct parse *p, union TOL_YYSTYPE *value, struct span span);
/* A name that runs into a date. */
int scan_glued_date(struct parse *p, union TOL_YYSTYPE *value, struct span *span);
int scan_quoted_name(struct parse *p, union TOL_YYSTYPE *value, struct span span);
int scan_date(struct parse *p, union TOL_YYSTYPE *value, struct span span);
int scan_bad_date(struct parse *p, union TOL_YYSTYPE *value, struct span span);
int scan_number(struct parse *p, union TOL_YYSTYPE *value, struct span span);
/* Groups of three digits behind commas: one amount where a unit of money follows, which is reported;
 * else the first number. */
int scan_grouped(struct parse *p, union TOL_YYSTYPE *value, struct span *span);
int scan_compare(union TOL_YYSTYPE *value, enum compare_op op, int token);
void scan_comment(struct parse *p, struct span span);
void scan_byte_order_mark(struct parse *p, struct span span);
_Noreturn void scan_fatal(const char *message);

/* scan_string.c */
void scan_string_open(struct parse *p, struct span span);
/* A string in plain quotes on one line without escapes, in one go. Else the string is opened, and
 * 0. */
int scan_plain_string(struct parse *p, union TOL_YYSTYPE *value, struct span *span);
/* 《…》; 0: it is not closed on its line, and was told. */
int scan_title(struct parse *p, union TOL_YYSTYPE *value, struct span *span);
bool scan_string_quote(struct parse *p, struct span span);
int scan_string_close(struct parse *p, union TOL_YYSTYPE *value, struct span *span);
int scan_single_quotes(struct parse *p, union TOL_YYSTYPE *value, struct span span);
int scan_string_broken(struct parse *p, union TOL_YYSTYPE *value, struct span *span);

/* scan_other.c */
/* A day with circles for zeros; else the name before the first circle, or that one alone and 0. */
int scan_circles(struct parse *p, union TOL_YYSTYPE *value, struct span *span);
int scan_other_bracket(struct parse *p, struct span span);
int scan_other_operator(struct parse *p, union TOL_YYSTYPE *value, struct span span,
			const char *english, const char *chinese);
/* A bracket that is drawn like a sign and stands where one can: it is reported and read. Else false,
 * and the bracket alone is reported. */
bool scan_angle(struct parse *p, union TOL_YYSTYPE *value, struct span *span, enum compare_op op);
/* => for >= */
int scan_arrow(struct parse *p, union TOL_YYSTYPE *value, struct span span);
int scan_double_equals(struct parse *p, union TOL_YYSTYPE *value, struct span span);
/* Two slashes: with the rest of the line a comment in other languages; the first of them, and the
 * answer is false, where it is the address of a page. */
bool scan_slashes(struct parse *p, struct span *span);
void scan_stray(struct parse *p, struct span span);

/* days.c: a day as a sentence writes it, or DATE_NONE. */
int32_t day_in_words(struct str text);

/* tokens.c: between scanner and parser. */
int tol_yylex(union TOL_YYSTYPE *value, struct span *span, struct parse *p);

/* panic.c: the token given last was refused; skip to where reading can go on. PANIC_NONE leaves it
 * open how. */
void panic_start(struct parse *p, enum panic panic);

/* report.c: what was found and which tokens could stand there. */
void report_syntax(struct parse *p, const int *expected, size_t count);
void tol_yyerror(struct span *span, struct parse *p, const char *message);

#endif
