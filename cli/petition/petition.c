#include <stdlib.h>
#include <string.h>

#include "cli/casefile/owncase.h"
#include "cli/petition/petition.h"
#include "export/consent/care.h"
#include "export/consent/recipient.h"

static int
load_case(struct cli *c, struct petition *p, const char *id, size_t *ret,
    struct hj_error *err)
{
	char have[HJ_ID_CHARS + 1];

	for (size_t i = 0; i < p->ncases; i++) {
		hj_id_text(&p->cases[i].row.id, have);
		if (strcmp(have, id) == 0) {
			*ret = i;
			return HJ_OK;
		}
	}
	p->cases[p->ncases] = CASEFILE;
	*ret = p->ncases++;
	return casefile_load(c, id, NULL, &p->cases[*ret], err);
}

/* Whoever was split into a case of their own stands there, with all consents;
 * in the first file they are only a member of the group.  When that case is
 * not here, nobody knows what they agreed to, and the first file says so. */
static int
load_own(struct cli *c, struct petition *p, struct hj_annex_victim *v,
    size_t *at, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct casefile own = CASEFILE;
	char id[HJ_ID_CHARS + 1];
	int rc;

	rc = owncase_load(c, v->record, v->person, &own, &why);
	hj_id_text(&own.row.id, id);
	casefile_clear(&own);
	if (rc == HJ_ENOTFOUND)
		return HJ_OK;
	if (rc != HJ_OK) {
		*err = why;
		return rc;
	}
	if ((rc = load_case(c, p, id, at, err)) != HJ_OK)
		return rc;
	v->first = v->record;
	v->record = p->cases[*at].record;
	return HJ_OK;
}

/* Once, by whichever of the two files the petition names them. */
static void
add_victim(struct petition *p, const struct hj_annex_victim *v, size_t at)
{
	for (size_t i = 0; i < p->nvictims; i++) {
		struct hj_annex_victim *have = &p->victims[i];

		if (have->record != v->record || have->person == NULL ||
		    v->person == NULL || strcmp(have->person, v->person) != 0)
			continue;
		if (have->first == NULL)
			have->first = v->first;
		return;
	}
	p->victim_case[p->nvictims] = at;
	p->victims[p->nvictims++] = *v;
}

static int
load_victim(struct cli *c, struct petition *p, const struct hj_node *victim,
    struct hj_error *err)
{
	const char *id = hj_node_value(victim, "case");
	const char *person = hj_node_value(victim, "person");
	struct hj_annex_victim v = { .record = NULL };
	struct hj_node *node = NULL;
	size_t at;

	if (id == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "a victim of the petition names no case");
	if (load_case(c, p, id, &at, err) != HJ_OK ||
	    hj_care_refuse(p->cases[at].record, err) != HJ_OK)
		return (int)err->code;
	v.record = p->cases[at].record;
	if (person != NULL)
		node = hj_record_find(v.record, person);
	if (person != NULL && node == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "case %s has no person '%s' any more: change the petition",
		    id, person);
	if (node != NULL && strcmp(node->name, "person") == 0) {
		v.person = person;
		if (load_own(c, p, &v, &at, err) != HJ_OK)
			return (int)err->code;
	}
	add_victim(p, &v, at);
	return HJ_OK;
}

int
petition_load(struct cli *c, const char *name, struct petition *ret,
    struct hj_error *err)
{
	const struct hj_node *root;
	const char *code;
	size_t n = 0;

	*ret = (struct petition){ .file = CASEFILE };
	if (casefile_load(c, name, NULL, &ret->file, err) != HJ_OK)
		return (int)err->code;
	root = hj_record_root(ret->file.record);
	if (strcmp(root->name, "petition") != 0)
		return hj_fail(err, HJ_EINVAL,
		    "that is a case file, not a petition: 'hanji petition new' makes one");
	code = hj_node_value(root, "mechanism");
	if ((ret->form = hj_mechanism_by_code(code)) == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "this petition has no mechanism that hanji knows: 'hanji codes mechanism' lists them");
	petition_for(ret, NULL);
	for (struct hj_node *v = hj_node_child(root, "victim"); v != NULL;
	     v = hj_node_same(v))
		n++;
	/* Each may have a case of their own besides. */
	ret->cases = calloc(2 * n + 1, sizeof(*ret->cases));
	ret->victims = calloc(n + 1, sizeof(*ret->victims));
	ret->victim_case = calloc(n + 1, sizeof(*ret->victim_case));
	if (ret->cases == NULL || ret->victims == NULL ||
	    ret->victim_case == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (struct hj_node *v = hj_node_child(root, "victim"); v != NULL;
	     v = hj_node_same(v))
		if (load_victim(c, ret, v, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

void
petition_for(struct petition *p, const char *said)
{
	p->recipient = hj_recipient_of(p->form, said);
}

void
petition_clear(struct petition *p)
{
	casefile_clear(&p->file);
	for (size_t i = 0; i < p->ncases; i++)
		casefile_clear(&p->cases[i]);
	free(p->cases);
	free(p->victims);
	free(p->victim_case);
	*p = (struct petition){ .file = CASEFILE };
}

bool
petition_is_draft(const struct petition *p)
{
	const char *status =
	    hj_node_attr(hj_record_root(p->file.record), "status");

	return status == NULL || strcmp(status, "draft") == 0;
}
