/*
 * A text is a record of TEXT_WORDS words: flags, dates, and the places of its parts. What seldom
 * changes from one text of a list to the next (head, rules) is a record of its own.
 */
#include "history/index/packed.h"

#include "base/vec.h"

enum text_flag { TEXT_READABLE = 1, TEXT_DRAFT = 2, TEXT_RETROACTIVE = 4, TEXT_CORRECTS = 8 };

enum text_word {
	TEXT_FLAGS,
	TEXT_LINE,
	TEXT_PROMULGATED,
	TEXT_EFFECTIVE,
	TEXT_EXPIRES,
	TEXT_SINCE,
	TEXT_REASON,
	TEXT_CORRECTED,
	TEXT_HEAD,
	TEXT_RULES,
	TEXT_WITHDRAWS,
	TEXT_REINSTATES,
	TEXT_REPEALS,
	TEXT_BASIS,
	TEXT_NEEDS,
	TEXT_FORM,
	TEXT_SUBSTANCE = TEXT_FORM + DIGEST_SIZE / 4,
	TEXT_WORDS = TEXT_SUBSTANCE + DIGEST_SIZE / 4,
};

enum head_word {
	HEAD_LIST,
	HEAD_TITLE,
	HEAD_DOCUMENT,
	HEAD_ISSUER,
	HEAD_ISSUER_TITLE,
	HEAD_LEVEL,
	HEAD_PENDING,
	HEAD_STATUS,
	HEAD_ISSUERS,
	HEAD_WORDS,
};

enum rule_word {
	RULE_ID,
	RULE_IDENTITY,
	RULE_KIND,
	RULE_TITLE,
	RULE_ARTICLE,
	RULE_PROVENANCE,
	RULE_CITATION,
	RULE_LINE,
	RULE_EFFECTIVE,
	RULE_EXPIRES,
	RULE_WORDS,
};

enum need_word {
	NEED_PATH,
	NEED_BLOB,
	NEED_WORDS = NEED_BLOB + OID_SIZE / 4,
};

/* An array that is being put together; its first word counts the items. */
struct array {
	struct mem *mem;
	VEC(uint32_t) words;
};

static void array_add(struct array *array, uint32_t word)
{
	VEC_PUSH(array->mem, &array->words, word);
}

static void array_begin(struct array *array, size_t count)
{
	array->words.count = 0;
	array_add(array, (uint32_t)count);
}

static uint32_t array_put(struct array *array, struct heap *heap)
{
	return heap_put(heap, array->words.items, (uint32_t)array->words.count);
}

static uint32_t dates_pack(struct heap *heap, struct array *array, const int32_t *dates,
			   size_t count)
{
	array_begin(array, count);
	for (size_t i = 0; i < count; i++)
		array_add(array, (uint32_t)dates[i]);
	return array_put(array, heap);
}

static uint32_t head_pack(struct heap *heap, struct array *array, const struct text *text)
{
	array_begin(array, text->issuer_count);
	for (size_t i = 0; i < text->issuer_count; i++)
		array_add(array, heap_put_str(heap, text->issuers[i]));
	uint32_t issuers = array_put(array, heap);
	return heap_put(heap,
			(uint32_t[HEAD_WORDS]){
				[HEAD_LIST] = heap_put_str(heap, text->list),
				[HEAD_TITLE] = heap_put_str(heap, text->title),
				[HEAD_DOCUMENT] = heap_put_str(heap, text->document),
				[HEAD_ISSUER] = heap_put_str(heap, text->issuer),
				[HEAD_ISSUER_TITLE] = heap_put_str(heap, text->issuer_title),
				[HEAD_LEVEL] = heap_put_str(heap, text->level),
				[HEAD_PENDING] = heap_put_str(heap, text->pending),
				[HEAD_STATUS] = heap_put_str(heap, text->status),
				[HEAD_ISSUERS] = issuers,
			},
			HEAD_WORDS);
}

static uint32_t rule_pack(struct heap *heap, const struct text_rule *rule)
{
	return heap_put(heap,
			(uint32_t[RULE_WORDS]){
				[RULE_ID] = heap_put_str(heap, rule->id),
				[RULE_IDENTITY] = heap_put_str(heap, rule->identity),
				[RULE_KIND] = heap_put_str(heap, rule->kind),
				[RULE_TITLE] = heap_put_str(heap, rule->title),
				[RULE_ARTICLE] = heap_put_str(heap, rule->article),
				[RULE_PROVENANCE] = heap_put_str(heap, rule->provenance),
				[RULE_CITATION] = heap_put_str(heap, rule->citation),
				[RULE_LINE] = rule->line,
				[RULE_EFFECTIVE] = (uint32_t)rule->effective,
				[RULE_EXPIRES] = (uint32_t)rule->expires,
			},
			RULE_WORDS);
}

