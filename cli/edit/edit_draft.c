#include <string.h>

#include "cli/edit/edit.h"
#include "core/vault/vault_member.h"

/*
 *	hanji edit 0
 *	base <digest of the revision, 64 hex digits>
 *
 *	<the text>
 */
#define MAGIC "hanji edit "
#define VERSION "0\n"
#define BASE "base "
#define HEX (2 * HJ_DIGEST_BYTES)
#define HEAD (sizeof(MAGIC VERSION BASE) - 1 + HEX + 2)

bool
edit_draft_is(const struct hj_buf *bytes)
{
	return bytes->len >= strlen(MAGIC) &&
	    memcmp(bytes->data, MAGIC, strlen(MAGIC)) == 0;
}

int
edit_draft_save(struct edit *e, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	int rc;

	if (e->dry_run)
		return HJ_OK;
	/* It tells as much as the file does, and to the same people. */
	if ((rc = hj_vault_use_team(e->c->vault, e->file.row.team, err)) !=
		HJ_OK ||
	    (rc = hj_buf_printf(&bytes, err, MAGIC VERSION BASE "%s\n\n",
		 e->base_hex)) != HJ_OK ||
	    (rc = hj_buf_add(&bytes, e->text.data, e->text.len, err)) != HJ_OK)
		goto out;
	rc = hj_vault_draft_save(e->c->vault, &e->file.row.id, bytes.data,
	    bytes.len, err);
out:
	hj_buf_clear(&bytes);
	return rc;
}

static int
decode(struct edit *e, const struct hj_buf *bytes, struct hj_error *err)
{
	const char *p = (const char *)bytes->data;
	static const char head[] = MAGIC VERSION BASE;

	if (!edit_draft_is(bytes))
		return hj_fail(err, HJ_ENOTFOUND,
		    "the draft of this case is not of an editor");
	if (bytes->len < HEAD || memcmp(p, head, strlen(head)) != 0)
		return hj_fail(err, HJ_EVERSION,
		    "this draft was made by a newer hanji");
	memcpy(e->base_hex, p + strlen(head), HEX);
	e->base_hex[HEX] = '\0';
	return hj_buf_add(&e->text, p + HEAD, bytes->len - HEAD, err);
}

int
edit_draft_load(struct edit *e, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);
	int rc = hj_vault_draft_load(e->c->vault, &e->file.row.id, &bytes, err);

	hj_buf_reset(&e->text);
	if (rc == HJ_OK)
		rc = decode(e, &bytes, err);
	hj_buf_clear(&bytes);
	return rc;
}

int
edit_draft_drop(struct edit *e, struct hj_error *err)
{
	int rc = e->dry_run
	    ? HJ_OK
	    : hj_vault_draft_drop(e->c->vault, &e->file.row.id, err);

	/* An editor that wrote nothing left none. */
	return rc == HJ_ENOTFOUND ? HJ_OK : rc;
}
