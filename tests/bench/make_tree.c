/*
 * make_tree FOLDER LISTS [SEED]: writes a tree of that many lists, eight to a file, the same for the
 * same arguments everywhere: a vocabulary, authorities, lists with rules, exceptions, a procedure,
 * comments and a case each. Every other file spells its keywords in Chinese. About 2 KB a list;
 * tolc check finds nothing in it.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LISTS_A_FILE = 8, FILES_A_FOLDER = 32, PROVINCES = 31, COUNTIES = 20 };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct fact {
	const char *english, *chinese, *question;
};

/* All of them yes or no. */
static const struct fact facts[] = {
	{"private_gain", "谋取私利", "是否为本人、他人或者单位谋取私利？"},
	{"knowing_violation", "明知故犯", "是否明知违纪违法仍然实施？"},
	{"for_development", "推动发展", "是否出于推动发展的目的？"},
	{"unintentional", "无意过失", "是否属于无意的过失，不是故意？"},
	{"diligent", "勤勉尽责", "是否已经勤勉尽责、履行了职责？"},
	{"lacked_experience", "缺乏经验", "当时是否缺乏可以借鉴的经验？"},
	{"pioneering", "先行先试", "是否属于先行先试？"},
	{"exploratory", "探索性试验", "是否属于探索性试验？"},
	{"force_majeure", "不可抗力", "损失是否由不可抗力造成？"},
	{"unforeseeable", "难以预见", "损失是否由难以预见的因素造成？"},
	{"historical", "历史遗留", "是否属于历史遗留问题？"},
	{"sound_decision", "决策合规", "决策的程序是否符合规定？"},
	{"democratic", "民主决策", "是否经过集体研究、民主决策？"},
	{"emergency_action", "临机处置", "是否属于紧急情况下的临机处置？"},
	{"reported_promptly", "及时报告", "是否及时履行了报告程序？"},
	{"remedied", "主动挽损", "是否主动采取措施挽回损失、消除影响？"},
	{"banned", "明令禁止", "行为发生时，上级是否已经明令禁止？"},
	{"concealed", "隐瞒不报", "是否隐瞒不报、谎报或者拖延报告？"},
};

static const char *const clauses[] = {
	"在推进改革中因缺乏经验、先行先试出现的失误",
	"上级尚无明确限制的探索性试验中出现的偏差",
	"为推动发展，无意间出现的过失",
	"程序合规、经民主决策，执行中仍出现偏差的",
	"抢险救灾、应急处突中临机处置，事后及时报告的",
	"化解历史遗留问题，又主动挽回损失或者消除影响的",
	"已经履职尽责，损失由不可抗力或者难以预见的因素造成的",
	"在服务企业、服务群众中，因政策界限不明确出现的失误",
};

static const char *const titles[] = {"先行先试", "探索性试验",   "推动发展的无意过失", "民主决策后的偏差",
				     "急难险重", "历史遗留问题", "不可抗力",	       "服务企业"};

struct words {
	const char *list, *issuer, *document, *promulgated, *effective, *transition, *define;
	const char *tolerate, *bar, *mitigate, *except, *when, *effect, *text, *article, *provenance;
	const char *and, *or, *not, *all, *least, *of, *yes, *no;
};

static const struct words english = {
	"list", "issuer", "document", "promulgated", "effective", "transition   old_unless_lighter",
	"define", "tolerate", "bar", "mitigate", "except", "when", "effect     may", "text",
	"article", "provenance illustrative", "and", "or", "not", "all of", "at least", "of", "yes",
	"no"};
static const struct words chinese = {
	"清单", "机关", "文号", "公布", "施行", "过渡         从旧兼从轻", "定义", "可容", "不容",
	"减责", "除非", "当", "效果       可以", "条文", "条款", "出处       示例", "且", "或", "非",
	"全部", "至少", "项", "是", "否"};

static FILE *out;
static const struct words *w;
static uint64_t state;

static unsigned chance(unsigned below)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(state >> 33) % below;
}

static const char *fact(unsigned number)
{
	const struct fact *wanted = &facts[number % COUNT(facts)];
	return w == &chinese ? wanted->chinese : wanted->english;
}

static void vocabulary_write(void)
{
	fputs("tol 1\n\nvocabulary cadre \"干部履职事实\" {\n", out);
	for (size_t i = 0; i < COUNT(facts); i++)
		fprintf(out, "  fact %s | %s : bool \"%s\"\n", facts[i].english, facts[i].chinese,
			facts[i].question);
	fputs("  fact loss | 损失金额 : money \"造成的直接经济损失是多少？\"\n}\n", out);
}

static void authorities_write(void)
{
	fputs("tol 1\n\nauthority central \"中央\" level central\n", out);
	for (int i = 0; i < PROVINCES; i++) {
		fprintf(out, "\nauthority p%02d \"第%d省\" under central level province\n", i, i);
		for (int k = 0; k < COUNTIES; k++)
			fprintf(out,
				"authority p%02d.c%02d \"第%d省第%d县\" under p%02d level county\n",
				i, k, i, k, i);
	}
}

