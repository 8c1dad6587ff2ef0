/* tolc decide: from options, or a case block of that name, to a case; the rest is deciding.c. */
#include "api/decide/deciding.h"
#include "api/record/named.h"
#include "api/decide/reason.h"
#include "api/text/work.h"

/* -- case blocks of the files as they stand -- */

static const struct ir_case *unit_case(const struct ir_unit *unit, struct str name)
{
	for (size_t i = 0; i < unit->case_count; i++)
		if (str_equal(unit->cases[i].name, name))
			return &unit->cases[i];
	return NULL;
}

/* Of several with that title, none. */
static const struct ir_case *titled_case(const struct program *program, struct str title)
{
	const struct ir_case *found = NULL;
	size_t count = 0;
	for (size_t i = 0; i < program->count; i++)
		for (size_t k = 0; k < program->checked[i].case_count; k++)
			if (str_equal(program->checked[i].cases[k].title, title)) {
				found = &program->checked[i].cases[k];
				count++;
			}
	return count == 1 ? found : NULL;
}

static const struct ir_case *program_case(const struct program *program, struct str name)
{
	const struct ir_case *found = NULL;
	for (size_t i = 0; !found && i < program->count; i++)
		found = unit_case(&program->checked[i], name);
	return found ? found : titled_case(program, name);
}

struct nearest {
	struct str name;
	struct str best;
	unsigned limit;
	struct buf titled; /* names of cases of whose titles it is a part, with commas between */
	size_t count;
};

static void nearest_look(struct nearest *nearest, const struct ir_case *other)
{
	if (str_contains(other->title, nearest->name)) {
		if (nearest->count++)
			buf_add_text(&nearest->titled, ", ");
		buf_add(&nearest->titled, other->name);
	}
	unsigned distance = str_distance(nearest->name, other->name, nearest->limit);
	if (distance > nearest->limit)
		return;
	nearest->best = other->name;
	nearest->limit = distance ? distance - 1 : 0;
}

static void nearest_case(struct nearest *nearest, const struct program *program)
{
	for (size_t i = 0; i < program->count; i++)
		for (size_t k = 0; k < program->checked[i].case_count; k++)
			nearest_look(nearest, &program->checked[i].cases[k]);
}

/* A text with a frame is no file that could be checked. */
static int fail_unreadable(struct tol_answer *read, const struct ir_case *found, uint32_t frame)
{
	struct str mistake = program_mistake(read, &found->place, frame);
	if (frame)
		return session_fail(read->session, TOL_EUSAGE, DIAG_FACTS_UNREADABLE,
				    ARGS(mistake), HINT_NONE, NO_ARGS);
	return session_fail(read->session, TOL_EUSAGE, DIAG_CASE_UNREADABLE,
			    ARGS(found->name, mistake), HINT_CHECK_FILE,
			    ARGS(found->place.source->path));
}

/* What a case block of that name is read by: whatever may declare facts or authorities, or it. */
static bool bears_on_case(struct str bytes, struct str name)
{
	bool bears = str_contains(bytes, name);
	for (int language = 0; language < 2 && !bears; language++)
		bears = str_contains(bytes, str_from(keyword_infos[KW_VOCABULARY].spelling[language])) ||
			str_contains(bytes, str_from(keyword_infos[KW_AUTHORITY].spelling[language]));
	return bears;
}

/* Files that do not bear on a case of that name are set aside. */
static void set_aside(struct program *program, struct str case_name)
{
	size_t count = program->count;
	program->aside = ARENA_ARRAY(&program->answer->arena, struct selected, count);
	program->count = 0;
	for (size_t i = 0; i < count; i++) {
		const struct selected file = program->files[i];
		struct str bytes = {file.source->text, file.source->size};
		if (bears_on_case(bytes, case_name))
			program->files[program->count++] = file;
		else
			program->aside[program->aside_count++] = file;
	}
}

/* The tree, or what in it bears on a case, and a text that is read with it; *out lives as long as
 * its answer, which is the caller's to free. */
