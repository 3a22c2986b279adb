/*
 * age.h: a file sealed for recipients or under a passphrase, in a format that
 * others can open without hanji.
 *
 * age v1 (https://age-encryption.org/v1): header (agehead.h), nonce 16,
 * STREAM (stream.h) under HKDF(salt = nonce, file key, "payload"); or the same
 * as text (armor.h).  Both directions hold one chunk in memory, whatever the
 * size.
 *
 * age says nothing about who sealed a file: anybody can seal to a public key.
 * A signature beside it (minisign.h) does.
 */
#ifndef HJ_CORE_AGE_H
#define HJ_CORE_AGE_H

#include "core/base/limits.h"
#include "core/crypto/stream.h"
#include "core/keys/agekey.h"

#define HJ_AGE_WORK 18 /* log2 of N: 256 MiB, as stock age */

struct hj_age_to {
	/* Either recipients, or a passphrase alone. */
	const uint8_t (*recipients)[HJ_AGEKEY_LEN];
	size_t n; /* 1 .. HJ_AGE_RECIPIENTS_MAX */
	const struct hj_secret *passphrase;
	uint8_t work; /* 0: HJ_AGE_WORK */
	bool armor;
};

struct hj_age_writer;

/* Writes the header.  HJ_EINVAL: a recipient is no usable key; HJ_ELIMIT: too
 * many; HJ_ENOMEM: also for scrypt; what `write` returned. */
int hj_age_begin(const struct hj_age_to *to, hj_write_fn *write, void *out,
    struct hj_age_writer **ret, struct hj_error *err) HJ_MUST_CHECK;
/* A hj_write_fn: its `to` is the writer. */
int hj_age_put(void *writer, const uint8_t *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;
/* Without it the file is one that was cut off. */
int hj_age_end(struct hj_age_writer *w, struct hj_error *err) HJ_MUST_CHECK;
/* The key of this one file, to read it back before the writer is freed. */
const struct hj_secret *hj_age_writer_key(const struct hj_age_writer *w);
void hj_age_writer_free(struct hj_age_writer *w);

/* What opens a file; each may be NULL. */
struct hj_age_with {
	const struct hj_secret *identity; /* X25519, HJ_AGEKEY_LEN */
	const struct hj_secret *passphrase;
	/* hj_age_writer_key(): proves everything but that a recipient can
	 * unwrap it, who alone can prove that. */
	const struct hj_secret *file_key;
};

struct hj_age_reader;

/*
 * Takes the header from `read`, binary or armored.  Nothing is derived from a
 * passphrase before the whole header was parsed and its cost is below the
 * ceiling (agehead.h).  HJ_EINVAL: not an age file, or its header is damaged;
 * HJ_EVERSION; HJ_ELIMIT; HJ_EAUTH: wrong passphrase, sealed for somebody
 * else, or `with` lacks what it takes; HJ_ECORRUPT: the header was tampered
 * with; what `read` returned.
 */
int hj_age_open(const struct hj_age_with *with, hj_read_fn *read, void *from,
    struct hj_age_reader **ret, struct hj_error *err) HJ_MUST_CHECK;
/*
 * A hj_read_fn: its `from` is the reader.  HJ_ECORRUPT: what came before is
 * genuine, but the whole must be thrown away, as after every error: only *got
 * 0 says that nothing was cut off.
 */
int hj_age_get(void *reader, uint8_t *p, size_t n, size_t *got,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_age_reader_free(struct hj_age_reader *r);

/* What opens it?  Takes the header from `read` and no secret. */
enum hj_age_asks { HJ_AGE_ASKS_KEY, HJ_AGE_ASKS_PASSPHRASE };
int hj_age_peek(hj_read_fn *read, void *from, enum hj_age_asks *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Does a file that begins so look like one, binary or armored? */
bool hj_age_looks(const uint8_t *p, size_t n);

#endif
