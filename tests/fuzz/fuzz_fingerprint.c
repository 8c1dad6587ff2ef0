/*
 * Any bytes are checked as a tree of one file, then written anew in each spelling of the keywords
 * and checked again: what could be read still can, and every fingerprint is the same. Another
 * document number changes the form of a list and leaves its meaning.
 */
#include "check/check.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void exhausted(void *data)
{
	(void)data;
	abort();
}

/* A text taken through the stages. */
struct read {
	struct arena arena;
	struct source source;
	struct diag_list diags;
	struct environment environment;
	struct unit unit;
	struct declarations declarations;
	struct ir_unit lowered;
};

static void read_text(struct read *read, struct mem *mem, struct syntax *syntax, struct str text)
{
	struct check check = {&read->arena, &read->diags, &read->environment, CHECK_WHOLE};
	arena_init(&read->arena, mem);
	source_init(&read->source, mem, STR("fuzz.tol"), text);
	diag_list_init(&read->diags, &read->arena);
	environment_init(&read->environment, mem);
	unit_parse(&read->unit, syntax, &read->source, &read->arena, &read->diags);
	check_declare(&check, &read->unit, &read->declarations);
	environment_add(&read->environment, &read->declarations, &read->diags);
	environment_link(&read->environment, &read->diags);
	check_unit(&check, &read->unit, &read->declarations, &read->lowered);
}

static void forget(struct read *read)
{
	declarations_fini(&read->declarations);
	unit_fini(&read->unit, &read->arena);
	environment_fini(&read->environment);
	diag_list_fini(&read->diags);
	source_fini(&read->source);
	arena_fini(&read->arena);
}

static void same_list(const struct ir_list *a, const struct ir_list *b, struct mem *mem)
{
	assert(a->readable == b->readable);
	if (!a->readable)
		return;
	struct digest meaning[] = {ir_meaning(a, mem), ir_meaning(b, mem)};
	struct ir_fingerprint one, other;
	ir_fingerprint(&one, a, mem);
	ir_fingerprint(&other, b, mem);
	assert(digest_equal(&one.form, &other.form));
	assert(digest_equal(&one.substance, &other.substance));
	assert(digest_equal(&meaning[0], &meaning[1]));
}

static void spell_anew(struct read *first, struct mem *mem, struct syntax *syntax,
		       enum format_keywords keywords)
{
	struct read second;
	struct buf text;
	buf_init(&text, mem);
	unit_format(&text, &first->unit, keywords);
	read_text(&second, mem, syntax, buf_str(&text));
	assert(!second.unit.misread);
	assert(first->lowered.list_count == second.lowered.list_count);
	for (size_t i = 0; i < first->lowered.list_count; i++)
		same_list(&first->lowered.lists[i], &second.lowered.lists[i], mem);
	forget(&second);
	buf_fini(&text);
}

/* A document number is wording: it changes the form, and the meaning not. */
static void reword(struct read *read, struct mem *mem)
{
	struct ir_list *list = read->lowered.list_count ? &read->lowered.lists[0] : NULL;
	struct ir_fingerprint own, other;
	if (!list || !list->readable || !list->document.len)
		return;
	ir_fingerprint(&own, list, mem);
	struct digest before = ir_meaning(list, mem);
	list->document = STR("");
	ir_fingerprint(&other, list, mem);
	struct digest after = ir_meaning(list, mem);
	assert(!digest_equal(&other.form, &own.form));
	assert(digest_equal(&before, &after));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mem mem;
	struct syntax syntax;
	struct read first;
	mem_init(&mem, exhausted, NULL);
	syntax_init(&syntax, &mem);
	read_text(&first, &mem, &syntax, (struct str){(const char *)data, size});
	if (!first.unit.misread) {
		spell_anew(&first, &mem, &syntax, FORMAT_KEYWORDS_EN);
		spell_anew(&first, &mem, &syntax, FORMAT_KEYWORDS_ZH);
		reword(&first, &mem);
	}
	forget(&first);
	syntax_fini(&syntax);
	mem_fini(&mem);
	return 0;
}
