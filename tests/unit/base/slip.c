#include "base.h"

#include "base/text/slip.h"

struct pair {
	const char *text;
	const char *word;
};

Test(slip, letters_wrong_missing_or_swapped)
{
	static const struct pair pairs[] = {
		{"wehn", "when"},	    {"cse", "case"},
		{"authorty", "authority"},  {"mitgatd", "mitigate"},
		{"个工作曰", "个工作日"},   {"勤勉尽职", "勤勉尽责"},
		{"容可", "可容"},	    {"chongqing.beibie.a", "chongqing.beibei.a"},
		{"本市·本区", "本市.本区"}, {"本市。本区", "本市.本区"},
	};
	for (size_t i = 0; i < countof(pairs); i++)
		claim(slip_of(str_from(pairs[i].text), str_from(pairs[i].word)), "%s %s",
		      pairs[i].text, pairs[i].word);
}

Test(slip, what_means_something_else_is_no_slip)
{
	static const struct pair pairs[] = {
		{"生效", "失效"},
		{"从轻", "从重"},
		{"免责", "减责"},
		{"可不容", "可容"},
		{"可不容错", "可容错"},
		{"未谋取私利", "谋取私利"},
		{"有害后果", "无害后果"},
		{"第二条款项", "第三条款项"},
		{"市级机关", "省级机关"},
		{"本市.东区", "本市.本区"},
		{"unlawful_gain", "lawful_gain"},
		{"indirect", "direct"},
		{"not_reported", "reported"},
		{"rule_1_of_it", "rule_2_of_it"},
		{"exempt", "except"},
		{"is", "in"},
		{"no", "on"},
		{"at", "at least"},
		{"bar", "case"},
		{"a.gain", "b.gain"},
		{"aaaa.bbbb", "aaab.bbba"},
		{"a", "a.b"},
	};
	for (size_t i = 0; i < countof(pairs); i++) {
		struct str text = str_from(pairs[i].text), word = str_from(pairs[i].word);
		claim(!slip_of(text, word), "%s %s", pairs[i].text, pairs[i].word);
		claim(!slip_of(word, text), "%s %s", pairs[i].word, pairs[i].text);
	}
}
