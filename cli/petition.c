#include <stdlib.h>
#include <string.h>

#include "cli/petition.h"

static const struct petition_form forms[] = {
	{ "hrc", "hrc-ngo", "un-public", "hrc" },
};

const struct petition_form *
petition_form_by_word(const char *word)
{
	for (size_t i = 0; i < HJ_LEN(forms); i++)
		if (strcmp(forms[i].word, word) == 0)
			return &forms[i];
	return NULL;
}

const struct petition_form *
petition_form_by_code(const char *code)
{
	for (size_t i = 0; i < HJ_LEN(forms); i++)
		if (strcmp(forms[i].code, code) == 0)
			return &forms[i];
	return NULL;
}

const char *
petition_words(void)
{
	return "hrc";
}

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

static int
load_victim(struct cli *c, struct petition *p, const struct hj_node *victim,
    struct hj_error *err)
{
	const char *id = hj_node_value(victim, "case");
	const char *person = hj_node_value(victim, "person");
	struct hj_node *node = NULL;
	size_t at;

	if (id == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "a victim of the petition names no case");
	if (load_case(c, p, id, &at, err) != HJ_OK)
		return (int)err->code;
	if (person != NULL)
		node = hj_record_find(p->cases[at].record, person);
	if (person != NULL && node == NULL)
		return hj_fail(err, HJ_EINVAL,
		    "case %s has no person '%s' any more: change the petition",
		    id, person);
	p->victim_case[p->nvictims] = at;
	p->victims[p->nvictims++] = (struct hj_annex_victim){
		.record = p->cases[at].record,
		.person = node != NULL && strcmp(node->name, "person") == 0
		    ? person
		    : NULL,
	};
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
	if ((ret->form = code != NULL ? petition_form_by_code(code) : NULL) ==
	    NULL)
		return hj_fail(err, HJ_EINVAL,
		    "there is no form for the mechanism of this petition yet");
	for (struct hj_node *v = hj_node_child(root, "victim"); v != NULL;
	     v = hj_node_same(v))
		n++;
	ret->cases = calloc(n + 1, sizeof(*ret->cases));
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
