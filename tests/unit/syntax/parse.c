/* Trees. What each construct becomes is shown by golden/parse; here is what the dump cannot show.
 */
#include "syntax.h"

#include "syntax/tokens.h"

#include <stdio.h>

static void expect_codes(const char *text, const char *codes)
{
	struct reading r;
	reading_init(&r, str_from(text));
	const char *got = reading_codes(&r);
	expect(strcmp(got, codes) == 0, "%s: expected %s, got %s", text, codes, got);
	expect(r.unit.misread == (codes[0] != '\0'), "%s: misread is %d", text, r.unit.misread);
	reading_fini(&r);
}

Test(parse, a_name_in_backquotes_is_never_a_part_of_a_keyword)
{
	expect_codes("tol 1 list l { procedure p { step s by `special` to x } }", "");
	expect_codes("tol 1 use `all`, of.x", "");
}

Test(parse, facts_is_the_name_of_a_block_everywhere_but_in_a_case)
{
	expect_codes("tol 1 vocabulary facts { fact a : bool } list facts { issuer b }", "");
	expect_codes("tol 1 list l { bar facts { when a } procedure facts { step b } }", "");
	expect_codes("tol 1 case facts { facts { a = yes, b = no } outcome \"x\" }", "");
}

Test(parse, keywords_of_two_words_have_a_name_of_their_own)
{
	struct reading r;
	reading_init(&r, STR("tol 1 case c { expect needs\nruling }"));
	const struct node *expect_node = node_prop_find(r.unit.root->first->next, KW_EXPECT);
	cr_assert(expect_node != NULL);
	const struct name *name = expect_node->first->name;
	expect(str_equal(name->text, STR("needs ruling")), "%s", name->text.ptr);
	expect(keyword_of_token(name->token) == KW_NEEDS_RULING, "no keyword");
	reading_fini(&r);
}

Test(parse, children_follow_each_other_as_in_the_text)
{
	struct reading r;
	reading_init(&r, STR("tol 1 vocabulary v { fact f | g (formerly h) : one of { a | b \"c\" "
			     "} \"q\" }"));
	const struct node *fact = r.unit.root->first->next->first->next;
	static const uint8_t kinds[] = {NODE_NAME, NODE_ALIAS, NODE_FORMERLY, NODE_TYPE,
					NODE_STRING};
	static const uint8_t choice_kinds[] = {NODE_NAME, NODE_ALIAS, NODE_STRING};
	const struct node *child = fact->first;
	for (size_t i = 0; i < countof(kinds); i++, child = child->next)
		cr_assert(child && child->kind == kinds[i]);
	child = node_child(fact, NODE_TYPE)->first->first;
	for (size_t i = 0; i < countof(choice_kinds); i++, child = child->next)
		cr_assert(child && child->kind == choice_kinds[i]);
	reading_fini(&r);
}

/* Where the table of brackets.c says that a word begins an item, the grammar takes it, and nowhere
 * else. */
static const struct {
	enum block block;
	const char *text;
} openings[] = {
	{BLOCK_FILE, "tol 1 "},
	{BLOCK_VOCABULARY, "tol 1 vocabulary v { "},
	{BLOCK_LIST, "tol 1 list l { "},
	{BLOCK_RULE, "tol 1 list l { bar r { "},
	{BLOCK_EXCEPTION, "tol 1 list l { bar r { except e when a { "},
	{BLOCK_PROCEDURE, "tol 1 list l { procedure p { "},
	{BLOCK_RECOGNITION, "tol 1 list l { recognition { "},
	{BLOCK_CASE, "tol 1 case c { "},
};

static bool refused_at(const struct reading *r, size_t offset)
{
	for (size_t i = 0; i < r->diags.items.count; i++) {
		if (r->diags.items.items[i]->span.start == offset)
			return true;
	}
	return false;
}

static void expect_place(enum keyword keyword, enum block block, const char *opening)
{
	struct reading r;
	char text[128];
	bool taken = token_places(keyword_infos[keyword].token) & block;
	snprintf(text, sizeof(text), "%s%s", opening, keyword_infos[keyword].spelling[0]);
	reading_init(&r, str_from(text));
	expect(taken == !refused_at(&r, strlen(opening)), "%s: the table says %s", text,
	       taken ? "yes" : "no");
	reading_fini(&r);
}

Test(parse, words_begin_items_where_the_table_of_brackets_says)
{
	for (int keyword = KW_NONE + 1; keyword < KW_COUNT; keyword++) {
		for (size_t i = 0; i < countof(openings) && keyword != KW_TOL; i++)
			expect_place((enum keyword)keyword, openings[i].block, openings[i].text);
	}
}

/* Mistakes: as many messages as there are, and each at its place. */

