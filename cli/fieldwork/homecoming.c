#include <string.h>
#include <time.h>

#include "cli/access/process.h"
#include "cli/fieldwork/homecoming.h"
#include "cli/fieldwork/intaking.h"
#include "cli/fieldwork/outgoing.h"
#include "cli/screen/emit.h"
#include "cli/screen/outfile.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/keys/receipt.h"
#include "core/log/log.h"
#include "core/vault/erasure.h"
#include "core/vault/legalhold.h"
#include "core/vault/rekey.h"

#define GROUND "delivered to headquarters, receipt verified"
#define IDS_MAX ((size_t)16 << 20)

/* Why a case file stays. */
enum staying {
	STAYS_NOT, /* it goes */
	STAYS_CHANGED,
	STAYS_LOOSE,
	STAYS_HELD, /* nobody may erase it (core/vault/legalhold.h) */
};

struct stays {
	struct hj_id id;
	enum staying why;
};

struct coming {
	struct cli *c;
	struct hj_trip trip;
	struct hj_trip_package *p;
	char time[HJ_RECEIPT_TIME]; /* as headquarters says */
	struct hj_buf text; /* of the file */
	struct hj_buf ids, digests; /* what is to be erased, and as it is */
	struct hj_buf staying; /* struct stays */
	struct hj_buf holds; /* struct hj_legalhold */
	uint64_t others; /* case files that this is not about */
};

/* ---- the receipt ---- */

static int
verify(struct coming *x, const struct hj_receipt *r, struct hj_error *err)
{
	const struct hj_trip_version *v = hj_trip_versions(&x->trip, x->p);
	struct hj_buf all = HJ_BUF((size_t)64 << 20);
	struct hj_receipt_of of = { .package = x->p->package, .n = x->p->n };
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < x->p->n; i++)
		rc = hj_buf_add(&all, v[i].digest, sizeof(v[i].digest), err);
	of.version = (uint8_t(*)[HJ_DIGEST_BYTES])all.data;
	if (rc == HJ_OK)
		rc = hj_receipt_verify(r, &x->trip.to.key, &of, err);
	hj_buf_clear(&all);
	return rc;
}

static int
read_receipt(struct coming *x, const char *path, struct hj_error *err)
{
	struct hj_receipt r;
	int rc;

	if ((rc = outfile_read(path, &x->text, err)) == HJ_ELIMIT)
		rc = hj_fail(err, HJ_EINVAL, "too large for a receipt");
	if (rc != HJ_OK ||
	    (rc = hj_receipt_parse((const char *)x->text.data, x->text.len, &r,
		 err)) != HJ_OK)
		return rc;
	memcpy(x->time, r.time, sizeof(x->time));
	if ((x->p = hj_trip_find(&x->trip, r.package)) == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "the receipt is for a package that was not sealed here");
	if (x->p->n == 0)
		return hj_fail(err, HJ_EREFUSED,
		    "the receipt was used before: what it is for was erased then");
	return verify(x, &r, err);
}

/* ---- what goes, and what stays ---- */

/* Is any version of this case in the package? */
static bool
is_about(const struct coming *x, const struct hj_row *row)
{
	const struct hj_trip_version *v = hj_trip_versions(&x->trip, x->p);

	for (size_t i = 0; i < x->p->n; i++)
		if (memcmp(v[i].log_id, row->log_id, HJ_LOGID_LEN) == 0)
			return true;
	return false;
}

static int
judge(struct coming *x, const struct hj_row *row, enum staying *ret,
    struct hj_error *err)
{
	uint64_t loose = 0;

	*ret = STAYS_CHANGED;
	if (row->nheads != 1 ||
	    !hj_trip_has(&x->trip, x->p, row->log_id, row->head[0].digest))
		return HJ_OK;
	if (fieldwork_loose(x->c, row, &loose, err) != HJ_OK)
		return (int)err->code;
	*ret = hj_legalhold_of(&x->holds, row) != NULL ? STAYS_HELD
	    : loose != 0                               ? STAYS_LOOSE
						       : STAYS_NOT;
	return HJ_OK;
}

