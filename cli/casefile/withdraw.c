#include <string.h>

#include "cli/casefile/withdraw.h"

static bool
is(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool
covers(const struct hj_node *consent, const char *scope)
{
	for (const struct hj_node *n = hj_node_child(consent, "scope");
	     n != NULL; n = hj_node_same(n))
		if (is(n->text, scope))
			return true;
	return false;
}

/* Does a give something that b names?  all: nothing else either. */
static bool
shares(const struct hj_node *a, const struct hj_node *b, bool all)
{
	bool some = false;

	for (const struct hj_node *n = hj_node_child(a, "scope"); n != NULL;
	     n = hj_node_same(n)) {
		bool named = n->text != NULL && covers(b, n->text);

		if (all && !named)
			return false;
		some = some || named;
	}
	return some;
}

static bool
still_gives(const struct hj_node *consent, const char *person)
{
	const char *status = hj_node_attr(consent, "status");

	return hj_node_child(consent, "withdrawal") == NULL &&
	    (is(status, "given") || is(status, "proxy")) &&
	    is(hj_node_value(consent, "subject"), person);
}

/* An older consent of the same person that still gives something. */
static bool
gives(const struct hj_node *old, const struct hj_node *consent)
{
	return old != consent &&
	    still_gives(old, hj_node_value(consent, "subject"));
}

static int
put(struct hj_record *r, struct hj_node *parent, const char *name,
    const char *value, struct hj_error *err)
{
	const struct hj_elem *def =
	    hj_schema_child(parent->def, name, strlen(name));
	struct hj_node *made;

	if (value == NULL)
		return HJ_OK;
	if (hj_record_add(r, parent, def, &made, err) != HJ_OK)
		return (int)err->code;
	return hj_record_set_text(r, made, value, strlen(value), err);
}

/* The list of ways to withdraw is shorter than that of ways to agree. */
static const char *
way(const struct hj_node *consent)
{
	const char *method = hj_node_value(consent, "method");

	if (is(method, "written"))
		return "writing";
	if (is(method, "oral-wit"))
		return "oral";
	return method;
}

static int
withdraw(struct hj_record *r, struct hj_node *old,
    const struct hj_node *consent, struct hj_error *err)
{
	const struct hj_elem *def =
	    hj_schema_child(old->def, "withdrawal", strlen("withdrawal"));
	struct hj_node *made;

	if (hj_record_add(r, old, def, &made, err) != HJ_OK ||
	    put(r, made, "date", hj_node_value(consent, "date"), err) !=
		HJ_OK ||
	    put(r, made, "by", hj_node_value(consent, "by"), err) != HJ_OK)
		return (int)err->code;
	return put(r, made, "how", way(consent), err);
}

/* Scopes that an older consent named, and of which none gives any now. */
static void
drop_done(struct hj_record *r, struct hj_node *consent)
{
	struct hj_node *n = hj_node_child(consent, "scope");

	while (n != NULL) {
		struct hj_node *next = hj_node_same(n);
		bool was_given = false, still = false;

		for (const struct hj_node *old =
			 hj_node_child(hj_record_root(r), "consent");
		     old != NULL; old = hj_node_same(old)) {
			if (n->text == NULL || !covers(old, n->text))
				continue;
			still = still || gives(old, consent);
			was_given = was_given ||
			    (old != consent &&
				hj_node_child(old, "withdrawal") != NULL &&
				is(hj_node_value(old, "subject"),
				    hj_node_value(consent, "subject")));
		}
		if (was_given && !still)
			hj_record_remove(n);
		n = next;
	}
}

int
withdraw_settle(struct hj_record *r, struct hj_node *consent, bool *kept,
    struct hj_error *err)
{
	for (struct hj_node *old = hj_node_child(hj_record_root(r), "consent");
	     old != NULL; old = hj_node_same(old))
		if (gives(old, consent) && shares(old, consent, true) &&
		    withdraw(r, old, consent, err) != HJ_OK)
			return (int)err->code;
	drop_done(r, consent);
	*kept = hj_node_child(consent, "scope") != NULL;
	if (!*kept) {
		hj_record_remove(consent);
		return HJ_OK;
	}
	return withdraw(r, consent, consent, err);
}

/* Is it the first that still gives this scope? */
static bool
is_first(const struct hj_record *r, const struct hj_node *scope,
    const char *person)
{
	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(r), "consent");
	     n != NULL; n = hj_node_same(n))
		if (still_gives(n, person) && covers(n, scope->text))
			return n == scope->parent;
	return false;
}

int
withdraw_given(const struct hj_record *r, const char *person, struct hj_buf *to,
    struct hj_error *err)
{
	for (const struct hj_node *n =
		 hj_node_child(hj_record_root(r), "consent");
	     n != NULL; n = hj_node_same(n)) {
		if (!still_gives(n, person))
			continue;
		for (const struct hj_node *s = hj_node_child(n, "scope");
		     s != NULL; s = hj_node_same(s))
			if (s->text != NULL && is_first(r, s, person) &&
			    hj_buf_printf(to, err, "%s%s",
				to->len != 0 ? "," : "", s->text) != HJ_OK)
				return (int)err->code;
	}
	return HJ_OK;
}
