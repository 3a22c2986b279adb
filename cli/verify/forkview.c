#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/verify/forkview.h"
#include "core/log/growth.h"
#include "core/vault/prover.h"

static int
tell(struct cli *c, const struct hj_buf *text, const char *path,
    struct hj_error *err)
{
	struct hj_fork f;
	int rc;

	if ((rc = hj_fork_parse((const char *)text->data, text->len, &f,
		 err)) != HJ_OK)
		return rc;
	ui_say(c->ui, "%s",
	    _("FORK: there are two histories of this log.  It went on in two places, or one of them was made up.  Both were signed:"));
	ui_say(c->ui, "\n%.*s", (int)f.note_len, f.note);
	ui_say(c->ui, "%.*s", (int)f.proof.note_len, f.proof.note);
	if (path != NULL)
		return outfile_write(path, text, err);
	ui_say(c->ui, "%s",
	    _("The proof is written by the same command with --fork FILE; 'hanji verify' checks it anywhere."));
	return HJ_OK;
}

int
forkview_show(struct cli *c, const struct hj_buf *note, const char *path,
    struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_FORK_MAX);
	struct hj_prover *prover = NULL;
	bool forked = false;
	int rc;

	if ((rc = hj_vault_prover(c->vault, &prover, err)) == HJ_OK &&
	    (rc = hj_prover_fork(prover, (const char *)note->data, note->len,
		 &text, &forked, err)) == HJ_OK &&
	    forked)
		rc = tell(c, &text, path, err);
	hj_prover_free(prover);
	hj_buf_clear(&text);
	return rc;
}
