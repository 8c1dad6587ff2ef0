/* Where something stands, in the units that machines want. */
#ifndef TOLC_EMIT_PLACE_H
#define TOLC_EMIT_PLACE_H

#include "emit/machine/json.h"
#include "emit/writer.h"

/* Members path, line, column (code points, from 1), byte (from 0) and length (bytes). */
void json_place(struct json *json, struct source *source, struct span span);
/* A diagnostic as an object (interface of the command line, tolc/1). */
void json_diagnostic(struct json *json, struct diag *diag, enum language language);
/* Its message and its hint as text; the caller's buffer is emptied first. */
struct str diag_text(struct buf *buf, const struct diag *diag, enum language language);
struct str hint_text(struct buf *buf, const struct diag *diag, enum language language);
/* Its other places, a line each: what stands there, and the path with the line. Likewise. */
struct str notes_text(struct buf *buf, const struct diag *diag, enum language language);

#endif
