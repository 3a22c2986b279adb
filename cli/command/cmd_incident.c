#include <stdio.h>
#include <string.h>

#include "cli/casefile/handover.h"
#include "cli/casefile/incident.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/opt.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"

struct incident_opt {
	bool open, beside, without_names, dry_run;
};

/* ---- what was lost ---- */

static void
say_what(struct emit *out, const struct incident *x)
{
	emit_key(out, "what", N_("what was lost"));
	emit_text(out,
	    emit_is_json(out)  ? (x->is_member ? "member" : "device")
		: x->is_member ? _("what a member had in their hands")
			       : _("a device"));
	emit_key(out, "id", N_("fingerprint"));
	emit_text(out, x->id);
	emit_key(out, "members", N_("who wrote there"));
	emit_list(out);
	for (size_t i = 0; i < x->nmembers; i++)
		emit_text(out, x->member[i]);
	emit_end(out);
	emit_key(out, "entries", N_("log entries"));
	emit_number(out, (int64_t)x->entries);
	emit_key(out, "first", N_("first entry (UTC)"));
	if (x->entries != 0)
		emit_time(out, x->first);
	else
		emit_none(out);
	emit_key(out, "last", N_("last entry (UTC)"));
	if (x->entries != 0)
		emit_time(out, x->last);
	else
		emit_none(out);
}

static void
say_held(struct emit *out, const struct incident *x)
{
	const struct {
		const char *key, *label;
		uint64_t n;
	} counts[] = {
		{ "cases", N_("case files that were there"), x->cases },
		{ "changed", N_("of these changed since"), x->changed },
		{ "sealed", N_("for keys of other teams"), x->sealed },
		{ "erased", N_("erased here since, but still there"),
		    x->erased },
		{ "unseen", N_("of teams that you do not see"), x->unseen },
	};

	for (size_t i = 0; i < HJ_LEN(counts); i++) {
		emit_key(out, counts[i].key, counts[i].label);
		emit_number(out, (int64_t)counts[i].n);
	}
}

/* ---- what it means ---- */

static int
say_meaning(struct cli *c, const struct incident_opt *o, struct hj_error *err)
{
	struct hj_vault_facts f;
	char line[512];

	if (hj_vault_facts(c->vault, &f, err) != HJ_OK)
		return (int)err->code;
	emit_key(c->out, "open", NULL);
	emit_flag(c->out, o->open);
	emit_key(c->out, "beside", NULL);
	emit_flag(c->out, o->beside);
	emit_key(c->out, "kdf_mib", NULL);
	emit_number(c->out, (int64_t)(f.cost.mem >> 20));
	emit_key(c->out, "kdf_passes", NULL);
	emit_number(c->out, (int64_t)f.cost.ops);
	emit_key(c->out, "meaning", N_("what it means"));
	emit_list(c->out);
	(void)snprintf(line, sizeof(line),
	    _("Every guess of a passphrase costs %llu MiB and %u passes (today's vault; an older copy may cost less).  Eight generated words hold; words of one's own may not."),
	    (unsigned long long)(f.cost.mem >> 20), f.cost.ops);
	if (o->open)
		emit_text(c->out,
		    _("Open: take it that all of these case files were read, and copied with their keys."));
	else
		emit_text(c->out, line);
	if (o->beside)
		emit_text(c->out,
		    _("Enough recovery shares open it without a passphrase; a key file that lies beside it protects nothing."));
	if (!o->open)
		emit_text(c->out,
		    _("Locked is not safe: a person can be made to say a passphrase, and every member's passphrase of that time opens what that member could read.  Warn as if it were open."));
	emit_text(c->out,
	    _("Whoever was recorded since is warned too: the people below are those of today's files."));
	emit_end(c->out);
	return HJ_OK;
}

/* ---- whom ---- */

static const struct emit_column columns[] = {
	{ "urgency", N_("urgency"), false },
	{ "danger", NULL, false },
	{ "case", N_("case file"), false },
	{ "person", NULL, false },
	{ "name", N_("whom"), false },
	{ "reachable", N_("safe way on file"), false },
	{ "owner", N_("who warns"), false },
	{ "due", N_("by"), false },
	{ "task", NULL, false },
};

static void
say_person(struct emit *out, const struct incident *x,
    const struct incident_person *p, bool without_names)
{
	const char *texts = (const char *)x->texts.data;
	char id[HJ_ID_SHOWN];

	hj_id_show(&p->file, id);
	emit_map(out);
	emit_key(out, "urgency", NULL);
	emit_text(out,
	    emit_is_json(out) ? hj_peril_code(p->peril)
			      : _(hj_peril_words(p->peril)));
	emit_key(out, "danger", NULL);
	emit_flag(out, p->danger);
	emit_key(out, "case", NULL);
	emit_text(out, id);
	emit_key(out, "person", NULL);
	emit_text(out, p->id);
	emit_key(out, "name", NULL);
	emit_text(out, without_names ? NULL : texts + p->name);
	emit_key(out, "reachable", NULL);
	if (emit_is_json(out))
		emit_flag(out, p->reachable);
	else
		emit_text(out, p->reachable ? _("yes") : _("NONE"));
	emit_key(out, "owner", NULL);
	emit_text(out, without_names ? NULL : texts + p->owner);
	emit_key(out, "due", NULL);
	emit_text(out, p->due);
	emit_key(out, "task", NULL);
	emit_text(out, p->told ? "kept" : "made");
	emit_end(out);
}

