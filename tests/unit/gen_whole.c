#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/case/schema_walk.h"
#include "core/vocab/vocab.h"
#include "tests/unit/gen_whole.h"

struct whole {
	const struct hj_elem *root;
	struct gen_whole *to;
	size_t n, left;
	bool refers; /* this round: only what refers, or only what does not */
};

/* "person.name" as "person[+person].name[+person.name]"; in labels a hyphen
 * stands for the full stop. */
static void
labelled(const struct hj_elem *root, const char *path, const char *more,
    char *ret, size_t size)
{
	const struct hj_elem *e = root;
	const char *p = path;
	size_t len = 0;

	ret[0] = '\0';
	while (*p != '\0') {
		size_t n = strcspn(p, ".");

		e = hj_schema_child(e, p, n);
		len += (size_t)snprintf(ret + len, size - len, "%s%.*s",
		    p != path ? "." : "", (int)n, p);
		p += n;
		if (hj_schema_repeats(e)) {
			size_t from = len + 2;

			len +=
			    (size_t)snprintf(ret + len, size - len, "[+%.*s%s]",
				(int)(p - path), path, *p == '\0' ? more : "");
			for (size_t i = from; i < len; i++)
				if (ret[i] == '.')
					ret[i] = '-';
		}
		p += *p == '.' ? 1 : 0;
	}
}

static void
code_of(const char *list, size_t i, char *ret, size_t size)
{
	const struct hj_list *l = hj_vocab_list(list);

	if (i < l->n)
		(void)snprintf(ret, size, "%s", l->rows[i].code);
}

/* The label of the first element of the file that it may lead to. */
struct target {
	const char *of;
	char path[256];
};

static int
find_target(void *to, const struct hj_schema_at *at, struct hj_error *err)
{
	struct target *t = to;
	size_t n = strcspn(t->of, " ");

	(void)err;
	if (at->parent != NULL && t->path[0] == '\0' &&
	    strlen(at->elem->name) == n &&
	    memcmp(at->elem->name, t->of, n) == 0 &&
	    hj_schema_repeats(at->elem))
		(void)snprintf(t->path, sizeof(t->path), "%s", at->path);
	return HJ_OK;
}

static bool
label_of(const struct whole *w, const char *of, const char *more, char *ret,
    size_t size)
{
	struct hj_error err = HJ_ERROR;
	struct target t = { .of = of };

	(void)!hj_schema_walk(w->root, find_target, &t, &err);
	if (t.path[0] == '\0')
		return false;
	(void)snprintf(ret, size, "+%.100s%s", t.path, more);
	for (char *p = ret; *p != '\0'; p++)
		if (*p == '.')
			*p = '-';
	return true;
}

/* A reference to what files of this kind do not have: no value is valid. */
static bool
leads_nowhere(const struct whole *w, const struct hj_elem *e)
{
	char label[160];

	return e->value == HJ_V_REF &&
	    !label_of(w, e->of, "", label, sizeof(label));
}

/* Its first target is the element that it stands in, which cannot be meant
 * (core/sense/sense.h). */
static bool
leads_to_itself(const struct whole *w, const struct hj_elem *e,
    const char *path)
{
	struct hj_error err = HJ_ERROR;
	struct target t = { .of = e->of };
	const char *end = strrchr(path, '.');
	size_t n = end != NULL ? (size_t)(end - path) : 0;

	if (e->value != HJ_V_REF)
		return false;
	(void)!hj_schema_walk(w->root, find_target, &t, &err);
	return strlen(t.path) == n && memcmp(t.path, path, n) == 0;
}

/* The nth of two values for the text of an element. */
static void
text_of(const struct whole *w, const struct hj_elem *e, const char *path,
    size_t nth, char *ret, size_t size)
{
	switch (e->value) {
	case HJ_V_NONE:
	case HJ_V_FOREIGN:
		break;
	case HJ_V_LINE:
	case HJ_V_FREE:
		(void)snprintf(ret, size, "%s <%s> & \"값\" ]]> 圖們 %zu", path,
		    e->ko, nth);
		break;
	case HJ_V_CODE:
		code_of(e->of, nth, ret, size);
		/* Every crossing leads there. */
		if (strcmp(path, "repatriation.to") == 0)
			(void)snprintf(ret, size, "%s", nth == 0 ? "KP" : "");
		break;
	case HJ_V_DATE:
		(void)snprintf(ret, size, "20%02zu-%02zu~", w->n % 30,
		    1 + (w->n + nth) % 12);
		break;
	case HJ_V_TIME:
		(void)snprintf(ret, size, "2019-11-%02zuT23:59:0%zuZ",
		    1 + w->n % 28, nth);
		break;
	case HJ_V_NUMBER:
		(void)snprintf(ret, size, "%zu", 20 + w->n % 40 + nth);
		break;
	case HJ_V_DECIMAL:
		(void)snprintf(ret, size, "-%zu.%zu", w->n % 90, nth + 1);
		break;
	case HJ_V_YESNO:
		(void)snprintf(ret, size, "%s", nth == 0 ? "yes" : "no");
		break;
	case HJ_V_REF:
		/* Nobody is related to themselves. */
		if (leads_to_itself(w, e, path) || strcmp(e->name, "b") == 0)
			nth = 1 - nth;
		(void)label_of(w, e->of, nth == 0 ? "" : "2", ret, size);
		break;
	case HJ_V_FAR:
		(void)snprintf(ret, size, "far%02zu%zu", w->n % 100, nth);
		break;
	case HJ_V_CASE:
		(void)snprintf(ret, size, "k7m2qx4d9tn1w0z%zu", nth);
		break;
	case HJ_V_HEX: {
		size_t n = strtoul(e->of, NULL, 10);

		memset(ret, nth == 0 ? 'a' : '7', n);
		ret[n] = '\0';
		break;
	}
	case HJ_V_OWN:
		(void)snprintf(ret, size, "x-made-%zu", nth);
		break;
	}
}

