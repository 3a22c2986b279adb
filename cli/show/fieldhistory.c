#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/show/fieldhistory_own.h"
#include "core/case/codec.h"

static const struct emit_column columns[] = {
	{ "revision", N_("revision"), true },
	{ "since", N_("compared with"), true },
	{ "time", N_("time (UTC)"), false },
	{ "action", N_("action"), false },
	{ "member", N_("member"), false },
	{ "kind", N_("what"), false },
	{ "path", N_("field"), false },
	{ "before", N_("before"), false },
	{ "after", N_("after"), false },
	{ "label", NULL, false },
	{ "why", N_("why"), false },
};

/* A revision, and where its entry stands in the log. */
struct step {
	uint64_t number;
	uint64_t position;
};

static int
collect(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct fieldhistory *h = to;
	const struct step s = { e->number, e->position };

	return hj_log_is_revision(e) ? hj_buf_add(&h->steps, &s, sizeof(s), err)
				     : HJ_OK;
}

static size_t
nth_of(const struct fieldhistory *h, uint64_t number)
{
	const struct step *s = (const struct step *)(const void *)h->steps.data;

	for (size_t i = 0; i < h->steps.len / sizeof(*s); i++)
		if (s[i].number == number && number != 0)
			return i + 1;
	return 0;
}

/* ---- a revision ---- */

static int
compare(struct fieldhistory *h, const struct hj_record *before,
    const struct hj_record *after, struct hj_error *err)
{
	h->before = before;
	h->after = after;
	return diffview_walk(before, after, fieldhistory_row, h, err);
}

/* Against nothing: an earlier one is not here. */
static int
compare_first(struct fieldhistory *h, const struct hj_record *after,
    struct hj_error *err)
{
	struct hj_record *none = NULL;
	int rc = hj_record_new(hj_record_root(after)->name, &none, err);

	h->since = 0;
	if (rc == HJ_OK)
		rc = compare(h, none, after, err);
	hj_record_free(none);
	return rc;
}

static int
load(const struct fieldhistory *h, uint64_t number, struct hj_revision *ret,
    struct hj_record **record, struct hj_error *err)
{
	int rc = hj_vault_get(h->c->vault, &h->f->row, number, ret, err);

	return rc != HJ_OK
	    ? rc
	    : hj_codec_decode(ret->bytes.data, ret->bytes.len, record, err);
}

static int
compare_parent(struct fieldhistory *h, uint64_t number,
    const struct hj_record *after, struct hj_error *err)
{
	struct hj_record *before = NULL;
	struct hj_revision r = { 0 };
	int rc = load(h, number, &r, &before, err);

	h->since = nth_of(h, number);
	if (rc == HJ_OK)
		rc = compare(h, before, after, err);
	hj_record_free(before);
	hj_revision_clear(&r);
	return rc;
}

static int
revision(struct fieldhistory *h, const struct step *s, struct hj_error *err)
{
	struct hj_record *after = NULL;
	struct hj_revision r = { 0 };
	size_t here = 0;
	int rc;

	hj_buf_reset(&h->page);
	hj_buf_reset(&h->said);
	if ((rc = hj_vault_entry(h->c->vault, s->position, &h->entry, &h->page,
		 err)) == HJ_OK &&
	    (rc = fieldhistory_read_why(h, err)) == HJ_OK)
		rc = load(h, s->number, &r, &after, err);
	for (size_t i = 0; rc == HJ_OK && i < r.nparents; i++) {
		if (r.parent[i].number == 0)
			continue;
		here++;
		rc = compare_parent(h, r.parent[i].number, after, err);
	}
	if (rc == HJ_OK && here == 0)
		rc = compare_first(h, after, err);
	hj_record_free(after);
	hj_revision_clear(&r);
	return rc;
}

static int
note_secrets(struct fieldhistory *h, const struct step *s, struct hj_error *err)
{
	struct hj_record *record = NULL;
	struct hj_revision r = { 0 };
	int rc = load(h, s->number, &r, &record, err);

	if (rc == HJ_OK)
		rc = fieldhistory_note_secrets(h, record, err);
	hj_record_free(record);
	hj_revision_clear(&r);
	return rc;
}

typedef int
each_fn(struct fieldhistory *h, const struct step *s, struct hj_error *err);

/* Those that are here; of one that was erased only the log speaks. */
static int
each(struct fieldhistory *h, each_fn *fn, struct hj_error *err)
{
	const struct step *s = (const struct step *)(const void *)h->steps.data;
	size_t n = h->steps.len / sizeof(*s);
	int rc = HJ_OK;

	for (h->nth = 1; rc == HJ_OK && h->nth <= n; h->nth++)
		if (s[h->nth - 1].number != 0)
			rc = fn(h, &s[h->nth - 1], err);
	return rc;
}

static int
revisions(struct fieldhistory *h, struct hj_error *err)
{
	int rc = HJ_OK;

	if (!h->how.reveal)
		rc = each(h, note_secrets, err);
	if (rc != HJ_OK)
		return rc;
	emit_table(h->c->out, columns, HJ_LEN(columns));
	if ((rc = each(h, revision, err)) != HJ_OK)
		return rc;
	if (h->rows == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no revision of the case says anything in that field");
	emit_end(h->c->out);
	return HJ_OK;
}

int
fieldhistory_show(struct cli *c, const struct casefile *f, const char *path,
    bool reveal, struct hj_error *err)
{
	struct fieldhistory h = { .c = c,
		.f = f,
		.how = { .korean = c->korean, .reveal = reveal } };
	int rc;

	h.steps = HJ_BUF(HJ_TEXT_MAX);
	h.secrets = HJ_BUF(HJ_TEXT_MAX);
	h.page = HJ_BUF(HJ_RECORD_MAX);
	h.why = HJ_BUF(HJ_TEXT_MAX);
	h.said = HJ_BUF(HJ_TEXT_MAX);
	if ((rc = hj_pathset_read(f->record, path, &h.field, err)) == HJ_OK &&
	    (rc = hj_vault_facts(c->vault, &h.facts, err)) == HJ_OK &&
	    (rc = hj_vault_log(c->vault, &f->row, collect, &h, err)) == HJ_OK)
		rc = revisions(&h, err);
	hj_buf_clear(&h.steps);
	hj_buf_clear(&h.secrets);
	hj_buf_clear(&h.page);
	hj_buf_clear(&h.why);
	hj_buf_clear(&h.said);
	return rc;
}
