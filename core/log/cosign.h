/*
 * cosign.h: what a witness says of a checkpoint: "I have seen it, and the log
 * only grew since I last looked".
 *
 * https://c2sp.org/tlog-cosignature, cosignature/v1.  The witness signs
 *
 *	cosignature/v1
 *	time <decimal, seconds UTC>
 *	<the text of the checkpoint>
 *
 * and adds one line to the signatures of the note: its name, and base64 of key
 * id 4, time 8 (big-endian) and Ed25519 signature 64.  The key id is the first
 * four bytes of SHA-256(name || 0x0a || 0x04 || public key); the type 0x04
 * stands in its vkey too, so that a witness is never taken for a log.
 */
#ifndef HJ_CORE_COSIGN_H
#define HJ_CORE_COSIGN_H

#include "core/log/note.h"

struct hj_cosignature {
	int64_t time; /* seconds UTC, by the clock of the witness */
	uint8_t signature[64];
};

/*
 * The key pair with which a member cosigns: from the seed, by a use of its own.
 * *k is its public half, named "hanji-witness/<16 hex digits>".  To be freed.
 */
int hj_cosign_witness(const struct hj_member *m, struct hj_member **ret,
    struct hj_note_key *k, struct hj_error *err) HJ_MUST_CHECK;

/* Its vkey: appended; read.  HJ_EINVAL: not one, or of a log. */
int hj_cosign_vkey(const struct hj_note_key *k, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_cosign_vkey_parse(const char *p, size_t n, struct hj_note_key *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* text: of the checkpoint, n bytes.  HJ_ENOMEM. */
int hj_cosign_make(const struct hj_member *witness, const char *text, size_t n,
    int64_t time, struct hj_cosignature *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_ECORRUPT: it does not fit; HJ_ENOMEM: nothing was found out. */
int hj_cosign_check(const struct hj_note_key *k, const char *text, size_t n,
    const struct hj_cosignature *c, struct hj_error *err) HJ_MUST_CHECK;

/* Append the signature line. */
int hj_cosign_write(const struct hj_note_key *k, const struct hj_cosignature *c,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
/*
 * Look for the line of k among lines (of a note, or alone), and check it.  The
 * newest where there are several.  HJ_EINVAL: lines that are none;
 * HJ_ENOTFOUND: k did not cosign; HJ_ECORRUPT: its cosignature does not fit.
 */
int hj_cosign_find(const char *lines, size_t lines_len,
    const struct hj_note_key *k, const char *text, size_t n,
    struct hj_cosignature *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