static uint32_t rules_pack(struct heap *heap, struct array *array, const struct text *text)
{
	array_begin(array, text->rule_count);
	for (size_t i = 0; i < text->rule_count; i++)
		array_add(array, rule_pack(heap, &text->rules[i]));
	return array_put(array, heap);
}

static uint32_t repeals_pack(struct heap *heap, struct array *array, const struct text *text)
{
	array_begin(array, text->repeal_count);
	for (size_t i = 0; i < text->repeal_count; i++) {
		array_add(array, heap_put_str(heap, text->repeals[i].list));
		array_add(array, heap_put_str(heap, text->repeals[i].rule));
		array_add(array, (uint32_t)text->repeals[i].from);
	}
	return array_put(array, heap);
}

static uint32_t basis_pack(struct heap *heap, struct array *array, const struct text *text)
{
	array_begin(array, text->basis_count);
	for (size_t i = 0; i < text->basis_count; i++) {
		array_add(array, heap_put_str(heap, text->basis[i].list));
		array_add(array, heap_put_str(heap, text->basis[i].article));
		array_add(array, (uint32_t)text->basis[i].at);
	}
	return array_put(array, heap);
}

static uint32_t needs_pack(struct heap *heap, struct array *array, const struct text *text)
{
	array_begin(array, text->need_count);
	for (size_t i = 0; i < text->need_count; i++) {
		uint32_t blob[OID_SIZE / 4];
		memcpy(blob, text->needs[i].blob, OID_SIZE);
		array_add(array, heap_put_str(heap, text->needs[i].path));
		for (size_t k = 0; k < countof(blob); k++)
			array_add(array, blob[k]);
	}
	return array_put(array, heap);
}

static uint32_t text_flags(const struct text *text)
{
	return (text->readable ? TEXT_READABLE : 0u) | (text->draft ? TEXT_DRAFT : 0u) |
	       (text->retroactive ? TEXT_RETROACTIVE : 0u) |
	       (text->corrects.ptr ? TEXT_CORRECTS : 0u);
}

uint32_t text_pack(struct heap *heap, struct mem *mem, const struct text *text)
{
	struct array array = {.mem = mem};
	uint32_t words[TEXT_WORDS] = {
		[TEXT_FLAGS] = text_flags(text),
		[TEXT_LINE] = text->line,
		[TEXT_PROMULGATED] = (uint32_t)text->promulgated,
		[TEXT_EFFECTIVE] = (uint32_t)text->effective,
		[TEXT_EXPIRES] = (uint32_t)text->expires,
		[TEXT_SINCE] = (uint32_t)text->in_force_since,
		[TEXT_REASON] = heap_put_str(heap, text->reason),
		[TEXT_CORRECTED] = heap_put_str(heap, text->corrects),
		[TEXT_HEAD] = head_pack(heap, &array, text),
		[TEXT_RULES] = rules_pack(heap, &array, text),
		[TEXT_WITHDRAWS] = dates_pack(heap, &array, text->withdraws, text->withdraw_count),
		[TEXT_REINSTATES] =
			dates_pack(heap, &array, text->reinstates, text->reinstate_count),
		[TEXT_REPEALS] = repeals_pack(heap, &array, text),
		[TEXT_BASIS] = basis_pack(heap, &array, text),
		[TEXT_NEEDS] = needs_pack(heap, &array, text),
	};
	memcpy(words + TEXT_FORM, text->form.bytes, DIGEST_SIZE);
	memcpy(words + TEXT_SUBSTANCE, text->substance.bytes, DIGEST_SIZE);
	VEC_FREE(mem, &array.words);
	return heap_append(heap, words, TEXT_WORDS);
}

static void head_unpack(struct text *text, struct arena *arena, struct heap_view view,
			uint32_t place)
{
	const uint32_t *head = heap_words(view, place, HEAD_WORDS);
	uint32_t count;
	const uint32_t *issuers = heap_array(view, head[HEAD_ISSUERS], 1, &count);
	text->list = heap_str(view, head[HEAD_LIST]);
	text->title = heap_str(view, head[HEAD_TITLE]);
	text->document = heap_str(view, head[HEAD_DOCUMENT]);
	text->issuer = heap_str(view, head[HEAD_ISSUER]);
	text->issuer_title = heap_str(view, head[HEAD_ISSUER_TITLE]);
	text->level = heap_str(view, head[HEAD_LEVEL]);
	text->pending = heap_str(view, head[HEAD_PENDING]);
	text->status = heap_str(view, head[HEAD_STATUS]);
	text->issuer_count = count;
	text->issuers = arena_alloc(arena, count * sizeof(*text->issuers));
	for (uint32_t i = 0; i < count; i++)
		text->issuers[i] = heap_str(view, issuers[i]);
}

