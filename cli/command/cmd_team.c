#include "cli/argument/teamarg.h"
#include "cli/casefile/casefile.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/opt.h"
#include "cli/screen/say.h"
#include "core/vault/vault_member.h"

/* ---- team list ---- */

static const struct emit_column columns[] = {
	{ "number", N_("number"), true },
	{ "name", N_("name"), false },
	{ "cases", N_("cases"), true },
	{ "mine", N_("yours"), false },
};

struct counting {
	int64_t n[HJ_TEAMS_MAX];
};

static int
count(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct counting *k = to;

	(void)err;
	k->n[row->team % HJ_TEAMS_MAX]++;
	return HJ_OK;
}

static int
say_team(struct cli *c, unsigned team, int64_t cases, struct hj_error *err)
{
	bool mine = (hj_vault_teams(c->vault) >> team & 1) != 0;
	char name[HJ_NAME_MAX + 1];
	int rc = hj_vault_team_name(c->vault, team, name, err);

	if (rc != HJ_OK)
		return rc;
	emit_map(c->out);
	emit_key(c->out, "number", NULL);
	emit_number(c->out, team);
	emit_key(c->out, "name", NULL);
	emit_text(c->out, name);
	emit_key(c->out, "cases", NULL);
	if (mine)
		emit_number(c->out, cases);
	else
		emit_none(c->out);
	emit_key(c->out, "mine", NULL);
	emit_flag(c->out, mine);
	emit_end(c->out);
	return HJ_OK;
}

static int
list(struct cli *c, const struct args *a, struct hj_error *err)
{
	const uint16_t all = hj_vault_all_teams(c->vault);
	struct counting k = { { 0 } };
	int rc = hj_vault_scan(c->vault, count, &k, NULL, err);

	(void)a;
	if (rc != HJ_OK)
		return rc;
	emit_table(c->out, columns, HJ_LEN(columns));
	for (unsigned i = 0; rc == HJ_OK && i < HJ_TEAMS_MAX; i++)
		if ((all >> i & 1) != 0)
			rc = say_team(c, i, k.n[i], err);
	if (rc == HJ_OK)
		emit_end(c->out);
	return rc;
}

/* ---- team add, team rename ---- */

struct team_opt {
	bool dry_run;
};

static int
may_change(struct cli *c, struct hj_error *err)
{
	enum hj_role mine;

	if (hj_vault_role(c->vault, &mine, err) != HJ_OK)
		return (int)err->code;
	return mine == HJ_ROLE_OWNER
	    ? HJ_OK
	    : hj_fail(err, HJ_EAUTH,
		  "only an owner can change members and teams");
}

static int
add(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct team_opt *o = a->opt;
	const struct hj_wait wait = { .seconds = (unsigned)c->global->wait };
	unsigned team = 0;
	int rc = may_change(c, err);

	if (rc != HJ_OK || o->dry_run)
		return rc;
	rc = hj_vault_team_add(c->vault, a->rest[0], &wait, &team, err);
	if (rc != HJ_OK)
		return rc;
	if (emit_is_json(c->out)) {
		emit_map(c->out);
		emit_key(c->out, "number", NULL);
		emit_number(c->out, team);
		emit_end(c->out);
	}
	return HJ_OK;
}

static int
rename_team(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct team_opt *o = a->opt;
	const struct hj_wait wait = { .seconds = (unsigned)c->global->wait };
	unsigned team;
	int rc;

	if ((rc = may_change(c, err)) != HJ_OK ||
	    (rc = teamarg_find(c, a->rest[0], &team, err)) != HJ_OK ||
	    o->dry_run)
		return rc;
	return hj_vault_team_rename(c->vault, team, a->rest[1], &wait, err);
}

/* ---- team move ---- */

static int
move(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct team_opt *o = a->opt;
	const struct hj_wait wait = { .seconds = (unsigned)c->global->wait };
	struct casefile f = CASEFILE;
	struct hj_change *change = NULL;
	unsigned team;
	int rc;

	if ((rc = teamarg_find(c, a->rest[1], &team, err)) == HJ_OK &&
	    (rc = casefile_find(c, a->rest[0], &f, err)) == HJ_OK &&
	    !o->dry_run &&
	    (rc = hj_vault_begin(c->vault, &wait, &change, err)) == HJ_OK) {
		rc = hj_change_move(change, &f.row.id, team, err);
		if (rc == HJ_OK)
			rc = hj_change_commit(change, err);
		else
			hj_change_abort(change);
	}
	casefile_clear(&f);
	return rc;
}

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, offsetof(struct team_opt, dry_run), NULL,
	    NULL, N_("check only, change nothing") },
	{ 0 },
};

static const struct command_example list_examples[] = {
	{ "team list", N_("names, and how many cases of yours are in each") },
	{ NULL, NULL },
};

static const struct command_example add_examples[] = {
	{ "team add 'Coast' --dry-run",
	    N_("a team with a key of its own, in which all owners are") },
	{ NULL, NULL },
};

static const struct command_example rename_examples[] = {
	{ "team rename 0 'Office' --dry-run",
	    N_("the first team has a number only") },
	{ NULL, NULL },
};

static const struct command_example move_examples[] = {
	{ "team move 7K2M 0 --dry-run",
	    N_("whoever is in that team alone sees it from now on") },
	{ NULL, NULL },
};

const struct command_page team_list_page = {
	.text =
	    N_("Lists the teams.  Each case belongs to one of them, and each has a key of its\nown: whoever is not in a team has no key to its cases."),
	.examples = list_examples,
	.run = list,
};

const struct command_page team_add_page = {
	.text =
	    N_("Makes a new team, at most sixteen in a vault.  Only an owner can do it, and all\nowners are in it.  New cases go to the first of your teams; 'hanji team move'\nbrings a case into another."),
	.options = options,
	.opt_size = sizeof(struct team_opt),
	.examples = add_examples,
	.run = add,
};

const struct command_page team_rename_page = {
	.text = N_("Gives a team another name.  Only an owner can do it."),
	.options = options,
	.opt_size = sizeof(struct team_opt),
	.examples = rename_examples,
	.run = rename_team,
};

const struct command_page team_move_page = {
	.text =
	    N_("Brings a case into another team.  You have to be in both.\n\nWhoever was in the old team and copied the case, or its key, still has what they\ncopied, and can read with it what is written later if they get hold of the\nvault's files.  Only removing a member changes that."),
	.options = options,
	.opt_size = sizeof(struct team_opt),
	.examples = move_examples,
	.run = move,
};
