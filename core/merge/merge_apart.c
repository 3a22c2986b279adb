#include <string.h>

#include <sodium.h>

#include "core/case/rename.h"
#include "core/merge/merge_own.h"

/* ---- another id ---- */

static bool
is_taken(const struct hj_merging *m, const char *id)
{
	for (size_t i = 0; i < m->n; i++)
		if (hj_record_find(m->side[i].record, id) != NULL)
			return true;
	return false;
}

/* From the old one and where it stands, so that all laptops draw the same. */
static void
draw(const struct hj_merging *m, const struct hj_slot *s,
    char id[static HJ_ELEMENT_ID_CHARS + 1])
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	uint8_t tries = 0;

	do {
		crypto_hash_sha256_state h;

		crypto_hash_sha256_init(&h);
		for (const struct hj_slot *at = s; at != NULL;
		     at = at->parent) {
			const char *word = at->id != NULL ? at->id : "-";

			crypto_hash_sha256_update(&h, (const uint8_t *)word,
			    strlen(word) + 1);
			crypto_hash_sha256_update(&h,
			    (const uint8_t *)at->def->name,
			    strlen(at->def->name) + 1);
		}
		crypto_hash_sha256_update(&h, &tries, 1);
		crypto_hash_sha256_final(&h, hash);
		hj_element_id_hashed(hash, id);
	} while (is_taken(m, id) && ++tries != 0);
}

/* ---- in a copy ---- */

/* A row that says so, for a person to look whether they are one. */
static int
mark(struct hj_record *r, const char *old, const char *new,
    struct hj_error *err)
{
	struct hj_node *root = hj_record_root(r), *row = NULL, *leaf = NULL;
	const struct hj_elem *def = hj_schema_child(root->def, "conflict", 8);
	const char *const texts[][2] = { { "element", new },
		{ "attribute", "id" }, { "value", old } };
	int rc = hj_record_add(r, root, def, &row, err);

	if (rc == HJ_OK)
		rc = hj_record_set_attr(r, row, "conf", "public", 6, err);
	for (size_t i = 0; i < HJ_LEN(texts) && rc == HJ_OK; i++) {
		rc = hj_record_append(r, row,
		    hj_schema_child(def, texts[i][0], strlen(texts[i][0])),
		    NULL, 0, &leaf, err);
		if (rc == HJ_OK)
			rc = hj_record_set_text(r, leaf, texts[i][1],
			    strlen(texts[i][1]), err);
	}
	return rc;
}

static int
rename_in(struct hj_merging *m, struct hj_merge_sides *sides, size_t i,
    const struct hj_slot *s, const char *new)
{
	char old[HJ_ELEMENT_ID_CHARS + 1];
	struct hj_record *r;

	memcpy(old, s->id, sizeof(old));
	if (sides->own[i] == NULL &&
	    hj_record_copy(sides->side[i].record, &sides->own[i], m->err) !=
		HJ_OK)
		return (int)m->err->code;
	sides->side[i].record = r = sides->own[i];
	if (hj_rename(r, old, new, m->err) != HJ_OK)
		return (int)m->err->code;
	return hj_record_find(r, new) != NULL ? mark(r, old, new, m->err)
					      : HJ_OK;
}

/* ---- which of them ---- */

/* Another slot with this id that stays and keeps it: what a version without
 * ancestors had, else the first of the outline. */
static bool
yields(const struct hj_merging *m, const struct hj_slot *s)
{
	const struct hj_idmap_row *row = NULL;
	bool old = (s->here & m->roots) != 0;
	bool later = true;

	/* The newest entry comes first, and stands last. */
	while ((row = hj_idmap_find(&m->slots, s->id, HJ_ELEMENT_ID_CHARS,
		    row)) != NULL) {
		const struct hj_slot *other = row->value;
		bool other_old = (other->here & m->roots) != 0;

		if (other == s)
			later = false;
		else if (hj_slot_is_live(other) &&
		    (old != other_old ? other_old : !later))
			return true;
	}
	return false;
}

static int
tell(struct hj_merging *m, struct hj_merge_sides *sides,
    const struct hj_slot *s, bool *changed)
{
	char new[HJ_ELEMENT_ID_CHARS + 1];

	if (s->id != NULL && s->parent != NULL && yields(m, s)) {
		draw(m, s, new);
		for (size_t i = 0; i < m->n; i++)
			if ((s->here >> i & 1) != 0 &&
			    rename_in(m, sides, i, s, new) != HJ_OK)
				return (int)m->err->code;
		*changed = true;
		return HJ_OK;
	}
	for (const struct hj_slot *c = s->unknown ? NULL : s->first;
	     c != NULL && !*changed; c = c->next)
		if (c->stays && tell(m, sides, c, changed) != HJ_OK)
			return (int)m->err->code;
	return HJ_OK;
}

int
hj_merge_tell_apart(struct hj_merging *m, struct hj_merge_sides *sides,
    bool *changed)
{
	*changed = false;
	return m->collided ? tell(m, sides, m->top, changed) : HJ_OK;
}
