#include <string.h>
#include <time.h>

#include "cli/access/memberkeys.h"
#include "cli/screen/emit.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/verify/proofout.h"
#include "cli/verify/verify.h"
#include "cli/verify/witnessing.h"
#include "core/log/witness.h"
#include "core/vault/prover.h"

struct cosigning {
	struct cli *c;
	const struct witnessing_opt *o;
	struct hj_buf text; /* of the request */
	struct hj_growth growth;
	size_t note_text;
	struct hj_signed_checkpoint now;
	struct hj_witness witness;
	const struct hj_watched *seen;
};

/* ---- reading ---- */

/* The key of that log: as it was when it was seen first, or given now. */
static int
find_key(struct cosigning *x, struct hj_note_key *ret, struct hj_error *err)
{
	struct verify_keys given;

	if (verify_read_keys(NULL, x->o->log_key, &given, err) != HJ_OK)
		return (int)err->code;
	if (!given.has_log && x->seen == NULL)
		return hj_fail(err, HJ_EREFUSED,
		    "nothing of this log was seen before: give its key, which its owner told you on paper or by telephone, with --log-key");
	*ret = given.log;
	if (x->seen != NULL) {
		*ret = (struct hj_note_key){ .name = "" };
		memcpy(ret->name, x->seen->last.at.origin,
		    sizeof(x->seen->last.at.origin));
		memcpy(ret->key, x->seen->last.key, sizeof(ret->key));
	}
	if (given.has_log &&
	    (strcmp(given.log.name, ret->name) != 0 ||
		memcmp(given.log.key, ret->key, sizeof(ret->key)) != 0))
		return hj_fail(err, HJ_EREFUSED,
		    "this log was cosigned before, under another key than --log-key says");
	return HJ_OK;
}

static int
read_request(struct cosigning *x, const char *path, struct hj_error *err)
{
	struct hj_growth *g = &x->growth;
	struct hj_note_key k;
	int rc;

	if ((rc = outfile_read(path, &x->text, err)) != HJ_OK)
		return rc;
	if ((rc = hj_growth_parse((const char *)x->text.data, x->text.len, g,
		 err)) != HJ_OK ||
	    (rc = hj_checkpoint_parse(g->note,
		 hj_note_text(g->note, g->note_len), &x->now.at, err)) !=
		HJ_OK ||
	    (rc = hj_vault_witness(x->c->vault, &x->witness, err)) != HJ_OK)
		return hj_while(err, "'%s'", path);
	x->seen = hj_witness_watched(&x->witness, x->now.at.origin);
	if ((rc = find_key(x, &k, err)) != HJ_OK)
		return rc;
	if ((rc = hj_note_open(g->note, g->note_len, &k, &x->note_text,
		 x->now.signature, err)) != HJ_OK)
		return hj_while(err, "'%s'", path);
	if (strcmp(k.name, x->now.at.origin) != 0)
		return hj_fail(err, HJ_EINVAL,
		    "the checkpoint is of another log than its key");
	memcpy(x->now.key, k.key, sizeof(k.key));
	return HJ_OK;
}

/* ---- refusing ---- */

/* Both states that the log signed, and where it is one, the proof: what the
 * witness shows to others. */
static int
show(struct cosigning *x, bool forked, struct hj_error *err)
{
	const struct hj_signed_checkpoint *was = &x->seen->last;
	struct emit *out = x->c->out;
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX), fork = HJ_BUF(HJ_FORK_MAX);
	struct hj_fork f = { .proof = { .old = was->at.size,
				 .note = x->growth.note,
				 .note_len = x->growth.note_len } };
	int rc;

	memcpy(f.root, x->now.at.root, sizeof(f.root));
	if ((rc = hj_checkpoint_note(&was->at, was->key, was->signature, &note,
		 err)) != HJ_OK)
		goto out;
	f.note = (const char *)note.data;
	f.note_len = note.len;
	if ((rc = hj_fork_write(&f, &fork, err)) != HJ_OK)
		goto out;
	if (emit_is_json(out)) {
		emit_map(out);
		emit_key(out, "seen", NULL);
		emit_bytes(out, f.note, f.note_len);
		emit_key(out, "sent", NULL);
		emit_bytes(out, x->growth.note, x->growth.note_len);
		emit_key(out, "fork", NULL);
		if (forked)
			emit_bytes(out, (const char *)fork.data, fork.len);
		else
			emit_none(out);
		emit_end(out);
	} else if (forked) {
		emit_raw(out, fork.data, fork.len);
	} else {
		emit_raw(out, note.data, note.len);
		emit_raw(out, "\n", 1);
		emit_raw(out, x->growth.note, x->growth.note_len);
	}
	rc = emit_close(out, err);
out:
	hj_buf_clear(&note);
	hj_buf_clear(&fork);
	return rc;
}

