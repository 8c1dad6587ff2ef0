/* The canonical text. Each row is a text and what it becomes; formatting that again changes
 * nothing. */
#include "syntax.h"

/* Every construct, in canonical form. */

static const char english[] =
	"tol 1\n"
	"\n"
	"use cadre, 干部\n"
	"\n"
	"vocabulary cadre \"事实\" {\n"
	"  fact loss | 损失金额 (formerly damage, cost) : money \"造成的直接经济损失\"\n"
	"  fact diligent : bool\n"
	"  fact consequence : one of { none | 无 \"无\", minor \"轻微\", serious } \"后果?\"\n"
	"  fact fields : set of { reform, rescue }\n"
	"}\n"
	"\n"
	"authority central \"中央\" level central\n"
	"authority chongqing under central level province\n"
	"\n"
	"list chongqing.tolerance \"清单\" {\n"
	"  issuer       chongqing\n"
	"  document     \"渝委〔2018〕1号\"\n"
	"  promulgated  2018-02-09\n"
	"  effective    pending \"印发\"\n"
	"  effective    2018-02-09\n"
	"  expires      2020-02-09\n"
	"  in_force_since 2006-07-01\n"
	"  status       trial\n"
	"  repeals      old.list from 2018-02-09, other/rule\n"
	"  corrects     \"第三条\"\n"
	"  withdraws    2021-01-01, 2021-02-01\n"
	"  reinstates   2021-01-01\n"
	"  retroactive\n"
	"  basis        central.opinion at 2018-05-20 \"第五条\", other.list/rule\n"
	"  transition   old_unless_lighter as of decision\n"
	"  continuing   new\n"
	"  recognition {\n"
	"    binding  before chongqing\n"
	"    advisory before central for chongqing\n"
	"  }\n"
	"  scope        when rank in { county, township }\n"
	"  special to   chongqing.general\n"
	"  saves        chongqing.special, chongqing.other/rule\n"
	"  delegates to county, township\n"
	"\n"
	"  define good_faith \"勤勉\" = diligent and not private_gain\n"
	"\n"
	"  tolerate pioneering \"先行先试\" {\n"
	"    formerly   old_name, older_name\n"
	"    article    \"第三条\"\n"
	"    provenance verified \"某报\"\n"
	"    text       \"改革\"\n"
	"    effective  2018-03-01\n"
	"    expires    2019-03-01\n"
	"    when       all of { a, b = none, c has reform }\n"
	"    effect     may exempt, must no_accountability, lenient\n"
	"    except ban \"禁止\" when known banned and banned {\n"
	"      article    \"第四条\"\n"
	"      except emergency when fields has rescue\n"
	"    }\n"
	"    except other when at least 2 of { a, unknown b, conduct < 2018-01-01 }\n"
	"  }\n"
	"\n"
	"  bar redline private_gain {\n"
	"    when       private_gain\n"
	"  }\n"
	"\n"
	"  bar major_loss {\n"
	"    when       loss >= 5000 万元 or (any of { x, y } and not (p or q))\n"
	"  }\n"
	"\n"
	"  mitigate remedied {\n"
	"    effect     may mitigate\n"
	"  }\n"
	"\n"
	"  aggravate obstructed {}\n"
	"\n"
	"  presume diligent unless shown\n"
	"  presume not private_gain unless shown\n"
	"  presume loss = 0 元 unless shown\n"
	"\n"
	"  procedure handling \"程序\" {\n"
	"    initiate   by official, organ\n"
	"    window     from accountability to decision\n"
	"    article    \"第八条\"\n"
	"    step apply \"申请\" by official to accountable_organ in writing\n"
	"    step investigate within 15 workdays from acceptance produces \"调查报告\"\n"
	"    step decide collectively\n"
	"  }\n"
	"}\n"
	"\n"
	"case draw_lots \"抽签\" {\n"
	"  source       \"第4号\"\n"
	"  subject      chongqing\n"
	"  conduct      2019-09-10 .. 2019-10-30\n"
	"  accountable  2021-03-05 by chongqing\n"
	"  decided      2021-06-01\n"
	"  closed       2021-07-01\n"
	"  facts        { a = yes, b = no, c = unknown, loss = 1.5 亿元, fields = { reform, rescue "
	"} }\n"
	"  outcome      \"免责\"\n"
	"  provenance   reported\n"
	"  expect       tolerated by chongqing.tolerance/pioneering because \"从轻\"\n"
	"}\n"
	"\n"
	"case other {\n"
	"  conduct      2019-09-10\n"
	"  facts        {}\n"
	"  expect       needs ruling because \"两单位意见不一\"\n"
	"}\n";

