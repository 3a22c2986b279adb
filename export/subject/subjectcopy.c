#include "export/subject/subjectcopy_own.h"

#include <stdio.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/word.h"
#include "core/links/relation.h"

static const struct {
	const char *name;
	enum hj_subject_about about;
} parts[] = {
	{ "person", THEMSELVES },
	{ "group", MEMBER },
	{ "retention", ALWAYS },
	{ "title", ALONE },
	{ "summary", ALONE },
	{ "event", CONCERNS },
	{ "detention", CONCERNS },
	{ "repatriation", CONCERNS },
	{ "medical", CONCERNS },
	{ "place", USED },
	{ "authority", USED },
	{ "source", NAMES },
	{ "action", ALONE },
	{ "intervention", CONCERNS },
	{ "evidence", USED },
	{ "consent", CONCERNS },
	{ "need", NAMES },
	{ "service", NAMES },
	{ "referral", NAMES },
	{ "contactlog", NAMES },
	{ "external", ALONE },
};

static bool
is_words(const struct hj_node *n)
{
	return n->text != NULL &&
	    (n->def->value == HJ_V_FREE ||
		(n->def->value == HJ_V_LINE &&
		    n->def->class == HJ_C_SENSITIVE));
}

static bool
is_told(const struct hj_subject_copying *c, const struct hj_node *n)
{
	if (n->def == NULL || !hj_redact_is_theirs(n) ||
	    (c->in->leave != NULL && c->in->leave(c->in->with, n)))
		return false;
	/* Where no other file can be looked into, a reference says nothing. */
	return n->def->value != HJ_V_FAR && n->def->value != HJ_V_CASE &&
	    n->def->value != HJ_V_FOREIGN &&
	    (n->def->value != HJ_V_REF || n->text != NULL);
}

/* ---- copying ---- */

static int
remember(struct hj_subject_copying *c, const struct hj_node *old,
    struct hj_node *new)
{
	const struct hj_redact_pair p = { old, new };

	return hj_buf_add(&c->x.pairs, &p, sizeof(p), c->x.err);
}

/* All but who says it, how much that is worth, and how protected it is here. */
static int
copy_attrs(struct hj_subject_copying *c, const struct hj_node *old,
    struct hj_node *new)
{
	static const char *const left[] = { "conf", "cred", "id", "protected",
		"src" };

	for (const struct hj_attr *a = old->attrs; a != NULL; a = a->next) {
		size_t i = 0;

		while (i < HJ_LEN(left) && strcmp(left[i], a->name) != 0)
			i++;
		if (i == HJ_LEN(left) &&
		    hj_record_set_attr(c->x.to, new, a->name, a->value, a->len,
			c->x.err) != HJ_OK)
			return (int)c->x.err->code;
	}
	return HJ_OK;
}

static int
copy(struct hj_subject_copying *c, const struct hj_node *old,
    struct hj_node *parent)
{
	struct hj_node *new;

	if (!is_told(c, old))
		return HJ_OK;
	if (is_words(old) && hj_subject_rests_on_others(c, old))
		return c->in->text != NULL
		    ? c->in->text(c->in->with, old, c->x.err)
		    : HJ_OK;
	if (hj_record_add(c->x.to, parent, old->def, &new, c->x.err) != HJ_OK ||
	    copy_attrs(c, old, new) != HJ_OK || remember(c, old, new) != HJ_OK)
		return (int)c->x.err->code;
	if (old->text != NULL)
		return hj_record_set_text(c->x.to, new, old->text,
		    old->text_len, c->x.err);
	for (const struct hj_node *n = old->first; n != NULL; n = n->next)
		if (copy(c, n, new) != HJ_OK)
			return (int)c->x.err->code;
	return HJ_OK;
}

static int
copy_part(struct hj_subject_copying *c, const char *name,
    enum hj_subject_about about)
{
	const struct hj_node *root = hj_record_root(c->in->record);

	for (const struct hj_node *n = hj_node_child(root, name); n != NULL;
	     n = hj_node_same(n)) {
		if (!hj_subject_about(c, n, about))
			continue;
		/* What shows somebody else is not theirs either. */
		if (strcmp(name, "evidence") == 0 &&
		    hj_subject_rests_on_others(c, n))
			continue;
		if (copy(c, n, hj_record_root(c->x.to)) != HJ_OK)
			return (int)c->x.err->code;
	}
	return HJ_OK;
}

