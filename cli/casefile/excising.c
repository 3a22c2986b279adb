#include <stdio.h>
#include <string.h>

#include "cli/casefile/aftermath.h"
#include "cli/casefile/erased.h"
#include "cli/casefile/excising.h"
#include "cli/screen/emit.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/case/path.h"
#include "core/vault/excision.h"
#include "core/vault/rekey.h"

#define PARTS_MAX 64

struct excising {
	struct cli *c;
	struct casefile *f;
	const struct excising_how *how;
	struct hj_record *was; /* the newest version */
	struct hj_part part[PARTS_MAX];
	size_t asked, n; /* that were named; with the attachments of these */
	size_t shared; /* attachments that others in the file name too */
};

/* ---- which parts ---- */

static int
find_parts(struct excising *x, struct hj_error *err)
{
	for (int i = 0; i < x->how->npaths; i++) {
		if (x->n == PARTS_MAX)
			return hj_fail(err, HJ_ELIMIT,
			    "more than %d parts at once", PARTS_MAX);
		if (hj_excise_find(x->c->vault, &x->f->row, x->how->paths[i],
			&x->part[x->n], err) != HJ_OK) {
			erased_explain(x->c, &x->f->row.id, x->how->paths[i],
			    err);
			return (int)err->code;
		}
		x->n++;
	}
	x->asked = x->n;
	return HJ_OK;
}

static bool
is_inside(const struct excising *x, const struct hj_node *node)
{
	for (; node != NULL; node = node->parent)
		for (size_t i = 0; i < x->asked; i++)
			if (hj_part_is(&x->part[i], node))
				return true;
	return false;
}

/* Who names this evidence: one of the parts, something else? */
static void
namers(const struct excising *x, const char *id, bool *inside, bool *outside)
{
	const struct hj_node *root = hj_record_root(x->was);

	*inside = *outside = false;
	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root))
		if (n->def != NULL && n->def->value == HJ_V_REF &&
		    n->text != NULL && strcmp(n->text, id) == 0) {
			bool in = is_inside(x, n);

			*inside |= in;
			*outside |= !in;
		}
}

static int
find_attachments(struct excising *x, struct hj_error *err)
{
	const struct hj_node *e =
	    hj_node_child(hj_record_root(x->was), "evidence");
	bool inside, outside;

	for (; e != NULL; e = hj_node_same(e)) {
		if (is_inside(x, e))
			continue;
		namers(x, hj_node_attr(e, "id"), &inside, &outside);
		x->shared += inside && outside;
		if (!inside || outside || x->how->keep_attachments)
			continue;
		if (x->n == PARTS_MAX)
			return hj_fail(err, HJ_ELIMIT,
			    "more than %d parts at once", PARTS_MAX);
		if (hj_part_of(e, &x->part[x->n], err) != HJ_OK)
			return (int)err->code;
		x->n++;
	}
	return HJ_OK;
}

/* ---- what is said of it ---- */

static int
say_parts(struct excising *x, struct hj_error *err)
{
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	const struct hj_node *node;
	int rc = HJ_OK;

	emit_list(x->c->out);
	for (size_t i = 0; rc == HJ_OK && i < x->n; i++) {
		hj_buf_reset(&path);
		if ((node = hj_part_find(x->was, &x->part[i])) == NULL) {
			/* In earlier versions only. */
			emit_text(x->c->out,
			    i < x->asked ? x->how->paths[i] : "");
			continue;
		}
		if ((rc = hj_path_of(node, HJ_NATTRS, &path, err)) == HJ_OK)
			emit_bytes(x->c->out, (const char *)path.data,
			    path.len);
	}
	emit_end(x->c->out);
	hj_buf_clear(&path);
	return rc;
}

/* Of several parts all records that name the file are said. */
static int
say_rest(struct excising *x, struct hj_error *err)
{
	const char *id = x->asked == 1 ? hj_part_id(&x->part[0]) : "";
	const char *element = id[0] != '\0' ? id : NULL;
	bool person =
	    element != NULL && strcmp(hj_part_kind(&x->part[0]), "person") == 0;
	struct emit *out = x->c->out;
	int rc;

	emit_key(out, "refers", _("stays: what refers to it here"));
	if ((rc = excising_refers(x->c, x->was, x->part, x->n, err)) != HJ_OK)
		return rc;
	emit_key(out, "named", _("stays: where the name stands here"));
	if ((rc = excising_named(x->c, x->was, x->part, x->n, err)) != HJ_OK)
		return rc;
	return aftermath_stays(x->c, x->f, element, person ? element : NULL,
	    err);
}

