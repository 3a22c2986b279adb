#include <stdio.h>

#include "cli/leaving/packing.h"
#include "cli/leaving/releasing.h"
#include "cli/leaving/rendering.h"
#include "cli/petition/finaltext.h"
#include "cli/petition/petitionbag.h"
#include "cli/petition/petitiondoc.h"
#include "cli/petition/petitionfile.h"
#include "core/base/limits.h"
#include "export/expose/expose.h"

static const char readme[] = "This is a package of a petition.\n";

/* ---- the document ---- */

static int
render(struct petitionbag *b, const char *word, const struct hj_buf *page,
    struct hj_error *err)
{
	const struct hj_page_format *f = hj_page_format_by_word(word);
	struct hj_buf bytes = HJ_BUF(HJ_TEXT_MAX);
	char name[16];
	int rc = rendering_page(f, page, &bytes, err);

	(void)snprintf(name, sizeof(name), "d0001.%s", word);
	/* As the one who gets it reads it; the page of HTML as it stands, too,
	 * where no narrow column divides a name. */
	if (rc == HJ_OK)
		rc = finaltext_read(&bytes, &b->in.text, &b->final, err);
	if (rc == HJ_OK && f->text)
		rc = contents_text(&b->in, &bytes, err);
	if (rc == HJ_OK)
		rc = contents_add(&b->in, name, &bytes, err);
	hj_buf_clear(&bytes);
	return rc;
}

static int
documents(struct petitionbag *b, struct hj_error *err)
{
	static const char *const words[] = { "html", "pdf", "docx" };
	const struct petition *p = b->w->p;
	struct hj_buf page = HJ_BUF(HJ_TEXT_MAX), xml = HJ_BUF(HJ_TEXT_MAX);
	int rc = petitiondoc_page(p, b->w->today, &page, &b->facts, err);

	for (size_t i = 0; rc == HJ_OK && i < HJ_LEN(words); i++)
		rc = render(b, words[i], &page, err);
	if (rc == HJ_OK &&
	    (rc = petitiondoc_xml(p, b->w->today, &xml, &b->facts, err)) ==
		HJ_OK &&
	    (rc = contents_text(&b->in, &xml, err)) == HJ_OK)
		rc = contents_add(&b->in, "d0001.xml", &xml, err);
	hj_buf_clear(&page);
	hj_buf_clear(&xml);
	return rc;
}

/* ---- attachments ---- */

static const struct casefile *
find_case(const struct petition *p, const struct attachment_named *named)
{
	for (size_t i = 0; i < p->ncases; i++)
		if (attachment_is_of(named, &p->cases[i].row.id))
			return &p->cases[i];
	return NULL;
}

static int
check_level(const struct casefile *f, const struct attachment *a,
    struct hj_error *err)
{
	const struct hj_node *n = hj_record_find(f->record, a->id);

	return n != NULL && hj_node_conf(n) <= HJ_INTERNAL
	    ? HJ_OK
	    : hj_fail(err, HJ_EREFUSED,
		  "attachment %s is above the level 'internal' and stays in the office",
		  a->id);
}

static int
attach(struct petitionbag *b, struct enclosing *e, const char *said,
    struct hj_error *err)
{
	struct attachment_named named;
	const struct casefile *f;
	struct attachment a;

	if (attachment_named(said, &named, err) != HJ_OK)
		return (int)err->code;
	if ((f = find_case(b->w->p, &named)) == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "'%s' is no case of this petition", named.id);
	if (attachment_find(f, named.evidence, &a, err) != HJ_OK ||
	    check_level(f, &a, err) != HJ_OK)
		return (int)err->code;
	return contents_attach(&b->in, e, f, &a, err);
}

static int
attachments(struct petitionbag *b, struct hj_error *err)
{
	struct enclosing e = { .c = b->c,
		.as_is = b->w->as_is,
		.log = b->w->log };
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < b->w->attach->n; i++)
		rc = attach(b, &e, b->w->attach->v[i], err);
	return rc == HJ_OK ? enclosing_end(&e, err) : rc;
}

