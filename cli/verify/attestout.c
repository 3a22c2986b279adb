#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <sodium.h>

#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/verify/attestout.h"
#include "core/base/limits.h"
#include "core/log/tstamp.h"
#include "core/vault/prover.h"

struct handing {
	const char *dir;
	struct hj_witness w;
	struct hj_signed_checkpoint last;
	struct hj_buf text; /* of one file */
};

/* The last state; HJ_ENOTFOUND: nothing was ever written. */
static int
load(struct cli *c, struct handing *h, struct hj_error *err)
{
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	struct hj_prover *p = NULL;
	int rc;

	/* The checkpoint before the prover: where there is none, that is what
	 * is said, and not that nothing can be proven. */
	if ((rc = hj_vault_witness(c->vault, &h->w, err)) == HJ_OK &&
	    (rc = hj_vault_checkpoint(c->vault, &note, err)) == HJ_OK &&
	    (rc = hj_vault_prover(c->vault, &p, err)) == HJ_OK)
		rc = hj_prover_own(p, (const char *)note.data, note.len,
		    &h->last, err);
	hj_prover_free(p);
	hj_buf_clear(&note);
	return rc;
}

static int
bare(const struct hj_signed_checkpoint *c, struct hj_buf *to,
    struct hj_error *err)
{
	hj_buf_reset(to);
	return hj_checkpoint_note(&c->at, c->key, c->signature, to, err);
}

static int
write_into(struct handing *h, const char *name, struct hj_error *err)
{
	char path[4200];

	(void)snprintf(path, sizeof(path), "%s/%s", h->dir, name);
	return outfile_write(path, &h->text, err);
}

static bool
is_same(const struct hj_signed_checkpoint *a,
    const struct hj_signed_checkpoint *b)
{
	return strcmp(a->at.origin, b->at.origin) == 0 &&
	    a->at.size == b->at.size &&
	    memcmp(a->at.root, b->at.root, sizeof(a->at.root)) == 0;
}

/* One state with what was attested of it.  Another device of the vault may
 * have had as many entries: its files have its id in their names. */
static int
write_state(struct handing *h, const struct hj_signed_checkpoint *c,
    struct hj_error *err)
{
	const char *device = strrchr(c->at.origin, '/') + 1;
	bool own = strcmp(c->at.origin, h->last.at.origin) == 0,
	     cosigned = false;
	char stem[64], name[96];
	unsigned stamps = 0;
	int rc;

	(void)snprintf(stem, sizeof(stem), "%s%s%06llu", own ? "" : device,
	    own ? "" : "-", (unsigned long long)c->at.size);
	(void)snprintf(name, sizeof(name), "%s.checkpoint", stem);
	if ((rc = bare(c, &h->text, err)) == HJ_OK)
		rc = write_into(h, name, err);
	for (size_t i = 0; rc == HJ_OK && i < hj_witness_count(&h->w); i++) {
		const struct hj_attested *a = hj_witness_at(&h->w, i);

		if (!is_same(&a->of, c))
			continue;
		if (a->kind == HJ_ATTEST_COSIGNATURE) {
			cosigned = true;
			continue;
		}
		(void)snprintf(name, sizeof(name), "%s-%u.%s", stem, ++stamps,
		    a->kind == HJ_ATTEST_OTS ? "ots" : "tsr");
		hj_buf_reset(&h->text);
		if ((rc = hj_buf_add(&h->text, hj_witness_bytes(&h->w, a), a->n,
			 err)) == HJ_OK)
			rc = write_into(h, name, err);
	}
	if (rc != HJ_OK || !cosigned)
		return rc;
	(void)snprintf(name, sizeof(name), "%s.cosigned", stem);
	hj_buf_reset(&h->text);
	if ((rc = hj_witness_note(&h->w, c, &h->text, err)) == HJ_OK)
		rc = write_into(h, name, err);
	return rc;
}

/* Each state once. */
static int
write_states(struct handing *h, struct hj_error *err)
{
	int rc = write_state(h, &h->last, err);

	for (size_t i = 0; rc == HJ_OK && i < hj_witness_count(&h->w); i++) {
		const struct hj_signed_checkpoint *c =
		    &hj_witness_at(&h->w, i)->of;
		bool done = is_same(c, &h->last);

		for (size_t k = 0; k < i && !done; k++)
			done = is_same(&hj_witness_at(&h->w, k)->of, c);
		if (!done)
			rc = write_state(h, c, err);
	}
	return rc;
}

/* ---- keys ---- */

