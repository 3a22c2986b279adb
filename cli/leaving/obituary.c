#include <string.h>

#include "cli/leaving/obituary.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/log/log.h"
#include "core/vault/tombstone_record.h"

struct mark {
	bool held; /* the recipient got it before it was erased */
	bool wanted; /* by what leaves, or because somebody named it */
	bool back; /* it is here again */
};

#define STONES(o) ((const struct hj_tombstone *)(const void *)(o)->stones.data)
#define NSTONES(o) ((o)->stones.len / sizeof(struct hj_tombstone))
#define MARK(o, i) (((struct mark *)(void *)(o)->marks.data)[i])

/* ---- who got what ---- */

struct reading {
	struct obituary *o;
	bool theirs; /* the file of the entry went to the recipient, whole */
	int64_t time;
};

/* "recipient NAME": to them; "named none": and nobody has a name in it. */
static void
read_line(struct reading *r, const char *p, size_t n)
{
	static const char to[] = "recipient ", none[] = "named none";
	const size_t before = sizeof(to) - 1;
	char text[HJ_ID_CHARS + 1];

	if (n > before && memcmp(p, to, before) == 0)
		r->theirs = strlen(r->o->recipient) == n - before &&
		    memcmp(p + before, r->o->recipient, n - before) == 0;
	else if (n == sizeof(none) - 1 && memcmp(p, none, n) == 0)
		r->theirs = false;
	if (!r->theirs || n != HJ_ID_CHARS)
		return;
	for (size_t i = 0; i < NSTONES(r->o); i++) {
		hj_id_text(&STONES(r->o)[i].id, text);
		if (memcmp(text, p, n) == 0 && r->time <= STONES(r->o)[i].time)
			MARK(r->o, i).held = true;
	}
}

/* An entry of a file, and those that go on with it (ledger.h), which begin with
 * its fingerprint. */
static int
read_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	static const char more[] = "sha256 ";
	struct reading *r = to;
	struct hj_buf detail = HJ_BUF(HJ_TEXT_MAX);
	const char *p, *end;
	size_t left;
	int rc;

	if (strcmp(e->action, HJ_DID_EXPORT) != 0 || !e->has_detail)
		return HJ_OK;
	rc = hj_vault_detail(r->o->c->vault, NULL, e, &detail, err);
	p = (const char *)detail.data;
	left = rc == HJ_OK ? detail.len : 0;
	if (left < strlen(more) || memcmp(p, more, strlen(more)) != 0)
		r->theirs = false;
	r->time = e->time;
	while (left != 0 && (end = memchr(p, '\n', left)) != NULL) {
		read_line(r, p, (size_t)(end - p));
		left -= (size_t)(end - p) + 1;
		p = end + 1;
	}
	hj_buf_clear(&detail);
	return rc;
}

int
obituary_begin(struct obituary *o, struct hj_buf *log, struct hj_error *err)
{
	struct reading r = { .o = o };
	struct hj_error none = HJ_ERROR;

	o->log = log;
	o->stones = HJ_TOMBSTONES;
	o->marks = HJ_TOMBSTONES;
	if (o->unwanted)
		return HJ_OK;
	if (hj_vault_tombstones(o->c->vault, NULL, &o->stones, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < NSTONES(o); i++) {
		struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
		struct hj_row row;
		struct mark m = { .held = o->own };

		m.back = STONES(o)[i].kind[0] == '\0' &&
		    hj_vault_row(o->c->vault, &STONES(o)[i].id, &row, &items,
			&none) == HJ_OK;
		hj_buf_clear(&items);
		m.wanted = o->all;
		if (hj_buf_add(&o->marks, &m, sizeof(m), err) != HJ_OK)
			return (int)err->code;
	}
	return NSTONES(o) == 0 || o->own || o->recipient == NULL
	    ? HJ_OK
	    : hj_vault_log(o->c->vault, NULL, read_entry, &r, err);
}

/* ---- which are wanted ---- */

int
obituary_case(struct obituary *o, const struct hj_id *id, struct hj_error *err)
{
	(void)err;
	for (size_t i = 0; i < NSTONES(o); i++)
		if (memcmp(&STONES(o)[i].id, id, sizeof(*id)) == 0)
			MARK(o, i).wanted = true;
	return HJ_OK;
}

int
obituary_named(struct obituary *o, const char *typed, struct hj_error *err)
{
	struct hj_error ignored = HJ_ERROR;
	char prefix[HJ_ID_CHARS + 1], id[HJ_ID_CHARS + 1];
	bool met = false;
	size_t n;

	/* So few characters may mean another. */
	if (hj_id_typed(typed, strlen(typed), prefix, &n, &ignored) != HJ_OK ||
	    n < 4)
		return (int)err->code;
	for (size_t i = 0; i < NSTONES(o); i++) {
		hj_id_text(&STONES(o)[i].id, id);
		if (memcmp(id, prefix, n) != 0 || MARK(o, i).back)
			continue;
		met = true;
		if (!MARK(o, i).held)
			return hj_fail(err, HJ_EREFUSED,
			    "the log does not say that this recipient got case %.4s...: its number alone would tell them that there was one",
			    id);
		MARK(o, i).wanted = true;
	}
	if (!met)
		return (int)err->code;
	err->code = HJ_OK;
	return HJ_OK;
}

/* ---- telling ---- */

static bool
is_told(const struct obituary *o, size_t i)
{
	return MARK(o, i).held && MARK(o, i).wanted && !MARK(o, i).back;
}

typedef int put_fn(void *to, const struct hj_buf *record, struct hj_error *err);

static int
put(const struct hj_tombstone *t, put_fn *fn, void *to, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_record *r = NULL;
	int rc;

	if ((rc = hj_tombstone_record(t, &r, err)) == HJ_OK &&
	    (rc = hj_codec_encode(r, &bytes, err)) == HJ_OK)
		rc = fn(to, &bytes, err);
	hj_record_free(r);
	hj_buf_clear(&bytes);
	return rc;
}

static int
each(struct obituary *o, put_fn *fn, void *to, struct hj_error *err)
{
	for (size_t i = 0; i < NSTONES(o); i++) {
		if (!is_told(o, i))
			continue;
		if (put(&STONES(o)[i], fn, to, err) != HJ_OK)
			return (int)err->code;
		o->n++;
	}
	if (o->n == 0)
		return HJ_OK;
	ui_say(o->c->ui,
	    ngettext("it also tells that %zu case file or part of one was erased here",
		"it also tells that %zu case files or parts of some were erased here",
		(unsigned long)o->n),
	    o->n);
	return hj_buf_printf(o->log, err, "told erased %zu\n", o->n);
}

static int
into_xml(void *to, const struct hj_buf *record, struct hj_error *err)
{
	const struct hj_exchange_record e = { .bytes = record->data,
		.n = record->len };

	return hj_xml_put(to, &e, err);
}

static int
into_package(void *to, const struct hj_buf *record, struct hj_error *err)
{
	return packing_erased(to, record, err);
}

int
obituary_put(struct obituary *o, struct hj_xml *to, struct hj_error *err)
{
	return each(o, into_xml, to, err);
}

int
obituary_pack(struct obituary *o, struct packing *to, struct hj_error *err)
{
	return each(o, into_package, to, err);
}

void
obituary_clear(struct obituary *o)
{
	hj_buf_clear(&o->stones);
	hj_buf_clear(&o->marks);
}
