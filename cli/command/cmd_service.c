#include <string.h>

#include "cli/interview/careform.h"
#include "cli/pages.h"
#include "cli/screen/say.h"
#include "cli/wording/amount.h"
#include "cli/wording/fieldword.h"
#include "core/base/limits.h"
#include "core/case/tally.h"

struct service_opt {
	bool dry_run;
};

#define ALONG "service[+x].date=@today\nservice[+x].status=done"

static const struct intake_question questions[] = {
	{ .section = N_("Service"),
	    .path = "service[+x].type",
	    .asks = N_("Which kind of support?"),
	    .with = ALONG },
	INTAKE_ASK(INTAKE_FIRST_CALL, "service[+x].date", N_("On which day?"),
	    ALONG, NULL),
	INTAKE_ASK(INTAKE_FIRST_CALL, "service[+x].by", N_("Who provided it?"),
	    ALONG, NULL),
	INTAKE_ASK(INTAKE_FIRST_CALL, "service[+x].amount",
	    N_("How much, if it was money?"), ALONG, NULL),
	INTAKE_ASK(INTAKE_FIRST_CALL, "service[+x].currency",
	    N_("In which currency?"), ALONG, "service[+x].amount="),
	INTAKE_ASK(INTAKE_FIRST_CALL, "service[+x].text", N_("What exactly?"),
	    ALONG, NULL),
};

static const struct emit_column columns[] = {
	{ "id", N_("service"), false },
	{ "date", N_("date"), false },
	{ "type", N_("what"), false },
	{ "status", N_("state"), false },
	{ "by", N_("provided by"), false },
	{ "amount", N_("amount"), true },
	{ "currency", N_("currency"), false },
	{ "need", NULL, false },
	{ "person", N_("person"), false },
	{ "text", N_("text"), false },
};

/* Without its currency an amount adds up to nothing. */
static int
settle(struct careform_job *j, struct hj_error *err)
{
	bool amount = hj_node_child(j->node, "amount") != NULL;
	bool currency = hj_node_child(j->node, "currency") != NULL;

	if (amount == currency)
		return HJ_OK;
	return hj_fail(err, HJ_EINVAL,
	    "an amount and its currency go together, such as amount=300000 currency=KRW");
}

/* ---- totals ---- */

static void
total(struct cli *c, const char *key, const struct hj_decimal *d)
{
	char text[HJ_DECIMAL_TEXT];

	hj_decimal_text(d, text);
	emit_key(c->out, key, NULL);
	emit_text(c->out, text);
}

static void
json_totals(struct cli *c, const struct hj_tally *t)
{
	emit_key(c->out, "totals", NULL);
	emit_list(c->out);
	for (size_t i = 0; i < t->n; i++) {
		const struct hj_tally_line *l = &t->line[i];

		emit_map(c->out);
		emit_key(c->out, "currency", NULL);
		emit_text(c->out, *l->currency != '\0' ? l->currency : NULL);
		total(c, "given", &l->given);
		total(c, "planned", &l->planned);
		emit_key(c->out, "services", NULL);
		emit_number(c->out, (int64_t)l->services);
		emit_end(c->out);
	}
	emit_end(c->out);
}

static int
say_total(struct cli *c, const struct hj_tally_line *l,
    const struct hj_decimal *d, const char *format, struct hj_error *err)
{
	struct hj_buf amount = HJ_BUF(HJ_LINE_MAX);
	char text[HJ_DECIMAL_TEXT];
	const char *shown;
	int rc;

	hj_decimal_text(d, text);
	if ((rc = amount_show(text, &amount, err)) == HJ_OK &&
	    (rc = hj_buf_text(&amount, &shown, err)) == HJ_OK)
		emit_say(c->out, "%s: %s %s", format, shown,
		    *l->currency != '\0' ? l->currency
					 : _("(no currency given)"));
	hj_buf_clear(&amount);
	return rc;
}

static int
totals(struct cli *c, const struct hj_record *r, struct hj_error *err)
{
	struct hj_tally t;
	int rc = hj_tally_services(r, &t, err);

	if (rc == HJ_OK && emit_is_json(c->out)) {
		json_totals(c, &t);
		return HJ_OK;
	}
	for (size_t i = 0; i < t.n && rc == HJ_OK; i++) {
		const struct hj_tally_line *l = &t.line[i];

		if (l->given.whole != 0 || l->given.nano != 0)
			rc = say_total(c, l, &l->given, _("given so far"), err);
		if (rc == HJ_OK &&
		    (l->planned.whole != 0 || l->planned.nano != 0))
			rc = say_total(c, l, &l->planned, _("planned besides"),
			    err);
	}
	return rc;
}

const struct careform service_form = {
	.element = "service",
	.questions = questions,
	.nquestions = HJ_LEN(questions),
	.columns = columns,
	.ncolumns = HJ_LEN(columns),
	.one = N_("Record a service, now?"),
	.needs_person = true,
	.settle = settle,
	.also = totals,
};

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct service_opt *o = a->opt;

	return careform_run(c, a, &service_form, o->dry_run, err);
}

#define AT(field) offsetof(struct service_opt, field)

static const struct option_def options[] = {
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("read it back in words, store nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "service k7m2", N_("what was given, and the sum in each currency") },
	{ "service k7m2 cash amount=300,000 currency=KRW by=\"Hana Centre\"",
	    N_("a sum of money, given today") },
	{ "service k7m2 training date=2026-09/2026-12 status=running",
	    N_("a course that goes on") },
	{ NULL, NULL },
};

const struct command_page service_page = {
	.text =
	    N_("Shows and records the support that a person was given, with amounts, in a\nfollow-up case.  The sums are exact, each currency by itself; what was refused or\ncancelled does not count, what is planned is summed apart.\n\nWithout values it lists the services and, on a terminal, asks for one more.  FIELD\nis any field of a service: type, date, by, amount, currency, text, status, need,\nperson."),
	.options = options,
	.opt_size = sizeof(struct service_opt),
	.examples = examples,
	.run = run,
};