static const char chinese[] =
	"tol 1\n"
	"\n"
	"引用 cadre, 干部\n"
	"\n"
	"词汇 cadre \"事实\" {\n"
	"  事实 loss | 损失金额 (曾名 damage, cost) : 金额 \"造成的直接经济损失\"\n"
	"  事实 diligent : 是否\n"
	"  事实 consequence : 枚举 { none | 无 \"无\", minor \"轻微\", serious } \"后果?\"\n"
	"  事实 fields : 多选 { reform, rescue }\n"
	"}\n"
	"\n"
	"机构 central \"中央\" 层级 中央\n"
	"机构 chongqing 隶属 central 层级 省级\n"
	"\n"
	"清单 chongqing.tolerance \"清单\" {\n"
	"  机关         chongqing\n"
	"  文号         \"渝委〔2018〕1号\"\n"
	"  公布         2018-02-09\n"
	"  施行         待定 \"印发\"\n"
	"  施行         2018-02-09\n"
	"  失效         2020-02-09\n"
	"  首次施行     2006-07-01\n"
	"  状态         试行\n"
	"  废止         old.list 自 2018-02-09, other/rule\n"
	"  更正         \"第三条\"\n"
	"  撤回         2021-01-01, 2021-02-01\n"
	"  恢复         2021-01-01\n"
	"  溯及\n"
	"  依据         central.opinion 截于 2018-05-20 \"第五条\", other.list/rule\n"
	"  过渡         从旧兼从轻 截至 认定\n"
	"  持续行为     从新\n"
	"  认可 {\n"
	"    约束     对 chongqing\n"
	"    参考     对 central 就 chongqing\n"
	"  }\n"
	"  范围         当 rank 属于 { county, township }\n"
	"  专于         chongqing.general\n"
	"  保留         chongqing.special, chongqing.other/rule\n"
	"  授权         县级, 乡级\n"
	"\n"
	"  定义 good_faith \"勤勉\" = diligent 且 非 private_gain\n"
	"\n"
	"  可容 pioneering \"先行先试\" {\n"
	"    曾名       old_name, older_name\n"
	"    条款       \"第三条\"\n"
	"    出处       已核 \"某报\"\n"
	"    条文       \"改革\"\n"
	"    施行       2018-03-01\n"
	"    失效       2019-03-01\n"
	"    当         全部 { a, b = none, c 含 reform }\n"
	"    效果       可以 免责, 应当 不予问责, 从轻\n"
	"    除非 ban \"禁止\" 当 已知 banned 且 banned {\n"
	"      条款       \"第四条\"\n"
	"      除非 emergency 当 fields 含 rescue\n"
	"    }\n"
	"    除非 other 当 至少 2 项 { a, 未知 b, 行为 < 2018-01-01 }\n"
	"  }\n"
	"\n"
	"  不容 红线 private_gain {\n"
	"    当         private_gain\n"
	"  }\n"
	"\n"
	"  不容 major_loss {\n"
	"    当         loss >= 5000 万元 或 (任一 { x, y } 且 非 (p 或 q))\n"
	"  }\n"
	"\n"
	"  减责 remedied {\n"
	"    效果       可以 减轻\n"
	"  }\n"
	"\n"
	"  从重 obstructed {}\n"
	"\n"
	"  推定 diligent 反证除外\n"
	"  推定 非 private_gain 反证除外\n"
	"  推定 loss = 0 元 反证除外\n"
	"\n"
	"  程序 handling \"程序\" {\n"
	"    启动       由 本人, 组织\n"
	"    窗口       自 问责 至 认定\n"
	"    条款       \"第八条\"\n"
	"    步骤 apply \"申请\" 由 本人 至 问责机关 书面\n"
	"    步骤 investigate 限 15 个工作日 自 受理 形成 \"调查报告\"\n"
	"    步骤 decide 集体\n"
	"  }\n"
	"}\n"
	"\n"
	"案例 draw_lots \"抽签\" {\n"
	"  来源         \"第4号\"\n"
	"  对象         chongqing\n"
	"  行为         2019-09-10 .. 2019-10-30\n"
	"  启动问责     2021-03-05 由 chongqing\n"
	"  作出认定     2021-06-01\n"
	"  结案         2021-07-01\n"
	"  情况         { a = 是, b = 否, c = 未知, loss = 1.5 亿元, fields = { reform, rescue } "
	"}\n"
	"  处理结果     \"免责\"\n"
	"  出处         转述\n"
	"  预期         可容 由 chongqing.tolerance/pioneering 因 \"从轻\"\n"
	"}\n"
	"\n"
	"案例 other {\n"
	"  行为         2019-09-10\n"
	"  情况         {}\n"
	"  预期         需裁决 因 \"两单位意见不一\"\n"
	"}\n";

