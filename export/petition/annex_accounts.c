#include <string.h>

#include "core/base/limits.h"
#include "core/sense/account.h"
#include "core/sense/origin.h"
#include "core/sense/reach.h"
#include "core/sense/status.h"
#include "core/sense/tongue.h"
#include "export/page/markup.h"
#include "export/petition/annex_accounts.h"
#include "export/petition/annex_claim.h"
#include "export/petition/cell.h"
#include "export/petition/stageword.h"

struct accounts {
	const struct hj_subject *s;
	struct hj_origins *origins;
	struct hj_buf *to;
	size_t n;
	enum hj_conf most; /* what may be said of it */
	bool begun;
	struct hj_error *err;
};

/* ---- around it ---- */

static bool
is_group(const struct hj_subject *s)
{
	return strcmp(s->person->name, "group") == 0;
}

static int
begin(struct accounts *x, const char *of, const char *attr, const char *value)
{
	if (!x->begun &&
	    hj_buf_printf(x->to, x->err, "<accounts %s=\"%zu\">\n",
		is_group(x->s) ? "group" : "n", x->n) != HJ_OK)
		return (int)x->err->code;
	x->begun = true;
	if (hj_buf_puts(x->to, "<dispute", x->err) != HJ_OK ||
	    hj_markup_attr(x->to, "of", of, x->err) != HJ_OK ||
	    hj_markup_attr(x->to, attr, value, x->err) != HJ_OK)
		return (int)x->err->code;
	return hj_buf_puts(x->to, ">\n", x->err);
}

static int
end(struct accounts *x)
{
	return hj_buf_puts(x->to, "</dispute>\n", x->err);
}

/* ---- accounts of one thing ---- */

/* May it be said, and that it concerns them? */
static bool
may_say(const struct accounts *x, const struct hj_node *node)
{
	const char *id = hj_node_attr(x->s->person, "id");
	struct hj_reach way;

	if (hj_node_conf(node) > x->most)
		return false;
	if (node->parent == x->s->person)
		return true;
	return id != NULL && node->parent->parent == NULL &&
	    hj_reach(x->s->record, id, node, &way) &&
	    hj_reach_conf(&way) <= HJ_CELL_MOST;
}

/* Those who make one claim, as far as they may be said. */
static int
put_claim(struct accounts *x, const struct hj_accounts *a, size_t claim)
{
	const struct hj_node *node[HJ_ANNEX_TOLD];
	struct hj_annex_claim c = { .s = x->s,
		.origins = x->origins,
		.node = node,
		.most = x->most };

	for (size_t i = 0; i < a->n && c.n < HJ_LEN(node); i++)
		if (a->item[i].claim == claim && may_say(x, a->item[i].node)) {
			c.preferred |= a->item[i].preferred;
			node[c.n++] = a->item[i].node;
		}
	return c.n != 0 ? hj_annex_claim_put(&c, x->to, x->err) : HJ_OK;
}

static size_t
claims_that_may_be_said(const struct accounts *x, const struct hj_accounts *a)
{
	size_t found = 0;

	for (size_t claim = 0; claim < a->nclaims; claim++)
		for (size_t i = 0; i < a->n; i++)
			if (a->item[i].claim == claim &&
			    may_say(x, a->item[i].node)) {
				found++;
				break;
			}
	return found;
}

static const char *
named(const struct hj_subject *s, const struct hj_elem *e)
{
	const char *word = hj_tongue(s->lang, "field", e->name);

	if (s->korean)
		return e->ko;
	return word != NULL ? word : e->en;
}

static int
put_accounts(void *to, const struct hj_accounts *a, struct hj_error *err)
{
	struct accounts *x = to;
	int rc;

	(void)err;
	if (a->nclaims < 2 || strcmp(a->def->name, "status") == 0 ||
	    (a->of != x->s->person && a->of->parent != NULL) ||
	    claims_that_may_be_said(x, a) < 2)
		return HJ_OK;
	rc = begin(x, named(x->s, a->def), "clash", a->clash ? "yes" : "no");
	for (size_t claim = 0; rc == HJ_OK && claim < a->nclaims; claim++)
		rc = put_claim(x, a, claim);
	return rc == HJ_OK ? end(x) : rc;
}

/* ---- what became of them ---- */

static int
put_status(struct accounts *x)
{
	struct hj_status st;
	int rc = hj_status_derive(x->s->record, &x->origins, x->s->person, &st,
	    x->err);

	if (rc != HJ_OK)
		return rc;
	if (!st.disputed || hj_status_above(&st, HJ_CELL_MOST))
		goto out;
	/* Where it was not needed for the status, it is for the numbers. */
	if ((x->origins == NULL &&
		(rc = hj_origins_new(x->s->record, &x->origins, x->err)) !=
		    HJ_OK) ||
	    (rc = begin(x,
		 hj_stageword(x->s, "last known status",
		     "마지막으로 알려진 상태"),
		 "status", "disputed")) != HJ_OK)
		goto out;
	for (size_t i = 0; i < st.n && rc == HJ_OK; i++) {
		const struct hj_status_account *a = &st.account[i];
		struct hj_annex_claim c = { .s = x->s,
			.origins = x->origins,
			.node = &a->told,
			.n = 1,
			.status = a->row != NULL ? a->row->code : NULL,
			.date = a->date,
			.preferred = a->preferred,
			.most = x->most };

		if (a->standing && c.status != NULL)
			rc = hj_annex_claim_put(&c, x->to, x->err);
	}
	if (rc == HJ_OK)
		rc = end(x);
out:
	hj_status_clear(&st);
	return rc;
}

int
hj_annex_disputed(const struct hj_subject *s, bool *ret, struct hj_error *err)
{
	struct hj_origins *o = NULL;
	struct hj_status st;
	int rc = hj_status_derive(s->record, &o, s->person, &st, err);

	*ret =
	    rc == HJ_OK && st.disputed && !hj_status_above(&st, HJ_CELL_MOST);
	if (rc == HJ_OK)
		hj_status_clear(&st);
	hj_origins_free(o);
	return rc;
}

int
hj_annex_accounts(const struct hj_subject *s, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	struct accounts x = { .s = s,
		.to = to,
		.n = n,
		.most = is_group(s) ? HJ_PUBLIC : HJ_CELL_MOST,
		.err = err };
	int rc = hj_origins_new(s->record, &x.origins, err);

	if (rc == HJ_OK)
		rc =
		    hj_accounts_of(s->record, s->person, put_accounts, &x, err);
	if (rc == HJ_OK)
		rc = hj_accounts_of(s->record, hj_record_root(s->record),
		    put_accounts, &x, err);
	if (rc == HJ_OK)
		rc = put_status(&x);
	if (rc == HJ_OK && x.begun)
		rc = hj_buf_puts(to, "</accounts>\n", err);
	hj_origins_free(x.origins);
	return rc;
}
