/*
 * Grammar of the language. Each action is one call of a builder (syntax/build.c); no look-ups, no
 * types, no folding, no text. Properties need no terminator because each begins with a keyword.
 * Brackets always balance here: syntax/tokens.c closes what was left open and says so.
 */
%require "3.8"
%define api.pure full
%define api.prefix {tol_yy}
%define api.token.prefix {TOK_}
%define api.value.type union
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%define lr.type ielr
%locations
%expect 0
%param {struct parse *p}

%code requires {
#include "syntax/node.h"

struct parse;

struct nodes {
	struct node *first;
	struct node *last;
};
}

%code {
#include "syntax/build.h"
#include "syntax/parse_state.h"

#define YYLLOC_DEFAULT(current, rhs, n)                                                            \
	((current) = (n) ? (struct span){YYRHSLOC(rhs, 1).start, YYRHSLOC(rhs, n).end}             \
			 : (struct span){YYRHSLOC(rhs, 0).end, YYRHSLOC(rhs, 0).end})
}

%token <struct name *> NAME "name"
%token <struct node *> STRING "string" NUMBER "number" DATE "date"
%token <uint8_t> COMPARE "comparison"
%token RANGE ".."
/* What tokens.c gives where reading can go on after a mistake. */
%token RESYNC "end of the mistake"
/* Keywords; their spellings stand in keywords.def. The value is the word as a name. */
%token <struct name *> TOL USE VOCABULARY AUTHORITY LIST CASE
%token <struct name *> FACT ISSUER DOCUMENT PROMULGATED EFFECTIVE EXPIRES IN_FORCE_SINCE REPEALS
%token <struct name *> CORRECTS WITHDRAWS REINSTATES RETROACTIVE BASIS TRANSITION CONTINUING
%token <struct name *> RECOGNITION SPECIAL_TO SAVES DELEGATES_TO DEFINE TOLERATE BAR MITIGATE
%token <struct name *> AGGRAVATE ARTICLE PROVENANCE TEXT WHEN EXCEPT EFFECT PRESUME PROCEDURE
%token <struct name *> INITIATE WINDOW STEP CONDUCT ACCOUNTABLE EXPECT
%token <struct name *> AND OR NOT ALL_OF ANY_OF AT_LEAST OF IN HAS KNOWN UNKNOWN YES NO
%token <struct name *> BY TO FROM AT AS_OF WITHIN IN_WRITING COLLECTIVELY PRODUCES UNLESS_SHOWN
%token <struct name *> ONE_OF SET_OF NEEDS_RULING
%token <struct name *> FORMERLY LEVEL UNDER STATUS PENDING SCOPE BINDING ADVISORY BEFORE FOR
%token <struct name *> REDLINE MUST MAY SOURCE SUBJECT DECIDED CLOSED FACTS OUTCOME BECAUSE
%token <struct name *> YUAN WAN_YUAN YI_YUAN WORKDAYS DAYS MONTHS YEARS

/* Conditions: how tightly operators bind. */
%left OR
%left AND
%precedence NOT

/* A `;` behind an authority or a step is read as part of it: a property may follow. So is a
 * mistake behind the name of an authority. */
%precedence ENDS
%precedence ';' error

%nterm <struct node *> declaration use vocabulary authority list case
%nterm <struct node *> authority_item fact formerly type choice list_item rule rule_item except
%nterm <struct node *> common_item text_item effective expires effect define presume procedure
%nterm <struct node *> procedure_item step step_item recognize case_item given expected
%nterm <struct node *> name_node quoted title ref basis repeal duration
%nterm <struct node *> expr constant case_day
%nterm <struct nodes> declarations facts aliases names dates refs bases repeals choices
%nterm <struct nodes> authority_items list_items rule_items except_items except_block effects
%nterm <struct nodes> procedure_items step_items recognizes case_items givens some_givens exprs constants outcomes
%nterm <struct nodes> strings heading named
%nterm <struct name *> name_word word unit_name
%nterm <uint8_t> rule_kind unit

