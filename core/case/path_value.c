#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/case/path_own.h"

/* More sources for one statement than anybody names. */
#define MOST_IDS 256

struct word {
	const char *p;
	size_t n;
};

static int
by_bytes(const void *a, const void *b)
{
	const struct word *x = a;
	const struct word *y = b;
	int by = memcmp(x->p, y->p, x->n < y->n ? x->n : y->n);

	if (by != 0)
		return by;
	return x->n < y->n ? -1 : x->n > y->n;
}

/* "+a" is the id that this label got. */
static int
reference(const struct hj_path_labels *labels, struct word *w,
    struct hj_error *err)
{
	const char *id;

	if (w->n == 0 || w->p[0] != '+')
		return HJ_OK;
	id = hj_label_id(labels, w->p + 1, w->n - 1);
	if (id == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "a label is used that no field before it made: write [+a] after the new element first");
	*w = (struct word){ id, strlen(id) };
	return HJ_OK;
}

static int
take_words(const char *p, size_t n, const struct hj_path_labels *labels,
    struct word *words, size_t *count, struct hj_error *err)
{
	const char *end = p + n;

	while (p < end) {
		const char *from = p;

		while (p < end && *p != ' ')
			p++;
		if (p > from) {
			struct word w = { from, (size_t)(p - from) };

			if (*count == MOST_IDS)
				return hj_fail(err, HJ_ELIMIT,
				    "more than %d ids in one list", MOST_IDS);
			if (reference(labels, &w, err) != HJ_OK)
				return (int)err->code;
			words[(*count)++] = w;
		}
		if (p < end)
			p++;
	}
	return HJ_OK;
}

/* Ids ascending, each once, one space between (format.md 5). */
static int
id_list(const struct hj_path_labels *labels, const char *old, const char *p,
    size_t n, struct hj_buf *to, struct hj_error *err)
{
	struct word words[MOST_IDS];
	size_t count = 0;

	if (old != NULL &&
	    take_words(old, strlen(old), NULL, words, &count, err) != HJ_OK)
		return (int)err->code;
	if (take_words(p, n, labels, words, &count, err) != HJ_OK)
		return (int)err->code;
	if (count == 0)
		return hj_fail(err, HJ_EINVAL, "expected the ids of sources");
	qsort(words, count, sizeof(words[0]), by_bytes);
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && by_bytes(&words[i - 1], &words[i]) == 0)
			continue;
		if (i > 0 && hj_buf_putc(to, ' ', err) != HJ_OK)
			return (int)err->code;
		if (hj_buf_add(to, words[i].p, words[i].n, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static enum hj_text_kind
kind_of(const struct hj_target *t)
{
	return t->attr == HJ_NATTRS && t->def->value == HJ_V_FREE
	    ? HJ_TEXT_FREE
	    : HJ_TEXT_LINE;
}

int
hj_path_value(const struct hj_target *t, const struct hj_path_labels *labels,
    const char *old, const char *p, size_t n, struct hj_buf *to, bool *changed,
    struct hj_error *err)
{
	struct hj_buf form = HJ_BUF(HJ_TEXT_MAX);
	const char *text = NULL;
	bool differs = false;
	int rc = hj_text_nfc(p, n, &form, &differs, err);

	if (rc == HJ_OK)
		rc = hj_buf_text(&form, &text, err);
	if (rc == HJ_OK)
		rc = hj_text_check(text, form.len, kind_of(t), err);
	if (rc == HJ_OK && t->attr == HJ_A_SRC) {
		rc = id_list(labels, old, text, form.len, to, err);
	} else if (rc == HJ_OK) {
		struct word w = { text, form.len };

		if (t->attr == HJ_NATTRS && t->def->value == HJ_V_REF)
			rc = reference(labels, &w, err);
		if (rc == HJ_OK)
			rc = hj_buf_add(to, w.p, w.n, err);
	}
	if (rc == HJ_OK && changed != NULL)
		*changed = differs;
	hj_buf_clear(&form);
	return rc;
}
