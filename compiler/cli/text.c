/* A growing text. Without memory there is nothing left to do but to say so. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *must_alloc(void *block, size_t size)
{
	static const char complaint[] = "tolc: out of memory\n";
	void *result = realloc(block, size ? size : 1);
	if (!result) {
		error_write(complaint, sizeof(complaint) - 1);
		_exit(EXIT_TROUBLE);
	}
	return result;
}

void text_add_bytes(struct text *text, const char *bytes, size_t length)
{
	if (text->length + length + 1 > text->capacity) {
		text->capacity = 2 * (text->length + length + 1);
		text->bytes = must_alloc(text->bytes, text->capacity);
	}
	if (length > 0)
		memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

void text_add(struct text *text, const char *bytes)
{
	text_add_bytes(text, bytes, strlen(bytes));
}

void text_fill(struct text *text, size_t width)
{
	while (text->length < width)
		text_add(text, " ");
}

void text_free(struct text *text)
{
	free(text->bytes);
	*text = (struct text){NULL, 0, 0};
}
