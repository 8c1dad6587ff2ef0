/*
 * Bytes in words of eight: the hash and the comparison behind str_hash and names_intern. Nearly
 * all names have at most sixteen bytes; two loads that may overlap read those without a loop,
 * which would be mispredicted at each change of length.
 */
#ifndef TOLC_BASE_HASH_H
#define TOLC_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Times a byte: that byte in all eight places. */
#define EACH_BYTE UINT64_C(0x0101010101010101)

static inline uint64_t load_8(const char *ptr)
{
	uint64_t word;
	memcpy(&word, ptr, sizeof(word));
	return word;
}

static inline uint64_t load_4(const char *ptr)
{
	uint32_t word;
	memcpy(&word, ptr, sizeof(word));
	return word;
}

/* One to seven bytes, each of them somewhere in the word. */
static inline uint64_t load_few(const char *ptr, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)ptr;
	if (len >= 4)
		return load_4(ptr) << 32 | load_4(ptr + len - 4);
	return (uint64_t)bytes[0] << 16 | (uint64_t)bytes[len / 2] << 8 | bytes[len - 1];
}

static inline uint64_t hash_mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9FB21C651E98DF25);
	return hash ^ hash >> 32;
}

static inline uint64_t hash_bytes(const char *ptr, size_t len)
{
	uint64_t hash = (uint64_t)len * UINT64_C(0x9E3779B97F4A7C15);
	if (len >= 8) {
		const char *last = ptr + len - 8;
		for (; last - ptr > 8; ptr += 8)
			hash = hash_mix(hash, load_8(ptr));
		hash = hash_mix(hash, load_8(ptr));
		hash = hash_mix(hash, load_8(last));
	} else if (len) {
		hash = hash_mix(hash, load_few(ptr, len));
	}
	hash *= UINT64_C(0xD6E8FEB86659FD93);
	return hash ^ hash >> 32;
}

static inline bool bytes_equal(const char *a, const char *b, size_t len)
{
	if (len > 16)
		return memcmp(a, b, len) == 0;
	if (len >= 8)
		return load_8(a) == load_8(b) && load_8(a + len - 8) == load_8(b + len - 8);
	return len == 0 || load_few(a, len) == load_few(b, len);
}

#endif
