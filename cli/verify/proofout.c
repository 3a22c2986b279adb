#include <string.h>

#include "cli/screen/emit.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/verify/proofout.h"
#include "core/base/limits.h"
#include "core/vault/vault.h"

int
proofout_log(struct cli *c, const struct hj_row *row, const char *detail,
    struct hj_error *err)
{
	const struct hj_wait wait = { .seconds = (unsigned)c->global->wait };
	struct hj_change *change = NULL;
	int rc;

	if ((rc = hj_vault_begin(c->vault, &wait, &change, err)) != HJ_OK)
		return rc;
	if ((rc = hj_change_note(change, HJ_DID_PROVE, row, detail, err)) !=
	    HJ_OK) {
		hj_change_abort(change);
		return rc;
	}
	return hj_change_commit(change, err);
}

int
proofout_vkey(const struct hj_note_key *k, uint8_t type, struct hj_buf *to,
    const char **ret, struct hj_error *err)
{
	hj_buf_reset(to);
	if (hj_note_vkey_typed(k, type, to, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_text(to, ret, err);
}

int
proofout_write(struct cli *c, const char *path, const char *key,
    const struct hj_buf *text, const char *vkey, struct hj_error *err)
{
	if (path != NULL && outfile_write(path, text, err) != HJ_OK)
		return (int)err->code;
	if (emit_is_json(c->out)) {
		emit_map(c->out);
		emit_key(c->out, key, NULL);
		emit_bytes(c->out, (const char *)text->data, text->len);
		emit_key(c->out, "key", NULL);
		emit_text(c->out, vkey);
		emit_end(c->out);
	} else if (path == NULL) {
		/* These bytes and no others. */
		emit_raw(c->out, text->data, text->len);
	}
	if (vkey != NULL)
		ui_say(c->ui,
		    _("To be compared on paper or by telephone, the key: %s"),
		    vkey);
	return HJ_OK;
}

int
proofout_keep(struct hj_buf *keys, const struct hj_note_key *k,
    struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	int rc;

	if ((rc = hj_note_vkey(k, &line, err)) == HJ_OK &&
	    (rc = hj_buf_putc(&line, '\n', err)) == HJ_OK &&
	    (keys->len == 0 ||
		memmem(keys->data, keys->len, line.data, line.len) == NULL))
		rc = hj_buf_add(keys, line.data, line.len, err);
	hj_buf_clear(&line);
	return rc;
}
