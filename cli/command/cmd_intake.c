#include <string.h>
#include <time.h>

#include "cli/screen/emit.h"
#include "cli/fieldwork/intaking.h"
#include "cli/fieldwork/outgoing.h"
#include "cli/screen/outfile.h"
#include "cli/pages.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/log/log.h"
#include "core/vault/vault_member.h"

/* ---- intake key ---- */

struct key_opt {
	const char *output;
};

static int
write_card(const struct hj_keycard *k, const char *path, struct cli *c,
    struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_KEYCARD_MAX);
	int rc = hj_keycard_write(k, &b, err);

	if (rc == HJ_OK && path != NULL)
		rc = outfile_write(path, &b, err);
	else if (rc == HJ_OK)
		emit_raw(c->out, b.data, b.len);
	hj_buf_clear(&b);
	return rc;
}

static int
run_key(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct key_opt *o = a->opt;
	char digits[HJ_KEYCARD_DIGITS], key[HJ_MINISIGN_KEY];
	char recipient[HJ_AGEKEY_SHOWN];
	struct hj_keycard k;
	int rc;

	if (o->output != NULL && (rc = outfile_vacant(o->output, err)) != HJ_OK)
		return rc;
	if ((rc = intaking_own_card(c, a->rest[0], &k, err)) != HJ_OK)
		return rc;
	hj_keycard_digits(&k, digits);
	hj_agekey_say(k.recipient, recipient);
	hj_minisign_key_say(&k.key, key);
	if (emit_is_json(c->out)) {
		emit_map(c->out);
		intaking_emit_card(c, &k);
		emit_key(c->out, "recipient", NULL);
		emit_text(c->out, recipient);
		emit_key(c->out, "minisign", NULL);
		emit_text(c->out, key);
		emit_end(c->out);
	}
	if ((rc = write_card(&k, o->output, c, err)) == HJ_OK)
		ui_say(c->ui, _("Number to compare, aloud or on paper: %s"),
		    digits);
	return rc;
}

#define AT(field) offsetof(struct key_opt, field)

static const struct option_def key_options[] = {
	{ 'o', "output", OPT_FILE, AT(output), "FILE", NULL,
	    N_("write it into a new file") },
	{ 0 },
};

#undef AT

static const struct command_example key_examples[] = {
	{ "intake key 'Seoul office' -o seoul.keys",
	    N_("at headquarters: for whoever leaves for the field") },
	{ NULL, NULL },
};

const struct command_page intake_key_page = {
	.text =
	    N_("At headquarters: writes the keys of this member for whoever leaves for the field,\nwho gives the file to 'hanji intake start'.  What is taken in there is then sealed\nto this member, who alone imports it and signs the receipt.  There is nothing\nsecret in the file, but it could be another's: both compare the number of thirty\ndigits, aloud or on paper."),
	.options = key_options,
	.opt_size = sizeof(struct key_opt),
	.examples = key_examples,
	.run = run_key,
};

/* ---- intake start ---- */

struct start_opt {
	const char *to, *digits;
	uint64_t seconds;
	bool all, anew, dry_run;
};

static int
read_card(const char *path, struct hj_keycard *ret, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_MINISIGN_MAX);
	int rc = outfile_read(path, &b, err);

	if (rc == HJ_OK || rc == HJ_ELIMIT)
		rc = hj_keycard_parse((const char *)b.data, b.len, ret, err);
	hj_buf_clear(&b);
	return rc == HJ_OK ? rc : hj_while(err, "'%s'", path);
}

/* Somebody else's keys would open everything that is taken in. */
static int
compare(struct cli *c, const struct hj_keycard *k, const struct start_opt *o,
    struct hj_error *err)
{
	char digits[HJ_KEYCARD_DIGITS];
	bool agreed = false;

