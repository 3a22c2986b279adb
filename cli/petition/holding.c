#include <string.h>
#include <time.h>

#include "cli/casefile/duty.h"
#include "cli/leaving/disclosure.h"
#include "cli/petition/finaltext.h"
#include "cli/petition/holding.h"
#include "cli/petition/petitionfile.h"
#include "cli/wording/span.h"
#include "core/base/text.h"
#include "core/log/log.h"
#include "core/mechanism/mechanism.h"
#include "export/consent/recipient.h"
#include "export/petition/annex.h"

struct finding {
	struct cli *c;
	const struct casefile *f;
	const char *person, *wanted;
	bool korean;
	struct holding *to;
};

void
holding_clear(struct holding *h)
{
	hj_buf_clear(&h->holder);
	hj_buf_clear(&h->petitions);
	hj_buf_clear(&h->name);
	hj_buf_clear(&h->others);
	hj_buf_clear(&h->items);
	*h = (struct holding){ .n = 0 };
}

/* ---- who ---- */

/* The purpose of a petition is its mechanism. */
static bool
is_allowed(const struct finding *x, const struct disclosure *d)
{
	const struct hj_mechanism *m = hj_mechanism_by_code(d->purpose);
	struct hj_consent_question q = { .record = x->f->record,
		.person = x->person,
		.scope = d->scope,
		.today = (int32_t)(time(NULL) / 86400) };

	if (m == NULL)
		m = hj_mechanism_by_word(d->purpose, false);
	q.recipient = d->petition != NULL ? hj_recipient_of(m, d->recipient)
					  : d->recipient;
	return hj_consent_decide(&q, NULL) == HJ_CONSENT_YES;
}

static bool
is_wanted(const struct finding *x, const struct disclosure *d,
    const char *holder)
{
	const struct hj_mechanism *m =
	    d->purpose != NULL ? hj_mechanism_by_code(d->purpose) : NULL;

	if (x->wanted == NULL || strcmp(x->wanted, holder) == 0)
		return true;
	return d->recipient == NULL && m != NULL &&
	    (strcmp(m->code, x->wanted) == 0 ||
		(*m->word != '\0' && strcmp(m->word, x->wanted) == 0));
}

static int
other(struct finding *x, const char *holder, struct hj_error *err)
{
	struct hj_buf *b = &x->to->others;

	if (b->len != 0 &&
	    memmem(b->data, b->len, holder, strlen(holder)) != NULL)
		return HJ_OK;
	return hj_buf_printf(b, err, "%s%s", b->len != 0 ? "; " : "", holder);
}

struct hj_letter_item *
holding_item(const struct holding *h, size_t i)
{
	return (struct hj_letter_item *)(void *)h->items.data + i;
}

static void
copy(char *to, size_t size, const char *from)
{
	size_t n = from != NULL ? strlen(from) : 0;

	if (n >= size)
		n = 0;
	if (n != 0)
		memcpy(to, from, n);
	to[n] = '\0';
}