%%

file:
  TOL NUMBER[edition] declarations[all]	{ unit_node(p, @$, $edition, $all); }
| TOL mistaken declarations[all]	{ unit_node(p, @$, NULL, $all); }
;

/* Over at once where more may be wrong close behind it: else that is dropped unseen. */
mistaken: error RESYNC			{ yyerrok; } ;

declarations:
  %empty				{ $$ = nodes_none(); }
| declarations declaration		{ $$ = nodes_add($1, $2); }
| declarations ';'			{ $$ = $1; }
| declarations error RESYNC		{ $$ = $1; p->unit->lost = true; yyerrok; }
;

declaration: use | vocabulary | authority | list | case ;

use: USE names				{ $$ = node_list(p, NODE_USE, @$, $names); } ;

/* Vocabulary: the facts that may be asked. */

vocabulary:
  VOCABULARY heading '{' facts '}'
		{ $$ = node_declare(p, NODE_VOCABULARY, @$, $heading, $facts); }
;

facts:
  %empty				{ $$ = nodes_none(); }
| facts fact				{ $$ = nodes_add($1, $2); }
| facts ';'				{ $$ = $1; }
| facts error RESYNC		{ $$ = $1; yyerrok; }
;

fact:
  FACT name_node aliases formerly ':' type title
		{ $$ = node_fact(p, @$, $name_node, $aliases, $formerly, $type, $title); }
;

aliases:
  %empty				{ $$ = nodes_none(); }
| aliases '|' name_node			{ $$ = nodes_add($1, node_1(p, NODE_ALIAS, @3, $3)); }
;

formerly:
  %empty				{ $$ = NULL; }
| '(' FORMERLY names ')'		{ $$ = node_list(p, NODE_FORMERLY, @$, $names); }
| '(' error RESYNC ')'			{ $$ = NULL; yyerrok; }
;

type:
  name_node				{ $$ = node_1(p, NODE_TYPE, @$, $1); }
| ONE_OF open choices '}'		{ $$ = node_op(p, NODE_TYPE, KW_ONE_OF, @$, $choices); }
| SET_OF open choices '}'		{ $$ = node_op(p, NODE_TYPE, KW_SET_OF, @$, $choices); }
;

choices:
  choice				{ $$ = nodes_one($1); }
| choices ',' choice			{ $$ = nodes_add($1, $3); }
| choices ','				{ $$ = $1; }
| error RESYNC				{ $$ = nodes_none(); yyerrok; }
| choices error RESYNC		{ $$ = $1; yyerrok; }
;

choice:
  name_node aliases title
		{ $$ = node_choice(p, @$, $name_node, $aliases, $title); }
;

/* Authorities. */

authority:
  AUTHORITY name_node title authority_items %prec ENDS
		{ $$ = node_declare(p, NODE_AUTHORITY, @$, nodes_add(nodes_one($2), $title), $authority_items); }
| AUTHORITY name_node mistaken authority_items %prec ENDS
		{ $$ = node_declare(p, NODE_AUTHORITY, @$, nodes_one($2), $authority_items); }
;

authority_items:
  %empty				{ $$ = nodes_none(); }
| authority_items authority_item	{ $$ = nodes_add($1, $2); }
| authority_items ';'			{ $$ = $1; }
;

authority_item:
  LEVEL name_node			{ $$ = node_prop(p, KW_LEVEL, @$, $2); }
| UNDER name_node			{ $$ = node_prop(p, KW_UNDER, @$, $2); }
;

/* Lists. */

list:
  LIST heading '{' list_items '}'
		{ $$ = node_declare(p, NODE_LIST, @$, $heading, $list_items); }
;

list_items:
  %empty				{ $$ = nodes_none(); }
| list_items list_item			{ $$ = nodes_add($1, $2); }
| list_items ';'			{ $$ = $1; }
| list_items error RESYNC		{ $$ = $1; yyerrok; }
;

