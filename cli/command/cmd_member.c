#include <string.h>

#include "cli/access/memberkeys.h"
#include "cli/access/newphrase.h"
#include "cli/argument/teamarg.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/opt.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/log/roll.h"
#include "core/vault/vault_member.h"

/* ---- member list ---- */

/* When somebody last wrote, by fingerprint. */
struct activity {
	size_t n;
	struct {
		char id[HJ_FINGERPRINT];
		int64_t time;
	} of[HJ_STATEMENTS_MAX];
};

struct listing {
	struct cli *c;
	struct activity activity;
};

static int
note_entry(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct activity *a = to;
	size_t i = 0;

	(void)err;
	while (i < a->n && strcmp(a->of[i].id, e->member) != 0)
		i++;
	if (i == HJ_STATEMENTS_MAX)
		return HJ_OK;
	if (i == a->n) {
		memcpy(a->of[i].id, e->member, sizeof(a->of[i].id));
		a->of[i].time = 0;
		a->n++;
	}
	if (e->time > a->of[i].time)
		a->of[i].time = e->time;
	return HJ_OK;
}

static int64_t
last_of(const struct activity *a, const char *id)
{
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->of[i].id, id) == 0)
			return a->of[i].time;
	return 0;
}

static const char *
role_said(const struct emit *out, enum hj_role role)
{
	if (emit_is_json(out))
		return hj_role_word(role);
	switch (role) {
	case HJ_ROLE_OWNER:
		return _("owner");
	case HJ_ROLE_CASEWORKER:
		return _("caseworker");
	case HJ_ROLE_READER:
		return _("reader");
	case HJ_ROLE_AUDITOR:
		return _("auditor");
	case HJ_ROLE_NONE:
		break;
	}
	return _("no member: no owner signed for them");
}

static void
say_time(struct emit *out, const char *key, const char *label, int64_t time)
{
	/* People are not told what there is nothing of. */
	if (time == 0 && !emit_is_json(out))
		return;
	emit_key(out, key, label);
	if (time == 0)
		emit_none(out);
	else
		emit_time(out, time);
}

static void
say_keys(struct emit *out, const struct hj_vault_member *m)
{
	struct memberkeys k;

	memberkeys_say(&m->keys, &k);
	emit_key(out, "recipient", N_("age key"));
	/* The log knows what signs; what is sealed to is in the header. */
	if (m->placed)
		emit_text(out, k.recipient);
	else
		emit_none(out);
	emit_key(out, "minisign", N_("minisign key"));
	emit_text(out, k.minisign);
}

static int
say_member(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	struct listing *l = to;
	struct emit *out = l->c->out;
	int64_t slots = 0;
	int rc;

	for (unsigned i = 0; i < HJ_SLOTS; i++)
		slots += m->slots >> i & 1;
	emit_map(out);
	emit_key(out, "name", N_("name"));
	if (m->name[0] != '\0')
		emit_text(out, m->name);
	else
		emit_none(out);
	emit_key(out, "member", N_("member"));
	emit_text(out, m->id);
	emit_key(out, "role", N_("role"));
	emit_text(out, role_said(out, m->role));
	emit_key(out, "teams", N_("teams"));
	if ((rc = teamarg_emit(l->c, m->teams, err)) != HJ_OK)
		return rc;
	say_time(out, "since", N_("since"), m->since);
	say_time(out, "until", N_("removed"), m->ended);
	say_time(out, "last", N_("last entry in the log"),
	    last_of(&l->activity, m->id));
	emit_key(out, "ways", N_("ways to open"));
	emit_number(out, slots);
	say_keys(out, m);
	emit_end(out);
	return HJ_OK;
}

static int
list(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct listing l = { .c = c };
	size_t unfinished;
	int rc = hj_vault_log(c->vault, NULL, note_entry, &l.activity, err);

	(void)a;
	if (rc != HJ_OK)
		return rc;
	emit_list(c->out);
	if ((rc = hj_vault_members(c->vault, say_member, &l, err)) != HJ_OK)
		return rc;
	emit_end(c->out);
	rc = hj_vault_member_unfinished(c->vault, &unfinished, err);
	if (rc == HJ_OK && unfinished != 0)
		ui_say(c->ui, "%s",
		    _("note: who has no name here was not added to the end and opens nothing; add them again with 'hanji member add', which takes this one out"));
	return rc;
}

/* ---- member add ---- */

struct add_opt {
	const char *role;
	bool dry_run;
};

static int
choose_teams(struct cli *c, enum hj_role role, uint16_t *ret,
    struct hj_error *err)
{
	const uint16_t all = hj_vault_all_teams(c->vault);

