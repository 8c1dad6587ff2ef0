/* Authorities as people call them: by name, or by title. Private to api/. */
#ifndef TOLC_API_NAMED_H
#define TOLC_API_NAMED_H

#include "api/record/asking.h"
#include "base/map.h"
#include "ir/ir.h"

/* The authority of that name, or the only one of that title; NULL: there is none, or are several.
 * authorities: name -> struct ir_authority. */
const struct ir_authority *named_authority(const struct map *authorities, struct str name);
/* For a name of none: advice on which was meant, and its argument. out is empty. */
enum hint_id named_authority_meant(struct buf *out, const struct map *authorities, struct str name);
/* The name of the issuer that was asked for, by its title as declared now; STR_NONE: of none. */
int named_issuer(struct asking *asking, struct str *out, struct str title);

#endif
