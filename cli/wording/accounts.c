#include <string.h>

#include "cli/access/process.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/wording/accounts.h"
#include "core/base/limits.h"
#include "core/base/word.h"
#include "core/case/path.h"

int
accounts_say_origins(const struct hj_origin_count *n, struct hj_buf *line,
    struct hj_error *err)
{
	if (n->independent == 0)
		return hj_buf_puts(line, _("origin not known"), err);
	if (n->states)
		return hj_buf_printf(line, err,
		    ngettext("%zu origin, a State", "%zu origins, all States",
			n->independent),
		    n->independent);
	return hj_buf_printf(line, err,
	    ngettext("%zu origin", "%zu independent origins", n->independent),
	    n->independent);
}

int
accounts_say_after(const struct hj_origins *o, const struct sibling *s,
    struct hj_buf *line, struct hj_error *err)
{
	struct hj_origin_count n;

	if (s->translation)
		return hj_buf_printf(line, err, "  (%s)",
		    hj_node_value(s->node, "checked") != NULL
			? _("translation, checked")
			: _("translation, not checked"));
	if (hj_node_attr(s->node, "src") == NULL && !s->account)
		return HJ_OK;
	if (hj_origins_count(o, &s->node, 1, &n, err) != HJ_OK)
		return (int)err->code;
	if (n.sources < 2 && !s->account)
		return HJ_OK;
	if (hj_buf_puts(line, "  (", err) != HJ_OK ||
	    accounts_say_origins(&n, line, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_putc(line, ')', err);
}

int
accounts_say_heading(const struct sibling *s, struct hj_buf *line,
    struct hj_error *err)
{
	if (s->claims == 1)
		return hj_buf_printf(line, err, _("%zu accounts say the same"),
		    s->accounts);
	if (!s->clash && s->claims == 2)
		return hj_buf_puts(line, _("two accounts"), err);
	if (!s->clash)
		return hj_buf_printf(line, err, _("%zu accounts"), s->claims);
	if (s->claims == 2)
		return hj_buf_puts(line,
		    s->disputed
			? _("two accounts that contradict each other")
			: _("two accounts that contradict each other; the first is preferred"),
		    err);
	return hj_buf_printf(line, err,
	    s->disputed
		? _("%zu accounts that contradict each other")
		: _("%zu accounts that contradict each other; the first is preferred"),
	    s->claims);
}

/* ---- JSON ---- */

static void
text(struct emit *e, const char *key, const char *value)
{
	emit_key(e, key, NULL);
	emit_text(e, value);
}

static void
flag(struct emit *e, const char *key, bool value)
{
	emit_key(e, key, NULL);
	emit_flag(e, value);
}

static void
number(struct emit *e, const char *key, size_t value)
{
	emit_key(e, key, NULL);
	emit_number(e, (int64_t)value);
}

int
accounts_json_basis(struct emit *e, const struct hj_origins *o,
    const struct hj_node *told, struct hj_error *err)
{
	const char *src = hj_node_attr(told, "src"), *id;
	struct hj_origin_count n;
	size_t len;

	if (hj_origins_count(o, &told, 1, &n, err) != HJ_OK)
		return (int)err->code;
	text(e, "basis", hj_node_attr(told, "basis"));
	text(e, "cred", hj_node_attr(told, "cred"));
	emit_key(e, "sources", NULL);
	emit_list(e);
	while (hj_word_next(&src, &id, &len))
		emit_bytes(e, id, len);
	emit_end(e);
	number(e, "origins", n.independent);
	flag(e, "origin_unknown", n.unknown);
	flag(e, "states_only", n.states);
	return HJ_OK;
}

struct listing {
	struct cli *c;
	struct hj_origins *origins;
};

static int
path_of(struct emit *e, const struct hj_node *node, struct hj_error *err)
{
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	int rc = hj_path_of(node, HJ_NATTRS, &path, err);

	if (rc == HJ_OK) {
		emit_key(e, "path", NULL);
		emit_bytes(e, (const char *)path.data, path.len);
	}
	hj_buf_clear(&path);
	return rc;
}

static int
one_account(struct listing *l, const struct hj_account *a, struct hj_error *err)
{
	struct emit *e = l->c->out;
	int rc;

	emit_map(e);
	if ((rc = path_of(e, a->node, err)) != HJ_OK)
		return rc;
	number(e, "claim", a->claim + 1);
	flag(e, "preferred", a->preferred);
	rc = accounts_json_basis(e, l->origins, a->node, err);
	emit_end(e);
	return rc;
}

static int
one_group(void *to, const struct hj_accounts *a, struct hj_error *err)
{
	struct listing *l = to;
	struct emit *e = l->c->out;
	int rc = HJ_OK;

	emit_map(e);
	text(e, "element", a->def->name);
	text(e, "label", l->c->korean ? a->def->ko : a->def->en);
	number(e, "claims", a->nclaims);
	flag(e, "contradictory", a->clash);
	flag(e, "disputed", hj_accounts_disputed(a));
	emit_key(e, "accounts", NULL);
	emit_list(e);
	for (size_t i = 0; i < a->n && rc == HJ_OK; i++)
		rc = one_account(l, &a->item[i], err);
	emit_end(e);
	emit_end(e);
	return rc == HJ_OK ? process_check(err) : rc;
}

int
accounts_json(struct cli *c, const struct hj_record *r, struct hj_error *err)
{
	struct listing l = { .c = c };
	int rc = hj_origins_new(r, &l.origins, err);

	if (rc != HJ_OK)
		return rc;
	emit_list(c->out);
	if ((rc = hj_accounts_each(r, one_group, &l, err)) == HJ_OK)
		emit_end(c->out);
	hj_origins_free(l.origins);
	return rc;
}