static int
note_row(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct stays s = { .id = row->id };
	struct coming *x = to;
	int rc;

	if (!is_about(x, row)) {
		x->others++;
		return process_check(err);
	}
	if ((rc = judge(x, row, &s.why, err)) != HJ_OK)
		return rc;
	if (s.why != STAYS_NOT)
		return hj_buf_add(&x->staying, &s, sizeof(s), err);
	if ((rc = hj_buf_add(&x->ids, &row->id, sizeof(row->id), err)) == HJ_OK)
		rc = hj_buf_add(&x->digests, row->head[0].digest,
		    HJ_DIGEST_BYTES, err);
	return rc;
}

static const char *
reason(const struct coming *x, enum staying why)
{
	bool json = emit_is_json(x->c->out);

	switch (why) {
	case STAYS_NOT:
		break;
	case STAYS_CHANGED:
		return json ? "changed" : _("changed since it was sealed");
	case STAYS_HELD:
		return json ? "hold" : _("is under a legal hold");
	case STAYS_LOOSE:
		return json ? "attachment"
			    : _("has an attachment that did not go along");
	}
	return "";
}

static void
say_all(struct coming *x)
{
	static const struct emit_column columns[] = {
		{ "id", N_("stays here"), false },
		{ "why", N_("because"), false },
	};
	const struct hj_id *id = (const void *)x->ids.data;
	const struct stays *s = (const void *)x->staying.data;
	struct emit *e = x->c->out;
	char shown[HJ_ID_SHOWN];

	emit_map(e);
	emit_key(e, "headquarters", _("headquarters"));
	emit_text(e, x->trip.to.name);
	intaking_emit_hash(x->c, "package", _("package"), x->p->package);
	emit_key(e, "received", _("received there"));
	emit_text(e, x->time);
	emit_key(e, "erased", _("to be erased here"));
	emit_list(e);
	for (size_t i = 0; i < x->ids.len / sizeof(*id); i++) {
		hj_id_show(&id[i], shown);
		emit_text(e, shown);
	}
	emit_end(e);
	emit_key(e, "stays", _("stays here"));
	emit_table(e, columns, HJ_LEN(columns));
	for (size_t i = 0; i < x->staying.len / sizeof(*s); i++) {
		emit_map(e);
		hj_id_show(&s[i].id, shown);
		emit_key(e, "id", NULL);
		emit_text(e, shown);
		emit_key(e, "why", NULL);
		emit_text(e, reason(x, s[i].why));
		emit_end(e);
	}
	emit_end(e);
	emit_key(e, "others", _("case files that this is not about"));
	emit_number(e, (int64_t)x->others);
	emit_end(e);
}

/* ---- erasing ---- */

static int
confirm(struct coming *x, struct hj_error *err)
{
	size_t n = x->ids.len / sizeof(struct hj_id);
	char question[240];
	bool agreed = true;

	if (n == 0)
		return HJ_OK;
	(void)snprintf(question, sizeof(question),
	    ngettext("Erase %zu case file here for good?  '%s' has it.",
		"Erase %zu case files here for good?  '%s' has them.", n),
	    n, x->trip.to.name);
	if (ui_confirm(x->c->ui, question, &agreed, err) != HJ_OK)
		return (int)err->code;
	return agreed ? HJ_OK
		      : hj_fail(err, HJ_EINTERRUPTED, "nothing was erased");
}

/* That it arrived is kept, whatever happens next. */
static int
note_receipt(struct coming *x, struct hj_error *err)
{
	char hex[2 * HJ_DIGEST_BYTES + 1], detail[160];

	if (x->p->received != 0)
		return HJ_OK;
	x->p->received = (int64_t)time(NULL);
	hj_digest_hex(x->p->package, hex);
	(void)snprintf(detail, sizeof(detail), "package %s\ndate %s\n", hex,
	    x->time);
	return intaking_save(x->c, &x->trip, HJ_DID_RECEIPT, detail, err);
}

