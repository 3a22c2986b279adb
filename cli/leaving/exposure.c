#include <string.h>

#include "cli/leaving/exposed.h"
#include "cli/leaving/exposure_own.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/case/codec.h"
#include "export/consent/consent.h"
#include "export/petition/annex.h"

static int
fold_line(const char *name, size_t n, struct hj_buf *to, struct hj_error *err)
{
	if (hj_text_fold(name, n, to, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_putc(to, '\n', err);
}

static int
remember(void *to, const char *name, size_t n, struct hj_error *err)
{
	struct exposure *x = to;

	return fold_line(name, n, &x->known, err);
}

/* A form that may stand there tells nobody anything new. */
static int
is_known(void *to, const char *text, size_t n, bool *ret, struct hj_error *err)
{
	struct exposure *x = to;
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	int rc = hj_buf_putc(&line, '\n', err);

	if (rc == HJ_OK)
		rc = fold_line(text, n, &line, err);
	if (rc == HJ_OK)
		*ret = memmem(x->known.data, x->known.len, line.data,
			   line.len) != NULL;
	hj_buf_clear(&line);
	return rc;
}

/* May this person, of a file of the document, be named? */
static bool
may_be_named(struct exposure *x, const struct hj_record *r,
    const struct hj_node *person)
{
	struct hj_consent_question q = { .record = r,
		.person = hj_node_attr(person, "id"),
		.today = x->how->today };
	const struct petition *p = x->how->p;

	if (x->how->named != NULL)
		return x->how->named(x->how->with, person);
	q.scope = p->form->scope;
	q.recipient = p->recipient;
	for (size_t i = 0; i < p->nvictims; i++)
		if (p->victims[i].record == r && p->victims[i].person != NULL &&
		    strcmp(p->victims[i].person, q.person) == 0)
			return hj_consent_decide(&q, NULL) == HJ_CONSENT_YES;
	return false;
}

/* The file of the document with the id of the row; NULL: it is another. */
static const struct hj_record *
of_document(const struct exposure *x, const struct hj_id *id)
{
	struct hj_error ignored = HJ_ERROR;
	const struct petition *p = x->how->p;
	struct hj_id have;

	for (size_t i = 0; i < x->how->nrecords; i++)
		if (hj_record_id(x->how->records[i], &have, &ignored) ==
			HJ_OK &&
		    memcmp(&have, id, sizeof(have)) == 0)
			return x->how->records[i];
	for (size_t i = 0; p != NULL && i < p->ncases; i++)
		if (memcmp(&p->cases[i].row.id, id, sizeof(*id)) == 0)
			return p->cases[i].record;
	return NULL;
}

static bool
is_named(void *to, const struct hj_node *person)
{
	struct exposure *x = to;

	return x->ours != NULL && may_be_named(x, x->ours, person);
}

static int
hit(void *to, const struct hj_expose_hit *h, struct hj_error *err)
{
	struct exposure *x = to;
	bool firm = x->ours != NULL && x->how->ncopies == 0 &&
	    (h->kind == HJ_X_NAME || h->kind == HJ_X_SOUND);

	return exposed_add(&x->found, &x->id, firm, h, err);
}

/* Of the files of the document: who may be named explains what sounds like
 * them, and their places are no secret. */
static int
explain(struct exposure *x, const struct hj_record *r, struct hj_error *err)
{
	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(r), "person");
	     n != NULL; n = hj_node_same(n))
		if (may_be_named(x, r, n) &&
		    (hj_annex_names(n, remember, x, err) != HJ_OK ||
			hj_expose_explain(x->text, n, err) != HJ_OK ||
			exposure_places(x, r, n, err) != HJ_OK))
			return (int)err->code;
	return HJ_OK;
}

