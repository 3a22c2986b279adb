#include <stdio.h>
#include <string.h>

#include "cli/access/process.h"
#include "cli/leaving/enclosing.h"
#include "cli/petition/finaltext.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/text.h"
#include "core/file/mediatype.h"
#include "core/vault/vault_blob.h"

#define REASON_MAX 300

/* ---- as it is ---- */

/* "CASE/EVIDENCE:REASON": this one? */
static bool
is_meant(const char *said, const struct casefile *f, const struct attachment *a)
{
	struct hj_error ignored = HJ_ERROR;
	const char *slash = strchr(said, '/');
	const char *colon = slash != NULL ? strchr(slash, ':') : NULL;
	char typed[HJ_ID_CHARS + 1], id[HJ_ID_CHARS + 1];
	size_t n;

	if (colon == NULL ||
	    hj_id_typed(said, (size_t)(slash - said), typed, &n, &ignored) !=
		HJ_OK)
		return false;
	hj_id_text(&f->row.id, id);
	return memcmp(typed, id, n) == 0 &&
	    strlen(a->id) == (size_t)(colon - slash - 1) &&
	    memcmp(a->id, slash + 1, strlen(a->id)) == 0;
}

static int
check_said(const char *said, struct hj_error *err)
{
	const char *slash = strchr(said, '/');
	const char *colon = slash != NULL ? strchr(slash, ':') : NULL;

	if (colon == NULL || colon[1] == '\0' ||
	    strlen(colon + 1) > REASON_MAX || strpbrk(said, "\r\n") != NULL)
		return cli_usage(err,
		    "--as-it-is needs the case, the attachment, and a reason of one line: --as-it-is k7m2/e3q9zt:\"the court asked for the original\"");
	return HJ_OK;
}

/* *reason: why this one may leave as it is, or NULL. */
static int
find_reason(struct enclosing *e, const struct casefile *f,
    const struct attachment *a, const char **reason, struct hj_error *err)
{
	*reason = NULL;
	for (size_t i = 0; e->as_is != NULL && i < e->as_is->n; i++) {
		const char *said = e->as_is->v[i];

		if (check_said(said, err) != HJ_OK)
			return (int)err->code;
		if (!is_meant(said, f, a))
			continue;
		e->met |= (uint64_t)1 << i;
		*reason = strchr(strchr(said, '/'), ':') + 1;
	}
	return HJ_OK;
}

static int
note_reason(const struct enclosing *e, const struct casefile *f,
    const struct attachment *a, const char *reason, struct hj_error *err)
{
	char id[HJ_ID_SHOWN];

	hj_id_show(&f->row.id, id);
	return e->log == NULL ? HJ_OK
			      : hj_buf_printf(e->log, err,
				    "as it is %s/%s: %s\n", id, a->id, reason);
}

int
enclosing_end(const struct enclosing *e, struct hj_error *err)
{
	for (size_t i = 0; e->as_is != NULL && i < e->as_is->n; i++)
		if ((e->met >> i & 1) == 0)
			return hj_fail(err, HJ_EINVAL,
			    "what --as-it-is names is not among the attachments that leave: '%s'",
			    e->as_is->v[i]);
	return HJ_OK;
}

/* ---- copies ---- */

/* Programs of whoever gets it go by the end of the name. */
static const char *
end_of(const char *type)
{
	static const struct {
		const char *type, *end;
	} ends[] = {
		{ HJ_TYPE_JPEG, ".jpg" },
		{ HJ_TYPE_PNG, ".png" },
		{ HJ_TYPE_PDF, ".pdf" },
		{ HJ_TYPE_ODT, ".odt" },
		{ HJ_TYPE_DOCX, ".docx" },
		{ "audio/mpeg", ".mp3" },
		{ "audio/mp4", ".m4a" },
		{ "video/mp4", ".mp4" },
	};

	for (size_t i = 0; type != NULL && i < HJ_LEN(ends); i++)
		if (strcmp(ends[i].type, type) == 0)
			return ends[i].end;
	return ".bin";
}

static void
name_next(struct enclosing *e, const char *end, char to[static 16])
{
	(void)snprintf(to, 16, "a%04u%s", ++e->n, end);
}

