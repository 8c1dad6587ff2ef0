/* What a batch says of a case is what is said of it alone, however the text is written and cut. */
#include "support/tries.h"
#include "unit/base/base.h"
#include "unit/history/scratch.h"

#include "api/change/impact.h"
#include "api/session/session.h"

#include <inttypes.h>

static uint64_t state;

static unsigned any(unsigned below)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(state >> 33) % below;
}

static struct mem mem;

static void no_memory(void *data)
{
	(void)data;
	abort();
}

/* -- random lists -- */

static const char *const compares[] = {"<", "<=", ">", ">=", "=", "!="};

static void add_atom(struct buf *out)
{
	static const char *const days[] = {"2018-06-01", "2019-01-01", "conduct", "accountability",
					   "decision"};
	static const char *const fixed[] = {
		"known b0", "unknown d", "known c", "n in { 1, 3 }", "c in { c1, c2 }", "s has x",
		"s has y", "conduct >= 2019-06-01",
	};
	switch (any(8)) {
	case 0:
		buf_addf(out, "m %s %u 元", compares[any(6)], any(4));
		break;
	case 1:
		buf_addf(out, "n %s %u", compares[any(6)], any(4));
		break;
	case 2:
		buf_addf(out, "d %s %s", compares[any(4)], days[any(countof(days))]);
		break;
	case 3:
		buf_addf(out, "c %s c%u", any(2) ? "=" : "!=", 1 + any(2));
		break;
	case 4:
		buf_add_text(out, fixed[any(countof(fixed))]);
		break;
	default:
		buf_addf(out, "b%u", any(4));
		break;
	}
}

static void add_condition(struct buf *out, unsigned depth)
{
	static const char *const joins[] = {"all of", "any of", "at least 2 of"};
	if (depth == 0 || any(4) == 0) {
		add_atom(out);
	} else if (any(4) == 0) {
		buf_add_text(out, "not (");
		add_condition(out, depth - 1);
		buf_add_text(out, ")");
	} else {
		buf_addf(out, "%s { ", joins[any(3)]);
		for (unsigned i = 0, count = 2 + any(2); i < count; i++) {
			buf_add_text(out, i ? ", (" : "(");
			add_condition(out, depth - 1);
			buf_add_text(out, ")");
		}
		buf_add_text(out, " }");
	}
}

static void add_except(struct buf *out, unsigned number, unsigned depth)
{
	buf_addf(out, " except e%u \"e\" when (", number);
	add_condition(out, 1);
	buf_add_text(out, ")");
	if (depth && any(3) == 0) {
		buf_add_text(out, " {");
		add_except(out, number + 10, depth - 1);
		buf_add_text(out, " }");
	}
	buf_add_text(out, "\n");
}

static void add_rule(struct buf *out, unsigned number)
{
	static const char *const kinds[] = {"tolerate", "tolerate", "bar", "bar redline", "mitigate"};
	buf_addf(out, "\t%s r%u \"r\" {\n\t\tarticle \"1\"\n\t\tprovenance %s\n\t\twhen (",
		 kinds[any(countof(kinds))], number, number % 2 ? "illustrative" : "verified");
	add_condition(out, 2);
	buf_add_text(out, ")\n");
	for (unsigned i = any(3); i > 1; i--)
		add_except(out, i, 1);
	buf_add_text(out, "\t}\n");
}

static void add_list(struct buf *out, const char *issuer, const char *name, unsigned year)
{
	static const char *const transitions[] = {"transition old_unless_lighter", "transition old",
						  "transition new", ""};
	static const char *const clauses[] = {"", "presume b1 unless shown", "presume c = c1 unless shown",
					      "advisory before province", "continuing new"};
	buf_addf(out, "list %s.%s \"t\" {\n\tissuer %s\n\tdocument \"1\"\n\tpromulgated %u-01-01\n"
		      "\teffective %u-01-01\n\t%s\n\t%s\n", issuer, name, issuer, year, year,
		 transitions[any(4)], clauses[any(countof(clauses))]);
	if (any(3) == 0) {
		buf_add_text(out, "\tscope (");
		add_condition(out, 1);
		buf_add_text(out, ")\n");
	}
	for (unsigned i = 0, count = 1 + any(4); i < count; i++)
		add_rule(out, i);
	buf_add_text(out, "}\n\n");
}

