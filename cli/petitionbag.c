#include <stdio.h>
#include <string.h>

#include "cli/finaltext.h"
#include "cli/packing.h"
#include "cli/petitionbag.h"
#include "cli/petitiondoc.h"
#include "cli/petitionfile.h"
#include "cli/releasing.h"
#include "cli/rendering.h"
#include "core/limits.h"
#include "export/expose.h"

struct item {
	char name[16];
	struct hj_buf bytes;
};

struct enclosed {
	struct hj_id id;
	char evidence[HJ_ELEMENT_ID_CHARS + 1];
	bool clean;
};

#define ITEMS(b) ((struct item *)(void *)(b)->items.data)
#define NITEMS(b) ((b)->items.len / sizeof(struct item))

static const char readme[] = "This is a package of a petition.\n";

/* It owns the bytes from now on, also after an error. */
static int
add(struct petitionbag *b, const char *name, struct hj_buf *bytes,
    struct hj_error *err)
{
	struct item i = { .bytes = *bytes };

	*bytes = HJ_BUF(0);
	(void)snprintf(i.name, sizeof(i.name), "%s", name);
	if (hj_buf_add(&b->items, &i, sizeof(i), err) == HJ_OK)
		return HJ_OK;
	hj_buf_clear(&i.bytes);
	return (int)err->code;
}

static int
add_text(struct petitionbag *b, const struct hj_buf *text, struct hj_error *err)
{
	if (hj_expose_plain((const char *)text->data, text->len, &b->text,
		err) != HJ_OK)
		return (int)err->code;
	return hj_buf_putc(&b->text, '\n', err);
}

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
		rc = finaltext_read(&bytes, &b->text, &b->final, err);
	if (rc == HJ_OK && f->text)
		rc = add_text(b, &bytes, err);
	if (rc == HJ_OK)
		rc = add(b, name, &bytes, err);
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
	    (rc = add_text(b, &xml, err)) == HJ_OK)
		rc = add(b, "d0001.xml", &xml, err);
	hj_buf_clear(&page);
	hj_buf_clear(&xml);
	return rc;
}

/* ---- attachments ---- */

/* Of "CASE/EVIDENCE", the case, which is one of the petition; NULL: there is
 * none. */
static const struct casefile *
find_case(const struct petition *p, const char *said, const char *slash,
    struct hj_error *err)
{
	char typed[HJ_ID_CHARS + 1], id[HJ_ID_CHARS + 1];
	size_t n;

	if (hj_id_typed(said, (size_t)(slash - said), typed, &n, err) != HJ_OK)
		return NULL;
	for (size_t i = 0; i < p->ncases; i++) {
		hj_id_text(&p->cases[i].row.id, id);
		if (memcmp(id, typed, n) == 0)
			return &p->cases[i];
	}
	(void)hj_fail(err, HJ_ENOTFOUND, "'%.*s' is no case of this petition",
	    (int)(slash - said), said);
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
	struct enclosed in = { .clean = true };
	const char *slash = strchr(said, '/');
	struct hj_buf copy = ATTACHMENT_COPY;
	const struct casefile *f;
	struct attachment a;
	char name[16];
	int rc;

	if (slash == NULL)
		return cli_usage(err,
		    "--attach needs the case and the attachment: --attach k7m2/e3q9zt");
	if ((f = find_case(b->w->p, said, slash, err)) == NULL)
		return (int)err->code;
	if ((rc = attachment_find(f, slash + 1, &a, err)) != HJ_OK ||
	    (rc = check_level(f, &a, err)) != HJ_OK ||
	    (rc = enclosing_copy(e, f, &a, &copy, name, &in.clean, err)) !=
		HJ_OK ||
	    (rc = enclosing_read(e, f, &a, &copy, name, &b->text, err)) !=
		HJ_OK)
		goto out;
	in.id = f->row.id;
	(void)snprintf(in.evidence, sizeof(in.evidence), "%s", a.id);
	if ((rc = hj_buf_add(&b->enclosed, &in, sizeof(in), err)) == HJ_OK)
		rc = add(b, name, &copy, err);
out:
	hj_buf_clear(&copy);
	return rc;
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
			    (rc = hj_buf_add(&b->text, n->text, n->text_len,
				 err)) == HJ_OK)
				rc = hj_buf_putc(&b->text, '\n', err);
	}
	return rc;
}

/* ---- all of it ---- */

int
petitionbag_make(struct cli *c, const struct petitionbag_wish *w,
    struct petitionbag *ret, struct hj_error *err)
{
	int rc;

	*ret = (struct petitionbag){ .c = c,
		.w = w,
		.items = HJ_BUF(HJ_TEXT_MAX),
		.enclosed = HJ_BUF(HJ_TEXT_MAX),
		.text = HJ_BUF(PETITIONFILE_MAX) };
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
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < NITEMS(b); i++)
		rc = hj_bagging_payload(&p->bag, ITEMS(b)[i].name,
		    ITEMS(b)[i].bytes.data, ITEMS(b)[i].bytes.len, err);
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
	struct enclosed e;
	struct packing p;
	int rc = packing_begin(b->c, &how, &p, err);

	if (rc == HJ_OK)
		rc = fill(b, &p, err);
	packing_clear(&p);
	for (size_t at = 0; rc == HJ_OK && at < b->enclosed.len;
	     at += sizeof(e)) {
		memcpy(&e, b->enclosed.data + at, sizeof(e));
		rc = leaving_enclosed(to, &e.id, e.evidence, e.clean, err);
	}
	return rc;
}

void
petitionbag_clear(struct petitionbag *b)
{
	for (size_t i = 0; i < NITEMS(b); i++)
		hj_buf_clear(&ITEMS(b)[i].bytes);
	hj_buf_clear(&b->items);
	hj_buf_clear(&b->enclosed);
	hj_buf_clear(&b->text);
}
