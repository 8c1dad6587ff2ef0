/* The text that is being read and, once something is printed, where its lines begin. */
#include "base/diag/source.h"
#include "base/text/utf8.h"
#include "base/vec.h"

#include <assert.h>

#define BOM STR("\xEF\xBB\xBF")

void source_init(struct source *source, struct mem *mem, struct str path, struct str text)
{
	char *copy = mem_alloc(mem, text.len + 2);
	if (text.len)
		memcpy(copy, text.ptr, text.len);
	source_borrow(source, mem, path, copy, text.len);
	source->own_text = copy;
}

void source_borrow(struct source *source, struct mem *mem, struct str path, char *text, size_t size)
{
	assert(size < UINT32_MAX - 2);
	text[size] = text[size + 1] = 0;
	*source = (struct source){.mem = mem, .path = path, .text = text, .size = (uint32_t)size};
}

void source_fini(struct source *source)
{
	mem_free(source->mem, source->own_text);
	mem_free(source->mem, source->lines);
	*source = (struct source){.mem = source->mem, .path = source->path};
}

static void source_find_lines(struct source *source)
{
	VEC(uint32_t) lines = {0};
	if (source->lines || !source->text)
		return;
	struct str text = {source->text, source->size};
	const char *end = text.ptr + text.len;
	VEC_PUSH(source->mem, &lines, str_starts_with(text, BOM) ? (uint32_t)BOM.len : 0);
	for (const char *at = text.ptr; (at = memchr(at, '\n', (size_t)(end - at)));) {
		at++;
		VEC_PUSH(source->mem, &lines, (uint32_t)(at - text.ptr));
	}
	source->lines = lines.items;
	source->line_count = (uint32_t)lines.count;
}

/* Index of the last line that does not begin behind the offset. */
static uint32_t source_line_index(struct source *source, uint32_t offset)
{
	uint32_t low = 0;
	uint32_t high = source->line_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (source->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct location source_locate(struct source *source, uint32_t offset)
{
	source_find_lines(source);
	if (!source->line_count)
		return (struct location){1, 1};
	uint32_t index = source_line_index(source, offset);
	struct str line = source_line(source, index + 1);
	/* Inside a byte order mark, or behind the text of the line. */
	uint32_t start = source->lines[index];
	size_t within = offset > start ? offset - start : 0;
	if (within > line.len)
		within = line.len;
	return (struct location){index + 1,
				 (uint32_t)utf8_length(str_from_to(line, 0, within)) + 1};
}

struct str source_line(struct source *source, uint32_t line)
{
	source_find_lines(source);
	if (line < 1 || line > source->line_count)
		return STR_NONE;
	uint32_t start = source->lines[line - 1];
	uint32_t end = line < source->line_count ? source->lines[line] - 1 : source->size;
	bool broken = line < source->line_count;
	if (broken && end > start && source->text[end - 1] == '\r')
		end--;
	return (struct str){source->text + start, end - start};
}

uint32_t source_line_start(struct source *source, uint32_t line)
{
	source_find_lines(source);
	if (line < 1 || line > source->line_count)
		return source->size;
	return source->lines[line - 1];
}
