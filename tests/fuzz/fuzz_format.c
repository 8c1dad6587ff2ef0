/*
 * The canonical text of whatever can be read: it is read again as the same tree, formatting it once
 * more changes nothing, every comment is kept, and the way to the other language and back is safe.
 */
#include "syntax/parse.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct text {
	struct source source;
	struct unit unit;
};

struct run {
	struct mem mem;
	struct arena arena;
	struct syntax syntax;
	struct diag_list diags;
};

static void exhausted(void *data)
{
	(void)data;
	abort();
}

static void require(bool holds, const char *what, struct str before, struct str after)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n--- before\n%.*s\n--- after\n%.*s\n", what, (int)before.len,
		before.ptr, (int)after.len, after.ptr);
	abort();
}

static void text_read(struct run *run, struct text *text, struct str bytes)
{
	source_init(&text->source, &run->mem, STR("fuzz.tol"), bytes);
	unit_parse(&text->unit, &run->syntax, &text->source, &run->arena, &run->diags);
}

static struct str text_bytes(const struct text *text)
{
	return (struct str){text->source.text, text->source.size};
}

static bool is_chain(const struct node *node)
{
	return (node->kind == NODE_AND || node->kind == NODE_OR) && !(node->flags & NODE_BRACED);
}

/* a and (b and c) is a and b and c. */
static void flatten(struct node *node)
{
	for (struct node **link = &node->first; *link;) {
		struct node *child = *link;
		flatten(child);
		if (is_chain(node) && is_chain(child) && child->kind == node->kind) {
			struct node *last = child->first;
			while (last->next)
				last = last->next;
			last->next = child->next;
			*link = child->first;
			link = &last->next;
		} else {
			link = &child->next;
		}
	}
}

static bool same_value(const struct node *a, const struct node *b)
{
	switch (a->kind) {
	case NODE_NAME:
		return a->name == b->name;
	case NODE_STRING:
	case NODE_NUMBER:
		return str_equal(*a->text, *b->text);
	case NODE_DATE:
		return a->date == b->date;
	default:
		return true;
	}
}

static bool same_tree(const struct node *a, const struct node *b)
{
	if (a->kind != b->kind || a->op != b->op || a->flags != b->flags || !same_value(a, b))
		return false;
	const struct node *x = a->first, *y = b->first;
	for (; x && y; x = x->next, y = y->next) {
		if (!same_tree(x, y))
			return false;
	}
	return !x && !y;
}

/* Without its mark and the blanks at its end. */
static struct str comment(const struct text *text, size_t index)
{
	struct str words = source_text(&text->source, text->unit.comments.items[index]);
	words = str_from_to(words, words.ptr[0] == '#' ? 1 : 3, words.len);
	for (;;) {
		struct str wide = STR("\xE3\x80\x80");
		if (words.len && strchr(" \t\r", words.ptr[words.len - 1]))
			words.len--;
		else if (str_ends_with(words, wide))
			words.len -= wide.len;
		else
			return words;
	}
}

static bool same_comments(const struct text *a, const struct text *b)
{
	if (a->unit.comments.count != b->unit.comments.count)
		return false;
	for (size_t i = 0; i < a->unit.comments.count; i++) {
		if (!str_equal(comment(a, i), comment(b, i)))
			return false;
	}
	return true;
}

static void text_fini(struct run *run, struct text *text)
{
	unit_fini(&text->unit, &run->arena);
	source_fini(&text->source);
}

/* Reads what formatting the text gives, and requires what holds of any such text. */
static void text_format(struct run *run, struct text *out, const struct text *text,
			enum format_keywords keywords)
{
	struct buf once, twice;
	buf_init(&once, &run->mem);
	buf_init(&twice, &run->mem);
	unit_format(&once, &text->unit, keywords);
	text_read(run, out, buf_str(&once));
	require(!out->unit.misread, "what was formatted is misread", text_bytes(text),
		buf_str(&once));
	require(same_comments(text, out), "comments are not kept", text_bytes(text),
		buf_str(&once));
	unit_format(&twice, &out->unit, keywords);
	require(str_equal(buf_str(&once), buf_str(&twice)), "not stable", buf_str(&once),
		buf_str(&twice));
	buf_fini(&once);
	buf_fini(&twice);
}

static void check_languages(struct run *run, const struct text *text, enum format_keywords one,
			    enum format_keywords other)
{
	struct text direct, there, back;
	text_format(run, &direct, text, one);
	text_format(run, &there, text, other);
	text_format(run, &back, &there, one);
	require(str_equal(text_bytes(&direct), text_bytes(&back)), "the way back differs",
		text_bytes(&direct), text_bytes(&back));
	text_fini(run, &direct);
	text_fini(run, &there);
	text_fini(run, &back);
}

static void check_text(struct run *run, struct text *text)
{
	struct text formatted;
	check_languages(run, text, FORMAT_KEYWORDS_EN, FORMAT_KEYWORDS_ZH);
	check_languages(run, text, FORMAT_KEYWORDS_ZH, FORMAT_KEYWORDS_EN);
	text_format(run, &formatted, text, FORMAT_KEYWORDS_AS_WRITTEN);
	flatten(text->unit.root);
	flatten(formatted.unit.root);
	require(same_tree(text->unit.root, formatted.unit.root), "another tree", text_bytes(text),
		text_bytes(&formatted));
	text_fini(run, &formatted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct run run;
	struct text text;

	mem_init(&run.mem, exhausted, NULL);
	arena_init(&run.arena, &run.mem);
	syntax_init(&run.syntax, &run.mem);
	diag_list_init(&run.diags, &run.arena);
	text_read(&run, &text, (struct str){(const char *)data, size});
	if (!text.unit.misread)
		check_text(&run, &text);
	text_fini(&run, &text);
	diag_list_fini(&run.diags);
	syntax_fini(&run.syntax);
	arena_fini(&run.arena);
	mem_fini(&run.mem);
	return 0;
}
