#include <string.h>

#include "cli/access/process.h"
#include "cli/casefile/aftermath.h"
#include "cli/leaving/disclosure.h"
#include "cli/screen/emit.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/backuplist.h"
#include "core/vault/erasure.h"
#include "core/vault/rekey.h"
#include "core/vault/vault_member.h"

/* ---- who names it ---- */

struct naming {
	struct cli *c;
	const struct hj_id *id;
	const char *element; /* of it alone; NULL: of the file */
	char text[HJ_ID_CHARS + 1];
	char root; /* 'c': case files, 'p': petitions */
};

/* By its id in the newest version, wherever it stands there. */
static int
names_it(struct naming *n, const struct hj_row *row, bool *ret,
    struct hj_error *err)
{
	struct hj_revision r;

	if (hj_vault_get(n->c->vault, row, 0, &r, err) != HJ_OK)
		return (int)err->code;
	*ret =
	    memmem(r.bytes.data, r.bytes.len, n->text, HJ_ID_CHARS) != NULL &&
	    (n->element == NULL ||
		memmem(r.bytes.data, r.bytes.len, n->element,
		    strlen(n->element)) != NULL);
	hj_revision_clear(&r);
	return HJ_OK;
}

static int
look_at(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct naming *n = to;
	char shown[HJ_ID_SHOWN];
	bool found = false;

	if (row->root != n->root ||
	    memcmp(row->id.b, n->id->b, sizeof(row->id.b)) == 0)
		return HJ_OK;
	if (names_it(n, row, &found, err) != HJ_OK)
		return (int)err->code;
	if (found) {
		hj_id_show(&row->id, shown);
		emit_text(n->c->out, shown);
	}
	return process_check(err);
}

static int
list_naming(struct cli *c, const struct hj_id *id, const char *element,
    char root, struct hj_error *err)
{
	struct naming n = { .c = c, .id = id, .element = element, .root = root };
	int rc;

	hj_id_text(id, n.text);
	emit_list(c->out);
	rc = hj_vault_scan(c->vault, look_at, &n, NULL, err);
	emit_end(c->out);
	return rc;
}

/* ---- who has it ---- */

static int
holder(void *to, const struct disclosure *d, struct hj_error *err)
{
	const struct cli *c = to;
	const char *who = disclosure_holder(d, c->korean);

	(void)err;
	emit_text(c->out, who != NULL ? who : _("nobody says who"));
	return HJ_OK;
}

/* ---- which backups hold it ---- */

struct birth {
	uint64_t position;
	bool seen;
};

static int
note_birth(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct birth *b = to;

	(void)err;
	if (!b->seen)
		b->position = e->position;
	b->seen = true;
	return HJ_OK;
}

static const struct emit_column backup_columns[] = {
	{ "entry", N_("entry"), true },
	{ "time", N_("time (UTC)"), false },
	{ "file", N_("file"), false },
};

/* Made since the case came in, and not said to be destroyed. */
static int
list_backups(struct cli *c, const struct casefile *f, struct hj_error *err)
{
	struct backuplist l = BACKUPLIST;
	struct birth birth = { .seen = false };
	int rc;

	if ((rc = hj_vault_log(c->vault, &f->row, note_birth, &birth, err)) ==
	    HJ_OK)
		rc = backuplist_read(c, &l, err);
	emit_table(c->out, backup_columns, HJ_LEN(backup_columns));
	for (size_t i = 0; rc == HJ_OK && i < backuplist_count(&l); i++) {
		const struct backuplist_one *one = backuplist_at(&l, i);

		if (one->gone || !birth.seen || one->entry <= birth.position)
			continue;
		emit_map(c->out);
		backuplist_say(c->out, &l, one);
		emit_end(c->out);
	}
	emit_end(c->out);
	backuplist_clear(&l);
	return rc;
}

int
aftermath_stays(struct cli *c, const struct casefile *f, const char *element,
    const char *person, struct hj_error *err)
{
	struct disclosure_facts facts = { .backups = 0 };
	int rc;

	emit_key(c->out, "links", _("stays: case files that name it"));
	rc = list_naming(c, &f->row.id, element, 'c', err);
	emit_key(c->out, "petitions", _("stays: petitions that name it"));
	if (rc == HJ_OK)
		rc = list_naming(c, &f->row.id, element, 'p', err);
	emit_key(c->out, "holders", _("stays: with whom it is already"));
	emit_list(c->out);
	if (rc == HJ_OK)
		rc = disclosure_each(c, f, person, holder, c, &facts, err);
	emit_end(c->out);
	emit_key(c->out, "backups", _("stays: backups that hold it"));
	return rc == HJ_OK ? list_backups(c, f, err) : rc;
}

int
aftermath_show(struct cli *c, const struct casefile *f, struct hj_error *err)
{
	struct hj_erased gone = { 0 };
	char shown[HJ_ID_SHOWN];
	int rc;

	if ((rc = hj_vault_erase_count(c->vault, &f->row, &gone, err)) != HJ_OK)
		return rc;
	hj_id_show(&f->row.id, shown);
	emit_map(c->out);
	emit_key(c->out, "id", _("goes"));
	emit_text(c->out, shown);
	emit_key(c->out, "revisions", _("versions"));
	emit_number(c->out, (int64_t)gone.revisions);
	emit_key(c->out, "attachments", _("attachments"));
	emit_number(c->out, (int64_t)gone.attachments);
	if ((rc = aftermath_stays(c, f, NULL, NULL, err)) == HJ_OK)
		emit_end(c->out);
	return rc;
}

/* ---- interrupted ---- */

int
aftermath_finish(struct cli *c, struct hj_vault *v, bool write,
    struct hj_error *err)
{
	const struct hj_wait wait = { .seconds = (unsigned)c->global->wait };
	struct progress bar;
	struct hj_progress watch;
	int rc;

	if (!hj_rekey_is_pending(v))
		return HJ_OK;
	if (!write) {
		ui_say(c->ui, "%s",
		    _("note: an erasure or a renewal of keys was interrupted; 'hanji compact' finishes it"));
		return HJ_OK;
	}
	watch = progress_start(&bar, _("finishing what was interrupted"));
	/* The roll first: it is only known to be unfinished while keys leave. */
	if ((rc = hj_rekey_alone(v, err)) == HJ_OK &&
	    (rc = hj_vault_member_settle(v, &wait, err)) == HJ_OK)
		rc = hj_rekey_finish(v, &watch, err);
	progress_end(&bar);
	if (rc != HJ_EBUSY)
		return rc;
	err->code = HJ_OK;
	ui_say(c->ui, "%s",
	    _("note: an erasure or a renewal of keys was interrupted; 'hanji compact' finishes it"));
	return HJ_OK;
}
