#include <string.h>

#include "cli/verify/verify_lone.h"
#include "cli/verify/verify_own.h"
#include "core/log/proof.h"

static bool
begins(const struct hj_buf *b, const char *with)
{
	size_t n = strlen(with);

	return b->len > n && memcmp(b->data, with, n) == 0;
}

enum verify_lone
verify_lone_kind(const struct hj_buf *b)
{
	const char *p = (const char *)b->data;
	size_t text;
	struct hj_checkpoint at;
	struct hj_error why = HJ_ERROR;

	if (begins(b, "c2sp.org/tlog-proof@"))
		return VERIFY_PROOF;
	if (begins(b, "hanji fork "))
		return VERIFY_FORK;
	if (begins(b, "untrusted comment: "))
		return VERIFY_SIGNATURE;
	if (begins(b, "old "))
		return VERIFY_GROWTH;
	if (begins(b, "\xe2\x80\x94 "))
		return VERIFY_LINES;
	text = b->len != 0 ? hj_note_text(p, b->len) : 0;
	if (text != 0 && hj_checkpoint_parse(p, text, &at, &why) == HJ_OK)
		return VERIFY_CHECKPOINT;
	return VERIFY_NO_LONE;
}

/* ---- a proof ---- */

static int
judge_entry(const struct verify_ask *ask, const struct verify_beside *with,
    const struct hj_proof *p, struct hj_judge *j, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct hj_checkpoint at;
	struct hj_leaf leaf;
	int rc;

	rc = ask->keys.has_log
	    ? hj_proof_check(p, &ask->keys.log, &leaf, &at, &why)
	    : hj_proof_holds(p, &leaf, &at, &why);
	if (rc != HJ_OK)
		return hj_rule(j, HJ_FAILS, "proof", ask->path, err, "%s",
		    why.text);
	if ((rc = hj_rule(j, HJ_HOLDS, "proof", ask->path, err,
		 "entry %llu of a log of %llu, by the clock of its computer of %s",
		 (unsigned long long)leaf.sequence, (unsigned long long)at.size,
		 leaf.time)) != HJ_OK)
		return rc;
	if (with->of.len != 0 && with->salts.len != 0)
		return verify_digest(j, ask->of, &with->of, ask->salts,
		    &with->salts, &leaf, err);
	return hj_rule(j, HJ_UNCHECKED, "digest", ask->path, err,
	    "which case file it is about: give the file with --of and its salts with --salts");
}

static int
judge_proof(const struct verify_ask *ask, const struct verify_beside *with,
    const struct hj_buf *b, struct hj_judge *j, struct hj_error *err)
{
	struct hj_proof proof = HJ_PROOF;
	struct hj_error why = { .say = err->say };
	struct hj_checkpoint at;
	bool good;
	int rc;

	if (hj_proof_parse((const char *)b->data, b->len, &proof, &why) !=
	    HJ_OK)
		rc = hj_rule(j, HJ_FAILS, "proof", ask->path, err, "%s",
		    why.text);
	else if ((rc = judge_entry(ask, with, &proof, j, err)) == HJ_OK)
		rc = verify_checkpoint(ask, proof.note, proof.note_len, j, &at,
		    &good, err);
	hj_proof_clear(&proof);
	return rc;
}

/* ---- lines alone ---- */

/* As if they stood in the checkpoint that they sign. */
static int
judge_lines(const struct verify_ask *ask, const struct verify_beside *with,
    const struct hj_buf *b, struct hj_judge *j, struct hj_error *err)
{
	struct hj_buf note = HJ_BUF(with->of.len + b->len + 1);
	struct hj_checkpoint at;
	bool good;
	int rc;

	if (hj_note_lines((const char *)b->data, b->len) == 0)
		return hj_rule(j, HJ_FAILS, "witness", ask->path, err,
		    "not lines of signatures");
	if (ask->of == NULL)
		return hj_rule(j, HJ_UNCHECKED, "witness", ask->path, err,
		    "what was signed: give the checkpoint with --of");
	if ((rc = hj_buf_add(&note, with->of.data, with->of.len, err)) ==
		HJ_OK &&
	    (rc = hj_buf_add(&note, b->data, b->len, err)) == HJ_OK)
		rc = verify_checkpoint(ask, (const char *)note.data, note.len,
		    j, &at, &good, err);
	hj_buf_clear(&note);
	return rc;
}

/* ---- a signature ---- */

static int
judge_signed(const struct verify_ask *ask, const struct verify_beside *with,
    const struct hj_buf *b, struct hj_judge *j, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	uint8_t hash[HJ_MINISIGN_HASH];
	struct hj_minisign s;

	if (hj_minisign_parse((const char *)b->data, b->len, &s, &why) != HJ_OK)
		return hj_rule(j, HJ_FAILS, "signature", ask->path, err, "%s",
		    why.text);
	if (!ask->keys.has_signer)
		return hj_rule(j, HJ_UNCHECKED, "signer", ask->path, err,
		    "who signed: give the minisign key of the sender with --signer");
	if (ask->of == NULL)
		return hj_rule(j, HJ_UNCHECKED, "signature", ask->path, err,
		    "what was signed: give the file with --of");
	hj_minisign_hash(with->of.data, with->of.len, hash);
	if (hj_minisign_verify(&s, &ask->keys.signer, hash, &why) != HJ_OK)
		return hj_rule(j, HJ_FAILS, "signature", ask->of, err, "%s",
		    why.text);
	return hj_rule(j, HJ_HOLDS, "signature", ask->of, err,
	    "signed with the key that you gave: %.*s", (int)s.ntrusted,
	    s.trusted);
}

int
verify_lone(const struct verify_ask *ask, const struct verify_beside *with,
    const struct hj_buf *b, struct hj_judge *j, struct hj_error *err)
{
	switch (verify_lone_kind(b)) {
	case VERIFY_PROOF:
		return judge_proof(ask, with, b, j, err);
	case VERIFY_CHECKPOINT:
	case VERIFY_GROWTH:
		return verify_growth(ask, with, b, j, err);
	case VERIFY_LINES:
		return judge_lines(ask, with, b, j, err);
	case VERIFY_FORK:
		return verify_fork(ask, b, j, err);
	case VERIFY_SIGNATURE:
		return judge_signed(ask, with, b, j, err);
	case VERIFY_NO_LONE:
		break;
	}
	return HJ_OK;
}