static void heading_write(const char *rule, const char *name, unsigned title, int article)
{
	fprintf(out, "\n  %s %s%d \"%s\" {\n    %s    \"第%d条第%u项\"\n    %s\n", rule, name, article,
		titles[title], w->article, article, title + 1, w->provenance);
}

static void tolerate_write(int article)
{
	unsigned title = chance(COUNT(titles)), first = chance(5);
	heading_write(w->tolerate, "ground", title, article);
	fprintf(out, "    %s       \"%s，符合程序规定，未谋取私利的\"\n", w->text,
		clauses[chance(COUNT(clauses))]);
	fprintf(out, "    %s       %s { %s %s %s, %s, good_faith }\n", w->when, w->all,
		fact(5 + first), w->or, fact(10 + first), fact(11 + first));
	fprintf(out, "    %s exempt, no_negative_evaluation\n", w->effect);
	fprintf(out, "    %s superior_ban \"上级明令禁止\" %s %s\n  }\n", w->except, w->when, fact(16));
}

static void bars_write(void)
{
	heading_write(w->bar, "gain", 1, 8);
	fprintf(out, "    %s       %s\n  }\n", w->when, fact(0));
	heading_write(w->bar, "loss", 2, 9);
	fprintf(out, "    %s       loss >= %u 万元 %s %s %u %s { %s, %s, %s }\n  }\n", w->when,
		100 + chance(4900), w->or, w->least, 2u, w->of, fact(1), fact(16), fact(17));
	heading_write(w->mitigate, "remedied", 5, 10);
	fprintf(out, "    %s       %s %s %s %s\n    %s mitigate\n  }\n", w->when, fact(15), w->and,
		w->not, fact(0), w->effect);
}

static void case_write(long number, unsigned province, unsigned county)
{
	fprintf(out, "\ncase c%06ld \"依法先行先试，未达预期\" {\n  provenance   illustrative\n", number);
	fprintf(out, "  subject      p%02u.c%02u\n  conduct      2021-0%u-%02u\n", province, county,
		1 + chance(9), 10 + chance(15));
	fprintf(out, "  accountable  2022-01-10 by p%02u.c%02u\n  facts {\n", province, county);
	for (unsigned i = 0; i < 6; i++)
		fprintf(out, "    %s = %s,\n", fact(i), i < 2 ? w->no : w->yes);
	fputs("  }\n  expect       tolerated\n}\n", out);
}

static void list_write(long number)
{
	unsigned province = chance(PROVINCES), county = chance(COUNTIES);
	unsigned year = 2010 + chance(10), month = 1 + chance(9);
	fprintf(out, "\n# 第%ld号：公开的只有标题，下面各条都是为测量而拟的示例。\n", number);
	fprintf(out, "%s p%02u.l%06ld \"第%u县容错纠错工作办法（%u年第%ld号）\" {\n", w->list, province,
		number, county, year, number);
	fprintf(out, "  %s       p%02u.c%02u\n  %s     \"县委办发〔%u〕%ld号\"\n", w->issuer, province,
		county, w->document, year, number);
	fprintf(out, "  %s  %u-0%u-01\n  %s    %u-0%u-15\n  %s\n", w->promulgated, year, month,
		w->effective, year, month, w->transition);
	fprintf(out, "\n  %s good_faith \"勤勉尽责、未谋私利\" = %s %s %s %s\n", w->define, fact(4),
		w->and, w->not, fact(0));
	for (int i = 0; i < 3; i++)
		tolerate_write(3 + i);
	bars_write();
	fputs("}\n", out);
	case_write(number, province, county);
}

static FILE *file_open(const char *folder, const char *name)
{
	char path[4096];
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	if (!file) {
		perror(path);
		exit(2);
	}
	return file;
}

static void lists_write(const char *folder, long lists)
{
	char name[64], below[4096];
	for (long i = 0, file = 0; i < lists; i += LISTS_A_FILE, file++) {
		snprintf(below, sizeof(below), "%s/d%05ld", folder, file / FILES_A_FOLDER);
		mkdir(below, 0777);
		snprintf(name, sizeof(name), "d%05ld/f%06ld.tol", file / FILES_A_FOLDER, file);
		out = file_open(folder, name);
		w = file % 2 ? &chinese : &english;
		fputs("tol 1\n\nuse cadre\n", out);
		for (long k = i; k < lists && k < i + LISTS_A_FILE; k++)
			list_write(k);
		fclose(out);
	}
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: %s FOLDER LISTS [SEED]\n", argv[0]);
		return 2;
	}
	state = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
	mkdir(argv[1], 0777);
	out = file_open(argv[1], "vocabulary.tol");
	vocabulary_write();
	fclose(out);
	out = file_open(argv[1], "authorities.tol");
	authorities_write();
	fclose(out);
	lists_write(argv[1], atol(argv[2]));
	return 0;
}
