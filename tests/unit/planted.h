/*
 * planted.h: a file in which every field of the schema table holds a marker of
 * its own, that stands nowhere else: of somebody who agreed, of a victim who did
 * not, of somebody else, of a group and of nobody, each as the level stands by
 * itself, public and secret.
 */
#ifndef HJ_TESTS_PLANTED_H
#define HJ_TESTS_PLANTED_H

#include "core/vocab/vocab.h"
#include "parsed.h"

enum owner { AGREED, SILENT, OTHER, GROUP, NOBODY, NOWNERS };

static const char *const whose[NOWNERS] = { "pers0a", "pers0b", "pers0c",
	"grp00a", NULL };
static const char *const places[NOWNERS] = { "pkc00a", "pkc00b", "pkc00c",
	"pkc00d", "pkc00e" };
static const char *const organs[NOWNERS] = { "arg00a", "arg00b", "arg00c",
	"arg00d", "arg00e" };

struct marker {
	const struct hj_node *node;
	enum owner owner;
	char text[24];
};

struct planted {
	struct hj_record *r;
	struct marker *m;
	size_t n, ids;
	struct hj_error err;
};

#define MARKERS 8192

static inline void
ok(const struct planted *x, int rc)
{
	if (rc != HJ_OK)
		fail_msg("%s", x->err.text);
}

static inline void
set_text(struct planted *x, struct hj_node *n, const char *text)
{
	ok(x, hj_record_set_text(x->r, n, text, strlen(text), &x->err));
}

static inline void
mark(struct planted *x, struct hj_node *n, enum owner owner, const char *before,
    const char *after)
{
	struct marker *m = &x->m[x->n++];
	char text[64];

	assert_true(x->n < MARKERS);
	m->node = n;
	m->owner = owner;
	(void)snprintf(m->text, sizeof(m->text), "%s%zu", before, 3000 + x->n);
	(void)snprintf(text, sizeof(text), "%s%s", m->text, after);
	set_text(x, n, text);
}

static inline void
refer(struct planted *x, struct hj_node *n, enum owner owner)
{
	const char *of = n->def->of;

	if (strcmp(n->name, "who") == 0 && whose[owner] != NULL)
		set_text(x, n, whose[owner]);
	else if (strncmp(of, "place", 5) == 0)
		set_text(x, n, places[owner]);
	else if (strncmp(of, "authority", 9) == 0)
		set_text(x, n, organs[owner]);
	else if (strncmp(of, "person", 6) == 0)
		set_text(x, n, whose[OTHER]);
	else
		hj_record_remove(n);
}

static inline void
plant(struct planted *x, struct hj_node *n, enum owner owner)
{
	const struct hj_list *l;

	switch (n->def->value) {
	case HJ_V_LINE:
	case HJ_V_FREE:
		mark(x, n, owner, "Mark", "x");
		return;
	case HJ_V_DATE:
		/* Who is born in a year to come is a child. */
		if (strcmp(n->parent->name, "birth") == 0)
			set_text(x, n, "1980");
		else
			mark(x, n, owner, "", "-05-12");
		return;
	case HJ_V_NUMBER:
		if (strcmp(n->parent->name, "age") == 0)
			set_text(x, n, "43");
		else
			mark(x, n, owner, "77", "");
		return;
	case HJ_V_DECIMAL:
		mark(x, n, owner, "12.5", "");
		return;
	case HJ_V_CODE:
		l = hj_vocab_list(n->def->of);
		if (l->n != 0)
			set_text(x, n, l->rows[0].code);
		return;
	case HJ_V_YESNO:
		set_text(x, n, "yes");
		return;
	case HJ_V_REF:
		refer(x, n, owner);
		return;
	case HJ_V_NONE:
	case HJ_V_OWN:
	case HJ_V_TIME:
	case HJ_V_CASE:
	case HJ_V_HEX:
	case HJ_V_FOREIGN:
	case HJ_V_FAR:
		return;
	}
}