/* ---- what is said anew ---- */

static int
put(struct hj_subject_copying *c, struct hj_node *parent, const char *name,
    const char *text, struct hj_node **ret)
{
	const struct hj_elem *def =
	    hj_schema_child(parent->def, name, strlen(name));

	if (hj_record_add(c->x.to, parent, def, ret, c->x.err) != HJ_OK)
		return (int)c->x.err->code;
	return text == NULL
	    ? HJ_OK
	    : hj_record_set_text(c->x.to, *ret, text, strlen(text), c->x.err);
}

/* Of whoever belonged to it nobody but they. */
static int
put_members(struct hj_subject_copying *c)
{
	struct hj_node *member, *leaf;

	for (struct hj_node *g =
		 hj_node_child(hj_record_root(c->x.to), "group");
	     g != NULL; g = hj_node_same(g))
		if (put(c, g, "member", NULL, &member) != HJ_OK ||
		    put(c, member, "person", c->person, &leaf) != HJ_OK)
			return (int)c->x.err->code;
	return HJ_OK;
}

static bool
is_family(const struct hj_node *relationship)
{
	const char *type = hj_node_attr(relationship, "type");
	const struct hj_relation *rel =
	    type != NULL ? hj_relation_find(type) : NULL;

	if (rel == NULL)
		return false;
	return (rel->tie != HJ_TIE_NONE && rel->tie != HJ_TIE_SAME) ||
	    strcmp(type, "guard") == 0 || strcmp(type, "ward") == 0;
}

/* "A family member", whoever it is: the tie without its kind. */
static int
put_relative(struct hj_subject_copying *c)
{
	const char *word = c->in->korean ? "가족" : "a family member";
	struct hj_node *root = hj_record_root(c->x.to);
	struct hj_node *relative, *name, *leaf, *tie;

	if (put(c, root, "person", NULL, &relative) != HJ_OK ||
	    hj_record_set_attr(c->x.to, relative, "role", "relative", 8,
		c->x.err) != HJ_OK ||
	    put(c, relative, "name", NULL, &name) != HJ_OK ||
	    hj_record_set_attr(c->x.to, name, "type", "pseud", 5, c->x.err) !=
		HJ_OK ||
	    put(c, name, "full", word, &leaf) != HJ_OK ||
	    put(c, root, "relationship", NULL, &tie) != HJ_OK ||
	    put(c, tie, "a", hj_node_attr(relative, "id"), &leaf) != HJ_OK)
		return (int)c->x.err->code;
	return put(c, tie, "b", c->person, &leaf);
}

static int
put_relatives(struct hj_subject_copying *c)
{
	const struct hj_node *root = hj_record_root(c->in->record);
	const struct hj_node *n = hj_node_child(root, "relationship");

	for (; n != NULL; n = hj_node_same(n))
		if ((hj_subject_is(c, hj_node_value(n, "a")) ||
			hj_subject_is(c, hj_node_value(n, "b"))) &&
		    is_family(n) && is_told(c, n) && put_relative(c) != HJ_OK)
			return (int)c->x.err->code;
	return HJ_OK;
}

/* ---- what nobody refers to any more ---- */

static bool
is_used(const struct hj_record *r, const char *id)
{
	const struct hj_node *root = hj_record_root(r);

	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root))
		if (n->def != NULL && n->def->value == HJ_V_REF &&
		    n->text != NULL && strcmp(n->text, id) == 0)
			return true;
	return false;
}

/* Where the file is about nobody else its evidence is theirs. */
static bool
drop_unused(struct hj_subject_copying *c, const char *name)
{
	const bool all = c->alone && strcmp(name, "evidence") == 0;
	struct hj_node *n = hj_node_child(hj_record_root(c->x.to), name), *next;
	bool some = false;

	for (; !all && n != NULL; n = next) {
		next = hj_node_same(n);
		if (is_used(c->x.to, hj_node_attr(n, "id")))
			continue;
		hj_record_remove(n);
		some = true;
	}
	return some;
}

static void
drop_all_unused(struct hj_subject_copying *c)
{
	bool some = true;

	while (some) {
		some = false;
		for (size_t i = 0; i < HJ_LEN(parts); i++)
			if (parts[i].about == USED)
				some = drop_unused(c, parts[i].name) || some;
	}
}