list_item:
  ISSUER name_node			{ $$ = node_prop(p, KW_ISSUER, @$, $2); }
| DOCUMENT quoted			{ $$ = node_prop(p, KW_DOCUMENT, @$, $2); }
| PROMULGATED DATE			{ $$ = node_prop(p, KW_PROMULGATED, @$, $2); }
| effective
| EFFECTIVE PENDING quoted		{ $$ = node_prop(p, KW_PENDING, @$, $3); }
| expires
| IN_FORCE_SINCE DATE			{ $$ = node_prop(p, KW_IN_FORCE_SINCE, @$, $2); }
| STATUS name_node			{ $$ = node_prop(p, KW_STATUS, @$, $2); }
| REPEALS repeals			{ $$ = node_props(p, KW_REPEALS, @$, $2); }
| CORRECTS quoted			{ $$ = node_prop(p, KW_CORRECTS, @$, $2); }
| WITHDRAWS dates			{ $$ = node_props(p, KW_WITHDRAWS, @$, $2); }
| REINSTATES dates			{ $$ = node_props(p, KW_REINSTATES, @$, $2); }
| RETROACTIVE				{ $$ = node_prop(p, KW_RETROACTIVE, @$, NULL); }
| BASIS bases				{ $$ = node_props(p, KW_BASIS, @$, $2); }
| TRANSITION name_node			{ $$ = node_prop(p, KW_TRANSITION, @$, $2); }
| TRANSITION name_node AS_OF name_node[moment]
					{ $$ = node_prop_2(p, KW_TRANSITION, @$, $2, $moment); }
| CONTINUING name_node			{ $$ = node_prop(p, KW_CONTINUING, @$, $2); }
| RECOGNITION open recognizes '}'	{ $$ = node_props(p, KW_RECOGNITION, @$, $3); }
| SCOPE WHEN expr			{ $$ = node_prop(p, KW_SCOPE, @$, $expr); }
| SPECIAL_TO refs			{ $$ = node_props(p, KW_SPECIAL_TO, @$, $2); }
| SAVES refs				{ $$ = node_props(p, KW_SAVES, @$, $2); }
| DELEGATES_TO names			{ $$ = node_props(p, KW_DELEGATES_TO, @$, $2); }
| define
| rule
| presume
| procedure
;

effective: EFFECTIVE DATE		{ $$ = node_prop(p, KW_EFFECTIVE, @$, $2); } ;
expires: EXPIRES DATE			{ $$ = node_prop(p, KW_EXPIRES, @$, $2); } ;

recognizes:
  %empty				{ $$ = nodes_none(); }
| recognizes recognize			{ $$ = nodes_add($1, $2); }
| recognizes ';'			{ $$ = $1; }
| recognizes error RESYNC		{ $$ = $1; yyerrok; }
;

recognize:
  BINDING BEFORE name_node[organ]	{ $$ = node_recognize(p, KW_BINDING, @$, $organ, NULL); }
| BINDING BEFORE name_node[organ] FOR name_node[whose]
					{ $$ = node_recognize(p, KW_BINDING, @$, $organ, $whose); }
| ADVISORY BEFORE name_node[organ]	{ $$ = node_recognize(p, KW_ADVISORY, @$, $organ, NULL); }
| ADVISORY BEFORE name_node[organ] FOR name_node[whose]
					{ $$ = node_recognize(p, KW_ADVISORY, @$, $organ, $whose); }
;

define:
  DEFINE name_node title '=' expr	{ $$ = node_define(p, @$, $name_node, $title, $expr); }
;

presume:
  PRESUME name_node UNLESS_SHOWN	{ $$ = node_1(p, NODE_PRESUME, @$, $2); }
| PRESUME name_node '=' constant UNLESS_SHOWN
					{ $$ = node_2(p, NODE_PRESUME, @$, $2, $constant); }