static int read_tree(struct program **out, struct tol_session *session,
		     const struct tol_text *text, struct str case_name)
{
	struct selection_options wanted = {
		.texts = text, .text_count = text != NULL, .whole = true, .folder = true};
	int status = work_program(out, session, &wanted);
	if (status != TOL_OK)
		return status;
	(*out)->depth = CHECK_MEANING;
	if (case_name.ptr)
		set_aside(*out, case_name);
	program_make(*out, TOL_STAGE_CHECK);
	program_keep(*out, (*out)->answer);
	return TOL_OK;
}

enum { TITLED_MOST = 5 };

static int fail_nearest(struct tol_session *session, const struct nearest *nearest)
{
	enum hint_id hint = nearest->best.ptr ? HINT_DID_YOU_MEAN : HINT_CASES_THERE;
	struct str meant = nearest->best;
	if (nearest->count > 0 && nearest->count <= TITLED_MOST) {
		hint = nearest->count == 1 ? HINT_DID_YOU_MEAN : HINT_VALUES;
		meant = buf_str(&nearest->titled);
	}
	return session_fail(session, TOL_ENOTFOUND, DIAG_CASE_UNKNOWN, ARGS(nearest->name), hint,
			    ARGS(meant));
}

/* Where there are no files, the folder is perhaps not the one that was meant. */
static int fail_case(struct tol_session *session, struct str name)
{
	struct nearest nearest = {.name = name, .limit = 3};
	struct program *all;
	int status = read_tree(&all, session, NULL, STR_NONE);
	if (status != TOL_OK)
		return status;
	buf_init(&nearest.titled, &session->mem);
	nearest_case(&nearest, all);
	status = all->count ? fail_nearest(session, &nearest)
			    : session_fail(session, TOL_ENOTFOUND, DIAG_CASE_UNKNOWN, ARGS(name),
					   HINT_CASES_ELSEWHERE, NO_ARGS);
	buf_fini(&nearest.titled);
	tol_answer_free(all->answer);
	return status;
}

/* Returns the status. */
static int drop_tree(struct program **out, int status)
{
	tol_answer_free((*out)->answer);
	*out = NULL;
	return status;
}

static int read_block(struct program **out, const struct ir_case **block,
		      struct tol_session *session, const char *name)
{
	int status = read_tree(out, session, NULL, str_from(name));
	if (status != TOL_OK)
		return status;
	*block = program_case(*out, str_from(name));
	if (!*block)
		status = fail_case(session, str_from(name));
	else if (!(*block)->readable)
		status = fail_unreadable((*out)->answer, *block, 0);
	return status == TOL_OK ? status : drop_tree(out, status);
}

/* -- facts as a text of the language: a case block, or just its facts -- */

static bool begins_with(struct str text, const char *word)
{
	size_t at = 0;
	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t' ||
				 text.ptr[at] == '\n' || text.ptr[at] == '\r'))
		at++;
	return str_starts_with(str_from_to(text, at, text.len), str_from(word));
}

static bool begins_with_keyword(struct str text, enum keyword keyword)
{
	return begins_with(text, keyword_infos[keyword].spelling[LANGUAGE_EN]) ||
	       begins_with(text, keyword_infos[keyword].spelling[LANGUAGE_ZH]);
}

static bool facts_are_json(struct str text)
{
	return begins_with(text, "{") || begins_with(text, "[");
}

static struct str authority_name(const struct program *tree, struct str name)
{
	const struct ir_authority *found = named_authority(&tree->environment.authorities, name);
	return found ? found->name : name;
}

/* The block that bare facts lack, on the line on which they begin; says where they do. */
static uint32_t add_frame(struct buf *out, const struct program *tree,
			  const struct case_input *input, struct str facts)
{
	buf_add_text(out, "tol 1 ");
	for (size_t i = 0; i < tree->environment.vocabularies.count; i++) {
		buf_add_text(out, "use ");
		buf_add(out, tree->environment.vocabularies.entries[i].key);
		buf_add_char(out, ' ');
	}
	buf_add_text(out, "case given { subject ");
	buf_add(out, authority_name(tree, input->subject));
	buf_add_text(out, " conduct 2000-01-01 accountable 2000-01-01 by ");
	buf_add(out, authority_name(tree, input->organ));
	buf_add_char(out, ' ');
	uint32_t frame = (uint32_t)out->len;
	buf_add(out, facts);
	buf_add_text(out, "\n}\n");
	return frame;
}