static int
erase(struct coming *x, struct hj_error *err)
{
	const struct hj_erasure what = { .id = (const void *)x->ids.data,
		.n = x->ids.len / sizeof(struct hj_id),
		.ground = GROUND,
		.unchanged =
		    (const uint8_t(*)[HJ_DIGEST_BYTES])x->digests.data };
	struct hj_erased done;
	struct progress bar;
	struct hj_progress watch;
	int rc;

	if (what.n == 0)
		return HJ_OK;
	watch = progress_start(&bar, _("erasing"));
	rc = hj_vault_erase(x->c->vault, &what, &watch, &done, err);
	progress_end(&bar);
	if (rc != HJ_OK)
		return hj_rekey_is_pending(x->c->vault)
		    ? hj_while(err,
			  "the erasure is not complete, 'hanji compact' finishes it")
		    : rc;
	return HJ_OK;
}

static void
say_end(struct coming *x)
{
	size_t gone = x->ids.len / sizeof(struct hj_id);
	size_t left = x->staying.len / sizeof(struct stays);

	ui_say(x->c->ui,
	    ngettext("'%s' has it, and %zu case file was erased here.",
		"'%s' has them, and %zu case files were erased here.", gone),
	    x->trip.to.name, gone);
	if (left != 0)
		ui_say(x->c->ui,
		    ngettext("%zu case file stays here, for the reason listed; what was changed 'hanji intake close' seals anew.",
			"%zu case files stay here, for the reasons listed; what was changed 'hanji intake close' seals anew.",
			left),
		    left);
	ui_say(x->c->ui, "%s",
	    _("Not erased by this: backups and other copies of this vault, the sealed file on the\nstick, and what an SSD has put aside; encrypt the whole disk."));
}

static int
finish(struct coming *x, struct hj_error *err)
{
	int rc;

	if ((rc = confirm(x, err)) != HJ_OK ||
	    (rc = note_receipt(x, err)) != HJ_OK ||
	    (rc = erase(x, err)) != HJ_OK)
		return rc;
	hj_trip_finish(&x->trip, (size_t)(x->p - x->trip.package));
	if ((rc = intaking_save(x->c, &x->trip, HJ_DID_RECEIPT, "erased\n",
		 err)) == HJ_OK) {
		outgoing_sweep(x->c, &x->trip);
		say_end(x);
	}
	return rc;
}

int
homecoming(struct cli *c, const char *receipt, bool dry_run,
    struct hj_error *err)
{
	struct coming x = { .c = c,
		.trip = HJ_TRIP,
		.text = HJ_BUF(HJ_MINISIGN_MAX),
		.ids = HJ_BUF(IDS_MAX),
		.digests = HJ_BUF(4 * IDS_MAX),
		.staying = HJ_BUF(IDS_MAX),
		.holds = HJ_BUF(IDS_MAX) };
	int rc;

	if ((rc = intaking_load(c, &x.trip, err)) != HJ_OK)
		goto out;
	if ((rc = read_receipt(&x, receipt, err)) != HJ_OK) {
		rc = hj_while(err, "nothing was erased: '%s'", receipt);
		goto out;
	}
	if ((rc = hj_vault_legalholds(c->vault, &x.holds, err)) == HJ_OK &&
	    (rc = hj_vault_scan(c->vault, note_row, &x, NULL, err)) == HJ_OK)
		say_all(&x);
	if (rc == HJ_OK && !dry_run)
		rc = finish(&x, err);
out:
	hj_trip_clear(&x.trip);
	hj_buf_clear(&x.text);
	hj_buf_clear(&x.ids);
	hj_buf_clear(&x.digests);
	hj_buf_clear(&x.staying);
	hj_buf_clear(&x.holds);
	return rc;
}