| PRESUME NOT name_node UNLESS_SHOWN	{ $$ = node_presume_not(p, @$, @2, $3); }
;

/* Rules. */

rule:
  rule_kind heading '{' rule_items '}'	{ $$ = node_rule(p, $1, @$, $heading, $rule_items); }
| BAR heading '{' rule_items '}'	{ $$ = node_rule(p, KW_BAR, @$, $heading, $rule_items); }
| BAR REDLINE named '{' rule_items '}'	{ $$ = node_rule(p, KW_REDLINE, @$, $named, $rule_items); }
;

rule_kind:
  TOLERATE				{ $$ = KW_TOLERATE; }
| MITIGATE				{ $$ = KW_MITIGATE; }
| AGGRAVATE				{ $$ = KW_AGGRAVATE; }
;

rule_items:
  %empty				{ $$ = nodes_none(); }
| rule_items rule_item			{ $$ = nodes_add($1, $2); }
| rule_items ';'			{ $$ = $1; }
| rule_items error RESYNC		{ $$ = $1; yyerrok; }
;

rule_item:
  common_item
| WHEN expr				{ $$ = node_prop(p, KW_WHEN, @$, $expr); }
| EFFECT effects			{ $$ = node_props(p, KW_EFFECT, @$, $2); }
| effective
| expires
| FORMERLY names			{ $$ = node_props(p, KW_FORMERLY, @$, $2); }
;

common_item: text_item | except ;

text_item:
  ARTICLE quoted			{ $$ = node_prop(p, KW_ARTICLE, @$, $2); }
| PROVENANCE name_node title		{ $$ = node_prop_2(p, KW_PROVENANCE, @$, $2, $title); }
| TEXT quoted				{ $$ = node_prop(p, KW_TEXT, @$, $2); }
;

except:
  EXCEPT name_node title WHEN expr except_block
		{ $$ = node_except(p, @$, $name_node, $title, node_prop(p, KW_WHEN, span_join(@WHEN, @expr), $expr), $except_block); }
;

except_block:
  %empty				{ $$ = nodes_none(); }
| '{' except_items '}'			{ $$ = $2; }
;

except_items:
  %empty				{ $$ = nodes_none(); }
| except_items common_item		{ $$ = nodes_add($1, $2); }
| except_items ';'			{ $$ = $1; }
| except_items error RESYNC		{ $$ = $1; yyerrok; }
;

effects:
  effect				{ $$ = nodes_one($1); }
| effects ',' effect			{ $$ = nodes_add($1, $3); }
| effects ','				{ $$ = $1; }
;

effect:
  word					{ $$ = node_effect(p, KW_NONE, @$, @word, $word); }
| MUST word				{ $$ = node_effect(p, KW_MUST, @$, @word, $word); }
| MAY word				{ $$ = node_effect(p, KW_MAY, @$, @word, $word); }
;

/* `mitigate` is a kind of rule and a word of effects. */
word: NAME | MITIGATE ;

/* Procedures. */

procedure:
  PROCEDURE heading '{' procedure_items '}'
		{ $$ = node_declare(p, NODE_PROCEDURE, @$, $heading, $procedure_items); }
;

procedure_items:
  %empty				{ $$ = nodes_none(); }
| procedure_items procedure_item	{ $$ = nodes_add($1, $2); }
| procedure_items ';'			{ $$ = $1; }
| procedure_items error RESYNC		{ $$ = $1; yyerrok; }
;

procedure_item:
  INITIATE BY names			{ $$ = node_props(p, KW_INITIATE, @$, $names); }
| WINDOW FROM case_day[from] TO case_day[to]
					{ $$ = node_prop_2(p, KW_WINDOW, @$, $from, $to); }
| text_item
| step
;

step: STEP name_node title step_items %prec ENDS
		{ $$ = node_declare(p, NODE_STEP, @$, nodes_add(nodes_one($2), $title), $step_items); }
;

step_items:
  %empty				{ $$ = nodes_none(); }
