#include "base.h"

#include "base/digest.h"

Test(digest, known_answers)
{
	/* The examples of FIPS 180-2, appendix B, and the empty text. */
	static const struct {
		const char *text;
		size_t times;
		const char *hex;
	} rows[] = {
		{"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
		 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
		{"a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct mem mem;
		struct buf text, hex;
		mem_init(&mem, NULL, NULL);
		buf_init(&text, &mem);
		buf_init(&hex, &mem);
		for (size_t k = 0; k < rows[i].times; k++)
			buf_add_text(&text, rows[i].text);
		struct digest digest = digest_of(buf_str(&text));
		buf_add_hex(&hex, digest.bytes, sizeof(digest.bytes));
		claim_text(&hex, rows[i].hex);
		mem_fini(&mem);
	}
}

Test(digest, nothing_is_the_empty_text)
{
	struct digest none = digest_of(STR_NONE);
	struct digest empty = digest_of(STR(""));
	struct digest other = digest_of(STR("a"));
	claim(digest_equal(&none, &empty) && !digest_equal(&none, &other), "wrong");
}

Test(digest, hex_appends_two_digits_a_byte)
{
	struct mem mem;
	struct buf buf;
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	buf_add_hex(&buf, NULL, 0);
	claim_text(&buf, "");
	buf_add_char(&buf, 'x');
	buf_add_hex(&buf, (const uint8_t[]){0, 0x0F, 0xA5, 0xFF}, 4);
	claim_text(&buf, "x000fa5ff");
	mem_fini(&mem);
}
