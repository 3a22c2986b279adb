#include "cli/petition/wordlimit.h"

#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/mechanism/mechanism.h"

int
wordlimit_ask(struct cli *c, const struct wordlimit *w, struct hj_error *err)
{
	const struct hj_limit *special =
	    hj_mechanism_limit(w->code, "words-special");
	const struct hj_limit *general =
	    hj_mechanism_limit(w->code, "words-general");

	if (special != NULL && w->words > special->n)
		ui_say(c->ui,
		    _("warning: more than the %u words of organisations in special consultative status and on the roster (%s)"),
		    special->n, special->cite);
	if (general == NULL || w->words <= general->n)
		return HJ_OK;
	ui_say(c->ui,
	    _("warning: more than the %u words of organisations in general consultative status (%s)"),
	    general->n, general->cite);
	if (!w->force)
		return hj_fail(err, HJ_EREFUSED,
		    "the document has %zu words and they take at most %u, footnotes and annex counted: shorten it, or go on with --force --reason TEXT",
		    w->words, general->n);
	return hj_buf_printf(w->log, err, "forced words: %zu of at most %u\n",
	    w->words, general->n);
}
