#include <string.h>

#include "cli/casefile.h"
#include "cli/emit.h"
#include "cli/pages.h"
#include "cli/process.h"
#include "cli/say.h"
#include "core/codec.h"
#include "core/diff.h"

#define MASK "***"

static const struct emit_column columns[] = {
	{ "kind", N_("what"), false },
	{ "path", N_("field"), false },
	{ "before", N_("before"), false },
	{ "after", N_("after"), false },
};

static const char *
kind_word(enum hj_diff_kind k, bool json)
{
	switch (k) {
	case HJ_DIFF_ADDED:
		return json ? "added" : _("added");
	case HJ_DIFF_REMOVED:
		return json ? "removed" : _("removed");
	case HJ_DIFF_TEXT:
	case HJ_DIFF_ATTR:
		return json ? "changed" : _("changed");
	case HJ_DIFF_MOVED:
		return json ? "moved" : _("moved");
	}
	return "";
}

/* What stands there; secrets are masked here as in `show`. */
static const char *
value_of(const struct hj_node *node, const char *attr)
{
	if (node == NULL)
		return NULL;
	if (hj_node_conf(node) == HJ_SECRET)
		return MASK;
	return attr != NULL ? hj_node_attr(node, attr) : node->text;
}

static int
print(void *to, const struct hj_difference *d, struct hj_error *err)
{
	struct emit *e = to;
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	int rc = hj_diff_path(d, &path, err);

	if (rc == HJ_OK) {
		emit_map(e);
		emit_key(e, "kind", NULL);
		emit_text(e, kind_word(d->kind, emit_is_json(e)));
		emit_key(e, "path", NULL);
		emit_bytes(e, (const char *)path.data, path.len);
		emit_key(e, "before", NULL);
		emit_text(e, value_of(d->before, d->attr));
		emit_key(e, "after", NULL);
		emit_text(e, value_of(d->after, d->attr));
		emit_end(e);
		rc = process_check(err);
	}
	hj_buf_clear(&path);
	return rc;
}

/* Without a revision: the newest against its parent. */
static int
load_before(struct cli *c, const struct args *a, const struct casefile *after,
    struct casefile *before, struct hj_error *err)
{
	uint64_t number;
	int rc;

	if (a->nrest > 1)
		return casefile_load(c, a->rest[0], a->rest[1], before, err);
	if (after->revision.nparents == 0 ||
	    (number = after->revision.parent[0].number) == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "the case has no earlier revision here");
	if ((rc = casefile_find(c, a->rest[0], before, err)) != HJ_OK ||
	    (rc = hj_vault_get(c->vault, &before->row, number,
		 &before->revision, err)) != HJ_OK)
		return rc;
	return hj_codec_decode(before->revision.bytes.data,
	    before->revision.bytes.len, &before->record, err);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct casefile before = CASEFILE;
	struct casefile after = CASEFILE;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], a->nrest > 2 ? a->rest[2] : NULL,
		 &after, err)) != HJ_OK ||
	    (rc = load_before(c, a, &after, &before, err)) != HJ_OK)
		goto out;
	if ((rc = casefile_note_shown(c, &after, "differences", err)) != HJ_OK)
		goto out;
	emit_table(c->out, columns, HJ_LEN(columns));
	rc = hj_diff_records(before.record, after.record, print, c->out, err);
	if (rc == HJ_OK)
		emit_end(c->out);
out:
	casefile_clear(&before);
	casefile_clear(&after);
	return rc;
}

static const struct command_example examples[] = {
	{ "diff k7m2", N_("what the last change did") },
	{ "diff k7m2 1", N_("what changed since the first revision") },
	{ "diff k7m2 1 3", N_("between two revisions") },
	{ NULL, NULL },
};

const struct command_page diff_page = {
	.text =
	    N_("Shows what changed between two revisions of a case file, field by field.  Secret\nvalues are masked; that a secret file was shown is kept in the log."),
	.examples = examples,
	.run = run,
};
