#include <string.h>

#include "core/case/record_own.h"

/*
 * Canonical order of the attributes of one element (xml-exc-c14n 1.0 with
 * xml-c14n 2.3): namespace declarations by prefix, the default one first;
 * then attributes by namespace name, none first; then by local name.
 */
struct place {
	bool declares;
	const char *space; /* namespace name, or "" */
	const char *local; /* or the prefix that is declared */
};

/* The namespace name of a prefix, as declared here or further up. */
static const char *
space_of(const struct hj_node *node, const char *prefix, size_t n)
{
	for (; node != NULL; node = node->parent)
		for (const struct hj_attr *a = node->attrs; a != NULL;
		     a = a->next)
			if (strncmp(a->name, "xmlns:", 6) == 0 &&
			    strlen(a->name + 6) == n &&
			    memcmp(a->name + 6, prefix, n) == 0)
				return a->value;
	if (n == 3 && memcmp(prefix, "xml", 3) == 0)
		return "http://www.w3.org/XML/1998/namespace";
	return "";
}

static struct place
place_of(const struct hj_node *node, const char *name)
{
	const char *colon = strchr(name, ':');

	if (strcmp(name, "xmlns") == 0)
		return (struct place){ true, "", "" };
	if (colon == NULL)
		return (struct place){ false, "", name };
	if (strncmp(name, "xmlns:", 6) == 0)
		return (struct place){ true, "", colon + 1 };
	return (struct place){ false,
		space_of(node, name, (size_t)(colon - name)), colon + 1 };
}

/* Does a stand before b? */
static bool
before(const struct hj_node *node, const char *a, const char *b)
{
	const struct place x = place_of(node, a);
	const struct place y = place_of(node, b);
	int by;

	if (x.declares != y.declares)
		return x.declares;
	by = strcmp(x.space, y.space);
	return by != 0 ? by < 0 : strcmp(x.local, y.local) < 0;
}

static int
make(struct hj_record *r, const char *name, const char *value, size_t len,
    struct hj_attr *next, struct hj_attr **ret, struct hj_error *err)
{
	struct hj_attr *a;
	void *to;

	if (hj_arena_alloc(&r->arena, sizeof(*a), &to, err) != HJ_OK)
		return (int)err->code;
	a = to;
	*a = (struct hj_attr){ next, name, value, len };
	*ret = a;
	return HJ_OK;
}

static int
note_id(struct hj_record *r, struct hj_node *node, const char *name,
    const char *value, size_t len, struct hj_error *err)
{
	if (node->def == NULL || strcmp(name, "id") != 0)
		return HJ_OK;
	return hj_idmap_add(&r->ids, &r->arena, value, len, node, err);
}

int
hj_record_push_attr(struct hj_record *r, struct hj_node *node, const char *name,
    const char *value, size_t len, struct hj_error *err)
{
	struct hj_attr **at = &node->attrs;

	while (*at != NULL)
		at = &(*at)->next;
	if (note_id(r, node, name, value, len, err) != HJ_OK)
		return (int)err->code;
	return make(r, name, value, len, NULL, at, err);
}

/* Names of the schema are constants; a foreign name is copied. */
static int
keep_name(struct hj_record *r, const struct hj_node *node, const char *name,
    const char **ret, struct hj_error *err)
{
	enum hj_attr_name known = HJ_NATTRS;
	char *copy = NULL;
	int rc;

	if (node->def != NULL)
		known = hj_schema_attr(name, strlen(name));
	if (known != HJ_NATTRS) {
		*ret = hj_schema_attr_name(known);
		return HJ_OK;
	}
	rc = hj_arena_text(&r->arena, name, strlen(name), &copy, err);
	if (rc == HJ_OK)
		*ret = copy;
	return rc;
}

int
hj_record_set_attr(struct hj_record *r, struct hj_node *node, const char *name,
    const char *p, size_t n, struct hj_error *err)
{
	struct hj_attr **at = &node->attrs;
	const char *kept = NULL;
	char *value = NULL;
	int rc = hj_arena_text(&r->arena, p, n, &value, err);

	if (rc == HJ_OK)
		rc = keep_name(r, node, name, &kept, err);
	if (rc == HJ_OK)
		rc = note_id(r, node, kept, value, n, err);
	if (rc != HJ_OK)
		return rc;
	while (*at != NULL && strcmp((*at)->name, name) != 0)
		at = &(*at)->next;
	if (*at != NULL) {
		(*at)->value = value;
		(*at)->len = n;
		return HJ_OK;
	}
	at = &node->attrs;
	while (*at != NULL && before(node, (*at)->name, name))
		at = &(*at)->next;
	return make(r, kept, value, n, *at, at, err);
}

void
hj_record_drop_attr(struct hj_node *node, const char *name)
{
	struct hj_attr **at = &node->attrs;

	while (*at != NULL && strcmp((*at)->name, name) != 0)
		at = &(*at)->next;
	if (*at != NULL)
		*at = (*at)->next;
}
