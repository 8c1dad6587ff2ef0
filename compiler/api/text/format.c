/* Texts in canonical form. What does not parse is told, and left as it is. */
#include "api/text/share.h"
#include "api/text/work.h"
#include "syntax/parse.h"

struct formatting {
	struct selected *files;
	struct answer_file *out;
	enum format_keywords keywords;
};

static void format_file(struct share *share, void *data, size_t index)
{
	struct formatting *formatting = data;
	const struct selected *file = &formatting->files[index];
	struct answer_file *out = &formatting->out[index];
	struct arena *tree = &share->scratch;
	struct unit unit;
	struct buf text;
	*out = (struct answer_file){.path = file->opened, .source = file->source};
	if (file->error)
		return;
	unit_parse(&unit, share_syntax(share), file->source, tree, &share->wanted);
	if (!unit.misread) {
		buf_init(&text, share->arena->mem);
		unit_format(&text, &unit, formatting->keywords);
		out->text = arena_str(share->arena, buf_str(&text));
		out->changed =
			!str_equal((struct str){file->source->text, file->source->size}, out->text);
		buf_fini(&text);
	}
	unit_fini(&unit, tree);
	arena_clear(tree);
}

static void format_all(struct work *work, enum format_keywords keywords)
{
	struct answer *answer = &work->answer->answer;
	struct selected *files = work->selection.files.items;
	struct formatting formatting = {files, answer->files, keywords};
	struct sharing sharing;
	sharing_open(&sharing, work->answer, answer->file_count,
		     selected_bytes(files, answer->file_count));
	sharing_run(&sharing, format_file, &formatting);
	sharing_report(&sharing);
	sharing_close(&sharing);
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
	format_all(&work, (enum format_keywords)keywords);
	return work_end(&work, out);
}

int tol_format(struct tol_answer **out, struct tol_session *session,
	       const struct tol_format_options *options)
{
	return session_ask(out, session, format, options);
}
