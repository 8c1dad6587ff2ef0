/* SHA-256 (FIPS 180-4, by nettle): fingerprints of meaning and the key of the index. */
#ifndef TOLC_BASE_DIGEST_H
#define TOLC_BASE_DIGEST_H

#include "base/buf.h"
#include "base/str.h"

#define DIGEST_SIZE 32

struct digest {
	uint8_t bytes[DIGEST_SIZE];
};

struct digest digest_of(struct str bytes);
static inline bool digest_equal(const struct digest *a, const struct digest *b)
{
	return memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}
void buf_add_hex(struct buf *buf, const uint8_t *bytes, size_t size);

#endif
