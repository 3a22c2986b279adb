#include <string.h>
#include <time.h>

#include "cli/argument/personarg.h"
#include "cli/leaving/subject_own.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/linkview.h"
#include "core/case/path.h"
#include "core/links/link.h"
#include "export/consent/consent.h"
#include "export/subject/subjectcopy.h"

bool
subject_is_themselves(const struct subject_wish *w)
{
	return w->scope == NULL || strcmp(w->scope, "own") == 0;
}

/* ---- which files ---- */

static bool
is_here(const struct subject *s, const struct hj_id *id)
{
	for (size_t i = 0; i < s->n; i++)
		if (memcmp(&s->file[i].f.row.id, id, sizeof(*id)) == 0)
			return true;
	return false;
}

/* It owns what *f owns from now on, also after an error. */
static int
take(struct subject *s, struct casefile *f, const struct hj_node *person,
    struct hj_error *err)
{
	if (s->n == SUBJECT_FILES) {
		casefile_clear(f);
		return hj_fail(err, HJ_ELIMIT,
		    "more than %d case files are about this person: name fewer",
		    SUBJECT_FILES);
	}
	s->file[s->n++] = (struct subject_file){ .f = *f,
		.person = person,
		.evidence = HJ_BUF(HJ_TEXT_MAX) };
	*f = CASEFILE;
	return HJ_OK;
}

static int
named(struct subject *s, const char *name, struct hj_error *err)
{
	struct casefile f = CASEFILE;
	struct hj_node *person = NULL;
	char shown[HJ_ID_SHOWN];
	int rc = casefile_load(s->c, name, NULL, &f, err);

	if (rc == HJ_OK && is_here(s, &f.row.id)) {
		casefile_clear(&f);
		return HJ_OK;
	}
	if (rc == HJ_OK && f.row.root != 'c')
		rc = hj_fail(err, HJ_EINVAL,
		    "a person has a copy of case files: a petition has an export of its own");
	if (rc == HJ_OK &&
	    (rc = personarg_find(f.record, s->w->person, &person, err)) !=
		HJ_OK) {
		hj_id_show(&f.row.id, shown);
		rc = hj_while(err, "case %s", shown);
	}
	if (rc == HJ_OK && hj_node_attr(person, "id") == NULL)
		rc = hj_fail(err, HJ_EINVAL, "this person has no id");
	if (rc == HJ_OK)
		return take(s, &f, person, err);
	casefile_clear(&f);
	return rc;
}

/* The same person in another file: the one it was split from or into, and the
 * follow-up of theirs.  "May be the same" is nobody's copy. */
static bool
leads_on(const struct hj_link *l, const char *person)
{
	static const char *const kinds[] = { HJ_LINK_SPLITOFF, HJ_LINK_SPLIT,
		"followup", "main" };

	for (size_t i = 0; i < HJ_LEN(kinds); i++)
		if (strcmp(kinds[i], l->kind) == 0)
			return l->other != NULL && l->person != NULL &&
			    l->there != NULL && strcmp(l->person, person) == 0;
	return false;
}

static int
follow(struct subject *s, const struct hj_link *l, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct casefile f = CASEFILE;
	const struct hj_node *person = NULL;
	int rc = linkview_load(s->c, l->other, &f, &why);

	if (rc == HJ_OK && !is_here(s, &f.row.id)) {
		person = hj_record_find(f.record, l->there);
		if (person != NULL && strcmp(person->name, "person") == 0)
			return take(s, &f, person, err);
	}
	casefile_clear(&f);
	if (rc == HJ_ENOTFOUND)
		ui_say(s->c->ui,
		    _("case %s about the same person cannot be opened here: the copy lacks it"),
		    l->other);
	else if (rc != HJ_OK)
		*err = why;
	return rc == HJ_ENOTFOUND ? HJ_OK : rc;
}

/* Somebody marked them as perhaps the same person: only a person can tell. */
static void
hint(const struct subject *s, const struct hj_link *l, const char *person)
{
	struct hj_error ignored = HJ_ERROR;
	char shown[HJ_ID_SHOWN];
	struct hj_id id;

	if (strcmp(l->kind, "same") != 0 || l->other == NULL ||
	    (l->person != NULL && strcmp(l->person, person) != 0) ||
	    hj_id_parse(l->other, strlen(l->other), &id, &ignored) != HJ_OK ||
	    is_here(s, &id))
		return;
	hj_id_show(&id, shown);
	ui_say(s->c->ui,
	    _("case %s may be about the same person: name it too if it is"),
	    shown);
}

int
subject_gather(struct subject *s, struct hj_error *err)
{
	for (int i = 0; i < s->w->n; i++)
		if (named(s, s->w->name[i], err) != HJ_OK)
			return (int)err->code;
	for (size_t i = 0; i < s->n; i++) {
		const struct subject_file *f = &s->file[i];
		const char *id = hj_node_attr(f->person, "id");
		const struct hj_node *n =
		    hj_node_child(hj_record_root(f->f.record), "link");

		for (; n != NULL; n = hj_node_same(n)) {
			struct hj_link l;

			hj_link_read(n, &l);
			if (l.kind == NULL)
				continue;
			if (leads_on(&l, id) && follow(s, &l, err) != HJ_OK)
				return (int)err->code;
			hint(s, &l, id);
		}
	}
	return HJ_OK;
}

