#include <string.h>

#include "cli/casefile/handover.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/opt.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/vault/vault_member.h"

struct remove_opt {
	const char *hand_to;
	bool dry_run;
};

/* The member that somebody means: by name, or by how a fingerprint begins. */
struct search {
	const char *text;
	size_t found;
	bool removed; /* one who was removed is meant by it */
	size_t gone; /* how many were removed: they have no name any more */
	struct hj_vault_member who;
};

static int
look(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	struct search *s = to;
	size_t n = strlen(s->text);
	bool is_key = n >= 4 && strncmp(m->id, s->text, n) == 0;

	(void)err;
	if (m->until != 0 && !m->placed) {
		s->gone++;
		s->removed |= is_key;
		return HJ_OK;
	}
	if (strcmp(m->name, s->text) != 0 && !is_key)
		return HJ_OK;
	s->who = *m;
	s->found++;
	return HJ_OK;
}

static int
find(struct cli *c, const char *text, struct hj_vault_member *ret,
    struct hj_error *err)
{
	struct search s = { .text = text };

	if (hj_vault_members(c->vault, look, &s, err) != HJ_OK)
		return (int)err->code;
	if (s.found > 1)
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "there are several such members: give more of the fingerprint");
	/* It may be the second try of one that was interrupted near its end. */
	if (s.found == 0 && s.removed)
		return hj_fail(err, HJ_ENOTFOUND,
		    "this member was removed before");
	if (s.found == 0 && s.gone > 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "there is no such member; those who were removed have no name any more, 'hanji member list' shows them");
	if (s.found == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "there is no such member; 'hanji member list' shows them");
	*ret = s.who;
	return HJ_OK;
}

static int
say_found(struct cli *c, const struct hj_vault_member *m, const char *to,
    bool dry_run, struct hj_error *err)
{
	uint64_t files = 0;
	int rc = HJ_OK;

	if (to != NULL && m->name[0] != '\0')
		rc = handover_files(c, m->name, to, dry_run, &files, err);
	if (rc != HJ_OK)
		return rc;
	emit_map(c->out);
	emit_key(c->out, "member", N_("member"));
	emit_text(c->out, m->id);
	emit_key(c->out, "handed", N_("case files handed over"));
	emit_number(c->out, (int64_t)files);
	emit_key(c->out, "taken", N_("what they let out of the vault"));
	rc = handover_taken(c, m->id, err);
	emit_end(c->out);
	return rc;
}

static int
turn(struct cli *c, const struct hj_vault_member *m, struct hj_error *err)
{
	const struct hj_wait wait = { .seconds = (unsigned)c->global->wait };
	struct progress bar;
	struct hj_progress p = progress_start(&bar, _("Renewing the keys"));
	int rc = hj_vault_member_remove(c->vault, m->id, &wait, &p, err);

	progress_end(&bar);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct remove_opt *o = a->opt;
	struct hj_vault_member m, heir;
	bool yes = o->dry_run;
	int rc;

	if ((rc = find(c, a->rest[0], &m, err)) != HJ_OK ||
	    (rc = hj_vault_member_may_remove(c->vault, m.id, err)) != HJ_OK ||
	    (o->hand_to != NULL &&
		(rc = find(c, o->hand_to, &heir, err)) != HJ_OK))
		return rc;
	if (!yes)
		rc = ui_confirm(c->ui,
		    _("Remove this member and renew the keys of the vault?"),
		    &yes, err);
	if (rc != HJ_OK || !yes)
		return rc;
	if ((rc = say_found(c, &m, o->hand_to != NULL ? heir.name : NULL,
		 o->dry_run, err)) != HJ_OK ||
	    o->dry_run || (rc = turn(c, &m, err)) != HJ_OK)
		return rc;
	ui_say(c->ui, "%s",
	    _("They open nothing any more that is written from now on.  What they copied before stays copied: files that they exported, and what an old copy of the vault holds."));
	return HJ_OK;
}

static const struct option_def options[] = {
	{ 0, "hand-to", OPT_TEXT, offsetof(struct remove_opt, hand_to),
	    "MEMBER", NULL,
	    N_("who gets the case files and open tasks in their name") },
	{ 'n', "dry-run", OPT_FLAG, offsetof(struct remove_opt, dry_run), NULL,
	    NULL, N_("check only, change nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "member remove Sora --hand-to tester --dry-run",
	    N_("what Sora leaves behind, and what she took out") },
	{ NULL, NULL },
};

const struct command_page member_remove_page = {
	.text =
	    N_("Removes a member, named as 'hanji member list' does or by the beginning of the\nfingerprint.  Only an owner can do it, and nobody else may have the vault open.\n\nThe keys of the log, of erasing and of the member's teams are replaced, and the\nlists of case files are sealed anew: the old passphrase opens nothing, and what is\nwritten from now on does not open with anything that the member could have\ncopied.  Case files are not sealed anew: what they copied stays copied.  What they\nlet out of the vault is listed.\n\nWhat they signed before still verifies.  If it is interrupted, run it again."),
	.options = options,
	.opt_size = sizeof(struct remove_opt),
	.examples = examples,
	.run = run,
};
