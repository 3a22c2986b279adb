#include "export/consent/recipient.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/vocab/vocab.h"

const char *
hj_recipient_of(const struct hj_mechanism *m, const char *said)
{
	static const char *const published[] = { "un-public", "public-name",
		"public-anon" };

	for (size_t i = 0; m != NULL && i < HJ_LEN(published); i++)
		if (strcmp(m->scope, published[i]) == 0)
			return NULL;
	return said != NULL || m == NULL ? said : m->code;
}

static bool
is_written(const char *one, const char *other)
{
	struct hj_buf a = HJ_BUF(HJ_LINE_MAX), b = HJ_BUF(HJ_LINE_MAX);
	struct hj_error ignored = HJ_ERROR;
	bool same = hj_text_fold(one, strlen(one), &a, &ignored) == HJ_OK &&
	    hj_text_fold(other, strlen(other), &b, &ignored) == HJ_OK &&
	    a.len != 0 && a.len == b.len && memcmp(a.data, b.data, a.len) == 0;

	hj_buf_clear(&a);
	hj_buf_clear(&b);
	return same;
}

static bool
is_called(const struct hj_mechanism *m, const char *name)
{
	const struct hj_list *l = hj_vocab_list("mechanism");
	const struct hj_code_row *row =
	    l != NULL ? hj_vocab_find(l, m->code, strlen(m->code)) : NULL;

	return is_written(m->word, name) || is_written(m->code, name) ||
	    (row != NULL &&
		(is_written(hj_vocab_label(row, false), name) ||
		    is_written(hj_vocab_label(row, true), name)));
}

static const struct hj_mechanism *
mechanism(const char *name)
{
	for (size_t i = 0; i < hj_mechanism_count(); i++)
		if (is_called(hj_mechanism_at(i), name))
			return hj_mechanism_at(i);
	return NULL;
}

bool
hj_recipient_same(const char *one, const char *other)
{
	const struct hj_mechanism *a, *b;

	if (is_written(one, other))
		return true;
	a = mechanism(one);
	b = a != NULL ? mechanism(other) : NULL;
	return b != NULL &&
	    (a == b || (*a->word != '\0' && strcmp(a->word, b->word) == 0));
}
