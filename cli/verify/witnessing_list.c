#include "cli/access/process.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/verify/witnessing.h"
#include "core/log/witness.h"
#include "core/vault/prover.h"

static const struct emit_column columns[] = {
	{ "what", N_("what"), false },
	{ "by", N_("by"), false },
	{ "entries", N_("entries"), true },
	{ "time", N_("time (UTC)"), false },
	{ "log", N_("log"), false },
};

static const char *
kind_word(enum hj_attest kind)
{
	switch (kind) {
	case HJ_ATTEST_COSIGNATURE:
		return N_("cosigned");
	case HJ_ATTEST_RFC3161:
		return N_("time-stamped (RFC 3161)");
	case HJ_ATTEST_OTS:
		return N_("time-stamped (OpenTimestamps)");
	}
	return "";
}

/* The same for programs. */
static const char *
kind_key(enum hj_attest kind)
{
	return kind == HJ_ATTEST_COSIGNATURE ? "cosigned"
	    : kind == HJ_ATTEST_RFC3161      ? "rfc3161"
					     : "ots";
}

static int
row(struct emit *e, const char *what, const char *by,
    const struct hj_checkpoint *at, int64_t time, struct hj_error *err)
{
	emit_map(e);
	emit_key(e, "what", NULL);
	emit_text(e, what);
	emit_key(e, "by", NULL);
	emit_text(e, by);
	emit_key(e, "entries", NULL);
	emit_number(e, (int64_t)at->size);
	emit_key(e, "time", NULL);
	emit_time(e, time);
	emit_key(e, "log", NULL);
	emit_text(e, at->origin);
	emit_end(e);
	return process_check(err);
}

static int
rows(struct emit *e, const struct hj_witness *w, struct hj_error *err)
{
	const struct hj_watched *l =
	    (const struct hj_watched *)(const void *)w->watched.data;
	bool json = emit_is_json(e);
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < hj_witness_count(w); i++) {
		const struct hj_attested *a = hj_witness_at(w, i);

		rc = row(e, json ? kind_key(a->kind) : _(kind_word(a->kind)),
		    a->kind == HJ_ATTEST_COSIGNATURE ? a->by.name : NULL,
		    &a->of.at, a->time, err);
	}
	for (size_t i = 0; rc == HJ_OK && i < w->watched.len / sizeof(*l); i++)
		rc = row(e, json ? "seen" : _("of a partner, cosigned here"),
		    NULL, &l[i].last.at, l[i].time, err);
	return rc;
}

int
witnessing_list(const struct witnessing *w, struct hj_error *err)
{
	struct hj_witness all = HJ_WITNESS;
	struct emit *out = w->c->out;
	int rc;

	if ((rc = hj_vault_witness(w->c->vault, &all, err)) == HJ_OK) {
		emit_table(out, columns, HJ_LEN(columns));
		rc = rows(out, &all, err);
	}
	if (rc == HJ_OK)
		emit_end(out);
	hj_witness_clear(&all);
	return rc;
}