/* In letters alone: one drawn at random may have the digits of a marker. */
static inline void
call(struct planted *x, struct hj_node *n)
{
	char id[] = "aaaaaa";
	size_t at = sizeof(id) - 1;

	if (hj_node_attr(n, "id") == NULL)
		return;
	for (size_t i = ++x->ids; i != 0; i /= 10)
		id[--at] = "abcdefghjk"[i % 10];
	ok(x, hj_record_set_attr(x->r, n, "id", id, strlen(id), &x->err));
}

static const char *const levels[] = { NULL, "public", "secret" };

/* All that may stand in it, thrice where it may be repeated. */
static inline void
fill(struct planted *x, struct hj_node *n, enum owner owner, const char *level)
{
	if (level != NULL)
		ok(x,
		    hj_record_set_attr(x->r, n, "conf", level, strlen(level),
			&x->err));
	plant(x, n, owner);
	for (size_t i = 0; i < n->def->nchildren; i++) {
		const struct hj_elem *e = &n->def->children[i];

		for (size_t k = 0; k < HJ_LEN(levels); k++) {
			struct hj_node *child;

			if ((k != 0 && !hj_schema_repeats(e)) ||
			    e->value == HJ_V_FOREIGN)
				continue;
			ok(x, hj_record_add(x->r, n, e, &child, &x->err));
			call(x, child);
			fill(x, child, owner,
			    level != NULL ? level : levels[k]);
		}
	}
}

static inline struct hj_node *
top(struct planted *x, const char *name, const char *id)
{
	struct hj_node *root = hj_record_root(x->r), *n;

	ok(x,
	    hj_record_add(x->r, root,
		hj_schema_child(root->def, name, strlen(name)), &n, &x->err));
	call(x, n);
	if (id != NULL)
		ok(x,
		    hj_record_set_attr(x->r, n, "id", id, strlen(id), &x->err));
	return n;
}

static inline void
plant_people(struct planted *x)
{
	for (int o = AGREED; o <= OTHER; o++)
		fill(x, top(x, "person", whose[o]), (enum owner)o, NULL);
	fill(x, top(x, "group", whose[GROUP]), GROUP, NULL);
	for (int o = AGREED; o < NOWNERS; o++) {
		fill(x, top(x, "place", places[o]), (enum owner)o, NULL);
		fill(x, top(x, "authority", organs[o]), (enum owner)o, NULL);
	}
}

/* Arrests, so that something is told of who did not agree. */
static inline void
set_type(struct planted *x, struct hj_node *n)
{
	if (strcmp(n->name, "event") == 0)
		ok(x,
		    hj_record_set_attr(x->r, n, "type", "arrest", 6, &x->err));
}

static inline void
plant_rest(struct planted *x)
{
	static const char *const done[] = { "person", "group", "place",
		"authority", "consent", "conflict", "own-code", "ext" };
	const struct hj_elem *root = hj_record_root(x->r)->def;

	for (size_t i = 0; i < root->nchildren; i++) {
		const struct hj_elem *e = &root->children[i];
		bool skip = !hj_schema_repeats(e);

		for (size_t k = 0; k < HJ_LEN(done); k++)
			skip = skip || strcmp(e->name, done[k]) == 0;
		/* These say of nobody that they are theirs. */
		for (int o = strcmp(e->name, "action") == 0 ||
			     strcmp(e->name, "external") == 0
			 ? NOBODY
			 : AGREED;
		     o < NOWNERS && !skip; o++)
			for (size_t k = 0; k < HJ_LEN(levels); k++) {
				struct hj_node *n = top(x, e->name, NULL);

				fill(x, n, (enum owner)o, levels[k]);
				set_type(x, n);
			}
	}
}

static inline void
consent(struct planted *x)
{
	const struct hj_list *l = hj_vocab_list("consent-scope");
	struct hj_node *c = top(x, "consent", NULL), *n;

	ok(x, hj_record_set_attr(x->r, c, "status", "given", 5, &x->err));
	ok(x,
	    hj_record_add(x->r, c, hj_schema_child(c->def, "subject", 7), &n,
		&x->err));
	call(x, n);
	set_text(x, n, whose[AGREED]);
	for (size_t i = 0; i < l->n; i++) {
		ok(x,
		    hj_record_add(x->r, c, hj_schema_child(c->def, "scope", 5),
			&n, &x->err));
		call(x, n);
		set_text(x, n, l->rows[i].code);
	}
}

#endif