/* Lists of one year; the vocabulary of the second knows another choice. */
static void write_lists(struct buf *script, unsigned year, unsigned lists)
{
	buf_addf(script, "cat >l.tol <<'END'\ntol 1\n\nauthority central \"c\" level central\n"
			 "authority province \"p\" under central level province\n"
			 "authority city \"s\" under province level city\n\nvocabulary v \"v\" {\n"
			 "\tfact b0 : bool\n\tfact b1 : bool\n\tfact b2 : bool\n\tfact b3 | bb : bool\n"
			 "\tfact m : money\n\tfact n : count\n\tfact d : date\n"
			 "\tfact c : one of { c1, c2, c%u }\n\tfact s : set of { x, y, z }\n}\n\nuse v\n\n",
		 year == 2018 ? 3 : 4);
	add_list(script, "city", "one", year);
	if (lists & 1)
		add_list(script, "province", "two", year);
	if (lists & 2)
		add_list(script, "city", "three", year);
	buf_addf(script, "END\ncommit_at %u-02-01 x\n", year);
}

static void write_record(void)
{
	struct buf script;
	unsigned lists = any(2) ? 0 : any(4);
	buf_init(&script, &mem);
	buf_add_text(&script, "rm -rf .git l.tol; repo_init\n");
	write_lists(&script, 2018, lists);
	if (any(2))
		write_lists(&script, 2021, lists);
	sh(buf_str(&script).ptr);
	buf_fini(&script);
}

/* -- random cases -- */

struct sample {
	struct buf facts; /* JSON */
	const char *subject;
	const char *organ;
	char conduct[11];
	char conduct_to[11];
	char accountable[11];
	bool decided;
};

static void add_fact(struct buf *out, const char *name)
{
	static const char *const sets[] = {"[]", "[\"x\"]", "[\"x\",\"y\"]", "[\"z\",\"x\"]"};
	static const char *const days[] = {"2018-01-01", "2018-06-01", "2019-06-01", "2022-03-04"};
	static const char *const amounts[] = {"1", "\"1.00\"", "\"2.5\"", "0", "\"3\""};
	buf_addf(out, "%s\"%s\":", out->len > 1 ? "," : "", name);
	if (any(12) == 0)
		buf_add_text(out, "null");
	else if (*name == 'b')
		buf_add_text(out, any(2) ? "true" : "false");
	else if (*name == 'm')
		buf_add_text(out, amounts[any(5)]);
	else if (*name == 'n')
		buf_addf(out, "%u", any(5));
	else if (*name == 'd')
		buf_addf(out, "\"%s\"", days[any(4)]);
	else if (*name == 'c')
		buf_addf(out, "\"c%u\"", any(6) ? 1 + any(2) : 3);
	else
		buf_add_text(out, sets[any(4)]);
}

static void sample_make(struct sample *out)
{
	static const char *const names[] = {"b0", "b1", "b2", "b3", "m", "n", "d", "c", "s"};
	static const char *const subjects[] = {"city", "city", "city", "province"};
	static const char *const organs[] = {"city", "province", "central"};
	unsigned year = 2018 + any(3), more = any(3) ? 0 : 1 + any(3);
	buf_clear(&out->facts);
	buf_add_char(&out->facts, '{');
	for (unsigned i = 0; i < countof(names); i++)
		if (any(10) < 6)
			add_fact(&out->facts, names[i]);
	buf_add_char(&out->facts, '}');
	out->subject = subjects[any(4)];
	out->organ = organs[any(3)];
	snprintf(out->conduct, sizeof(out->conduct), "%u-03-0%u", year, 1 + any(9));
	snprintf(out->conduct_to, sizeof(out->conduct_to), "%u-04-01", year + more);
	snprintf(out->accountable, sizeof(out->accountable), "%u-05-01", year + more + any(3));
	out->decided = any(3) == 0;
	if (more == 0)
		memcpy(out->conduct_to, out->conduct, sizeof(out->conduct));
}

