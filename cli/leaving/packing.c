#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "cli/access/memberkeys.h"
#include "cli/leaving/packing.h"
#include "cli/leaving/sealed.h"
#include "cli/verify/proofout.h"
#include "core/base/limits.h"
#include "core/log/proof.h"
#include "core/vault/arrival.h"
#include "core/vault/prover.h"

/* In English, since it is for whoever gets it. */
static const char of_cases[] = "This is a package of case files.\n";
static const char contents[] =
    "\n"
    "  data/d0001.*   the document, the same in several formats\n"
    "  data/p0001.xml ...   case files as they are kept, with proofs in proof/\n"
    "  data/a0001.* ...     attachments; from other offices than your own these\n"
    "                       are copies without hidden metadata\n"
    "  data/t0001.xml ...   that a case file, or a part of one, was erased where\n"
    "                       this comes from: its number and the day\n";
static const char recipe[] =
    "\n"
    "To check it without hanji:\n"
    "\n"
    "  minisign -V -P KEY -m package/tagmanifest-sha512.txt \\\n"
    "      -x tagmanifest-sha512.txt.minisig\n"
    "  cd package\n"
    "  sha512sum -c tagmanifest-sha512.txt manifest-sha512.txt\n"
    "\n"
    "KEY is the key that the sender gave you on paper or by telephone; the one\n"
    "in signer.pub says only that the package fits itself.  The signature names\n"
    "for whom it was written.\n"
    "\n"
    "The program verify.py, which is published with hanji, checks all of this:\n"
    "\n"
    "  python3 verify.py --signer KEY package.tar\n";
static const char of_proofs[] =
    "\n"
    "and that every case file is the one which the sender's log holds; log.vkey\n"
    "is the key of that log, and as with KEY only one that you got elsewhere\n"
    "(--log-key) says whose it is.\n";

int
packing_begin(struct cli *c, const struct packing_how *how, struct packing *ret,
    struct hj_error *err)
{
	*ret = (struct packing){ .c = c,
		.how = *how,
		.keys = HJ_BUF(HJ_TEXT_MAX) };
	hj_bagging_begin(&ret->bag, how->write, how->with);
	return how->proofs ? hj_vault_prover(c->vault, &ret->prover, err)
			   : HJ_OK;
}

void
packing_clear(struct packing *p)
{
	hj_bagging_clear(&p->bag);
	hj_prover_free(p->prover);
	hj_buf_clear(&p->keys);
}

int
packing_weigh(struct packing *p, bool first, size_t n, struct hj_error *err)
{
	p->n += first;
	p->weight += n;
	if (p->n <= HJ_PACKAGE_CASES && p->weight <= HJ_EXCHANGED_MAX)
		return HJ_OK;
	return hj_fail(err, HJ_ELIMIT,
	    "a package holds at most %d case files of %llu MiB together, since whoever takes it in has them in memory: name fewer, or export as XML",
	    HJ_PACKAGE_CASES, (unsigned long long)HJ_EXCHANGED_MAX >> 20);
}

/* A tag file of the case file at hand. */
static int
put_tag(struct packing *p, const char *end, const struct hj_buf *text,
    struct hj_error *err)
{
	char name[40];

	(void)snprintf(name, sizeof(name), "proof/p%04u.%s", p->n, end);
	if (packing_weigh(p, false, text->len, err) != HJ_OK)
		return (int)err->code;
	return hj_bagging_tag(&p->bag, name, text->data, text->len, err);
}

static int
prove(struct packing *p, const struct hj_revision *rev, struct hj_error *err)
{
	struct hj_salts salts = { .key = rev->salt_key };
	struct hj_buf text = HJ_BUF(HJ_TEXT_MAX);
	struct hj_note_key key;
	int rc;

	if (rev->salts.len != 0)
		salts = (struct hj_salts){ .list = rev->salts.data,
			.n = rev->salts.len / HJ_SALT_BYTES };
	if ((rc = hj_salt_file_write(&salts, &text, err)) != HJ_OK ||
	    (rc = put_tag(p, "salts", &text, err)) != HJ_OK)
		goto out;
	hj_buf_reset(&text);
	if ((rc = hj_prover_prove(p->prover, rev->sequence, &text, &key,
		 err)) == HJ_OK &&
	    (rc = put_tag(p, "tlog-proof", &text, err)) == HJ_OK)
		rc = proofout_keep(&p->keys, &key, err);
out:
	hj_buf_clear(&text);
	return rc;
}