Test(format, canonical_text_is_kept_byte_for_byte)
{
	expect_format(english, english, FORMAT_KEYWORDS_AS_WRITTEN);
	expect_format(chinese, chinese, FORMAT_KEYWORDS_AS_WRITTEN);
	expect_format(english, english, FORMAT_KEYWORDS_EN);
	expect_format(chinese, chinese, FORMAT_KEYWORDS_ZH);
}

Test(format, keywords_and_words_of_values_are_translated)
{
	expect_format(english, chinese, FORMAT_KEYWORDS_ZH);
	expect_format(chinese, english, FORMAT_KEYWORDS_EN);
}

Test(format, units_of_money_are_chinese_in_chinese_and_as_written_in_english)
{
	static const char amounts[] =
		"tol 1 list l { bar x { when m in { 1 yuan, 2 wan_yuan, 3 yi_yuan, 4 元 } } }";
	expect_format(amounts,
		      "tol 1\n\n清单 l {\n  不容 x {\n"
		      "    当         m 属于 { 1 元, 2 万元, 3 亿元, 4 元 }\n  }\n}\n",
		      FORMAT_KEYWORDS_ZH);
	expect_format(amounts,
		      "tol 1\n\nlist l {\n  bar x {\n"
		      "    when       m in { 1 yuan, 2 wan_yuan, 3 yi_yuan, 4 元 }\n  }\n}\n",
		      FORMAT_KEYWORDS_EN);
}

/* All that can be on one line on one line. */
static void squeeze(struct buf *out, const char *text)
{
	bool inside = false;
	for (const char *c = text; *c; c++) {
		inside ^= *c == '"';
		if (inside || (*c != ' ' && *c != '\n'))
			buf_add_char(out, *c);
		else if (c > text && c[-1] != ' ' && c[-1] != '\n')
			buf_add_char(out, ' ');
	}
}

Test(format, layout_of_the_source_does_not_matter_but_for_blank_lines)
{
	struct mem mem;
	struct buf squeezed;
	struct reading a, b;
	mem_init(&mem, NULL, NULL);
	buf_init(&squeezed, &mem);
	squeeze(&squeezed, english);
	reading_init(&a, buf_str(&squeezed));
	reading_init(&b, str_from(english));
	const char *kept = reading_format(&b, FORMAT_KEYWORDS_AS_WRITTEN);
	for (const char *c = reading_format(&a, FORMAT_KEYWORDS_AS_WRITTEN); *c; c++, kept++) {
		if (*kept == '\n' && *c != '\n')
			kept++;
		if (*c != *kept)
			break;
	}
	expect(*kept == '\0', "differs from here on: %s", kept);
	reading_fini(&b);
	reading_fini(&a);
	buf_fini(&squeezed);
	mem_fini(&mem);
}

