#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/casefile/casefile.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/verify/proofout.h"
#include "core/log/growth.h"
#include "core/log/proof.h"
#include "core/vault/prover.h"

struct prove_opt {
	const char *rev;
	bool all;
	const char *since;
	const char *output;
};

/* ---- one entry ---- */

static int
prove_one(struct cli *c, const struct prove_opt *o, const char *name,
    struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_PROOF_TEXT_MAX), key = HJ_BUF(512);
	struct casefile f = CASEFILE;
	struct hj_prover *prover = NULL;
	struct hj_note_key k;
	const char *vkey;
	int rc;

	if ((rc = casefile_load(c, name, o->rev, &f, err)) == HJ_OK &&
	    (rc = hj_vault_prover(c->vault, &prover, err)) == HJ_OK &&
	    (rc = hj_prover_prove(prover, f.revision.sequence, &text, &k,
		 err)) == HJ_OK &&
	    (rc = proofout_vkey(&k, HJ_NOTE_ED25519, &key, &vkey, err)) ==
		HJ_OK &&
	    (rc = proofout_log(c, &f.row, "one entry", err)) == HJ_OK)
		rc = proofout_write(c, o->output, "proof", &text, vkey, err);
	hj_prover_free(prover);
	casefile_clear(&f);
	hj_buf_clear(&text);
	hj_buf_clear(&key);
	return rc;
}

/* ---- every entry of a case ---- */

struct proving {
	struct cli *c;
	const char *dir;
	struct hj_prover *prover;
	struct hj_buf positions; /* uint64_t each */
	struct hj_buf keys; /* lines of log.vkey */
};

static int
take(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct proving *p = to;

	return hj_buf_add(&p->positions, &e->position, sizeof(e->position),
	    err);
}

static int
write_into(const struct proving *p, const char *name, const struct hj_buf *b,
    struct hj_error *err)
{
	char path[4200];

	(void)snprintf(path, sizeof(path), "%s/%s", p->dir, name);
	return outfile_write(path, b, err);
}

static int
write_entry(struct proving *p, uint64_t position, struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_PROOF_TEXT_MAX);
	struct hj_note_key k;
	char name[48];
	int rc;

	(void)snprintf(name, sizeof(name), "e%06llu.tlog-proof",
	    (unsigned long long)position);
	if ((rc = hj_prover_prove(p->prover, position, &text, &k, err)) ==
		HJ_OK &&
	    (rc = proofout_keep(&p->keys, &k, err)) == HJ_OK)
		rc = write_into(p, name, &text, err);
	hj_buf_clear(&text);
	return rc;
}

/* The folder is new, so that nothing in it is of another day. */
static int
write_folder(struct proving *p, const struct hj_row *row, struct hj_error *err)
{
	const uint64_t *at;
	size_t n;
	int rc;

	if ((rc = hj_vault_log(p->c->vault, row, take, p, err)) != HJ_OK ||
	    (rc = hj_vault_prover(p->c->vault, &p->prover, err)) != HJ_OK ||
	    (rc = proofout_log(p->c, row, "every entry", err)) != HJ_OK)
		return rc;
	if (mkdir(p->dir, 0700) != 0)
		return hj_fail_errno(err, errno, "cannot make the folder '%s'",
		    p->dir);
	at = (const uint64_t *)(const void *)p->positions.data;
	n = p->positions.len / sizeof(*at);
	for (size_t i = 0; rc == HJ_OK && i < n; i++)
		rc = write_entry(p, at[i], err);
	if (rc == HJ_OK)
		rc = write_into(p, "log.vkey", &p->keys, err);
	if (rc == HJ_OK && emit_is_json(p->c->out)) {
		emit_map(p->c->out);
		emit_key(p->c->out, "entries", NULL);
		emit_number(p->c->out, (int64_t)n);
		emit_end(p->c->out);
	}
	return rc;
}

static int
prove_all(struct cli *c, const struct prove_opt *o, const char *name,
    struct hj_error *err)
{
	struct proving p = { .c = c,
		.dir = o->output,
		.positions = HJ_BUF(HJ_TEXT_MAX),
		.keys = HJ_BUF(HJ_LINE_MAX) };
	struct casefile f = CASEFILE;
	int rc;

