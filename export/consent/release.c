#include <string.h>

#include "core/base/limits.h"
#include "core/case/conflict.h"
#include "core/case/path.h"
#include "export/consent/care.h"
#include "export/consent/consent.h"
#include "export/consent/release.h"

struct releasing {
	const struct hj_release *q;
	const struct hj_record *r;
	hj_finding_fn *fn;
	void *to;
	bool may;
};

static int
refuse(struct releasing *x, const struct hj_node *node, const char *code,
    const char *text, struct hj_error *err)
{
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	struct hj_finding f = { .level = HJ_FAULT,
		.code = code,
		.text = hj_said(err, text),
		.remedy = "",
		.node = node };
	int rc = HJ_OK;

	x->may = false;
	if (x->fn != NULL &&
	    (rc = hj_path_of(node, HJ_NATTRS, &path, err)) == HJ_OK &&
	    (rc = hj_buf_text(&path, &f.path, err)) == HJ_OK)
		rc = x->fn(x->to, &f, err);
	hj_buf_clear(&path);
	return rc;
}

static bool
is_person(const struct hj_node *n)
{
	return n->def != NULL && strcmp(n->name, "person") == 0 &&
	    n->first != NULL && n->parent != NULL && n->parent->parent == NULL;
}

static bool
is_conflict(const struct hj_node *n)
{
	return n->def != NULL && n->parent != NULL &&
	    n->parent->parent == NULL && strcmp(n->name, "conflict") == 0;
}

/* It quotes a field, and is as protected as that; who quotes what stays in the
 * office stays there, too. */
static int
judge_conflict(struct releasing *x, const struct hj_node *n,
    struct hj_error *err)
{
	const char *id = hj_node_attr(n, "id");
	struct hj_node *row = id != NULL ? hj_record_find(x->r, id) : NULL;
	struct hj_node *node = NULL, *parent = NULL;
	struct hj_conflict c;

	if (row == NULL || hj_conflict_level(x->r, row) > HJ_INTERNAL)
		return refuse(x, n, "level",
		    HJ_N_("quotes what is above the level 'internal'"), err);
	if (hj_conflict_read(row, &c) &&
	    hj_conflict_target(x->r, &c, &node, NULL, &parent) &&
	    hj_care_is(node != NULL ? node : parent))
		return refuse(x, n, "care",
		    HJ_N_("resettlement and follow-up stay in the office"),
		    err);
	return HJ_OK;
}

static int
judge(struct releasing *x, const struct hj_node *n, struct hj_error *err)
{
	struct hj_consent_question q = { .record = x->r,
		.scope = x->q->scope,
		.recipient = x->q->recipient,
		.today = x->q->today };
	enum hj_consent_answer answer;

	/* Said once for each, not for what stands in it. */
	if (hj_care_is(n))
		return hj_care_is(n->parent)
		    ? HJ_OK
		    : refuse(x, n, "care",
			  HJ_N_("resettlement and follow-up stay in the office"),
			  err);
	if (is_person(n)) {
		q.person = hj_node_attr(n, "id");
		if (x->q->consents != NULL && q.person != NULL &&
		    x->q->consents(x->q->with, x->r, q.person, &q.record,
			err) != HJ_OK)
			return (int)err->code;
		answer = hj_consent_decide(&q, NULL);
		return answer == HJ_CONSENT_YES
		    ? HJ_OK
		    : refuse(x, n, "consent", hj_consent_words(answer), err);
	}
	if (is_conflict(n))
		return judge_conflict(x, n, err);
	if (n->text != NULL && n->text_len != 0 &&
	    hj_node_conf(n) > HJ_INTERNAL)
		return refuse(x, n, "level",
		    HJ_N_("above the level 'internal'"), err);
	return HJ_OK;
}

int
hj_release_whole(const struct hj_release *q, const struct hj_record *r,
    hj_finding_fn *fn, void *to, bool *may, struct hj_error *err)
{
	struct releasing x = { .q = q, .r = r, .fn = fn, .to = to, .may = true };
	const struct hj_node *root = hj_record_root(r);
	int rc = HJ_OK;

	if (hj_care_is_case(r))
		rc = refuse(&x, root, "care",
		    HJ_N_("a follow-up case stays in the office"), err);
	for (const struct hj_node *n = root; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, root))
		rc = judge(&x, n, err);
	if (rc == HJ_OK)
		*may = x.may;
	return rc;
}
