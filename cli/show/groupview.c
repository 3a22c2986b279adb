#include "cli/show/groupview.h"

#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/wording/sourcesay.h"
#include "core/base/limits.h"

struct viewing {
	struct cli *c;
	const struct hj_record *r;
	bool reveal;
};

int
groupview_range(const struct hj_range *n, struct hj_buf *to,
    struct hj_error *err)
{
	if (n->max == HJ_NO_END)
		return hj_buf_printf(to, err, _("at least %u"), n->min);
	if (n->min == n->max)
		return hj_buf_printf(to, err,
		    ngettext("%u person", "%u people", n->min), n->min);
	if (n->min == 0)
		return hj_buf_printf(to, err, _("up to %u"), n->max);
	return hj_buf_printf(to, err, _("%u to %u people"), n->min, n->max);
}

/* ---- for programs ---- */

static void
number(struct emit *e, const char *key, uint32_t n)
{
	emit_key(e, key, NULL);
	if (n == HJ_NO_END)
		emit_none(e);
	else
		emit_number(e, n);
}

static void
range(struct emit *e, const char *key, const struct hj_range *n)
{
	emit_key(e, key, NULL);
	emit_map(e);
	number(e, "min", n->min);
	number(e, "max", n->max);
	emit_end(e);
}

static int
account(void *to, const struct hj_headcount *h, struct hj_error *err)
{
	struct emit *e = to;

	(void)err;
	emit_map(e);
	number(e, "min", h->n.min);
	number(e, "max", h->n.max);
	emit_key(e, "src", NULL);
	emit_text(e, h->src);
	emit_key(e, "preferred", NULL);
	emit_flag(e, h->preferred);
	emit_end(e);
	return HJ_OK;
}

static int
put_group(struct viewing *v, const struct hj_node *group,
    const struct hj_group_sum *s, struct hj_error *err)
{
	struct emit *e = v->c->out;
	int rc;

	emit_map(e);
	emit_key(e, "id", NULL);
	emit_text(e, hj_node_attr(group, "id"));
	emit_key(e, "label", NULL);
	emit_text(e, hj_node_value(group, "label"));
	range(e, "said", &s->said);
	emit_key(e, "accounts", NULL);
	emit_list(e);
	if ((rc = hj_headcounts(group, HJ_SECRET, account, e, err)) != HJ_OK)
		return rc;
	emit_end(e);
	emit_key(e, "contradictory", NULL);
	emit_flag(e, s->contradictory);
	emit_key(e, "exceeded", NULL);
	emit_flag(e, s->exceeded);
	number(e, "named", s->named);
	number(e, "unnamed", s->unnamed);
	range(e, "further", &s->further);
	emit_end(e);
	return HJ_OK;
}

/* ---- for people ---- */

static int
say_account(void *to, const struct hj_headcount *h, struct hj_error *err)
{
	struct viewing *v = to;
	struct hj_buf line = HJ_BUF(HJ_TEXT_MAX);
	int rc;

	if ((rc = hj_buf_puts(&line, "  ", err)) == HJ_OK &&
	    (rc = groupview_range(&h->n, &line, err)) == HJ_OK &&
	    (rc = hj_buf_puts(&line, ": ", err)) == HJ_OK &&
	    (rc = sourcesay(v->r, h->src, v->reveal, &line, err)) == HJ_OK &&
	    (!h->preferred ||
		(rc = hj_buf_puts(&line, _(" (preferred)"), err)) == HJ_OK))
		emit_say_bytes(v->c->out, (const char *)line.data, line.len);
	hj_buf_clear(&line);
	return rc;
}

static int
say_head(struct viewing *v, const struct hj_node *group,
    const struct hj_group_sum *s, struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_TEXT_MAX);
	const char *label = hj_node_value(group, "label");
	int rc;

	if ((rc = hj_buf_printf(&line, err,
		 "%s [%s]: ", label != NULL ? label : _("group"),
		 hj_node_attr(group, "id"))) != HJ_OK)
		goto out;
	if (s->accounts != 0 &&
	    ((rc = groupview_range(&s->said, &line, err)) != HJ_OK ||
		(rc = hj_buf_puts(&line, "; ", err)) != HJ_OK))
		goto out;
	if ((rc = hj_buf_printf(&line, err, _("named: %u; besides: "),
		 s->named)) == HJ_OK &&
	    (rc = groupview_range(&s->further, &line, err)) == HJ_OK)
		emit_say_bytes(v->c->out, (const char *)line.data, line.len);
out:
	hj_buf_clear(&line);
	return rc;
}

static int
say_group(struct viewing *v, const struct hj_node *group,
    const struct hj_group_sum *s, struct hj_error *err)
{
	int rc = say_head(v, group, s, err);

	if (rc == HJ_OK && s->accounts > 1)
		rc = hj_headcounts(group, HJ_SECRET, say_account, v, err);
	if (rc == HJ_OK && s->contradictory)
		emit_say(v->c->out, "  %s",
		    _("these accounts exclude each other"));
	if (rc == HJ_OK && s->exceeded)
		emit_say(v->c->out, "  %s",
		    _("more people are listed than anybody counted: somebody may be listed twice"));
	return rc;
}

int
groupview_show(struct cli *c, const struct hj_record *r, bool reveal,
    struct hj_error *err)
{
	struct viewing v = { .c = c, .r = r, .reveal = reveal };
	struct hj_node *g = hj_node_child(hj_record_root(r), "group");
	bool json = emit_is_json(c->out);
	int rc = HJ_OK;

	if (json)
		emit_list(c->out);
	else if (g != NULL)
		emit_say(c->out, "%s", "");
	for (; rc == HJ_OK && g != NULL; g = hj_node_same(g)) {
		struct hj_group_sum s;

		rc = hj_group_sum(g, HJ_SECRET, NULL, NULL, &s, err);
		if (rc == HJ_OK)
			rc = json ? put_group(&v, g, &s, err)
				  : say_group(&v, g, &s, err);
	}
	if (json && rc == HJ_OK)
		emit_end(c->out);
	return rc;
}