| step_items step_item			{ $$ = nodes_add($1, $2); }
| step_items ';'			{ $$ = $1; }
;

step_item:
  BY names				{ $$ = node_props(p, KW_BY, @$, $2); }
| TO names				{ $$ = node_props(p, KW_TO, @$, $2); }
| IN_WRITING				{ $$ = node_prop(p, KW_IN_WRITING, @$, NULL); }
| COLLECTIVELY				{ $$ = node_prop(p, KW_COLLECTIVELY, @$, NULL); }
| PRODUCES quoted			{ $$ = node_prop(p, KW_PRODUCES, @$, $2); }
| WITHIN duration FROM case_day		{ $$ = node_prop_2(p, KW_WITHIN, @$, $2, $4); }
;

duration:
  NUMBER unit				{ $$ = node_amount(p, $unit, @$, $1); }
| NUMBER				{ $$ = node_duration_bare(p, @$, $1); }
;

/* Cases. */

case:
  CASE heading '{' case_items '}'
		{ $$ = node_declare(p, NODE_CASE, @$, $heading, $case_items); }
;

case_items:
  %empty				{ $$ = nodes_none(); }
| case_items case_item			{ $$ = nodes_add($1, $2); }
| case_items ';'			{ $$ = $1; }
| case_items error RESYNC		{ $$ = $1; yyerrok; }
;

case_item:
  SOURCE quoted				{ $$ = node_prop(p, KW_SOURCE, @$, $2); }
| SUBJECT name_node			{ $$ = node_prop(p, KW_SUBJECT, @$, $2); }
| CONDUCT DATE				{ $$ = node_prop(p, KW_CONDUCT, @$, $2); }
| CONDUCT DATE[from] RANGE DATE[to]	{ $$ = node_prop_2(p, KW_CONDUCT, @$, $from, $to); }
| ACCOUNTABLE DATE BY name_node		{ $$ = node_prop_2(p, KW_ACCOUNTABLE, @$, $2, $4); }
| DECIDED DATE				{ $$ = node_prop(p, KW_DECIDED, @$, $2); }
| CLOSED DATE				{ $$ = node_prop(p, KW_CLOSED, @$, $2); }
| FACTS open givens '}'			{ $$ = node_props(p, KW_FACTS, @$, $3); }
| OUTCOME quoted			{ $$ = node_prop(p, KW_OUTCOME, @$, $2); }
| PROVENANCE name_node title		{ $$ = node_prop_2(p, KW_PROVENANCE, @$, $2, $title); }
| EXPECT outcomes			{ $$ = node_expect(p, @$, $2, NULL, NULL); }
| EXPECT outcomes BY ref		{ $$ = node_expect(p, @$, $2, $ref, NULL); }
| EXPECT outcomes BECAUSE quoted	{ $$ = node_expect(p, @$, $2, NULL, $quoted); }
| EXPECT outcomes BY ref BECAUSE quoted	{ $$ = node_expect(p, @$, $2, $ref, $quoted); }
;

/* 可容 and 不容 are the kinds of rules too. */
expected:
  NAME					{ $$ = node_name(p, @$, $1); }
| TOLERATE				{ $$ = node_name(p, @$, $1); }
| BAR					{ $$ = node_name(p, @$, $1); }
| NEEDS_RULING				{ $$ = node_name(p, @$, $1); }
;

outcomes:
  expected				{ $$ = nodes_one($1); }
| outcomes OR expected			{ $$ = nodes_add($1, $3); }
;

givens: %empty { $$ = nodes_none(); } | some_givens ;

some_givens:
  given					{ $$ = nodes_one($1); }
| some_givens ',' given			{ $$ = nodes_add($1, $3); }
| some_givens ','			{ $$ = $1; }
| error RESYNC				{ $$ = nodes_none(); yyerrok; }
| some_givens error RESYNC		{ $$ = $1; yyerrok; }
;