	if (o->digits != NULL)
		return hj_keycard_is(k, o->digits)
		    ? HJ_OK
		    : hj_fail(err, HJ_EREFUSED,
			  "these are not the keys of whoever read out that number: ask headquarters for the file again");
	if (!ui_is_terminal(c->ui))
		return hj_fail(err, HJ_EINVAL,
		    "compare the number with headquarters, and give theirs with --number DIGITS");
	hj_keycard_digits(k, digits);
	ui_say(c->ui, _("Keys of '%s', number to compare: %s"), k->name,
	    digits);
	if (ui_ask(c->ui,
		_("Did headquarters read out the same number, or give it on paper?"),
		&agreed, err) != HJ_OK)
		return (int)err->code;
	return agreed ? HJ_OK
		      : hj_fail(err, HJ_EINTERRUPTED,
			    "nothing was begun: compare the number first");
}

/* Case files that wait for another one are not forgotten by accident. */
static int
check_before(struct cli *c, const struct start_opt *o, struct hj_trip *t,
    uint64_t *from, struct hj_error *err)
{
	struct fieldwork w = FIELDWORK;
	bool there = false;
	int rc;

	if ((rc = hj_vault_trip(c->vault, t, &there, err)) == HJ_OK &&
	    (rc = fieldwork_now(c, from, err)) == HJ_OK && there &&
	    (rc = fieldwork_gather(c, t->from, &w, err)) == HJ_OK &&
	    fieldwork_count(&w) != 0) {
		if (!o->anew)
			rc = hj_fail(err, HJ_EEXISTS,
			    "case files wait to be delivered to '%s': deliver them first, or give --anew, and all of them go to the new headquarters",
			    t->to.name);
		*from = t->from;
	}
	if (o->all)
		*from = 0;
	fieldwork_clear(&w);
	hj_trip_clear(t);
	return rc;
}

static int
check_self(struct cli *c, const struct hj_keycard *k, struct hj_error *err)
{
	struct hj_keycard own;

	if (intaking_own_card(c, k->name, &own, err) != HJ_OK)
		return (int)err->code;
	if (memcmp(own.recipient, k->recipient, sizeof(own.recipient)) == 0)
		return hj_fail(err, HJ_EREFUSED,
		    "these are this vault's own keys: the file is made with 'hanji intake key' at headquarters");
	/* Erasing needs the keys of all. */
	return hj_vault_teams(c->vault) == hj_vault_all_teams(c->vault)
	    ? HJ_OK
	    : hj_fail(err, HJ_EAUTH,
		  "only who is in all teams of this vault can erase afterwards what was delivered: ask an owner");
}

static void
say_trip(struct cli *c, const struct hj_trip *t)
{
	emit_map(c->out);
	intaking_emit_card(c, &t->to);
	emit_key(c->out, "since", _("since"));
	emit_time(c->out, t->since);
	if (t->until != 0 || emit_is_json(c->out)) {
		emit_key(c->out, "until", _("until"));
		if (t->until != 0)
			emit_time(c->out, t->until);
		else
			emit_none(c->out);
	}
}

static int
run_start(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct start_opt *o = a->opt;
	struct hj_trip t = HJ_TRIP;
	struct hj_keycard k;
	uint64_t from = 0;
	int rc;

	if (o->to == NULL)
		return cli_usage(err,
		    "say for whom: --to FILE, which 'hanji intake key' made at headquarters");
	if ((rc = read_card(o->to, &k, err)) != HJ_OK ||
	    (rc = check_self(c, &k, err)) != HJ_OK ||
	    (rc = check_before(c, o, &t, &from, err)) != HJ_OK ||
	    (rc = compare(c, &k, o, err)) != HJ_OK)
		return rc;
	t.to = k;
	t.from = from;
	t.since = (int64_t)time(NULL);
	t.until = o->seconds != 0 ? t.since + (int64_t)o->seconds : 0;
	if (!o->dry_run)
		rc = intaking_save(c, &t, HJ_DID_INTAKE, NULL, err);
	if (rc == HJ_OK) {
		say_trip(c, &t);
		emit_end(c->out);
	}
	if (rc == HJ_OK && !o->dry_run)
		outgoing_sweep(c, &t);
	hj_trip_clear(&t);
	return rc;
}

#define AT(field) offsetof(struct start_opt, field)