	if (teamarg_each(c, &c->global->teams, ret, err) != HJ_OK)
		return (int)err->code;
	if (role == HJ_ROLE_OWNER || role == HJ_ROLE_AUDITOR) {
		if (c->global->teams.n != 0)
			return cli_usage(err,
			    "an owner is in all teams, an auditor in none: leave --team out");
		return HJ_OK;
	}
	if (*ret != 0)
		return HJ_OK;
	if ((all & (all - 1)) != 0)
		return cli_usage(err,
		    "there are several teams: say which with --team NAME; 'hanji team list' shows them");
	*ret = all;
	return HJ_OK;
}

static int
is_free(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	if (!m->placed || strcmp(m->name, to) != 0)
		return HJ_OK;
	return hj_fail(err, HJ_EEXISTS,
	    "there is a member of this name: give another, so that nobody is taken for the other");
}

/* Before somebody types a passphrase twice for nothing. */
static int
check_add(struct cli *c, char *name, struct hj_error *err)
{
	enum hj_role mine;

	if (hj_vault_role(c->vault, &mine, err) != HJ_OK)
		return (int)err->code;
	if (mine != HJ_ROLE_OWNER)
		return hj_fail(err, HJ_EAUTH,
		    "only an owner can change members and teams");
	return hj_vault_members(c->vault, is_free, name, err);
}

static int
add(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct add_opt *o = a->opt;
	const struct hj_wait wait = { .seconds = (unsigned)c->global->wait };
	struct hj_member_adding m = { .name = a->rest[0] };
	struct hj_secret *passphrase = NULL;
	char id[HJ_FINGERPRINT];
	int rc;

	if (o->role == NULL)
		return cli_usage(err,
		    "say what they may do: --role owner, caseworker, reader or auditor");
	m.role = hj_role_find(o->role);
	if ((rc = choose_teams(c, m.role, &m.teams, err)) != HJ_OK ||
	    (rc = check_add(c, a->rest[0], err)) != HJ_OK || o->dry_run)
		return rc;
	ui_say(c->ui, _("Now %s chooses a passphrase, and nobody else looks."),
	    m.name);
	if ((rc = newphrase_ask(c, &passphrase, err)) == HJ_OK) {
		m.passphrase = passphrase;
		rc = hj_vault_member_add(c->vault, &m, &wait, id, err);
	}
	hj_secret_free(passphrase);
	if (rc != HJ_OK)
		return rc;
	emit_map(c->out);
	emit_key(c->out, "member", NULL);
	emit_text(c->out, id);
	emit_end(c->out);
	if (!emit_is_json(c->out))
		emit_say(c->out, "%s", id);
	return HJ_OK;
}

static const char *const roles[] = { "owner", "caseworker", "reader", "auditor",
	NULL };

static const struct option_def add_options[] = {
	{ 0, "role", OPT_CHOICE, offsetof(struct add_opt, role), "ROLE", roles,
	    N_("owner, caseworker, reader or auditor") },
	{ 'n', "dry-run", OPT_FLAG, offsetof(struct add_opt, dry_run), NULL,
	    NULL, N_("check only, change nothing") },
	{ 0 },
};

static const struct command_example list_examples[] = {
	{ "member list",
	    N_("everybody, with the two keys to give to other offices") },
	{ NULL, NULL },
};

static const struct command_example add_examples[] = {
	{ "member add Sora --role caseworker",
	    N_("Sora types her own passphrase, here and now") },
	{ "member add Board --role auditor --dry-run",
	    N_("may read the log and verify it, and opens no case") },
	{ NULL, NULL },
};

const struct command_page member_list_page = {
	.text =
	    N_("Shows everybody who may open the vault, and who no longer may: role, teams, when\nthey last wrote, and two public keys.  The keys are no secret: give them to\nwhoever sends you files, best in person or printed, and compare them by\ntelephone.\n\nWith the first one anybody seals a file that only this member opens:\n'hanji export --to KEY', or 'age -r KEY' without hanji.  With the second one\nanybody checks what this member signed: 'minisign -V -P KEY -m FILE'.\n\nWho is a member is said by owners, who sign it.  An auditor sees no names."),
	.examples = list_examples,
	.run = list,
};

const struct command_page member_add_page = {
	.text =
	    N_("Makes somebody a member: they sit down at this keyboard and choose a passphrase\nof their own.  Only an owner can do it.\n\nAn owner sees all cases and changes members and teams.  A caseworker sees and\nchanges the cases of their teams.  A reader sees them and changes nothing.  An\nauditor sees the log and verifies it, and opens no case.  What a role does not\ngive is not a matter of politeness: an auditor has no key to any case, nor has\nanybody to cases of other teams, and a change by a reader is found by every\n'hanji audit verify'.\n\nIt prints the fingerprint of the new member's key."),
	.options = add_options,
	.opt_size = sizeof(struct add_opt),
	.examples = add_examples,
	.run = add,
};
