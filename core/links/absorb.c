#include "core/links/absorb.h"

#include <string.h>

#include "core/case/rename.h"
#include "core/case/schema_walk.h"
#include "core/links/link.h"
#include "core/merge/merge.h"

struct absorbing {
	const struct hj_record *stays, *other;
	const struct hj_same_person *same;
	size_t n;
	const char *stays_id, *other_id;
	struct hj_record *ours, *theirs; /* copies, made alike */
};

static bool
is(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* ---- may they? ---- */

static int
may(const struct absorbing *a, struct hj_error *err)
{
	const struct hj_record *const both[] = { a->stays, a->other };
	bool followup[2];

	for (size_t i = 0; i < HJ_LEN(both); i++) {
		const struct hj_node *root = hj_record_root(both[i]);

		if (strcmp(root->name, "case") != 0)
			return hj_fail(err, HJ_EINVAL,
			    "only case files are merged");
		if (hj_node_child(root, "conflict") != NULL)
			return hj_fail(err, HJ_EREFUSED,
			    "a field of %s is in conflict; settle it first: 'hanji conflicts'",
			    i == 0 ? a->stays_id : a->other_id);
		if (hj_link_to(both[i], NULL, HJ_LINK_MERGED) != NULL)
			return hj_fail(err, HJ_EREFUSED,
			    "%s was merged into another case file already; 'hanji show' says into which",
			    i == 0 ? a->stays_id : a->other_id);
		followup[i] = is(hj_node_attr(root, "kind"), "followup");
	}
	if (followup[0] != followup[1])
		return hj_fail(err, HJ_EREFUSED,
		    "one of them is a follow-up case: it is kept apart, so that a counsellor need not see the other");
	return HJ_OK;
}

static int
find_people(const struct absorbing *a, struct hj_error *err)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct hj_node *here =
		    hj_record_find(a->stays, a->same[i].here);
		const struct hj_node *there =
		    hj_record_find(a->other, a->same[i].there);

		if (here == NULL || !is(here->name, "person"))
			return hj_fail(err, HJ_ENOTFOUND,
			    "no such person in %s", a->stays_id);
		if (there == NULL || !is(there->name, "person"))
			return hj_fail(err, HJ_ENOTFOUND,
			    "no such person in %s", a->other_id);
		if (hj_node_attr(here, "known") != NULL ||
		    hj_node_attr(there, "known") != NULL)
			return hj_fail(err, HJ_EREFUSED,
			    "nothing is known of a person, so that nobody can say who they are");
	}
	return HJ_OK;
}

/* ---- two versions of one file ---- */

static void
remove_links(struct absorbing *a)
{
	struct hj_node *root = hj_record_root(a->theirs), *l, *next;

	(void)hj_link_drop(a->ours, a->other_id, NULL);
	(void)hj_link_drop(a->theirs, a->stays_id, NULL);
	for (l = hj_node_child(root, "link"); l != NULL; l = next) {
		struct hj_link says;

		next = hj_node_same(l);
		hj_link_read(l, &says);
		/* What the other took in before is parted from it first. */
		if (is(says.kind, HJ_LINK_ABSORBED) ||
		    hj_link_find(a->ours, &says) != NULL)
			hj_record_remove(l);
	}
}

/* Of the file itself what stands in ours goes on standing. */
static int
take_root(struct absorbing *a, struct hj_error *err)
{
	static const char *const attrs[] = { "id", "kind", "status" };
	struct hj_node *ours = hj_record_root(a->ours);
	struct hj_node *theirs = hj_record_root(a->theirs), *next;
	const char *conf =
	    hj_schema_conf_word(hj_node_conf(theirs) > hj_node_conf(ours)
		    ? hj_node_conf(theirs)
		    : hj_node_conf(ours));

	for (size_t i = 0; i < HJ_LEN(attrs); i++) {
		const char *value = hj_node_attr(ours, attrs[i]);

		hj_record_drop_attr(theirs, attrs[i]);
		if (value != NULL &&
		    hj_record_set_attr(a->theirs, theirs, attrs[i], value,
			strlen(value), err) != HJ_OK)
			return (int)err->code;
	}
	for (struct hj_node *c = theirs->first; c != NULL; c = next) {
		next = c->next;
		if (c->def != NULL && !hj_schema_repeats(c->def) &&
		    hj_node_child(ours, c->name) != NULL)
			hj_record_remove(c);
	}
	if (hj_record_set_attr(a->ours, ours, "conf", conf, strlen(conf),
		err) != HJ_OK)
		return (int)err->code;
	return hj_record_set_attr(a->theirs, theirs, "conf", conf, strlen(conf),
	    err);
}

