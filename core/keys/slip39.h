/*
 * slip39.h: a secret in shares of words, of which some are enough (SLIP-39).
 *
 * Of `of` shares any `need` give the secret back; fewer say nothing about it.
 * The words are read and combined by other programs of this standard, too, so
 * that who holds the shares does not depend on hanji.
 *
 * Ours: 256 bits, 33 words a share, one group, extendable, iteration exponent
 * 0, empty passphrase.  Shares of others are read with groups, exponent and
 * passphrase.  Arithmetic in GF(256) is without tables and takes the same time
 * whatever the secret is; what comes of a secret lies in guarded memory.
 */
#ifndef HJ_CORE_SLIP39_H
#define HJ_CORE_SLIP39_H

#include "core/crypto/secret.h"

#define HJ_SLIP39_LEN 32 /* of our secrets; of others 16 to 32, even */
#define HJ_SLIP39_WORDS 33 /* of our shares, and the most that are read */
#define HJ_SLIP39_SHARES_MAX 16 /* in a group, and groups */
#define HJ_SLIP39_TEXT_MAX ((size_t)1 << 10) /* 33 words of 8 letters fit */
#define HJ_SLIP39_PASSPHRASE_MAX 128

/*
 * ret[0] to ret[of - 1] get a share each: words with one space between,
 * without a NUL.  1 <= need <= of <= 16.  HJ_EINVAL: other numbers; HJ_ENOMEM.
 * After an error nothing is in ret.
 */
int hj_slip39_split(const struct hj_secret *secret, unsigned need, unsigned of,
    struct hj_secret *ret[static HJ_SLIP39_SHARES_MAX],
    struct hj_error *err) HJ_MUST_CHECK;

struct hj_slip39;

/* What a share says of itself; none of it is secret. */
struct hj_slip39_facts {
	uint16_t id; /* 15 bits, the same in all shares of a secret */
	bool extendable;
	unsigned exponent;
	unsigned group, groups_needed, groups;
	unsigned member, needed; /* in its group, from 0; how many are enough */
	size_t len; /* of the secret */
};

/*
 * A share as somebody typed it: letters of any case, any space between; of a
 * word the first four letters are enough.  HJ_EINVAL: a word that is not in
 * the list (the text says which one of them, never the word), not as many as a
 * share has, or the checksum does not fit, which finds any one to three wrong
 * words.
 */
int hj_slip39_parse(const char *p, size_t n, struct hj_slip39 **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_slip39_free(struct hj_slip39 *s);
const struct hj_slip39_facts *hj_slip39_facts(const struct hj_slip39 *s);

/* May this share be combined with that one?  HJ_EINVAL: of another secret, or
 * the same share. */
int hj_slip39_fits(const struct hj_slip39 *s, const struct hj_slip39 *with,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * The secret; passphrase NULL: the empty one.  A wrong passphrase gives another
 * secret, as the standard wants it.  More shares than are needed are no fault.
 * HJ_EINVAL: shares that do not belong together, or one of them twice;
 * HJ_EAUTH: too few, or their digest does not fit (one is forged); HJ_ELIMIT:
 * the passphrase is too long; HJ_ENOMEM.
 */
int hj_slip39_combine(struct hj_slip39 *const *shares, size_t n,
    const struct hj_secret *passphrase, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