static const struct option_def start_options[] = {
	{ 0, "to", OPT_FILE, AT(to), "FILE", NULL,
	    N_("the keys of the headquarters, from 'hanji intake key' there") },
	{ 0, "number", OPT_TEXT, AT(digits), "DIGITS", NULL,
	    N_("the number that headquarters read out; else it is asked") },
	{ 0, "for", OPT_TIME, AT(seconds), "TIME", NULL,
	    N_("how long it is to last, 8h or 90m; later you are reminded") },
	{ 0, "all", OPT_FLAG, AT(all), NULL, NULL,
	    N_("also what is in the vault already") },
	{ 0, "anew", OPT_FLAG, AT(anew), NULL, NULL,
	    N_("for another headquarters than before; nothing is lost") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("only compare; nothing is begun") },
	{ 0 },
};

#undef AT

static const struct command_example start_examples[] = {
	{ "intake start --to seoul.keys --for 8h",
	    N_("before leaving: the number is compared") },
	{ "intake start --to seoul.keys --all",
	    N_("what is here already goes to headquarters, too") },
	{ NULL, NULL },
};

const struct command_page intake_start_page = {
	.text =
	    N_("For work where a computer may be taken away: from now on every case file and\npetition that is added or changed here is meant for a headquarters.  'hanji intake\nclose' seals them to its key, 'hanji intake deliver' writes the sealed package\nonto a stick, and erases them here once the headquarters signed that they arrived.\n\nUntil then they are in this vault like any other, and whoever opens it reads them:\nnothing is hidden.  Best is a vault made for the journey ('hanji init'), with only\nwhat is needed in it."),
	.options = start_options,
	.opt_size = sizeof(struct start_opt),
	.examples = start_examples,
	.run = run_start,
};

/* ---- intake status ---- */

static const struct emit_column columns[] = {
	{ "package", N_("package"), false },
	{ "revisions", N_("revisions"), true },
	{ "sealed", N_("sealed (UTC)"), false },
	{ "written", N_("written (UTC)"), false },
	{ "received", N_("received (UTC)"), false },
};

static void
moment(struct cli *c, const char *key, int64_t time)
{
	emit_key(c->out, key, NULL);
	if (time != 0)
		emit_time(c->out, time);
	else
		emit_none(c->out);
}

static void
say_packages(struct cli *c, const struct hj_trip *t)
{
	if (t->npackages == 0 && !emit_is_json(c->out))
		return;
	emit_key(c->out, "packages", _("packages"));
	emit_table(c->out, columns, HJ_LEN(columns));
	for (size_t i = 0; i < t->npackages; i++) {
		const struct hj_trip_package *p = &t->package[i];

		emit_map(c->out);
		intaking_emit_hash(c, "package", NULL, p->package);
		emit_key(c->out, "revisions", NULL);
		emit_number(c->out, (int64_t)p->n);
		moment(c, "sealed", p->closed);
		moment(c, "written", p->written);
		moment(c, "received", p->received);
		emit_end(c->out);
	}
	emit_end(c->out);
}

static int
run_status(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct fieldwork w = FIELDWORK;
	struct hj_trip t = HJ_TRIP;
	const struct hj_trip_package *p;
	int rc;

	(void)a;
	if ((rc = intaking_load(c, &t, err)) == HJ_OK &&
	    (rc = fieldwork_gather(c, t.from, &w, err)) == HJ_OK) {
		p = intaking_waiting(&t);
		say_trip(c, &t);
		emit_key(c->out, "cases", _("case files taken in"));
		emit_number(c->out, (int64_t)fieldwork_count(&w));
		emit_key(c->out, "unsealed", _("of these not sealed yet"));
		emit_number(c->out,
		    (int64_t)(p != NULL ? fieldwork_beyond(&w, &t, p)
					: fieldwork_count(&w)));
		emit_key(c->out, "drafts", _("drafts"));
		emit_number(c->out, (int64_t)w.drafts);
		say_packages(c, &t);
		emit_end(c->out);
		intaking_remind(c, &t);
	}
	fieldwork_clear(&w);
	hj_trip_clear(&t);
	return rc;
}

static const struct command_example status_examples[] = {
	{ "intake status", N_("for whom, and what has not gone yet") },
	{ NULL, NULL },
};

const struct command_page intake_status_page = {
	.text =
	    N_("Shows for which headquarters case files are taken in, since when, what of them is\nnot sealed yet, and what was sealed, written and received."),
	.examples = status_examples,
	.run = run_status,
};
