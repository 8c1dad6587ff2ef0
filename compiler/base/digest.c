/* SHA-256 by nettle, and bytes as hexadecimal digits. */
#include "base/digest.h"

#include <nettle/sha2.h>

struct digest digest_of(struct str bytes)
{
	struct digest digest;
	struct sha256_ctx context;
	sha256_init(&context);
	if (bytes.len)
		sha256_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
	sha256_digest(&context, sizeof(digest.bytes), digest.bytes);
	return digest;
}

void buf_add_hex(struct buf *buf, const uint8_t *bytes, size_t size)
{
	char *to = buf_reserve(buf, size * 2);
	for (size_t i = 0; i < size; i++) {
		*to++ = "0123456789abcdef"[bytes[i] >> 4];
		*to++ = "0123456789abcdef"[bytes[i] & 15];
	}
	*to = 0;
	buf->len += size * 2;
}
