#include "cli/petition/otherpetitions.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/word.h"
#include "core/case/codec.h"

/* Codes of pet-status: nothing more will come of it. */
#define OVER "decided clarified closed withdrawn"

struct search {
	struct cli *c;
	const struct petition *p;
	bool *found;
};

static bool
names(const struct hj_node *root, const char *id, const char *person)
{
	for (const struct hj_node *v = hj_node_child(root, "victim"); v != NULL;
	     v = hj_node_same(v)) {
		const char *file = hj_node_value(v, "case");
		const char *who = hj_node_value(v, "person");

		if (file != NULL && who != NULL && strcmp(file, id) == 0 &&
		    strcmp(who, person) == 0)
			return true;
	}
	return false;
}

static void
compare(struct search *s, const struct hj_node *root)
{
	char id[HJ_ID_CHARS + 1];

	if (hj_word_among(OVER, hj_node_attr(root, "status")))
		return;
	for (size_t i = 0; i < s->p->nvictims; i++) {
		const struct hj_annex_victim *v = &s->p->victims[i];

		if (v->person == NULL)
			continue;
		hj_id_text(&s->p->cases[s->p->victim_case[i]].row.id, id);
		if (names(root, id, v->person))
			s->found[i] = true;
	}
}

static int
look(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct search *s = to;
	struct hj_revision rev = { .number = 0 };
	struct hj_record *r = NULL;
	int rc;

	if (row->root != 'p' ||
	    memcmp(&row->id, &s->p->file.row.id, sizeof(row->id)) == 0)
		return HJ_OK;
	if ((rc = hj_vault_get(s->c->vault, row, 0, &rev, err)) == HJ_OK &&
	    (rc = hj_codec_decode(rev.bytes.data, rev.bytes.len, &r, err)) ==
		HJ_OK)
		compare(s, hj_record_root(r));
	hj_record_free(r);
	hj_revision_clear(&rev);
	return rc;
}

int
otherpetitions_find(struct cli *c, const struct petition *p, bool **ret,
    struct hj_error *err)
{
	struct search s = { c, p, calloc(p->nvictims + 1, sizeof(bool)) };
	int rc;

	if (s.found == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	if ((rc = hj_vault_scan(c->vault, look, &s, NULL, err)) != HJ_OK) {
		free(s.found);
		return rc;
	}
	*ret = s.found;
	return HJ_OK;
}
