#include "cli/emit.h"
#include "cli/memberkeys.h"
#include "cli/pages.h"
#include "cli/say.h"

static int
list(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct hj_vault_facts facts;
	struct hj_member *m = NULL;
	struct memberkeys k;
	int rc;

	(void)a;
	if ((rc = hj_vault_facts(c->vault, &facts, err)) != HJ_OK ||
	    (rc = memberkeys_open(c, &m, err)) != HJ_OK)
		return rc;
	memberkeys_say(hj_member_public(m), &k);
	hj_member_free(m);
	emit_list(c->out);
	emit_map(c->out);
	emit_key(c->out, "name", N_("name"));
	emit_text(c->out, facts.member_name);
	emit_key(c->out, "member", N_("member"));
	emit_text(c->out, facts.member);
	emit_key(c->out, "recipient", N_("age key"));
	emit_text(c->out, k.recipient);
	emit_key(c->out, "minisign", N_("minisign key"));
	emit_text(c->out, k.minisign);
	emit_end(c->out);
	emit_end(c->out);
	return HJ_OK;
}

static const struct command_example list_examples[] = {
	{ "member list", N_("the two keys to give to other offices") },
	{ NULL, NULL },
};

const struct command_page member_list_page = {
	.text =
	    N_("Shows the member whose passphrase opened the vault, with two public keys.  They\nare no secret: give them to whoever sends you files, best in person or printed,\nand compare them by telephone.\n\nWith the first one anybody seals a file that only this member opens:\n'hanji export --to KEY', or 'age -r KEY' without hanji.  With the second one\nanybody checks what this member signed: 'minisign -V -P KEY -m FILE'."),
	.examples = list_examples,
	.run = list,
};
