#include "cli/find/savedsearch.h"

#include <string.h>

#include "cli/access/place.h"
#include "core/base/text.h"
#include "core/log/log.h"
#include "core/store/searches.h"

/* Names are compared as they are kept: in NFC. */
static int
normal(const char *text, struct hj_buf *to, const char **ret,
    struct hj_error *err)
{
	if (hj_text_nfc(text, strlen(text), to, NULL, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_text(to, ret, err);
}

static int
no_such(struct hj_error *err)
{
	return hj_fail(err, HJ_ENOTFOUND,
	    "there is no saved search of that name; 'hanji search list' shows them");
}

int
savedsearch_load(struct cli *c, const char *name, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_searches all = HJ_SEARCHES;
	struct hj_buf nfc = HJ_BUF(HJ_LINE_MAX);
	const struct hj_search *found;
	const char *text = NULL;
	int rc;

	if ((rc = normal(name, &nfc, &text, err)) == HJ_OK &&
	    (rc = hj_vault_searches(c->vault, &all, err)) == HJ_OK) {
		found = hj_searches_find(&all, text);
		rc = found != NULL ? hj_buf_puts(to, found->where, err)
				   : no_such(err);
	}
	hj_searches_clear(&all);
	hj_buf_clear(&nfc);
	return rc;
}

/* What is to be done to them. */
struct edit {
	const char *name;
	const char *question; /* NULL: drop it */
};

static int
apply(const struct edit *e, struct hj_searches *all, struct hj_error *err)
{
	if (e->question != NULL)
		return hj_searches_put(all, e->name, e->question, err);
	return hj_searches_drop(all, e->name) ? HJ_OK : no_such(err);
}

/* What is in memory may be older than what another hanji wrote. */
static int
change(struct cli *c, const struct edit *e, struct hj_error *err)
{
	const struct hj_wait w = { .seconds = (unsigned)c->global->wait };
	struct hj_searches all = HJ_SEARCHES;
	struct hj_change *change = NULL;
	int rc;

	if ((rc = hj_vault_begin(c->vault, &w, &change, err)) == HJ_OK &&
	    (rc = hj_vault_searches(c->vault, &all, err)) == HJ_OK &&
	    (rc = apply(e, &all, err)) == HJ_OK &&
	    (rc = hj_change_searches(change, &all, err)) == HJ_OK)
		rc = hj_change_note(change, HJ_DID_SEARCHES, NULL,
		    c->global->reason, err);
	hj_searches_clear(&all);
	if (rc == HJ_OK)
		return hj_change_commit(change, err);
	hj_change_abort(change);
	return rc;
}

int
savedsearch_save(struct cli *c, const char *name, const char *question,
    struct hj_error *err)
{
	struct hj_buf nfc = HJ_BUF(HJ_LINE_MAX), words = HJ_BUF(HJ_LINE_MAX);
	struct edit e = { .name = NULL };
	int rc;

	if ((rc = normal(name, &nfc, &e.name, err)) == HJ_OK &&
	    (rc = normal(question, &words, &e.question, err)) == HJ_OK &&
	    (rc = place_reopen(c, true, err)) == HJ_OK)
		rc = change(c, &e, err);
	hj_buf_clear(&nfc);
	hj_buf_clear(&words);
	return rc;
}

int
savedsearch_drop(struct cli *c, const char *name, bool dry_run,
    struct hj_error *err)
{
	struct hj_buf nfc = HJ_BUF(HJ_LINE_MAX), there = HJ_BUF(HJ_LINE_MAX);
	struct edit e = { .name = NULL };
	int rc;

	if ((rc = normal(name, &nfc, &e.name, err)) == HJ_OK)
		rc = dry_run ? savedsearch_load(c, e.name, &there, err)
			     : change(c, &e, err);
	hj_buf_clear(&nfc);
	hj_buf_clear(&there);
	return rc;
}
