#include <stdio.h>
#include <string.h>
#include <time.h>

#include <sodium.h>

#include "cli/screen/emit.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/verify/witnessing.h"
#include "core/log/tstamp.h"
#include "core/vault/prover.h"
#include "core/log/witness.h"

struct accepting {
	struct cli *c;
	const struct witnessing_opt *o;
	struct hj_buf text; /* what came */
	struct hj_witness kept;
	struct hj_prover *prover;
	bool has_key;
	struct hj_note_key key; /* of --witness */
	size_t taken;
};

/* A file of that name, else the key itself. */
static int
read_key(struct accepting *x, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct hj_buf b = HJ_BUF(HJ_LINE_MAX);
	const char *given = x->o->witness;
	int rc;

	if (given == NULL)
		return HJ_OK;
	rc = outfile_read(given, &b, &why);
	if (rc == HJ_ENOTFOUND)
		rc = hj_buf_puts(&b, given, err);
	else if (rc != HJ_OK)
		*err = why;
	if (rc == HJ_OK && b.len != 0 && b.data[b.len - 1] == '\n')
		b.len--;
	if (rc == HJ_OK &&
	    (rc = hj_cosign_vkey_parse((const char *)b.data, b.len, &x->key,
		 err)) != HJ_OK)
		rc = hj_while(err, "--witness");
	x->has_key = rc == HJ_OK;
	hj_buf_clear(&b);
	return rc;
}

/* ---- cosignatures ---- */

/* Of this line's witness, when its key is known. */
static const struct hj_note_key *
key_of(const struct accepting *x, const struct hj_note_line *l)
{
	if (x->has_key && strlen(x->key.name) == l->name_len &&
	    memcmp(x->key.name, l->name, l->name_len) == 0)
		return &x->key;
	return hj_witness_known(&x->kept, l->name, l->name_len);
}

static int
take_line(struct accepting *x, const struct hj_note_line *l,
    const struct hj_signed_checkpoint *of, size_t text, struct hj_error *err)
{
	const char *p = (const char *)x->text.data;
	const struct hj_note_key *k = key_of(x, l);
	struct hj_attested a = { .kind = HJ_ATTEST_COSIGNATURE, .of = *of };
	struct hj_cosignature sig;
	int rc;

	if (k == NULL) {
		if (l->name_len != strlen(of->at.origin) ||
		    memcmp(l->name, of->at.origin, l->name_len) != 0)
			ui_say(x->c->ui,
			    _("Not taken, since its key is not known here: %.*s"),
			    (int)l->name_len, l->name);
		return HJ_OK;
	}
	rc = hj_cosign_find(p + text + 1, x->text.len - text - 1, k, p, text,
	    &sig, err);
	if (rc != HJ_OK)
		return rc;
	a.time = sig.time;
	a.by = *k;
	x->taken++;
	return hj_witness_attest(&x->kept, &a, sig.signature,
	    sizeof(sig.signature), err);
}

/* The checkpoint that --of names, or that stands in the request that it names;
 * else the last one. */
static int
load_of(struct accepting *x, struct hj_signed_checkpoint *ret,
    struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_GROWTH_MAX);
	struct hj_error none = { .say = err->say };
	struct hj_growth g;
	int rc = x->o->of != NULL ? outfile_read(x->o->of, &b, err)
				  : hj_vault_checkpoint(x->c->vault, &b, err);

	if (rc == HJ_OK &&
	    hj_growth_parse((const char *)b.data, b.len, &g, &none) == HJ_OK)
		rc = hj_prover_own(x->prover, g.note, g.note_len, ret, err);
	else if (rc == HJ_OK)
		rc = hj_prover_own(x->prover, (const char *)b.data, b.len, ret,
		    err);
	if (rc != HJ_OK && x->o->of != NULL)
		(void)hj_while(err, "--of");
	hj_buf_clear(&b);
	return rc;
}

/* Lines alone become a note: as if they stood in the state that they sign. */
static int
join_lines(struct accepting *x, struct hj_error *err)
{
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	struct hj_signed_checkpoint of;
	int rc;

	if (hj_note_lines((const char *)x->text.data, x->text.len) == 0)
		return hj_fail(err, HJ_EINVAL, "not lines of signatures");
	if ((rc = load_of(x, &of, err)) == HJ_OK &&
	    (rc = hj_checkpoint_note(&of.at, of.key, of.signature, &note,
		 err)) == HJ_OK &&
	    (rc = hj_buf_add(&note, x->text.data, x->text.len, err)) == HJ_OK) {
		hj_buf_reset(&x->text);
		rc = hj_buf_add(&x->text, note.data, note.len, err);
	}
	hj_buf_clear(&note);
	return rc;
}

