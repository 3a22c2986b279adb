#include <string.h>
#include <time.h>

#include <sodium.h>

#include "cli/access/place.h"
#include "cli/casefile/casefile.h"
#include "cli/casefile/together.h"
#include "cli/find/match.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/finding.h"
#include "cli/wording/lexicon.h"
#include "cli/wording/span.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/case/codec.h"
#include "core/case/conflict.h"
#include "core/case/path.h"
#include "core/links/absorb.h"
#include "core/links/link.h"
#include "core/log/log.h"
#include "core/vault/tombstone.h"

void
casefile_clear(struct casefile *f)
{
	hj_record_free(f->record);
	f->record = NULL;
	hj_revision_clear(&f->revision);
	hj_buf_clear(&f->items);
	sodium_memzero(&f->row, sizeof(f->row));
}

int
casefile_begin(struct hj_record **ret, struct hj_error *err)
{
	struct hj_record *r = NULL;
	char today[SPAN_TEXT];
	int rc;

	span_today(today);
	if ((rc = hj_record_new("case", &r, err)) != HJ_OK ||
	    (rc = hj_record_set_attr(r, hj_record_root(r), "kind", "person",
		 strlen("person"), err)) != HJ_OK ||
	    (rc = hj_record_set_attr(r, hj_record_root(r), "status", "open",
		 strlen("open"), err)) != HJ_OK ||
	    (rc = hj_path_apply(r, "opened", strlen("opened"), HJ_PATH_SET,
		 today, strlen(today), NULL, NULL, err)) != HJ_OK)
		hj_record_free(r);
	else
		*ret = r;
	return rc;
}

/* Only its whole id is still known, and only as something to compare with. */
static bool
was_erased(struct cli *c, const char *text, struct hj_error *err)
{
	struct hj_error none = HJ_ERROR;
	char when[32] = "";
	bool erased = false;
	struct hj_id id;
	time_t t;
	int64_t at = 0;
	struct tm tm;

	if (hj_id_parse(text, HJ_ID_CHARS, &id, &none) != HJ_OK ||
	    hj_vault_was_erased(c->vault, &id, &erased, &at, &none) != HJ_OK ||
	    !erased)
		return false;
	t = (time_t)at;
	if (gmtime_r(&t, &tm) != NULL)
		(void)strftime(when, sizeof(when), "%Y-%m-%d", &tm);
	(void)hj_fail(err, HJ_ENOTFOUND, "this record was erased on %s", when);
	return true;
}

int
casefile_find(struct cli *c, const char *name, struct casefile *ret,
    struct hj_error *err)
{
	char prefix[HJ_ID_CHARS + 1];
	struct hj_id id;
	size_t n = 0;
	int rc = HJ_ENOTFOUND;

	if (hj_id_typed(name, strlen(name), prefix, &n, err) == HJ_OK)
		rc = hj_vault_resolve(c->vault, prefix, n, &ret->row,
		    &ret->items, err);
	if (rc == HJ_ENOTFOUND && n == HJ_ID_CHARS &&
	    was_erased(c, prefix, err))
		return HJ_ENOTFOUND;
	if (rc != HJ_ENOTFOUND)
		return rc;
	/* What looks like a mistyped id is not a name. */
	if (strlen(name) >= HJ_ID_CHARS && strchr(name, ' ') == NULL &&
	    err->code == HJ_EINVAL && strpbrk(name, "-") != NULL)
		return (int)err->code;
	if ((rc = match_only(c, name, &id, err)) != HJ_OK)
		return rc;
	hj_buf_reset(&ret->items);
	return hj_vault_row(c->vault, &id, &ret->row, &ret->items, err);
}

/* ---- revisions ---- */

struct nth {
	uint64_t position; /* from 1; 0: by digest */
	const char *hex;
	uint64_t seen;
	uint64_t number; /* found; 0: none */
	unsigned found;
};

static int
count_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct nth *want = to;
	char hex[2 * HJ_DIGEST_BYTES + 1];

	(void)err;
	if (!hj_log_is_revision(e))
		return HJ_OK;
	want->seen++;
	hj_digest_hex(e->digest, hex);
	if (want->position != 0
		? want->position == want->seen
		: strncmp(hex, want->hex, strlen(want->hex)) == 0) {
		want->number = e->number;
		want->found++;
	}
	return HJ_OK;
}

