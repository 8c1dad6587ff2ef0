#include "emit/verdict/recognized.h"

bool recognized_by(struct recognized *out, const struct answer_decide *decide,
		   const struct decide_scenario *scenario, const struct decide_step *step)
{
	struct decide_ground ground;
	decide_ground(&ground, decide->given, scenario, step);
	if (!ground.recognition)
		return false;
	*out = (struct recognized){scenario, step, ground.recognition,
				   scenario->taken[step->winner]};
	return true;
}

static bool is_among(const struct recognized *items, size_t count, const struct recognized *own)
{
	for (size_t i = 0; i < count; i++)
		if (items[i].clause == own->clause)
			return true;
	return false;
}

struct recognized *recognized_find(size_t *count, struct mem *mem,
				   const struct answer_decide *decide)
{
	const struct decide_verdict *verdict = &decide->verdict;
	size_t most = 1;
	for (size_t i = 0; i < verdict->scenario_count; i++)
		most += verdict->scenarios[i].step_count;
	struct recognized *items = mem_alloc(mem, most * sizeof(*items));
	*count = 0;
	for (size_t i = 0; i < verdict->scenario_count; i++) {
		const struct decide_scenario *scenario = &verdict->scenarios[i];
		for (size_t k = 0; k < scenario->step_count; k++)
			if (recognized_by(&items[*count], decide, scenario, &scenario->steps[k]) &&
			    !is_among(items, *count, &items[*count]))
				(*count)++;
	}
	return items;
}

struct answer_window recognized_window(const struct answer_decide *decide,
				       const struct recognized *own)
{
	const struct ir_place *place = &own->clause->place;
	struct answer_window window = decide->states[own->state].window;
	window.line = source_locate(place->source, place->span.start).line;
	return window;
}

void json_recognition(struct json *json, const struct answer_decide *decide)
{
	size_t count;
	struct recognized *items = recognized_find(&count, json->out->mem, decide);
	json_key(json, "recognition");
	json_array(json);
	for (size_t i = 0; i < count; i++) {
		struct answer_window window = recognized_window(decide, &items[i]);
		json_object(json);
		json_member(json, "list", decide->lists[items[i].step->winner].name);
		json_member_int(json, "state", items[i].state);
		json_member_bool(json, "binding", items[i].step->principle == PRINCIPLE_BINDING);
		json_member(json, "before", items[i].clause->before);
		json_member_or_null(json, "for",
				    items[i].clause->whose.len ? items[i].clause->whose : STR_NONE);
		json_member_date(json, "effective", window.effective);
		json_member_or_null(json, "commit", window.commit);
		json_member_or_null(json, "path", window.path);
		json_member_count(json, "line", window.line);
		json_object_end(json);
	}
	json_array_end(json);
	mem_free(json->out->mem, items);
}
