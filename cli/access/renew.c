#include "cli/access/renew.h"

#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"

static int
renew(struct cli *c, struct hj_error *err)
{
	struct progress bar;
	struct hj_progress p =
	    progress_start(&bar, _("Bringing the catalogue up to date"));
	uint64_t renewed = 0;
	int rc = hj_vault_renew(c->vault, &p, &renewed, err);

	progress_end(&bar);
	if (rc == HJ_OK && renewed > 0)
		ui_say(c->ui,
		    ngettext("The catalogue is up to date: %ju case file.",
			"The catalogue is up to date: %ju case files.",
			(unsigned long)renewed),
		    (uintmax_t)renewed);
	return rc;
}

int
renew_rows(struct cli *c, bool write, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	bool current = true;
	int rc = hj_vault_is_current(c->vault, &current, &why);

	if (rc == HJ_OK && !current && write)
		rc = renew(c, &why);
	else if (rc == HJ_OK && !current)
		ui_say(c->ui, "%s",
		    _("note: an older hanji made the catalogue: searches may miss something until the next change is stored"));
	/* What is damaged is for the command to say, and for 'check'. */
	if (rc == HJ_OK || rc == HJ_ECORRUPT || rc == HJ_EAUTH)
		return HJ_OK;
	*err = why;
	return rc;
}