int
casefile_revision(struct cli *c, const struct casefile *f, const char *revision,
    uint64_t *ret, struct hj_error *err)
{
	struct nth want = { .hex = revision };
	int rc;

	if (revision == NULL) {
		*ret = 0;
		return HJ_OK;
	}
	if (strlen(revision) > 5 ||
	    hj_text_number(revision, strlen(revision), 1, 99999, &want.position,
		err) != HJ_OK)
		want.position = 0;
	rc = hj_vault_log(c->vault, &f->row, count_entry, &want, err);
	if (rc != HJ_OK)
		return rc;
	if (want.found > 1)
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "more than one revision begins with '%s'; give more characters",
		    revision);
	if (want.found == 0 || want.number == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no revision '%s': the case has %llu; 'hanji history' lists them",
		    revision, (unsigned long long)want.seen);
	*ret = want.number;
	return HJ_OK;
}

int
casefile_load(struct cli *c, const char *name, const char *revision,
    struct casefile *ret, struct hj_error *err)
{
	uint64_t number = 0;
	int rc;

	if ((rc = casefile_find(c, name, ret, err)) != HJ_OK ||
	    (rc = casefile_revision(c, ret, revision, &number, err)) != HJ_OK ||
	    (rc = hj_vault_get(c->vault, &ret->row, number, &ret->revision,
		 err)) != HJ_OK)
		return rc;
	return hj_codec_decode(ret->revision.bytes.data,
	    ret->revision.bytes.len, &ret->record, err);
}

/* ---- saving ---- */

int
casefile_settle(struct cli *c, struct hj_record *r, struct hj_error *err)
{
	const struct hj_codebook *book = NULL;

	if (lexicon_book(c, &book, err) != HJ_OK)
		return (int)err->code;
	return hj_codebook_settle(book, r, err);
}

int
casefile_before(const struct casefile *f, struct hj_record **ret,
    struct hj_error *err)
{
	const struct casefile *was = f->from != NULL ? f->from : f;

	*ret = NULL;
	if (was->revision.number == 0)
		return HJ_OK;
	return hj_codec_decode(was->revision.bytes.data,
	    was->revision.bytes.len, ret, err);
}

int
casefile_judge(struct cli *c, const struct casefile *f, hj_finding_fn *fn,
    void *to, struct hj_error *err)
{
	struct hj_record *was = NULL;
	int rc;

	if ((rc = casefile_settle(c, f->record, err)) == HJ_OK &&
	    (rc = hj_conflict_sweep(f->record, err)) == HJ_OK &&
	    (rc = casefile_before(f, &was, err)) == HJ_OK)
		rc = finding_judge(f->record, was, fn, to, err);
	hj_record_free(was);
	return rc;
}

int
casefile_check(struct cli *c, const struct casefile *f, struct hj_error *err)
{
	struct finding_list l = { .c = c };

	return casefile_judge(c, f, finding_say, &l, err);
}

int
casefile_save(struct cli *c, struct casefile *f, const char *action,
    const char *detail, enum hj_put_what *what, struct hj_error *err)
{
	struct together one = { .file = f, .action = action, .detail = detail };
	const struct hj_node *merged =
	    hj_link_to(f->record, NULL, HJ_LINK_MERGED);
	int rc;

	if (merged != NULL)
		ui_say(c->ui,
		    _("note: this case file was merged: everything else is in %.4s; does this belong there?"),
		    hj_node_value(merged, "case"));
	rc = together_save(c, &one, 1, err);

	if (rc == HJ_OK && what != NULL)
		*what = one.what;
	return rc;
}

int
casefile_note(struct cli *c, const struct casefile *f, const char *action,
    const char *detail, struct hj_error *err)
{
	const struct hj_wait w = { .seconds = (unsigned)c->global->wait };
	struct hj_change *change = NULL;
	int rc;

	if ((rc = hj_vault_begin(c->vault, &w, &change, err)) != HJ_OK)
		return rc;
	rc = hj_change_note(change, action, f != NULL ? &f->row : NULL, detail,
	    err);
	if (rc == HJ_OK)
		return hj_change_commit(change, err);
	hj_change_abort(change);
	return rc;
}

int
casefile_note_shown(struct cli *c, const struct casefile *f, const char *detail,
    struct hj_error *err)
{
	if (f->row.level != HJ_SECRET)
		return HJ_OK;
	if (place_reopen(c, true, err) != HJ_OK)
		return (int)err->code;
	return casefile_note(c, f, HJ_DID_SHOW, detail, err);
}

void
casefile_title(const struct hj_row *row, const char **ret, size_t *n)
{
	struct hj_row_item item;
	size_t at = 0;

	*ret = "";
	*n = 0;
	while (hj_row_next(row, &at, &item)) {
		if (item.tag == HJ_ROW_NAME && *n != 0)
			continue;
		if (item.tag != HJ_ROW_TITLE && item.tag != HJ_ROW_NAME)
			continue;
		*ret = (const char *)item.p;
		*n = item.len;
		if (item.tag == HJ_ROW_TITLE)
			return;
	}
}
