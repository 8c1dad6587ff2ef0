/* Trees. What each construct becomes is shown by golden/parse; here is what the dump cannot show.
 */
#include "syntax.h"

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