/* odd: such as no program writes it. */
static void add_case(struct buf *out, const struct sample *sample, unsigned number, bool odd)
{
	const char *space = odd ? " \t" : "";
	if (odd)
		buf_addf(out, " {\"facts\":%s,%s\"id\" :%u,\"by\":\"\\u%04x%s\"", sample->facts.ptr, space,
			 number, (unsigned)sample->organ[0], sample->organ + 1);
	else
		buf_addf(out, "{\"id\":%u,\"by\":\"%s\"", number, sample->organ);
	if (odd || strcmp(sample->conduct, sample->conduct_to) != 0)
		buf_addf(out, ",\"conduct\":%s[\"%s\",\"%s\"]", space, sample->conduct, sample->conduct_to);
	else
		buf_addf(out, ",\"conduct\":\"%s\"", sample->conduct);
	buf_addf(out, ",\"subject\":\"%s\",\"accountable\":\"%s\"", sample->subject,
		 sample->accountable);
	if (sample->decided)
		buf_add_text(out, ",\"decided\":\"2025-01-01\"");
	if (!odd)
		buf_addf(out, ",\"facts\":%s", sample->facts.ptr);
	buf_add_text(out, odd ? "} \r\n" : "}\n");
}

/* -- what is said of one -- */

/* Facts of one case are told with their place in them; a line of many has its number instead. */
static const char *without_place(const char *message)
{
	const char *behind = strstr(message, ": ");
	return strncmp(message, "-:", 2) == 0 && behind ? behind + 2 : message;
}

/* By number, as a batch does. */
static void add_presumed(struct buf *out, const struct answer_decide *decide)
{
	const struct decide_facts *facts = &decide->relies[DECIDE_IN_SCOPE].presumed;
	bool said = false;
	buf_add_text(out, ",\"presumed\":[");
	for (uint32_t fact = 0; fact < decide->facts->facts.count; fact++)
		for (size_t i = 0; i < facts->count; i++) {
			if (facts->items[i] != fact)
				continue;
			struct str name = eval_fact_name(&decide->facts->facts.items[fact]);
			buf_addf(out, "%s\"%.*s\"", said ? "," : "", (int)name.len, name.ptr);
			said = true;
		}
	buf_add_char(out, ']');
}

static void add_alone(struct buf *out, struct tol_session *session, const struct sample *sample)
{
	static const char *const names[] = {"\"tolerated\"", "\"barred\"", "\"silent\"",
					    "\"conflict\""};
	struct tol_decide_options options = TOL_DECIDE_OPTIONS_INIT;
	struct tol_text facts = {"-", sample->facts.ptr, sample->facts.len};
	struct tol_answer *answer;
	options.subject = sample->subject;
	options.by = sample->organ;
	options.conduct = tol_date_parse(sample->conduct);
	options.conduct_to = tol_date_parse(sample->conduct_to);
	options.accountable = tol_date_parse(sample->accountable);
	options.decided = sample->decided ? tol_date_parse("2025-01-01") : TOL_NO_DATE;
	options.facts = &facts;
	int status = tol_decide(&answer, session, &options);
	if (status == TOL_EUSAGE) {
		buf_addf(out, "\"message\":\"%s\"", without_place(tol_session_error(session)));
		return;
	}
	claim(status == TOL_OK, "%s", tol_session_error(session));
	unsigned outcomes = tol_verdict_outcomes(answer);
	buf_add_text(out, "\"outcomes\":[");
	for (unsigned i = 0, said = 0; i < countof(names); i++)
		if (outcomes >> i & 1)
			buf_addf(out, "%s%s", said++ ? "," : "", names[i]);
	buf_addf(out, "],\"exact\":%s,\"needs_ruling\":",
		 tol_verdict_is_exact(answer) ? "true" : "false");
	if (tol_verdict_ruling_count(answer))
		buf_addf(out, "{\"by\":\"%s\",\"why\":\"%s\",\"certain\":%s}",
			 tol_verdict_ruling_by(answer, 0), tol_verdict_ruling_why(answer, 0),
			 tol_verdict_ruling_is_certain(answer) ? "true" : "false");
	else
		buf_add_text(out, "null");
	add_presumed(out, answer->answer.decide);
	tol_answer_free(answer);
}

/* -- a batch -- */

