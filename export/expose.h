/*
 * expose.h: does a finished text name somebody whom it must not name?
 *
 * The text is folded (NFC, case) and stripped to its letters and digits, so
 * that "KIM, Young-soon", "Kim Young Soon" and "Kim Youngsoon" are one; each
 * name form is treated the same and looked up.  In alphabets that separate
 * words a hit must begin and end with a word; in Hangul and Hanja it may lie
 * anywhere.  Forms that are too short to tell anybody (fewer than two
 * syllables or four letters) are passed over and counted.
 *
 * The text is indexed once; a name costs a look-up, so that all names of a
 * large vault can be asked.  It finds names as they are recorded; other
 * spellings of a name are the matcher's work, not this one's.
 */
#ifndef HJ_EXPORT_EXPOSE_H
#define HJ_EXPORT_EXPOSE_H

#include "core/buf.h"

struct hj_expose;

/* HJ_EINVAL: not UTF-8; HJ_ENOMEM.  The text is copied and wiped on free. */
int hj_expose_new(const char *text, size_t n, struct hj_expose **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_expose_free(struct hj_expose *e);

/* Is this name form in the text?  *found is the answer. */
int hj_expose_seek(struct hj_expose *e, const char *name, size_t n, bool *found,
    struct hj_error *err) HJ_MUST_CHECK;

/* How many forms were too short to ask for. */
size_t hj_expose_passed_over(const struct hj_expose *e);

#endif
