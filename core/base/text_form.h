/*
 * text_form.h: normal forms of valid UTF-8, through ICU; for text*.c only.
 *
 * Nearly all text of a case file is ASCII, Hangul syllables, Chinese
 * characters and common punctuation.  Those never change under NFC wherever
 * they stand (NFC_Quick_Check=Yes and combining class 0, UAX #15 section 9), so
 * ICU sees only the few characters that are none of them, each run together
 * with the character it could combine with.
 */
#ifndef HJ_CORE_TEXT_FORM_H
#define HJ_CORE_TEXT_FORM_H

#include "core/base/buf.h"

/* NFC_Quick_Check=Yes and combining class 0.  Not complete: what is missing
 * costs time, what were wrong would cost correctness (a test asks ICU). */
bool hj_form_settled(uint32_t c);

/* Where p, valid UTF-8, first is not in NFC: *ret is the byte offset of the
 * characters concerned, n when all is well.  HJ_ENOMEM. */
int hj_form_scan(const char *p, size_t n, size_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
