#include "cli/show/familytree_own.h"

#include <stdlib.h>
#include <string.h>

#include "cli/screen/say.h"
#include "core/base/limits.h"
#include "core/vocab/vocab.h"

/* Deeper than any family; a file that somebody sends may be. */
#define DEEPEST 48

/* More than these nobody reads as a tree. */
#define MOST 1000

/* ---- lines ---- */

static int draw_list(struct familytree_drawing *d,
    const struct familytree_list *l, size_t above, size_t depth);

static int
line(struct familytree_drawing *d, const struct familytree_hanging *h,
    const char *arrow)
{
	const char *prefix;

	if (hj_buf_text(&d->prefix, &prefix, d->err) != HJ_OK ||
	    familytree_begin(&d->lines, d->f->relative[h->who].generation + 1,
		prefix, d->err) != HJ_OK ||
	    (h->couple && hj_buf_puts(&d->lines.text, "= ", d->err) != HJ_OK) ||
	    familytree_name(d->t, h->who, &d->lines.text, d->err) != HJ_OK ||
	    hj_buf_puts(&d->lines.text, arrow, d->err) != HJ_OK ||
	    familytree_beside(&d->lines, d->err) != HJ_OK ||
	    (*arrow != '\0' ? hj_buf_puts(&d->lines.text, h->first, d->err)
			    : familytree_facts(d->t, h->who, h->first,
				  &d->lines.text, d->err)) != HJ_OK)
		return (int)d->err->code;
	return familytree_end(&d->lines, d->err);
}

/* All that hangs below who was just drawn; `above` is whose partner that is. */
static int
draw_below(struct familytree_drawing *d, const struct familytree_hanging *h,
    size_t above, bool full, size_t depth)
{
	struct familytree_list l = { .n = 0 };
	int rc;

	if (depth > DEEPEST)
		return HJ_OK;
	if ((l.h = calloc(2 * d->f->n + 1, sizeof(*l.h))) == NULL)
		return hj_fail(d->err, HJ_ENOMEM, "out of memory");
	if (h->couple)
		familytree_hang_children(d, above, h->who, &l);
	if (full) {
		familytree_hang_partners(d, h->who,
		    h->couple ? above : FAMILYTREE_NOBODY, &l);
		familytree_hang_children(d, h->who, FAMILYTREE_NOBODY, &l);
	}
	rc = draw_list(d, &l, h->who, depth + 1);
	free(l.h);
	return rc;
}

/* Whoever has parents here is drawn in full below them, and nobody twice. */
static int
draw(struct familytree_drawing *d, const struct familytree_hanging *h,
    size_t above, size_t from, const char *below, size_t depth)
{
	bool again = d->drawn[h->who];
	bool later = !again && h->couple && familytree_has_parents(d, h->who);

	if (line(d, h,
		again       ? " \xe2\x86\x91"
		    : later ? " \xe2\x86\x93"
			    : "") != HJ_OK)
		return (int)d->err->code;
	if (again)
		return HJ_OK;
	d->drawn[h->who] = !later;
	d->prefix.len = from;
	if (hj_buf_puts(&d->prefix, below, d->err) != HJ_OK)
		return (int)d->err->code;
	return draw_below(d, h, above, !later, depth);
}

static int
draw_list(struct familytree_drawing *d, const struct familytree_list *l,
    size_t above, size_t depth)
{
	size_t from = d->prefix.len;

	for (size_t i = 0; i < l->n; i++) {
		bool last = i + 1 == l->n;

		d->prefix.len = from;
		if (hj_buf_puts(&d->prefix,
			last ? "\xe2\x94\x94\xe2\x94\x80 "
			     : "\xe2\x94\x9c\xe2\x94\x80 ",
			d->err) != HJ_OK ||
		    draw(d, &l->h[i], above, from,
			last ? "   " : "\xe2\x94\x82  ", depth) != HJ_OK)
			return (int)d->err->code;
	}
	d->prefix.len = from;
	return HJ_OK;
}

/* ---- where the trees begin ---- */

static int
by_id(const void *a, const void *b)
{
	const struct familytree_hanging *x = a, *y = b;

	return (x->who > y->who) - (x->who < y->who);
}

