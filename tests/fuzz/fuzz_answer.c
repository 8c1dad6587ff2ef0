/* Any bytes as a text: every format of the answer about it is UTF-8 and drives no terminal. */
#include "base/text/utf8.h"
#include "tolc.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void render(struct tol_answer *answer, enum tol_output output)
{
	const char *text;
	size_t length;
	if (!tol_answer_offers(answer, output))
		return;
	if (tol_answer_render(&text, &length, answer, output, NULL) != TOL_OK)
		abort();
	if (utf8_valid_prefix((struct str){text, length}) != length)
		abort();
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		if ((c < 0x20 && c != '\n') || c == 0x7f)
			abort();
	}
}

static void ask(struct tol_session *session, const struct tol_text *text)
{
	struct tol_check_options question = TOL_CHECK_OPTIONS_INIT;
	struct tol_answer *answer;
	question.texts = text;
	question.text_count = 1;
	if (tol_check(&answer, session, &question) != TOL_OK)
		abort();
	for (int output = 0; output < TOL_OUTPUT_COUNT; output++)
		render(answer, (enum tol_output)output);
	tol_answer_free(answer);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct tol_session_options options = TOL_SESSION_OPTIONS_INIT;
	struct tol_text text = {"-", (const char *)bytes, size};
	struct tol_session *session;
	options.directory = "/"; /* no repository, so that nothing else is read */
	options.language = size % 2 ? TOL_CHINESE : TOL_ENGLISH;
	if (tol_session_new(&session, &options) != TOL_OK)
		abort();
	ask(session, &text);
	tol_session_free(session);
	return 0;
}
