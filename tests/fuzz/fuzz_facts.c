/*
 * Any bytes as the facts of a case: they are refused with a reason, or taken. What was taken is the same
 * when it is said again, as JSON and as a text of the language; so both say the same of one value.
 */
#include "api/session/session.h"
#include "emit/verdict/decide.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char record[] =
	"tol 1\n"
	"vocabulary v {\n"
	"  fact a | 甲 : bool  fact m | 金 : money  fact n : count  fact d : date\n"
	"  fact k : one of { none | 无, minor, serious }  fact s : set of { x | 某, y }\n"
	"  fact b (formerly old_b) : bool\n"
	"}\n"
	"authority c \"c\" level central\n"
	"list l { issuer c promulgated 2018-01-01 effective 2018-01-01 transition old\n"
	"  tolerate t { article \"1\" when a and m < 50 万元 and n < 3 and d <= conduct\n"
	"    except e when k = serious or s has y }\n"
	"  bar r { article \"2\" when b } }\n";

/* -- a folder of its own, without a repository -- */

static char folder[] = "/tmp/fuzz_facts_XXXXXX";

static void folder_remove(void)
{
	char path[64];
	snprintf(path, sizeof(path), "%s/record.tol", folder);
	unlink(path);
	rmdir(folder);
}

static void folder_make(void)
{
	char path[64];
	if (access(folder, F_OK) == 0)
		return;
	if (!mkdtemp(folder) || atexit(folder_remove) != 0)
		abort();
	snprintf(path, sizeof(path), "%s/record.tol", folder);
	FILE *file = fopen(path, "w");
	if (!file || fputs(record, file) < 0 || fclose(file) != 0)
		abort();
}

/* -- a case with these facts -- */

static struct tol_answer *decide(struct tol_session *session, struct str facts)
{
	struct tol_decide_options question = TOL_DECIDE_OPTIONS_INIT;
	struct tol_text text = {"-", facts.ptr, facts.len};
	struct tol_answer *answer;
	question.subject = "c";
	question.conduct = tol_date_parse("2019-05-01");
	question.accountable = tol_date_parse("2020-05-01");
	question.by = "c";
	question.facts = &text;
	int status = tol_decide(&answer, session, &question);
	bool refused = status == TOL_EUSAGE && *tol_session_error(session);
	if (status != TOL_OK && !refused)
		abort();
	return answer;
}

/* -- said again -- */

struct form {
	const char *begin;
	const char *is;	    /* between name and value */
	const char *unknown;
	const char *words[2]; /* no, yes */
	const char *quote;    /* of dates and choices */
	const char *money[2]; /* around an amount */
	const char *set[2];   /* around choices */
	const char *end;
};

static const struct form json = {
	"{", ": ", "null", {"false", "true"}, "\"", {"\"", "\""}, {"[", "]"}, "}"};
static const struct form language = {
	"facts {", " = ", "unknown", {"no", "yes"}, "", {"", " 元"}, {"{ ", " }"}, "}"};

static void add_quoted(struct buf *out, const struct form *form, struct str text)
{
	buf_add_text(out, form->quote);
	buf_add(out, text);
	buf_add_text(out, form->quote);
}

static void add_set(struct buf *out, const struct form *form, const struct eval_fact *fact,
		    uint64_t bits)
{
	bool first = true;
	buf_add_text(out, form->set[0]);
	for (size_t i = 0; i < fact->choices.count; i++) {
		if (!(bits >> i & 1))
			continue;
		buf_add_text(out, first ? "" : ", ");
		add_quoted(out, form, fact->choices.items[i]);
		first = false;
	}
	buf_add_text(out, form->set[1]);
}

static void add_value(struct buf *out, const struct form *form, const struct answer_decide *found,
		      const struct answer_given *given)
{
	const struct eval_fact *fact = &found->facts->facts.items[given->fact];
	bool quoted = fact->type == IR_DATE || fact->type == IR_CHOICE;
	bool money = fact->type == IR_MONEY;
	if (!given->is_known) {
		buf_add_text(out, form->unknown);
	} else if (fact->type == IR_BOOL) {
		buf_add_text(out, form->words[given->number]);
	} else if (fact->type == IR_SET) {
		add_set(out, form, fact, (uint64_t)given->number);
	} else {
		buf_add_text(out, money ? form->money[0] : quoted ? form->quote : "");
		decide_add_value(out, found, given->fact, given->number);
		buf_add_text(out, money ? form->money[1] : quoted ? form->quote : "");
	}
}

static void add_facts(struct buf *out, const struct form *form, const struct answer_decide *found)
{
	buf_add_text(out, form->begin);
	for (size_t i = 0; i < found->given_count; i++) {
		const struct answer_given *given = &found->givens[i];
		struct str name = decide_fact_name(found, given->fact);
		buf_add_text(out, i ? ", " : " ");
		if (form == &json)
			add_quoted(out, form, name);
		else
			buf_add(out, name);
		buf_add_text(out, form->is);
		add_value(out, form, found, given);
	}
	buf_add_text(out, form->end);
}

static bool same(const struct answer_decide *a, const struct answer_decide *b)
{
	bool equal = a->given_count == b->given_count &&
		     a->verdict.outcomes == b->verdict.outcomes;
	for (size_t i = 0; equal && i < a->given_count; i++)
		equal = str_equal(decide_fact_name(a, a->givens[i].fact),
				  decide_fact_name(b, b->givens[i].fact)) &&
			a->givens[i].is_known == b->givens[i].is_known &&
			a->givens[i].number == b->givens[i].number;
	return equal;
}

static void say_again(struct tol_session *session, const struct tol_answer *answer,
		      const struct form *form)
{
	struct buf text;
	buf_init(&text, &session->mem);
	add_facts(&text, form, answer->answer.decide);
	struct tol_answer *again = decide(session, buf_str(&text));
	if (!again || !same(answer->answer.decide, again->answer.decide)) {
		fprintf(stderr, "not the same: %s\n", text.ptr);
		abort();
	}
	tol_answer_free(again);
	buf_fini(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct tol_session_options options = TOL_SESSION_OPTIONS_INIT;
	struct tol_session *session;
	folder_make();
	options.directory = folder;
	if (tol_session_new(&session, &options) != TOL_OK)
		abort();
	struct tol_answer *answer = decide(session, (struct str){(const char *)bytes, size});
	if (answer) {
		say_again(session, answer, &json);
		say_again(session, answer, &language);
	}
	tol_session_free(session);
	return 0;
}