/* Brothers and sisters whose parents nobody recorded hang below that. */
static int
draw_siblings(struct familytree_drawing *d, const struct familytree_list *l)
{
	d->prefix.len = 0;
	if (familytree_begin(&d->lines, 0, _("(parents not recorded)"),
		d->err) != HJ_OK ||
	    familytree_beside(&d->lines, d->err) != HJ_OK ||
	    familytree_end(&d->lines, d->err) != HJ_OK)
		return (int)d->err->code;
	return draw_list(d, l, FAMILYTREE_NOBODY, 0);
}

static int
draw_root(struct familytree_drawing *d, size_t who)
{
	struct familytree_hanging all[1] = { { .who = who, .first = "" } };
	struct familytree_list l = { .n = 0 };
	int rc;

	if ((l.h = calloc(d->f->n + 2, sizeof(*l.h))) == NULL)
		return hj_fail(d->err, HJ_ENOMEM, "out of memory");
	if (!familytree_has_parents(d, who))
		familytree_hang_siblings(d, who, &l);
	if (l.n == 0) {
		d->prefix.len = 0;
		rc = draw(d, &all[0], FAMILYTREE_NOBODY, 0, "", 0);
	} else {
		/* By id, this one among them. */
		if (!familytree_hangs(&l, who))
			familytree_hang(&l, who, "", false);
		for (size_t i = 0; i < l.n; i++)
			l.h[i].first = "";
		qsort(l.h, l.n, sizeof(*l.h), by_id);
		rc = draw_siblings(d, &l);
	}
	free(l.h);
	return rc;
}

/* A partner whose other half has parents is drawn beside that one. */
static int
begins(struct familytree_drawing *d, size_t i, bool *ret)
{
	struct familytree_list l = { .n = 0 };

	*ret = !familytree_has_parents(d, i);
	if (!*ret)
		return HJ_OK;
	if ((l.h = calloc(d->f->n + 1, sizeof(*l.h))) == NULL)
		return hj_fail(d->err, HJ_ENOMEM, "out of memory");
	familytree_hang_partners(d, i, FAMILYTREE_NOBODY, &l);
	for (size_t k = 0; k < l.n; k++)
		*ret = *ret && !familytree_has_parents(d, l.h[k].who);
	free(l.h);
	return HJ_OK;
}

/* All of one clan and generation that are not drawn yet. */
static int
draw_generation(struct familytree_drawing *d, size_t clan, int generation,
    bool left)
{
	const struct hj_relative *r = d->f->relative;

	for (size_t i = clan; i < d->f->n; i++) {
		bool now = left;

		if (r[i].clan != clan || !r[i].related || r[i].whole != i ||
		    r[i].generation != generation || d->drawn[i])
			continue;
		if (!now && begins(d, i, &now) != HJ_OK)
			return (int)d->err->code;
		if (now && draw_root(d, i) != HJ_OK)
			return (int)d->err->code;
	}
	return HJ_OK;
}

/* Those who begin a tree, the eldest first; then who is left. */
static int
draw_all(struct familytree_drawing *d)
{
	const struct hj_relative *r = d->f->relative;
	int youngest = 0;

	for (size_t i = 0; i < d->f->n; i++)
		youngest =
		    r[i].generation > youngest ? r[i].generation : youngest;
	for (size_t clan = 0; clan < d->f->n; clan++)
		for (int round = 0; r[clan].clan == clan && round < 2; round++)
			for (int g = 0; g <= youngest; g++)
				if (draw_generation(d, clan, g, round == 1) !=
				    HJ_OK)
					return (int)d->err->code;
	return HJ_OK;
}

int
familytree_draw(const struct familytree *t, struct hj_buf *to,
    struct hj_error *err)
{
	struct familytree_drawing d = { .t = t, .f = t->family, .err = err };
	int rc;

	if (t->family->n > MOST)
		return hj_fail(err, HJ_ELIMIT,
		    "more than %d people cannot be drawn as a family", MOST);
	d.prefix = HJ_BUF(HJ_LINE_MAX);
	d.lines.text = HJ_BUF(HJ_TEXT_MAX);
	if ((d.drawn = calloc(t->family->n + 1, sizeof(*d.drawn))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if ((rc = draw_all(&d)) == HJ_OK &&
	    (rc = familytree_align(&d.lines, to, err)) == HJ_OK)
		rc = familytree_say(t, to, err);
	familytree_clear(&d.lines);
	hj_buf_clear(&d.prefix);
	free(d.drawn);
	return rc;
}