static struct gen_whole *
next(struct whole *w, const struct hj_elem *e, enum hj_attr_name a,
    const char *path, const char *more)
{
	struct gen_whole *f;

	if (w->n == GEN_WHOLE_MAX)
		abort();
	f = &w->to[w->n++];
	*f = (struct gen_whole){ .def = e, .attr = a, .refers = w->refers };
	labelled(w->root, path, more, f->path, sizeof(f->path));
	if (a != HJ_NATTRS) {
		size_t len = strlen(f->path);

		(void)snprintf(f->path + len, sizeof(f->path) - len, "%s%s",
		    len != 0 ? "." : "", hj_schema_attr_name(a));
	}
	return f;
}

static void
attribute(struct whole *w, const struct hj_schema_at *at, enum hj_attr_name a)
{
	const char *list = hj_schema_attr_list(at->elem, a);
	struct gen_whole *f;
	char label[160];

	/* Ids are given; why there is no value is another question. */
	if (a == HJ_A_ID || a == HJ_A_KNOWN || (a == HJ_A_SRC) != w->refers)
		return;
	if (a == HJ_A_SRC && !label_of(w, "source", "", label, sizeof(label))) {
		w->left++;
		return;
	}
	f = next(w, at->elem, a, at->path, "");
	if (a == HJ_A_SRC) {
		(void)label_of(w, "source", "", f->value, sizeof(f->value));
		(void)label_of(w, "source", "2", f->other, sizeof(f->other));
		return;
	}
	code_of(list, 0, f->value, sizeof(f->value));
	code_of(list, 1, f->other, sizeof(f->other));
	/* The kind of file that may hold everything. */
	if (at->parent == NULL && a == HJ_A_KIND) {
		(void)snprintf(f->value, sizeof(f->value), "followup");
		f->other[0] = '\0';
	}
}

static int
field(void *to, const struct hj_schema_at *at, struct hj_error *err)
{
	struct whole *w = to;
	const struct hj_elem *e = at->elem;

	(void)err;
	for (size_t i = 0; i < HJ_NATTRS; i++)
		if ((e->attrs >> i & 1) != 0)
			attribute(w, at, (enum hj_attr_name)i);
	if (e->nchildren == 0 && (e->value == HJ_V_REF) == w->refers) {
		struct gen_whole *f;

		f = next(w, e, HJ_NATTRS, at->path, "");
		if (leads_nowhere(w, e)) {
			f->attr = HJ_A_KNOWN;
			f->known = true;
			f->refers = false;
			(void)snprintf(f->value, sizeof(f->value), "unknown");
			return HJ_OK;
		}
		text_of(w, e, at->path, 0, f->value, sizeof(f->value));
		if (!leads_to_itself(w, e, at->path))
			text_of(w, e, at->path, 1, f->other, sizeof(f->other));
	}
	return HJ_OK;
}

/* A second one of every group, so that references can be changed: nothing is
 * known of what has to stand in it. */
static int
second(void *to, const struct hj_schema_at *at, struct hj_error *err)
{
	struct whole *w = to;
	const struct hj_elem *e = at->elem;
	struct gen_whole *f;

	(void)err;
	if (at->parent == NULL || !hj_schema_repeats(e) || e->nchildren == 0)
		return HJ_OK;
	f = next(w, e, HJ_A_CONF, at->path, "2");
	(void)snprintf(f->value, sizeof(f->value), "internal");
	for (size_t i = 0; i < e->nchildren; i++) {
		const struct hj_elem *c = &e->children[i];
		size_t len;

		if (c->card != HJ_ONE && c->card != HJ_SOME)
			continue;
		f = next(w, c, HJ_A_KNOWN, at->path, "2");
		f->known = true;
		(void)snprintf(f->value, sizeof(f->value), "unknown");
		/* It is said of the child. */
		len = strlen(f->path) - strlen(".known");
		(void)snprintf(f->path + len, sizeof(f->path) - len, ".%s",
		    c->name);
	}
	return HJ_OK;
}

size_t
gen_whole(const char *root, struct gen_whole to[static GEN_WHOLE_MAX],
    size_t *left)
{
	struct whole w = { .root = hj_schema_root(root, strlen(root)),
		.to = to };
	struct hj_error err = HJ_ERROR;

	(void)!hj_schema_walk(w.root, field, &w, &err);
	(void)!hj_schema_walk(w.root, second, &w, &err);
	w.refers = true;
	(void)!hj_schema_walk(w.root, field, &w, &err);
	if (left != NULL)
		*left = w.left;
	return w.n;
}