static int
take_cosignatures(struct accepting *x, struct hj_error *err)
{
	const char *p = (const char *)x->text.data, *at;
	size_t text = hj_note_text(p, x->text.len), left;
	struct hj_signed_checkpoint of;
	struct hj_note_line l;
	int rc;

	if ((rc = hj_prover_own(x->prover, p, x->text.len, &of, err)) != HJ_OK)
		return rc;
	at = p + text + 1;
	left = x->text.len - text - 1;
	while (rc == HJ_OK && hj_note_line(&at, &left, &l))
		rc = take_line(x, &l, &of, text, err);
	if (rc == HJ_OK && x->taken == 0)
		return hj_fail(err, HJ_EINVAL,
		    "no cosignature of a witness whose key is known: give the key that the partner told you with --witness");
	return rc;
}

/* ---- time stamps ---- */

/* What is stamped: the note with the signature of the log alone. */
static int
is_of(const struct hj_signed_checkpoint *c, const struct hj_tstamp *t,
    bool *ret, struct hj_error *err)
{
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	uint8_t hash[HJ_TSTAMP_HASH];
	int rc = hj_checkpoint_note(&c->at, c->key, c->signature, &note, err);

	if (rc == HJ_OK) {
		(void)crypto_hash_sha256(hash, note.data, note.len);
		*ret = memcmp(hash, t->hash, sizeof(hash)) == 0;
	}
	hj_buf_clear(&note);
	return rc;
}

static int
take_stamp(struct accepting *x, const struct hj_tstamp *t, struct hj_error *err)
{
	struct hj_attested a = { .kind =
				     t->ots ? HJ_ATTEST_OTS : HJ_ATTEST_RFC3161,
		.time = (int64_t)time(NULL) };
	bool fits = false;
	int rc;

	if ((rc = load_of(x, &a.of, err)) != HJ_OK ||
	    (rc = is_of(&a.of, t, &fits, err)) != HJ_OK)
		return rc;
	for (size_t i = 0; !fits && rc == HJ_OK && x->o->of == NULL &&
	     i < hj_witness_count(&x->kept);
	     i++) {
		a.of = hj_witness_at(&x->kept, i)->of;
		rc = is_of(&a.of, t, &fits, err);
	}
	if (rc == HJ_OK && !fits)
		rc = hj_fail(err, HJ_EINVAL,
		    "the time stamp is of something else; say with --of which checkpoint was stamped, as 'hanji audit checkpoint --timestamp-query' wrote it");
	if (rc == HJ_OK)
		rc = hj_witness_attest(&x->kept, &a, x->text.data, x->text.len,
		    err);
	x->taken += rc == HJ_OK;
	return rc;
}

/* ---- both ---- */

static bool
begins_with_line(const struct hj_buf *b)
{
	static const char dash[] = "\xe2\x80\x94 ";

	return b->len >= sizeof(dash) &&
	    memcmp(b->data, dash, sizeof(dash) - 1) == 0;
}

static int
take(struct accepting *x, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct hj_tstamp t;
	int rc;

	/* A note begins with a name, a stamp with what no name has. */
	if (x->text.len != 0 &&
	    (x->text.data[0] == 0x30 || x->text.data[0] == 0) &&
	    hj_note_text((const char *)x->text.data, x->text.len) == 0) {
		if (hj_tstamp_read(x->text.data, x->text.len, &t, &why) !=
		    HJ_OK) {
			*err = why;
			return (int)why.code;
		}
		return take_stamp(x, &t, err);
	}
	if (!begins_with_line(&x->text))
		return take_cosignatures(x, err);
	if ((rc = join_lines(x, err)) == HJ_OK)
		rc = take_cosignatures(x, err);
	if (rc == HJ_ECORRUPT && x->o->of == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "they do not sign the last state of the log: say with --of which request or checkpoint they answer");
	return rc;
}

int
witnessing_accept(const struct witnessing *w, struct hj_error *err)
{
	struct cli *c = w->c;
	const struct hj_wait wait = { .seconds = (unsigned)c->global->wait };
	struct accepting x = { .c = c,
		.o = w->o,
		.text = HJ_BUF(HJ_TOKEN_MAX + 8192),
		.kept = HJ_WITNESS };
	int rc;

	if ((rc = read_key(&x, err)) == HJ_OK &&
	    (rc = outfile_read(w->file, &x.text, err)) == HJ_OK &&
	    (rc = hj_vault_witness(c->vault, &x.kept, err)) == HJ_OK &&
	    (rc = hj_vault_prover(c->vault, &x.prover, err)) == HJ_OK) {
		if ((rc = take(&x, err)) != HJ_OK)
			(void)hj_while(err, "'%s'", w->file);
		else if (!x.o->dry_run)
			rc = hj_vault_attest(c->vault, &x.kept, &wait, err);
	}
	if (rc == HJ_OK && emit_is_json(c->out)) {
		emit_map(c->out);
		emit_key(c->out, "taken", NULL);
		emit_number(c->out, (int64_t)x.taken);
		emit_end(c->out);
	}
	hj_prover_free(x.prover);
	hj_witness_clear(&x.kept);
	hj_buf_clear(&x.text);
	return rc;
}
