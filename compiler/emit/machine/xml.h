/* XML, as far as reports need it. */
#ifndef TOLC_EMIT_XML_H
#define TOLC_EMIT_XML_H

#include "base/buf.h"

/* What XML cannot hold becomes U+FFFD. */
void xml_text(struct buf *out, struct str text);
/* ` name="value"` */
void xml_attribute(struct buf *out, const char *name, struct str value);

#endif