/* "hanji history 0", "join yes" or "join no", a line for each change before. */
static int
put_history(struct packing *p, const struct hj_row *row,
    const struct hj_revision *rev, struct hj_error *err)
{
	struct hj_buf before = HJ_BUF(HJ_ANCESTORS_MAX * HJ_DIGEST_BYTES);
	struct hj_buf text = HJ_BUF(HJ_TEXT_MAX);
	char hex[2 * HJ_DIGEST_BYTES + 1];
	int rc;

	if ((rc = hj_vault_ancestors(p->c->vault, row, rev, &before, err)) ==
	    HJ_OK)
		rc = hj_buf_printf(&text, err, "hanji history 0\njoin %s\n",
		    rev->join ? "yes" : "no");
	for (size_t i = 0; rc == HJ_OK && i < before.len;
	     i += HJ_DIGEST_BYTES) {
		hj_digest_hex(before.data + i, hex);
		rc = hj_buf_printf(&text, err, "%s\n", hex);
	}
	if (rc == HJ_OK)
		rc = put_tag(p, "history", &text, err);
	hj_buf_clear(&before);
	hj_buf_clear(&text);
	return rc;
}

int
packing_case(struct packing *p, const struct hj_row *row,
    const struct hj_revision *rev, struct hj_error *err)
{
	char name[24];

	if (packing_weigh(p, true, rev->bytes.len, err) != HJ_OK)
		return (int)err->code;
	(void)snprintf(name, sizeof(name), "p%04u.xml", p->n);
	if (hj_bagging_payload(&p->bag, name, rev->bytes.data, rev->bytes.len,
		err) != HJ_OK)
		return (int)err->code;
	if (row != NULL && put_history(p, row, rev, err) != HJ_OK)
		return (int)err->code;
	return prove(p, rev, err);
}

int
packing_erased(struct packing *p, const struct hj_buf *record,
    struct hj_error *err)
{
	char name[24];

	if (packing_weigh(p, false, record->len, err) != HJ_OK)
		return (int)err->code;
	(void)snprintf(name, sizeof(name), "t%04u.xml", ++p->nerased);
	return hj_bagging_payload(&p->bag, name, record->data, record->len,
	    err);
}

struct signing {
	struct packing *packing;
	const struct hj_member *member;
	const char *comment;
};

static int
sign(void *with, const uint8_t *p, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	const struct signing *s = with;
	uint8_t hash[HJ_MINISIGN_HASH];

	(void)crypto_hash_sha256(s->packing->signed_hash, p, n);
	hj_minisign_hash(p, n, hash);
	return hj_minisign_sign(s->member, hash, s->comment, to, err);
}

/* As `minisign -G` writes it. */
static int
put_signer(struct packing *p, const struct hj_member *m, struct hj_error *err)
{
	struct hj_minisign_key k;
	char id[HJ_MINISIGN_ID_SHOWN], key[HJ_MINISIGN_KEY];
	char text[sizeof(id) + sizeof(key) + 64];
	int n;

	hj_minisign_key(hj_member_public(m)->ed25519, &k);
	hj_minisign_id_say(k.id, id);
	hj_minisign_key_say(&k, key);
	n = snprintf(text, sizeof(text),
	    "untrusted comment: minisign public key %s\n%s\n", id, key);
	return hj_bagging_tag(&p->bag, "signer.pub", text, (size_t)n, err);
}

static int
put_readme(struct packing *p, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	int rc;

	if ((rc = hj_buf_puts(&b,
		 p->how.readme != NULL ? p->how.readme : of_cases, err)) ==
		HJ_OK &&
	    (rc = hj_buf_puts(&b, contents, err)) == HJ_OK &&
	    (rc = hj_buf_puts(&b, recipe, err)) == HJ_OK &&
	    (rc = hj_buf_puts(&b, p->how.proofs ? of_proofs : "", err)) ==
		HJ_OK)
		rc = hj_bagging_tag(&p->bag, "README.txt", b.data, b.len, err);
	hj_buf_clear(&b);
	return rc;
}

/* The log, and for whom: sealed once more for others it does not pass for one
 * that was written to them. */
static int
comment(const struct packing *p, struct hj_buf *to, const char **ret,
    struct hj_error *err)
{
	size_t n = 0;

	/* The name of a log ends before the first plus sign of its key. */
	while (n < p->keys.len && p->keys.data[n] != '+')
		n++;
	if (hj_buf_printf(to, err, "hanji package 0, log %.*s; to",
		(int)(n != 0 ? n : 1),
		n != 0 ? (const char *)p->keys.data : "-") != HJ_OK ||
	    leaving_recipients(p->how.to, to, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_text(to, ret, err);
}

int
packing_finish(struct packing *p, struct hj_error *err)
{
	struct hj_buf said = HJ_BUF(HJ_MINISIGN_COMMENT_MAX);
	struct signing s = { .packing = p };
	struct hj_member *m = NULL;
	int rc;

	if ((rc = comment(p, &said, &s.comment, err)) != HJ_OK ||
	    (rc = memberkeys_open(p->c, &m, err)) != HJ_OK)
		goto out;
	s.member = m;
	if ((rc = put_signer(p, m, err)) == HJ_OK &&
	    (rc = put_readme(p, err)) == HJ_OK &&
	    (p->keys.len == 0 ||
		(rc = hj_bagging_tag(&p->bag, "log.vkey", p->keys.data,
		     p->keys.len, err)) == HJ_OK))
		rc = hj_bagging_finish(&p->bag, sign, &s, err);
out:
	hj_member_free(m);
	hj_buf_clear(&said);
	return rc;
}
