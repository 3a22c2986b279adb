#include "export/form/form.h"

#include <string.h>

size_t
hj_form_section(const struct hj_form *f, size_t i)
{
	while (i > 0 && f->questions[i].section[HJ_ENGLISH] == NULL)
		i--;
	return i;
}

size_t
hj_form_next(const struct hj_form *f, size_t i)
{
	do
		i++;
	while (i < f->n && f->questions[i].section[HJ_ENGLISH] == NULL);
	return i;
}

static bool
same(const struct hj_form_when *a, const struct hj_form_when *b)
{
	return a->n == b->n && a->is == b->is &&
	    memcmp(a->of, b->of, a->n * sizeof(a->of[0])) == 0 &&
	    (a->n == 0 || strcmp(a->codes, b->codes) == 0);
}

struct hj_form_when
hj_form_section_when(const struct hj_form *f, size_t i)
{
	size_t from = hj_form_section(f, i), to = hj_form_next(f, i);
	const struct hj_form_when none = { .n = 0 };

	for (size_t j = from; j < to; j++)
		if (!same(&f->questions[j].when, &f->questions[from].when))
			return none;
	return f->questions[from].when;
}

/* The last "[+label]" that both paths have in common: its end; 0: none. */
static size_t
common(const char *a, const char *b, size_t most)
{
	size_t end = 0;

	for (size_t i = 0; i < most && a[i] == b[i] && a[i] != '\0'; i++)
		if (a[i] == ']')
			end = i + 1;
	return end;
}

/* Does the text hold this label, as [+x] or as a value +x? */
static bool
names(const char *text, const char *label, size_t n)
{
	const char *p = text != NULL ? strchr(text, '+') : NULL;

	for (; p != NULL; p = strchr(p + 1, '+'))
		if (strncmp(p + 1, label, n) == 0 &&
		    strchr("].\n", p[1 + n]) != NULL)
			return true;
	return false;
}

static bool
asks_for(const struct hj_form_when *w, size_t from, size_t to)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->of[i] >= from && w->of[i] < to)
			return true;
	return false;
}

size_t
hj_form_repeats(const struct hj_form *f, size_t i)
{
	size_t from = hj_form_section(f, i), to = hj_form_next(f, i);
	const char *path = f->questions[from].path;
	size_t end = strlen(path);
	const char *label;
	size_t n;

	if (to - from < 2)
		return 0;
	for (size_t j = from; j < to; j++)
		end = common(path, f->questions[j].path, end);
	if (end == 0)
		return 0;
	label = path + end;
	while (*label != '+')
		label--;
	label++;
	n = (size_t)(path + end - 1 - label);
	for (size_t j = 0; j < f->n; j++)
		if ((j < from || j >= to) &&
		    (names(f->questions[j].path, label, n) ||
			names(f->questions[j].with, label, n) ||
			asks_for(&f->questions[j].when, from, to)))
			return 0;
	return end;
}

bool
hj_form_is_date(const struct hj_form_question *q)
{
	return q->attr == HJ_NATTRS && q->def->value == HJ_V_DATE;
}

bool
hj_form_among(const char *codes, const char *code)
{
	size_t n = strlen(code);

	while (*codes != '\0') {
		size_t len = strcspn(codes, " ");

		if (len == n && memcmp(codes, code, n) == 0)
			return true;
		codes += len + (codes[len] == ' ' ? 1 : 0);
	}
	return false;
}
