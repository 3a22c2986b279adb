#include "core/mechanism/mandate.h"

#include <string.h>

#include "core/mechanism/respondent.h"

/* What of a case calls for which mandate: a stage or a violation, an element
 * that is there, a State. */
struct call {
	const char *list, *code, *mandate;
};

#include "core/mandate_tables.inc"

static bool
happened(const struct hj_node *root, const char *code)
{
	for (const struct hj_node *e = hj_node_child(root, "event"); e != NULL;
	     e = hj_node_same(e)) {
		const char *type = hj_node_attr(e, "type");

		if (type != NULL && strcmp(type, code) == 0)
			return true;
		for (const struct hj_node *v = hj_node_child(e, "violation");
		     v != NULL; v = hj_node_same(v)) {
			const char *what = hj_node_value(v, "code");

			if (what != NULL && strcmp(what, code) == 0)
				return true;
		}
	}
	return false;
}

static bool
has(const struct hj_node *root, const char *element)
{
	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root))
		if (strcmp(n->name, element) == 0)
			return true;
	return false;
}

/* Stops at the State that is looked for. */
static int
compare(void *to, const char *code, const struct hj_node *because,
    struct hj_error *err)
{
	(void)because;
	(void)err;
	return strcmp(code, to) == 0 ? 1 : HJ_OK;
}

static bool
complains_of(const struct hj_record *r, const char *state)
{
	struct hj_error ignored = HJ_ERROR;
	char code[8] = "";

	memcpy(code, state, strnlen(state, sizeof(code) - 1));
	return hj_respondent_each(r, compare, code, &ignored) != HJ_OK;
}

bool
hj_mandate_fits(const struct hj_record *r, const char *mandate)
{
	const struct hj_node *root = hj_record_root(r);

	for (size_t i = 0; i < HJ_LEN(calls); i++) {
		const struct call *c = &calls[i];

		if (strcmp(c->mandate, mandate) != 0)
			continue;
		if (strcmp(c->list, "event-type") == 0 ? happened(root, c->code)
			: strcmp(c->list, "element") == 0
			? has(root, c->code)
			: complains_of(r, c->code))
			return true;
	}
	return false;
}