static int
keep(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	if (process_check(err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(to, p, n, err);
}

/* Which of them, and how to let it go all the same. */
static int
refuse(const struct casefile *f, const struct attachment *a,
    struct hj_error *err)
{
	struct hj_error why = *err;
	char id[HJ_ID_SHOWN];

	if (why.code != HJ_EREFUSED && why.code != HJ_EINVAL &&
	    why.code != HJ_ELIMIT)
		return (int)why.code;
	hj_id_show(&f->row.id, id);
	return hj_fail(err, HJ_EREFUSED,
	    "attachment %s/%s cannot be cleaned: leave it out, or give --as-it-is %s/%s:REASON (%s)",
	    id, a->id, id, a->id, why.text);
}

int
enclosing_copy(struct enclosing *e, const struct casefile *f,
    const struct attachment *a, struct hj_buf *to, char name[static 16],
    bool *clean, struct hj_error *err)
{
	const char *reason, *end = end_of(a->type);

	if (find_reason(e, f, a, &reason, err) != HJ_OK)
		return (int)err->code;
	*clean = !e->exact && reason == NULL;
	if (*clean) {
		if (attachment_clean(e->c, f, a, to, &end, err) != HJ_OK)
			return refuse(f, a, err);
	} else if (hj_vault_extract(e->c->vault, &f->row, a->blob, keep, to,
		       err) != HJ_OK ||
	    (reason != NULL && note_reason(e, f, a, reason, err) != HJ_OK)) {
		return (int)err->code;
	}
	name_next(e, end, name);
	return HJ_OK;
}

/* Pages of a PDF become pictures: there the original tells what they show. */
int
enclosing_read(const struct enclosing *e, const struct casefile *f,
    const struct attachment *a, const struct hj_buf *copy, const char *name,
    struct hj_buf *text, struct hj_error *err)
{
	struct hj_buf original = ATTACHMENT_COPY;
	struct enclosing as_it_is = { .c = e->c, .exact = true };
	struct finalfacts facts = { .words = 0 };
	struct hj_error why = { .say = err->say };
	const bool pdf = strstr(name, ".pdf") != NULL;
	char ignored[16];
	bool clean;
	int rc = HJ_OK;

	if (pdf)
		rc = enclosing_copy(&as_it_is, f, a, &original, ignored, &clean,
		    err);
	if (rc == HJ_OK &&
	    finaltext_read(pdf ? &original : copy, text, &facts, &why) !=
		HJ_OK &&
	    why.code != HJ_EREFUSED && why.code != HJ_EINVAL) {
		*err = why;
		rc = (int)why.code;
	}
	if (rc == HJ_OK && facts.words == 0)
		ui_say(e->c->ui,
		    _("attachment %s holds no text that could be searched for names: look at it yourself"),
		    a->id);
	hj_buf_clear(&original);
	return rc;
}

/* Of any size, a piece at a time. */
static int
stream(struct enclosing *e, const struct casefile *f,
    const struct attachment *a, struct hj_bagging *bag, struct hj_error *err)
{
	uint64_t size = 0;
	char name[16];

	if (a->bytes == NULL ||
	    hj_text_number(a->bytes, strlen(a->bytes), 0, UINT64_MAX / 2, &size,
		err) != HJ_OK)
		return hj_fail(err, HJ_EINVAL,
		    "the case file does not say how large attachment %s is",
		    a->id);
	name_next(e, end_of(a->type), name);
	if (hj_bagging_open(bag, name, size, err) != HJ_OK ||
	    hj_vault_extract(e->c->vault, &f->row, a->blob, hj_bagging_put, bag,
		err) != HJ_OK)
		return (int)err->code;
	return hj_bagging_close(bag, a->sha256, err);
}

static int
one(struct enclosing *e, const struct casefile *f, const struct attachment *a,
    struct hj_bagging *bag, struct hj_error *err)
{
	struct hj_buf copy = ATTACHMENT_COPY;
	bool clean = false;
	char name[16];
	int rc;

	if (e->exact)
		rc = stream(e, f, a, bag, err);
	else if ((rc = enclosing_copy(e, f, a, &copy, name, &clean, err)) ==
	    HJ_OK)
		rc = hj_bagging_payload(bag, name, copy.data, copy.len, err);
	hj_buf_clear(&copy);
	return rc == HJ_OK
	    ? leaving_enclosed(e->to, &f->row.id, a->id, clean, err)
	    : rc;
}

/* Is it here?  It did not come along when the case was imported. */
static int
is_here(struct enclosing *e, const struct casefile *f,
    const struct attachment *a, bool *ret, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	char id[HJ_ID_SHOWN];
	int rc = hj_vault_has(e->c->vault, a->blob, &why);

	*ret = rc == HJ_OK;
	if (rc == HJ_ENOTFOUND) {
		hj_id_show(&f->row.id, id);
		ui_say(e->c->ui,
		    _("case %s: attachment %s is not in this vault and stays out"),
		    id, a->id);
		return HJ_OK;
	}
	if (rc != HJ_OK)
		*err = why;
	return rc;
}

int
enclosing_all(struct enclosing *e, const struct casefile *f,
    struct hj_bagging *bag, struct hj_error *err)
{
	const struct hj_node *n =
	    hj_node_child(hj_record_root(f->record), "evidence");
	struct attachment a;
	bool here;
	int rc = HJ_OK;

	for (; n != NULL && rc == HJ_OK; n = hj_node_same(n))
		if (attachment_of(n, &a) &&
		    (rc = is_here(e, f, &a, &here, err)) == HJ_OK && here)
			rc = one(e, f, &a, bag, err);
	return rc;
}
