#include <stdio.h>
#include <string.h>

#include "cli/subject_own.h"
#include "core/text.h"
#include "export/subjectcopy.h"

/* Of "CASE/EVIDENCE", the case, which is one of the copy; NULL: none. */
static const struct subject_file *
find_file(const struct subject *s, const char *said, const char *slash,
    struct hj_error *err)
{
	char typed[HJ_ID_CHARS + 1], id[HJ_ID_CHARS + 1];
	size_t n;

	if (hj_id_typed(said, (size_t)(slash - said), typed, &n, err) != HJ_OK)
		return NULL;
	for (size_t i = 0; i < s->n; i++) {
		hj_id_text(&s->file[i].f.row.id, id);
		if (memcmp(id, typed, n) == 0)
			return &s->file[i];
	}
	(void)hj_fail(err, HJ_ENOTFOUND, "'%.*s' is no case of this copy",
	    (int)(slash - said), said);
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
	struct subject_enclosed in = { .clean = true };
	const char *slash = strchr(said, '/');
	struct hj_buf copy = ATTACHMENT_COPY;
	const struct subject_file *f;
	struct attachment a;
	char name[16];
	int rc;

	if (slash == NULL)
		return cli_usage(err,
		    "--attach needs the case and the attachment: --attach k7m2/e3q9zt");
	if ((f = find_file(s, said, slash, err)) == NULL)
		return (int)err->code;
	if ((rc = attachment_find(&f->f, slash + 1, &a, err)) != HJ_OK)
		return rc;
	if (!is_theirs(f, a.id))
		return hj_fail(err, HJ_EREFUSED,
		    "attachment %s is not about this person alone as far as the file says: what of theirs rests on it should name it, else it stays in the office",
		    a.id);
	if ((rc = enclosing_copy(e, &f->f, &a, &copy, name, &in.clean, err)) ==
		HJ_OK &&
	    (rc = enclosing_read(e, &f->f, &a, &copy, name, &s->text, err)) ==
		HJ_OK) {
		in.id = f->f.row.id;
		(void)snprintf(in.evidence, sizeof(in.evidence), "%s", a.id);
		if ((rc = hj_buf_add(&s->enclosed, &in, sizeof(in), err)) ==
		    HJ_OK)
			rc = subject_add(s, name, &copy, err);
	}
	hj_buf_clear(&copy);
	return rc;
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
