/* From the bytes of one file to its tree: audit, then scanner and parser. */
#include "syntax/parse.h"

#include "syntax/audit.h"
#include "syntax/build.h"

int tol_yyparse(struct parse *p);

static void parse_run(struct parse *p)
{
	enum audit audit = source_audit(p->diags, p->source);
	p->misread = audit != AUDIT_GOOD;
	if (audit == AUDIT_FOREIGN)
		return;
	if (scan_open(p, p->source->text, p->source->size) == 0)
		tol_yyparse(p);
	scan_close(p);
}

void unit_parse(struct unit *unit, struct syntax *syntax, struct source *source,
		struct arena *arena, struct diag_list *diags)
{
	struct parse *p = ARENA_NEW(arena, struct parse);
	memset(unit, 0, sizeof(*unit));
	unit->source = source;
	p->unit = unit;
	p->syntax = syntax;
	p->source = source;
	p->arena = arena;
	p->diags = diags;
	p->stray_end = UINT32_MAX;
	parse_run(p);
	unit->root = p->root ? p->root
			     : node_list(p, NODE_UNIT, (struct span){0, source->size},
					 nodes_none());
	unit->misread |= p->misread || !p->root;
}

void unit_fini(struct unit *unit, struct arena *arena)
{
	VEC_FREE(arena->mem, &unit->comments);
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
