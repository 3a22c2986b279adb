/*
 * secret.h: a key or passphrase in guarded memory.
 *
 * The bytes lie on pages of their own between guard pages, locked into memory
 * where the system allows it, left out of core dumps and wiped in every child
 * that fork(2) makes.  Freeing wipes.  sodium_init() is called by the first
 * hj_secret_new().
 */
#ifndef HJ_CORE_SECRET_H
#define HJ_CORE_SECRET_H

#include "core/base/error.h"

struct hj_secret;

/* n zero bytes.  HJ_ENOMEM. */
int hj_secret_new(size_t n, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_secret_random(size_t n, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* A copy of p, which the caller still has to wipe. */
int hj_secret_copy(const void *p, size_t n, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_secret_free(struct hj_secret *s);

/* Borrowed until the secret is freed. */
uint8_t *hj_secret_bytes(struct hj_secret *s);
const uint8_t *hj_secret_peek(const struct hj_secret *s);
size_t hj_secret_len(const struct hj_secret *s);

/* Make it shorter (a passphrase read into a larger room); wipes the rest. */
void hj_secret_shorten(struct hj_secret *s, size_t n);

/* In constant time; false when the lengths differ. */
bool hj_secret_equal(const struct hj_secret *a, const struct hj_secret *b);

/* Did the system lock the pages?  For `doctor`. */
bool hj_secret_locked(const struct hj_secret *s);

#endif
