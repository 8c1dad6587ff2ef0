/* Ids of objects: as digits, from digits, and of the bytes that they stand for, by nettle. */
#include "history/repo/repo.h"

#include <nettle/sha1.h>

void oid_hex(char out[OID_HEX_SIZE], const uint8_t *oid)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < OID_SIZE; i++) {
		out[2 * i] = digits[oid[i] >> 4];
		out[2 * i + 1] = digits[oid[i] & 15];
	}
	out[OID_HEX_SIZE - 1] = '\0';
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool oid_parse(uint8_t *oid, struct str text)
{
	int wrong = 0;
	if (text.len < 2 * OID_SIZE)
		return false;
	for (size_t i = 0; i < OID_SIZE; i++) {
		int high = hex_digit(text.ptr[2 * i]), low = hex_digit(text.ptr[2 * i + 1]);
		wrong |= high | low;
		oid[i] = (uint8_t)(high * 16 + low);
	}
	return wrong >= 0;
}

/* "blob 17" and NUL; gives the length. */
static size_t head_write(uint8_t head[32], enum repo_type type, size_t size)
{
	static const char *const types[] = {"commit ", "tree ", "blob "};
	uint8_t digits[20];
	size_t length = strlen(types[type]), count = 0;
	memcpy(head, types[type], length);
	do
		digits[count++] = (uint8_t)('0' + size % 10);
	while (size /= 10);
	while (count)
		head[length++] = digits[--count];
	head[length++] = '\0';
	return length;
}

void oid_of(uint8_t *oid, enum repo_type type, struct str bytes)
{
	uint8_t head[32];
	struct sha1_ctx context;
	sha1_init(&context);
	sha1_update(&context, head_write(head, type, bytes.len), head);
	if (bytes.len)
		sha1_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
	sha1_digest(&context, OID_SIZE, oid);
}
