#include <string.h>

#include "cli/casefile/owncodes.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/lexicon.h"
#include "core/case/codec.h"
#include "core/case/owncode.h"
#include "core/log/log.h"

#define NAMED_MAX 10 /* case files in the list of those in the way */

/* ---- in one change ---- */

static int
enter(struct cli *c, struct hj_change *change, const struct hj_codebook *b,
    const struct hj_coined *code, const char *did, struct hj_error *err)
{
	const char *reason = c->global->reason;
	struct hj_buf text = HJ_BUF(HJ_DETAIL_MAX);
	const char *detail;
	int rc = HJ_OK;

	if (reason != NULL)
		rc = hj_buf_printf(&text, err, "reason %s\n", reason);
	if (rc == HJ_OK)
		rc = hj_buf_printf(&text, err, "%s %s %s\n", did, code->list,
		    code->code);
	if (rc == HJ_OK && (rc = hj_buf_text(&text, &detail, err)) == HJ_OK &&
	    (rc = hj_change_codebook(change, b, err)) == HJ_OK)
		rc = hj_change_note(change, HJ_DID_CODES, NULL, detail, err);
	hj_buf_clear(&text);
	return rc;
}

static int
begin(struct cli *c, struct hj_change **ret, struct hj_codebook *book,
    struct hj_error *err)
{
	const struct hj_wait w = { .seconds = (unsigned)c->global->wait };

	/* What is in memory may be older than what another hanji wrote. */
	if (hj_vault_begin(c->vault, &w, ret, err) != HJ_OK)
		return (int)err->code;
	return hj_vault_codebook(c->vault, book, err);
}

static int
end(struct cli *c, struct hj_change *change, int rc, struct hj_error *err)
{
	lexicon_forget(c);
	if (rc == HJ_OK)
		return hj_change_commit(change, err);
	hj_change_abort(change);
	return rc;
}

int
owncodes_put(struct cli *c, const struct hj_coined *code, const char *did,
    struct hj_error *err)
{
	struct hj_codebook book = HJ_CODEBOOK;
	struct hj_change *change = NULL;
	int rc;

	if ((rc = begin(c, &change, &book, err)) == HJ_OK &&
	    (rc = hj_codebook_put(&book, code, err)) == HJ_OK)
		rc = enter(c, change, &book, code, did, err);
	hj_codebook_clear(&book);
	return end(c, change, rc, err);
}

/* ---- who uses it? ---- */

struct search {
	struct cli *c;
	const struct hj_coined *code;
	struct hj_revision revision;
	uint64_t found;
};

static bool
mentions(const struct hj_buf *bytes, const char *word)
{
	return memmem(bytes->data, bytes->len, word, strlen(word)) != NULL;
}

/* A file explains what it uses, and nothing else; under the same id, or it is
 * the code of somebody else. */
static int
uses(const struct search *s, bool *ret, struct hj_error *err)
{
	const struct hj_buf *bytes = &s->revision.bytes;
	struct hj_record *r = NULL;
	const struct hj_node *own;

	*ret = false;
	if (!mentions(bytes, s->code->code))
		return HJ_OK;
	if (hj_codec_decode(bytes->data, bytes->len, &r, err) != HJ_OK)
		return (int)err->code;
	own = hj_owncode_find(hj_record_root(r), s->code->list, s->code->code,
	    strlen(s->code->code));
	*ret = own != NULL && strcmp(hj_node_attr(own, "id"), s->code->id) == 0;
	hj_record_free(r);
	return HJ_OK;
}

static int
look(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct search *s = to;
	char id[HJ_ID_SHOWN];
	bool yes = false;
	int rc = HJ_OK;

	/* Every version that stands side by side. */
	for (size_t i = 0; rc == HJ_OK && !yes && i < row->nheads; i++) {
		rc = hj_vault_get(s->c->vault, row, row->head[i].number,
		    &s->revision, err);
		if (rc == HJ_OK)
			rc = uses(s, &yes, err);
		hj_revision_clear(&s->revision);
	}
	if (rc != HJ_OK || !yes)
		return rc;
	hj_id_show(&row->id, id);
	if (++s->found <= NAMED_MAX)
		ui_say(s->c->ui, _("used in %s"), id);
	return HJ_OK;
}

static int
check_unused(struct cli *c, const struct hj_coined *code, struct hj_error *err)
{
	struct search s = { .c = c, .code = code };
	struct progress bar;
	struct hj_progress watch = progress_start(&bar, _("looking"));
	int rc = hj_vault_scan(c->vault, look, &s, &watch, err);

	progress_end(&bar);
	if (rc != HJ_OK || s.found == 0)
		return rc;
	return hj_fail(err, HJ_EREFUSED,
	    "%llu case files use '%s': give them another code first",
	    (unsigned long long)s.found, code->code);
}

int
owncodes_drop(struct cli *c, const struct hj_coined *code, bool dry_run,
    struct hj_error *err)
{
	struct hj_codebook book = HJ_CODEBOOK;
	struct hj_change *change = NULL;
	int rc;

	if (dry_run)
		return check_unused(c, code, err);
	if ((rc = begin(c, &change, &book, err)) == HJ_OK &&
	    (rc = check_unused(c, code, err)) == HJ_OK) {
		hj_codebook_drop(&book, code->list, code->code);
		rc = enter(c, change, &book, code, "remove", err);
	}
	hj_codebook_clear(&book);
	return end(c, change, rc, err);
}

/* ---- received ---- */

int
owncodes_learn(struct cli *c, struct hj_change *change,
    const struct hj_record *r, size_t *other, struct hj_error *err)
{
	struct hj_codebook book = HJ_CODEBOOK;
	size_t fresh = 0;
	int rc;

	*other = 0;
	if (hj_node_child(hj_record_root(r), HJ_OWNCODE) == NULL)
		return HJ_OK;
	if ((rc = hj_vault_codebook(c->vault, &book, err)) == HJ_OK &&
	    (rc = hj_codebook_learn(&book, r, &fresh, other, err)) == HJ_OK &&
	    fresh != 0) {
		rc = hj_change_codebook(change, &book, err);
		lexicon_forget(c);
	}
	hj_codebook_clear(&book);
	return rc;
}
