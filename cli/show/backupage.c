#include <stdio.h>
#include <time.h>

#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/show/backupage.h"
#include "cli/wording/span.h"

#define DAY 86400
#define OLD 7 /* days */

void
backupage_words(int64_t when, char ret[static BACKUPAGE_TEXT])
{
	int64_t days = ((int64_t)time(NULL) - when) / DAY;
	char day[SPAN_TEXT];

	span_text((int32_t)(when / DAY), day);
	if (when == 0)
		(void)snprintf(ret, BACKUPAGE_TEXT, "%s", _("none yet"));
	else if (days <= 0)
		(void)snprintf(ret, BACKUPAGE_TEXT, _("today (%s)"), day);
	else
		(void)snprintf(ret, BACKUPAGE_TEXT,
		    ngettext("%lld day ago (%s)", "%lld days ago (%s)",
			(unsigned long)days),
		    (long long)days, day);
}

void
backupage_emit(struct emit *e, int64_t when)
{
	char words[BACKUPAGE_TEXT];

	if (emit_is_json(e)) {
		emit_time(e, when);
		return;
	}
	backupage_words(when, words);
	emit_text(e, words);
}

void
backupage_warn(struct cli *c, const struct hj_vault_facts *f)
{
	int64_t days = ((int64_t)time(NULL) - f->last_backup) / DAY;

	if (f->last_backup == 0 && f->changes_since_backup != 0)
		ui_say(c->ui, "%s",
		    _("There is no verified backup yet: 'hanji backup FILE' makes one."));
	else if (f->last_backup != 0 && days >= OLD &&
	    f->changes_since_backup != 0)
		ui_say(c->ui,
		    ngettext("The last verified backup is %lld day old.",
			"The last verified backup is %lld days old.",
			(unsigned long)days),
		    (long long)days);
}
