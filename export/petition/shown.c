#include "export/petition/shown.h"

#include <stdlib.h>
#include <string.h>

#include "export/consent/care.h"
#include "export/petition/shown_own.h"

struct hj_shown {
	struct hj_shown_victim *victim;
	size_t n;
	const struct hj_record **from; /* the files, each once */
	struct hj_record **to; /* and what is shown of each */
	size_t nfiles;
};

size_t
hj_shown_count(const struct hj_shown *s)
{
	return s->n;
}

const struct hj_shown_victim *
hj_shown_at(const struct hj_shown *s, size_t i)
{
	return &s->victim[i];
}

void
hj_shown_free(struct hj_shown *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->nfiles; i++)
		hj_record_free(s->to[i]);
	free(s->victim);
	free(s->from);
	free(s->to);
	free(s);
}

/* ---- consent ---- */

static enum hj_consent_answer
decide(const struct hj_shown_asking *q, const struct hj_annex_victim *v,
    const char *scope, const char **consent)
{
	const struct hj_consent_question c = { .record = v->record,
		.person = v->person,
		.scope = scope,
		/* What is public is for everybody. */
		.recipient =
		    strcmp(scope, "un-public") != 0 ? q->recipient : NULL,
		.today = q->today };

	return hj_consent_decide(&c, consent);
}

/* Silence lets something be told of what happened; a no, or a record that two
 * versions differ on, does not. */
static bool
may_describe(enum hj_consent_answer a)
{
	return a != HJ_CONSENT_REFUSED && a != HJ_CONSENT_CONFLICT;
}

static void
ask(const struct hj_shown_asking *q, const struct hj_annex_victim *v,
    struct hj_shown_victim *s)
{
	const struct hj_redact_profile *agreed =
	    hj_redact_profile(q->scope, HJ_WHOM_AGREED);
	enum hj_consent_answer a = decide(q, v, q->scope, &s->consent);

	s->named = a == HJ_CONSENT_YES && agreed->direct == HJ_REDACT_KEEP;
	s->described = !s->named && may_describe(a) &&
	    hj_redact_profile(q->scope, HJ_WHOM_SILENT)->facts;
	if (!s->named)
		s->consent = NULL;
	if (s->described)
		hj_shown_describe(v->record, s);
	s->confidential = decide(q, v, "un-conf", NULL) == HJ_CONSENT_YES;
	s->state = decide(q, v, "un-state", NULL) == HJ_CONSENT_YES;
	s->published = decide(q, v, "un-public", NULL) == HJ_CONSENT_YES;
}

/* ---- files ---- */

static size_t
file_of(const struct hj_shown *s, const struct hj_record *r)
{
	size_t i = 0;

	while (i < s->nfiles && s->from[i] != r)
		i++;
	return i;
}

static int
add_file(struct hj_shown *s, const struct hj_record *r, struct hj_error *err)
{
	static const char *const kept[] = { "id", "kind", "conf" };
	struct hj_record *to = NULL;
	int rc;

	if (file_of(s, r) < s->nfiles)
		return HJ_OK;
	if ((rc = hj_care_refuse(r, err)) != HJ_OK ||
	    (rc = hj_record_new("case", &to, err)) != HJ_OK)
		return rc;
	for (size_t i = 0; i < HJ_LEN(kept) && rc == HJ_OK; i++) {
		const char *v = hj_node_attr(hj_record_root(r), kept[i]);

		if (v != NULL)
			rc = hj_record_set_attr(to, hj_record_root(to), kept[i],
			    v, strlen(v), err);
	}
	if (rc != HJ_OK) {
		hj_record_free(to);
		return rc;
	}
	s->from[s->nfiles] = r;
	s->to[s->nfiles++] = to;
	return HJ_OK;
}

static int
add_victim(struct hj_shown *s, const struct hj_shown_asking *q,
    const struct hj_annex_victim *v, struct hj_error *err)
{
	struct hj_shown_victim *to = &s->victim[s->n];
	const struct hj_node *person =
	    v->person != NULL ? hj_record_find(v->record, v->person) : NULL;
	int rc;

	if ((rc = add_file(s, v->record, err)) != HJ_OK)
		return hj_while(err, "victim %zu", s->n + 1);
	if (v->person != NULL &&
	    (person == NULL || strcmp(person->name, "person") != 0))
		return hj_fail(err, HJ_EINVAL,
		    "victim %zu of the petition is not a person of that record",
		    s->n + 1);
	to->record = s->to[file_of(s, v->record)];
	to->person = v->person;
	if (v->person != NULL)
		ask(q, v, to);
	s->n++;
	return HJ_OK;
}

/* Who was split from a file that the petition is about as well. */
static void
join(struct hj_shown *s, const struct hj_shown_asking *q)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t at = q->victims[i].first != NULL
		    ? file_of(s, q->victims[i].first)
		    : s->nfiles;

		if (at < s->nfiles)
			s->victim[i].first = s->to[at];
	}
}

static int
copy(struct hj_shown *s, const struct hj_shown_asking *q, size_t file,
    struct hj_error *err)
{
	struct hj_shown_file x = { .from = s->from[file],
		.to = s->to[file],
		.agreed = hj_redact_profile(q->scope, HJ_WHOM_AGREED),
		.petition = q->petition,
		.err = err };
	int rc;

	x.victim = calloc(s->n + 1, sizeof(*x.victim));
	if (x.victim == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < s->n; i++)
		if (s->victim[i].record == x.to)
			x.victim[x.nvictims++] = s->victim[i];
	rc = hj_shown_copy(&x);
	free(x.victim);
	return rc;
}

int
hj_shown_new(const struct hj_shown_asking *q, struct hj_shown **ret,
    struct hj_error *err)
{
	struct hj_shown *s = calloc(1, sizeof(*s));
	int rc = HJ_OK;

	if (s == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	s->victim = calloc(q->nvictims + 1, sizeof(*s->victim));
	s->from = calloc(q->nvictims + 1, sizeof(*s->from));
	s->to = calloc(q->nvictims + 1, sizeof(*s->to));
	if (s->victim == NULL || s->from == NULL || s->to == NULL)
		rc = hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < q->nvictims && rc == HJ_OK; i++)
		rc = add_victim(s, q, &q->victims[i], err);
	if (rc == HJ_OK)
		join(s, q);
	for (size_t i = 0; i < s->nfiles && rc == HJ_OK; i++)
		rc = copy(s, q, i, err);
	if (rc == HJ_OK) {
		*ret = s;
		s = NULL;
	}
	hj_shown_free(s);
	return rc;
}
