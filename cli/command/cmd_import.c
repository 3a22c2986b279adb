#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/access/installed.h"
#include "cli/arriving/incoming.h"
#include "cli/arriving/opening.h"
#include "cli/arriving/parcel.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/span.h"
#include "core/base/limits.h"
#include "core/duplicates/duplicate.h"

struct import_opt {
	const char *format;
	bool dry_run;
	bool strict;
	bool bring_back;
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

static int
erased(uint64_t n, struct hj_error *err)
{
	return hj_fail(err, HJ_EREFUSED,
	    "%ju case files were erased here, wholly or in part, and are not in: 'hanji import --bring-back' takes in those that were erased whole",
	    (uintmax_t)n);
}

/* All of it must be valid before any of it goes in. */
static int
read_strictly(struct incoming *in, const struct import_opt *o, int fd,
    struct hj_import_summary *sum, struct hj_error *err)
{
	struct incoming first = { .c = in->c,
		.file = in->file,
		.plan = true,
		.count_only = true,
		.bring_back = in->bring_back };
	struct hj_import_summary again;
	int rc;

	if (lseek(fd, 0, SEEK_SET) != 0)
		return hj_fail(err, HJ_EINVAL,
		    "--strict reads a file twice: it cannot be a pipe");
	rc = read_once(&first, o, fd, sum, err);
	hj_buf_clear(&first.copies);
	if (rc != HJ_OK)
		return rc;
	if (sum->rejected + first.pending.unsure != 0)
		return hj_fail(err, HJ_EINVAL,
		    "nothing was imported: %ju rejected, %ju to be confirmed with --yes",
		    (uintmax_t)sum->rejected, (uintmax_t)first.pending.unsure);
	if (first.pending.erased != 0)
		return erased(first.pending.erased, err);
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

