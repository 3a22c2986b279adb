#include <ctype.h>
#include <string.h>

#include "cli/screen/say.h"
#include "cli/wording/readback.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/case/datesay.h"
#include "core/case/owncode.h"

/* What a scope allows, to stand after "agrees that". */
static const struct {
	const char *code, *says;
} scopes[] = {
	{ "store", N_("we keep this record") },
	{ "share-ngo", N_("partner organisations may have it") },
	{ "un-conf", N_("the UN may have it, but not the State") },
	{ "un-state", N_("the UN may give the name to the State concerned") },
	{ "un-public", N_("the name may stand in public UN documents") },
	{ "court", N_("investigators or a court may have it") },
	{ "home-gov",
	    N_("the government of the country of refuge may have it") },
	{ "consular", N_("a consulate or UNHCR may have it, for protection") },
	{ "public-name", N_("it may be published with the name") },
	{ "public-anon", N_("it may be published without saying who it is") },
	{ "image", N_("face, voice and pictures may be used") },
	{ "stats", N_("it may be counted in statistics") },
	{ "referral", N_("a service may be asked to help") },
	{ "recontact", N_("we may get in touch again") },
};

/* ---- names ---- */

static int
add_parts(const char *family, const char *given, struct hj_buf *to,
    struct hj_error *err)
{
	if (family != NULL && hj_buf_puts(to, family, err) != HJ_OK)
		return (int)err->code;
	/* 김철수, but Kim Cheolsu. */
	if (family != NULL && given != NULL && (unsigned char)*given < 0x80 &&
	    hj_buf_putc(to, ' ', err) != HJ_OK)
		return (int)err->code;
	return given != NULL ? hj_buf_puts(to, given, err) : HJ_OK;
}

int
readback_name(const struct hj_node *person, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_node *n =
	    person != NULL ? hj_node_child(person, "name") : NULL;

	for (; n != NULL; n = hj_node_same(n)) {
		const char *full = hj_node_value(n, "full");
		const char *family = hj_node_value(n, "family");
		const char *given = hj_node_value(n, "given");

		if (full != NULL)
			return hj_buf_puts(to, full, err);
		if (family != NULL || given != NULL)
			return add_parts(family, given, to, err);
	}
	return hj_buf_puts(to, _("the person"), err);
}