/* ---- may somebody else have it? ---- */

/* Where the consents of the person of this file are kept; NULL: not here. */
static const struct subject_file *
consents_of(const struct subject *s, const struct subject_file *f)
{
	const char *own =
	    hj_link_own_case(f->f.record, hj_node_attr(f->person, "id"));
	char id[HJ_ID_CHARS + 1];

	if (own == NULL)
		return f;
	for (size_t i = 0; i < s->n; i++) {
		hj_id_text(&s->file[i].f.row.id, id);
		if (strcmp(id, own) == 0)
			return &s->file[i];
	}
	return NULL;
}

static int
ask_consent(const struct subject *s, struct hj_error *err)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct subject_file *f = consents_of(s, &s->file[i]);
		struct hj_consent_question q = { .scope = s->w->scope,
			.recipient = s->w->recipient,
			.today = (int32_t)(time(NULL) / 86400) };
		enum hj_consent_answer a = HJ_CONSENT_NONE;
		char shown[HJ_ID_SHOWN];

		if (f != NULL) {
			q.record = f->f.record;
			q.person = hj_node_attr(f->person, "id");
			a = hj_consent_decide(&q, NULL);
		}
		if (a == HJ_CONSENT_YES)
			continue;
		hj_id_show(&s->file[i].f.row.id, shown);
		return hj_fail(err, HJ_EREFUSED,
		    "case %s: the person did not agree that this recipient gets it (%s): record what they agree to with 'hanji consent', or give the copy to the person",
		    shown, hj_said(err, hj_consent_words(a)));
	}
	return HJ_OK;
}

/* ---- the copies ---- */

static bool
is_withheld(void *with, const struct hj_node *n)
{
	const struct subject *s = with;

	for (size_t i = 0; i < s->nwithheld; i++)
		if (s->withheld[i] == n)
			return true;
	return false;
}

static int
text_left(void *with, const struct hj_node *n, struct hj_error *err)
{
	struct subject *s = with;
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	const char *z;
	int rc = hj_path_of(n, HJ_NATTRS, &path, err);

	if (rc == HJ_OK && (rc = hj_buf_text(&path, &z, err)) == HJ_OK) {
		if (s->texts++ == 0)
			ui_say(s->c->ui, "%s",
			    _("These texts stay out: they rest on a source that is neither the person nor public."));
		ui_say(s->c->ui, "  %s", z);
	}
	hj_buf_clear(&path);
	return rc;
}

/* What --withhold names in this file; a path that another file has is none of
 * this one. */
static int
find_withheld(struct subject *s, const struct hj_record *r,
    const struct hj_node *to[static OPT_EACH_MAX], struct hj_error *err)
{
	s->withheld = to;
	s->nwithheld = 0;
	for (size_t i = 0; i < s->w->withhold->n; i++) {
		struct hj_error why = { .say = err->say };
		enum hj_attr_name attr;
		struct hj_node *n;
		int rc = hj_path_find(r, s->w->withhold->v[i], &n, &attr, &why);

		if (rc == HJ_ENOTFOUND)
			continue;
		if (rc != HJ_OK) {
			*err = why;
			return hj_while(err, "--withhold");
		}
		if (n->parent == NULL || attr != HJ_NATTRS)
			return hj_fail(err, HJ_EINVAL,
			    "--withhold takes an element with all in it, not the whole case file and no attribute");
		s->met |= (uint64_t)1 << i;
		to[s->nwithheld++] = n;
	}
	return HJ_OK;
}

static int
copy_one(struct subject *s, struct subject_file *f, struct hj_error *err)
{
	const struct hj_node *withheld[OPT_EACH_MAX];
	const struct hj_subjectcopy in = { .record = f->f.record,
		.person = hj_node_attr(f->person, "id"),
		.korean = s->korean,
		.leave = is_withheld,
		.text = text_left,
		.with = s,
		.evidence = &f->evidence };
	int rc = find_withheld(s, f->f.record, withheld, err);

	if (rc == HJ_OK)
		rc = hj_subjectcopy_make(&in, &f->copy, err);
	s->nwithheld = 0;
	return rc;
}

int
subject_copy(struct subject *s, struct hj_error *err)
{
	if (!subject_is_themselves(s->w) && ask_consent(s, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < s->n; i++)
		if (copy_one(s, &s->file[i], err) != HJ_OK)
			return (int)err->code;
	for (size_t i = 0; i < s->w->withhold->n; i++)
		if ((s->met >> i & 1) == 0)
			return hj_fail(err, HJ_ENOTFOUND,
			    "none of the files has what --withhold names: '%s'",
			    s->w->withhold->v[i]);
	return HJ_OK;
}
