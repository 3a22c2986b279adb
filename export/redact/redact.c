#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "export/consent/care.h"
#include "export/redact/redact_own.h"

#define LETTERS 6 /* of a pseudonym: 30 bits */

/* What of a file is looked at at all; what these refer to comes only if it is
 * among them. */
static const char *const parts[] = { "person", "group", "relationship", "event",
	"detention", "repatriation", "place", "authority" };

void
hj_redact_mark(const struct hj_redacting *x, const char *what, const char *id,
    uint8_t ret[static 32])
{
	const char *file = hj_node_attr(hj_record_root(x->from), "id");
	crypto_generichash_state s;

	(void)crypto_generichash_init(&s, x->key, HJ_PSEUDONYM_KEY, 32);
	/* With the byte that ends them, so that no two run together. */
	(void)crypto_generichash_update(&s, (const uint8_t *)what,
	    strlen(what) + 1);
	if (file != NULL)
		(void)crypto_generichash_update(&s, (const uint8_t *)file,
		    strlen(file) + 1);
	(void)crypto_generichash_update(&s, (const uint8_t *)id, strlen(id));
	(void)crypto_generichash_final(&s, ret, 32);
	sodium_memzero(&s, sizeof(s));
}

static bool
is_among(const char *const *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

static int
remember(struct hj_redacting *x, const struct hj_node *old, struct hj_node *new)
{
	const struct hj_redact_pair p = { old, new };

	return hj_buf_add(&x->pairs, &p, sizeof(p), x->err);
}

/* How it is known, and what sort of thing it is; never by whom. */
static int
copy_attrs(struct hj_redacting *x, const struct hj_node *old,
    struct hj_node *new)
{
	static const char *const kept[] = { "basis", "cred", "known", "pref",
		"role", "type" };

	for (size_t i = 0; i < HJ_LEN(kept); i++) {
		const char *v = hj_node_attr(old, kept[i]);

		if (v != NULL && strstr(v, "x-") == NULL &&
		    hj_record_set_attr(x->to, new, kept[i], v, strlen(v),
			x->err) != HJ_OK)
			return (int)x->err->code;
	}
	return HJ_OK;
}

static bool
may_leave(const struct hj_redacting *x, const struct hj_node *n)
{
	enum hj_redact_action a;

	if (n->def == NULL || hj_node_conf(n) > HJ_INTERNAL || hj_care_is(n) ||
	    hj_redact_never(n->name))
		return false;
	a = hj_redact_action(x->p, n->def->class);
	return a == HJ_REDACT_KEEP || a == HJ_REDACT_GENERALISE;
}

static int
copy_children(struct hj_redacting *x, const struct hj_node *old,
    struct hj_node *new)
{
	static const char *const decades[] = { "birth", "age" };

	for (const struct hj_node *n = old->first; n != NULL; n = n->next) {
		struct hj_node *made = NULL;

		if (!may_leave(x, n))
			continue;
		if (is_among(decades, HJ_LEN(decades), n->name) &&
		    strcmp(old->name, "person") == 0) {
			if (hj_redact_decade(x, n, new) != HJ_OK)
				return (int)x->err->code;
			continue;
		}
		if (n->def->nchildren == 0) {
			if (hj_redact_leaf(x, n, new, &made) != HJ_OK)
				return (int)x->err->code;
		} else if (hj_record_add(x->to, new, n->def, &made, x->err) !=
			HJ_OK ||
		    copy_children(x, n, made) != HJ_OK) {
			return (int)x->err->code;
		}
		if (made != NULL &&
		    (copy_attrs(x, n, made) != HJ_OK ||
			remember(x, n, made) != HJ_OK))
			return (int)x->err->code;
	}
	return HJ_OK;
}

/* "P-7k2m9q", the same for this recipient whenever they get something. */
static int
put_pseudonym(struct hj_redacting *x, const struct hj_node *old,
    struct hj_node *new)
{
	static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
	const struct hj_elem *def = hj_schema_child(new->def, "name", 4);
	const char *id = hj_node_attr(old, "id");
	struct hj_node *name, *full;
	char text[3 + LETTERS] = "P-";
	uint8_t mark[32];

	hj_redact_mark(x, "pseudonym", id != NULL ? id : "", mark);
	for (size_t i = 0; i < LETTERS; i++)
		text[2 + i] = letters[mark[i] & 31];
	text[2 + LETTERS] = '\0';
	if (hj_record_add(x->to, new, def, &name, x->err) != HJ_OK ||
	    hj_record_set_attr(x->to, name, "type", "pseud", 5, x->err) !=
		HJ_OK ||
	    hj_record_add(x->to, name, hj_schema_child(def, "full", 4), &full,
		x->err) != HJ_OK)
		return (int)x->err->code;
	return hj_record_set_text(x->to, full, text, strlen(text), x->err);
}

static int
copy_part(struct hj_redacting *x, const struct hj_node *old)
{
	struct hj_node *new;

	if (!may_leave(x, old) || old->def->nchildren == 0)
		return HJ_OK;
	if (hj_record_add(x->to, hj_record_root(x->to), old->def, &new,
		x->err) != HJ_OK ||
	    copy_attrs(x, old, new) != HJ_OK)
		return (int)x->err->code;
	/* A pseudonym is a value. */
	if (strcmp(old->name, "person") == 0)
		hj_record_drop_attr(new, "known");
	if (strcmp(old->name, "person") == 0 &&
	    put_pseudonym(x, old, new) != HJ_OK)
		return (int)x->err->code;
	if (copy_children(x, old, new) != HJ_OK)
		return (int)x->err->code;
	return remember(x, old, new);
}

/* An element of one name, and where it stands for this recipient. */
struct place {
	uint8_t mark[32];
	const struct hj_node *node;
};

static int
by_mark(const void *a, const void *b)
{
	return memcmp(a, b, 32);
}

static int
copy_parts(struct hj_redacting *x, const char *name)
{
	const struct hj_node *root = hj_record_root(x->from);
	struct hj_buf all = HJ_BUF(HJ_RECORD_MAX);
	struct place p, *sorted;
	size_t n;
	int rc = HJ_OK;

	for (p.node = hj_node_child(root, name); p.node != NULL && rc == HJ_OK;
	     p.node = hj_node_same(p.node)) {
		const char *id = hj_node_attr(p.node, "id");

		hj_redact_mark(x, "order", id != NULL ? id : "", p.mark);
		rc = hj_buf_add(&all, &p, sizeof(p), x->err);
	}
	n = all.len / sizeof(p);
	sorted = (struct place *)(void *)all.data;
	if (n > 1)
		qsort(sorted, n, sizeof(*sorted), by_mark);
	for (size_t i = 0; i < n && rc == HJ_OK; i++)
		rc = copy_part(x, sorted[i].node);
	hj_buf_clear(&all);
	return rc;
}

static int
copy_all(struct hj_redacting *x)
{
	const char *kind = hj_node_attr(hj_record_root(x->from), "kind");

	if (kind != NULL &&
	    hj_record_set_attr(x->to, hj_record_root(x->to), "kind", kind,
		strlen(kind), x->err) != HJ_OK)
		return (int)x->err->code;
	for (size_t i = 0; i < HJ_LEN(parts); i++)
		if ((x->p->relations ||
			strcmp(parts[i], "relationship") != 0) &&
		    copy_parts(x, parts[i]) != HJ_OK)
			return (int)x->err->code;
	return hj_redact_join(x);
}

int
hj_redact_file(const struct hj_redact_profile *p,
    const uint8_t key[static HJ_PSEUDONYM_KEY], const struct hj_record *r,
    struct hj_record **ret, struct hj_error *err)
{
	struct hj_redacting x = { .p = p,
		.key = key,
		.from = r,
		.pairs = HJ_BUF(HJ_RECORD_MAX),
		.err = err };
	int rc;

	if ((rc = hj_care_refuse(r, err)) == HJ_OK &&
	    (rc = hj_record_new("case", &x.to, err)) == HJ_OK &&
	    (rc = copy_all(&x)) == HJ_OK) {
		*ret = x.to;
		x.to = NULL;
	}
	hj_record_free(x.to);
	hj_buf_clear(&x.pairs);
	return rc;
}
