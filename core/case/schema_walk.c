#include "core/case/schema_walk.h"

#include <string.h>

/* The longest path of the table has 28 bytes. */
#define PATH_BYTES 256

struct walk {
	hj_schema_fn *fn;
	void *to;
	char path[PATH_BYTES];
};

/* The tables are a tree a few levels deep. */
static int
step(struct walk *w, const struct hj_schema_at *at, struct hj_error *err)
{
	size_t n = strlen(at->path);
	size_t dot = n != 0 ? 1 : 0;
	int rc = w->fn(w->to, at, err);

	for (size_t i = 0; rc == HJ_OK && i < at->elem->nchildren; i++) {
		const struct hj_elem *e = &at->elem->children[i];
		const struct hj_schema_at below = { .path = w->path,
			.depth = at->depth + 1,
			.elem = e,
			.parent = at->elem };

		if (n + dot + strlen(e->name) >= sizeof(w->path))
			return hj_fail(err, HJ_ELIMIT,
			    "the outline is too deep at '%s'", e->name);
		w->path[n] = '.';
		memcpy(w->path + n + dot, e->name, strlen(e->name) + 1);
		rc = step(w, &below, err);
		w->path[n] = '\0';
	}
	return rc;
}

int
hj_schema_walk(const struct hj_elem *root, hj_schema_fn *fn, void *to,
    struct hj_error *err)
{
	struct walk w = { .fn = fn, .to = to };
	const struct hj_schema_at at = { .path = w.path, .elem = root };

	return step(&w, &at, err);
}

const char *
hj_schema_value_word(enum hj_value v)
{
	switch (v) {
	case HJ_V_NONE:
		return NULL;
	case HJ_V_LINE:
		return "line";
	case HJ_V_FREE:
		return "text";
	case HJ_V_CODE:
		return "code";
	case HJ_V_DATE:
		return "date";
	case HJ_V_TIME:
		return "time";
	case HJ_V_NUMBER:
		return "number";
	case HJ_V_DECIMAL:
		return "decimal";
	case HJ_V_OWN:
		return "own-code";
	case HJ_V_YESNO:
		return "yes-no";
	case HJ_V_REF:
		return "reference";
	case HJ_V_FAR:
		return "far-reference";
	case HJ_V_CASE:
		return "case";
	case HJ_V_HEX:
		return "hex";
	case HJ_V_FOREIGN:
		return "foreign";
	}
	return NULL;
}

const char *
hj_schema_card_word(enum hj_card c)
{
	switch (c) {
	case HJ_ONE:
		return "1";
	case HJ_OPT:
		return "0..1";
	case HJ_SOME:
		return "1..";
	case HJ_MANY:
		return "0..";
	}
	return NULL;
}

const char *
hj_schema_class_word(enum hj_class c)
{
	switch (c) {
	case HJ_C_FREE:
		return "free";
	case HJ_C_DIRECT:
		return "direct";
	case HJ_C_QUASI:
		return "quasi";
	case HJ_C_SOURCE:
		return "source";
	case HJ_C_OPERATIONAL:
		return "operational";
	case HJ_C_SENSITIVE:
		return "sensitive";
	case HJ_C_CARE:
		return "care";
	}
	return NULL;
}

const char *
hj_schema_conf_word(enum hj_conf l)
{
	switch (l) {
	case HJ_PUBLIC:
		return "public";
	case HJ_INTERNAL:
		return "internal";
	case HJ_RESTRICTED:
		return "restricted";
	case HJ_SECRET:
		return "secret";
	}
	return NULL;
}
