/* Private to syntax/: a token that was refused, and what is said about it. */
#ifndef TOLC_SYNTAX_REPORT_H
#define TOLC_SYNTAX_REPORT_H

#include "syntax/tokens.h"

struct refused {
	struct parse *p;
	struct token token;
	struct str text; /* as written */
	const int *expected;
	size_t count;
};

/* report.c */

struct str token_text(const struct parse *p, const struct token *token);
bool expects(const struct refused *r, int token);
/* What stands there, also behind the token that was refused. */
void add_written(struct buf *out, const struct parse *p, struct span span);
/* Where something else stands than one of these bytes. */
uint32_t end_of_marks(const struct parse *p, uint32_t at, const char *marks);
/* Whether Han, a letter or a digit is written with this byte: most names are. */
bool is_name_byte(char c);
/* Back past blanks, the ideographic space among them. */
uint32_t end_of_text_before(const struct source *source, uint32_t end);
/* Of the token that was refused. */
struct diag *report_refused(const struct refused *r, enum diag_id id, struct diag_args args);
/* "did you mean": with the edit. */
void report_meant(const struct refused *r, struct span span, struct str found, struct str meant);

/* The longest keyword that the text begins with and that is followed by something, or KW_NONE. */
enum keyword keyword_prefix(struct str text, size_t *length);
/* Whether another keyword or nothing stands behind it. */
bool keyword_stands_alone(enum keyword keyword);

/* expected.c */

/* What was expected, and what was found. */
struct diag *report_expected(const struct refused *r);

/* habit.c: each says whether it knew what was meant, and then has reported it. */

/* A colon behind a keyword. */
bool report_colon(const struct refused *r);
/* A colon where a definition has its sign. */
bool report_defining_colon(const struct refused *r);
/* A presumption without its end. */
bool report_unended(const struct refused *r);
/* An exception without a name, or without a condition. */
bool report_unnamed_exception(const struct refused *r);
/* How long a list is valid. */
bool report_validity(const struct refused *r);
/* Something else where a day stands. */
bool report_no_day(const struct refused *r);
/* A mark that cannot stand there, and what is written in place of the span. */
void report_mark(const struct refused *r, struct span span, struct str written);
/* A semicolon or a slash for a comma. */
bool report_divider(const struct refused *r);
/* `the` before a name. */
bool report_article(const struct refused *r);
/* A keyword written as two words. */
bool report_parted(const struct refused *r);
/* A name with a blank in it, before a title. */
bool report_parted_name(const struct refused *r);
/* The title of a document where the name of a list stands. */
bool report_basis(const struct refused *r);
/* A limit that does not say from when. */
bool report_uncounted(const struct refused *r);
/* A text without quotes. */
bool report_unquoted(const struct refused *r);

/* numbering.c */

/* 1. or 1、 before a condition in braces. */
bool report_condition_number(const struct refused *r);
/* （一） before a condition in braces. */
bool report_numbering(const struct refused *r);
/* The number of an item before it: （五）, 5. or 第五条. */
bool report_item_number(const struct refused *r);
/* The wording of the document. */
bool report_sentence(const struct refused *r);

/* givens.c */

/* What is given in a case, or asked in a condition, without its sign. */
bool report_unequal(const struct refused *r);
/* 且 且, in one word or two. */
bool report_doubled(const struct refused *r);
/* 溯及 否 */
bool report_answered(const struct refused *r);
/* The kind of a rule behind its name. */
bool report_kind_behind(const struct refused *r);

/* exceptions.c */

/* 但 … 除外 behind a condition. */
bool report_exclusion(const struct refused *r);
/* An exception without its name, or without what follows it. */
bool report_exception_head(const struct refused *r);
/* Braces without a word that says which of what is in them. */
bool report_bare_brace(const struct refused *r);
/* Conditions on lines of their own. */
bool report_unjoined(const struct refused *r);
/* A limit in another order. */
bool report_limit_order(const struct refused *r);
/* A colon behind the heading of a block. */
bool report_heading_colon(const struct refused *r);
/* A name in quotes. */
bool report_quoted_name(const struct refused *r);

/* commas.c */

/* Names of values that stand in quotes. */
bool report_quoted_choices(const struct refused *r);
/* A comma between a value and its label. */
bool report_comma_before_label(const struct refused *r);
bool report_comma(const struct refused *r);

/* bounds.c */

/* 50 万元以上 without a comparison before it. */
bool report_bound(const struct refused *r);
/* The same behind one. */
bool report_bound_twice(const struct refused *r);
/* （含） behind an amount. */
bool report_bound_remark(const struct refused *r);
/* 在 问责 之前 */
bool report_day_bound(const struct refused *r);
/* A comparison behind `and` or `or` that leaves out its fact. */
bool report_elliptic(const struct refused *r);
/* What is written in place of the span, in parentheses where it is joined and negated. What stands
 * there is not reported again. */
void report_condition(const struct refused *r, struct diag *diag, struct span span, bool joined,
		      struct str condition);

/* reversed.c */

/* < =, =<: one sign in two. */
bool report_parted_sign(const struct refused *r);
/* 50 万元 >= 损失, 10 万元 < 损失 <= 50 万元: the amount before the fact. */
bool report_reversed(const struct refused *r);

/* listed.c: several values behind one comparison. */
bool report_listed(const struct refused *r);
/* The same in braces. */
bool report_braced_values(const struct refused *r);

/* steps.c: the sentences of a procedure. */
bool report_window(const struct refused *r);
bool report_from_day(const struct refused *r);
bool report_recipient(const struct refused *r);

/* braces.c */

/* 属于 500～1000 万元. */
bool report_between(const struct refused *r);
/* Values or conditions without the braces around them. */
bool report_unbraced(const struct refused *r);
/* Round brackets where braces stand. */
bool report_round_brackets(const struct refused *r);
/* A brace that is missing at the end of a heading. */
bool report_heading(const struct refused *r);

/* days.c: a day in words, without dashes, or with what a sentence puts around it. */
bool report_date(const struct refused *r);

/* amounts.c */

bool report_separated(const struct refused *r);
bool report_million(const struct refused *r);
bool report_counted(const struct refused *r);
bool report_currency(const struct refused *r);
/* 半年 where a limit stands. */
bool report_half_year(const struct refused *r);
bool report_number_in_words(const struct refused *r);
/* 五十 万元, in two words. */
bool report_amount_in_words(const struct refused *r);
/* What is no unit, behind a number. */
bool report_unit_unknown(const struct refused *r);
bool report_at_least_in_words(const struct refused *r);
/* Whether it begins with a number, in figures or in words. */
bool is_like_number(struct str text);

/* near.c: a keyword with a blank in it, the first of two words, a slip of the pen. */
bool report_torn(const struct refused *r);
bool report_half(const struct refused *r);
bool report_near(const struct refused *r);

/* words.c */

/* How many of several: 不少于 2 项, at most 2 of. */
bool report_quantity(const struct refused *r);
/* Another word for a keyword or a comparison, or for the contrary of one. */
bool report_other_word(const struct refused *r);
/* The same at the end of the name before the token. */
bool report_word_before(const struct refused *r, struct str text);
/* 同时满足： before braces. */
bool report_opener_colon(const struct refused *r);
/* What is no effect, or no strength of one. */
bool report_effect(const struct refused *r);
/* A keyword where a name is missing. */
bool report_unnamed(const struct refused *r);

/* Whether what the word means can stand here. */
bool expects_meant(const struct refused *r, const struct meant_word *word);

#endif
