/* Words of the IR in English, as they stand in dumps and machine output. */
#include "ir/ir.h"

const char *ir_rule_kind_word(enum ir_rule_kind kind)
{
	static const char *const words[] = {"tolerate", "bar", "redline", "mitigate", "aggravate"};
	return words[kind];
}

const char *ir_provenance_word(enum ir_provenance provenance)
{
	static const char *const words[] = {"", "verified", "reported", "illustrative"};
	return words[provenance];
}

const char *ir_level_word(enum ir_level level)
{
	static const char *const words[] = {"", "central", "province", "city", "county", "township"};
	return words[level];
}

const char *ir_status_word(enum ir_status status)
{
	static const char *const words[] = {"", "trial", "draft"};
	return words[status];
}

const char *ir_type_word(enum ir_type type)
{
	static const char *const words[] = {"bool", "money", "count", "date", "one of", "set of"};
	return words[type];
}

const char *ir_time_unit_word(enum ir_time_unit unit)
{
	static const char *const words[] = {"", "workdays", "days", "months", "years"};
	return words[unit];
}

const char *ir_moment_word(enum ir_moment moment)
{
	static const char *const words[] = {"", "conduct", "accountability", "acceptance",
					    "decision"};
	return words[moment];
}

const char *ir_actor_word(enum ir_actor actor)
{
	static const char *const words[] = {"official", "organ", "accountable_organ"};
	return words[actor];
}

const char *ir_aspect_word(enum ir_aspect aspect)
{
	static const char *const words[] = {
#define ASPECT(id, name, function) name,
#include "ir/aspect.def"
#undef ASPECT
	};
	return words[aspect];
}
