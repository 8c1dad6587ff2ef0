#include "syntax.h"

#include "base/text/utf8.h"

static bool is_control(uint32_t c)
{
	bool is_space = c == '\t' || c == '\n' || c == '\r';
	return (c < ' ' && !is_space) || (c >= 0x7F && c < 0xA0);
}

static bool is_reported(uint32_t c)
{
	return is_control(c) || unicode_is_bidi_control(c) ||
	       (unicode_is_invisible(c) && c != 0xFEFF);
}

static bool is_scalar(uint32_t c)
{
	return c < 0xD800 || (c > 0xDFFF && c < 0x110000);
}

Test(audit, every_hidden_character_is_reported)
{
	static const char before[] = "tol 1\n# 清单，清单，清单，清单，清单，清单，清单，清单，清单";
	static const char behind[] = "清单，清单，清单，清单，清单，清单，清单，清单，清单，清单\n";
	size_t hidden = 0;
	for (uint32_t c = 1; c < 0x110000; c++) {
		char text[256];
		struct reading r;
		if (!is_reported(c))
			continue;
		size_t length = sizeof(before) - 1;
		memcpy(text, before, length);
		length += utf8_encode(text + length, c);
		memcpy(text + length, behind, sizeof(behind) - 1);
		length += sizeof(behind) - 1;
		reading_init(&r, (struct str){text, length});
		expect(r.diags.errors == 1, "U+%04X", (unsigned)c);
		reading_fini(&r);
		hidden++;
	}
	expect(hidden > 4000, "%zu hidden characters", hidden);
}

Test(audit, no_other_character_is_reported)
{
	static char text[0x110000 * 5];
	size_t length = 0;
	struct reading r;
	memcpy(text, "tol 1\n", 6);
	length = 6;
	for (uint32_t c = ' '; c < 0x110000; c++) {
		if (!is_scalar(c) || is_reported(c))
			continue;
		if (c % 64 == 32) {
			memcpy(text + length, "\n# ", 3);
			length += 3;
		}
		length += utf8_encode(text + length, c);
	}
	reading_init(&r, (struct str){text, length});
	expect(r.diags.errors == 0, "%s", reading_codes(&r));
	reading_fini(&r);
}