Test(format, each_keyword_stays_in_its_own_language)
{
	static const struct row rows[] = {
		{"tol 1 list l { 不容 redline x { when a 且 not b or 任一 { c, d } } }",
		 "tol 1\n\nlist l {\n  不容 redline x {\n    when       (a 且 not b) or 任一 { c, "
		 "d }\n"
		 "  }\n}\n"},
		{"tol 1 清单 l { bar 红线 x { 当 a and 非 b } }",
		 "tol 1\n\n清单 l {\n  bar 红线 x {\n    当         a and 非 b\n  }\n}\n"},
		{"tol 1 list l { scope 当 x 程序 p { initiate 由 official window 自 问责 to 认定 } "
		 "}",
		 "tol 1\n\nlist l {\n  scope        当 x\n\n  程序 p {\n"
		 "    initiate   由 official\n    window     自 问责 to 认定\n  }\n}\n"},
		{"tol 1 ｌｉｓｔ l { 认可 { binding 对 a 就 b advisory before c } }",
		 "tol 1\n\nlist l {\n  认可 {\n    binding  对 a 就 b\n    advisory before c\n  "
		 "}\n}\n"},
	};
	EXPECT_ROWS(rows);
}

Test(format, another_spelling_becomes_the_canonical_one)
{
	static const struct row rows[] = {
		{"tol 1 list l { procedure p { step s within 1 workday from acceptance\n"
		 "step t 限 3 天 自 受理 step u within 1 day from conduct step v 限 2 月 自 行为\n"
		 "step w 限 2 工作日 自 受理 step x within 1 year from decision } }",
		 "tol 1\n\nlist l {\n  procedure p {\n"
		 "    step s within 1 workdays from acceptance\n    step t 限 3 日 自 受理\n"
		 "    step u within 1 days from conduct\n    step v 限 2 个月 自 行为\n"
		 "    step w 限 2 个工作日 自 受理\n    step x within 1 years from decision\n"
		 "  }\n}\n"},
	};
	EXPECT_ROWS(rows);
}

Test(format, full_width_marks_letters_and_digits_become_ascii)
{
	static const struct row rows[] = {
		{"ｔｏｌ　１　清单　ａ．ｂ　“题”｛机关　ｃ；公布　２０１８年２月９日；｝",
		 "tol 1\n\n清单 a.b \"题\" {\n  机关         c\n  公布         2018-02-09\n}\n"},
		{"tol 1 list l { bar ｘ｛ when ａ ＞＝ ５．５ 万元 or ｂ ≠ ｃ or d ≤ 3 and e ＜ 4 "
		 "or f in ｛g、h，i｝｝}",
		 "tol 1\n\nlist l {\n  bar x {\n    when       a >= 5.5 万元 or b != c or (d <= 3 "
		 "and e < 4) "
		 "or f in { g, h, i }\n  }\n}\n"},
		{"tol 1 ＃　注释\nuse a", "tol 1  #　注释\n\nuse a\n"},
		{"tol 1 vocabulary v ｛ fact a｜b（formerly c）：bool ｝ case c { conduct "
		 "2018-02-09～2018-02-10 }",
		 "tol 1\n\nvocabulary v {\n  fact a | b (formerly c) : bool\n}\n\n"
		 "case c {\n  conduct      2018-02-09 .. 2018-02-10\n}\n"},
	};
	EXPECT_ROWS(rows);
}

Test(format, conditions_take_brackets_where_and_meets_or)
{
	static const struct row rows[] = {
		{"((a))", "a"},
		{"a and (b and (c and d))", "a and b and c and d"},
		{"(a or b) or c", "a or b or c"},
		{"a and b or c", "(a and b) or c"},
		{"a and (b or c) and d", "a and (b or c) and d"},
		{"not (a)", "not a"},
		{"not (a = 1)", "not a = 1"},
		{"not (a and b)", "not (a and b)"},
		{"not not a", "not not a"},
		{"(all of { (a), (b and c) }) and d", "all of { a, b and c } and d"},
		{"any of { all of { a, }, at least 1 of { b, c, }, }",
		 "any of { all of { a }, at least 1 of { b, c } }"},
	};
	EXPECT_CONDITIONS(rows);
}