/* In chunks of random sizes up to most; 0: in one. */
static void run_batch(struct buf *out, struct tol_session *session, struct str text, unsigned most)
{
	struct tol_batch_options options = TOL_BATCH_OPTIONS_INIT;
	struct tol_batch *batch;
	const char *bytes;
	size_t length;
	claim(tol_batch_new(&batch, session, &options) == TOL_OK, "%s", tol_session_error(session));
	while (text.len) {
		size_t size = most ? 1 + any(most) : text.len;
		size = size < text.len ? size : text.len;
		claim(tol_batch_feed(batch, text.ptr, size, &bytes, &length) == TOL_OK, "feed");
		buf_add_bytes(out, bytes, length);
		text = str_from_to(text, size, text.len);
		if (any(50) == 0) {
			claim(tol_batch_feed(batch, "", 0, &bytes, &length) == TOL_OK, "flush");
			buf_add_bytes(out, bytes, length);
		}
	}
	claim(tol_batch_finish(batch, &bytes, &length) == TOL_OK, "finish");
	buf_add_bytes(out, bytes, length);
	tol_batch_free(batch);
}

static struct tol_session *session_new(void)
{
	struct tol_session_options options = TOL_SESSION_OPTIONS_INIT;
	struct tol_session *session;
	options.flags = TOL_NO_CACHE;
	options.now = tol_time_parse("2026-01-01", TOL_ZONE_CHINA);
	claim(tol_session_new(&session, &options) == TOL_OK, "no session");
	return session;
}

static size_t find(struct str line, const char *text)
{
	size_t at = 0;
	while (at < line.len && !str_starts_with(str_from_to(line, at, line.len), str_from(text)))
		at++;
	return at;
}

/* What is said of a single case too. */
static struct str verdict_in(struct buf *out, struct str line)
{
	size_t message = find(line, "\"message\"");
	if (message < line.len)
		return str_from_to(line, message, line.len - 2);
	buf_clear(out);
	buf_add(out, str_from_to(line, find(line, "\"outcomes"), find(line, ",\"uncertain\"")));
	buf_add(out, str_from_to(line, find(line, ",\"presumed"), find(line, ",\"illustrative")));
	return buf_str(out);
}

/* Each rule by the number in its name: odd ones are made up. */
static bool tells_made_up(struct str line)
{
	struct str rules = str_from_to(line, find(line, "\"rules\":["), find(line, ",\"open_facts"));
	bool any_odd = false;
	for (size_t at = 0; at + 2 < rules.len; at++)
		any_odd |= rules.ptr[at] == '/' && (rules.ptr[at + 2] - '0') % 2;
	return any_odd == (find(line, "\"illustrative\":true") < line.len);
}

static struct str next_line(struct str *text)
{
	const char *end = memchr(text->ptr, '\n', text->len);
	size_t length = end ? (size_t)(end - text->ptr) : text->len;
	struct str line = {text->ptr, length};
	*text = str_from_to(*text, length + (end != NULL), text->len);
	return line;
}

enum { CASES = 60 };

static void try_record(void)
{
	struct sample sample = {.decided = false};
	struct buf cases, odd, alone, out, other, verdict;
	struct buf *all[] = {&cases, &odd, &alone, &out, &other, &verdict, &sample.facts};
	struct tol_session *session = session_new();
	for (size_t i = 0; i < countof(all); i++)
		buf_init(all[i], &mem);
	for (unsigned i = 0; i < CASES; i++) {
		sample_make(&sample);
		add_case(&cases, &sample, i, false);
		add_case(&odd, &sample, i, any(2));
		add_alone(&alone, session, &sample);
		buf_add_char(&alone, '\n');
	}
	run_batch(&out, session, buf_str(&cases), 0);
	struct str expected = buf_str(&alone), told = buf_str(&out), asked = buf_str(&cases);
	while (expected.len) {
		struct str want = next_line(&expected), one = next_line(&told);
		struct str line = next_line(&asked), got = verdict_in(&verdict, one);
		claim(tells_made_up(one), "%.*s", (int)one.len, one.ptr);
		claim(str_equal(want, got), "%.*s\nalone: %.*s\nbatch: %.*s", (int)line.len, line.ptr,
		      (int)want.len, want.ptr, (int)got.len, got.ptr);
	}
	claim(told.len == 0, "more lines than cases");
	run_batch(&other, session, buf_str(&cases), 40);
	claim(str_equal(buf_str(&out), buf_str(&other)), "cut in another way");
	buf_clear(&other);
	run_batch(&other, session, buf_str(&odd), 1000);
	claim(str_equal(buf_str(&out), buf_str(&other)), "written in another way");
	tol_session_free(session);
	for (size_t i = 0; i < countof(all); i++)
		buf_fini(all[i]);
}

