#include <string.h>
#include <time.h>

#include <sodium.h>

#include "cli/access/process.h"
#include "cli/fieldwork/intaking.h"
#include "cli/fieldwork/outgoing.h"
#include "cli/leaving/enclosing.h"
#include "cli/leaving/obituary.h"
#include "cli/leaving/packing.h"
#include "cli/leaving/sealed.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/log/log.h"
#include "export/consent/release.h"

struct close_opt {
	bool dry_run;
};

struct closing {
	struct cli *c;
	struct hj_trip *trip;
	struct fieldwork work;
	struct outgoing at; /* where `out` goes, and which it borrows */
	struct leaving out;
	struct packing bag;
	struct enclosing enclose;
	struct obituary obituary; /* all of it: within the own office */
	struct hj_buf log;
	struct hj_buf versions; /* struct hj_trip_version */
	uint64_t loose; /* case files with attachments that stay behind */
};

/* One version with its proof; of the last one the attachments, too. */
static int
pack_revision(struct closing *x, const struct hj_row *row,
    const struct fieldwork_revision *r, bool last, struct hj_error *err)
{
	struct casefile f = { .row = *row };
	struct hj_revision rev = { .number = 0 };
	struct hj_trip_version v;
	int rc;

	memcpy(v.log_id, r->log_id, sizeof(v.log_id));
	memcpy(v.digest, r->digest, sizeof(v.digest));
	if ((rc = hj_vault_get(x->c->vault, row, r->number, &rev, err)) !=
		HJ_OK ||
	    (rc = packing_case(&x->bag, row, &rev, err)) != HJ_OK ||
	    (rc = hj_buf_add(&x->versions, &v, sizeof(v), err)) != HJ_OK)
		goto out;
	if (last &&
	    (rc = hj_codec_decode(rev.bytes.data, rev.bytes.len, &f.record,
		 err)) == HJ_OK)
		rc = enclosing_all(&x->enclose, &f, &x->bag.bag, err);
out:
	hj_record_free(f.record);
	hj_revision_clear(&rev);
	return rc;
}

static int
say_loose(struct closing *x, const struct hj_row *row, struct hj_error *err)
{
	char shown[HJ_ID_SHOWN];
	uint64_t loose;

	if (fieldwork_loose(x->c, row, &loose, err) != HJ_OK)
		return (int)err->code;
	if (loose == 0)
		return HJ_OK;
	x->loose++;
	hj_id_show(&row->id, shown);
	ui_say(x->c->ui,
	    _("case %s: an attachment that its newest version does not name any more does not go along; it will not be erased by a receipt"),
	    shown);
	return HJ_OK;
}

static int
pack_case(struct closing *x, const struct fieldwork_case *k, bool dry_run,
    struct hj_error *err)
{
	const struct fieldwork_revision *r = fieldwork_revisions(&x->work, k);
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	char shown[HJ_ID_SHOWN];
	struct hj_row row;
	int rc;

	if ((rc = process_check(err)) != HJ_OK ||
	    (rc = hj_vault_row(x->c->vault, &k->id, &row, &items, err)) !=
		HJ_OK)
		goto out;
	rc = say_loose(x, &row, err);
	for (size_t i = 0; rc == HJ_OK && !dry_run && i < k->n; i++)
		rc = pack_revision(x, &row, &r[i], i + 1 == k->n, err);
	if (rc == HJ_OK && !dry_run)
		rc = leaving_case(&x->out, &k->id, err);
out:
	hj_buf_clear(&items);
	if (rc == HJ_OK)
		return rc;
	hj_id_show(&k->id, shown);
	return hj_while(err, "case %s", shown);
}

static int
pack_all(struct closing *x, bool dry_run, struct hj_error *err)
{
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < fieldwork_count(&x->work); i++)
		rc = pack_case(x, fieldwork_at(&x->work, i), dry_run, err);
	return rc;
}

/* The file first, then what says that it is there: one without the other is
 * swept the next time. */
static int
seal(struct closing *x, struct hj_error *err)
{
	char key[HJ_AGEKEY_SHOWN];
	const struct sealing_opt to = { .to = { .v = { key }, .n = 1 } };
	const struct packing_how how = { .to = &x->out,
		.write = leaving_write,
		.with = &x->out,
		.proofs = true };
	const struct leaving_to who = { .action = HJ_DID_EXPORT,
		.scope = HJ_SCOPE_OWN,
		.recipient = x->trip->to.name,
		.purpose = "intake",
		.accepted = &x->log };
	struct hj_trip_package p = { .closed = (int64_t)time(NULL) };
	int rc;

	hj_agekey_say(x->trip->to.recipient, key);
	randombytes_buf(p.file, sizeof(p.file));
	outgoing_at(x->c, p.file, &x->at);
	if ((rc = obituary_begin(&x->obituary, &x->log, err)) != HJ_OK ||
	    (rc = outgoing_prepare(x->c, err)) != HJ_OK ||
	    (rc = leaving_begin(x->c, x->at.path, &x->out, err)) != HJ_OK ||
	    (rc = leaving_seal(&x->out, &to, false, err)) != HJ_OK ||
	    (rc = packing_begin(x->c, &how, &x->bag, err)) != HJ_OK ||
	    (rc = pack_all(x, false, err)) != HJ_OK ||
	    (rc = obituary_pack(&x->obituary, &x->bag, err)) != HJ_OK ||
	    (rc = packing_finish(&x->bag, err)) != HJ_OK ||
	    (rc = leaving_finish(&x->out, &who, err)) != HJ_OK)
		return rc;
	memcpy(p.package, x->bag.signed_hash, sizeof(p.package));
	(void)sodium_hex2bin(p.sealed, sizeof(p.sealed), x->out.sha256, 64,
	    NULL, NULL, NULL);
	if ((rc = hj_trip_add(x->trip, &p, (const void *)x->versions.data,
		 x->versions.len / sizeof(struct hj_trip_version), err)) ==
	    HJ_OK)
		rc = intaking_save(x->c, x->trip, HJ_DID_INTAKE, "sealed\n",
		    err);
	if (rc == HJ_OK)
		outgoing_sweep(x->c, x->trip);
	return rc;
}

