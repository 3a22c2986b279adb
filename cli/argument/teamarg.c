#include <stdio.h>
#include <string.h>

#include "cli/argument/teamarg.h"
#include "cli/screen/emit.h"
#include "cli/screen/opt.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/text.h"
#include "core/vault/vault_member.h"

#define TEAM_SHOWN (HJ_NAME_MAX + 1)

int
teamarg_name(const struct cli *c, unsigned team,
    char ret[static HJ_NAME_MAX + 1], struct hj_error *err)
{
	/* An auditor has no `header`, in which the names are. */
	if (hj_vault_teams(c->vault) == 0)
		ret[0] = '\0';
	else if (hj_vault_team_name(c->vault, team, ret, err) != HJ_OK)
		return (int)err->code;
	if (ret[0] == '\0')
		(void)snprintf(ret, TEAM_SHOWN, "%u", team);
	return HJ_OK;
}

int
teamarg_find(const struct cli *c, const char *text, unsigned *ret,
    struct hj_error *err)
{
	const uint16_t all = hj_vault_all_teams(c->vault);
	struct hj_error why = HJ_ERROR;
	char name[TEAM_SHOWN];
	uint64_t number;

	for (unsigned i = 0; i < HJ_TEAMS_MAX; i++) {
		if ((all >> i & 1) == 0)
			continue;
		if (teamarg_name(c, i, name, err) != HJ_OK)
			return (int)err->code;
		if (strcmp(name, text) == 0) {
			*ret = i;
			return HJ_OK;
		}
	}
	if (hj_text_number(text, strlen(text), 0, HJ_TEAMS_MAX - 1, &number,
		&why) == HJ_OK &&
	    (all >> number & 1) != 0) {
		*ret = (unsigned)number;
		return HJ_OK;
	}
	return hj_fail(err, HJ_ENOTFOUND,
	    "there is no such team; 'hanji team list' shows them");
}

int
teamarg_each(const struct cli *c, const struct opt_each *named, uint16_t *ret,
    struct hj_error *err)
{
	unsigned team = 0;

	*ret = 0;
	for (size_t i = 0; i < named->n; i++) {
		if (teamarg_find(c, named->v[i], &team, err) != HJ_OK)
			return (int)err->code;
		*ret |= (uint16_t)(1U << team);
	}
	return HJ_OK;
}

int
teamarg_emit(struct cli *c, uint16_t teams, struct hj_error *err)
{
	char line[HJ_TEAMS_MAX * (TEAM_SHOWN + 2)] = "", name[TEAM_SHOWN];
	bool list = emit_is_json(c->out);
	size_t n = 0;

	if (list)
		emit_list(c->out);
	for (unsigned i = 0; i < HJ_TEAMS_MAX; i++) {
		if ((teams >> i & 1) == 0)
			continue;
		if (teamarg_name(c, i, name, err) != HJ_OK)
			return (int)err->code;
		if (list)
			emit_text(c->out, name);
		else
			n += (size_t)snprintf(line + n, sizeof(line) - n,
			    "%s%s", n != 0 ? ", " : "", name);
	}
	if (list)
		emit_end(c->out);
	else
		emit_text(c->out, line);
	return HJ_OK;
}

int
teamarg_use(struct cli *c, struct hj_error *err)
{
	unsigned team = 0;

	if (c->global->teams.n == 0)
		return HJ_OK;
	if (teamarg_find(c, c->global->teams.v[0], &team, err) != HJ_OK)
		return (int)err->code;
	return hj_vault_use_team(c->vault, team, err);
}

int
teamarg_follow(struct cli *c, const struct hj_row *from, struct hj_error *err)
{
	return c->global->teams.n != 0
	    ? HJ_OK
	    : hj_vault_use_team(c->vault, from->team, err);
}

int
teamarg_say_unseen(struct cli *c, struct hj_error *err)
{
	uint64_t n;
	int rc = hj_vault_unseen(c->vault, &n, err);

	if (rc == HJ_OK && n != 0)
		ui_say(c->ui,
		    ngettext("%llu case file of other teams is not shown.",
			"%llu case files of other teams are not shown.",
			(unsigned long)n),
		    (unsigned long long)n);
	return rc;
}
