#include "cli/access/process.h"
#include "cli/casefile/casefile.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/finding.h"
#include "cli/wording/span.h"
#include "core/case/codec.h"
#include "core/sense/sense.h"

struct pass {
	struct finding_list list;
	size_t bad, seen;
	int32_t today;
};

/* Judge one case; a fault is counted, other errors stop. */
static int
judge(struct pass *p, const struct hj_id *id, const struct hj_record *r,
    struct hj_error *err)
{
	char shown[HJ_ID_SHOWN];
	int rc;

	hj_id_show(id, shown);
	p->list.id = shown;
	p->seen++;
	rc = hj_sense_check(r, p->today, finding_row, &p->list, err);
	p->list.id = NULL;
	if (rc == HJ_EINVAL) {
		p->bad++;
		rc = HJ_OK;
	}
	return rc;
}

static int
one_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct pass *p = to;
	struct hj_revision revision = { .number = 0 };
	struct hj_record *r = NULL;
	int rc;

	if ((rc = process_check(err)) == HJ_OK &&
	    (rc = hj_vault_get(p->list.c->vault, row, 0, &revision, err)) ==
		HJ_OK &&
	    (rc = hj_codec_decode(revision.bytes.data, revision.bytes.len, &r,
		 err)) == HJ_OK)
		rc = judge(p, &row->id, r, err);
	hj_record_free(r);
	hj_revision_clear(&revision);
	return rc;
}

static int
check_all(struct cli *c, struct pass *p, struct hj_error *err)
{
	struct progress bar;
	const struct hj_progress watch = progress_start(&bar, _("checking"));
	int rc = hj_vault_scan(c->vault, one_row, p, &watch, err);

	progress_end(&bar);
	return rc;
}

static int
check_one(struct cli *c, const char *name, struct pass *p, struct hj_error *err)
{
	struct casefile f = CASEFILE;
	int rc;

	if ((rc = casefile_load(c, name, NULL, &f, err)) == HJ_OK)
		rc = judge(p, &f.row.id, f.record, err);
	casefile_clear(&f);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct pass p = { .list = { .c = c }, .today = span_today_day() };
	int rc;

	finding_table(c);
	if (a->nrest == 1)
		rc = check_one(c, a->rest[0], &p, err);
	else
		rc = check_all(c, &p, err);
	if (rc != HJ_OK)
		return rc;
	emit_end(c->out);
	if (p.bad == 0)
		return HJ_OK;
	/* What was found is the answer, and it is not lost in JSON. */
	if (emit_close(c->out, err) != HJ_OK)
		return (int)err->code;
	return hj_fail(err, HJ_EINVAL,
	    "%zu of %zu case files have faults (%zu); 'hanji update' corrects a field",
	    p.bad, p.seen, p.list.faults);
}

static const struct command_example examples[] = {
	{ "validate", N_("every case file") },
	{ "validate k7m2", N_("one of them") },
	{ NULL, NULL },
};

const struct command_page validate_page = {
	.text =
	    N_("Checks case files: codes, dates and references, and whether what they say can\nbe true: a death before an arrest, a detention that ends before it begins, an\nage that does not fit the birth, more members of a group than anybody counted,\ntwo preferred accounts of one thing.  Also what should not stand there: a\nresident registration number, a home that is public.\n\nEach finding names its field and says what to do.  What one source cannot have\nmeant is a fault; where sources differ, or a date is doubtful ('?'), it is a\nwarning.  Every change of a case file is checked in the same way, and says only\nwhat it brought.  Exits 3 when there are faults; warnings alone exit 0."),
	.examples = examples,
	.run = run,
};