static void
say_result(struct closing *x, const struct hj_trip_package *p)
{
	struct emit *e = x->c->out;
	uint64_t revisions =
	    x->work.revisions.len / sizeof(struct fieldwork_revision);

	emit_map(e);
	emit_key(e, "headquarters", _("for"));
	emit_text(e, x->trip->to.name);
	emit_key(e, "cases", _("case files"));
	emit_number(e, (int64_t)fieldwork_count(&x->work));
	emit_key(e, "revisions", _("revisions"));
	emit_number(e, (int64_t)revisions);
	emit_key(e, "loose", _("with attachments that stay behind"));
	emit_number(e, (int64_t)x->loose);
	emit_key(e, "drafts", _("drafts, which do not go along"));
	emit_number(e, (int64_t)x->work.drafts);
	if (p != NULL)
		intaking_emit_hash(x->c, "package", _("package"), p->package);
	else if (emit_is_json(e)) {
		emit_key(e, "package", NULL);
		emit_none(e);
	}
	emit_end(e);
}

/* Is all of it sealed already? */
static bool
is_done(struct closing *x)
{
	const struct hj_trip_package *p = intaking_waiting(x->trip);

	return p != NULL && outgoing_is_there(x->c, p) &&
	    fieldwork_beyond(&x->work, x->trip, p) == 0;
}

static int
close_all(struct closing *x, bool dry_run, struct hj_error *err)
{
	struct hj_trip_package *p = NULL;
	int rc;

	if ((rc = intaking_load(x->c, x->trip, err)) != HJ_OK ||
	    (rc = fieldwork_gather(x->c, x->trip->from, &x->work, err)) !=
		HJ_OK)
		return rc;
	if (fieldwork_count(&x->work) == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "nothing was taken in for '%s': no case file was added or changed since",
		    x->trip->to.name);
	if (dry_run || is_done(x))
		rc = pack_all(x, true, err);
	else
		rc = seal(x, err);
	if (rc != HJ_OK)
		return rc;
	if (!dry_run)
		p = intaking_waiting(x->trip);
	say_result(x, p);
	if (!dry_run)
		ui_say(x->c->ui,
		    _("Sealed for '%s', whose key alone opens it.  The case files are still in this vault and readable with your passphrase, until 'hanji intake deliver' erases them after the receipt."),
		    x->trip->to.name);
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct close_opt *o = a->opt;
	struct hj_trip trip = HJ_TRIP;
	struct closing x = { .c = c,
		.trip = &trip,
		.work = FIELDWORK,
		.out = { .fd = -1 },
		.log = HJ_BUF(HJ_DETAIL_MAX),
		.versions = HJ_BUF((size_t)64 << 20) };
	int rc;

	x.enclose = (struct enclosing){ .c = c, .exact = true, .to = &x.out };
	x.obituary = (struct obituary){ .c = c, .own = true, .all = true };
	rc = close_all(&x, o->dry_run, err);
	obituary_clear(&x.obituary);
	hj_buf_clear(&x.log);
	packing_clear(&x.bag);
	leaving_drop(&x.out);
	fieldwork_clear(&x.work);
	hj_buf_clear(&x.versions);
	hj_trip_clear(&trip);
	return rc;
}

#define AT(field) offsetof(struct close_opt, field)

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("only count what would be sealed") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "intake close --dry-run", N_("how much it would be") },
	{ "intake close", N_("sealed; then 'hanji intake deliver'") },
	{ NULL, NULL },
};

const struct command_page intake_close_page = {
	.text =
	    N_("Seals what was taken in since 'hanji intake start' into one package for the\nheadquarters: every version of every case file and petition that was added or\nchanged, with proofs, and the attachments.  Only the headquarters opens the\npackage, which waits in the vault's folder.  Drafts that were not finished, and the\nreasons in the log, do not go along; that a case file was erased here does.\n\nWhat is added or changed afterwards needs another 'hanji intake close': the new\npackage then holds all of it.  The log notes the transfer as one within your own\noffice; 'hanji disclosures' shows it."),
	.options = options,
	.opt_size = sizeof(struct close_opt),
	.examples = examples,
	.run = run,
};
