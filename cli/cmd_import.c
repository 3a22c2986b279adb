#include <string.h>
#include <unistd.h>

#include "cli/emit.h"
#include "cli/incoming.h"
#include "cli/installed.h"
#include "cli/opening.h"
#include "cli/pages.h"
#include "cli/say.h"
#include "cli/span.h"
#include "cli/ui.h"
#include "core/duplicate.h"
#include "core/limits.h"

struct import_opt {
	const char *format;
	bool dry_run;
	bool strict;
	const char *source;
	struct opening_opt open;
};

static const char *const formats[] = { "xml", NULL };

/* One reading of the file.  *sum is filled as far as it went. */
static int
read_once(struct incoming *in, const struct import_opt *o, int fd,
    struct hj_import_summary *sum, struct hj_error *err)
{
	const struct hj_import_sink sink = { .to = in,
		.take = incoming_take,
		.reject = incoming_reject,
		.note = incoming_note,
		.progress = incoming_progress,
		.stop = incoming_stop,
		.today = span_today_day() };
	char parser[PATH_MAX];
	struct progress bar;
	int rc;

	in->watch =
	    progress_start(&bar, in->plan ? _("reading") : _("importing"));
	if ((rc = installed_program("hanji-parse", parser, err)) == HJ_OK)
		rc = hj_import_run(o->format != NULL ? o->format : "xml", fd,
		    parser, &sink, sum, err);
	progress_end(&bar);
	return rc;
}

/* All of it must be valid before any of it goes in. */
static int
read_strictly(struct incoming *in, const struct import_opt *o, int fd,
    struct hj_import_summary *sum, struct hj_error *err)
{
	struct incoming first = { .c = in->c,
		.file = in->file,
		.plan = true,
		.count_only = true };
	struct hj_import_summary again;
	int rc;

	if (lseek(fd, 0, SEEK_SET) != 0)
		return hj_fail(err, HJ_EINVAL,
		    "--strict reads a file twice: it cannot be a pipe");
	if ((rc = read_once(&first, o, fd, sum, err)) != HJ_OK)
		return rc;
	if (sum->rejected + first.pending.unsure != 0)
		return hj_fail(err, HJ_EINVAL,
		    "nothing was imported: %ju rejected, %ju to be confirmed with --yes",
		    (uintmax_t)sum->rejected, (uintmax_t)first.pending.unsure);
	if (lseek(fd, 0, SEEK_SET) != 0)
		return hj_fail(err, HJ_EIO, "cannot read it again");
	again = *sum;
	if ((rc = read_once(in, o, fd, sum, err)) != HJ_OK)
		return rc;
	if (memcmp(again.sha256, sum->sha256, sizeof(sum->sha256)) != 0)
		return hj_fail(err, HJ_EINVAL,
		    "the file changed while it was read: look at 'hanji audit log', and import it again");
	return HJ_OK;
}

/* What was taken before a file was refused, or before Ctrl-C, is good. */
static bool
may_keep(int rc)
{
	return rc == HJ_OK || rc == HJ_EINVAL || rc == HJ_EVERSION ||
	    rc == HJ_ELIMIT || rc == HJ_EINTERRUPTED;
}

static int
finish(struct incoming *in, const struct hj_import_summary *sum, int rc,
    struct hj_error *err)
{
	struct hj_error late = { .say = err->say };
	int kept = HJ_OK;

	if (!may_keep(rc))
		incoming_drop(in);
	else if (!in->plan && rc == HJ_OK)
		kept = incoming_log(in, sum, &late);
	if (kept == HJ_OK)
		kept = incoming_commit(in, &late);
	if (kept != HJ_OK) {
		incoming_drop(in);
		if (rc == HJ_OK)
			*err = late;
		rc = rc == HJ_OK ? kept : rc;
	}
	incoming_say_counts(in, sum);
	if (rc == HJ_EINTERRUPTED)
		return hj_fail(err, HJ_EINTERRUPTED,
		    "interrupted: %ju case files are in; import '%s' again to go on",
		    (uintmax_t)(in->in.fresh + in->in.changed + in->in.merged +
			in->in.same),
		    in->file);
	return rc == HJ_OK ? HJ_OK : hj_while(err, "importing '%s'", in->file);
}

/* Whose file it is, then what is in it; both before anything is read. */
static int
unseal(struct cli *c, const struct import_opt *o, const char *file, int *fd,
    struct hj_buf *detail, struct hj_error *err)
{
	struct opened came;
	int rc;

