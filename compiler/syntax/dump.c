/* The tree as an outline, one node a line: kind, keyword, value, byte span. For golden files. */
#include "syntax/parse.h"

#include "base/value/date.h"

static const char *const compare_names[] = {"=", "!=", "<", "<=", ">", ">="};

static void dump_value(struct buf *out, const struct node *node)
{
	switch (node->kind) {
	case NODE_NAME:
		buf_add_char(out, ' ');
		buf_add(out, node->name->text);
		break;
	case NODE_NUMBER:
		buf_add_char(out, ' ');
		buf_add(out, *node->text);
		break;
	case NODE_STRING:
		buf_add_char(out, ' ');
		buf_add_quoted(out, *node->text);
		break;
	case NODE_DATE:
		buf_add_char(out, ' ');
		if (node->date == DATE_NONE)
			buf_add_text(out, "?");
		else
			buf_add_date(out, node->date);
		break;
	default:
		break;
	}
}

static void dump_node(struct buf *out, const struct node *node, size_t depth)
{
	buf_add_repeat(out, ' ', depth * 2);
	buf_add_text(out, node_kind_name(node->kind));
	if (node->kind == NODE_COMPARE)
		buf_addf(out, " %s", compare_names[node->op]);
	else if (node->op)
		buf_addf(out, " %s", keyword_infos[node->op].spelling[0]);
	dump_value(out, node);
	buf_addf(out, " [%u,%u)\n", node->span.start, node->span.end);
	for (const struct node *child = node->first; child; child = child->next)
		dump_node(out, child, depth + 1);
}

void unit_dump(struct buf *out, const struct unit *unit)
{
	dump_node(out, unit->root, 0);
}