static int
tell_evidence(struct hj_subject_copying *c)
{
	const struct hj_redact_pair *p = (const void *)c->x.pairs.data;
	const struct hj_node *root = hj_record_root(c->x.to);

	for (size_t i = 0; i < c->x.pairs.len / sizeof(*p); i++) {
		const struct hj_node *n = hj_node_child(root, "evidence");
		char id[HJ_SUBJECT_ID] = "";

		while (n != NULL && n != p[i].new)
			n = hj_node_same(n);
		if (n == NULL)
			continue;
		(void)snprintf(id, sizeof(id), "%s",
		    hj_node_attr(p[i].old, "id"));
		if (hj_buf_add(c->in->evidence, id, sizeof(id), c->x.err) !=
		    HJ_OK)
			return (int)c->x.err->code;
	}
	return HJ_OK;
}

/* What the codes mean that are the office's own. */
static int
copy_own_codes(struct hj_subject_copying *c)
{
	const struct hj_node *root = hj_record_root(c->in->record);
	const struct hj_node *top = hj_record_root(c->x.to);
	const struct hj_node *n = hj_node_child(root, "own-code");

	for (; n != NULL; n = hj_node_same(n)) {
		const char *code = hj_node_value(n, "code");
		bool used = false;

		for (const struct hj_node *k = top; k != NULL && !used;
		     k = hj_node_next(k, top)) {
			used = k->text != NULL && code != NULL &&
			    strcmp(k->text, code) == 0;
			for (const struct hj_attr *a = k->attrs;
			     a != NULL && !used; a = a->next)
				used = hj_word_among(a->value, code);
		}
		if (used && copy(c, n, hj_record_root(c->x.to)) != HJ_OK)
			return (int)c->x.err->code;
	}
	return HJ_OK;
}

/* ---- all of it ---- */

static int
fill(struct hj_subject_copying *c)
{
	const struct hj_node *root = hj_record_root(c->in->record);
	const char *kind = hj_node_attr(root, "kind");
	const struct hj_node *them;

	if (kind != NULL &&
	    hj_record_set_attr(c->x.to, hj_record_root(c->x.to), "kind", kind,
		strlen(kind), c->x.err) != HJ_OK)
		return (int)c->x.err->code;
	for (size_t i = 0; i < HJ_LEN(parts); i++)
		if (copy_part(c, parts[i].name, parts[i].about) != HJ_OK)
			return (int)c->x.err->code;
	if ((them = hj_subjectcopy_person(c->x.to)) == NULL)
		return hj_fail(c->x.err, HJ_EREFUSED,
		    "nothing is left of the person in this file: name less with --withhold");
	(void)snprintf(c->person, sizeof(c->person), "%s",
	    hj_node_attr(them, "id"));
	if (put_members(c) != HJ_OK || hj_redact_join(&c->x) != HJ_OK)
		return (int)c->x.err->code;
	if (hj_subjectcopy_person(c->x.to) != them)
		return hj_fail(c->x.err, HJ_EREFUSED,
		    "the person has no name in this file: add one, so that the copy can say whose it is");
	drop_all_unused(c);
	if (put_relatives(c) != HJ_OK || copy_own_codes(c) != HJ_OK)
		return (int)c->x.err->code;
	return c->in->evidence != NULL ? tell_evidence(c) : HJ_OK;
}

const struct hj_node *
hj_subjectcopy_person(const struct hj_record *copy)
{
	return hj_node_child(hj_record_root(copy), "person");
}

int
hj_subjectcopy_make(const struct hj_subjectcopy *in, struct hj_record **ret,
    struct hj_error *err)
{
	struct hj_subject_copying c = { .in = in,
		.x = { .from = in->record,
		    .pairs = HJ_BUF(HJ_RECORD_MAX),
		    .err = err },
		.alone = hj_subject_alone(in->record, in->person) };
	const struct hj_node *them = hj_record_find(in->record, in->person);
	int rc;

	if (them == NULL || strcmp(them->name, "person") != 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no such person in the case file");
	if ((rc = hj_record_new("case", &c.x.to, err)) == HJ_OK &&
	    (rc = fill(&c)) == HJ_OK) {
		*ret = c.x.to;
		c.x.to = NULL;
	}
	hj_record_free(c.x.to);
	hj_buf_clear(&c.x.pairs);
	return rc;
}
