#include <string.h>

#include <sodium.h>

#include "core/case/schema_walk.h"
#include "core/merge/merge_own.h"

/* The ids of rows come from what they say, so that two laptops make the same
 * ones. */

static void
hash_text(crypto_hash_sha256_state *h, const char *p, size_t n)
{
	uint8_t len[8];

	for (size_t i = 0; i < sizeof(len); i++)
		len[i] =
		    (uint8_t)(p == NULL ? 0xff : (uint64_t)n >> (56 - 8 * i));
	crypto_hash_sha256_update(h, len, sizeof(len));
	if (p != NULL)
		crypto_hash_sha256_update(h, (const uint8_t *)p, n);
}

static void
hash_word(crypto_hash_sha256_state *h, const char *word)
{
	hash_text(h, word, word != NULL ? strlen(word) : 0);
}

static void
name_row(struct hj_merging *m, const struct hj_slot *s,
    const struct hj_choice *c, const struct hj_val *v,
    char id[static HJ_ELEMENT_ID_CHARS + 1])
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state h;
	uint32_t tries = 0;
	uint8_t count[sizeof(tries)];

	do {
		crypto_hash_sha256_init(&h);
		hash_word(&h, s->key_element);
		hash_word(&h, s->key_path);
		hash_word(&h, hj_schema_attr_name(c->facet));
		hash_text(&h, v->none ? NULL : v->text, v->len);
		for (size_t i = 0; i < HJ_NATTRS; i++)
			hash_word(&h, v->attr[i]);
		for (size_t i = 0; i < sizeof(tries); i++)
			count[i] = (uint8_t)(tries >> (24 - 8 * i));
		crypto_hash_sha256_update(&h, count, sizeof(count));
		crypto_hash_sha256_final(&h, hash);
		hj_element_id_hashed(hash, id);
		tries++;
	} while (hj_record_find(m->out, id) != NULL);
	sodium_memzero(&h, sizeof(h));
}

/* ---- one row ---- */

static int
add_child(struct hj_merging *m, struct hj_node *row, const char *name,
    const char *p, size_t n, struct hj_node **ret)
{
	const struct hj_elem *def =
	    hj_schema_child(row->def, name, strlen(name));
	struct hj_node *node = NULL;

	if (hj_record_append(m->out, row, def, NULL, 0, &node, m->err) != HJ_OK)
		return (int)m->err->code;
	if (ret != NULL)
		*ret = node;
	return p == NULL ? HJ_OK
			 : hj_record_set_text(m->out, node, p, n, m->err);
}

static int
add_word(struct hj_merging *m, struct hj_node *row, const char *name,
    const char *word)
{
	return word == NULL ? HJ_OK
			    : add_child(m, row, name, word, strlen(word), NULL);
}

/* Not below what the field has where it stands now. */
static const char *
level_of(const struct hj_slot *s, const struct hj_choice *c,
    const struct hj_val *v)
{
	enum hj_conf level = v->level;

	for (size_t k = 0; k < c->n; k++)
		if (c->val[k].level > level)
			level = c->val[k].level;
	if (s->out != NULL && hj_node_conf(s->out) > level)
		level = hj_node_conf(s->out);
	return hj_schema_conf_word(level);
}

static int
fill(struct hj_merging *m, struct hj_node *row, const struct hj_slot *s,
    const struct hj_choice *c, const struct hj_val *v)
{
	const char *attr =
	    c->facet == HJ_NATTRS ? NULL : hj_schema_attr_name(c->facet);
	struct hj_node *value = NULL;

	for (enum hj_attr_name a = 0; a < HJ_NATTRS; a++)
		if (v->attr[a] != NULL && a != HJ_A_KNOWN &&
		    hj_record_set_attr(m->out, row, hj_schema_attr_name(a),
			v->attr[a], strlen(v->attr[a]), m->err) != HJ_OK)
			return (int)m->err->code;
	if (add_word(m, row, "element", s->key_element) != HJ_OK ||
	    add_word(m, row, "path", s->key_path) != HJ_OK ||
	    add_word(m, row, "attribute", attr) != HJ_OK)
		return (int)m->err->code;
	if (!v->none && (v->text != NULL || v->attr[HJ_A_KNOWN] != NULL)) {
		if (add_child(m, row, "value", v->text, v->len, &value) !=
		    HJ_OK)
			return (int)m->err->code;
		if (v->attr[HJ_A_KNOWN] != NULL &&
		    hj_record_set_attr(m->out, value, "known",
			v->attr[HJ_A_KNOWN], strlen(v->attr[HJ_A_KNOWN]),
			m->err) != HJ_OK)
			return (int)m->err->code;
	}
	return add_word(m, row, "side", v->side);
}

static int
add_row(struct hj_merging *m, const struct hj_slot *s,
    const struct hj_choice *c, const struct hj_val *v)
{
	struct hj_node *root = hj_record_root(m->out), *row = NULL;
	const struct hj_elem *def = hj_schema_child(root->def, "conflict", 8);
	const char *level = level_of(s, c, v);
	char id[HJ_ELEMENT_ID_CHARS + 1];

	name_row(m, s, c, v, id);
	if (hj_record_add(m->out, root, def, &row, m->err) != HJ_OK ||
	    hj_record_set_attr(m->out, row, "id", id, HJ_ELEMENT_ID_CHARS,
		m->err) != HJ_OK ||
	    hj_record_set_attr(m->out, row, "conf", level, strlen(level),
		m->err) != HJ_OK)
		return (int)m->err->code;
	return fill(m, row, s, c, v);
}

static int
rows_of(struct hj_merging *m, struct hj_slot *s)
{
	for (const struct hj_choice *c = s->choices; c != NULL; c = c->next) {
		/* That it had another id is no value for its place. */
		size_t from = c->facet == HJ_A_ID ? 0 : 1;

		if (c->n > from && hj_slot_key(m, s) != HJ_OK)
			return (int)m->err->code;
		for (size_t k = from; k < c->n; k++)
			if ((c->facet != HJ_A_ID || !c->val[k].none) &&
			    add_row(m, s, c, &c->val[k]) != HJ_OK)
				return (int)m->err->code;
	}
	return HJ_OK;
}

static int
rows_below(struct hj_merging *m, struct hj_slot *s)
{
	if (rows_of(m, s) != HJ_OK)
		return (int)m->err->code;
	for (struct hj_slot *c = s->unknown ? NULL : s->first; c != NULL;
	     c = c->next)
		if (c->stays && rows_below(m, c) != HJ_OK)
			return (int)m->err->code;
	return HJ_OK;
}

int
hj_merge_emit_rows(struct hj_merging *m)
{
	return rows_below(m, m->top);
}
