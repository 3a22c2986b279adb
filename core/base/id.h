/*
 * id.h: names for case files and for the elements inside them.
 *
 * A case file or petition has 80 random bits, written as 16 characters of
 * lower-case Crockford base32 (https://www.crockford.com/base32.html, without
 * its check symbol), shown in groups of four with a 17th character: Luhn mod
 * 32 of the 16 (N = 32 in the Luhn mod N algorithm).  An element has 6
 * characters, the first a letter, unique within its file.
 */
#ifndef HJ_CORE_ID_H
#define HJ_CORE_ID_H

#include "core/base/error.h"

#define HJ_ID_BYTES 10
#define HJ_ID_CHARS 16
#define HJ_ID_SHOWN 22 /* "k7m2-qx4d-9tn1-w0zc-h" and NUL */
#define HJ_ELEMENT_ID_CHARS 6

struct hj_id {
	uint8_t b[HJ_ID_BYTES];
};

void hj_id_random(struct hj_id *ret);
void hj_id_text(const struct hj_id *id, char ret[static HJ_ID_CHARS + 1]);
void hj_id_show(const struct hj_id *id, char ret[static HJ_ID_SHOWN]);

/* 16 characters exactly, as stored.  HJ_EINVAL. */
int hj_id_parse(const char *p, size_t n, struct hj_id *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * What a person typed: hyphens and case ignored, o read as 0, i and l as 1, a
 * 17th character checked, fewer than 16 a prefix.  ret gets the characters,
 * *len how many (1 to 16).  HJ_EINVAL: not an id; or the check character does
 * not fit, and the text says that one character is probably wrong.
 */
int hj_id_typed(const char *p, size_t n, char ret[static HJ_ID_CHARS + 1],
    size_t *len, struct hj_error *err) HJ_MUST_CHECK;

void hj_element_id_random(char ret[static HJ_ELEMENT_ID_CHARS + 1]);
/* One made of the first bytes of a hash: the same for the same content. */
void hj_element_id_hashed(const uint8_t hash[static 4],
    char ret[static HJ_ELEMENT_ID_CHARS + 1]);
bool hj_element_id_valid(const char *p, size_t n);

#endif
