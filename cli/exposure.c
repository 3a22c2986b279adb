#include <string.h>

#include "cli/exposure.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/ui.h"
#include "core/codec.h"
#include "core/text.h"
#include "export/consent.h"
#include "export/expose.h"

struct exposure {
	struct cli *c;
	const struct petition *p;
	int32_t today;
	struct hj_expose *text;
	struct hj_buf named; /* folded forms of those disclosed, each + LF */
	const char *id; /* of the case that is asked about, as shown */
	const char *person;
	size_t hits;
};

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

	return fold_line(name, n, &x->named, err);
}

/* A form that a disclosed person bears too tells nobody anything new. */
static int
is_named(struct exposure *x, const char *name, size_t n, bool *ret,
    struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	int rc = hj_buf_putc(&line, '\n', err);

	if (rc == HJ_OK)
		rc = fold_line(name, n, &line, err);
	if (rc == HJ_OK)
		*ret = memmem(x->named.data, x->named.len, line.data,
			   line.len) != NULL;
	hj_buf_clear(&line);
	return rc;
}

static int
seek(void *to, const char *name, size_t n, struct hj_error *err)
{
	struct exposure *x = to;
	bool found = false, named = false;
	int rc = hj_expose_seek(x->text, name, n, &found, err);

	if (rc != HJ_OK || !found)
		return rc;
	if ((rc = is_named(x, name, n, &named, err)) != HJ_OK || named)
		return rc;
	x->hits++;
	if (x->person != NULL)
		ui_say(x->c->ui, _("  names person %s of case %s"), x->person,
		    x->id);
	else
		ui_say(x->c->ui, _("  names somebody of case %s"), x->id);
	return HJ_OK;
}

static bool
is_disclosed(const struct exposure *x, const struct hj_record *r,
    const struct hj_node *person)
{
	struct hj_consent_question q = { .record = r,
		.person = hj_node_attr(person, "id"),
		.scope = x->p->form->scope,
		.today = x->today };

	for (size_t i = 0; i < x->p->nvictims; i++)
		if (x->p->victims[i].record == r &&
		    x->p->victims[i].person != NULL &&
		    strcmp(x->p->victims[i].person, q.person) == 0)
			return hj_consent_decide(&q, NULL) == HJ_CONSENT_YES;
	return false;
}

/* Everybody in the cases of the petition, by every form of their names. */
static int
people(struct exposure *x, bool disclosed, hj_name_fn *fn, struct hj_error *err)
{
	char id[HJ_ID_SHOWN];

	for (size_t i = 0; i < x->p->ncases; i++) {
		const struct casefile *f = &x->p->cases[i];
		struct hj_node *n =
		    hj_node_child(hj_record_root(f->record), "person");

		hj_id_show(&f->row.id, id);
		x->id = id;
		for (; n != NULL; n = hj_node_same(n)) {
			if (is_disclosed(x, f->record, n) != disclosed)
				continue;
			x->person = hj_node_attr(n, "id");
			if (hj_annex_names(n, fn, x, err) != HJ_OK)
				return (int)err->code;
		}
	}
	x->person = NULL;
	return HJ_OK;
}

static bool
is_of_petition(const struct exposure *x, const struct hj_row *row)
{
	for (size_t i = 0; i < x->p->ncases; i++)
		if (memcmp(&x->p->cases[i].row.id, &row->id, sizeof(row->id)) ==
		    0)
			return true;
	return false;
}

/* Its row holds only some of its names: ask the record itself. */
static int
look_inside(struct exposure *x, const struct hj_row *row, struct hj_error *err)
{
	struct hj_revision rev = { .number = 0 };
	struct hj_record *r = NULL;
	int rc;

	if ((rc = hj_vault_get(x->c->vault, row, 0, &rev, err)) != HJ_OK ||
	    (rc = hj_codec_decode(rev.bytes.data, rev.bytes.len, &r, err)) !=
		HJ_OK)
		goto out;
	for (struct hj_node *n = hj_node_child(hj_record_root(r), "person");
	     n != NULL && rc == HJ_OK; n = hj_node_same(n))
		rc = hj_annex_names(n, seek, x, err);
out:
	hj_record_free(r);
	hj_revision_clear(&rev);
	return rc;
}

static int
look(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct exposure *x = to;
	struct hj_row_item item;
	char id[HJ_ID_SHOWN];
	size_t at = 0;

	if (row->root != 'c' || is_of_petition(x, row))
		return HJ_OK;
	hj_id_show(&row->id, id);
	x->id = id;
	while (hj_row_next(row, &at, &item)) {
		if (item.tag == HJ_ROW_CUT)
			return look_inside(x, row, err);
		if (item.tag == HJ_ROW_NAME &&
		    seek(x, (const char *)item.p, item.len, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

int
exposure_check(struct cli *c, const struct petition *p,
    const struct hj_buf *text, int32_t today, struct hj_error *err)
{
	struct exposure x = { .c = c,
		.p = p,
		.today = today,
		.named = HJ_BUF(HJ_TEXT_MAX) };
	struct progress bar;
	struct hj_progress watch;
	int rc;

	if ((rc = hj_expose_new((const char *)text->data, text->len, &x.text,
		 err)) != HJ_OK ||
	    (rc = hj_buf_putc(&x.named, '\n', err)) != HJ_OK ||
	    (rc = people(&x, true, remember, err)) != HJ_OK ||
	    (rc = people(&x, false, seek, err)) != HJ_OK)
		goto out;
	watch = progress_start(&bar, _("looking for names"));
	rc = hj_vault_scan(c->vault, look, &x, &watch, err);
	progress_end(&bar);
	if (rc == HJ_OK && x.hits != 0)
		rc = hj_fail(err, HJ_EREFUSED,
		    "the document names %zu times somebody who did not agree to it; nothing was exported: change the text, or its level, or record the consent",
		    x.hits);
out:
	hj_expose_free(x.text);
	hj_buf_clear(&x.named);
	return rc;
}