	if ((rc = opening_take(c, &o->open, file, fd, &came, err)) != HJ_OK)
		return rc;
	if (o->open.signer != NULL && came.signer[0] == '\0')
		return hj_fail(err, HJ_ENOTFOUND,
		    "there is no signature '%s.minisig'", file);
	if (came.sealed && came.signer[0] == '\0')
		ui_say(c->ui,
		    _("'%s' was sealed; who sealed it is not proved."), file);
	if (o->source != NULL &&
	    (rc = hj_buf_printf(detail, err, "source %s\n", o->source)) !=
		HJ_OK)
		return rc;
	return came.signer[0] != '\0'
	    ? hj_buf_printf(detail, err, "signed %s\n", came.signer)
	    : HJ_OK;
}

/* *left: case files of it that are not in. */
static int
one_file(struct cli *c, const struct import_opt *o, const char *file,
    uint64_t *left, struct hj_error *err)
{
	struct incoming in = { .c = c,
		.file = file,
		.source = o->source,
		.plan = o->dry_run };
	struct hj_import_summary sum = { .cases = 0 };
	struct hj_buf detail = HJ_BUF(HJ_DETAIL_MAX);
	int fd = STDIN_FILENO;
	int rc;

	if (strcmp(file, "-") != 0 &&
	    (rc = hj_import_open(file, &fd, err)) != HJ_OK)
		return rc;
	if ((rc = unseal(c, o, file, &fd, &detail, err)) != HJ_OK ||
	    (rc = hj_buf_text(&detail, &in.detail, err)) != HJ_OK)
		goto out;
	if (detail.len == 0)
		in.detail = NULL;
	if (o->strict && !o->dry_run)
		rc = read_strictly(&in, o, fd, &sum, err);
	else
		rc = read_once(&in, o, fd, &sum, err);
	rc = finish(&in, &sum, rc, err);
	*left += sum.rejected + in.in.unsure;
	hj_lookalikes_free(in.lookalikes);
out:
	if (fd != STDIN_FILENO)
		(void)close(fd);
	hj_buf_clear(&detail);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct import_opt *o = a->opt;
	uint64_t left = 0;
	int rc = HJ_OK;

	emit_list(c->out);
	for (int i = 0; i < a->nrest && rc == HJ_OK; i++)
		rc = one_file(c, o, a->rest[i], &left, err);
	emit_end(c->out);
	if (rc != HJ_OK || left != 0) {
		/* What was found is the answer, and it is not lost in JSON. */
		struct hj_error out = { .say = err->say };

		if (emit_close(c->out, &out) != HJ_OK && rc == HJ_OK)
			rc = hj_fail(err, out.code, "%s", out.text);
	}
	if (rc == HJ_OK && left != 0)
		return hj_fail(err, HJ_EINVAL,
		    "%ju case files are not in: the list says why; what was good is in",
		    (uintmax_t)left);
	return rc;
}

#define AT(field) offsetof(struct import_opt, field)

static const struct option_def options[] = {
	{ 0, "format", OPT_CHOICE, AT(format), "FORMAT", formats,
	    N_("xml; else what the file looks like") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("say what would be done, field by field, and who may be here already; store nothing") },
	{ 0, "strict", OPT_FLAG, AT(strict), NULL, NULL,
	    N_("all of the file or nothing") },
	{ 0, "source", OPT_TEXT, AT(source), "NAME", NULL,
	    N_("who sent it; kept in the log, sealed") },
	OPENING_IDENTITY(struct import_opt),
	OPENING_PASSPHRASE(struct import_opt),
	OPENING_SIGNER(struct import_opt),
	{ 0 },
};

static const struct command_example examples[] = {
	{ "import --dry-run cases.xml",
	    N_("the plan, before anything is stored") },
	{ "import cases.xml --source 'Bangkok office'",
	    N_("what is good goes in, the rest is listed") },
	{ "import --strict cases.xml", N_("all of it, or nothing") },
	{ "import cases.age --signed-by RWQ...",
	    N_("sealed to this member, signed by another office") },
	{ "import cases.xml --yes",
	    N_("merges also what has nothing in common with what is here") },
	{ NULL, NULL },
};

const struct command_page import_page = {
	.text =
	    N_("Reads case files that hanji exported.  The file is read by a program that can\nreach nothing else on this computer.\n\nNew case files go in; unchanged ones are passed over, so that importing again\ngoes on after an interruption.  A changed one goes in when it goes on from what\nis here.  One that was changed here, too, is merged: nothing is lost, and where\nboth sides changed the same field, 'hanji conflicts' lists it.  What has nothing\nin common with what is here has to be confirmed: look at --dry-run, then give\n--yes.\nCase files with faults are listed with line, field and remedy, and the rest goes\nin; the exit status is then 3.  With --strict nothing goes in unless all is good.\n\nA sealed file (age) is opened with the member's own key, or asks for its\npassphrase; nothing of it is read before all of it was opened, and nothing of it\nlies on a disk.  A signature beside it (FILE.minisig) is checked first."),
	.options = options,
	.opt_size = sizeof(struct import_opt),
	.examples = examples,
	.run = run,
};
