/* Texts in canonical form. What does not parse is told, and left as it is. */
#include "api/work.h"
#include "syntax/parse.h"

static void format_file(struct work *work, struct syntax *syntax, const struct selected *file,
			enum format_keywords keywords, struct answer_file *out)
{
	struct arena *arena = &work->answer->arena;
	struct str before = {file->source->text, file->source->size};
	struct unit unit;
	struct buf text;
	*out = (struct answer_file){.path = file->opened, .source = file->source};
	if (file->unread)
		return;
	unit_parse(&unit, syntax, file->source, arena, &work->answer->answer.diags);
	if (!unit.misread) {
		buf_init(&text, work->answer->answer.mem);
		unit_format(&text, &unit, keywords);
		out->text = arena_str(arena, buf_str(&text));
		out->changed = !str_equal(before, out->text);
		buf_fini(&text);
	}
	unit_fini(&unit, arena);
}

static int format(struct tol_answer **out, struct tol_session *session, const void *data)
{
	const struct tol_format_options *options = data;
	struct selection_options wanted = {.whole = false};
	struct work work;
#define GIVEN(member) OPTION_GIVEN(options, struct tol_format_options, member)
	wanted.paths = GIVEN(paths) ? options->paths : NULL;
	wanted.path_count = GIVEN(path_count) ? options->path_count : 0;
	wanted.texts = GIVEN(texts) ? options->texts : NULL;
	wanted.text_count = GIVEN(text_count) ? options->text_count : 0;
	enum tol_keywords keywords = GIVEN(keywords) ? options->keywords : TOL_KEYWORDS_KEEP;
	enum tol_format_show show = GIVEN(show) ? options->show : TOL_SHOW_TEXT;
#undef GIVEN
	int status = work_begin(&work, session, ANSWER_FORMAT, &wanted);
	if (status != TOL_OK)
		return status;
	struct answer *answer = &work.answer->answer;
	answer->show = (enum answer_show)show;
	answer->file_count = work.selection.files.count;
	answer->files = ARENA_ARRAY(&work.answer->arena, struct answer_file, answer->file_count);
	struct syntax syntax;
	syntax_init(&syntax, answer->mem);
	for (size_t i = 0; i < answer->file_count; i++)
		format_file(&work, &syntax, &work.selection.files.items[i],
			    (enum format_keywords)keywords, &answer->files[i]);
	syntax_fini(&syntax);
	return work_end(&work, out);
}

int tol_format(struct tol_answer **out, struct tol_session *session,
	       const struct tol_format_options *options)
{
	return session_ask(out, session, format, options);
}
