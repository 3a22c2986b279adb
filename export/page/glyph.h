/*
 * glyph.h: a letter for which this computer has no font.
 *
 * An empty box in a document may be the name of a person.  So a missing letter
 * is an error, which names its script and what to install; never the letter.
 * hanji-print says which script by its exit status, as it says everything.
 */
#ifndef HJ_EXPORT_GLYPH_H
#define HJ_EXPORT_GLYPH_H

#include "core/base/error.h"

/* The exit status of hanji-print for a script, by its code of ISO 15924. */
int hj_glyph_status(const char *script);
/* Does the status say that?  Then err says what to do, HJ_ENOTFOUND. */
bool hj_glyph_judge(int status, struct hj_error *err);

#endif
