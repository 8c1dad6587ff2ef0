/* SHA-256 by libmd, and bytes as hexadecimal digits. */
#include "base/digest.h"

#include <sys/types.h>

#include <sha2.h>

struct digest digest_of(struct str bytes)
{
	struct digest digest;
	SHA2_CTX context;
	SHA256Init(&context);
	if (bytes.len)
		SHA256Update(&context, (const uint8_t *)bytes.ptr, bytes.len);
	SHA256Final(digest.bytes, &context);
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