static void try_records(uint64_t seed, unsigned count)
{
	mem_init(&mem, no_memory, NULL);
	scratch_enter();
	for (unsigned i = 0; i < count; i++) {
		state = seed + i;
		write_record();
		try_record();
	}
	scratch_leave();
	mem_fini(&mem);
}

Test(batch, says_what_is_said_of_one)
{
	try_records(1, tries(60));
}

/* The most that the library ever held: the second half of many different cases needs no more than the
 * first, but for what fits into one more chunk of an arena (256 KiB). */
Test(batch, memory_does_not_grow_with_the_cases)
{
	enum { MANY = 40000, SLACK = 1 << 18 };
	struct sample sample = {.decided = false};
	struct tol_batch_options options = TOL_BATCH_OPTIONS_INIT;
	struct tol_batch *batch;
	struct buf line;
	size_t peak = 0, bytes_fed = 0, length;
	const char *out;
	state = 5;
	mem_init(&mem, no_memory, NULL);
	scratch_enter();
	write_record();
	struct tol_session *session = session_new();
	buf_init(&line, &mem);
	buf_init(&sample.facts, &mem);
	claim(tol_batch_new(&batch, session, &options) == TOL_OK, "no batch");
	for (unsigned i = 0; i < MANY; i++) {
		buf_clear(&line);
		sample_make(&sample);
		add_case(&line, &sample, i, any(8) == 0);
		bytes_fed += line.len;
		claim(tol_batch_feed(batch, line.ptr, line.len, &out, &length) == TOL_OK, "feed");
		if (i == MANY / 2)
			peak = session->mem.peak;
	}
	claim(tol_batch_finish(batch, &out, &length) == TOL_OK, "finish");
	claim(tol_batch_line_count(batch) == MANY, "lines");
	claim(session->mem.peak <= peak + SLACK && peak < bytes_fed, "%zu bytes, then %zu, of %zu fed",
	      peak, session->mem.peak, bytes_fed);
	tol_batch_free(batch);
	tol_session_free(session);
	buf_fini(&line);
	buf_fini(&sample.facts);
	scratch_leave();
	mem_fini(&mem);
}

static size_t impact_peak(const struct tol_impact *impact)
{
	return impact->session->mem.peak + impact->other->mem.peak;
}

/* The same of two sides that are held against each other, line by line. */
Test(batch, memory_does_not_grow_with_the_cases_of_a_difference)
{
	enum { MANY = 50000, SLACK = 2 << 18 };
	struct sample sample = {.decided = false};
	struct tol_diff_options sides = TOL_DIFF_OPTIONS_INIT;
	struct tol_impact_options options = TOL_IMPACT_OPTIONS_INIT;
	struct tol_impact *impact;
	struct buf line;
	size_t peak = 0, bytes_fed = 0, length;
	const char *out;
	state = 5;
	mem_init(&mem, no_memory, NULL);
	scratch_enter();
	write_record();
	sh("sed -i '$d' l.tol; sed -i '$d' l.tol\n"
	   "printf '\\tbar b \"b\" { article \"1\" when b0 }\\n}\\n' >>l.tol\n"
	   "commit_at 2023-01-01 y");
	sides.base = "HEAD~1";
	options.sides = &sides;
	struct tol_session *session = session_new();
	buf_init(&line, &mem);
	buf_init(&sample.facts, &mem);
	claim(tol_impact_new(&impact, session, &options) == TOL_OK, "no impact");
	for (unsigned i = 0; i < MANY; i++) {
		buf_clear(&line);
		sample_make(&sample);
		add_case(&line, &sample, i, any(8) == 0);
		bytes_fed += line.len;
		claim(tol_impact_feed(impact, line.ptr, line.len, &out, &length) == TOL_OK, "feed");
		if (i == MANY / 2)
			peak = impact_peak(impact);
	}
	claim(tol_impact_finish(impact, &out, &length) == TOL_OK, "finish");
	claim(tol_impact_line_count(impact) == MANY, "lines");
	claim(tol_impact_flip_count(impact) > 0, "no flips");
	claim(impact_peak(impact) <= peak + SLACK && peak < bytes_fed,
	      "%zu bytes, then %zu, of %zu fed", peak, impact_peak(impact), bytes_fed);
	tol_impact_free(impact);
	tol_session_free(session);
	buf_fini(&line);
	buf_fini(&sample.facts);
	scratch_leave();
	mem_fini(&mem);
}
