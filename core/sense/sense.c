#include <string.h>

#include "core/base/limits.h"
#include "core/case/schema_rival.h"
#include "core/date/edtf.h"
#include "core/sense/account.h"
#include "core/sense/sense_own.h"

/* ---- what the others use ---- */

bool
hj_sense_moment(const struct hj_node *date, struct hj_moment *ret)
{
	struct hj_error ignored = HJ_ERROR;
	const char *cal;

	*ret = (struct hj_moment){ .node = NULL };
	if (date == NULL || date->text == NULL ||
	    hj_edtf_span(date->text, date->text_len, &ret->span.earliest,
		&ret->span.latest, &ignored) != HJ_OK)
		return false;
	if (ret->span.earliest == INT32_MIN && ret->span.latest == INT32_MAX)
		return false;
	cal = hj_node_attr(date, "cal");
	if (cal != NULL && strcmp(cal, "lunar") == 0)
		return false;
	ret->node = date;
	ret->sure = strpbrk(date->text, "?~%") == NULL;
	return true;
}

bool
hj_sense_before(const struct hj_moment *a, const struct hj_moment *b)
{
	return a->node != NULL && b->node != NULL &&
	    a->span.latest < b->span.earliest;
}

bool
hj_sense_same_source(const struct hj_node *a, const struct hj_node *b)
{
	const char *x = hj_node_attr(a, "src"), *y = hj_node_attr(b, "src");

	if (x == NULL || y == NULL)
		return x == y;
	return strcmp(x, y) == 0;
}

/* ---- two preferred accounts of one thing ---- */

static int
say_two(struct hj_sense *s, const struct hj_node *second)
{
	return hj_check_fault(&s->c, second, HJ_A_PREF, "two-preferred",
	    "another account beside it is preferred already");
}

/* As of the same day: what was so at another time does not compete. */
static int
preferred_at_once(struct hj_sense *s, const struct hj_accounts *a)
{
	for (size_t i = 1; i < a->preferred; i++)
		for (size_t k = 0; k < i; k++) {
			const struct hj_node *one = a->item[k].node;
			const struct hj_node *two = a->item[i].node;
			const char *x = hj_node_value(one, "date");
			const char *y = hj_node_value(two, "date");

			if (x == y ||
			    (x != NULL && y != NULL && strcmp(x, y) == 0))
				return say_two(s, two);
		}
	return HJ_OK;
}

static int
one_preferred(void *to, const struct hj_accounts *a, struct hj_error *err)
{
	(void)err;
	if (a->preferred < 2)
		return HJ_OK;
	switch (hj_schema_rivalry(a->def)->how) {
	case HJ_R_KEYED:
	case HJ_R_OCCASION:
		return say_two(to, a->item[1].node);
	case HJ_R_TIME:
		return preferred_at_once(to, a);
	case HJ_R_NONE:
	case HJ_R_ONE:
		break; /* check.h has said it */
	}
	return HJ_OK;
}

int
hj_sense_preferred(struct hj_sense *s, const struct hj_node *parent)
{
	const struct hj_elem *before = NULL;
	bool twice = false;

	/* Seldom, so that nothing is gathered for nothing. */
	for (const struct hj_node *n = parent->first; n != NULL && !twice;
	     n = n->next) {
		if (n->def == NULL || (n->def->attrs & HJ_A(PREF)) == 0 ||
		    hj_node_attr(n, "pref") == NULL)
			continue;
		twice = before == n->def;
		before = n->def;
	}
	if (!twice)
		return HJ_OK;
	return hj_accounts_of(s->c.record, parent, one_preferred, s, s->c.err);
}

/* ---- one element after the other ---- */

typedef int look_fn(struct hj_sense *s, const struct hj_node *node);

static const struct {
	const char *name;
	look_fn *look;
} elements[] = {
	{ "person", hj_sense_person },
	{ "group", hj_sense_group },
	{ "event", hj_sense_told },
	{ "detention", hj_sense_detention },
	{ "detention", hj_sense_told },
	{ "repatriation", hj_sense_repatriation },
	{ "repatriation", hj_sense_told },
	{ "consent", hj_sense_consent },
	{ "place", hj_sense_place },
};

static int
top(struct hj_sense *s, const struct hj_node *node)
{
	int rc = HJ_OK;

	for (size_t i = 0; i < HJ_LEN(elements) && rc == HJ_OK; i++)
		if (strcmp(node->name, elements[i].name) == 0)
			rc = elements[i].look(s, node);
	return rc;
}

/* A reference that leads to the element around it. */
static int
reference(struct hj_sense *s, const struct hj_node *leaf)
{
	const char *id = hj_node_attr(leaf->parent, "id");

	if (leaf->text == NULL || id == NULL || leaf->parent->parent == NULL ||
	    strcmp(leaf->text, id) != 0)
		return HJ_OK;
	return hj_check_fault(&s->c, leaf, HJ_NATTRS, "refers-to-itself",
	    "this leads to the element that it stands in");
}

static int
look(struct hj_sense *s, const struct hj_node *node)
{
	int rc;

	if (node->def == NULL)
		return HJ_OK;
	switch (node->def->value) {
	case HJ_V_LINE:
	case HJ_V_FREE:
		return hj_sense_text(s, node);
	case HJ_V_DATE:
		return hj_sense_future(s, node);
	case HJ_V_REF:
		return reference(s, node);
	case HJ_V_NONE:
		break;
	case HJ_V_CODE:
	case HJ_V_TIME:
	case HJ_V_NUMBER:
	case HJ_V_DECIMAL:
	case HJ_V_YESNO:
	case HJ_V_CASE:
	case HJ_V_HEX:
	case HJ_V_FOREIGN:
	case HJ_V_FAR:
	case HJ_V_OWN:
		return HJ_OK;
	}
	if ((rc = hj_sense_within(s, node)) != HJ_OK ||
	    (rc = hj_sense_preferred(s, node)) != HJ_OK)
		return rc;
	if (node->parent == hj_record_root(s->c.record))
		rc = top(s, node);
	return rc;
}

int
hj_sense_record(const struct hj_record *r, int32_t today, hj_finding_fn *fn,
    void *to, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct hj_sense s = { .c = { .record = r,
				  .fn = fn,
				  .to = to,
				  .err = err,
				  .path = HJ_BUF(HJ_LINE_MAX) },
		.today = today,
		.persons = hj_node_count(root, "person"),
		.groups = hj_node_count(root, "group"),
		.consents = hj_node_count(root, "consent"),
		.occurrences = hj_node_count(root, "event") +
		    hj_node_count(root, "detention") +
		    hj_node_count(root, "repatriation") };
	int rc = HJ_OK;

	for (const struct hj_node *n = root; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, root))
		rc = look(&s, n);
	hj_buf_clear(&s.c.path);
	return rc != HJ_OK ? rc : hj_check_end(&s.c);
}

int
hj_sense_check(const struct hj_record *r, int32_t today, hj_finding_fn *fn,
    void *to, struct hj_error *err)
{
	int rc = hj_check_record(r, fn, to, err);

	return rc == HJ_OK ? hj_sense_record(r, today, fn, to, err) : rc;
}
