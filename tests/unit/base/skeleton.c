#include "base.h"

#include "base/text/utf8.h"

/* Each row is drawn alike throughout; no two rows are. */
static const char *const rows[] = {
	"AАΑＡ𝐀𝔸",
	"BВΒ",
	"CСϹⅭ",
	"DⅮ",
	"EЕΕ",
	"GԌ",
	"HНΗ",
	"JЈͿ",
	"KКΚ",
	"LⅬ",
	"MМΜⅯ",
	"NΝ",
	"O0ОΟＯ０𝟎𝟘",
	"PРΡ",
	"QԚ",
	"SЅ",
	"TТΤ",
	"VѴⅤ",
	"WԜ",
	"XХΧⅩ",
	"YΥҮ",
	"ZΖ",
	"aаαɑ",
	"cсϲⅽ",
	"dԁⅾ",
	"eе",
	"gɡ",
	"hһ",
	"iіιıⅰ",
	"jјϳ",
	"kкκ",
	"l1IІΙӀӏⅠⅼǀƖ１𝟏",
	"mⅿ",
	"nη",
	"oоο",
	"pрρ",
	"qԛ",
	"rг",
	"sѕ",
	"uυʋ",
	"vνѵⅴ",
	"wԝω",
	"xхχⅹ",
	"yуүγ",
	"3ЗзƷӠ",
	"6б",
	"一ー",
	"二ニ",
	"八ハㇵ",
	"力カヵ",
	"夕タ",
	"口囗ロㇿ",
	"工エェ",
	"卜トㇳ",
	"千チ干",
	"才オ",
	"厶ムㄙㇺ",
	"乂メㄨ",
	"丿ノ",
	"又ヌㄡ",
	"个ケヶ亇",
	"匕ヒ",
	"丫ㄚ",
	"丁ㄒ",
	"匚匸ㄈ",
	"冂ㄇ",
	"厂ㄏ",
	"乃ㄋ",
	"勹ㄅ",
	"丂ㄎ",
	"幺ㄠ",
	"卩ㄗ",
	"へヘ",
	"べベ",
	"ぺペ",
	"りリ",
	"土士",
	"日曰",
	"未末",
	"己已巳",
	"戊戌戍",
	"天夭",
	"市巿",
	"刺剌",
	"汩汨",
	"祟崇",
	"侯候",
	"免兔",
	"冶治",
	"拆折析",
	"竞竟",
	"祗祇",
	"柿杮",
	"管菅",
	"睢雎",
	"毌毋母",
	"兀尢",
	"壬王",
	"戶户戸",
	"內内",
	"吳吴呉",
	"冑胄",
	"兌兑",
	"国囯",
	"真眞",
	/* rows of one: what merely resembles another */
	"人",
	"入",
	"大",
	"太",
	"木",
	"本",
	"2",
	"5",
	"8",
	"9",
	"b",
	"f",
	"t",
	"z",
	"規",
	"规",
};

static struct str skeleton_of(struct buf *buf, struct str text)
{
	buf_clear(buf);
	utf8_skeleton(buf, text);
	return buf_str(buf);
}

Test(skeleton, letters_of_a_row_fold_to_one_and_rows_stay_apart)
{
	struct mem mem;
	struct buf buf, first[countof(rows)];
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	for (size_t i = 0; i < countof(rows); i++) {
		struct str rest = str_from(rows[i]);
		for (size_t size, at = 0; rest.len; at++) {
			utf8_decode(rest, &size);
			struct str letter = str_from_to(rest, 0, size);
			rest = str_from_to(rest, size, rest.len);
			if (at == 0) {
				buf_init(&first[i], &mem);
				skeleton_of(&first[i], letter);
			}
			expect(str_equal(skeleton_of(&buf, letter), buf_str(&first[i])),
			       "row %s, letter %zu", rows[i], at);
		}
		for (size_t k = 0; k < i; k++)
			expect(!str_equal(buf_str(&first[i]), buf_str(&first[k])), "rows %s and %s",
			       rows[i], rows[k]);
	}
	mem_fini(&mem);
}

Test(skeleton, of_a_skeleton_is_itself)
{
	struct mem mem;
	struct buf once, twice;
	mem_init(&mem, NULL, NULL);
	buf_init(&once, &mem);
	buf_init(&twice, &mem);
	for (uint32_t c = 0; c < 0x110000; c++) {
		char bytes[4];
		if (c >= 0xD800 && c < 0xE000)
			continue;
		struct str skeleton =
			skeleton_of(&once, (struct str){bytes, utf8_encode(bytes, c)});
		claim(str_equal(skeleton_of(&twice, skeleton), skeleton), "U+%04X", c);
	}
	mem_fini(&mem);
}

Test(skeleton, mathematical_letters_begin_and_end)
{
	static const struct {
		uint32_t code_point, skeleton;
	} letters[] = {
		{0x1D3FF, 0x1D3FF}, {0x1D400, 'A'},	{0x1D433, 'z'},	    {0x1D434, 'A'},
		{0x1D6A3, 'z'},	    {0x1D6A4, 0x1D6A4}, {0x1D7CD, 0x1D7CD}, {0x1D7CE, 'O'},
		{0x1D7D0, '2'},	    {0x1D7FF, '9'},	{0x1D800, 0x1D800}, {0xFF00, 0xFF00},
		{0xFF01, '!'},	    {0xFF5E, '~'},	{0xFF5F, 0xFF5F},
	};
	for (size_t i = 0; i < countof(letters); i++) {
		char bytes[4];
		struct mem mem;
		struct buf buf, want;
		mem_init(&mem, NULL, NULL);
		buf_init(&buf, &mem);
		buf_init(&want, &mem);
		buf_add_bytes(&want, bytes, utf8_encode(bytes, letters[i].skeleton));
		utf8_skeleton(&buf, (struct str){bytes, utf8_encode(bytes, letters[i].code_point)});
		expect(str_equal(buf_str(&buf), buf_str(&want)), "U+%04X", letters[i].code_point);
		mem_fini(&mem);
	}
}

Test(skeleton, names)
{
	static const struct {
		const char *a, *b;
		bool alike;
	} names[] = {
		{"规则a", "规则а", true},
		{"level1", "leveIl", true},
		{"level1", "levelI", true},
		{"O0", "0O", true},
		{"截止曰期", "截止日期", true},
		{"已决", "己决", true},
		{"未期", "末期", true},
		{"土建", "士建", true},
		{"rule", "ruie", false},
		{"", "", true},
		{"ａｂｃ", "abc", true},
		{"a", "aa", false},
		{"A", "a", false},
		{"a\xFF", "a\xFF", true},
		{"a\xFF", "a\xFE", false},
	};
	for (size_t i = 0; i < countof(names); i++) {
		struct mem mem;
		struct buf a, b;
		mem_init(&mem, NULL, NULL);
		buf_init(&a, &mem);
		buf_init(&b, &mem);
		utf8_skeleton(&a, str_from(names[i].a));
		utf8_skeleton(&b, str_from(names[i].b));
		expect(str_equal(buf_str(&a), buf_str(&b)) == names[i].alike, "%s and %s",
		       names[i].a, names[i].b);
		mem_fini(&mem);
	}
}