static void
say_people(struct emit *out, const struct incident *x, bool without_names)
{
	const struct incident_person *p =
	    (const struct incident_person *)(const void *)x->people.data;
	const size_t n = x->people.len / sizeof(*p);
	uint64_t unreachable = 0;

	emit_key(out, "people",
	    N_("whom it puts in danger, the most urgent first"));
	emit_table(out, columns, HJ_LEN(columns));
	for (size_t i = 0; i < n; i++) {
		say_person(out, x, &p[i], without_names);
		unreachable += !p[i].reachable;
	}
	emit_end(out);
	emit_key(out, "unreachable", N_("without a safe way to reach them"));
	emit_number(out, (int64_t)unreachable);
	emit_key(out, "tasks", N_("new tasks"));
	emit_number(out, (int64_t)x->tasks);
}

static void
say_next(struct emit *out, const struct incident *x)
{
	static const char *const steps[] = {
		N_("Warn first: 'hanji due' has the tasks, 'hanji call' the safe way to each."),
		N_("Every owner who wrote there: 'hanji passwd --new-keys', and 'hanji recover shares' anew.  Other members: 'hanji member remove', then 'hanji member add'."),
		N_("Where the device can still be reached: 'hanji lock --destroy'."),
		N_("Keep the state of the log for later: 'hanji audit checkpoint -o FILE', to a witness or a lawyer."),
		N_("Whoever gave data to be kept has to be told, and often an authority within 72 hours: ask a lawyer today."),
	};

	emit_key(out, "next", N_("what to do next"));
	emit_list(out);
	if (x->is_member)
		emit_text(out,
		    _("A member in the hands of others: another owner does 'hanji member remove' at once, --hand-to whoever goes on."));
	for (size_t i = 0; i < HJ_LEN(steps); i++)
		emit_text(out, _(steps[i]));
	emit_end(out);
}

/* ---- the command ---- */

/* Durable before a name is on the screen. */
static int
note(struct cli *c, const struct incident *x, const struct incident_opt *o,
    struct hj_error *err)
{
	const struct hj_wait w = { .seconds = (unsigned)c->global->wait };
	struct hj_change *change = NULL;
	char detail[128];
	int rc = hj_vault_begin(c->vault, &w, &change, err);

	if (rc != HJ_OK)
		return rc;
	(void)snprintf(detail, sizeof(detail), "%s %s\nopen %s\nbeside %s",
	    x->is_member ? "member" : "device", x->id, o->open ? "yes" : "no",
	    o->beside ? "yes" : "no");
	if ((rc = hj_change_note(change, HJ_DID_INCIDENT, NULL, detail, err)) !=
	    HJ_OK) {
		hj_change_abort(change);
		return rc;
	}
	return hj_change_commit(change, err);
}

static int
say_all(struct cli *c, const struct incident *x, const struct incident_opt *o,
    struct hj_error *err)
{
	int rc;

	emit_map(c->out);
	say_what(c->out, x);
	say_held(c->out, x);
	rc = say_meaning(c, o, err);
	emit_key(c->out, "taken", N_("what was let out there"));
	if (rc == HJ_OK)
		rc = handover_taken(c, x->id, err);
	if (rc != HJ_OK)
		return rc;
	say_people(c->out, x, o->without_names);
	say_next(c->out, x);
	emit_end(c->out);
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct incident_opt *o = a->opt;
	struct incident x;
	int rc;

	incident_begin(&x, c);
	if ((rc = incident_find(&x, a->rest[0], err)) == HJ_OK &&
	    (o->dry_run || (rc = note(c, &x, o, err)) == HJ_OK) &&
	    (rc = incident_people(&x, !o->dry_run, err)) == HJ_OK)
		rc = say_all(c, &x, o, err);
	incident_end(&x);
	return rc;
}

#define AT(field) offsetof(struct incident_opt, field)

static const struct option_def options[] = {
	{ 0, "open", OPT_FLAG, AT(open), NULL, NULL,
	    N_("it was unlocked, or somebody knows the passphrase") },
	{ 0, "beside", OPT_FLAG, AT(beside), NULL, NULL,
	    N_("recovery shares or the key file lay with it") },
	{ 0, "without-names", OPT_FLAG, AT(without_names), NULL, NULL,
	    N_("no names of people or members: for a report") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("only show it: no tasks, nothing in the log") },
	{ 0 },
};

#undef AT

static const struct command_example examples[] = {
	{ "incident tester --dry-run",
	    N_("whom it puts in danger that a member was detained") },
	{ "incident tester --open",
	    N_("the same, passphrase known: makes the tasks to warn them") },
	{ "incident tester --without-names --dry-run >report.txt",
	    N_("for the report to an authority or a funder") },
	{ NULL, NULL },
};

const struct command_page incident_page = {
	.text =
	    N_("A laptop was stolen, seized or lost, or a member is detained: lists what was there\nby the log, what that means, and everybody in those case files, the most urgent\nfirst: people within reach of those who send back, helpers and sources in the field,\npeople in North Korea.  For each a task is made: who warns whom, by when, by the\nsafe way that is on file, or that one has to be found.  Run again, it makes no task\ntwice, and one for whoever was added since.\n\nA device is named by the beginning of its fingerprint, as 'hanji audit report' has\nit, a member by name or fingerprint.  What was on a device is what was in the vault\nuntil its last entry; a copy made there and never used does not stand in the log:\nsee 'hanji backup list'.  Names that are secret stay hidden here; 'hanji call' shows\nthem to who warns.\n\nThat it was done stands in the log, without names."),
	.options = options,
	.opt_size = sizeof(struct incident_opt),
	.examples = examples,
	.run = run,
};