	if (o->output == NULL)
		return cli_usage(err, "--all needs a new folder: -o DIR");
	if ((rc = outfile_vacant(o->output, err)) == HJ_OK &&
	    (rc = casefile_find(c, name, &f, err)) == HJ_OK)
		rc = write_folder(&p, &f.row, err);
	hj_prover_free(p.prover);
	hj_buf_clear(&p.positions);
	hj_buf_clear(&p.keys);
	casefile_clear(&f);
	return rc;
}

/* ---- that the log only grew ---- */

/* How many entries a checkpoint of this log says; its signature is the
 * business of `audit verify --against`. */
static int
read_size(const char *path, uint64_t *ret, struct hj_error *err)
{
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	struct hj_checkpoint at;
	size_t text;
	int rc;

	if ((rc = outfile_read(path, &note, err)) == HJ_OK) {
		text = hj_note_text((const char *)note.data, note.len);
		rc = hj_checkpoint_parse((const char *)note.data, text, &at,
		    err);
		*ret = at.size;
	}
	hj_buf_clear(&note);
	return rc == HJ_OK ? HJ_OK : hj_while(err, "'%s'", path);
}

static int
prove_growth(struct cli *c, const struct prove_opt *o, struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_GROWTH_MAX), key = HJ_BUF(512);
	struct hj_prover *prover = NULL;
	struct hj_note_key k;
	const char *vkey;
	uint64_t size = 0;
	int rc;

	if ((rc = read_size(o->since, &size, err)) == HJ_OK &&
	    (rc = hj_vault_prover(c->vault, &prover, err)) == HJ_OK &&
	    (rc = hj_prover_grow(prover, size, &text, &k, err)) == HJ_OK &&
	    (rc = proofout_vkey(&k, HJ_NOTE_ED25519, &key, &vkey, err)) ==
		HJ_OK &&
	    (rc = proofout_log(c, NULL, "growth", err)) == HJ_OK)
		rc = proofout_write(c, o->output, "proof", &text, vkey, err);
	hj_prover_free(prover);
	hj_buf_clear(&text);
	hj_buf_clear(&key);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct prove_opt *o = a->opt;

	if ((a->nrest == 1) == (o->since != NULL))
		return cli_usage(err,
		    "say what is to be proven: a case, or with --since FILE that the log only grew");
	if (o->all && o->rev != NULL)
		return cli_usage(err, "--all and --rev exclude each other");
	if (o->output != NULL && outfile_vacant(o->output, err) != HJ_OK)
		return (int)err->code;
	if (o->since != NULL)
		return prove_growth(c, o, err);
	return o->all ? prove_all(c, o, a->rest[0], err)
		      : prove_one(c, o, a->rest[0], err);
}

#define AT(field) offsetof(struct prove_opt, field)

static const struct option_def options[] = {
	{ 'r', "rev", OPT_TEXT, AT(rev), "N", NULL,
	    N_("of an earlier revision: its number or fingerprint") },
	{ 0, "all", OPT_FLAG, AT(all), NULL, NULL,
	    N_("every entry about the case, into a new folder") },
	{ 0, "since", OPT_FILE, AT(since), "FILE", NULL,
	    N_("that the log only grew since this earlier checkpoint") },
	{ 'o', "output", OPT_FILE, AT(output), "FILE", NULL,
	    N_("write it into a new file") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "audit prove k7m2 -o k7m2.tlog-proof",
	    N_("that the log holds this case file as it is now") },
	{ "audit prove k7m2 --rev 1 -o first.tlog-proof",
	    N_("as it was first") },
	{ "audit prove k7m2 --all -o proofs",
	    N_("every entry about it, and the key of the log") },
	{ "audit prove --since march.checkpoint -o grown",
	    N_("for somebody who has the checkpoint of March") },
	{ NULL, NULL },
};

const struct command_page audit_prove_page = {
	.text =
	    N_("Writes a proof (c2sp.org/tlog-proof) that outsiders check without the vault: with\n'hanji verify', or with any program that knows the format.  It says when and on\nwhich device an entry was made, and the fingerprint of the case file; no name and\nno content.  It is made against the newest checkpoint that a witness cosigned,\nwhere that one already has the entry.\n\nThe case file itself, with its proof, is written by 'hanji export CASE --scope\nSCOPE --format bag', which asks for consent.  That a proof was made stands in the\nlog."),
	.options = options,
	.opt_size = sizeof(struct prove_opt),
	.examples = examples,
	.run = run,
};
