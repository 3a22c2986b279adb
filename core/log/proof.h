/*
 * proof.h: an entry of the log, for somebody who has nothing else of it.
 *
 * https://c2sp.org/tlog-proof, version 1, lines ended by a line feed:
 *
 *	c2sp.org/tlog-proof@v1
 *	extra <base64 of the leaf (log.h)>
 *	index <decimal>
 *	<base64 of a hash>, from the leaf's sibling to below the root
 *	<empty line>
 *	<the checkpoint, verbatim: a signed note>
 *
 * What the leaf says is proven: it hashes to the root that the device signed.
 * That it is about a case file follows from the digest, which anybody computes
 * from the file and its salts (digest.h).  They stand in a file of their own:
 *
 *	hanji salts 0
 *	key <64 hex digits>
 *
 * where the file is whole, else one line of 32 hex digits for each element that
 * is not withheld, in document order.
 */
#ifndef HJ_CORE_PROOF_H
#define HJ_CORE_PROOF_H

#include "core/case/digest.h"
#include "core/log/checkpoint.h"

#define HJ_LEAF_MAX ((size_t)8 << 10) /* 64 parents */
#define HJ_PROOF_TEXT_MAX (HJ_NOTE_MAX + ((size_t)20 << 10))

struct hj_proof {
	uint64_t index;
	uint8_t hash[HJ_PROOF_MAX][HJ_HASH_BYTES];
	size_t n;
	const char *note; /* borrowed */
	size_t note_len;
	struct hj_buf leaf;
};

#define HJ_PROOF ((struct hj_proof){ .leaf = HJ_BUF(HJ_LEAF_MAX) })

int hj_proof_write(const struct hj_proof *p, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* Exactly what hj_proof_write() makes; *ret is HJ_PROOF and borrows the note.
 * HJ_EINVAL. */
int hj_proof_parse(const char *p, size_t n, struct hj_proof *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_proof_clear(struct hj_proof *p);

/* What a leaf says, as far as somebody else can use it. */
struct hj_leaf {
	uint64_t sequence;
	char time[21]; /* YYYY-MM-DDThh:mm:ssZ */
	char device[HJ_FINGERPRINT];
	char member[HJ_FINGERPRINT];
	char action[HJ_ACTION_MAX];
	bool has_digest;
	uint8_t digest[HJ_DIGEST_BYTES];
};

/* Lines and their order as log.h has them; of a commit entry not the rest.
 * HJ_EINVAL names the line. */
int hj_leaf_parse(const char *p, size_t n, struct hj_leaf *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Is the entry in the log of which the checkpoint speaks, whoever signed that?
 * HJ_EINVAL: no leaf or checkpoint; HJ_ECORRUPT: place or hashes do not fit. */
int hj_proof_holds(const struct hj_proof *p, struct hj_leaf *leaf,
    struct hj_checkpoint *at, struct hj_error *err) HJ_MUST_CHECK;

/*
 * Does it hold under this key?  The key's name is the origin of the log, and
 * the leaf says the same device and place.  HJ_EINVAL: no leaf or checkpoint;
 * HJ_ENOTFOUND: another key signed; HJ_ECORRUPT: signature, place or hashes do
 * not fit.
 */
int hj_proof_check(const struct hj_proof *p, const struct hj_note_key *k,
    struct hj_leaf *leaf, struct hj_checkpoint *at,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- the file of salts ---- */

struct hj_salt_file {
	bool whole;
	uint8_t key[HJ_SALT_KEY_BYTES];
	struct hj_buf list; /* HJ_SALT_BYTES each */
};

#define HJ_SALT_FILE ((struct hj_salt_file){ .list = HJ_BUF(HJ_RECORD_MAX) })

int hj_salt_file_write(const struct hj_salts *s, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* *ret is HJ_SALT_FILE.  HJ_EINVAL names the line. */
int hj_salt_file_parse(const char *p, size_t n, struct hj_salt_file *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Borrows from f. */
struct hj_salts hj_salt_file_salts(const struct hj_salt_file *f);
void hj_salt_file_clear(struct hj_salt_file *f);

#endif
