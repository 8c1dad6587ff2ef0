/*
 * make_record LISTS COMMITS [SEED]: writes a record as a stream for git fast-import, the same for the
 * same arguments everywhere. One vocabulary, the authorities and LISTS lists in 40 folders; each
 * commit after the first changes one list. Every fifth change of a list is a new version of it, the
 * others correct the one before.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDERS = 40, START = 1262304000, TEXT_MAX = 1 << 14 };

static void data(const char *text)
{
	printf("data %zu\n%s\n", strlen(text), text);
}

static void file(const char *path, const char *text)
{
	printf("M 100644 inline %s\n", path);
	data(text);
}

static void commit(long number)
{
	char message[64];
	snprintf(message, sizeof(message), "change %ld\n", number);
	printf("commit refs/heads/main\ncommitter Record Keeper <keeper@example.org> %ld +0800\n",
	       START + number * 3600);
	data(message);
}

static const char vocabulary[] =
	"tol 1\n\nvocabulary cadre \"干部履职事实\" {\n"
	"\tfact private_gain | 谋取私利 : bool \"是否为本人、他人或者单位谋取私利?\"\n"
	"\tfact banned | 明令禁止 : bool \"上级是否已明令禁止?\"\n"
	"\tfact pilot | 先行先试 : bool \"是否属于先行先试?\"\n"
	"\tfact loss | 损失金额 : money \"造成的直接经济损失\"\n"
	"\tfact diligent | 勤勉尽责 : bool\n"
	"\tfact consequence | 危害后果 : one of { none \"无\", minor \"轻微\", serious \"严重\" }\n}\n";

static void authorities(char *out, size_t size)
{
	size_t length = (size_t)snprintf(out, size, "tol 1\n\nauthority centre \"中央\" level central\n");
	for (int i = 0; i < FOLDERS; i++)
		length += (size_t)snprintf(out + length, size - length,
					   "authority a%02d \"第%d地区\" under centre level province\n", i, i);
}

static void list(char *out, size_t size, int number, int revision)
{
	int version = revision / 5, year = 2010 + version % 40, month = 1 + version / 40 % 12;
	char correction[64] = "";
	if (revision % 5)
		snprintf(correction, sizeof(correction), "\tcorrects \"第%d次更正\"\n", revision);
	snprintf(out, size,
		 "tol 1\nuse cadre\n\nlist a%02d.l%04d \"第%d号容错清单\" {\n\tissuer a%02d\n"
		 "\tdocument \"第%d号\"\n\tpromulgated %04d-%02d-01\n\teffective %04d-%02d-01\n%s"
		 "\ttransition old_unless_lighter\n\n"
		 "\ttolerate pioneering \"先行先试\" {\n\t\tarticle \"第三条第(一)项\"\n"
		 "\t\tprovenance illustrative\n\t\twhen pilot and diligent and loss < %d 元\n"
		 "\t\texcept superior_ban \"上级明令禁止\" when banned\n\t}\n\n"
		 "\tbar private_gain \"谋取私利\" {\n\t\tarticle \"第四条\"\n\t\tprovenance illustrative\n"
		 "\t\twhen private_gain\n\t}\n\n"
		 "\tbar major_loss \"重大损失\" {\n\t\tarticle \"第五条\"\n\t\tprovenance illustrative\n"
		 "\t\twhen loss >= 5000 万元 or consequence = serious\n\t}\n}\n",
		 number % FOLDERS, number, number, number % FOLDERS, number, year, month, year, month,
		 correction, 10000 + revision);
}

static void list_write(int number, int revision)
{
	char path[64], text[TEXT_MAX];
	snprintf(path, sizeof(path), "rulesets/a%02d/l%04d.tol", number % FOLDERS, number);
	list(text, sizeof(text), number, revision);
	file(path, text);
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: %s LISTS COMMITS [SEED]\n", argv[0]);
		return 2;
	}
	int lists = atoi(argv[1]);
	long commits = atol(argv[2]);
	uint64_t state = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
	int *revisions = calloc((size_t)lists, sizeof(*revisions));
	char text[TEXT_MAX];
	if (!revisions || lists < 1)
		return 2;
	commit(0);
	file("rulesets/vocabulary.tol", vocabulary);
	authorities(text, sizeof(text));
	file("rulesets/authorities.tol", text);
	for (int i = 0; i < lists; i++)
		list_write(i, 0);
	for (long i = 1; i < commits; i++) {
		state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		int number = (int)((state >> 33) % (uint64_t)lists);
		commit(i);
		list_write(number, ++revisions[number]);
	}
	printf("done\n");
	free(revisions);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
