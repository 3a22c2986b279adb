#include <string.h>

#include "cli/leaving/disclosure_own.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/word.h"
#include "core/case/codec.h"
#include "core/case/datespan.h"
#include "core/links/link.h"

/* Of one file; the referrals of one person, or all. */
struct asking {
	const struct hj_record *record;
	const char *person; /* element id in it; NULL: everybody */
	disclosure_fn *fn;
	void *to;
};

bool
disclosure_is_planned(const struct hj_node *referral)
{
	const char *status = hj_node_attr(referral, "status");

	return status != NULL && strcmp(status, "planned") == 0 &&
	    hj_node_child(referral, "shared") == NULL &&
	    hj_node_child(referral, "item") == NULL;
}

/* What was told: classes of fields, and the kinds of elements, each once. */
static int
gather(const struct hj_record *r, const struct hj_node *referral,
    struct hj_buf *to, bool *direct, struct hj_error *err)
{
	const struct hj_node *n = hj_node_child(referral, "shared");

	for (; n != NULL; n = hj_node_same(n)) {
		*direct = *direct || strcmp(n->text, "direct") == 0;
		if (hj_buf_printf(to, err, "%s%s", to->len != 0 ? " " : "",
			n->text) != HJ_OK)
			return (int)err->code;
	}
	n = hj_node_child(referral, "item");
	for (; n != NULL; n = hj_node_same(n)) {
		const struct hj_node *item = hj_record_find(r, n->text);

		if (item == NULL)
			continue;
		*direct = *direct ||
		    hj_word_among("person name contact iddoc", item->name);
		if (hj_buf_printf(to, err, "%s%s", to->len != 0 ? " " : "",
			item->name) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
tell(const struct asking *a, const struct hj_node *referral,
    struct hj_error *err)
{
	struct hj_buf told = HJ_BUF(HJ_LINE_MAX);
	struct disclosure d = { .action = DISCLOSURE_REFERRAL,
		.scope = "referral",
		.recipient = hj_node_value(referral, "to"),
		.purpose = hj_node_value(referral, "purpose"),
		.date = hj_node_value(referral, "date") };
	bool direct = false;
	int rc = gather(a->record, referral, &told, &direct, err);

	if (rc == HJ_OK && told.len != 0)
		rc = hj_buf_text(&told, &d.told, err);
	/* Where nobody said what was told, the name may have been. */
	d.named = direct ? DISCLOSURE_NAMED : DISCLOSURE_PERHAPS;
	if (rc == HJ_OK)
		rc = a->fn(a->to, &d, err);
	hj_buf_clear(&told);
	return rc;
}

static int
each(const struct asking *a, struct hj_error *err)
{
	const struct hj_node *n =
	    hj_node_child(hj_record_root(a->record), "referral");

	for (; n != NULL; n = hj_node_same(n)) {
		const char *who = hj_node_value(n, "person");

		if (disclosure_is_planned(n) ||
		    (a->person != NULL && who != NULL &&
			strcmp(who, a->person) != 0))
			continue;
		if (tell(a, n, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

/* The follow-up case that a link leads to, where this member may open it. */
static int
follow(struct cli *c, const struct hj_link *l, disclosure_fn *fn, void *to,
    struct hj_error *err)
{
	struct hj_error none = { .say = err->say };
	struct casefile f = CASEFILE;
	struct hj_id id;
	int rc = HJ_OK;

	if (hj_id_parse(l->other, strlen(l->other), &id, &none) != HJ_OK)
		return HJ_OK;
	switch (hj_vault_row(c->vault, &id, &f.row, &f.items, &none)) {
	case HJ_OK:
		break;
	case HJ_EAUTH:
		ui_say(c->ui,
		    _("note: the follow-up case %.4s belongs to another team: referrals in it are not listed"),
		    l->other);
		casefile_clear(&f);
		return HJ_OK;
	case HJ_ENOTFOUND:
		casefile_clear(&f);
		return HJ_OK;
	default:
		casefile_clear(&f);
		return hj_fail(err, none.code, "%s", none.text);
	}
	if ((rc = hj_vault_get(c->vault, &f.row, 0, &f.revision, err)) ==
		HJ_OK &&
	    (rc = hj_codec_decode(f.revision.bytes.data, f.revision.bytes.len,
		 &f.record, err)) == HJ_OK) {
		const struct asking a = { f.record, l->there, fn, to };

		rc = each(&a, err);
	}
	casefile_clear(&f);
	return rc;
}

int
disclosure_referrals(struct cli *c, const struct casefile *f,
    const char *person, disclosure_fn *fn, void *to, struct hj_error *err)
{
	const struct asking own = { f->record, person, fn, to };
	const struct hj_node *n;

	if (f->record == NULL)
		return HJ_OK;
	if (each(&own, err) != HJ_OK)
		return (int)err->code;
	n = hj_node_child(hj_record_root(f->record), "link");
	for (; n != NULL; n = hj_node_same(n)) {
		struct hj_link l;

		hj_link_read(n, &l);
		if (l.kind == NULL || strcmp(l.kind, "followup") != 0 ||
		    l.other == NULL ||
		    (person != NULL && l.person != NULL &&
			strcmp(l.person, person) != 0))
			continue;
		if (person == NULL)
			l.there = NULL;
		if (follow(c, &l, fn, to, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

void
disclosure_day(const struct disclosure *d, char ret[static SPAN_TEXT])
{
	size_t n = d->date != NULL ? strlen(d->date) : SPAN_TEXT;

	if (d->date == NULL)
		span_text((int32_t)(d->time / 86400), ret);
	else if (n < SPAN_TEXT)
		memcpy(ret, d->date, n + 1);
	else
		memcpy(ret, "?", 2);
}
