/*
 * agekey.h: the keys of age as people write them.
 *
 * https://age-encryption.org/v1, "X25519 recipient type": a recipient is Bech32
 * of the public key, "age1...", an identity that of the secret one,
 * "AGE-SECRET-KEY-1...".  A file of identities has one a line; empty lines and
 * lines that begin with "#" say nothing.
 */
#ifndef HJ_CORE_AGEKEY_H
#define HJ_CORE_AGEKEY_H

#include "core/base/bech32.h"
#include "core/base/error.h"
#include "core/crypto/secret.h"

#define HJ_AGEKEY_LEN 32
#define HJ_AGEKEY_SHOWN HJ_BECH32_ROOM(3, HJ_AGEKEY_LEN)

void hj_agekey_say(const uint8_t x25519[static HJ_AGEKEY_LEN],
    char ret[static HJ_AGEKEY_SHOWN]);

/* HJ_EINVAL: no recipient, or mistyped; of a kind that this hanji does not
 * know (post-quantum, plugin, ssh), which is said. */
int hj_agekey_read(const char *p, size_t n, uint8_t ret[static HJ_AGEKEY_LEN],
    struct hj_error *err) HJ_MUST_CHECK;

/* The secret key of one identity.  HJ_EINVAL as above. */
int hj_agekey_identity(const char *p, size_t n, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The first identity of a file of them.  HJ_EINVAL: there is none. */
int hj_agekey_file(const char *p, size_t n, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