static void rules_unpack(struct text *text, struct arena *arena, struct heap_view view,
			 uint32_t place)
{
	uint32_t count;
	const uint32_t *rules = heap_array(view, place, 1, &count);
	text->rule_count = count;
	text->rules = arena_alloc(arena, count * sizeof(*text->rules));
	for (uint32_t i = 0; i < count; i++) {
		const uint32_t *rule = heap_words(view, rules[i], RULE_WORDS);
		text->rules[i] = (struct text_rule){
			.id = heap_str(view, rule[RULE_ID]),
			.identity = heap_str(view, rule[RULE_IDENTITY]),
			.kind = heap_str(view, rule[RULE_KIND]),
			.title = heap_str(view, rule[RULE_TITLE]),
			.article = heap_str(view, rule[RULE_ARTICLE]),
			.provenance = heap_str(view, rule[RULE_PROVENANCE]),
			.citation = heap_str(view, rule[RULE_CITATION]),
			.line = rule[RULE_LINE],
			.effective = (int32_t)rule[RULE_EFFECTIVE],
			.expires = (int32_t)rule[RULE_EXPIRES],
		};
	}
}

static int32_t *dates_unpack(struct arena *arena, struct heap_view view, uint32_t place,
			     size_t *out)
{
	uint32_t count;
	const uint32_t *dates = heap_array(view, place, 1, &count);
	*out = count;
	return arena_dup(arena, dates, count * sizeof(*dates));
}

static void repeals_unpack(struct text *text, struct arena *arena, struct heap_view view,
			   uint32_t place)
{
	uint32_t count;
	const uint32_t *words = heap_array(view, place, 3, &count);
	text->repeal_count = count;
	text->repeals = arena_alloc(arena, count * sizeof(*text->repeals));
	for (uint32_t i = 0; i < count; i++, words += 3)
		text->repeals[i] = (struct text_repeal){
			heap_str(view, words[0]), heap_str(view, words[1]), (int32_t)words[2]};
}

static void basis_unpack(struct text *text, struct arena *arena, struct heap_view view,
			 uint32_t place)
{
	uint32_t count;
	const uint32_t *words = heap_array(view, place, 3, &count);
	text->basis_count = count;
	text->basis = arena_alloc(arena, count * sizeof(*text->basis));
	for (uint32_t i = 0; i < count; i++, words += 3)
		text->basis[i] = (struct text_basis){heap_str(view, words[0]),
						     heap_str(view, words[1]), (int32_t)words[2]};
}

static void needs_unpack(struct text *text, struct arena *arena, struct heap_view view,
			 uint32_t place)
{
	uint32_t count;
	const uint32_t *words = heap_array(view, place, NEED_WORDS, &count);
	text->need_count = count;
	text->needs = arena_alloc(arena, count * sizeof(*text->needs));
	for (uint32_t i = 0; i < count; i++, words += NEED_WORDS)
		text->needs[i] = (struct text_file){heap_str(view, words[NEED_PATH]),
						    (const uint8_t *)(words + NEED_BLOB)};
}

static struct text *frame_unpack(struct arena *arena, struct heap_view view, uint32_t place)
{
	const uint32_t *words = heap_words(view, place, TEXT_WORDS);
	struct text *text = ARENA_NEW(arena, struct text);
	uint32_t flags = words[TEXT_FLAGS];
	text->readable = flags & TEXT_READABLE;
	text->draft = flags & TEXT_DRAFT;
	text->retroactive = flags & TEXT_RETROACTIVE;
	text->line = words[TEXT_LINE];
	text->promulgated = (int32_t)words[TEXT_PROMULGATED];
	text->effective = (int32_t)words[TEXT_EFFECTIVE];
	text->expires = (int32_t)words[TEXT_EXPIRES];
	text->in_force_since = (int32_t)words[TEXT_SINCE];
	text->reason = heap_str(view, words[TEXT_REASON]);
	text->corrects = flags & TEXT_CORRECTS ? heap_str(view, words[TEXT_CORRECTED]) : STR_NONE;
	head_unpack(text, arena, view, words[TEXT_HEAD]);
	text->withdraws = dates_unpack(arena, view, words[TEXT_WITHDRAWS], &text->withdraw_count);
	text->reinstates =
		dates_unpack(arena, view, words[TEXT_REINSTATES], &text->reinstate_count);
	repeals_unpack(text, arena, view, words[TEXT_REPEALS]);
	memcpy(text->form.bytes, words + TEXT_FORM, DIGEST_SIZE);
	memcpy(text->substance.bytes, words + TEXT_SUBSTANCE, DIGEST_SIZE);
	return text;
}