/* ---- case files ---- */

static int
may_prove(struct petitionbag *b, struct hj_error *err)
{
	const struct petition *p = b->w->p;
	struct releasing r;
	int rc = HJ_OK;

	if (b->facts.withheld + b->facts.further != 0)
		return hj_fail(err, HJ_EREFUSED,
		    "somebody in it has no name there: a proof would join the lists of two recipients, leave out --proofs");
	releasing_begin(b->c, p->form->scope, b->w->recipient, &r);
	for (size_t i = 0; rc == HJ_OK && i < p->ncases; i++)
		rc = releasing_judge(&r, &p->cases[i].row.id,
		    p->cases[i].record, err);
	if (rc == HJ_OK && r.refused != 0)
		rc = hj_fail(err, HJ_EREFUSED,
		    "%llu case files may not leave whole for this scope: leave out --proofs",
		    (unsigned long long)r.refused);
	releasing_clear(&r);
	return rc;
}

/* Who holds a proof holds the ids that it is about; everything else that
 * stands in the file is looked at. */
static bool
is_id(const struct hj_node *n)
{
	return n->def != NULL &&
	    (n->def->value == HJ_V_REF || n->def->value == HJ_V_FAR);
}

static int
case_text(struct petitionbag *b, struct hj_error *err)
{
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < b->w->p->ncases; i++) {
		const struct hj_node *top =
		    hj_record_root(b->w->p->cases[i].record);

		for (const struct hj_node *n = top; n != NULL && rc == HJ_OK;
		     n = hj_node_next(n, top))
			if (n->text != NULL && n->text_len != 0 && !is_id(n) &&
			    (rc = hj_buf_add(&b->in.text, n->text, n->text_len,
				 err)) == HJ_OK)
				rc = hj_buf_putc(&b->in.text, '\n', err);
	}
	return rc;
}

/* ---- all of it ---- */

int
petitionbag_make(struct cli *c, const struct petitionbag_wish *w,
    struct petitionbag *ret, struct hj_error *err)
{
	int rc;

	*ret = (struct petitionbag){ .c = c, .w = w, .in = CONTENTS };
	if ((rc = documents(ret, err)) != HJ_OK ||
	    (rc = attachments(ret, err)) != HJ_OK || !w->proofs)
		return rc;
	return (rc = may_prove(ret, err)) == HJ_OK ? case_text(ret, err) : rc;
}

static int
collect(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct hj_buf *b = to;

	if (n > b->max - b->len)
		return hj_fail(err, HJ_ELIMIT,
		    "the package is larger than %zu MiB: leave out attachments",
		    b->max >> 20);
	return hj_buf_add(b, p, n, err);
}

static int
fill(struct petitionbag *b, struct packing *p, struct hj_error *err)
{
	int rc = contents_pack(&b->in, &p->bag, err);

	for (size_t i = 0; rc == HJ_OK && b->w->proofs && i < b->w->p->ncases;
	     i++)
		rc = packing_case(p, NULL, &b->w->p->cases[i].revision, err);
	return rc == HJ_OK ? packing_finish(p, err) : rc;
}

int
petitionbag_pack(struct petitionbag *b, struct leaving *to,
    struct hj_buf *document, struct hj_error *err)
{
	const struct packing_how how = { .to = to,
		.write = collect,
		.with = document,
		.proofs = b->w->proofs,
		.readme = readme };
	struct packing p;
	int rc = packing_begin(b->c, &how, &p, err);

	if (rc == HJ_OK)
		rc = fill(b, &p, err);
	packing_clear(&p);
	return rc == HJ_OK ? contents_note(&b->in, to, err) : rc;
}

void
petitionbag_clear(struct petitionbag *b)
{
	contents_clear(&b->in);
}
