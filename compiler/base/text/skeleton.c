/*
 * Skeletons in the spirit of UTS #39: each letter becomes the one that stands for all that are
 * drawn like it. The table is small on purpose: it is asked about the names that one list declares,
 * where a false alarm costs more than an exotic letter that slips through.
 */
#include "base/text/utf8.h"

struct look_alike {
	uint32_t from;
	uint32_t to;
};

/* clang-format off */
/* Sorted. What stands on the right never stands on the left. */
static const struct look_alike look_alikes[] = {
	/* letter, the one that stands for it */
	{U'0', U'O'}, {U'1', U'l'}, {U'I', U'l'}, {U'ı', U'i'}, {U'Ɩ', U'l'},
	{U'Ʒ', U'3'}, {U'ǀ', U'l'}, {U'ɑ', U'a'}, {U'ɡ', U'g'}, {U'ʋ', U'u'}, {U'Ϳ', U'J'},
	{U'Α', U'A'}, {U'Β', U'B'}, {U'Ε', U'E'}, {U'Ζ', U'Z'}, {U'Η', U'H'}, {U'Ι', U'l'},
	{U'Κ', U'K'}, {U'Μ', U'M'}, {U'Ν', U'N'}, {U'Ο', U'O'}, {U'Ρ', U'P'}, {U'Τ', U'T'},
	{U'Υ', U'Y'}, {U'Χ', U'X'}, {U'α', U'a'}, {U'γ', U'y'}, {U'η', U'n'}, {U'ι', U'i'},
	{U'κ', U'k'}, {U'ν', U'v'}, {U'ο', U'o'}, {U'ρ', U'p'}, {U'υ', U'u'}, {U'χ', U'x'},
	{U'ω', U'w'}, {U'ϲ', U'c'}, {U'ϳ', U'j'}, {U'Ϲ', U'C'}, {U'Ѕ', U'S'}, {U'І', U'l'},
	{U'Ј', U'J'}, {U'А', U'A'}, {U'В', U'B'}, {U'Е', U'E'}, {U'З', U'3'}, {U'К', U'K'},
	{U'М', U'M'}, {U'Н', U'H'}, {U'О', U'O'}, {U'Р', U'P'}, {U'С', U'C'}, {U'Т', U'T'},
	{U'Х', U'X'}, {U'а', U'a'}, {U'б', U'6'}, {U'г', U'r'}, {U'е', U'e'}, {U'з', U'3'},
	{U'к', U'k'}, {U'о', U'o'}, {U'р', U'p'}, {U'с', U'c'}, {U'у', U'y'}, {U'х', U'x'},
	{U'ѕ', U's'}, {U'і', U'i'}, {U'ј', U'j'}, {U'Ѵ', U'V'}, {U'ѵ', U'v'}, {U'Ү', U'Y'},
	{U'ү', U'y'}, {U'һ', U'h'}, {U'Ӏ', U'l'}, {U'ӏ', U'l'}, {U'Ӡ', U'3'}, {U'ԁ', U'd'},
	{U'Ԍ', U'G'}, {U'Ԛ', U'Q'}, {U'ԛ', U'q'}, {U'Ԝ', U'W'}, {U'ԝ', U'w'}, {U'Ⅰ', U'l'},
	{U'Ⅴ', U'V'}, {U'Ⅹ', U'X'}, {U'Ⅼ', U'L'}, {U'Ⅽ', U'C'}, {U'Ⅾ', U'D'}, {U'Ⅿ', U'M'},
	{U'ⅰ', U'i'}, {U'ⅴ', U'v'}, {U'ⅹ', U'x'}, {U'ⅼ', U'l'}, {U'ⅽ', U'c'}, {U'ⅾ', U'd'},
	{U'ⅿ', U'm'}, {U'ェ', U'工'}, {U'エ', U'工'}, {U'オ', U'才'}, {U'カ', U'力'},
	{U'ケ', U'个'}, {U'タ', U'夕'}, {U'チ', U'千'}, {U'ト', U'卜'}, {U'ニ', U'二'},
	{U'ヌ', U'又'}, {U'ノ', U'丿'}, {U'ハ', U'八'}, {U'ヒ', U'匕'}, {U'ヘ', U'へ'},
	{U'ベ', U'べ'}, {U'ペ', U'ぺ'}, {U'ム', U'厶'}, {U'メ', U'乂'}, {U'リ', U'り'},
	{U'ロ', U'口'}, {U'ヵ', U'力'}, {U'ヶ', U'个'}, {U'ー', U'一'}, {U'ㄅ', U'勹'},
	{U'ㄇ', U'冂'}, {U'ㄈ', U'匚'}, {U'ㄋ', U'乃'}, {U'ㄎ', U'丂'}, {U'ㄏ', U'厂'},
	{U'ㄒ', U'丁'}, {U'ㄗ', U'卩'}, {U'ㄙ', U'厶'}, {U'ㄚ', U'丫'}, {U'ㄠ', U'幺'},
	{U'ㄡ', U'又'}, {U'ㄨ', U'乂'}, {U'ㇳ', U'卜'}, {U'ㇵ', U'八'}, {U'ㇺ', U'厶'},
	{U'ㇿ', U'口'}, {U'亇', U'个'}, {U'候', U'侯'}, {U'兑', U'兌'}, {U'兔', U'免'},
	{U'内', U'內'}, {U'剌', U'刺'}, {U'匸', U'匚'}, {U'吴', U'吳'}, {U'呉', U'吳'},
	{U'囗', U'口'}, {U'囯', U'国'}, {U'士', U'土'}, {U'夭', U'天'}, {U'尢', U'兀'},
	{U'崇', U'祟'}, {U'已', U'己'}, {U'巳', U'己'}, {U'巿', U'市'}, {U'干', U'千'},
	{U'戌', U'戊'}, {U'戍', U'戊'}, {U'户', U'戶'}, {U'戸', U'戶'}, {U'折', U'拆'},
	{U'曰', U'日'}, {U'末', U'未'}, {U'杮', U'柿'}, {U'析', U'拆'}, {U'毋', U'毌'},
	{U'母', U'毌'}, {U'汨', U'汩'}, {U'治', U'冶'}, {U'王', U'壬'}, {U'眞', U'真'},
	{U'祇', U'祗'}, {U'竟', U'竞'}, {U'胄', U'冑'}, {U'菅', U'管'}, {U'雎', U'睢'},
};
/* clang-format on */