Test(parse, a_bracket_that_is_missing_is_seen_by_what_cannot_stand_in_it)
{
	expect_codes("tol 1\nlist a {\n  bar b {\n    when c\n  bar d {\n    when e\n  }\n}\n",
		     "TOL0105 '{'");
	expect_codes("tol 1\nlist a {\n  bar b {\n    when all of { c, d\n    effect may exempt\n  "
		     "}\n}\n",
		     "TOL0105 '{'");
	expect_codes("tol 1\nlist a {\n  bar b { when (c and d }\n}\nuse e\n", "TOL0105 '('");
	expect_codes("tol 1\ncase a {\n  facts { b = { c, d\n  outcome \"x\"\n}\nuse e\n",
		     "TOL0105 '{'");
	expect_codes("tol 1\nlist a {\n  recognition {\n    binding before b\n  issuer c\n}\n",
		     "TOL0105 '{'");
	expect_codes("tol 1\nlist a {\n  bar b {\n    except c when d {\n      article \"1\"\n"
		     "    effect may exempt\n  }\n}\n",
		     "TOL0105 '{'");
	expect_codes("tol 1\nlist a {\n  bar b {\n    when c\n\nlist d {\n  bar e {\n    when "
		     "f\n\nuse g\n",
		     "TOL0105 '{' TOL0105 '{'");
}

Test(parse, an_opening_brace_that_is_missing_is_put_in)
{
	expect_codes("tol 1\nlist a\n  issuer b\n  bar c {\n    when d\n  }\n}\nuse e\n",
		     "TOL0101 'a'");
	expect_codes("tol 1\nlist a {\n  bar c\n    when d\n  }\n}\nuse e\n", "TOL0101 'c'");
	expect_codes("tol 1\nlist a { bar c when d bar e { when f } }\nuse e\n", "TOL0101 'when'");
	expect_codes("tol 1\nlist a { bar b { when all of c, d } } }\nuse e\n", "TOL0101 'c'");
	expect_codes("tol 1\nlist a { bar b { when at least 2 of c, d } } }\nuse e\n",
		     "TOL0101 'c'");
	expect_codes("tol 1\nlist a { bar b { when c in d, e } } }\nuse e\n", "TOL0101 'd'");
	expect_codes("tol 1\ncase a {\n  facts b = c, d = e }\n  outcome \"x\"\n}\nuse e\n",
		     "TOL0101 'b'");
	expect_codes("tol 1\ncase a {\n  facts b = c, d = e\n  outcome \"x\"\n}\nuse e\n",
		     "TOL0101 'b'");
}

Test(parse, a_wrong_heading_leaves_its_block_readable)
{
	expect_codes("tol 1\nlist a b { issuer c; isuer d }", "TOL0101 'b' TOL0102 'isuer'");
	expect_codes("tol 1\nlist \"a\" { issuer c; isuer d }", "TOL0101 '\"a\"' TOL0102 'isuer'");
	expect_codes("tol 1\nlist a { bar { whn b } }", "TOL0101 '{' TOL0102 'whn'");
	expect_codes("tol 1\nlist a { bar redline not { whn b } }", "TOL0118 'not' TOL0102 'whn'");
	expect_codes("tol 1\nlist a b\nuse c d\n", "TOL0101 'b' TOL0104 'd'");
}

Test(parse, a_closing_bracket_too_many_is_dropped)
{
	expect_codes("tol 1\nlist a { bar b { when c) } }\nuse d", "TOL0106 ')'");
	expect_codes("tol 1\nlist a {\n}\n}\nuse d\n}", "TOL0106 '}' TOL0106 '}'");
}

Test(parse, a_file_without_its_edition_is_read_on)
{
	expect_codes("", "TOL0114 ''");
	expect_codes("# nothing\n", "TOL0114 ''");
	expect_codes("use a\nlst b {}\n", "TOL0114 '' TOL0102 'lst'");
	expect_codes("Tol 1\nuse a", "TOL0114 'Tol 1'");
	expect_codes("tol 2\nuse a", "TOL0115 '2'");
	expect_codes("tol\nuse a", "TOL0101 'use'");
}

Test(parse, a_text_that_is_not_read_to_its_end_stays_as_it_was)
{
	char text[1024] = "tol 1\nlist a { bar b { when ";
	size_t length = strlen(text);
	struct reading r;
	memset(text + length, '(', 300);
	length += 300;
	reading_init(&r, (struct str){text, length});
	expect(str_equal((struct str){r.source.text, r.source.size}, (struct str){text, length}),
	       "changed");
	expect(strcmp(reading_codes(&r), "TOL0113 '('") == 0, "%s", reading_codes(&r));
	reading_fini(&r);
}
