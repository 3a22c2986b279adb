/*
 * growth.h: that a log only grew, for somebody who saw it when it was smaller;
 * or that it did not.
 *
 * Growth: the body of `add-checkpoint` of https://c2sp.org/tlog-witness, lines
 * ended by a line feed:
 *
 *	old <decimal: entries of the log when it was seen>
 *	<base64 of a hash>, the consistency proof of RFC 6962, at most 63
 *	<empty line>
 *	<the checkpoint, verbatim: a signed note>
 *
 * Fork: two checkpoints that one key signed and that cannot be of one log.
 * `root` is what the larger tree held when it was as small as the smaller one:
 * the hashes lead from there to the root of the larger, and another root was
 * signed.  With two of the same size there is nothing to prove.
 *
 *	hanji fork 0
 *	old <decimal: entries of the smaller>
 *	root <base64>
 *	<base64 of a hash> ...
 *	<empty line>
 *	<the smaller checkpoint>
 *	<empty line>
 *	<the larger checkpoint>
 */
#ifndef HJ_CORE_GROWTH_H
#define HJ_CORE_GROWTH_H

#include "core/log/checkpoint.h"

#define HJ_GROWTH_HASHES 63
#define HJ_GROWTH_MAX (HJ_NOTE_MAX + ((size_t)8 << 10))
#define HJ_FORK_MAX (HJ_GROWTH_MAX + HJ_NOTE_MAX)

struct hj_growth {
	uint64_t old;
	uint8_t hash[HJ_PROOF_MAX][HJ_HASH_BYTES];
	size_t n;
	const char *note; /* borrowed */
	size_t note_len;
};

int hj_growth_write(const struct hj_growth *g, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* Exactly what hj_growth_write() makes; *ret borrows the note.  HJ_EINVAL. */
int hj_growth_parse(const char *p, size_t n, struct hj_growth *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Does the log whose checkpoint is `now` begin with what `then` says of it? */
bool hj_growth_holds(const struct hj_growth *g,
    const struct hj_checkpoint *then, const struct hj_checkpoint *now);

struct hj_fork {
	struct hj_growth proof; /* its note is the larger checkpoint */
	uint8_t root[HJ_HASH_BYTES];
	const char *note; /* the smaller; borrowed */
	size_t note_len;
};

int hj_fork_write(const struct hj_fork *f, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_EINVAL. */
int hj_fork_parse(const char *p, size_t n, struct hj_fork *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/*
 * Did this key sign two states that cannot be of one log?  HJ_EINVAL,
 * HJ_ENOTFOUND, HJ_ECORRUPT: as hj_checkpoint_open(); HJ_ENOTFOUND also: what
 * is there proves nothing.
 */
int hj_fork_check(const struct hj_fork *f, const struct hj_note_key *k,
    struct hj_checkpoint *smaller, struct hj_checkpoint *larger,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
