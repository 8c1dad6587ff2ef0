/* From the bytes of one file to its tree: audit, then scanner and parser. */
#include "syntax/parse.h"

#include "syntax/audit.h"
#include "syntax/build.h"

int tol_yyparse(struct parse *p);

static void parse_run(struct parse *p)
{
	enum audit audit = source_audit(p->diags, p->source);
	p->misread = audit != AUDIT_GOOD;
	p->unit->foreign = audit == AUDIT_FOREIGN;
	if (audit == AUDIT_FOREIGN)
		return;
	if (scan_open(p, p->source->text, p->source->size) == 0)
		tol_yyparse(p);
	scan_close(p);
}

void unit_parse(struct unit *unit, struct syntax *syntax, struct source *source,
		struct arena *arena, struct diag_list *diags)
{
	unit_parse_apart(unit, syntax, source, arena, arena, diags);
}

void unit_parse_apart(struct unit *unit, struct syntax *syntax, struct source *source,
		      struct arena *tree, struct arena *texts, struct diag_list *diags)
{
	struct parse p = {
		.unit = unit,
		.syntax = syntax,
		.source = source,
		.arena = tree,
		.texts = texts,
		.diags = diags,
		.stray_end = UINT32_MAX,
	};
	struct span whole = {0, source->size};
	memset(unit, 0, sizeof(*unit));
	unit->source = source;
	parse_run(&p);
	unit->root = p.root ? p.root : node_list(&p, NODE_UNIT, whole, nodes_none());
	unit->misread |= p.misread || !p.root;
}

void unit_fini(struct unit *unit, struct arena *arena)
{
	VEC_FREE(arena->mem, &unit->comments);
}

/* Also as GB18030 writes 词汇 and 机构: what is lost with such a file others should know. */
static bool begins_declaration(const char *line)
{
	static const enum keyword keywords[] = {KW_VOCABULARY, KW_AUTHORITY};
	static const char *const foreign[] = {"\xB4\xCA\xBB\xE3", "\xBB\xFA\xB9\xB9"};
	for (size_t i = 0; i < countof(foreign); i++) {
		if (strncmp(line, foreign[i], strlen(foreign[i])) == 0)
			return true;
	}
	for (size_t i = 0; i < countof(keywords); i++) {
		for (int language = 0; language < 2; language++) {
			const char *word = keyword_infos[keywords[i]].spelling[language];
			if (line[0] == word[0] && strncmp(line, word, strlen(word)) == 0)
				return true;
		}
	}
	return false;
}

bool source_seems_to_declare(const struct source *source)
{
	const char *end = source->text + source->size;
	for (const char *line = source->text; line;) {
		while (*line == ' ' || *line == '\t')
			line++;
		if (begins_declaration(line))
			return true;
		line = memchr(line, '\n', (size_t)(end - line));
		line += line != NULL;
	}
	return false;
}

struct node *node_child(const struct node *node, enum node_kind kind)
{
	struct node *child = node->first;
	while (child && child->kind != kind)
		child = child->next;
	return child;
}

struct node *node_prop_find(const struct node *node, enum keyword keyword)
{
	struct node *child = node->first;
	while (child && (child->kind != NODE_PROP || child->op != keyword))
		child = child->next;
	return child;
}

const char *node_kind_name(enum node_kind kind)
{
	static const char *const names[] = {
#define NODE(id, name, children) [NODE_##id] = name,
#include "syntax/ast.def"
#undef NODE
	};
	return names[kind];
}