static int
say(struct excising *x, struct hj_error *err)
{
	struct emit *out = x->c->out;
	struct hj_excised found = { 0 };
	char shown[HJ_ID_SHOWN];
	int rc;

	if ((rc = hj_excise_look(x->c->vault, &x->f->row, x->part, x->n, &found,
		 err)) != HJ_OK)
		return rc;
	hj_id_show(&x->f->row.id, shown);
	emit_map(out);
	emit_key(out, "id", _("of"));
	emit_text(out, shown);
	emit_key(out, "parts", _("goes"));
	rc = say_parts(x, err);
	emit_key(out, "revisions", _("versions"));
	emit_number(out, (int64_t)found.revisions);
	emit_key(out, "attachments", _("attachments"));
	emit_number(out, (int64_t)found.blobs.len / 32);
	emit_key(out, "shared", _("stays: attachments that others name too"));
	emit_number(out, (int64_t)x->shared);
	hj_buf_clear(&found.blobs);
	if (rc == HJ_OK && (rc = say_rest(x, err)) == HJ_OK) {
		emit_end(out);
		emit_say(out, "%s",
		    _("Reasons that were noted with changes of this case file go too."));
	}
	return rc;
}

/* ---- done ---- */

static int
confirm(const struct excising *x, struct hj_error *err)
{
	char question[240], shown[HJ_ID_SHOWN];
	size_t own = x->n - x->asked;
	bool agreed = false;

	hj_id_show(&x->f->row.id, shown);
	if (own == 0)
		(void)snprintf(question, sizeof(question),
		    _("Erase this part of %s for good, out of all versions?"),
		    shown);
	else
		(void)snprintf(question, sizeof(question),
		    ngettext("Erase this part of %s for good, out of all versions, and %zu attachment that only it names?",
			"Erase this part of %s for good, out of all versions, and %zu attachments that only it names?",
			own),
		    shown, own);
	if (ui_confirm(x->c->ui, question, &agreed, err) != HJ_OK)
		return (int)err->code;
	if (agreed &&
	    ui_confirm(x->c->ui,
		_("Nobody can bring it back, from this vault.  Erase it now?"),
		&agreed, err) != HJ_OK)
		return (int)err->code;
	return agreed ? HJ_OK
		      : hj_fail(err, HJ_EINTERRUPTED, "nothing was erased");
}

static int
excise(struct excising *x, const struct hj_record *head, struct hj_error *err)
{
	const struct hj_excision e = { .id = &x->f->row.id,
		.part = x->part,
		.n = x->n,
		.head = head,
		.ground = x->how->ground };
	struct progress bar;
	struct hj_progress watch = progress_start(&bar, _("erasing"));
	int rc = hj_vault_excise(x->c->vault, &e, &watch, err);

	progress_end(&bar);
	if (rc != HJ_OK)
		return hj_rekey_is_pending(x->c->vault)
		    ? hj_while(err,
			  "the erasure is not complete, 'hanji compact' finishes it")
		    : rc;
	ui_say(x->c->ui, "%s",
	    _("Erased.  Not by this: what left the office, backups, other copies of the vault,\nand what an SSD has put aside; encrypt the whole disk."));
	return HJ_OK;
}

/* The newest version without them has to be a case file as well. */
static int
work(struct excising *x, struct hj_error *err)
{
	const struct hj_record *head = NULL;
	int rc;

	for (size_t i = 0; i < x->n && head == NULL; i++)
		if (hj_part_find(x->was, &x->part[i]) != NULL)
			head = x->f->record;
	if (head != NULL) {
		hj_record_free(x->f->record);
		x->f->record = NULL;
		if ((rc = hj_excise_head(x->was, x->part, x->n, &x->f->record,
			 err)) != HJ_OK ||
		    (rc = casefile_check(x->c, x->f, err)) != HJ_OK)
			return rc;
		head = x->f->record;
	}
	if ((rc = say(x, err)) != HJ_OK || x->how->dry_run ||
	    (rc = confirm(x, err)) != HJ_OK)
		return rc;
	return excise(x, head, err);
}

int
excising_run(struct cli *c, struct casefile *f, const struct excising_how *how,
    struct hj_error *err)
{
	struct excising x = { .c = c, .f = f, .how = how };
	int rc;

	if ((rc = find_parts(&x, err)) == HJ_OK &&
	    (rc = hj_record_copy(f->record, &x.was, err)) == HJ_OK &&
	    (rc = find_attachments(&x, err)) == HJ_OK)
		rc = work(&x, err);
	hj_record_free(x.was);
	return rc;
}