const struct text *text_unpack_frame(struct arena *arena, struct heap_view view, uint32_t place)
{
	return frame_unpack(arena, view, place);
}

const struct text *text_unpack(struct arena *arena, struct heap_view view, uint32_t place)
{
	struct text *text = frame_unpack(arena, view, place);
	const uint32_t *words = heap_words(view, place, TEXT_WORDS);
	rules_unpack(text, arena, view, words[TEXT_RULES]);
	basis_unpack(text, arena, view, words[TEXT_BASIS]);
	needs_unpack(text, arena, view, words[TEXT_NEEDS]);
	return text;
}

/* Records of several kinds may be the same words and lie at one place: a string of one letter is an
 * array of one place. */
enum packed_kind { PACKED_STR, PACKED_PLACES, PACKED_HEAD, PACKED_RULE, PACKED_TEXT };

struct repacked {
	uint32_t from; /* place; 0: free */
	uint32_t to;
	enum packed_kind kind;
};

void repacker_init(struct repacker *repacker, struct heap *heap, struct heap_view from)
{
	*repacker = (struct repacker){.heap = heap, .view = from};
}

void repacker_fini(struct repacker *repacker)
{
	mem_free(repacker->heap->mem, repacker->slots);
	*repacker = (struct repacker){.heap = repacker->heap};
}

static struct repacked *repacker_slot(const struct repacker *repacker, enum packed_kind kind,
				      uint32_t place)
{
	uint32_t mask = repacker->slot_count - 1;
	uint32_t at = (uint32_t)(place * UINT64_C(0x9e3779b97f4a7c15) >> 32) & mask;
	while (repacker->slots[at].from &&
	       (repacker->slots[at].from != place || repacker->slots[at].kind != kind))
		at = (at + 1) & mask;
	return &repacker->slots[at];
}

static void repacker_grow(struct repacker *repacker)
{
	struct repacker larger = *repacker;
	if (repacker->used < repacker->slot_count / 2)
		return;
	larger.slot_count = repacker->slot_count ? repacker->slot_count * 2 : 256;
	larger.slots = mem_zalloc(repacker->heap->mem, larger.slot_count * sizeof(*larger.slots));
	for (uint32_t i = 0; i < repacker->slot_count; i++)
		if (repacker->slots[i].from)
			*repacker_slot(&larger, repacker->slots[i].kind, repacker->slots[i].from) =
				repacker->slots[i];
	mem_free(repacker->heap->mem, repacker->slots);
	*repacker = larger;
}

/* Where the record was put, or 0. */
static uint32_t repacker_find(const struct repacker *repacker, enum packed_kind kind,
			      uint32_t place)
{
	return repacker->slot_count ? repacker_slot(repacker, kind, place)->to : 0;
}

static uint32_t repacker_keep(struct repacker *repacker, enum packed_kind kind, uint32_t place,
			      uint32_t to)
{
	repacker_grow(repacker);
	*repacker_slot(repacker, kind, place) = (struct repacked){place, to, kind};
	repacker->used++;
	return to;
}

static uint32_t repacker_put(struct repacker *repacker, enum packed_kind kind, uint32_t place,
			     const uint32_t *words, uint32_t count)
{
	return repacker_keep(repacker, kind, place, heap_put(repacker->heap, words, count));
}

uint32_t repack_str(struct repacker *repacker, uint32_t place)
{
	uint32_t to = place ? repacker_find(repacker, PACKED_STR, place) : 0;
	if (to || !place)
		return to;
	struct str text = heap_str(repacker->view, place);
	return repacker_put(repacker, PACKED_STR, place, heap_words(repacker->view, place, 1),
			    (uint32_t)(1 + (text.len + 3) / 4));
}

typedef uint32_t repack_item(struct repacker *repacker, uint32_t place);

/* An array of items of so many words, of which the first few are places. Those of plain numbers are
 * not remembered: one may be the same words as one of places, and lie where it does. */
