/*
 * keycard.h: where case files of the field go: the keys of a headquarters.
 *
 * A file of four lines, for whoever leaves for the field:
 *
 *	hanji card 0
 *	name <one line>
 *	recipient <age key>
 *	minisign <public key>
 *
 * Anybody can write one.  Both sides compare a number of thirty digits, aloud
 * or on paper: SHA-256 of "hanji/0/keycard" || X25519 key || Ed25519 key || name,
 * six times five bytes of it, big-endian, each modulo 100,000.
 */
#ifndef HJ_CORE_KEYCARD_H
#define HJ_CORE_KEYCARD_H

#include "core/keys/agekey.h"
#include "core/keys/minisign.h"

#define HJ_KEYCARD_NAME_MAX 120 /* bytes: it has to fit into a line */
#define HJ_KEYCARD_MAX 1024 /* of the file */
#define HJ_KEYCARD_DIGITS 36 /* six groups of five, blanks between, and NUL */

struct hj_keycard {
	char name[HJ_KEYCARD_NAME_MAX + 1];
	uint8_t recipient[HJ_AGEKEY_LEN];
	struct hj_minisign_key key;
};

/* May it be the name on a card?  HJ_EINVAL: not one line of text, or too
 * long. */
int hj_keycard_name(const char *name, struct hj_keycard *ret,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_keycard_write(const struct hj_keycard *c, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_EINVAL: not a card. */
int hj_keycard_parse(const char *p, size_t n, struct hj_keycard *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_keycard_digits(const struct hj_keycard *c,
    char ret[static HJ_KEYCARD_DIGITS]);
/* Are these they, as somebody typed them: blanks and hyphens do not count? */
bool hj_keycard_is(const struct hj_keycard *c, const char *typed);

#endif
