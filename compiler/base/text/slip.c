#include "base/text/slip.h"

#include "base/text/utf8.h"

/* What makes another meaning where one has it and the other has not. */
static const char *const telling[] = {
	"不", "非", "未", "无", "没", "勿", "否", "免", "反", "禁", "有", "可", "应", "上",
	"下", "轻", "重", "严", "宽", "大", "小", "前", "后", "内", "外", "高", "低", "多",
	"少", "先", "主", "被", "公", "私", "增", "减", "新", "旧", "升", "降", "省", "市",
	"县", "区", "乡", "镇", "村", "东", "西", "南", "北", "中", "甲", "乙", "丙", "丁",
	"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "亿",
	"两", "0",  "1",  "2",	"3",  "4",  "5",  "6",	"7",  "8",  "9",
};

/* The same at the start of an English word. */
static const char *const prefixes[] = {"not", "non", "no", "un",  "in",
				       "im",  "il",  "ir", "dis", "mis"};

static unsigned count_in(struct str text, struct str part)
{
	unsigned count = 0;
	for (size_t at = 0; at + part.len <= text.len; at++)
		count += memcmp(text.ptr + at, part.ptr, part.len) == 0;
	return count;
}

static unsigned count_at_starts(struct str text, struct str part)
{
	unsigned count = 0;
	for (size_t at = 0; at < text.len; at++) {
		bool starts = at == 0 || text.ptr[at - 1] == '_';
		count += starts && str_starts_with(str_from_to(text, at, text.len), part);
	}
	return count;
}

static bool tells_apart(struct str a, struct str b)
{
	for (size_t i = 0; i < countof(telling); i++) {
		if (count_in(a, str_from(telling[i])) != count_in(b, str_from(telling[i])))
			return true;
	}
	for (size_t i = 0; i < countof(prefixes); i++) {
		struct str prefix = str_from(prefixes[i]);
		if (count_at_starts(a, prefix) != count_at_starts(b, prefix))
			return true;
	}
	return false;
}

/* Whether each character of a is in b as often. */
static bool same_characters(struct str a, struct str b)
{
	for (size_t i = 0, size; i < a.len; i += size) {
		utf8_decode(str_from_to(a, i, a.len), &size);
		struct str character = str_from_to(a, i, i + size);
		if (count_in(a, character) != count_in(b, character))
			return false;
	}
	return a.len == b.len;
}

static bool part_slips(struct str text, struct str word)
{
	size_t a = utf8_length(text), b = utf8_length(word), longest = a > b ? a : b;
	unsigned distance = str_distance(text, word, 2);
	bool swapped = distance == 1 && text.len > 2 && same_characters(text, word);
	return (swapped || (distance <= 2 && 4 * distance <= longest)) && !tells_apart(text, word);
}

/* Up to the next dot, of which there are several in use. */
static struct str take_part(struct str *text)
{
	static const char *const dots[] = {".", "．", "。", "·"};
	for (size_t at = 0; at < text->len; at++) {
		struct str rest = str_from_to(*text, at, text->len);
		for (size_t i = 0; i < countof(dots); i++) {
			struct str part = str_from_to(*text, 0, at);
			if (!str_starts_with(rest, str_from(dots[i])))
				continue;
			*text = str_from_to(rest, strlen(dots[i]), rest.len);
			return part;
		}
	}
	struct str part = *text;
	*text = str_from_to(*text, text->len, text->len);
	return part;
}

bool slip_of(struct str text, struct str word)
{
	bool differ = false;
	while (text.len || word.len) {
		struct str a = take_part(&text), b = take_part(&word);
		if (str_equal(a, b))
			continue;
		if (differ || !part_slips(a, b))
			return false;
		differ = true;
	}
	return true;
}
