/*
 * agehead.h: the header of an age file: for whom its key is wrapped.
 *
 * https://age-encryption.org/v1, "header": a version line; stanzas, each of
 * words and a body in base64; a line with an HMAC of all before it.  Every
 * header has one spelling: a parser that takes another would see a file that
 * its neighbour refuses.
 */
#ifndef HJ_CORE_AGEHEAD_H
#define HJ_CORE_AGEHEAD_H

#include "core/base/buf.h"

#define HJ_AGE_FILE_KEY 16
#define HJ_AGE_WRAPPED (HJ_AGE_FILE_KEY + 16)
#define HJ_AGE_MAC 32

enum hj_age_kind { HJ_AGE_X25519, HJ_AGE_SCRYPT };

/* What it takes to unwrap the key of the file.  Stanzas of other kinds are
 * checked and passed over: they are for others. */
struct hj_age_stanza {
	enum hj_age_kind kind;
	uint8_t work; /* scrypt: log2 of N */
	uint8_t share[32]; /* X25519: ephemeral public key; scrypt: salt 16 */
	uint8_t body[HJ_AGE_WRAPPED];
};

struct hj_agehead {
	struct hj_buf stanzas; /* struct hj_age_stanza each */
	size_t maced; /* so many bytes are under the MAC: up to "---" */
	uint8_t mac[HJ_AGE_MAC];
};

size_t hj_agehead_count(const struct hj_agehead *h);
const struct hj_age_stanza *
hj_agehead_stanza(const struct hj_agehead *h, size_t i);

/* p holds one header and nothing behind it.  HJ_EINVAL: not the header of an
 * age file, or cut off; HJ_EVERSION: of a newer age; HJ_ELIMIT: opening it by
 * a passphrase would take more memory than HJ_AGE_WORK_MAX allows. */
int hj_agehead_parse(const char *p, size_t n, struct hj_agehead *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_agehead_clear(struct hj_agehead *h);

/* Append version line, n stanzas and "---"; then what ends it. */
int hj_agehead_write(const struct hj_age_stanza *s, size_t n, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_agehead_end(const uint8_t mac[static HJ_AGE_MAC], struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