given:
  name_node '=' constant		{ $$ = node_2(p, NODE_GIVEN, @$, $1, $3); }
| name_node '=' '{' constants '}'
		{ $$ = node_2(p, NODE_GIVEN, @$, $1, node_list(p, NODE_VALUES, span_join(@3, @5), $4)); }
| name_node '=' '{' '}'
		{ $$ = node_2(p, NODE_GIVEN, @$, $1, node_list(p, NODE_VALUES, span_join(@3, @4), nodes_none())); }
;

/* Conditions. */

expr:
  expr OR expr				{ $$ = node_join(p, NODE_OR, @$, $1, $3); }
| expr AND expr				{ $$ = node_join(p, NODE_AND, @$, $1, $3); }
| NOT expr				{ $$ = node_1(p, NODE_NOT, @$, $2); }
| '(' expr ')'				{ $$ = node_group(p, @$, $2); }
| '(' error RESYNC ')'			{ $$ = node_error(p, @$); yyerrok; }
| ALL_OF open exprs '}'			{ $$ = node_braced(p, NODE_AND, @$, $exprs); }
| ANY_OF open exprs '}'			{ $$ = node_braced(p, NODE_OR, @$, $exprs); }
| AT_LEAST NUMBER OF open exprs '}'	{ $$ = node_at_least(p, @$, $NUMBER, $exprs); }
| case_day				{ $$ = $1; }
| case_day[fact] COMPARE constant	{ $$ = node_compare(p, $COMPARE, @$, $fact, $constant); }
| case_day[fact] '=' constant		{ $$ = node_compare(p, COMPARE_EQ, @$, $fact, $constant); }
| case_day[fact] IN open constants '}'	{ $$ = node_in(p, @$, $fact, $constants); }
| case_day[fact] HAS constant		{ $$ = node_2(p, NODE_HAS, @$, $fact, $constant); }
| KNOWN name_node			{ $$ = node_1(p, NODE_IS_KNOWN, @$, $2); }
| UNKNOWN name_node			{ $$ = node_1(p, NODE_IS_UNKNOWN, @$, $2); }
| YES					{ $$ = node_word(p, KW_YES, @$, $1); }
| NO					{ $$ = node_word(p, KW_NO, @$, $1); }
;

exprs:
  expr					{ $$ = nodes_one($1); }
| exprs ',' expr			{ $$ = nodes_add($1, $3); }
| exprs ','				{ $$ = $1; }
| error RESYNC				{ $$ = nodes_one(node_error(p, @$)); yyerrok; }
| exprs error RESYNC			{ $$ = nodes_add($1, node_error(p, @2)); yyerrok; }
;

constants:
  constant				{ $$ = nodes_one($1); }
| constants ',' constant		{ $$ = nodes_add($1, $3); }
| constants ','				{ $$ = $1; }
| error RESYNC				{ $$ = nodes_one(node_error(p, @$)); yyerrok; }
| constants error RESYNC			{ $$ = nodes_add($1, node_error(p, @2)); yyerrok; }
;

constant:
  case_day
| YES					{ $$ = node_word(p, KW_YES, @$, $1); }
| NO					{ $$ = node_word(p, KW_NO, @$, $1); }
| UNKNOWN				{ $$ = node_word(p, KW_UNKNOWN, @$, $1); }
| NUMBER
| NUMBER unit				{ $$ = node_amount(p, $unit, @$, $1); }
| DATE
| STRING
;

/* A fact, a definition, a value, or one of the case's own days. */
case_day:
  NAME					{ $$ = node_name(p, @$, $1); }
| name_word				{ $$ = node_name(p, @$, $1); }
| CONDUCT				{ $$ = node_name(p, @$, $1); }
;

/* Names, references, words. */

name_node:
  NAME					{ $$ = node_name(p, @$, $1); }
| name_word				{ $$ = node_name(p, @$, $1); }
;

/* Keywords that may be names. */
name_word:
  FORMERLY | LEVEL | UNDER | STATUS | PENDING | SCOPE | BINDING | ADVISORY | BEFORE | FOR