static int
add_key(struct hj_buf *to, const struct hj_note_key *k, uint8_t type,
    struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(512);
	int rc;

	if ((rc = hj_note_vkey_typed(k, type, &line, err)) == HJ_OK &&
	    (rc = hj_buf_putc(&line, '\n', err)) == HJ_OK &&
	    (to->len == 0 ||
		memmem(to->data, to->len, line.data, line.len) == NULL))
		rc = hj_buf_add(to, line.data, line.len, err);
	hj_buf_clear(&line);
	return rc;
}

static int
add_log(struct hj_buf *to, const struct hj_signed_checkpoint *c,
    struct hj_error *err)
{
	struct hj_note_key k = { .name = "" };

	memcpy(k.name, c->at.origin, sizeof(c->at.origin));
	memcpy(k.key, c->key, sizeof(k.key));
	return add_key(to, &k, HJ_NOTE_ED25519, err);
}

static int
write_keys(struct handing *h, struct hj_error *err)
{
	int rc;

	hj_buf_reset(&h->text);
	rc = add_log(&h->text, &h->last, err);
	for (size_t i = 0; rc == HJ_OK && i < hj_witness_count(&h->w); i++)
		rc = add_log(&h->text, &hj_witness_at(&h->w, i)->of, err);
	if (rc != HJ_OK || (rc = write_into(h, "log.vkey", err)) != HJ_OK)
		return rc;
	hj_buf_reset(&h->text);
	for (size_t i = 0; rc == HJ_OK && i < hj_witness_count(&h->w); i++) {
		const struct hj_attested *a = hj_witness_at(&h->w, i);

		if (a->kind == HJ_ATTEST_COSIGNATURE)
			rc = add_key(&h->text, &a->by, HJ_NOTE_COSIGNER, err);
	}
	if (rc == HJ_OK && h->text.len != 0)
		rc = write_into(h, "witnesses.vkey", err);
	return rc;
}

int
attestout_folder(struct cli *c, const char *dir, struct hj_error *err)
{
	struct handing h = { .dir = dir,
		.w = HJ_WITNESS,
		.text = HJ_BUF(HJ_TEXT_MAX) };
	int rc;

	if ((rc = outfile_vacant(dir, err)) == HJ_OK &&
	    (rc = load(c, &h, err)) == HJ_OK) {
		if (mkdir(dir, 0700) != 0)
			rc = hj_fail_errno(err, errno,
			    "cannot make the folder '%s'", dir);
		else if ((rc = write_keys(&h, err)) == HJ_OK)
			rc = write_states(&h, err);
	}
	hj_witness_clear(&h.w);
	hj_buf_clear(&h.text);
	return rc;
}

/* ---- the last state ---- */

int
attestout_note(struct cli *c, struct hj_buf *to, struct hj_error *err)
{
	struct handing h = { .w = HJ_WITNESS, .text = HJ_BUF(HJ_NOTE_MAX) };
	int rc;

	if ((rc = load(c, &h, err)) == HJ_OK &&
	    (rc = bare(&h.last, &h.text, err)) == HJ_OK)
		rc = hj_buf_add(to, h.text.data, h.text.len, err);
	hj_witness_clear(&h.w);
	hj_buf_clear(&h.text);
	return rc;
}

/* ---- a time stamp ---- */

int
attestout_query(struct cli *c, const char *path, const char *query,
    struct hj_error *err)
{
	struct handing h = { .w = HJ_WITNESS, .text = HJ_BUF(HJ_NOTE_MAX) };
	struct hj_buf tsq = HJ_BUF(HJ_TSTAMP_QUERY_MAX);
	char hex[2 * HJ_TSTAMP_HASH + 1];
	uint8_t hash[HJ_TSTAMP_HASH];
	uint64_t nonce;
	int rc;

	randombytes_buf(&nonce, sizeof(nonce));
	if ((rc = outfile_vacant(query, err)) != HJ_OK ||
	    (rc = load(c, &h, err)) != HJ_OK ||
	    (rc = bare(&h.last, &h.text, err)) != HJ_OK)
		goto out;
	(void)crypto_hash_sha256(hash, h.text.data, h.text.len);
	(void)sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	if ((rc = hj_tstamp_query(hash, nonce, &tsq, err)) == HJ_OK &&
	    (rc = outfile_write(path, &h.text, err)) == HJ_OK &&
	    (rc = outfile_write(query, &tsq, err)) == HJ_OK)
		ui_say(c->ui,
		    _("To be sent to a time stamp authority from another computer; the same as: openssl ts -query -digest %s -sha256 -cert -out request.tsq"),
		    hex);
out:
	hj_witness_clear(&h.w);
	hj_buf_clear(&h.text);
	hj_buf_clear(&tsq);
	return rc;
}
