#include <string.h>

#include "cli/access/memberkeys.h"
#include "cli/screen/outfile.h"
#include "cli/verify/proofout.h"
#include "cli/screen/say.h"
#include "cli/verify/witnessing.h"
#include "core/base/text.h"
#include "core/vault/prover.h"
#include "core/log/witness.h"

/* The one witness whose name begins so; to NULL: the only one.  *ret NULL:
 * nobody cosigned yet. */
static int
find_witness(const struct hj_witness *w, const char *to, const char **ret,
    struct hj_error *err)
{
	*ret = NULL;
	for (size_t i = 0; i < hj_witness_count(w); i++) {
		const struct hj_attested *a = hj_witness_at(w, i);

		if (a->kind != HJ_ATTEST_COSIGNATURE ||
		    (to != NULL && strncmp(a->by.name, to, strlen(to)) != 0) ||
		    (*ret != NULL && strcmp(*ret, a->by.name) == 0))
			continue;
		if (*ret != NULL)
			return hj_fail(err, HJ_EAMBIGUOUS,
			    "several witnesses cosigned before: say with --to which one is asked ('hanji audit witness list')");
		*ret = a->by.name;
	}
	if (to != NULL && *ret == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no witness of that name cosigned before; leave out --to when asking for the first time");
	return HJ_OK;
}

/* How many entries the witness saw last. */
static int
seen_size(struct cli *c, const struct witnessing_opt *o, uint64_t *ret,
    struct hj_error *err)
{
	struct hj_witness w = HJ_WITNESS;
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	const struct hj_signed_checkpoint *last;
	struct hj_checkpoint now;
	const char *by;
	int rc;

	*ret = 0;
	if (o->since != NULL)
		return hj_text_number(o->since, strlen(o->since), 0, INT64_MAX,
			   ret, err) == HJ_OK
		    ? HJ_OK
		    : cli_usage(err, "--since needs a number of entries");
	if ((rc = hj_vault_witness(c->vault, &w, err)) == HJ_OK &&
	    (rc = find_witness(&w, o->to, &by, err)) == HJ_OK && by != NULL &&
	    (rc = hj_vault_checkpoint(c->vault, &note, err)) == HJ_OK &&
	    (rc = hj_checkpoint_parse((const char *)note.data,
		 hj_note_text((const char *)note.data, note.len), &now, err)) ==
		HJ_OK &&
	    (last = hj_witness_newest(&w, now.origin, by)) != NULL)
		*ret = last->at.size;
	hj_buf_clear(&note);
	hj_witness_clear(&w);
	return rc;
}

int
witnessing_request(const struct witnessing *w, struct hj_error *err)
{
	const struct witnessing_opt *o = w->o;
	struct cli *c = w->c;
	struct hj_buf text = HJ_BUF(HJ_GROWTH_MAX), key = HJ_BUF(512);
	struct hj_prover *prover = NULL;
	struct hj_note_key k;
	const char *vkey;
	uint64_t size;
	int rc;

	if ((rc = seen_size(c, o, &size, err)) == HJ_OK &&
	    (rc = hj_vault_prover(c->vault, &prover, err)) == HJ_OK &&
	    (rc = hj_prover_grow(prover, size, &text, &k, err)) == HJ_OK &&
	    (rc = proofout_vkey(&k, HJ_NOTE_ED25519, &key, &vkey, err)) ==
		HJ_OK)
		rc = proofout_write(c, o->output, "request", &text, vkey, err);
	hj_prover_free(prover);
	hj_buf_clear(&text);
	hj_buf_clear(&key);
	return rc;
}

int
witnessing_key(const struct witnessing *w, struct hj_error *err)
{
	struct cli *c = w->c;
	struct hj_buf line = HJ_BUF(512);
	struct hj_member *m = NULL, *witness = NULL;
	struct hj_note_key k;
	int rc;

	if ((rc = memberkeys_open(c, &m, err)) == HJ_OK &&
	    (rc = hj_cosign_witness(m, &witness, &k, err)) == HJ_OK &&
	    (rc = hj_cosign_vkey(&k, &line, err)) == HJ_OK &&
	    (rc = hj_buf_putc(&line, '\n', err)) == HJ_OK)
		rc = proofout_write(c, NULL, "witness", &line, NULL, err);
	hj_member_free(m);
	hj_member_free(witness);
	hj_buf_clear(&line);
	return rc;
}