/* The submitter says who they are. */
static int
submitter(struct exposure *x, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(x->how->p->file.record);
	const struct hj_node *s = hj_node_child(root, "submitter");

	for (const struct hj_node *n = s != NULL ? s->first : NULL; n != NULL;
	     n = n->next)
		if (n->text != NULL &&
		    fold_line(n->text, n->text_len, &x->known, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* Their names, telephone numbers, numbers of documents and of files elsewhere. */
static int
own_copy(struct exposure *x, const struct hj_record *r, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	int rc = HJ_OK;

	for (const struct hj_node *n = root; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, root))
		if (n->def != NULL && n->text != NULL &&
		    n->def->value == HJ_V_LINE &&
		    n->def->class == HJ_C_DIRECT && n->parent != root)
			rc = fold_line(n->text, n->text_len, &x->known, err);
	return rc;
}

static int
prepare(struct exposure *x, struct hj_error *err)
{
	const struct petition *p = x->how->p;

	if (hj_buf_putc(&x->known, '\n', err) != HJ_OK ||
	    (p != NULL && submitter(x, err) != HJ_OK))
		return (int)err->code;
	for (size_t i = 0; i < x->how->nrecords; i++)
		if (explain(x, x->how->records[i], err) != HJ_OK)
			return (int)err->code;
	for (size_t i = 0; i < x->how->ncopies; i++)
		if (own_copy(x, x->how->copies[i], err) != HJ_OK)
			return (int)err->code;
	for (size_t i = 0; p != NULL && i < p->ncases; i++)
		if (explain(x, p->cases[i].record, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

static int
persons(struct exposure *x, const struct hj_record *r, struct hj_error *err)
{
	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(r), "person");
	     n != NULL; n = hj_node_same(n)) {
		bool named = is_named(x, n);

		if (hj_cells_add(x->cells, r, n, x->nfiles, named, err) !=
			HJ_OK ||
		    (x->ours != NULL && !named &&
			exposure_small_places(x, r, n, hit, err) != HJ_OK))
			return (int)err->code;
	}
	return HJ_OK;
}

/* The keys of this form, when the row of the file holds them. */
static struct hj_sound_keys
keys_of(void *to, const char *p, size_t n)
{
	const struct exposure *x = to;
	struct hj_row_item item;
	size_t at = 0;
	bool ours = false;

	while (hj_row_next(x->row, &at, &item)) {
		if (item.tag == HJ_ROW_NAME)
			ours = item.len == n && memcmp(item.p, p, n) == 0;
		else if (item.tag == HJ_ROW_KEYS && ours &&
		    item.aux == HJ_NAME_VERSION)
			return (struct hj_sound_keys){ item.p, item.len / 4 };
	}
	return (struct hj_sound_keys){ NULL, 0 };
}

static int
look(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct exposure *x = to;
	const struct hj_expose_asking a = { .text = x->text,
		.keys = keys_of,
		.named = is_named,
		.known = is_known,
		.hit = hit,
		.to = x };
	struct hj_revision rev = { .number = 0 };
	struct hj_record *r = NULL;
	int rc;

	if (row->root == 't')
		return HJ_OK;
	x->id = row->id;
	x->row = row;
	if ((rc = hj_vault_get(x->c->vault, row, 0, &rev, err)) != HJ_OK ||
	    (rc = hj_codec_decode(rev.bytes.data, rev.bytes.len, &r, err)) !=
		HJ_OK)
		goto out;
	x->ours = of_document(x, &row->id);
	/* As it was loaded for the document, not as somebody changed it. */
	if ((rc = hj_expose_file(&a, x->ours != NULL ? x->ours : r, err)) !=
		HJ_OK ||
	    (rc = persons(x, x->ours != NULL ? x->ours : r, err)) != HJ_OK ||
	    (rc = hj_buf_add(&x->files, &row->id, sizeof(row->id), err)) !=
		HJ_OK)
		goto out;
	x->nfiles++;
out:
	hj_record_free(r);
	hj_revision_clear(&rev);
	return rc;
}

static int
cell(void *to, const struct hj_cell_hit *h, struct hj_error *err)
{
	struct exposure *x = to;
	const struct hj_expose_hit e = { HJ_X_CELL, h->person, h->line, "", 0 };
	struct hj_id id;

	memcpy(&id, x->files.data + h->file * sizeof(id), sizeof(id));
	return exposed_add(&x->found, &id, false, &e, err);
}

static int
ask(struct exposure *x, struct hj_error *err)
{
	struct progress bar;
	struct hj_progress watch;
	int rc;

	if ((rc = prepare(x, err)) != HJ_OK ||
	    (rc = exposure_own(x, is_known, err)) != HJ_OK)
		return rc;
	watch = progress_start(&bar, _("looking for names"));
	rc = hj_vault_scan(x->c->vault, look, x, &watch, err);
	progress_end(&bar);
	if (rc == HJ_OK)
		rc = hj_cells_ask(x->cells, cell, x, err);
	return rc;
}

int
exposure_ask(struct cli *c, const struct exposing *how,
    const struct hj_buf *text, struct hj_error *err)
{
	struct exposure x = { .c = c,
		.how = how,
		.known = HJ_BUF(HJ_TEXT_MAX),
		.places = HJ_BUF(HJ_TEXT_MAX),
		.files = HJ_BUF((size_t)1 << 30) };
	int rc;

	exposed_init(&x.found);
	if ((rc = hj_expose_new((const char *)text->data, text->len, &x.text,
		 err)) == HJ_OK &&
	    (rc = hj_cells_new(x.text, &x.cells, err)) == HJ_OK &&
	    (rc = exposure_meta(&x, text, err)) == HJ_OK &&
	    (rc = ask(&x, err)) == HJ_OK)
		rc = exposed_settle(&x.found, c, how, err);
	hj_cells_free(x.cells);
	hj_expose_free(x.text);
	exposed_clear(&x.found);
	hj_buf_clear(&x.known);
	hj_buf_clear(&x.places);
	hj_buf_clear(&x.files);
	return rc;
}

int
exposure_check(struct cli *c, const struct petition *p,
    const struct hj_buf *text, int32_t today, struct hj_error *err)
{
	const struct exposing x = { .p = p, .today = today };

	return exposure_ask(c, &x, text, err);
}
