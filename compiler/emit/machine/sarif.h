/* What logs in SARIF share, whether they tell of texts or of a change (sarif.c). */
#ifndef TOLC_EMIT_SARIF_H
#define TOLC_EMIT_SARIF_H

#include "emit/machine/json.h"
#include "emit/writer.h"

/* Opens a log of one run, up to the rules of its driver, which are to follow one by one. */
void sarif_begin(struct json *json, struct emit *e);
/* Behind the rules; members of the run are to follow, its results among them. */
void sarif_rules_end(struct json *json, struct emit *e);
void sarif_end(struct json *json, struct emit *e);

/* Member key: {"text": text}. */
void sarif_text(struct json *json, const char *key, struct str text);
/* Member "defaultConfiguration" of a rule. */
void sarif_default_level(struct json *json, const char *level);
/* Member "physicalLocation". */
void sarif_physical(struct json *json, struct source *source, struct span span);

#endif
