/* Byte writer. One byte beyond what was asked for is always there for the terminator. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

#define BUF_FIRST 64

void buf_init(struct buf *buf, struct mem *mem)
{
	*buf = (struct buf){.mem = mem};
}

void buf_fini(struct buf *buf)
{
	mem_free(buf->mem, buf->ptr);
	buf_init(buf, buf->mem);
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
	if (buf->ptr)
		buf->ptr[0] = 0;
}

static void buf_grow(struct buf *buf, size_t size)
{
	size_t wanted = buf->capacity ? buf->capacity * 2 : BUF_FIRST;
	/* A sum that does not fit is a size that the heap refuses. */
	size_t least = size < SIZE_MAX / 4 ? buf->len + size + 1 : SIZE_MAX;
	if (wanted < least)
		wanted = least;
	buf->ptr = mem_realloc(buf->mem, buf->ptr, wanted);
	buf->capacity = wanted;
}

char *buf_reserve(struct buf *buf, size_t size)
{
	/* Below: capacity is 0 or above len. */
	if (buf->capacity - buf->len <= size)
		buf_grow(buf, size);
	return buf->ptr + buf->len;
}

void buf_add_bytes(struct buf *buf, const void *bytes, size_t size)
{
	char *to = buf_reserve(buf, size);
	if (size)
		memcpy(to, bytes, size);
	to[size] = 0;
	buf->len += size;
}

void buf_add(struct buf *buf, struct str text)
{
	buf_add_bytes(buf, text.ptr, text.len);
}

void buf_add_char(struct buf *buf, char c)
{
	char *to = buf_reserve(buf, 1);
	to[0] = c;
	to[1] = 0;
	buf->len++;
}

void buf_add_repeat(struct buf *buf, char c, size_t count)
{
	char *to = buf_reserve(buf, count);
	memset(to, c, count);
	to[count] = 0;
	buf->len += count;
}

void buf_add_quoted(struct buf *buf, struct str text)
{
	buf_add_char(buf, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"' || text.ptr[i] == '\\')
			buf_add_char(buf, '\\');
		if (text.ptr[i] == '\n')
			buf_add_text(buf, "\\n");
		else
			buf_add_char(buf, text.ptr[i]);
	}
	buf_add_char(buf, '"');
}

void buf_add_name(struct buf *buf, struct str whole, struct str part)
{
	buf_add(buf, whole);
	if (part.len) {
		buf_add_char(buf, '/');
		buf_add(buf, part);
	}
}

void buf_add_int(struct buf *buf, int64_t value)
{
	char digits[20];
	size_t at = sizeof(digits);
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (value < 0)
		digits[--at] = '-';
	buf_add_bytes(buf, digits + at, sizeof(digits) - at);
}

void buf_add_text(struct buf *buf, const char *text)
{
	buf_add(buf, str_from(text));
}

void buf_addf(struct buf *buf, const char *format, ...)
{
	va_list args;
	va_list again;
	va_start(args, format);
	va_copy(again, args);
	char *to = buf_reserve(buf, BUF_FIRST);
	int size = vsnprintf(to, BUF_FIRST, format, args);
	if (size >= BUF_FIRST)
		vsnprintf(buf_reserve(buf, (size_t)size), (size_t)size + 1, format, again);
	if (size > 0)
		buf->len += (size_t)size;
	va_end(again);
	va_end(args);
}
