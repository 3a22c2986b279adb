#include "core/store/due.h"

#include <string.h>

#include "core/base/word.h"
#include "core/case/datespan.h"
#include "core/mechanism/clock.h"
#include "core/mechanism/deadline.h"

/* Comparing every entry with every other must end in a file of thousands;
 * beyond it something is rather said to be due than forgotten. */
#define COMPARISONS_MAX 1000000

struct finding {
	hj_due_fn *fn;
	void *to;
	struct hj_error *err;
	const struct hj_node *root;
	unsigned long compared;
	bool resting; /* the file is closed */
};

static bool
same(const char *a, const char *b)
{
	return a == NULL ? b == NULL : b != NULL && strcmp(a, b) == 0;
}

/* When somebody said it or did it; without a date before everything. */
static int32_t
said_on(const struct hj_node *node)
{
	struct hj_span s;

	return hj_date_span(hj_node_child(node, "date"), &s) ? s.earliest
							     : INT32_MIN;
}

/* ---- tasks and deadlines ---- */

static bool
is_open_task(struct finding *f, const struct hj_node *task)
{
	(void)f;
	return !hj_word_among("done drop", hj_node_attr(task, "status"));
}

static bool
is_waited_for(struct finding *f, const struct hj_node *deadline)
{
	(void)f;
	return hj_deadline_is_open(deadline);
}

/* ---- contacts ---- */

/* Does this later entry leave nothing of the earlier promise? */
static bool
settles(const struct hj_node *later, const char *person)
{
	const char *with = hj_node_value(later, "person");

	if (person != NULL && with != NULL && strcmp(person, with) != 0)
		return false;
	return hj_node_value(later, "next") != NULL ||
	    !hj_word_among("noanswer message moved other unsafe",
		hj_node_value(later, "result"));
}

static bool
is_promised(struct finding *f, const struct hj_node *entry)
{
	const char *person = hj_node_value(entry, "person");
	int32_t when = said_on(entry);
	bool after = false;

	for (const struct hj_node *n = hj_node_child(f->root, "contactlog");
	     n != NULL; n = hj_node_same(n)) {
		int32_t then;

		if (n == entry) {
			after = true;
			continue;
		}
		if (f->compared++ > COMPARISONS_MAX)
			return true;
		then = said_on(n);
		if ((then > when || (then == when && after)) &&
		    settles(n, person))
			return false;
	}
	return true;
}

/* ---- consents ---- */

static bool
covers(const struct hj_node *consent, const char *scope)
{
	for (const struct hj_node *s = hj_node_child(consent, "scope");
	     s != NULL; s = hj_node_same(s))
		if (same(s->text, scope))
			return true;
	return false;
}

/* Is there a newer word about that purpose? */
static bool
is_renewed(struct finding *f, const struct hj_node *consent, const char *scope)
{
	const char *subject = hj_node_value(consent, "subject");
	int32_t when = said_on(consent);
	bool after = false;

	for (const struct hj_node *n = hj_node_child(f->root, "consent");
	     n != NULL; n = hj_node_same(n)) {
		int32_t then;

		if (n == consent) {
			after = true;
			continue;
		}
		if (f->compared++ > COMPARISONS_MAX)
			return false;
		then = said_on(n);
		if ((then > when || (then == when && after)) &&
		    same(hj_node_value(n, "subject"), subject) &&
		    covers(n, scope))
			return true;
	}
	return false;
}

static bool
is_ending(struct finding *f, const struct hj_node *consent)
{
	if (!hj_word_among("given proxy", hj_node_attr(consent, "status")) ||
	    hj_node_child(consent, "withdrawal") != NULL)
		return false;
	for (const struct hj_node *s = hj_node_child(consent, "scope");
	     s != NULL; s = hj_node_same(s))
		if (!is_renewed(f, consent, s->text))
			return true;
	return false;
}

/* ---- how long it is kept ---- */

static bool
is_decided(struct finding *f, const struct hj_node *retention)
{
	(void)f;
	(void)retention;
	return true;
}

/* ---- the sources ---- */

