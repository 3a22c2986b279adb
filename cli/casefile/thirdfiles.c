#include "cli/casefile/thirdfiles.h"

#include <string.h>

#include "cli/show/linkview.h"
#include "core/links/link.h"

static bool
is(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* The person of the other file, as the file that stays calls them. */
static const char *
person_here(const struct moving *m, const char *there)
{
	for (size_t i = 0; i < m->nsame; i++)
		if (is(there, m->same[i].there))
			return m->same[i].here;
	return there;
}

/* Loaded once, however many links lead there; NULL: not in this vault. */
static int
load(struct cli *c, struct thirdfiles *t, const char *id, struct casefile **ret,
    struct hj_error *err)
{
	struct hj_error absent = { .say = err->say };
	struct hj_id third;
	int rc;

	*ret = NULL;
	if (hj_id_parse(id, strlen(id), &third, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < t->n; i++)
		if (memcmp(&t->file[i].row.id, &third, sizeof(third)) == 0) {
			*ret = &t->file[i];
			return HJ_OK;
		}
	if (t->n == THIRDFILES)
		return hj_fail(err, HJ_ELIMIT,
		    "the case file is linked to more than %d others",
		    THIRDFILES);
	t->file[t->n] = CASEFILE;
	rc = linkview_load(c, id, &t->file[t->n], &absent);
	if (rc == HJ_ENOTFOUND) {
		casefile_clear(&t->file[t->n]);
		return HJ_OK;
	}
	*ret = &t->file[t->n++];
	if (rc != HJ_OK)
		*err = absent;
	return rc;
}

/* `here` is a link of the merged file, in its own words. */
static int
move(const struct moving *m, const struct hj_link *here,
    struct hj_record *third, const char *third_id, struct hj_error *err)
{
	struct hj_link back, still;
	const char *person;

	if (hj_link_reverse(here, m->from, &back, err) != HJ_OK)
		return (int)err->code;
	person = back.there;
	if (m->parted == NULL)
		return hj_link_move(third, &back, m->to, person_here(m, person),
		    NULL, err);
	back.there = person_here(m, person);
	if (hj_link_move(third, &back, m->to, person, NULL, err) != HJ_OK ||
	    hj_link_reverse(&back, third_id, &still, err) != HJ_OK)
		return (int)err->code;
	return hj_link_find(m->parted, &still) != NULL
	    ? hj_link_add(third, &back, NULL, err)
	    : HJ_OK;
}

int
thirdfiles_move(struct cli *c, const struct moving *m, struct thirdfiles *ret,
    struct hj_error *err)
{
	const struct hj_node *l = hj_node_child(hj_record_root(m->old), "link");
	struct casefile *third;

	for (; l != NULL; l = hj_node_same(l)) {
		struct hj_link here;

		hj_link_read(l, &here);
		if (here.other == NULL || is(here.other, m->to) ||
		    is(here.other, m->from) || is(here.kind, HJ_LINK_ABSORBED))
			continue;
		if (load(c, ret, here.other, &third, err) != HJ_OK ||
		    (third != NULL &&
			move(m, &here, third->record, here.other, err) !=
			    HJ_OK))
			return (int)err->code;
	}
	return HJ_OK;
}

void
thirdfiles_clear(struct thirdfiles *t)
{
	for (size_t i = 0; i < t->n; i++)
		casefile_clear(&t->file[i]);
	t->n = 0;
}
