#include "cli/wording/referent.h"

#include <string.h>

#include "cli/wording/readback.h"
#include "core/case/owncode.h"
#include "core/case/when.h"

bool
referent_is_masked(const struct hj_node *node, const struct tree_how *how)
{
	return !how->reveal && hj_node_conf(node) == HJ_SECRET;
}

/* Is something of its name not to be shown? */
static bool
hides_its_name(const struct hj_node *person, const struct tree_how *how)
{
	for (const struct hj_node *n = hj_node_child(person, "name"); n != NULL;
	     n = hj_node_same(n))
		for (const struct hj_node *p = n; p != NULL;
		     p = hj_node_next(p, n))
			if (referent_is_masked(p, how))
				return true;
	return false;
}

/* The first of these that it has, to be shown or not. */
static const struct hj_node *
first_of(const struct hj_node *node, const char *const *children)
{
	for (; *children != NULL; children++) {
		const struct hj_node *found = hj_node_child(node, *children);

		if (found != NULL && found->text != NULL)
			return found;
	}
	return NULL;
}

/* What says best which one it is. */
static const struct hj_node *
called(const struct hj_node *node)
{
	static const char *const authority[] = { "name", "organ", NULL };
	static const char *const place[] = { "name", "facility", "locality",
		"county", "iso3166-2", "country", NULL };
	static const char *const other[] = { "title", "label", NULL };

	if (strcmp(node->name, "authority") == 0)
		return first_of(node, authority);
	if (strcmp(node->name, "place") == 0)
		return first_of(node, place);
	return first_of(node, other);
}

static int
say_leaf(const struct hj_node *leaf, const struct hj_node *at,
    const struct tree_how *how, struct hj_buf *to, struct hj_error *err)
{
	struct hj_code_row row;

	if (leaf->def != NULL && leaf->def->value == HJ_V_CODE &&
	    hj_code_find(leaf, leaf->def->of, leaf->text, leaf->text_len, &row))
		return hj_when_label(at, &row, how->korean, to, err);
	return hj_buf_puts(to, leaf->text, err);
}

int
referent_say(const struct hj_record *r, const struct hj_node *at, const char *p,
    size_t n, const struct tree_how *how, struct hj_buf *to,
    struct hj_error *err)
{
	char id[HJ_ID_CHARS + 1] = "";
	const struct hj_node *found = NULL, *leaf;
	int rc;

	if (n < sizeof(id)) {
		memcpy(id, p, n);
		found = hj_record_find(r, id);
	}
	if (found == NULL)
		return hj_buf_add(to, p, n, err);
	leaf = called(found);
	if (strcmp(found->name, "person") == 0 &&
	    hj_node_child(found, "name") != NULL && !hides_its_name(found, how))
		rc = readback_name(found, to, err);
	else if (leaf != NULL && !referent_is_masked(leaf, how))
		rc = say_leaf(leaf, at, how, to, err);
	else if (found->def == NULL)
		rc = hj_buf_puts(to, found->name, err);
	else
		rc = hj_buf_puts(to,
		    how->korean ? found->def->ko : found->def->en, err);
	return rc != HJ_OK ? rc : hj_buf_printf(to, err, " [%s]", id);
}
