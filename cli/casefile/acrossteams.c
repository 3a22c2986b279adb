#include <string.h>

#include "cli/argument/teamarg.h"
#include "cli/casefile/acrossteams.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/vault/vault_member.h"

struct gaining {
	struct cli *c;
	unsigned to, from; /* teams */
	size_t n;
};

static int
look(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	struct gaining *g = to;

	(void)err;
	/* Owners are in all teams, auditors in none. */
	if (!m->placed || m->role == HJ_ROLE_OWNER ||
	    (m->teams >> g->to & 1) == 0 || (m->teams >> g->from & 1) != 0)
		return HJ_OK;
	ui_say(g->c->ui, "  %s", m->name);
	g->n++;
	return HJ_OK;
}

int
acrossteams_agree(struct cli *c, const struct hj_row *to,
    const struct hj_row *from, bool told, bool *yes, struct hj_error *err)
{
	struct gaining g = { c, to->team, from->team, 0 };
	char name[2][HJ_NAME_MAX + 1];

	if (to->team == from->team)
		return HJ_OK;
	if (teamarg_name(c, to->team, name[0], err) != HJ_OK ||
	    teamarg_name(c, from->team, name[1], err) != HJ_OK)
		return (int)err->code;
	ui_say(c->ui,
	    _("They are of different teams: what team '%s' has in the one will be in a case file of team '%s'.  Who can read it then, and could not before:"),
	    name[1], name[0]);
	if (hj_vault_members(c->vault, look, &g, err) != HJ_OK)
		return (int)err->code;
	if (g.n == 0)
		ui_say(c->ui, "  %s",
		    _("nobody today; but whoever comes into that team"));
	if (told)
		return HJ_OK;
	if (!ui_is_terminal(c->ui))
		return hj_fail(err, HJ_EREFUSED,
		    "the case files are of different teams: say with --across-teams that they may become one");
	return ui_ask(c->ui, _("May they read it?"), yes, err);
}