	incoming_let_go(in, 0, true);
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

/* ---- what came ---- */

struct source {
	const char *file;
	int fd;
	bool is_parcel;
	struct parcel parcel;
	struct hj_buf detail; /* of each revision, from it */
};

static int
open_source(struct source *s, struct hj_error *err)
{
	struct stat st;

	if (strcmp(s->file, "-") == 0)
		return HJ_OK;
	if (lstat(s->file, &st) != 0 || !S_ISDIR(st.st_mode))
		return hj_import_open(s->file, &s->fd, err);
	s->fd = open(s->file, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return s->fd >= 0
	    ? HJ_OK
	    : hj_fail_errno(err, errno, "cannot open '%s'", s->file);
}

/* In memory nobody changes it any more. */
static int
hold_still(struct cli *c, const struct import_opt *o, struct source *s,
    struct opened *came, struct hj_error *err)
{
	uint8_t hash[HJ_MINISIGN_HASH];
	struct stat st;

	if (fstat(s->fd, &st) == 0 && S_ISDIR(st.st_mode))
		return HJ_OK;
	return opening_into_memory(c, &o->open, s->file, &s->fd, hash, came,
	    err);
}

static int
open_parcel(struct cli *c, const struct import_opt *o, struct source *s,
    bool in_memory, struct hj_error *err)
{
	struct opened came;
	int rc;

	if (!in_memory && (rc = hold_still(c, o, s, &came, err)) != HJ_OK)
		return rc;
	s->is_parcel = true;
	rc = parcel_open(c, &o->open, s->file, s->fd, &s->parcel, err);
	if (rc != HJ_OK)
		return hj_while(err, "'%s'", s->file);
	return hj_buf_printf(&s->detail, err, "package %s\n%s %s\n",
	    s->parcel.sha256, s->parcel.known ? "signed" : "signed by unknown",
	    s->parcel.signer);
}

/* Whose file it is, then what is in it; both before anything is read. */
static int
unseal(struct cli *c, const struct import_opt *o, struct source *s,
    struct hj_error *err)
{
	struct opened came;
	int rc;

	if ((rc = opening_take(c, &o->open, s->file, &s->fd, &came, err)) !=
		HJ_OK ||
	    (o->source != NULL &&
		(rc = hj_buf_printf(&s->detail, err, "source %s\n",
		     o->source)) != HJ_OK))
		return rc;
	if (parcel_looks(s->fd))
		return open_parcel(c, o, s,
		    came.sealed || came.signer[0] != '\0', err);
	if (o->open.signer != NULL && came.signer[0] == '\0')
		return hj_fail(err, HJ_ENOTFOUND,
		    "there is no signature '%s.minisig'", s->file);
	if (came.sealed && came.signer[0] == '\0')
		ui_say(c->ui,
		    _("'%s' was sealed; who sealed it is not proved."),
		    s->file);
	return came.signer[0] != '\0'
	    ? hj_buf_printf(&s->detail, err, "signed %s\n", came.signer)
	    : HJ_OK;
}

static int
keep_attachments(struct cli *c, const struct source *s,
    const struct hj_buf *ids, struct hj_error *err)
{
	size_t n = 0;
	int rc;

	if (!s->is_parcel)
		return HJ_OK;
	rc = parcel_keep(c, &s->parcel, ids, &n, err);
	if (rc == HJ_OK && n != 0)
		ui_say(c->ui,
		    ngettext("%zu attachment came along",
			"%zu attachments came along", n),
		    n);
	return rc;
}

/* Case files that are not in. */
struct left {
	uint64_t faulty, erased;
};

static int
read_source(struct cli *c, const struct import_opt *o, const struct source *s,
    struct incoming *in, struct left *left, struct hj_error *err)
{
	struct hj_import_summary sum = { .cases = 0 };
	int fd = s->is_parcel ? s->parcel.exchange : s->fd, rc;

	if (o->strict && !o->dry_run)
		rc = read_strictly(in, o, fd, &sum, err);
	else
		rc = read_once(in, o, fd, &sum, err);
	rc = finish(in, &sum, rc, err);
	left->faulty += sum.rejected + in->in.unsure;
	left->erased += in->in.erased;
	hj_lookalikes_free(in->lookalikes);
	hj_buf_clear(&in->copies);
	return rc == HJ_OK && !o->dry_run ? keep_attachments(c, s, in->ids, err)
					  : rc;
}

static int
one_file(struct cli *c, const struct import_opt *o, const char *file,
    struct left *left, struct hj_error *err)
{
	struct hj_buf ids = HJ_BUF((size_t)16 << 20);
	struct incoming in = { .c = c,
		.file = file,
		.source = o->source,
		.held = HJ_BUF(HJ_TEXT_MAX),
		.plan = o->dry_run,
		.bring_back = o->bring_back };
	struct source s = { .file = file,
		.fd = STDIN_FILENO,
		.parcel = PARCEL,
		.detail = HJ_BUF(HJ_DETAIL_MAX) };
	int rc;

	if ((rc = open_source(&s, err)) != HJ_OK)
		return rc;
	if ((rc = unseal(c, o, &s, err)) == HJ_OK &&
	    (rc = hj_buf_text(&s.detail, &in.detail, err)) == HJ_OK) {
		if (s.detail.len == 0)
			in.detail = NULL;
		if (s.is_parcel)
			in.ids = &ids;
		rc = read_source(c, o, &s, &in, left, err);
	}
	if (s.fd != STDIN_FILENO)
		(void)close(s.fd);
	parcel_clear(&s.parcel);
	hj_buf_clear(&s.detail);
	hj_buf_clear(&ids);
	hj_buf_clear(&in.held);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct import_opt *o = a->opt;
	struct left left = { 0, 0 };
	int rc = HJ_OK;

	emit_list(c->out);
	for (int i = 0; i < a->nrest && rc == HJ_OK; i++)
		rc = one_file(c, o, a->rest[i], &left, err);
	emit_end(c->out);
	if (rc != HJ_OK || left.faulty + left.erased != 0) {
		/* What was found is the answer, and it is not lost in JSON. */
		struct hj_error out = { .say = err->say };

		if (emit_close(c->out, &out) != HJ_OK && rc == HJ_OK)
			rc = hj_fail(err, out.code, "%s", out.text);
	}
	if (rc == HJ_OK && left.erased != 0)
		return erased(left.erased, err);
	if (rc == HJ_OK && left.faulty != 0)
		return hj_fail(err, HJ_EINVAL,
		    "%ju case files are not in: the list says why; what was good is in",
		    (uintmax_t)left.faulty);
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
	{ 0, "bring-back", OPT_FLAG, AT(bring_back), NULL, NULL,
	    N_("take in also what was erased here") },
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
	{ "import package.age --signed-by RWQ...",
	    N_("a package: case files with their attachments") },
	{ "import cases.xml --yes",
	    N_("merges also what has nothing in common with what is here") },
	{ NULL, NULL },
};

const struct command_page import_page = {
	.text =
	    N_("Reads case files that hanji exported.  The file is read by a program that can\nreach nothing else on this computer.\n\nNew case files go in; unchanged ones are passed over, so that importing again\ngoes on after an interruption.  A changed one goes in when it goes on from what\nis here.  One that was changed here, too, is merged: nothing is lost, and where\nboth sides changed the same field, 'hanji conflicts' lists it.  What has nothing\nin common with what is here has to be confirmed: look at --dry-run, then give\n--yes.\nA consent that is withdrawn in what comes makes the same tasks as one that is\nwithdrawn here: whoever holds the name from us is to be asked.\nCase files with faults are listed with line, field and remedy, and the rest goes\nin; the exit status is then 3.  With --strict nothing goes in unless all is good.\nWhat was erased here stays out, and the exit status is then 8: with --bring-back\nit comes in again, if it was erased whole.  A part that was erased never does.\nWhat was erased where the file comes from is not erased here by that: a task in the\ncase file asks you to decide, and 'hanji erase' does it.\n\nA sealed file (age) is opened with the member's own key, or asks for its\npassphrase; nothing of it is read before all of it was opened, and nothing of it\nlies on a disk.  A signature beside it (FILE.minisig) is checked first.\n\nA package ('hanji export --format bag', as a tar, sealed, or as the folder that it\nwas unpacked into) is checked as 'hanji verify' checks it, and nothing is read\nwhere anything does not hold, or where it was written for others.  Then its case\nfiles come in, and the attachments that they name."),
	.options = options,
	.opt_size = sizeof(struct import_opt),
	.examples = examples,
	.run = run,
};
