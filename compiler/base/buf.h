/* Byte writer: the one way in which text is put together. Always terminated by NUL once written. */
#ifndef TOLC_BASE_BUF_H
#define TOLC_BASE_BUF_H

#include "base/mem.h"
#include "base/str.h"

struct buf {
	struct mem *mem;
	char *ptr;
	size_t len;
	size_t capacity;
};

void buf_init(struct buf *buf, struct mem *mem);
void buf_fini(struct buf *buf);
void buf_clear(struct buf *buf);
/* Room for size more bytes and the terminator; returns where they go. The caller writes both and
 * adds to len. */
char *buf_reserve(struct buf *buf, size_t size);
/* text must not lie in the buffer itself. */
void buf_add(struct buf *buf, struct str text);
void buf_add_bytes(struct buf *buf, const void *bytes, size_t size);
void buf_add_char(struct buf *buf, char c);
void buf_add_repeat(struct buf *buf, char c, size_t count);
void buf_add_int(struct buf *buf, int64_t value);
/* C string. */
void buf_add_text(struct buf *buf, const char *text);
/* In quotes; those inside, backslashes and line breaks are escaped. */
void buf_add_quoted(struct buf *buf, struct str text);
/* WHOLE/PART: what a part is called where the whole is not said. The whole alone where part is
 * empty. */
void buf_add_name(struct buf *buf, struct str whole, struct str part);
/* printf; for short things only. */
void buf_addf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

static inline struct str buf_str(const struct buf *buf)
{
	return (struct str){buf->ptr ? buf->ptr : "", buf->len};
}

#endif
