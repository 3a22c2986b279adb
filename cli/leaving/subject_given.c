#include <stdio.h>
#include <string.h>

#include "cli/leaving/disclosure.h"
#include "cli/leaving/subject_own.h"
#include "cli/wording/fieldword.h"
#include "core/log/log.h"
#include "core/mechanism/mechanism.h"

/* What identifies a file that left, so that it is told once. */
struct seen {
	int64_t time;
	char sha256[65];
};

struct telling {
	struct subject *s;
	struct hj_buf seen; /* struct seen */
};

static bool
is_seen(const struct telling *t, const struct seen *k)
{
	const struct seen *all = (const void *)t->seen.data;

	for (size_t i = 0; i < t->seen.len / sizeof(*all); i++)
		if (all[i].time == k->time &&
		    strcmp(all[i].sha256, k->sha256) == 0)
			return true;
	return false;
}

static const char *
word(const struct subject *s, const char *english, const char *korean)
{
	return s->korean ? korean : english;
}

/* A petition by its mechanism, everything else by what it was given for. */
static const char *
what_of(const struct subject *s, const struct disclosure *d)
{
	const struct hj_mechanism *m =
	    d->purpose != NULL ? hj_mechanism_by_code(d->purpose) : NULL;

	if (m == NULL && d->purpose != NULL)
		m = hj_mechanism_by_word(d->purpose, false);
	if (disclosure_is_subject(d))
		return word(s, "a copy for yourself", "본인 기록 사본");
	if (strcmp(d->action, DISCLOSURE_REFERRAL) == 0)
		return fieldword_code("consent-scope", "referral", s->korean);
	if (d->petition != NULL && m != NULL)
		return fieldword_code("mechanism", m->code, s->korean);
	return d->scope != NULL
	    ? fieldword_code("consent-scope", d->scope, s->korean)
	    : "";
}

static const char *
who_of(const struct subject *s, const struct disclosure *d)
{
	const char *who;

	if (disclosure_is_subject(d))
		return word(s, "you", "본인");
	who = disclosure_holder(d, s->korean);
	return who != NULL ? who : "";
}

/* What is longer ends with a whole character. */
static void
keep(char to[static HJ_SUBJECTPAGE_TEXT], const char *from)
{
	size_t n = strlen(from);

	if (n >= HJ_SUBJECTPAGE_TEXT) {
		n = HJ_SUBJECTPAGE_TEXT - 1;
		while (n != 0 && ((unsigned char)from[n] & 0xc0) == 0x80)
			n--;
	}
	memcpy(to, from, n);
	to[n] = '\0';
}

static int
one(void *to, const struct disclosure *d, struct hj_error *err)
{
	struct telling *t = to;
	struct hj_subject_given g = { .unsure =
					  d->named == DISCLOSURE_PERHAPS };
	struct seen k = { .time = d->time };

	/* What stays in the office was given to nobody. */
	if (!disclosure_is_out(d) || d->named == DISCLOSURE_NOT_NAMED ||
	    strcmp(d->action, HJ_DID_EXTRACT) == 0)
		return HJ_OK;
	if (d->sha256 != NULL)
		(void)snprintf(k.sha256, sizeof(k.sha256), "%.64s", d->sha256);
	if (d->time != 0 && is_seen(t, &k))
		return HJ_OK;
	disclosure_day(d, g.day);
	keep(g.who, who_of(t->s, d));
	keep(g.what, what_of(t->s, d));
	if (hj_buf_add(&t->seen, &k, sizeof(k), err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(&t->s->given, &g, sizeof(g), err);
}

int
subject_given(struct subject *s, struct hj_error *err)
{
	struct telling t = { .s = s, .seen = HJ_BUF(HJ_TEXT_MAX) };
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < s->n; i++) {
		const struct subject_file *f = &s->file[i];
		struct disclosure_facts facts = { .backups = 0 };

		rc = disclosure_each(s->c, &f->f, hj_node_attr(f->person, "id"),
		    one, &t, &facts, err);
		s->nbackups = facts.backups;
	}
	hj_buf_clear(&t.seen);
	return rc;
}
