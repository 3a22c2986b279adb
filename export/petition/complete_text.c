/* Predicates about texts and sources. */
#include <string.h>

#include "core/base/limits.h"
#include "core/base/word.h"
#include "core/sense/victim.h"
#include "export/expose/expose.h"
#include "export/petition/annex.h"
#include "export/petition/complete_own.h"

/* ---- language ---- */

static const char *
language_of(const struct hj_asked *a)
{
	const char *lang =
	    hj_node_value(hj_record_root(a->c->petition), "language");

	return lang != NULL ? lang : "en";
}

static int
language(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	(void)err;
	*ret =
	    hj_answer_of(hj_mechanism_takes(a->c->mechanism, language_of(a)));
	return HJ_OK;
}

/* "ko-KP" is Korean. */
static bool
is_in(const struct hj_node *n, const char *lang)
{
	const char *own = hj_node_attr(n, "lang");
	size_t len = strcspn(lang, "-");

	return own != NULL && strncmp(own, lang, len) == 0 &&
	    (own[len] == '\0' || own[len] == '-');
}

/* An event is told in the language when one of its narratives is, be it the
 * first or a translation; a text of the petition says in which it is. */
static int
translated(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	const char *lang = language_of(a);
	bool told = false;

	(void)err;
	if (a->record == NULL) {
		*ret = hj_answer_of(hj_node_attr(a->node, "lang") == NULL ||
		    is_in(a->node, lang));
		return HJ_OK;
	}
	for (const struct hj_node *n = hj_node_child(a->node, "narrative");
	     n != NULL; n = hj_node_same(n)) {
		if (hj_node_value(n, "text") == NULL)
			continue;
		told = true;
		if (is_in(n, lang))
			*ret = HJ_ANSWER_YES;
	}
	if (!told)
		*ret = HJ_ANSWER_YES;
	return HJ_OK;
}

static int
reader(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	(void)a;
	(void)err;
	*ret = HJ_ANSWER_NO;
	return HJ_OK;
}

/* ---- sources ---- */

static int
sourced(const struct hj_asked *a, enum hj_answer *ret, struct hj_error *err)
{
	const char *src = hj_node_attr(a->node, "src");

	(void)err;
	*ret = hj_answer_of(src != NULL && *src != '\0');
	return HJ_OK;
}

static int
not_press_only(const struct hj_asked *a, enum hj_answer *ret,
    struct hj_error *err)
{
	const struct hj_node *first =
	    hj_node_child(hj_record_root(a->record), "source");

	(void)err;
	*ret = hj_answer_of(first == NULL);
	for (const struct hj_node *n = first; n != NULL; n = hj_node_same(n))
		if (!hj_word_among("press social", hj_node_attr(n, "kind")))
			*ret = HJ_ANSWER_YES;
	return HJ_OK;
}

/* ---- who is in the text ---- */

static int
add_text(const struct hj_node *n, struct hj_buf *to, struct hj_error *err)
{
	if (n->text == NULL || hj_node_conf(n) > HJ_PUBLIC)
		return HJ_OK;
	return hj_buf_printf(to, err, "%s\n", n->text);
}

/* What of a case is printed as somebody wrote it, and all of the petition. */
static int
collect(const struct hj_asked *a, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(a->record);
	const struct hj_node *p = hj_record_root(a->c->petition);
	int rc = HJ_OK;

	for (const struct hj_node *n = root; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, root))
		if (strcmp(n->name, "text") == 0 && n->parent != NULL &&
		    hj_word_among("narrative summary", n->parent->name))
			rc = add_text(n, to, err);
	for (const struct hj_node *n = p; n != NULL && rc == HJ_OK;
	     n = hj_node_next(n, p))
		if (n->text != NULL && n->def != NULL &&
		    n->def->value == HJ_V_FREE)
			rc = hj_buf_printf(to, err, "%s\n", n->text);
	return rc;
}

struct looking {
	struct hj_expose *text;
	bool found;
};

static int
look(void *to, const char *name, size_t n, struct hj_error *err)
{
	struct looking *l = to;
	bool found = false;
	int rc = hj_expose_seek(l->text, name, n, &found, err);

	l->found = l->found || found;
	return rc;
}

/* The victims are the business of consent; the others must not be found. */
static int
sources_hidden(const struct hj_asked *a, enum hj_answer *ret,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(a->record);
	struct hj_buf text = HJ_BUF(HJ_TEXT_MAX);
	struct looking l = { .text = NULL };
	int rc;

	if ((rc = collect(a, &text, err)) == HJ_OK)
		rc = hj_expose_new((const char *)text.data, text.len, &l.text,
		    err);
	for (const struct hj_node *n = hj_node_child(root, "person");
	     n != NULL && rc == HJ_OK; n = hj_node_same(n))
		if (!hj_may_be_victim(n))
			rc = hj_annex_names(n, look, &l, err);
	*ret = hj_answer_of(!l.found);
	hj_expose_free(l.text);
	hj_buf_clear(&text);
	return rc;
}

const struct hj_asked_name hj_asked_text[] = {
	{ "language", language },
	{ "not-press-only", not_press_only },
	{ "reader", reader },
	{ "sourced", sourced },
	{ "sources-hidden", sources_hidden },
	{ "translated", translated },
	{ NULL, NULL },
};