/* Full-width forms, and the mathematical alphabets and digits, which are letters of names too. */
static uint32_t plain_letter(uint32_t code_point)
{
	if (code_point - 0xFF01 <= 0xFF5E - 0xFF01)
		return code_point - 0xFEE0;
	if (code_point - 0x1D400 < 13 * 52) {
		uint32_t letter = (code_point - 0x1D400) % 52;
		return letter < 26 ? 'A' + letter : 'a' + letter - 26;
	}
	if (code_point - 0x1D7CE < 50)
		return '0' + (code_point - 0x1D7CE) % 10;
	return code_point;
}

static uint32_t stand_in(uint32_t code_point)
{
	code_point = plain_letter(code_point);
	size_t low = 0;
	size_t high = countof(look_alikes);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (look_alikes[middle].from == code_point)
			return look_alikes[middle].to;
		if (look_alikes[middle].from < code_point)
			low = middle + 1;
		else
			high = middle;
	}
	return code_point;
}

void utf8_skeleton(struct buf *out, struct str text)
{
	while (text.len) {
		char bytes[4];
		size_t size;
		uint32_t code_point = utf8_decode(text, &size);
		if (code_point == UTF8_INVALID)
			buf_add_bytes(out, text.ptr, size);
		else
			buf_add_bytes(out, bytes, utf8_encode(bytes, stand_in(code_point)));
		text = str_from_to(text, size, text.len);
	}
}
