#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/case/owncode.h"
#include "core/sense/journey.h"
#include "export/page/drawing.h"
#include "export/page/markup.h"
#include "export/page/routemap.h"
#include "export/petition/annex_journey.h"
#include "export/petition/cell.h"
#include "export/petition/stageword.h"

/* Events of the list of stages; a violation is told where it is public, in
 * its narrative. */
static bool
is_stage(const struct hj_stage *g)
{
	const char *type = hj_node_attr(g->node, "type");
	struct hj_code_row row;

	return g->kind != HJ_STAGE_EVENT ||
	    (type != NULL &&
		hj_code_find(g->node, "route-stage", type, strlen(type), &row));
}

typedef int words_fn(const struct hj_subject *s, const struct hj_stage *g,
    struct hj_buf *to, struct hj_error *err);

static int
put_words(const struct hj_subject *s, const struct hj_stage *g,
    const char *name, words_fn *fn, struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	const char *text;
	int rc;

	if ((rc = fn(s, g, &words, err)) == HJ_OK && words.len != 0 &&
	    (rc = hj_buf_text(&words, &text, err)) == HJ_OK)
		rc = hj_markup_leaf(to, name, text, err);
	hj_buf_clear(&words);
	return rc;
}

int
hj_annex_told(const struct hj_subject *s, const struct hj_stage *g,
    struct hj_buf *to, struct hj_error *err)
{
	if (put_words(s, g, "when", hj_stageword_when, to, err) != HJ_OK ||
	    put_words(s, g, "what", hj_stageword_what, to, err) != HJ_OK)
		return (int)err->code;
	return put_words(s, g, "account", hj_stageword_account, to, err);
}

static int
put_stage(const struct hj_subject *s, const struct hj_stage *g, size_t n,
    struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_printf(to, err, "<stage n=\"%zu\"%s>\n", n,
		g->of > 1 && g->clash ? " clash=\"yes\"" : "") != HJ_OK ||
	    hj_annex_told(s, g, to, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(to, "</stage>\n", err);
}

static int
put_journey(const struct hj_drawing *d, struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_printf(to, err, "<journey n=\"%zu\">\n", d->number) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < d->n; i++)
		if (put_stage(d->subject, d->stage[i], i + 1, to, err) != HJ_OK)
			return (int)err->code;
	if (hj_drawing_write(d, to, err) != HJ_OK ||
	    hj_routemap_write(d, to, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(to, "</journey>\n", err);
}

int
hj_annex_journey(const struct hj_subject *s, size_t number, struct hj_buf *to,
    struct hj_error *err)
{
	const char *id = hj_node_attr(s->person, "id");
	struct hj_journey *j = NULL;
	const struct hj_stage **stage;
	struct hj_drawing d = { .subject = s, .number = number };
	int rc;

	if (id == NULL)
		return HJ_OK;
	if ((rc = hj_journey_new(s->record, id, HJ_CELL_MOST, &j, err)) !=
	    HJ_OK)
		return rc;
	if ((stage = calloc(j->n + 1, sizeof(struct hj_stage *))) == NULL) {
		hj_journey_free(j);
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	}
	d.stage = stage;
	for (size_t i = 0; i < j->n; i++)
		if (is_stage(&j->stage[i]))
			stage[d.n++] = &j->stage[i];
	if (d.n > 1)
		rc = put_journey(&d, to, err);
	free(stage);
	hj_journey_free(j);
	return rc;
}
