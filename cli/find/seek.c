#include "cli/find/seek.h"

#include <stdlib.h>
#include <string.h>

#include "cli/access/process.h"
#include "cli/find/fulltext.h"
#include "core/vault/sift.h"

/* Who looks: the first is the caller's own. */
struct seekers {
	struct match *first;
	struct match twin[HJ_CREW_MAX - 1];
	struct fulltext text[HJ_CREW_MAX];
	void *with[HJ_CREW_MAX];
	seek_row_fn *on_row;
	seek_text_fn *on_text;
	void *to;
};

/* ---- rows ---- */

static int
row_fits(void *with, const struct hj_row *row, const struct hj_revision *rev,
    bool *ret, struct hj_buf *note, struct hj_error *err)
{
	struct match_why why;

	(void)rev;
	if (match_row(with, row, &why, err) != HJ_OK)
		return (int)err->code;
	*ret = why.sure != MATCH_NOT || why.cut;
	if (!*ret)
		return HJ_OK;
	if (hj_buf_add(note, &why, sizeof(why), err) != HJ_OK)
		return (int)err->code;
	return why.text != NULL ? hj_buf_add(note, why.text, why.n, err)
				: HJ_OK;
}

static int
row_told(void *to, const struct hj_row *row, const uint8_t *note, size_t n,
    struct hj_error *err)
{
	struct seekers *s = to;
	struct match_why why;

	(void)n;
	memcpy(&why, note, sizeof(why));
	if (why.text != NULL)
		why.text = (const char *)note + sizeof(why);
	if (why.cut && match_row(s->first, row, &why, err) != HJ_OK)
		return (int)err->code;
	return why.sure != MATCH_NOT ? s->on_row(s->to, row, &why, err) : HJ_OK;
}

/* ---- texts ---- */

/* The path, NUL, and what stands around. */
static int
text_fits(void *with, const struct hj_row *row, const struct hj_revision *rev,
    bool *ret, struct hj_buf *note, struct hj_error *err)
{
	struct fulltext *t = with;

	(void)row;
	if (fulltext_find(t, rev, ret, err) != HJ_OK)
		return (int)err->code;
	if (!*ret)
		return HJ_OK;
	if (hj_buf_add(note, t->path.data, t->path.len, err) != HJ_OK ||
	    hj_buf_putc(note, '\0', err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(note, t->excerpt.data, t->excerpt.len, err);
}

static int
text_told(void *to, const struct hj_row *row, const uint8_t *note, size_t n,
    struct hj_error *err)
{
	struct seekers *s = to;
	const char *path = (const char *)note;
	size_t at = strlen(path) + 1;

	return s->on_text(s->to, row, path, path + at, n - at, err);
}

/* ---- both ---- */

static int
seek(struct seekers *s, struct hj_sift *how, const struct hj_progress *p,
    struct hj_error *err)
{
	size_t cores = process_cores();
	bool texts = s->on_text != NULL;
	int rc = HJ_OK;

	if (cores > HJ_CREW_MAX)
		cores = HJ_CREW_MAX;
	for (size_t i = 0; i < cores; i++) {
		fulltext_init(&s->text[i], &s->first->wanted);
		s->with[i] = &s->text[i];
		if (!texts && i == 0)
			s->with[i] = s->first;
		if (texts || i == 0)
			continue;
		rc = match_twin(s->first, &s->twin[i - 1], err);
		s->with[i] = &s->twin[i - 1];
		if (rc != HJ_OK)
			break;
	}
	how->nworkers = cores;
	how->with = s->with;
	how->to = s;
	if (rc == HJ_OK)
		rc = texts
		    ? hj_vault_sift_files(s->first->c->vault, how, p, err)
		    : hj_vault_sift(s->first->c->vault, how, p, err);
	for (size_t i = 0; i < cores; i++)
		fulltext_clear(&s->text[i]);
	for (size_t i = 0; !texts && i + 1 < cores; i++)
		match_clear(&s->twin[i]);
	free(s);
	return rc;
}

static struct seekers *
gather(struct match *m, void *to, struct hj_error *err)
{
	struct seekers *s = calloc(1, sizeof(*s));

	if (s == NULL)
		(void)hj_fail(err, HJ_ENOMEM, "out of memory");
	else
		*s = (struct seekers){ .first = m, .to = to };
	return s;
}

int
seek_rows(struct match *m, seek_row_fn *fn, void *to,
    const struct hj_progress *p, struct hj_error *err)
{
	struct hj_sift how = { .fits = row_fits, .told = row_told };
	struct seekers *s = gather(m, to, err);

	if (s == NULL)
		return (int)err->code;
	s->on_row = fn;
	return seek(s, &how, p, err);
}

int
seek_texts(struct match *m, seek_text_fn *fn, void *to,
    const struct hj_progress *p, struct hj_error *err)
{
	struct hj_sift how = { .fits = text_fits, .told = text_told };
	struct seekers *s = gather(m, to, err);

	if (s == NULL)
		return (int)err->code;
	s->on_text = fn;
	return seek(s, &how, p, err);
}
