#include "cli/show/familytree_own.h"

#include <stdlib.h>
#include <string.h>

#include "cli/screen/say.h"
#include "cli/screen/table.h"
#include "cli/wording/personname.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/case/datesay.h"

#define WIDEST 60 /* columns; a wider line pushes its own facts aside */

int
familytree_begin(struct familytree_lines *l, int generation, const char *prefix,
    struct hj_error *err)
{
	if (l->n == l->room) {
		size_t room = l->room != 0 ? 2 * l->room : 64;
		int *more = calloc(room, sizeof(*more));

		if (more == NULL)
			return hj_fail(err, HJ_ENOMEM, "out of memory");
		if (l->n != 0)
			memcpy(more, l->generation, l->n * sizeof(*more));
		free(l->generation);
		l->generation = more;
		l->room = room;
	}
	l->generation[l->n++] = generation;
	return hj_buf_puts(&l->text, prefix, err);
}

int
familytree_beside(struct familytree_lines *l, struct hj_error *err)
{
	return hj_buf_putc(&l->text, '\0', err);
}

int
familytree_end(struct familytree_lines *l, struct hj_error *err)
{
	return hj_buf_putc(&l->text, '\0', err);
}

void
familytree_clear(struct familytree_lines *l)
{
	hj_buf_clear(&l->text);
	free(l->generation);
	l->generation = NULL;
}

static int
pad(struct hj_buf *to, size_t n, struct hj_error *err)
{
	while (n-- > 0)
		if (hj_buf_putc(to, ' ', err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

int
familytree_align(const struct familytree_lines *l, struct hj_buf *to,
    struct hj_error *err)
{
	const char *p = (const char *)l->text.data;
	size_t widest = 0;

	for (size_t i = 0; i < l->n; i++, p += strlen(p) + 1) {
		size_t w = table_width(p, strlen(p));

		widest = w > widest && w <= WIDEST ? w : widest;
		p += strlen(p) + 1;
	}
	p = (const char *)l->text.data;
	for (size_t i = 0; i < l->n; i++, p += strlen(p) + 1) {
		size_t w = table_width(p, strlen(p));

		if ((l->generation[i] != 0
			    ? hj_buf_printf(to, err, "%-3d", l->generation[i])
			    : hj_buf_puts(to, "   ", err)) != HJ_OK ||
		    hj_buf_puts(to, p, err) != HJ_OK)
			return (int)err->code;
		p += strlen(p) + 1;
		if (*p != '\0' &&
		    (pad(to, w < widest ? widest - w : 0, err) != HJ_OK ||
			hj_buf_printf(to, err, "  %s", p) != HJ_OK))
			return (int)err->code;
		if (hj_buf_putc(to, '\n', err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* ---- one relative ---- */

/* Visible, so that the widths are those of the screen. */
int
familytree_name(const struct familytree *t, size_t i, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_node *person = t->family->relative[i].person;
	struct hj_buf name = HJ_BUF(HJ_LINE_MAX);
	int rc = personname(person, t->reveal, &name, err);

	if (rc == HJ_OK)
		rc = hj_text_visible((const char *)name.data, name.len, false,
		    to, err);
	hj_buf_clear(&name);
	if (rc != HJ_OK)
		return rc;
	return hj_buf_printf(to, err, " [%s]", hj_node_attr(person, "id"));
}

static int
add(struct hj_buf *to, size_t from, const char *word, struct hj_error *err)
{
	if (word == NULL || *word == '\0')
		return HJ_OK;
	return hj_buf_printf(to, err, "%s%s", to->len != from ? "; " : "",
	    word);
}

/* The day of birth, where one account gives it and it may be shown. */
static int
add_birth(const struct familytree *t, size_t i, struct hj_buf *to, size_t from,
    struct hj_error *err)
{
	const struct hj_node *birth =
	    hj_node_child(t->family->relative[i].person, "birth");
	const struct hj_node *date =
	    birth != NULL ? hj_node_child(birth, "date") : NULL;

	if (date == NULL || date->text == NULL || hj_node_same(birth) != NULL ||
	    (!t->reveal && hj_node_conf(date) == HJ_SECRET))
		return HJ_OK;
	if (hj_buf_printf(to, err, "%s%s", to->len != from ? "; " : "",
		_("born ")) != HJ_OK)
		return (int)err->code;
	return hj_date_say_node(date, t->korean, to, err);
}

static int
add_cases(const struct familytree *t, size_t i, struct hj_buf *to, size_t from,
    struct hj_error *err)
{
	for (size_t k = 0; k < t->family->n; k++) {
		const struct hj_relative *r = &t->family->relative[k];

		if (r->whole != i || t->cases == NULL ||
		    t->cases[r->file] == NULL)
			continue;
		if (hj_buf_printf(to, err, "%s%s %s",
			to->len != from ? "; " : "", _("case"),
			t->cases[r->file]) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* Who may be the same person. */
static int
add_doubles(const struct familytree *t, size_t i, struct hj_buf *to,
    size_t from, struct hj_error *err)
{
	for (size_t k = 0; k < t->family->nkinships; k++) {
		const struct hj_kinship *s = &t->family->kinship[k];

		if (s->tie != HJ_TIE_SAME || (s->a != i && s->b != i))
			continue;
		if (hj_buf_printf(to, err, "%s%s", to->len != from ? "; " : "",
			_("possibly the same person as ")) != HJ_OK ||
		    familytree_name(t, s->a == i ? s->b : s->a, to, err) !=
			HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

int
familytree_facts(const struct familytree *t, size_t i, const char *first,
    struct hj_buf *to, struct hj_error *err)
{
	size_t from = to->len;

	if (add(to, from, first, err) != HJ_OK ||
	    add_birth(t, i, to, from, err) != HJ_OK ||
	    add_cases(t, i, to, from, err) != HJ_OK ||
	    add_doubles(t, i, to, from, err) != HJ_OK)
		return (int)err->code;
	return t->family->relative[i].parents > 2
	    ? add(to, from, _("more than two parents are recorded"), err)
	    : HJ_OK;
}
