#include "cli/casefile/casefile.h"
#include "cli/casefile/erased.h"
#include "cli/pages.h"
#include "cli/screen/say.h"
#include "cli/show/diffview.h"
#include "core/case/codec.h"

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
	char erased[ERASED_TEXT];
	const struct diffview_how how = { .korean = c->korean,
		.erased = erased };
	struct casefile before = CASEFILE;
	struct casefile after = CASEFILE;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], a->nrest > 2 ? a->rest[2] : NULL,
		 &after, err)) != HJ_OK ||
	    (rc = load_before(c, a, &after, &before, err)) != HJ_OK ||
	    (rc = erased_say(c, &after.row.id, erased, err)) != HJ_OK)
		goto out;
	if ((rc = casefile_note_shown(c, &after, "differences", err)) != HJ_OK)
		goto out;
	rc = diffview_table(c->out, &how, before.record, after.record, NULL,
	    err);
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