static int
refuse(struct cosigning *x, enum hj_watch_ruling ruling, struct hj_error *err)
{
	const uint64_t seen = x->seen != NULL ? x->seen->last.at.size : 0;

	if (ruling == HJ_WATCH_STALE)
		return hj_fail(err, HJ_EREFUSED,
		    "the request goes on from %llu entries, but %llu were seen here last: ask the owner of the log for 'hanji audit witness request --since %llu'",
		    (unsigned long long)x->growth.old, (unsigned long long)seen,
		    (unsigned long long)seen);
	if (show(x, ruling == HJ_WATCH_FORKED, err) != HJ_OK)
		return (int)err->code;
	if (ruling == HJ_WATCH_SHRANK)
		return hj_fail(err, HJ_EREFUSED,
		    "this log had %llu entries when it was seen here last, and now %llu: it was put back, or a copy of it goes on elsewhere; both signed states are above",
		    (unsigned long long)seen,
		    (unsigned long long)x->now.at.size);
	if (ruling == HJ_WATCH_FORKED)
		return hj_fail(err, HJ_ECORRUPT,
		    "FORK: its owner signed two histories of %llu entries; the proof is above, keep it",
		    (unsigned long long)seen);
	return hj_fail(err, HJ_ECORRUPT,
	    "the request does not show that the log goes on from what was seen here: ask for a new one, and suspect another history; both signed states are above");
}

/* ---- answering ---- */

/* What was seen is durable, with an entry in our own log. */
static int
remember(struct cosigning *x, int64_t now, struct hj_error *err)
{
	const struct hj_wait wait = { .seconds = (unsigned)x->c->global->wait };
	struct hj_buf detail = HJ_BUF(HJ_DETAIL_MAX);
	struct hj_change *change = NULL;
	const char *text;
	int rc;

	if ((rc = hj_buf_printf(&detail, err, "%s %llu", x->now.at.origin,
		 (unsigned long long)x->now.at.size)) != HJ_OK ||
	    (rc = hj_buf_text(&detail, &text, err)) != HJ_OK ||
	    (rc = hj_vault_begin(x->c->vault, &wait, &change, err)) != HJ_OK)
		goto out;
	if ((rc = hj_witness_see(&x->witness, &x->now, now, err)) == HJ_OK &&
	    (rc = hj_change_witness(change, &x->witness, err)) == HJ_OK &&
	    (rc = hj_change_note(change, HJ_DID_COSIGN, NULL, text, err)) ==
		HJ_OK) {
		rc = hj_change_commit(change, err);
		change = NULL;
	}
	if (change != NULL)
		hj_change_abort(change);
out:
	hj_buf_clear(&detail);
	return rc;
}

/* The checkpoint as it came, with one line more. */
static int
answer(struct cosigning *x, struct hj_error *err)
{
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX + 512), vkey = HJ_BUF(512);
	struct hj_member *m = NULL, *witness = NULL;
	const int64_t now = (int64_t)time(NULL);
	struct hj_cosignature sig;
	struct hj_note_key k;
	const char *key;
	int rc;

	if ((rc = memberkeys_open(x->c, &m, err)) == HJ_OK &&
	    (rc = hj_cosign_witness(m, &witness, &k, err)) == HJ_OK &&
	    (rc = hj_cosign_make(witness, x->growth.note, x->note_text, now,
		 &sig, err)) == HJ_OK &&
	    (rc = hj_checkpoint_note(&x->now.at, x->now.key, x->now.signature,
		 &note, err)) == HJ_OK &&
	    (rc = hj_cosign_write(&k, &sig, &note, err)) == HJ_OK &&
	    (rc = proofout_vkey(&k, HJ_NOTE_COSIGNER, &vkey, &key, err)) ==
		HJ_OK &&
	    (rc = remember(x, now, err)) == HJ_OK)
		rc = proofout_write(x->c, x->o->output, "checkpoint", &note,
		    key, err);
	hj_member_free(m);
	hj_member_free(witness);
	hj_buf_clear(&note);
	hj_buf_clear(&vkey);
	return rc;
}

int
witnessing_cosign(const struct witnessing *w, struct hj_error *err)
{
	struct cosigning x = { .c = w->c,
		.o = w->o,
		.text = HJ_BUF(HJ_GROWTH_MAX),
		.witness = HJ_WITNESS };
	enum hj_watch_ruling ruling;
	int rc = HJ_OK;

	if (x.o->output != NULL)
		rc = outfile_vacant(x.o->output, err);
	if (rc == HJ_OK && (rc = read_request(&x, w->file, err)) == HJ_OK) {
		ruling = hj_witness_judge(x.seen, &x.growth, &x.now.at);
		if (ruling != HJ_WATCH_GROWS)
			rc = refuse(&x, ruling, err);
		else if (x.o->dry_run)
			ui_say(w->c->ui,
			    _("It goes on from what was seen here; it would be cosigned with %llu entries."),
			    (unsigned long long)x.now.at.size);
		else
			rc = answer(&x, err);
	}
	hj_buf_clear(&x.text);
	hj_witness_clear(&x.witness);
	return rc;
}