/* The name of a person, NUL-ended. */
static int
name_of(const struct hj_node *person, struct hj_buf *to, const char **ret,
    struct hj_error *err)
{
	if (readback_name(person, to, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_text(to, ret, err);
}

static const char *
topic(const char *name, bool korean)
{
	return korean ? say_particle(name, SAY_TOPIC) : "";
}

/* A label in a sentence: inside it, "Parent" becomes "parent". */
static int
word_of(const struct hj_node *in, const char *list, const char *code,
    bool korean, struct hj_buf *to, const char **ret, struct hj_error *err)
{
	bool inside = strcmp(list, "relation") == 0;
	struct hj_code_row row;
	bool known =
	    code != NULL && hj_code_find(in, list, code, strlen(code), &row);

	if (hj_buf_puts(to, known ? hj_vocab_label(&row, korean) : "?", err) !=
	    HJ_OK)
		return (int)err->code;
	if (inside && to->len > 1 && islower(to->data[1]))
		to->data[0] = (uint8_t)tolower(to->data[0]);
	return hj_buf_text(to, ret, err);
}

/* ---- relations ---- */

static bool
is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

int
readback_said(const struct hj_node *in, const char *a, const char *b,
    const char *type, bool korean, struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf word = HJ_BUF(HJ_LINE_MAX);
	const char *t = topic(a, korean);
	const char *said = "";
	int rc;

	if (is(type, "codet"))
		return hj_buf_printf(to, err,
		    _("%s%s was held together with %s.\n"), a, t, b);
	if (is(type, "cotravel"))
		return hj_buf_printf(to, err,
		    _("%s%s travelled together with %s.\n"), a, t, b);
	if (is(type, "same"))
		return hj_buf_printf(to, err,
		    _("%s%s is possibly the same person as %s.\n"), a, t, b);
	if (is(type, "broker"))
		return hj_buf_printf(to, err,
		    _("%s%s is the broker or guide of %s.\n"), a, t, b);
	if (is(type, "guided"))
		return hj_buf_printf(to, err,
		    _("%s%s has %s as broker or guide.\n"), a, t, b);
	if (is(type, "ward"))
		return hj_buf_printf(to, err, _("%s%s has %s as guardian.\n"),
		    a, t, b);
	if (is(type, "oth"))
		return hj_buf_printf(to, err,
		    _("%s%s is in some other way related to %s.\n"), a, t, b);
	if ((rc = word_of(in, "relation", type, korean, &word, &said, err)) ==
	    HJ_OK)
		rc = hj_buf_printf(to, err, _("%s%s is the %s of %s.\n"), a, t,
		    said, b);
	hj_buf_clear(&word);
	return rc;
}

int
readback_between(const struct hj_node *a, const struct hj_node *b,
    const char *type, bool korean, struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf one = HJ_BUF(HJ_LINE_MAX);
	struct hj_buf two = HJ_BUF(HJ_LINE_MAX);
	const char *first = "", *second = "";
	int rc;

	if ((rc = name_of(a, &one, &first, err)) == HJ_OK &&
	    (rc = name_of(b, &two, &second, err)) == HJ_OK)
		rc = readback_said(a != NULL ? a : b, first, second, type,
		    korean, to, err);
	hj_buf_clear(&one);
	hj_buf_clear(&two);
	return rc;
}

static const struct hj_node *
person_of(const struct hj_record *r, const struct hj_node *node,
    const char *child)
{
	const char *id = hj_node_value(node, child);

	return id != NULL ? hj_record_find(r, id) : NULL;
}

int
readback_relation(const struct hj_record *r, const struct hj_node *node,
    bool korean, struct hj_buf *to, struct hj_error *err)
{
	const char *type = hj_node_attr(node, "type");

	if (type == NULL)
		return HJ_OK;
	return readback_between(person_of(r, node, "a"),
	    person_of(r, node, "b"), type, korean, to, err);
}

/* ---- consents ---- */

static const char *
clause_of(const struct hj_node *scope, bool korean)
{
	const struct hj_list *l = hj_vocab_list("consent-scope");
	const struct hj_code_row *row;

	for (size_t i = 0; i < HJ_LEN(scopes); i++)
		if (is(scope->text, scopes[i].code))
			return _(scopes[i].says);
	row = hj_vocab_find(l, scope->text, scope->text_len);
	return row != NULL ? hj_vocab_label(row, korean) : scope->text;
}

/* Who agrees for somebody else: by name, else by what they are to them. */
static int
proxy(const struct hj_node *consent, const char *name, const char *clause,
    bool korean, struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf word = HJ_BUF(HJ_LINE_MAX);
	const char *by = hj_node_value(consent, "by");
	int rc = HJ_OK;

	if (by == NULL)
		rc = word_of(consent, "consent-relation",
		    hj_node_value(consent, "relation"), korean, &word, &by,
		    err);
	if (rc == HJ_OK)
		rc = hj_buf_printf(to, err, _("%s%s agrees for %s that %s.\n"),
		    by, topic(by, korean), name, clause);
	hj_buf_clear(&word);
	return rc;
}

static int
sentence(const struct hj_node *consent, const char *name, const char *clause,
    bool korean, struct hj_buf *to, struct hj_error *err)
{
	const char *status = hj_node_attr(consent, "status");
	const char *t = topic(name, korean);

	if (is(status, "withdrawn") ||
	    hj_node_child(consent, "withdrawal") != NULL)
		return hj_buf_printf(to, err,
		    _("%s%s no longer agrees that %s.\n"), name, t, clause);
	if (is(status, "given"))
		return hj_buf_printf(to, err, _("%s%s agrees that %s.\n"), name,
		    t, clause);
	if (is(status, "refused"))
		return hj_buf_printf(to, err,
		    _("%s%s does not agree that %s.\n"), name, t, clause);
	if (is(status, "proxy"))
		return proxy(consent, name, clause, korean, to, err);
	if (is(status, "expired"))
		return hj_buf_printf(to, err,
		    _("%s%s agreed for a time, now past, that %s.\n"), name, t,
		    clause);
	if (is(status, "impossible"))
		return hj_buf_printf(to, err,
		    _("%s%s could not be asked to agree that %s.\n"), name, t,
		    clause);
	return hj_buf_printf(to, err,
	    _("%s%s was not asked to agree that %s.\n"), name, t, clause);
}

/* What narrows it: only to these, only until then. */
static int
limits_of(const struct hj_node *consent, bool korean, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_node *until = hj_node_child(consent, "until");
	struct hj_buf words = HJ_BUF(HJ_TEXT_MAX);
	const char *text;
	int rc;

	for (const struct hj_node *n = hj_node_child(consent, "recipient");
	     n != NULL; n = hj_node_same(n))
		if (n->text != NULL &&
		    hj_buf_printf(to, err, _("  only to: %s\n"), n->text) !=
			HJ_OK)
			return (int)err->code;
	if (until == NULL || until->text == NULL)
		return HJ_OK;
	if ((rc = hj_date_say_node(until, korean, &words, err)) == HJ_OK &&
	    (rc = hj_buf_text(&words, &text, err)) == HJ_OK)
		rc = hj_buf_printf(to, err, _("  only until: %s\n"), text);
	hj_buf_clear(&words);
	return rc;
}

int
readback_consent(const struct hj_record *r, const struct hj_node *consent,
    bool korean, struct hj_buf *to, struct hj_error *err)
{
	struct hj_buf buf = HJ_BUF(HJ_LINE_MAX);
	const struct hj_node *scope = hj_node_child(consent, "scope");
	const char *name = "";
	int rc;

	rc = name_of(person_of(r, consent, "subject"), &buf, &name, err);
	for (; rc == HJ_OK && scope != NULL; scope = hj_node_same(scope))
		if (scope->text != NULL)
			rc = sentence(consent, name, clause_of(scope, korean),
			    korean, to, err);
	if (rc == HJ_OK)
		rc = limits_of(consent, korean, to, err);
	hj_buf_clear(&buf);
	return rc;
}

int
readback(const struct hj_record *r, const struct hj_node *node, bool korean,
    struct hj_buf *to, struct hj_error *err)
{
	if (strcmp(node->name, "relationship") == 0)
		return readback_relation(r, node, korean, to, err);
	if (strcmp(node->name, "consent") == 0)
		return readback_consent(r, node, korean, to, err);
	return HJ_OK;
}
