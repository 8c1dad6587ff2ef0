/* Why an answer of the record is uncertain, in words. */
#include "api/record/asking.h"

#include "api/record/compile.h"

struct str asking_doubt(struct asking *asking, uint32_t list, const struct window *doubt)
{
	struct buf reason;
	bool chinese = asking->session->language == LANGUAGE_ZH;
	struct view_text text = view_text(asking->view, list, doubt->entry);
	buf_init(&reason, &asking->session->mem);
	buf_add(&reason, text.path);
	if (text.text->line > 0)
		buf_addf(&reason, ":%u", text.text->line);
	if (text.text->reason.len > 0) {
		buf_add_text(&reason, chinese ? "：" : ": ");
		buf_add(&reason, compile_reason(text.text->reason, chinese));
	}
	struct str result = asking_text(asking, buf_str(&reason));
	buf_fini(&reason);
	return result;
}

struct str asking_clock(struct asking *asking)
{
	struct arena *arena = &asking->answer->arena;
	struct history *history = &asking->session->history;
	struct diag diag = {.hint = HINT_NONE};
	struct buf reason;
	if (asking->options->known_at == TOL_NO_TIME)
		return STR_NONE;
	size_t count;
	const struct recorded_commit *chain =
		history_odd(history, arena, asking->session->now, &count);
	clock_audit(&asking->clock, arena, chain, count, asking->session->now);
	const struct clock_span *span = clock_doubt(&asking->clock, asking->options->known_at);
	if (!span)
		return STR_NONE;
	const struct clock_fault *fault = &asking->clock.faults[span->fault];
	diag.id = clock_fault_args(&diag.args, arena, fault, chain);
	buf_init(&reason, &asking->session->mem);
	buf_add(&reason, asking_hex(asking, chain[fault->commit].oid));
	buf_add_char(&reason, ' ');
	diag_message(&reason, &diag, asking->session->language);
	struct str result = asking_text(asking, buf_str(&reason));
	buf_fini(&reason);
	/* What is not listed is as doubtful as what is. */
	diag_at(&asking->answer->answer.diags, NULL, (struct span){0, 0},
		DIAG_RECORD_KNOWN_UNCERTAIN, ARGS(result));
	return result;
}
