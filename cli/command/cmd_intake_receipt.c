#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <sodium.h>

#include "cli/access/memberkeys.h"
#include "cli/arriving/arrived.h"
#include "cli/fieldwork/intaking.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/keys/receipt.h"
#include "core/log/log.h"
#include "import/import.h"

struct receipt_opt {
	const char *output;
	bool dry_run;
	struct opening_opt open;
};

struct answering {
	struct cli *c;
	const struct receipt_opt *o;
	const char *file;
	int fd;
	struct parcel parcel;
	struct arrived here;
	struct hj_buf receipt;
};

/* In memory nobody changes it any more. */
static int
open_package(struct answering *x, struct hj_error *err)
{
	uint8_t hash[HJ_MINISIGN_HASH];
	struct opened came;
	struct stat st;
	int rc;

	if (lstat(x->file, &st) == 0 && S_ISDIR(st.st_mode))
		x->fd = open(x->file,
		    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	else if ((rc = hj_import_open(x->file, &x->fd, err)) != HJ_OK ||
	    (rc = opening_into_memory(x->c, &x->o->open, x->file, &x->fd, hash,
		 &came, err)) != HJ_OK)
		return rc;
	if (x->fd < 0)
		return hj_fail_errno(err, errno, "cannot open '%s'", x->file);
	if (!parcel_looks(x->fd))
		return hj_fail(err, HJ_EINVAL,
		    "'%s' is no package: the file was expected that 'hanji intake deliver' wrote",
		    x->file);
	rc = parcel_open(x->c, &x->o->open, x->file, x->fd, &x->parcel, err);
	return rc == HJ_OK ? rc : hj_while(err, "'%s'", x->file);
}

/* That a receipt was given is in the log before anybody gets it. */
static int
note(struct answering *x, size_t versions, struct hj_error *err)
{
	const struct hj_wait w = { .seconds = (unsigned)x->c->global->wait };
	struct hj_change *change = NULL;
	char detail[160];
	int rc;

	(void)snprintf(detail, sizeof(detail), "package %s\nversions %zu\n",
	    x->parcel.sha256, versions);
	if ((rc = hj_vault_begin(x->c->vault, &w, &change, err)) != HJ_OK)
		return rc;
	if ((rc = hj_change_note(change, HJ_DID_RECEIPT, NULL, detail, err)) ==
	    HJ_OK)
		return hj_change_commit(change, err);
	hj_change_abort(change);
	return rc;
}

static int
sign(struct answering *x, size_t *versions, struct hj_error *err)
{
	uint8_t package[HJ_DIGEST_BYTES];
	struct hj_receipt_of of = { .package = package,
		.version = (uint8_t(*)[HJ_DIGEST_BYTES])x->here.versions.data,
		.n = x->here.versions.len / HJ_DIGEST_BYTES };
	struct hj_member *m = NULL;
	int rc;

	if (sodium_hex2bin(package, sizeof(package), x->parcel.sha256, 64, NULL,
		NULL, NULL) != 0)
		return hj_fail(err, HJ_ECORRUPT, "the package has no name");
	if ((rc = memberkeys_open(x->c, &m, err)) == HJ_OK)
		rc = hj_receipt_sign(m, &of, (int64_t)time(NULL), &x->receipt,
		    err);
	hj_member_free(m);
	*versions = of.n;
	return rc;
}

static int
give(struct answering *x, struct hj_error *err)
{
	if (x->o->output != NULL)
		return outfile_write(x->o->output, &x->receipt, err);
	emit_raw(x->c->out, x->receipt.data, x->receipt.len);
	return HJ_OK;
}

static void
say_result(struct answering *x, size_t versions)
{
	struct emit *e = x->c->out;

	if (emit_is_json(e)) {
		emit_map(e);
		emit_key(e, "package", NULL);
		emit_text(e, x->parcel.sha256);
		emit_key(e, "signer", NULL);
		emit_text(e, x->parcel.signer);
		emit_key(e, "cases", NULL);
		emit_number(e, (int64_t)x->here.cases);
		emit_key(e, "revisions", NULL);
		emit_number(e, (int64_t)versions);
		emit_key(e, "attachments", NULL);
		emit_number(e, (int64_t)x->here.attachments);
		emit_end(e);
	}
	if (!x->o->dry_run)
		ui_say(x->c->ui, "%s",
		    _("Whoever sent it erases it there once this receipt arrives: back this vault up first."));
}

static int
answer(struct answering *x, struct hj_error *err)
{
	size_t versions = 0;
	int rc;

	if ((rc = open_package(x, err)) != HJ_OK ||
	    (rc = arrived_look(x->c, &x->parcel, &x->here, err)) != HJ_OK)
		return rc;
	if (x->here.missing != 0)
		return hj_fail(err, HJ_EREFUSED,
		    "not all of it is in this vault, and whoever sent it would erase it: 'hanji import' it first, settle what it refuses, then ask for the receipt again");
	if ((rc = sign(x, &versions, err)) != HJ_OK)
		return rc;
	if (!x->o->dry_run &&
	    ((rc = note(x, versions, err)) != HJ_OK ||
		(rc = give(x, err)) != HJ_OK))
		return rc;
	say_result(x, versions);
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct receipt_opt *o = a->opt;
	struct answering x = { .c = c,
		.o = o,
		.file = a->rest[0],
		.fd = -1,
		.parcel = PARCEL,
		.here = ARRIVED,
		.receipt = HJ_BUF(HJ_MINISIGN_MAX) };
	int rc;

	if (o->output == NULL && c->global->json && !o->dry_run)
		return cli_usage(err,
		    "with --json the file needs a name: give -o FILE");
	if (o->output != NULL && (rc = outfile_vacant(o->output, err)) != HJ_OK)
		return rc;
	rc = answer(&x, err);
	if (x.fd >= 0)
		(void)close(x.fd);
	parcel_clear(&x.parcel);
	arrived_clear(&x.here);
	hj_buf_clear(&x.receipt);
	return rc;
}

#define AT(field) offsetof(struct receipt_opt, field)

static const struct option_def options[] = {
	{ 'o', "output", OPT_FILE, AT(output), "FILE", NULL,
	    N_("write it into a new file") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("only look whether all of it is here") },
	OPENING_IDENTITY(struct receipt_opt),
	OPENING_PASSPHRASE(struct receipt_opt),
	OPENING_SIGNER(struct receipt_opt),
	{ 0 },
};

static const struct command_example examples[] = {
	{ "intake receipt march.age --dry-run",
	    N_("after 'hanji import': is all of it here?") },
	{ "intake receipt march.age -o receipt.txt",
	    N_("four lines, to be sent back in any way") },
	{ NULL, NULL },
};

const struct command_page intake_receipt_page = {
	.text =
	    N_("At headquarters, after 'hanji import' of a package that came from the field: looks\nwhether every version of every case file in it, and every attachment byte by byte,\nis in this vault, and signs that it is.  Whoever sent it erases it there once the\nreceipt arrives, so nothing is signed where anything is missing: it is listed, and\nthe exit status is 8.\n\nThe receipt holds no name and no id.  It is a signature of minisign over the\nfingerprints of what arrived, by the member whose keys ('hanji intake key') were\ntaken to the field."),
	.options = options,
	.opt_size = sizeof(struct receipt_opt),
	.examples = examples,
	.run = run,
};
