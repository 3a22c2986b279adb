#include "cli/show/familytree_own.h"

#include "cli/screen/say.h"
#include "cli/wording/readback.h"
#include "core/base/limits.h"

/* "Kim Na Ra [h3v8zc]", NUL-ended. */
static int
name_of(const struct familytree *t, size_t i, struct hj_buf *to,
    const char **ret, struct hj_error *err)
{
	if (familytree_name(t, i, to, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_text(to, ret, err);
}

static int
say_kinship(const struct familytree *t, const struct hj_kinship *k,
    struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf one = HJ_BUF(HJ_LINE_MAX);
	struct hj_buf two = HJ_BUF(HJ_LINE_MAX);
	const char *a = "", *b = "";
	int rc;

	if ((rc = name_of(t, k->a, &one, &a, err)) == HJ_OK &&
	    (rc = name_of(t, k->b, &two, &b, err)) == HJ_OK &&
	    (rc = hj_buf_puts(to, "  ", err)) == HJ_OK) {
		if (k->type != NULL)
			rc = readback_said(t->family->relative[k->a].person, a,
			    b, k->type, t->korean, to, err);
		else
			rc = hj_buf_printf(to, err,
			    _("How %s and %s are related is not recorded.\n"),
			    a, b);
	}
	hj_buf_clear(&one);
	hj_buf_clear(&two);
	return rc;
}

static bool
is_remote(const struct hj_kinship *k)
{
	return k->fits && k->tie == HJ_TIE_KIN;
}

static bool
is_contradiction(const struct hj_kinship *k)
{
	return !k->fits;
}

static int
say_those(const struct familytree *t, bool (*which)(const struct hj_kinship *),
    const char *heading, struct hj_buf *to, struct hj_error *err)
{
	bool any = false;

	for (size_t i = 0; i < t->family->nkinships; i++) {
		const struct hj_kinship *k = &t->family->kinship[i];

		if (!which(k))
			continue;
		if (!any && hj_buf_printf(to, err, "%s\n", heading) != HJ_OK)
			return (int)err->code;
		any = true;
		if (say_kinship(t, k, to, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* Of the first file only: whose family it is. */
static int
say_alone(const struct familytree *t, struct hj_buf *to, struct hj_error *err)
{
	bool any = false;

	for (size_t i = 0; i < t->family->n; i++) {
		const struct hj_relative *r = &t->family->relative[i];

		if (r->file != 0 || r->whole != i || r->related)
			continue;
		if (hj_buf_puts(to, any ? ", " : _("Without any relation: "),
			err) != HJ_OK ||
		    familytree_name(t, i, to, err) != HJ_OK)
			return (int)err->code;
		any = true;
	}
	return any ? hj_buf_putc(to, '\n', err) : HJ_OK;
}

int
familytree_say(const struct familytree *t, struct hj_buf *to,
    struct hj_error *err)
{
	if (say_those(t, is_remote, _("Related besides:"), to, err) != HJ_OK ||
	    say_those(t, is_contradiction,
		_("Not drawn, because it contradicts the rest:"), to,
		err) != HJ_OK ||
	    say_alone(t, to, err) != HJ_OK)
		return (int)err->code;
	return t->family->hidden == 0
	    ? HJ_OK
	    : hj_buf_printf(to, err,
		  _("%zu relations are secret and were left out.\n"),
		  t->family->hidden);
}