static int
look(void *to, const struct disclosure *d, struct hj_error *err)
{
	struct finding *x = to;
	const char *holder = disclosure_holder(d, x->korean);
	struct holding *h = x->to;
	char petition[HOLDING_ID];
	const bool referral = strcmp(d->action, DISCLOSURE_REFERRAL) == 0;
	struct hj_letter_item i = { .whole =
					strcmp(d->action, HJ_DID_EXPORT) == 0,
		.referral = referral,
		.named = referral && d->named == DISCLOSURE_NAMED };
	const char *first;

	if (holder == NULL || !duty_is_owed(d) || is_allowed(x, d))
		return HJ_OK;
	if (hj_buf_text(&h->holder, &first, err) != HJ_OK)
		return (int)err->code;
	if (!is_wanted(x, d, holder) ||
	    (h->n != 0 && strcmp(first, holder) != 0))
		return other(x, holder, err);
	if (h->n == 0 && hj_buf_puts(&h->holder, holder, err) != HJ_OK)
		return (int)err->code;
	disclosure_day(d, i.day);
	copy(i.sha256, sizeof(i.sha256), d->sha256);
	memset(petition, 0, sizeof(petition));
	copy(petition, sizeof(petition), d->petition);
	if (h->n++ == 0)
		copy(h->scope_text, sizeof(h->scope_text), d->scope);
	if (hj_buf_add(&h->items, &i, sizeof(i), err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(&h->petitions, petition, sizeof(petition), err);
}

/* ---- by which name ---- */

struct naming {
	const struct hj_buf *text; /* folded; NULL: whatever comes first */
	struct hj_buf *to;
};

static int
name_in(void *to, const char *name, size_t n, struct hj_error *err)
{
	struct naming *w = to;
	struct hj_buf folded = HJ_BUF(HJ_LINE_MAX);
	int rc = HJ_OK;
	bool there = w->text == NULL;

	if (w->to->len != 0)
		return HJ_OK;
	if (!there && (rc = hj_text_fold(name, n, &folded, err)) == HJ_OK)
		there = folded.len != 0 &&
		    memmem(w->text->data, w->text->len, folded.data,
			folded.len) != NULL;
	if (rc == HJ_OK && there)
		rc = hj_buf_add(w->to, name, n, err);
	hj_buf_clear(&folded);
	return rc;
}

static const struct hj_node *
document(const struct hj_record *petition, const char *sha256)
{
	const struct hj_node *n =
	    hj_node_child(hj_record_root(petition), "evidence");

	for (; n != NULL; n = hj_node_same(n)) {
		const char *has = hj_node_value(n, "sha256");

		if (has != NULL && strcmp(has, sha256) == 0)
			return n;
	}
	return NULL;
}

/* As it stands in the document that they got; where that cannot be read, not
 * at all. */
static int
name_of(struct finding *x, const struct casefile *p,
    const struct hj_node *evidence, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(PETITIONFILE_MAX),
		      text = HJ_BUF(PETITIONFILE_MAX),
		      folded = HJ_BUF(PETITIONFILE_MAX);
	struct hj_error ignored = { .say = err->say };
	struct naming w = { &folded, &x->to->name };
	int rc = HJ_OK;

	if (petitionfile_read(x->c, p, evidence, &bytes, &ignored) == HJ_OK &&
	    finaltext_read(&bytes, &text, NULL, &ignored) == HJ_OK &&
	    hj_text_fold((const char *)text.data, text.len, &folded,
		&ignored) == HJ_OK)
		rc = hj_annex_names(hj_record_find(x->f->record, x->person),
		    name_in, &w, err);
	hj_buf_clear(&bytes);
	hj_buf_clear(&text);
	hj_buf_clear(&folded);
	return rc;
}

const char *
holding_petition(const struct holding *h, size_t i)
{
	return (const char *)h->petitions.data + i * HOLDING_ID;
}

/* Number and name that go with an item. */
static int
complete(struct finding *x, size_t i, struct hj_error *err)
{
	struct naming any = { NULL, &x->to->name };
	struct hj_error ignored = { .say = err->say };
	struct hj_letter_item *item = holding_item(x->to, i);
	const char *id = holding_petition(x->to, i);
	struct casefile p = CASEFILE;
	const struct hj_node *doc;
	int rc = HJ_OK;

	if (item->whole || item->named)
		return hj_annex_names(hj_record_find(x->f->record, x->person),
		    name_in, &any, err);
	if (*id != '\0' &&
	    casefile_load(x->c, id, NULL, &p, &ignored) == HJ_OK) {
		copy(item->reference, sizeof(item->reference),
		    hj_node_value(hj_record_root(p.record), "reference"));
		if ((doc = document(p.record, item->sha256)) != NULL)
			rc = name_of(x, &p, doc, err);
	}
	casefile_clear(&p);
	return rc;
}

/* ---- when ---- */

static const char *
withdrawn(const struct finding *x)
{
	const struct hj_node *n =
	    hj_node_child(hj_record_root(x->f->record), "consent");
	const char *found = NULL;

	for (; n != NULL; n = hj_node_same(n)) {
		const char *subject = hj_node_value(n, "subject");
		const struct hj_node *w = hj_node_child(n, "withdrawal");

		if (subject != NULL && strcmp(subject, x->person) == 0 &&
		    w != NULL && hj_node_value(w, "date") != NULL)
			found = hj_node_value(w, "date");
	}
	return found;
}

int
holding_find(struct cli *c, const struct casefile *f, const char *person,
    const char *wanted, bool in_korean, struct holding *ret,
    struct hj_error *err)
{
	struct finding x = { c, f, person, wanted, in_korean, ret };
	struct disclosure_facts facts;
	const char *others;

	*ret = (struct holding){ .holder = HJ_BUF(HJ_LINE_MAX),
		.items = HJ_BUF(HJ_TEXT_MAX),
		.petitions = HJ_BUF(HJ_TEXT_MAX),
		.name = HJ_BUF(HJ_LINE_MAX),
		.others = HJ_BUF(HJ_LINE_MAX) };
	if (disclosure_each(c, f, person, look, &x, &facts, err) != HJ_OK ||
	    hj_buf_text(&ret->others, &others, err) != HJ_OK)
		return (int)err->code;
	if (ret->n == 0 && ret->others.len == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "nobody holds what this person does not agree to: 'hanji disclosures' shows what left");
	if (ret->n == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "that one holds nothing of this person; who does: %s",
		    others);
	if (wanted == NULL && ret->others.len != 0)
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "several hold the name: say to whom with --to; besides the first: %s",
		    others);
	ret->scope = ret->scope_text;
	ret->withdrawn = withdrawn(&x);
	for (size_t i = 0; i < ret->n; i++)
		if (complete(&x, i, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}
