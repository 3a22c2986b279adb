#include <string.h>
#include <time.h>

#include "cli/fieldwork/homecoming.h"
#include "cli/fieldwork/intaking.h"
#include "cli/fieldwork/outgoing.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/file/file.h"
#include "core/log/log.h"

struct deliver_opt {
	const char *receipt;
	bool dry_run;
};

/* ---- onto a stick ---- */

static int
warn_beyond(struct cli *c, const struct hj_trip *t,
    const struct hj_trip_package *p, struct hj_error *err)
{
	struct fieldwork w = FIELDWORK;
	size_t n;
	int rc = fieldwork_gather(c, t->from, &w, err);

	if (rc == HJ_OK && (n = fieldwork_beyond(&w, t, p)) != 0)
		ui_say(c->ui,
		    ngettext("%zu case file was added or changed since, and is not in it: 'hanji intake close' seals all of it anew",
			"%zu case files were added or changed since, and are not in it: 'hanji intake close' seals all of it anew",
			n),
		    n);
	fieldwork_clear(&w);
	return rc;
}

/* Noted before it appears; then read again from where it was written. */
static int
write_file(struct cli *c, struct hj_trip *t, struct hj_trip_package *p,
    const char *path, uint64_t *bytes, struct hj_error *err)
{
	uint8_t hash[HJ_DIGEST_BYTES];
	struct hj_error ignored = HJ_ERROR;
	struct hj_file_new *file = NULL;
	char hex[2 * HJ_DIGEST_BYTES + 1], detail[100];
	struct outfile at;
	int rc;

	hj_digest_hex(p->package, hex);
	(void)snprintf(detail, sizeof(detail), "package %s\n", hex);
	if ((rc = outgoing_copy(c, p, path, &file, err)) != HJ_OK)
		return rc;
	p->written = (int64_t)time(NULL);
	if ((rc = intaking_save(c, t, HJ_DID_DELIVER, detail, err)) != HJ_OK ||
	    (rc = outfile_split(path, &at, err)) != HJ_OK) {
		hj_file_drop(file);
		return rc;
	}
	if ((rc = hj_file_finish(file, at.name, false, err)) != HJ_OK ||
	    (rc = outgoing_hash(at.dir, at.name, hash, bytes, err)) != HJ_OK)
		return rc;
	if (memcmp(hash, p->sealed, sizeof(hash)) == 0)
		return HJ_OK;
	if (hj_file_remove(at.dir, at.name, &ignored) != HJ_OK)
		ui_say(c->ui, "%s", ignored.text);
	return hj_fail(err, HJ_EIO,
	    "'%s' does not hold what was written: take another stick", path);
}

static int
deliver(struct cli *c, const char *path, bool dry_run, struct hj_error *err)
{
	struct hj_trip t = HJ_TRIP;
	struct hj_trip_package *p = NULL;
	uint64_t bytes = 0;
	int rc;

	if ((rc = intaking_load(c, &t, err)) == HJ_OK &&
	    (p = intaking_waiting(&t)) == NULL)
		rc = hj_fail(err, HJ_ENOTFOUND,
		    "nothing is sealed for '%s': 'hanji intake close' first",
		    t.to.name);
	if (rc == HJ_OK && !outgoing_is_there(c, p))
		rc = hj_fail(err, HJ_ENOTFOUND,
		    "the sealed package is not in this copy of the vault: 'hanji intake close' seals it anew");
	if (rc == HJ_OK && (rc = outfile_vacant(path, err)) == HJ_OK &&
	    (rc = warn_beyond(c, &t, p, err)) == HJ_OK && !dry_run)
		rc = write_file(c, &t, p, path, &bytes, err);
	if (rc == HJ_OK) {
		emit_map(c->out);
		emit_key(c->out, "file", _("file"));
		emit_text(c->out, path);
		emit_key(c->out, "bytes", _("bytes"));
		emit_number(c->out, (int64_t)bytes);
		intaking_emit_hash(c, "package", _("package"), p->package);
		intaking_emit_hash(c, "sha256", _("fingerprint of the file"),
		    p->sealed);
		emit_end(c->out);
	}
	if (rc == HJ_OK && !dry_run)
		ui_say(c->ui,
		    _("Written, and read again as it was sealed.  Everything is still here too: 'hanji intake deliver --receipt FILE' erases it once '%s' signed that it arrived."),
		    t.to.name);
	hj_trip_clear(&t);
	return rc;
}

/* ---- the command ---- */

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct deliver_opt *o = a->opt;

	if ((a->nrest == 1) == (o->receipt != NULL))
		return cli_usage(err,
		    "give FILE, to which the sealed package is written, or --receipt FILE, which headquarters answered");
	return o->receipt != NULL ? homecoming(c, o->receipt, o->dry_run, err)
				  : deliver(c, a->rest[0], o->dry_run, err);
}

#define AT(field) offsetof(struct deliver_opt, field)

static const struct option_def options[] = {
	{ 0, "receipt", OPT_FILE, AT(receipt), "FILE", NULL,
	    N_("what headquarters answered: erase here what arrived there") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("only say what would be written or erased") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "intake deliver /media/stick/march.age",
	    N_("the sealed package, read again after writing") },
	{ "intake deliver --receipt receipt.txt --dry-run",
	    N_("what arrived, and what would stay here") },
	{ "intake deliver --receipt receipt.txt --yes",
	    N_("erase what arrived, without questions") },
	{ NULL, NULL },
};

const struct command_page intake_deliver_page = {
	.text =
	    N_("Writes what 'hanji intake close' sealed into a new file, on a stick or a disk, and\nreads it again.  It may be done as often as needed: every copy is the same.\n\nHeadquarters imports the file and answers with a receipt ('hanji intake receipt'),\na text of four lines that may be sent in any way.  With --receipt it is checked\nagainst the key that was compared before leaving.  Only then, and only if it is for\nall that was sent, those case files are erased here that nobody changed since; what\nwas changed stays and is named, and so does what is under a legal hold.  A receipt\nthat is forged, for other case files or for a part of them, or that was used before,\nerases nothing.\n\nStopped at any moment, case files are here as before or have been received: the\nsame command goes on.  What an SSD put aside, backups and other copies are not\nreached; encrypt the whole disk."),
	.options = options,
	.opt_size = sizeof(struct deliver_opt),
	.examples = examples,
	.run = run,
};
