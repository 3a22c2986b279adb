#include <string.h>

#include "cli/leaving/subject_own.h"
#include "export/subject/subjectcopy.h"

static const struct subject_file *
find_file(const struct subject *s, const struct attachment_named *named)
{
	for (size_t i = 0; i < s->n; i++)
		if (attachment_is_of(named, &s->file[i].f.row.id))
			return &s->file[i];
	return NULL;
}

static bool
is_theirs(const struct subject_file *f, const char *evidence)
{
	const char *id = (const char *)f->evidence.data;

	for (size_t at = 0; at < f->evidence.len; at += HJ_SUBJECT_ID)
		if (strcmp(id + at, evidence) == 0)
			return true;
	return false;
}

static int
attach(struct subject *s, struct enclosing *e, const char *said,
    struct hj_error *err)
{
	struct attachment_named named;
	const struct subject_file *f;
	struct attachment a;

	if (attachment_named(said, &named, err) != HJ_OK)
		return (int)err->code;
	if ((f = find_file(s, &named)) == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "'%s' is no case of this copy", named.id);
	if (attachment_find(&f->f, named.evidence, &a, err) != HJ_OK)
		return (int)err->code;
	if (!is_theirs(f, a.id))
		return hj_fail(err, HJ_EREFUSED,
		    "attachment %s is not about this person alone as far as the file says: what of theirs rests on it should name it, else it stays in the office",
		    a.id);
	return contents_attach(&s->in, e, &f->f, &a, err);
}

int
subject_attach(struct subject *s, struct hj_error *err)
{
	struct enclosing e = { .c = s->c,
		.as_is = s->w->as_is,
		.log = &s->log };
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < s->w->attach->n; i++)
		rc = attach(s, &e, s->w->attach->v[i], err);
	return rc == HJ_OK ? enclosing_end(&e, err) : rc;
}