#define NAME_72 "d23456789012345678901234567890123456789012345678901234567890123456789012"

Test(format, what_is_too_long_for_a_line_is_broken)
{
	static const struct row rows[] = {
		{LONG " and " LONG " and " LONG,
		 LONG "\n" INDENT "and " LONG "\n" INDENT "and " LONG},
		{"a and (" LONG " or " LONG " or " LONG ")",
		 "a\n" INDENT "and (" LONG "\n" INDENT "  or " LONG "\n" INDENT "  or " LONG ")"},
		{"all of { " LONG ", " LONG ", " LONG " }",
		 "all of {\n" INDENT "  " LONG ",\n" INDENT "  " LONG ",\n" INDENT "  " LONG
		 ",\n" INDENT "}"},
		{"a or at least 2 of { " LONG " or b, " LONG ", " LONG " }",
		 "a\n" INDENT "or at least 2 of {\n" INDENT "  " LONG " or b,\n" INDENT "  " LONG
		 ",\n" INDENT "  " LONG ",\n" INDENT "}"},
		{"x in { " LONG ", " LONG ", " LONG " }",
		 "x in {\n" INDENT "  " LONG ",\n" INDENT "  " LONG ",\n" INDENT "  " LONG
		 ",\n" INDENT "}"},
	};
	EXPECT_CONDITIONS(rows);
}

/* 85 columns remain for a condition; 72 of them are the long name. */
Test(format, a_line_of_a_hundred_columns_fits)
{
	static const struct row rows[] = {
		{"a and bc and " NAME_72, "a and bc and " NAME_72},
		{"a and 二 and " NAME_72, "a and 二 and " NAME_72},
		{"a and bcd and " NAME_72, "a\n" INDENT "and bcd\n" INDENT "and " NAME_72},
		{"a and 二d and " NAME_72, "a\n" INDENT "and 二d\n" INDENT "and " NAME_72},
	};
	EXPECT_CONDITIONS(rows);
}

Test(format, long_lists_have_a_line_for_each_value)
{
	static const struct row rows[] = {
		{"tol 1 use " LONG ", " LONG ", " LONG,
		 "tol 1\n\nuse " LONG ",\n    " LONG ",\n    " LONG "\n"},
		{"tol 1 list l { saves " LONG ", " LONG "/r, " LONG " }",
		 "tol 1\n\nlist l {\n  saves        " LONG ",\n" INDENT LONG "/r,\n" INDENT LONG
		 "\n}\n"},
		{"tol 1 list l { procedure p { step s \"x\" by " LONG " to " LONG
		 " in writing collectively } }",
		 "tol 1\n\nlist l {\n  procedure p {\n    step s \"x\"\n        by " LONG
		 "\n        to " LONG "\n        in writing\n        collectively\n  }\n}\n"},
		{"tol 1 vocabulary v { fact x : one of { " LONG " \"a\", " LONG
		 " \"b\", c } \"q\" }",
		 "tol 1\n\nvocabulary v {\n  fact x : one of {\n    " LONG " \"a\",\n    " LONG
		 " \"b\",\n    c,\n  } \"q\"\n}\n"},
		{"tol 1 case c { facts { " LONG " = yes, " LONG " = no } }",
		 "tol 1\n\ncase c {\n  facts {\n    " LONG " = yes,\n    " LONG " = no,\n  }\n}\n"},
		{"tol 1 list l { define x \"title\" = " LONG " and " LONG " and y }",
		 "tol 1\n\nlist l {\n  define x \"title\" = " LONG "\n      and " LONG
		 "\n      and y\n}\n"},
		{"tol 1 list l { define x = all of { " LONG ", " LONG ", y } }",
		 "tol 1\n\nlist l {\n  define x = all of {\n    " LONG ",\n    " LONG
		 ",\n    y,\n  }\n}\n"},
	};
	EXPECT_ROWS(rows);
}