static const struct ir_case *text_case(const struct program *program)
{
	for (size_t i = 0; i < program->count; i++)
		if (program->files[i].wanted && program->checked[i].case_count > 0)
			return &program->checked[i].cases[0];
	return NULL;
}

static int read_text(struct program **out, const struct ir_case **block,
		     struct tol_session *session, const struct tol_text *text, uint32_t frame)
{
	int status = read_tree(out, session, text, STR_NONE);
	if (status != TOL_OK)
		return status;
	*block = text_case(*out);
	if (!*block)
		status = session_fail(session, TOL_EUSAGE, DIAG_FACTS_NO_CASE,
				      ARGS(str_from(text->path)), HINT_FACTS_FORMS, NO_ARGS);
	else if (!(*block)->readable)
		status = fail_unreadable((*out)->answer, *block, frame);
	return status == TOL_OK ? status : drop_tree(out, status);
}

static int read_bare(struct program **out, const struct ir_case **block,
		     struct tol_session *session, const struct tol_text *text,
		     const struct case_input *input)
{
	struct program *tree;
	struct buf framed;
	int status = read_tree(&tree, session, NULL, STR_NONE);
	if (status != TOL_OK)
		return status;
	buf_init(&framed, &session->mem);
	uint32_t frame = add_frame(&framed, tree, input, (struct str){text->bytes, text->length});
	struct tol_text whole = {text->path, framed.ptr, framed.len};
	tol_answer_free(tree->answer);
	status = read_text(out, block, session, &whole, frame);
	buf_fini(&framed);
	return status;
}

static void block_free(void *data)
{
	tol_answer_free(data);
}

/* -- options -- */

static void take_text(struct str *out, const char *text)
{
	if (text)
		*out = str_from(text);
}

static void take_date(int32_t *out, int32_t date)
{
	if (date != TOL_NO_DATE)
		*out = date;
}

/* What is said beside a case block takes the place of what the block says. */
static void input_from_options(struct case_input *input, const struct tol_decide_options *options)
{
	take_text(&input->subject, options->subject);
	take_text(&input->organ, options->by);
	take_date(&input->conduct_from, options->conduct);
	if (options->conduct != TOL_NO_DATE)
		input->conduct_to = options->conduct_to != TOL_NO_DATE ? options->conduct_to
								       : options->conduct;
	take_date(&input->accountable, options->accountable);
	take_date(&input->decided, options->decided);
	take_date(&input->closed, options->closed);
	if (options->facts && facts_are_json((struct str){options->facts->bytes,
							  options->facts->length})) {
		input->facts = (struct str){options->facts->bytes, options->facts->length};
		input->facts_path = str_from(options->facts->path);
	}
	input->sets = options->sets;
	input->set_count = options->set_count;
}

/* -- the question -- */

static void fill_options(struct tol_decide_options *out, const struct tol_decide_options *given)
{
	struct tol_decide_options defaults = TOL_DECIDE_OPTIONS_INIT;
	*out = defaults;
	if (given)
		memcpy(out, given, given->size < sizeof(*out) ? given->size : sizeof(*out));
}

/* The record as it is now, without the files of the work tree. */
static bool is_asked_as_it_stands(const struct tol_record_options *wanted)
{
	return !wanted->worktree && !wanted->revision && wanted->known_at == TOL_NO_TIME;
}