/* A file that both have, from the time when they were one: sealed under ours
 * it is the same. */
static int
share_attachments(struct absorbing *a, struct hj_error *err)
{
	struct hj_node *e =
	    hj_node_child(hj_record_root(a->theirs), "evidence");

	for (; e != NULL; e = hj_node_same(e)) {
		const struct hj_node *ours =
		    hj_record_find(a->ours, hj_node_attr(e, "id"));
		struct hj_node *blob = hj_node_child(e, "blob");
		const char *name =
		    ours != NULL ? hj_node_value(ours, "blob") : NULL;

		if (name != NULL && blob != NULL &&
		    is(hj_node_value(ours, "sha256"),
			hj_node_value(e, "sha256")) &&
		    hj_record_set_text(a->theirs, blob, name, strlen(name),
			err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
make_alike(struct absorbing *a, struct hj_error *err)
{
	int rc;

	if ((rc = hj_record_copy(a->stays, &a->ours, err)) != HJ_OK ||
	    (rc = hj_record_copy(a->other, &a->theirs, err)) != HJ_OK)
		return rc;
	remove_links(a);
	for (size_t i = 0; i < a->n && rc == HJ_OK; i++)
		rc = hj_rename(a->theirs, a->same[i].there, a->same[i].here,
		    err);
	if (rc == HJ_OK)
		rc = share_attachments(a, err);
	return rc == HJ_OK ? take_root(a, err) : rc;
}

/* ---- what becomes of both ---- */

static int
tie(const struct absorbing *a, struct hj_record *merged, struct hj_record *rest,
    struct hj_error *err)
{
	struct hj_link here = { .kind = HJ_LINK_ABSORBED,
		.other = a->other_id };
	struct hj_link there = { .kind = HJ_LINK_MERGED, .other = a->stays_id };
	size_t i = 0;

	do {
		if (i < a->n) {
			here.person = a->same[i].here;
			here.there = a->same[i].there;
			there.there = a->same[i].here;
		}
		if (hj_link_add(merged, &here, NULL, err) != HJ_OK ||
		    hj_link_add(rest, &there, NULL, err) != HJ_OK)
			return (int)err->code;
	} while (++i < a->n);
	return HJ_OK;
}

static int
make_rest(const struct absorbing *a, struct hj_record **ret,
    struct hj_error *err)
{
	struct hj_record *rest = NULL;
	struct hj_node *root, *next, *leaf;

	if (hj_record_copy(a->other, &rest, err) != HJ_OK)
		return (int)err->code;
	*ret = rest;
	root = hj_record_root(rest);
	for (struct hj_node *c = root->first; c != NULL; c = next) {
		next = c->next;
		if (is(c->name, "link") &&
		    is(hj_node_attr(c, "kind"), HJ_LINK_ABSORBED)) {
			/* They are elsewhere now. */
			if ((leaf = hj_node_child(c, "person")) != NULL)
				hj_record_remove(leaf);
		} else if (!is(c->name, "opened") && !is(c->name, "title"))
			hj_record_remove(c);
	}
	return hj_record_set_attr(rest, root, "status", "merged",
	    strlen("merged"), err);
}

int
hj_absorb(const struct hj_record *stays, const struct hj_record *other,
    const struct hj_same_person *same, size_t n, struct hj_record **ret,
    struct hj_record **rest, struct hj_error *err)
{
	struct absorbing a = { .stays = stays,
		.other = other,
		.same = same,
		.n = n,
		.stays_id = hj_node_attr(hj_record_root(stays), "id"),
		.other_id = hj_node_attr(hj_record_root(other), "id") };
	struct hj_record *merged = NULL, *remains = NULL;
	int rc;

	if ((rc = may(&a, err)) == HJ_OK &&
	    (rc = find_people(&a, err)) == HJ_OK &&
	    (rc = make_alike(&a, err)) == HJ_OK &&
	    (rc = hj_merge_three(NULL, a.ours, a.theirs, &merged, err)) ==
		HJ_OK &&
	    (rc = make_rest(&a, &remains, err)) == HJ_OK &&
	    (rc = tie(&a, merged, remains, err)) == HJ_OK) {
		*ret = merged;
		*rest = remains;
		merged = remains = NULL;
	}
	hj_record_free(merged);
	hj_record_free(remains);
	hj_record_free(a.ours);
	hj_record_free(a.theirs);
	return rc;
}
