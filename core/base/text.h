/*
 * text.h: what may be text in a case file.
 *
 * Valid UTF-8 (RFC 3629), in NFC (UAX #15), without control characters (line
 * feed in free text excepted), without noncharacters and without surrogates.
 * Checked at entry, so that nothing else has to.
 *
 * Sources: RFC 3629 section 4 (syntax), Unicode 15 chapter 23 (controls,
 * noncharacters), UAX #15 (NFC) and section 3.13 (case folding) through ICU.
 * ICU keeps its own scratch memory, which is freed but not wiped.  HJ_EIO from
 * a function here says that ICU cannot find its data.
 */
#ifndef HJ_CORE_TEXT_H
#define HJ_CORE_TEXT_H

#include "core/base/buf.h"

enum hj_text_kind {
	HJ_TEXT_LINE, /* one line: no control character at all */
	HJ_TEXT_FREE, /* free text: U+000A allowed */
};

/* HJ_EINVAL: not UTF-8, a control or noncharacter, or not in NFC; with the
 * byte offset, counted from 0, and what is wrong there, never the text.
 * HJ_ELIMIT: above HJ_TEXT_MAX.  HJ_ENOMEM: only where the text holds rarer
 * characters than ASCII, Hangul, Chinese and punctuation. */
int hj_text_check(const char *p, size_t n, enum hj_text_kind kind,
    struct hj_error *err) HJ_MUST_CHECK;

/* Valid UTF-8 and nothing more. */
bool hj_text_is_utf8(const char *p, size_t n);

/* Append a character: a code point that is no surrogate. */
int
hj_text_put(uint32_t c, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* Append p in NFC.  *changed (may be NULL) says whether it was not in NFC,
 * so that the caller can tell the person.  HJ_EINVAL: not UTF-8; HJ_ELIMIT:
 * above HJ_TEXT_MAX or the ceiling of `to`; HJ_ENOMEM.  Then `to` is as it
 * was.  Controls pass: hj_text_check() is asked afterwards. */
int hj_text_nfc(const char *p, size_t n, struct hj_buf *to, bool *changed,
    struct hj_error *err) HJ_MUST_CHECK;

/* Append p in NFC, case folded (full folding): for matching, never stored.
 * Canonically equal texts give equal bytes.  Errors as hj_text_nfc(). */
int hj_text_fold(const char *p, size_t n, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Append p with controls, C1, bidirectional controls, zero-width characters
 * and invalid bytes made visible as \u{202e}; what a terminal may be given.
 * A line feed stays when keep_lf.  Variation selectors stay: they choose the
 * drawing of a Chinese character in a name.  HJ_ELIMIT, HJ_ENOMEM of `to`,
 * which then ends anywhere. */
int hj_text_visible(const char *p, size_t n, bool keep_lf, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Decode one character at p (n > 0): its length in bytes, 0 when invalid. */
size_t hj_text_decode(const char *p, size_t n, uint32_t *ret);

/* A decimal integer without sign or blanks, min <= v <= max; zeros may lead.
 * HJ_EINVAL otherwise, naming the bounds. */
int hj_text_number(const char *p, size_t n, uint64_t min, uint64_t max,
    uint64_t *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