| REDLINE | MUST | MAY | SOURCE | SUBJECT | DECIDED | CLOSED | FACTS | OUTCOME | BECAUSE
| unit_name
;

unit_name: YUAN | WAN_YUAN | YI_YUAN | WORKDAYS | DAYS | MONTHS | YEARS ;

unit:
  YUAN					{ $$ = KW_YUAN; }
| WAN_YUAN				{ $$ = KW_WAN_YUAN; }
| YI_YUAN				{ $$ = KW_YI_YUAN; }
| WORKDAYS				{ $$ = KW_WORKDAYS; }
| DAYS					{ $$ = KW_DAYS; }
| MONTHS				{ $$ = KW_MONTHS; }
| YEARS					{ $$ = KW_YEARS; }
;

names:
  name_node				{ $$ = nodes_one($1); }
| names ',' name_node			{ $$ = nodes_add($1, $3); }
;

dates:
  DATE					{ $$ = nodes_one($1); }
| dates ',' DATE			{ $$ = nodes_add($1, $3); }
;

ref:
  name_node				{ $$ = node_1(p, NODE_REF, @$, $1); }
| name_node[list_name] '/' name_node[rule_name]
					{ $$ = node_2(p, NODE_REF, @$, $list_name, $rule_name); }
;

refs:
  ref					{ $$ = nodes_one($1); }
| refs ',' ref				{ $$ = nodes_add($1, $3); }
;

bases:
  basis					{ $$ = nodes_one($1); }
| bases ',' basis			{ $$ = nodes_add($1, $3); }
;

basis:
  ref title				{ $$ = node_2(p, NODE_BASIS, @$, $1, $2); }
| ref AT DATE title			{ $$ = node_3(p, NODE_BASIS, @$, $1, $3, $4); }
;

repeals:
  repeal				{ $$ = nodes_one($1); }
| repeals ',' repeal			{ $$ = nodes_add($1, $3); }
;

repeal:
  ref					{ $$ = node_1(p, NODE_REPEAL, @$, $1); }
| ref FROM DATE				{ $$ = node_2(p, NODE_REPEAL, @$, $1, $3); }
;

/* What comes before the braces of a block. Where it is wrong, the block is read all the same. */
heading:
  named
| error RESYNC				{ $$ = nodes_none(); yyerrok; }
;

named:
  name_node				{ $$ = nodes_one($1); }
| name_node quoted			{ $$ = nodes_add(nodes_one($1), $2); }
| name_node error RESYNC		{ $$ = nodes_one($1); yyerrok; }
;

/* syntax/panic.c puts the brace in where it is missing. */
open: '{' | error RESYNC '{'		{ yyerrok; } ;

title: %empty %prec ENDS { $$ = NULL; } | quoted ;

/* Strings that follow each other are one. */
quoted: strings			{ $$ = node_concat(p, @$, $1); } ;

strings:
  STRING				{ $$ = nodes_one($1); }
| strings STRING			{ $$ = nodes_add($1, $2); }
;

%%

enum { EXPECTED_MAX = 256 };

/* From bison's symbol numbers back to tokens. */
static int expected_tokens(int *out, const yypcontext_t *context)
{
	yysymbol_kind_t symbols[EXPECTED_MAX];
	int count = yypcontext_expected_tokens(context, symbols, EXPECTED_MAX);
	int found = 0;
	for (int token = 1; token <= TOK_YEARS; token++) {
		for (int i = 0; i < count; i++) {
			if (YYTRANSLATE(token) == symbols[i])
				out[found++] = token;
		}
	}
	return found;
}

static int yyreport_syntax_error(const yypcontext_t *context, struct parse *p)
{
	int expected[EXPECTED_MAX];
	int count = expected_tokens(expected, context);
	report_syntax(p, expected, (size_t)(count > 0 ? count : 0));
	return 0;
}