static const struct {
	enum hj_due_kind kind;
	const char *element, *child;
	bool (*is_due)(struct finding *f, const struct hj_node *node);
	bool undated; /* worth knowing without a date too */
	bool resting; /* also of a file that is closed */
} sources[] = {
	{ HJ_DUE_DEADLINE, "deadline", "date", is_waited_for, false, true },
	{ HJ_DUE_TASK, "task", "due", is_open_task, true, true },
	{ HJ_DUE_CONTACT, "contactlog", "next", is_promised, false, false },
	{ HJ_DUE_CONSENT, "consent", "until", is_ending, false, false },
	{ HJ_DUE_RETENTION, "retention", "until", is_decided, false, true },
	{ HJ_DUE_REVIEW, "retention", "review", is_decided, false, true },
};

static int
report(struct finding *f, enum hj_due_kind kind, struct hj_span when,
    const char *name)
{
	struct hj_due d = { .kind = kind, .when = when };
	size_t n = name != NULL ? strlen(name) : 0;

	if (n < sizeof(d.name))
		memcpy(d.name, name != NULL ? name : "", n);
	return f->fn(f->to, &d, f->err);
}

static int
look_at(struct finding *f, size_t source, const struct hj_node *node)
{
	struct hj_span when = { INT32_MAX, INT32_MAX }, s;

	if (strcmp(node->name, sources[source].element) != 0 ||
	    (f->resting && !sources[source].resting))
		return HJ_OK;
	if (hj_date_span(hj_node_child(node, sources[source].child), &s))
		when = s;
	else if (!sources[source].undated)
		return HJ_OK;
	if (!sources[source].is_due(f, node))
		return HJ_OK;
	return report(f, sources[source].kind, when, hj_node_attr(node, "id"));
}

static int
run_clock(void *to, const struct hj_clock *c, struct hj_error *err)
{
	(void)err;
	return report(to, HJ_DUE_CLOCK, c->until, c->mechanism);
}

int
hj_due_each(const struct hj_record *r, hj_due_fn *fn, void *to,
    struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(r);
	struct finding f = { .fn = fn,
		.to = to,
		.err = err,
		.root = root,
		.resting = hj_word_among("closed merged erased",
		    hj_node_attr(root, "status")) };

	for (const struct hj_node *n = root->first; n != NULL; n = n->next)
		for (size_t i = 0; n->def != NULL && i < HJ_LEN(sources); i++) {
			int rc = look_at(&f, i, n);

			if (rc != HJ_OK)
				return rc;
		}
	return hj_clock_each(r, run_clock, &f, err);
}

/* ---- in a row ---- */

size_t
hj_due_put(const struct hj_due *d, uint8_t to[static HJ_DUE_ITEM])
{
	uint32_t v[2] = { (uint32_t)d->when.earliest,
		(uint32_t)d->when.latest };
	size_t n = strlen(d->name);

	for (size_t i = 0; i < 8; i++)
		to[i] = (uint8_t)(v[i / 4] >> (24 - 8 * (i % 4)));
	memcpy(to + 8, d->name, n);
	return 8 + n;
}

bool
hj_due_get(const struct hj_row_item *item, struct hj_due *ret)
{
	struct hj_cursor c = HJ_CURSOR(item->p, item->len);
	struct hj_due d = { .kind = (enum hj_due_kind)item->aux };

	if (item->tag != HJ_ROW_DUE || item->aux >= HJ_DUE_KINDS ||
	    item->len < 8 || item->len >= HJ_DUE_ITEM)
		return false;
	d.when.earliest = (int32_t)hj_cursor_u32(&c);
	d.when.latest = (int32_t)hj_cursor_u32(&c);
	memcpy(d.name, c.p, c.left);
	*ret = d;
	return true;
}

enum hj_due_state
hj_due_state(const struct hj_due *d, int32_t today)
{
	if (d->when.earliest == INT32_MAX && d->when.latest == INT32_MAX)
		return HJ_DUE_UNDATED;
	if (d->when.latest < today)
		return HJ_DUE_LATE;
	return d->when.earliest < today ? HJ_DUE_MAYBE : HJ_DUE_AHEAD;
}
