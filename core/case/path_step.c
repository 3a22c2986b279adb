#include <string.h>

#include "core/base/near.h"
#include "core/case/path_own.h"

int
hj_path_split(const char *arg, const char **path, size_t *path_len,
    enum hj_path_op *op, const char **value, struct hj_error *err)
{
	const char *equals = strchr(arg, '=');
	const char *end = equals;
	enum hj_path_op found = HJ_PATH_SET;

	if (equals != NULL && equals > arg) {
		if (end[-1] == '+')
			found = HJ_PATH_ADD;
		else if (end[-1] == '-')
			found = HJ_PATH_REMOVE;
		else if (end[-1] == '?')
			found = HJ_PATH_KNOWN;
		if (found != HJ_PATH_SET)
			end--;
	}
	if (equals == NULL || end == arg)
		return hj_fail(err, HJ_EINVAL,
		    "expected a field and a value, such as event.date=2013-05");
	*path = arg;
	*path_len = (size_t)(end - arg);
	*op = found;
	*value = equals + 1;
	return HJ_OK;
}

static bool
all_digits(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] < '0' || p[i] > '9')
			return false;
	return n > 0 && n < 9;
}

static int
read_brackets(const char *p, size_t n, struct hj_step *step,
    struct hj_error *err)
{
	if (all_digits(p, n) && *p != '0') {
		step->by = HJ_BY_POSITION;
		for (size_t i = 0; i < n; i++)
			step->position =
			    step->position * 10 + (size_t)(p[i] - '0');
		return HJ_OK;
	}
	if (n > 1 && *p == '+' && n - 1 < sizeof(step->word)) {
		step->by = HJ_BY_LABEL;
		memcpy(step->word, p + 1, n - 1);
		return HJ_OK;
	}
	if (!hj_element_id_valid(p, n))
		return hj_fail(err, HJ_EINVAL,
		    "in brackets stands a position from 1, an id of six characters or a label such as +a");
	step->by = HJ_BY_ID;
	memcpy(step->word, p, n);
	return HJ_OK;
}

int
hj_step_read(const char **p, const char *end, struct hj_step *ret,
    struct hj_error *err)
{
	const char *c = *p;

	*ret = (struct hj_step){ .name = c };
	while (c < end && *c != '.' && *c != '[')
		c++;
	ret->len = (size_t)(c - ret->name);
	if (ret->len == 0)
		return hj_fail(err, HJ_EINVAL,
		    "a field path has a name before and after each full stop");
	if (c < end && *c == '[') {
		const char *close = memchr(c, ']', (size_t)(end - c));

		if (close == NULL)
			return hj_fail(err, HJ_EINVAL,
			    "a bracket is not closed in the field path");
		if (read_brackets(c + 1, (size_t)(close - c) - 1, ret, err) !=
		    HJ_OK)
			return (int)err->code;
		c = close + 1;
	}
	if (c < end && *c != '.')
		return hj_fail(err, HJ_EINVAL,
		    "after a bracket a field path ends or goes on with a full stop");
	if (c < end && ++c == end)
		return hj_fail(err, HJ_EINVAL,
		    "a field path has a name before and after each full stop");
	*p = c;
	return HJ_OK;
}

const char *
hj_label_id(const struct hj_path_labels *labels, const char *p, size_t n)
{
	if (labels == NULL)
		return NULL;
	for (size_t i = 0; i < labels->n; i++)
		if (strlen(labels->made[i].label) == n &&
		    memcmp(labels->made[i].label, p, n) == 0)
			return labels->made[i].id;
	return NULL;
}

static void
offer_attributes(const struct hj_elem *def, struct hj_near *near)
{
	for (int i = 0; i < HJ_NATTRS; i++) {
		enum hj_attr_name a = (enum hj_attr_name)i;

		if ((def->attrs & 1U << i) == 0 || a == HJ_A_ID)
			continue;
		hj_near_offer(near, hj_schema_attr_name(a));
		hj_near_offer(near, hj_schema_attr_label(a, true));
	}
}

int
hj_path_unknown(const struct hj_elem *def, const struct hj_step *step,
    struct hj_error *err)
{
	struct hj_near near = HJ_NEAR(step->name, step->len);
	const int n = step->len < 100 ? (int)step->len : 100;

	if (def == NULL)
		return hj_fail(err, HJ_ENOTFOUND, "no such element '%.*s'", n,
		    step->name);
	for (size_t i = 0; i < def->nchildren; i++) {
		hj_near_offer(&near, def->children[i].name);
		hj_near_offer(&near, def->children[i].ko);
		hj_near_offer_as(&near, def->children[i].en,
		    def->children[i].name);
	}
	offer_attributes(def, &near);
	if (near.best == NULL)
		return hj_fail(err, HJ_EINVAL, "'%s' has no field '%.*s'",
		    def->name, n, step->name);
	return hj_fail(err, HJ_EINVAL,
	    "'%s' has no field '%.*s': did you mean '%s'?", def->name, n,
	    step->name, near.best);
}

int
hj_path_ambiguous(const struct hj_node *parent, const struct hj_elem *row,
    struct hj_error *err)
{
	struct hj_buf list = HJ_BUF(4096);
	const char *text = "";
	size_t named = 0;
	int rc = HJ_OK;

	for (const struct hj_node *c = parent->first; c != NULL && rc == HJ_OK;
	     c = c->next) {
		if (c->def != row)
			continue;
		/* The text of an error is short. */
		if (named++ == 8) {
			rc = hj_buf_puts(&list, ", ...", err);
			break;
		}
		if (named > 1)
			rc = hj_buf_puts(&list, ", ", err);
		if (rc == HJ_OK)
			rc = hj_path_of(c, HJ_NATTRS, &list, err);
	}
	if (rc == HJ_OK)
		rc = hj_buf_text(&list, &text, err);
	if (rc == HJ_OK)
		rc = hj_fail(err, HJ_EAMBIGUOUS,
		    "'%s' occurs several times: say which ('hanji show CASE --fields' tells them apart): %s",
		    row->name, text);
	/* That there are several is known without memory, too. */
	if (rc == HJ_ENOMEM)
		rc = hj_fail(err, HJ_EAMBIGUOUS, "'%s' occurs several times",
		    row->name);
	hj_buf_clear(&list);
	return rc;
}
