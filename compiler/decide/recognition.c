/* The first clause that says so answers for all. */
#include "decide/recognition.h"

static bool is_of(const struct decide_case *given, struct str whose, uint32_t list)
{
	return str_equal(whose, given->lists[list].name) ||
	       str_equal(whose, given->chain[given->lists[list].issuer].name);
}

const struct ir_recognition *recognition_binding(const struct decide_case *given,
						 const struct ir_list *text, uint32_t list)
{
	for (size_t i = 0; i < text->recognition_count; i++) {
		const struct ir_recognition *said = &text->recognitions[i];
		if (said->binding && str_equal(said->before, given->organ) &&
		    is_of(given, said->whose, list))
			return said;
	}
	return NULL;
}

const struct ir_recognition *recognition_advising(const struct decide_case *given,
						  const struct ir_list *text, uint32_t list)
{
	for (size_t i = 0; i < text->recognition_count; i++) {
		const struct ir_recognition *said = &text->recognitions[i];
		if ((said->whose.len == 0 || is_of(given, said->whose, list)) &&
		    str_equal(said->before, given->organ))
			return said;
	}
	return NULL;
}
