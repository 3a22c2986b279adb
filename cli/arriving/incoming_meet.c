#include <string.h>

#include "cli/arriving/incoming.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/case/codec.h"
#include "core/vault/arrival.h"

struct meeting {
	struct incoming *in;
	const struct hj_row *row;
	const struct hj_revision *head;
	const struct hj_import_case *k;
	struct hj_arrival arrival;
	struct hj_weighed weighed;
	struct hj_error *err;
};

struct hj_arrival
incoming_arrival(const struct hj_import_case *k)
{
	/* A fingerprint that nobody can check names nothing. */
	const bool named = k->has_digest && k->salt_key != NULL;

	return (struct hj_arrival){ .bytes = k->bytes,
		.n = k->n,
		.record = k->record,
		.digest = named ? k->digest : NULL,
		.salt_key = named ? k->salt_key : NULL,
		.parents = k->parents,
		.nparents = named ? k->nparents : 0,
		.ancestors = k->ancestors,
		.nancestors = named ? k->nancestors : 0,
		.join = named && k->join };
}

static bool
has_same_bytes(const struct meeting *m)
{
	return m->head->bytes.len == m->k->n &&
	    memcmp(m->head->bytes.data, m->k->bytes, m->k->n) == 0;
}

static const struct hj_record *
after(const struct meeting *m)
{
	return m->weighed.merged != NULL ? m->weighed.merged : m->k->record;
}

/* The fields of it, below its line: what is here against what would be. */
static int
show_fields(const struct meeting *m, bool goes_in)
{
	struct hj_record *before = NULL, *settled = NULL;
	int rc = hj_codec_decode(m->head->bytes.data, m->head->bytes.len,
	    &before, m->err);

	if (rc == HJ_OK && goes_in)
		rc = incoming_settle(m->in, m->k->id, after(m), m->head,
		    &settled, m->err);
	if (rc == HJ_OK)
		rc = incoming_say_diff(m->in, before,
		    settled != NULL ? settled : after(m), m->err);
	hj_record_free(before);
	hj_record_free(settled);
	return rc;
}

/* Goes in, or would. */
static int
go_in(struct meeting *m, const char *what, const char *word)
{
	struct incoming *in = m->in;
	struct hj_record *settled = NULL;
	int rc;

	if (!in->plan) {
		if ((rc = incoming_open(in, m->err)) != HJ_OK ||
		    (rc = hj_change_arrive(in->change, in->c->vault, m->row,
			 &m->arrival, &m->weighed, in->detail, m->err)) !=
			HJ_OK ||
		    (rc = incoming_learn(in, m->k, m->err)) != HJ_OK ||
		    (rc = incoming_settle(in, m->k->id, after(m), m->head,
			 &settled, m->err)) != HJ_OK)
			return rc;
		hj_record_free(settled);
		return incoming_enough(in, m->err);
	}
	if (in->count_only)
		return HJ_OK;
	incoming_say_met(in, what, word, m->k->id, m->k->line,
	    m->weighed.conflicts);
	return show_fields(m, true);
}

static int
go_on(struct meeting *m)
{
	if (has_same_bytes(m))
		m->in->pending.same++;
	else
		m->in->pending.changed++;
	return go_in(m, "changed", _("changed"));
}

static int
merge(struct meeting *m)
{
	m->in->pending.merged++;
	m->in->pending.conflicts += m->weighed.conflicts;
	return go_in(m, "merged", _("merged"));
}

/* Nobody here knows where it comes from. */
static int
ask(struct meeting *m)
{
	struct incoming *in = m->in;

	if (in->c->global->yes || has_same_bytes(m))
		return merge(m);
	in->pending.unsure++;
	incoming_say(in, "unconfirmed", _("to be confirmed"), m->k->id,
	    m->k->line);
	return in->plan && !in->count_only ? show_fields(m, false) : HJ_OK;
}

static int
pass_over(struct meeting *m)
{
	struct incoming *in = m->in;

	in->pending.older++;
	if (!in->count_only)
		incoming_say(in, "older", _("older than here"), m->k->id,
		    m->k->line);
	return HJ_OK;
}

static int
meet(struct meeting *m)
{
	bool out;

	if (m->weighed.what != HJ_MEET_SAME &&
	    m->weighed.what != HJ_MEET_OLDER) {
		if (incoming_stays_out(m->in, m->k, after(m), true, &out,
			m->err) != HJ_OK)
			return (int)m->err->code;
		if (out)
			return HJ_OK;
	}
	switch (m->weighed.what) {
	case HJ_MEET_SAME:
		m->in->pending.same++;
		return HJ_OK;
	case HJ_MEET_OLDER:
		return pass_over(m);
	case HJ_MEET_NEXT:
		return go_on(m);
	case HJ_MEET_APART:
		return merge(m);
	case HJ_MEET_STRANGE:
		return ask(m);
	}
	return HJ_OK;
}

int
incoming_meet(struct incoming *in, const struct hj_row *row,
    const struct hj_revision *head, const struct hj_import_case *k,
    struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct meeting m = { .in = in,
		.row = row,
		.head = head,
		.k = k,
		.arrival = incoming_arrival(k),
		.err = err };
	int rc =
	    hj_vault_weigh(in->c->vault, row, &m.arrival, &m.weighed, &why);

	if (rc == HJ_EINVAL || rc == HJ_ELIMIT) {
		/* This one cannot be merged; the others go on. */
		in->pending.unsure++;
		incoming_say(in, "unconfirmed", _("cannot be merged"), k->id,
		    k->line);
		ui_say(in->c->ui, "  %s", why.text);
		return HJ_OK;
	}
	if (rc != HJ_OK)
		return hj_fail(err, why.code, "%s", why.text);
	rc = meet(&m);
	hj_weighed_clear(&m.weighed);
	return rc;
}