int deciding_run(struct tol_answer **out, struct tol_session *session,
		 const struct tol_record_options *wanted, const struct case_input *input)
{
	struct deciding_record *record;
	struct asking asking;
	int status = case_check(session, input);
	if (status == TOL_OK)
		status = asking_begin(&asking, session, ANSWER_DECIDE, wanted, HISTORY_IN_FORCE);
	if (status != TOL_OK)
		return status;
	asking.read = input->read;
	status = deciding_open(&record, &asking);
	if (status == TOL_OK)
		status = deciding_case(&asking.answer->answer.decide, record, input, NULL);
	if (status == TOL_OK) {
		int32_t days[PLAN_DAYS];
		case_tell_days(asking.answer, input);
		plan_days(days, input, asking.answer->answer.today);
		asking_tell_nameless(&asking, days, PLAN_DAYS);
		if (input->read && is_asked_as_it_stands(wanted))
			deciding_tell_edited(record, asking.answer->answer.decide, input->read);
	}
	return status == TOL_OK ? asking_end(&asking, out) : asking_fail(&asking, status);
}

static int decide_input(struct tol_answer **out, struct tol_session *session,
			const struct tol_decide_options *options, const struct case_input *input)
{
	struct tol_record_options wanted = TOL_RECORD_OPTIONS_INIT;
	wanted.known_at = options->known_at;
	wanted.revision = options->revision;
	wanted.worktree = options->worktree;
	int status = deciding_run(out, session, &wanted, input);
	if (status != TOL_OK)
		return status;
	(*out)->answer.decide->explain = options->explain;
	reasons_make(*out);
	status = deadline_add_dues(*out);
	if (status == TOL_OK)
		return TOL_OK;
	tol_answer_free(*out);
	*out = NULL;
	return status;
}

/* *read: what the block is kept by; NULL where facts are no block. */
static int read_facts(struct program **read, struct case_input *input, struct tol_session *session,
		      const struct tol_decide_options *options)
{
	struct str facts = options->facts ? (struct str){options->facts->bytes,
							 options->facts->length}
					  : STR_NONE;
	const struct ir_case *block;
	struct case_input bare = *input;
	int status;
	if (!options->facts || facts_are_json(facts))
		return TOL_OK;
	if (!begins_with_keyword(facts, KW_FACTS)) {
		status = read_text(read, &block, session, options->facts, 0);
		if (status == TOL_OK && options->case_name)
			case_from_file(input, block);
		else if (status == TOL_OK)
			case_from_block(input, block);
		return status;
	}
	input_from_options(&bare, options);
	status = case_check(session, &bare);
	if (status == TOL_OK)
		status = read_bare(read, &block, session, options->facts, &bare);
	if (status == TOL_OK)
		input->blocks[CASE_BLOCK_FILE] = block;
	return status;
}

/* read: by CASE_BLOCKS, what each block is kept by; NULL where there is none. */
static int read_input(struct program *read[CASE_BLOCKS], struct case_input *input,
		      struct tol_session *session, const struct tol_decide_options *options)
{
	const struct ir_case *found;
	int status = TOL_OK;
	if (options->case_name)
		status = read_block(&read[CASE_BLOCK_NAMED], &found, session, options->case_name);
	if (status == TOL_OK && options->case_name)
		case_from_block(input, found);
	input->read = read[CASE_BLOCK_NAMED];
	return status == TOL_OK ? read_facts(&read[CASE_BLOCK_FILE], input, session, options) : status;
}

static int decide(struct tol_answer **out, struct tol_session *session, const void *data)
{
	struct tol_decide_options options;
	struct case_input input = {.conduct_from = DATE_NONE,
				   .conduct_to = DATE_NONE,
				   .accountable = DATE_NONE,
				   .decided = DATE_NONE,
				   .closed = DATE_NONE};
	struct program *read[CASE_BLOCKS] = {NULL};
	fill_options(&options, data);
	int status = read_input(read, &input, session, &options);
	if (status == TOL_OK) {
		input_from_options(&input, &options);
		status = decide_input(out, session, &options, &input);
	}
	for (size_t i = 0; i < CASE_BLOCKS; i++)
		if (read[i] && status == TOL_OK)
			answer_hold(*out, block_free, read[i]->answer);
		else if (read[i])
			tol_answer_free(read[i]->answer);
	return status;
}

int tol_decide(struct tol_answer **out, struct tol_session *session,
	       const struct tol_decide_options *options)
{
	return session_ask(out, session, decide, options);
}