Test(format, names_that_would_be_keywords_are_quoted)
{
	static const struct row rows[] = {
		{"tol 1 use `list`, `清单`, level, `level`, `free`",
		 "tol 1\n\nuse `list`, `清单`, level, level, free\n"},
		{"tol 1 list l { bar `redline` { when `conduct` < 2018-02-09 and known `conduct` } "
		 "}",
		 "tol 1\n\nlist l {\n  bar `redline` {\n"
		 "    when       conduct < 2018-02-09 and known `conduct`\n  }\n}\n"},
		{"tol 1 list l { procedure p { step `special` by `special` to y } }",
		 "tol 1\n\nlist l {\n  procedure p {\n    step `special` by `special` to y\n  "
		 "}\n}\n"},
		{"tol 1 list l { bar x { effect `must`, may `mitigate`, mitigate } }",
		 "tol 1\n\nlist l {\n  bar x {\n    effect     `must`, may mitigate, mitigate\n  "
		 "}\n}\n"},
		{"tol 1 case c { expect `needs` } case d { expect `level` }",
		 "tol 1\n\ncase c {\n  expect       `needs`\n}\n\ncase d {\n  expect       "
		 "`level`\n}\n"},
	};
	EXPECT_ROWS(rows);
}

Test(format, strings_are_quoted_alike_and_joined)
{
	expect_format(
		"tol 1 case c “甲「乙」“丙”” { source 「a\"b」 outcome 『c\\td\te』 “\\n” \"f\" }",
		"tol 1\n\ncase c \"甲「乙」“丙”\" {\n  source       \"a\\\"b\"\n"
		"  outcome      \"c\\td\\te\\nf\"\n}\n",
		FORMAT_KEYWORDS_AS_WRITTEN);
	expect_format("tol 1 case c “＂” { source ＂a＂ }",
		      "tol 1\n\ncase c \"＂\" {\n  source       \"a\"\n}\n",
		      FORMAT_KEYWORDS_AS_WRITTEN);
}

Test(format, names_become_nfc)
{
	expect_format("tol 1 use e\xCC\x81, a\xCE\x87, \xEF\xA4\x80",
		      "tol 1\n\nuse \xC3\xA9, a\xC2\xB7, \xE8\xB1\x88\n",
		      FORMAT_KEYWORDS_AS_WRITTEN);
}

Test(format, one_form_for_what_can_be_written_in_two_ways)
{
	static const struct row rows[] = {
		{"tol 1 list l { presume x = no unless shown; presume y = yes unless shown }",
		 "tol 1\n\nlist l {\n  presume not x unless shown\n  presume y = yes unless "
		 "shown\n}\n"},
		{"tol 1 list l { bar x { except e when a {} ; ; } recognition { ; } }",
		 "tol 1\n\nlist l {\n  bar x {\n    except e when a\n  }\n\n  recognition {}\n}\n"},
	};
	EXPECT_ROWS(rows);
}

Test(format, blank_lines)
{
	static const struct row rows[] = {
		{"\n\n\ntol 1\nuse a\nuse b\n\n\nuse c\nauthority d\nauthority e\n\n\n\nauthority "
		 "f\n\n\n",
		 "tol 1\n\nuse a\nuse b\n\nuse c\n\nauthority d\nauthority e\n\nauthority f\n"},
		{"tol 1\nlist l {\n\n\n  issuer a\n\n\n  status draft\n  bar x {\n\n    when "
		 "y\n\n\n"
		 "    article \"1\"\n\n  }\n  define z = w\n  bar u { when v }\n\n}\n",
		 "tol 1\n\nlist l {\n  issuer       a\n\n  status       draft\n\n  bar x {\n"
		 "    when       y\n\n    article    \"1\"\n  }\n\n  define z = w\n\n  bar u {\n"
		 "    when       v\n  }\n}\n"},
		{"tol 1\r\n\r\n\r\nuse a\r\n \t\r\nuse b\r\n　\r\nuse c",
		 "tol 1\n\nuse a\n\nuse b\n\nuse c\n"},
		{"tol 1", "tol 1\n"},
	};
	EXPECT_ROWS(rows);
}
