#include <stdio.h>
#include <string.h>

#include "cli/verify/verify_lone.h"
#include "cli/verify/verify_own.h"
#include "core/base/limits.h"
#include "core/log/proof.h"

#define KEYS "log.vkey"

/* One case file with what proves it. */
struct exhibit {
	const struct verifying *v;
	char payload[64], salts[64], proof[64];
	struct hj_buf bytes, salts_text, proof_text;
	struct hj_buf *state; /* of the log in the proof before */
};

static int
load(const struct verifying *v, const char *path, struct hj_buf *to, bool *ok,
    struct hj_error *err)
{
	const struct hj_archive_file *f = verify_file(v, path);

	*ok = f != NULL && f->size <= to->max;
	return *ok ? hj_archive_load(v->a, f, to, err) : HJ_OK;
}

/* ---- which log ---- */

/* The key among the lines of log.vkey under which the proof holds. */
static int
hold(const struct hj_buf *keys, const struct hj_proof *proof,
    struct hj_leaf *leaf, struct hj_checkpoint *at, struct hj_error *why)
{
	const char *p = (const char *)keys->data, *end;
	size_t left = keys->len;
	struct hj_note_key k;
	int rc = HJ_ENOTFOUND;

	for (; left != 0 && rc == HJ_ENOTFOUND; p = end + 1) {
		if ((end = memchr(p, '\n', left)) == NULL ||
		    hj_note_vkey_parse(p, (size_t)(end - p), &k, why) != HJ_OK)
			break;
		left -= (size_t)(end - p) + 1;
		rc = hj_proof_check(proof, &k, leaf, at, why);
	}
	if (rc == HJ_ENOTFOUND)
		return hj_fail(why, HJ_ENOTFOUND,
		    "no key of its log is in the package");
	return rc;
}

static int
judge_key(const struct verifying *v, const struct hj_note_key *k,
    struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_LINE_MAX);
	const char *text = "";
	int rc;

	if ((rc = hj_note_vkey(k, &b, err)) != HJ_OK ||
	    (rc = hj_buf_text(&b, &text, err)) != HJ_OK)
		goto out;
	if (!v->keys->has_log)
		rc = hj_rule(v->j, HJ_UNCHECKED, "log-key", KEYS, err,
		    "whose log this is; compare it with a checkpoint that you have on paper, or give its key with --log-key: %s",
		    text);
	else if (strcmp(k->name, v->keys->log.name) == 0 &&
	    memcmp(k->key, v->keys->log.key, sizeof(k->key)) == 0)
		rc = hj_rule(v->j, HJ_HOLDS, "log-key", KEYS, err,
		    "the key of the log that you gave");
	else
		rc = hj_rule(v->j, HJ_FAILS, "log-key", KEYS, err,
		    "another log than the one whose key you gave: %s", text);
out:
	hj_buf_clear(&b);
	return rc;
}

static int
judge_keys(const struct verifying *v, const struct hj_buf *keys,
    struct hj_error *err)
{
	const char *p = (const char *)keys->data, *end;
	size_t left = keys->len;
	struct hj_error why = { .say = err->say };
	struct hj_note_key k;
	int rc = HJ_OK;

	for (; left != 0 && rc == HJ_OK; p = end + 1) {
		if ((end = memchr(p, '\n', left)) == NULL ||
		    hj_note_vkey_parse(p, (size_t)(end - p), &k, &why) != HJ_OK)
			return hj_rule(v->j, HJ_FAILS, "log-key", KEYS, err,
			    "not the keys of logs");
		left -= (size_t)(end - p) + 1;
		rc = judge_key(v, &k, err);
	}
	return rc;
}

/* ---- one case file ---- */

static size_t
count_withheld(const struct hj_buf *b)
{
	static const char tag[] = "<withheld ";
	const uint8_t *p = b->data, *end = p + b->len;
	size_t n = 0;

	while ((p = memmem(p, (size_t)(end - p), tag, sizeof(tag) - 1)) !=
	    NULL) {
		p += sizeof(tag) - 1;
		n++;
	}
	return n;
}

int
verify_digest(struct hj_judge *j, const char *name, const struct hj_buf *bytes,
    const char *salts_name, const struct hj_buf *text,
    const struct hj_leaf *leaf, struct hj_error *err)
{
	struct hj_salt_file f = HJ_SALT_FILE;
	struct hj_error why = { .say = err->say };
	uint8_t digest[HJ_DIGEST_BYTES];
	struct hj_salts salts;
	int rc;

	if (hj_salt_file_parse((const char *)text->data, text->len, &f, &why) !=
	    HJ_OK) {
		rc = hj_rule(j, HJ_FAILS, "salts", salts_name, err, "%s",
		    why.text);
		goto out;
	}
	salts = hj_salt_file_salts(&f);
	if (hj_digest_case(bytes->data, bytes->len, &salts, digest, &why) !=
	    HJ_OK)
		rc = hj_rule(j, HJ_FAILS, "digest", name, err,
		    "no fingerprint follows from it: %s", why.text);
	else if (!leaf->has_digest ||
	    memcmp(digest, leaf->digest, sizeof(digest)) != 0)
		rc = hj_rule(j, HJ_FAILS, "digest", name, err,
		    "not the case file that the log holds");
	else
		rc = hj_rule(j, HJ_HOLDS, "digest", name, err,
		    "the case file that the log holds, with %zu parts withheld",
		    count_withheld(bytes));
out:
	hj_salt_file_clear(&f);
	return rc;
}