static uint32_t repack_array(struct repacker *repacker, uint32_t place, uint32_t item_words,
			     uint32_t place_words, repack_item *repack)
{
	struct mem *mem = repacker->heap->mem;
	uint32_t to = place && place_words ? repacker_find(repacker, PACKED_PLACES, place) : 0,
		 count;
	if (to || !place)
		return to;
	const uint32_t *items = heap_array(repacker->view, place, item_words, &count);
	uint32_t *words = mem_alloc(mem, (1 + count * item_words) * sizeof(*words));
	words[0] = count;
	for (uint32_t i = 0; i < count * item_words; i++)
		words[1 + i] = i % item_words < place_words ? repack(repacker, items[i]) : items[i];
	if (place_words)
		to = repacker_put(repacker, PACKED_PLACES, place, words, 1 + count * item_words);
	else
		to = heap_put(repacker->heap, words, 1 + count * item_words);
	mem_free(mem, words);
	return to;
}

static uint32_t repack_head(struct repacker *repacker, uint32_t place)
{
	uint32_t to = repacker_find(repacker, PACKED_HEAD, place), head[HEAD_WORDS];
	if (to)
		return to;
	const uint32_t *words = heap_words(repacker->view, place, HEAD_WORDS);
	for (uint32_t i = 0; i < HEAD_ISSUERS; i++)
		head[i] = repack_str(repacker, words[i]);
	head[HEAD_ISSUERS] = repack_array(repacker, words[HEAD_ISSUERS], 1, 1, repack_str);
	return repacker_put(repacker, PACKED_HEAD, place, head, HEAD_WORDS);
}

static uint32_t repack_rule(struct repacker *repacker, uint32_t place)
{
	uint32_t to = repacker_find(repacker, PACKED_RULE, place), rule[RULE_WORDS];
	if (to)
		return to;
	memcpy(rule, heap_words(repacker->view, place, RULE_WORDS), sizeof(rule));
	for (uint32_t i = 0; i < RULE_LINE; i++)
		rule[i] = repack_str(repacker, rule[i]);
	return repacker_put(repacker, PACKED_RULE, place, rule, RULE_WORDS);
}

uint32_t repack_text(struct repacker *repacker, uint32_t place)
{
	uint32_t to = repacker_find(repacker, PACKED_TEXT, place), text[TEXT_WORDS];
	if (to)
		return to;
	memcpy(text, heap_words(repacker->view, place, TEXT_WORDS), sizeof(text));
	text[TEXT_REASON] = repack_str(repacker, text[TEXT_REASON]);
	text[TEXT_CORRECTED] = repack_str(repacker, text[TEXT_CORRECTED]);
	text[TEXT_HEAD] = repack_head(repacker, text[TEXT_HEAD]);
	text[TEXT_RULES] = repack_array(repacker, text[TEXT_RULES], 1, 1, repack_rule);
	text[TEXT_WITHDRAWS] = repack_array(repacker, text[TEXT_WITHDRAWS], 1, 0, repack_str);
	text[TEXT_REINSTATES] = repack_array(repacker, text[TEXT_REINSTATES], 1, 0, repack_str);
	text[TEXT_REPEALS] = repack_array(repacker, text[TEXT_REPEALS], 3, 2, repack_str);
	text[TEXT_BASIS] = repack_array(repacker, text[TEXT_BASIS], 3, 2, repack_str);
	text[TEXT_NEEDS] = repack_array(repacker, text[TEXT_NEEDS], NEED_WORDS, 1, repack_str);
	return repacker_keep(repacker, PACKED_TEXT, place,
			     heap_append(repacker->heap, text, TEXT_WORDS));
}

uint32_t repack_texts(struct repacker *repacker, uint32_t place)
{
	return repack_array(repacker, place, 1, 1, repack_text);
}

struct text_key text_key(struct heap_view view, uint32_t place)
{
	const uint32_t *words = heap_words(view, place, TEXT_WORDS);
	const uint32_t *head = heap_words(view, words[TEXT_HEAD], HEAD_WORDS);
	return (struct text_key){
		.readable = words[TEXT_FLAGS] & TEXT_READABLE,
		.pending = words[TEXT_EFFECTIVE] == (uint32_t)DATE_NONE ||
			   (words[TEXT_FLAGS] & TEXT_DRAFT),
		.effective = (int32_t)words[TEXT_EFFECTIVE],
		.list = heap_str(view, head[HEAD_LIST]),
		.form = words + TEXT_FORM,
	};
}
