#include <string.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/case/reference.h"
#include "core/case/rename.h"
#include "core/links/absorb_own.h"
#include "core/links/link.h"
#include "core/merge/merge.h"

/*
 * Both are merges of three: what the file was when the two became one, what it
 * is now, and what it was before.  But the first two are first reduced to the
 * elements that are of the file, so that what went back to the other file is
 * no change here.
 */

static bool
is(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* ---- the other file, as if it were ours ---- */

static int
set_root(struct hj_record *to, const struct hj_record *like,
    struct hj_error *err)
{
	static const char *const attrs[] = { "conf", "id", "kind", "status" };
	struct hj_node *root = hj_record_root(to);

	for (size_t i = 0; i < HJ_LEN(attrs); i++) {
		const char *value =
		    hj_node_attr(hj_record_root(like), attrs[i]);

		hj_record_drop_attr(root, attrs[i]);
		if (value != NULL &&
		    hj_record_set_attr(to, root, attrs[i], value, strlen(value),
			err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* The persons who became one, from the links that say so; back: their own ids
 * again. */
static int
rename_people(const struct hj_parting *p, struct hj_record *r, bool back,
    struct hj_error *err)
{
	const struct hj_node *l =
	    hj_node_child(hj_record_root(p->stays->after), "link");
	bool any = false;

	for (; l != NULL; l = hj_node_same(l)) {
		struct hj_link says;

		hj_link_read(l, &says);
		if (!is(says.kind, HJ_LINK_ABSORBED) ||
		    !is(says.other, p->other_id))
			continue;
		any = true;
		if (says.person != NULL && says.there != NULL &&
		    hj_rename(r, back ? says.person : says.there,
			back ? says.there : says.person, err) != HJ_OK)
			return (int)err->code;
	}
	return any ? HJ_OK
		   : hj_fail(err, HJ_EINVAL, "%s did not take in %s",
			 p->stays_id, p->other_id);
}

static int
make_theirs(struct hj_parting *p, struct hj_error *err)
{
	if (hj_record_copy(p->other->before, &p->theirs, err) != HJ_OK ||
	    rename_people(p, p->theirs, false, err) != HJ_OK)
		return (int)err->code;
	return set_root(p->theirs, p->stays->now, err);
}

/* ---- the two files ---- */

/* `before` with what was changed since in the elements that are its own. */
static int
restore(const struct hj_parting *p, bool ours, const struct hj_record *before,
    struct hj_record **ret, struct hj_error *err)
{
	struct hj_record *was = NULL, *now = NULL, *made = NULL;
	int rc;

	if ((rc = hj_record_copy(p->stays->after, &was, err)) == HJ_OK &&
	    (rc = hj_record_copy(p->stays->now, &now, err)) == HJ_OK &&
	    (rc = hj_parting_reduce(p, ours, was, now, err)) == HJ_OK &&
	    (ours || (rc = set_root(was, p->stays->now, err)) == HJ_OK) &&
	    (rc = hj_merge_three(was, now, before, &made, err)) == HJ_OK &&
	    (rc = hj_reference_mend(made, err)) == HJ_OK) {
		*ret = made;
		made = NULL;
	}
	hj_record_free(made);
	hj_record_free(was);
	hj_record_free(now);
	return rc;
}

/* The rest may have been written to, too. */
static int
restore_theirs(const struct hj_parting *p, struct hj_record **ret,
    struct hj_error *err)
{
	struct hj_record *made = NULL;
	int rc;

	if ((rc = restore(p, false, p->theirs, &made, err)) == HJ_OK &&
	    (rc = rename_people(p, made, true, err)) == HJ_OK &&
	    (rc = set_root(made, p->other->before, err)) == HJ_OK)
		rc = hj_merge_three(p->other->after, made, p->other->now, ret,
		    err);
	hj_record_free(made);
	return rc;
}

/* ---- nothing happened since ---- */

static int
is_equal(const struct hj_record *a, const struct hj_record *b, bool *ret,
    struct hj_error *err)
{
	struct hj_buf one = HJ_BUF(HJ_CASE_MAX), other = HJ_BUF(HJ_CASE_MAX);
	int rc = hj_codec_encode(a, &one, err);

	if (rc == HJ_OK && (rc = hj_codec_encode(b, &other, err)) == HJ_OK)
		*ret = one.len == other.len &&
		    memcmp(one.data, other.data, one.len) == 0;
	hj_buf_clear(&one);
	hj_buf_clear(&other);
	return rc;
}

static int
restore_both(const struct hj_parting *p, struct hj_record **ret,
    struct hj_record **ret_other, struct hj_error *err)
{
	bool same[2] = { false, false };

	if (is_equal(p->stays->after, p->stays->now, &same[0], err) != HJ_OK ||
	    is_equal(p->other->after, p->other->now, &same[1], err) != HJ_OK)
		return (int)err->code;
	if (same[0] && same[1])
		return hj_record_copy(p->stays->before, ret, err) == HJ_OK
		    ? hj_record_copy(p->other->before, ret_other, err)
		    : (int)err->code;
	if (restore(p, true, p->stays->before, ret, err) != HJ_OK)
		return (int)err->code;
	return restore_theirs(p, ret_other, err);
}

int
hj_absorb_undo(const struct hj_absorbed *stays, const struct hj_absorbed *other,
    struct hj_record **ret, struct hj_record **ret_other, struct hj_error *err)
{
	struct hj_parting p = { .stays = stays,
		.other = other,
		.stays_id = hj_node_attr(hj_record_root(stays->now), "id"),
		.other_id = hj_node_attr(hj_record_root(other->now), "id") };
	struct hj_record *ours = NULL, *theirs = NULL;
	int rc = make_theirs(&p, err);

	if (rc == HJ_OK)
		rc = restore_both(&p, &ours, &theirs, err);
	if (rc == HJ_OK) {
		*ret = ours;
		*ret_other = theirs;
		ours = theirs = NULL;
	}
	hj_record_free(ours);
	hj_record_free(theirs);
	hj_record_free(p.theirs);
	return rc;
}
