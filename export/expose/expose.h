/*
 * expose.h: does a finished text betray somebody whom it must not name?
 *
 * The text is read once; then anything can be asked of it, so that all of a
 * large vault can be.  Answers are numbers of lines, never the text itself.
 *
 *  - Words (hj_expose_each): folded (NFC, case) and stripped to letters and
 *    digits, so that "KIM, Young-soon", "Kim Young Soon" and "Kim Youngsoon"
 *    are one, "M-12 345" is M12345 and an e-mail address is found however it
 *    is broken.  In alphabets that separate words a hit begins and ends with a
 *    word; in Hangul and Hanja it may lie anywhere.
 *  - Names in another writing (expose_sound.h): 김솔미 that stands in the text
 *    as Kim Sol-mi, 金率美, Jin Shuaimei or Ким Соль Ми.
 *  - Numbers (hj_expose_digits): the digits of a telephone number in any
 *    spacing, with or without the code of the country before them.
 *
 * Forms that are too short to tell anybody (fewer than two syllables or four
 * letters) are passed over and counted.
 */
#ifndef HJ_EXPORT_EXPOSE_H
#define HJ_EXPORT_EXPOSE_H

#include "core/base/buf.h"

struct hj_expose;
struct hj_sounds;

/* Append the text in NFC and without its markup; line feeds stay. */
int hj_expose_plain(const char *text, size_t n, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* A text with markup (it begins with '<') is read without its tags; values of
 * attributes are text.  HJ_EINVAL: not UTF-8; HJ_ENOMEM; HJ_EIO: ICU cannot
 * find its data.  The text is copied and wiped on free. */
int hj_expose_new(const char *text, size_t n, struct hj_expose **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_expose_free(struct hj_expose *e);

/* Names by what they sound like; lives as long as the text. */
struct hj_sounds *hj_expose_sounds(struct hj_expose *e);

/* Is this in the text?  *found is the answer. */
int hj_expose_seek(struct hj_expose *e, const char *name, size_t n, bool *found,
    struct hj_error *err) HJ_MUST_CHECK;

/* Where it begins: the line, counted from 1, and how many bytes of letters and
 * digits stand before it.  The last place comes first.  A false return stops. */
struct hj_spot {
	uint32_t line, at;
};
typedef bool hj_expose_fn(void *to, const struct hj_spot *spot);
int hj_expose_each(struct hj_expose *e, const char *p, size_t n,
    hj_expose_fn *fn, void *to, struct hj_error *err) HJ_MUST_CHECK;

/* For `fn`, when only the first line is wanted: `to` is a uint32_t, 0 before. */
bool hj_expose_first_line(void *to, const struct hj_spot *spot);

/* The first line with a number that has these digits, or ends with the last
 * nine of them; 0: none.  Fewer than seven digits are nobody's number. */
uint32_t hj_expose_digits(const struct hj_expose *e, const char *p, size_t n);

/* How many forms were too short to ask for. */
size_t hj_expose_passed_over(const struct hj_expose *e);

#endif