/* Most proofs of a package go to one state: its witnesses are told once. */
static int
judge_state(const struct exhibit *x, const struct hj_proof *p,
    struct hj_error *err)
{
	if (x->state->len == p->note_len &&
	    memcmp(x->state->data, p->note, p->note_len) == 0)
		return HJ_OK;
	hj_buf_reset(x->state);
	if (hj_buf_add(x->state, p->note, p->note_len, err) != HJ_OK)
		return (int)err->code;
	return verify_witnesses(x->v->keys, p->note, p->note_len, x->v->j, err);
}

static int
judge_proof(const struct exhibit *x, const struct hj_buf *keys,
    struct hj_error *err)
{
	struct hj_proof proof = HJ_PROOF;
	struct hj_error why = { .say = err->say };
	struct hj_checkpoint at;
	struct hj_leaf leaf;
	int rc;

	if (hj_proof_parse((const char *)x->proof_text.data, x->proof_text.len,
		&proof, &why) != HJ_OK ||
	    hold(keys, &proof, &leaf, &at, &why) != HJ_OK) {
		rc = hj_rule(x->v->j, HJ_FAILS, "proof", x->proof, err, "%s",
		    why.text);
		goto out;
	}
	rc = hj_rule(x->v->j, HJ_HOLDS, "proof", x->proof, err,
	    "entry %llu of a log of %llu, by the clock of its computer of %s",
	    (unsigned long long)leaf.sequence, (unsigned long long)at.size,
	    leaf.time);
	if (rc == HJ_OK)
		rc = verify_digest(x->v->j, x->payload, &x->bytes, x->salts,
		    &x->salts_text, &leaf, err);
	if (rc == HJ_OK)
		rc = judge_state(x, &proof, err);
out:
	hj_proof_clear(&proof);
	return rc;
}

static int
judge_exhibit(struct exhibit *x, const struct hj_buf *keys,
    struct hj_error *err)
{
	bool bytes, salts, proof;
	int rc;

	if ((rc = load(x->v, x->payload, &x->bytes, &bytes, err)) != HJ_OK ||
	    (rc = load(x->v, x->salts, &x->salts_text, &salts, err)) != HJ_OK ||
	    (rc = load(x->v, x->proof, &x->proof_text, &proof, err)) != HJ_OK)
		return rc;
	if (bytes && salts && proof)
		return judge_proof(x, keys, err);
	if (!salts && !proof)
		return hj_rule(x->v->j, HJ_UNCHECKED, "proof", x->payload, err,
		    "no proof came with it");
	return hj_rule(x->v->j, HJ_FAILS, "proof", x->payload, err,
	    "proof, salts or case file is missing, or too large");
}

/* "data/p0001.xml" -> "p0001"; false: no case file. */
static bool
stem(const char *path, int *n)
{
	size_t len = strlen(path);

	if (strncmp(path, "data/p", 6) != 0 || len < 10 || len > 40 ||
	    strcmp(path + len - 4, ".xml") != 0)
		return false;
	*n = (int)(len - 9);
	return true;
}

static int
each(const struct verifying *v, const struct hj_buf *keys, struct hj_error *err)
{
	struct hj_buf state = HJ_BUF(HJ_NOTE_MAX);
	size_t root = strlen(v->root);
	int rc = HJ_OK, n;

	for (size_t i = 0; i < v->a->n && rc == HJ_OK; i++) {
		const char *path = v->a->file[i].path;
		struct exhibit x = { .v = v,
			.bytes = HJ_BUF(HJ_CASE_MAX),
			.salts_text = HJ_BUF(3 * HJ_RECORD_MAX),
			.proof_text = HJ_BUF(HJ_PROOF_TEXT_MAX),
			.state = &state };

		if (strncmp(path, v->root, root) != 0 || !stem(path + root, &n))
			continue;
		path += root + 5;
		(void)snprintf(x.payload, sizeof(x.payload), "data/%.*s.xml", n,
		    path);
		(void)snprintf(x.salts, sizeof(x.salts), "proof/%.*s.salts", n,
		    path);
		(void)snprintf(x.proof, sizeof(x.proof),
		    "proof/%.*s.tlog-proof", n, path);
		rc = judge_exhibit(&x, keys, err);
		hj_buf_clear(&x.bytes);
		hj_buf_clear(&x.salts_text);
		hj_buf_clear(&x.proof_text);
	}
	hj_buf_clear(&state);
	return rc;
}

int
verify_proofs(const struct verifying *v, struct hj_error *err)
{
	struct hj_buf keys = HJ_BUF(HJ_LINE_MAX);
	bool there;
	int rc;

	if ((rc = load(v, KEYS, &keys, &there, err)) == HJ_OK &&
	    (!there || (rc = judge_keys(v, &keys, err)) == HJ_OK))
		rc = each(v, &keys, err);
	hj_buf_clear(&keys);
	return rc;
}
