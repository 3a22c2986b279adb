#include <string.h>

#include "cli/argument/personarg.h"
#include "cli/leaving/ledger.h"
#include "cli/pages.h"
#include "cli/petition/holding.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/span.h"
#include "core/log/log.h"

static const char *const languages[] = { "en", "ko", NULL };

struct letter_opt {
	const char *to, *language, *from, *output;
};

struct writing {
	struct cli *c;
	const struct letter_opt *o;
	struct casefile f;
	struct holding h;
	const char *person;
	struct hj_buf text;
};

static int
build(struct writing *w, bool korean, struct hj_error *err)
{
	char today[SPAN_TEXT];
	struct hj_letter l = { .korean = korean,
		.today = today,
		.withdrawn = w->h.withdrawn,
		.from = w->o->from,
		.items = holding_item(&w->h, 0),
		.nitems = w->h.n };

	span_today(today);
	if (hj_buf_text(&w->h.holder, &l.recipient, err) != HJ_OK ||
	    (w->h.name.len != 0 &&
		hj_buf_text(&w->h.name, &l.name, err) != HJ_OK))
		return (int)err->code;
	return hj_letter_build(&l, &w->text, err);
}

/* A letter is a disclosure like any other. */
static int
leave(struct writing *w, struct hj_error *err)
{
	struct leaving_to to = { .action = HJ_DID_LETTER,
		.scope = w->h.scope,
		.purpose = "withdrawal" };
	const char *id = holding_petition(&w->h, 0);
	struct hj_id petition;
	struct hj_error ignored = HJ_ERROR;
	struct leaving l;
	int rc;

	if (hj_buf_text(&w->h.holder, &to.recipient, err) != HJ_OK)
		return (int)err->code;
	/* So that it is known that the entry says who is named. */
	if (hj_id_parse(id, strlen(id), &petition, &ignored) == HJ_OK)
		to.petition = &petition;
	rc = leaving_begin(w->c, w->o->output, &l, err);
	if (rc == HJ_OK &&
	    (rc = leaving_case(&l, &w->f.row.id, err)) == HJ_OK &&
	    (w->h.name.len == 0 ||
		(rc = leaving_named(&l, &w->f.row.id, w->person, err)) ==
		    HJ_OK) &&
	    (rc = leaving_write(&l, w->text.data, w->text.len, err)) == HJ_OK)
		rc = leaving_finish(&l, &to, err);
	leaving_drop(&l);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct writing w = { .c = c,
		.o = a->opt,
		.f = CASEFILE,
		.text = HJ_BUF(HJ_TEXT_MAX) };
	struct hj_node *person = NULL;
	bool korean = w.o->language != NULL ? strcmp(w.o->language, "ko") == 0
					    : c->korean;
	int rc;

	if ((rc = casefile_load(c, a->rest[0], NULL, &w.f, err)) == HJ_OK &&
	    (rc = personarg_find(w.f.record, a->rest[1], &person, err)) ==
		HJ_OK) {
		w.person = hj_node_attr(person, "id");
		if ((rc = holding_find(c, &w.f, w.person, w.o->to, korean, &w.h,
			 err)) == HJ_OK &&
		    (rc = build(&w, korean, err)) == HJ_OK &&
		    (rc = leave(&w, err)) == HJ_OK && w.h.name.len == 0)
			ui_say(c->ui, "%s",
			    _("The letter names nobody: it could not be read in what they got how the name stands there."));
	}
	holding_clear(&w.h);
	casefile_clear(&w.f);
	hj_buf_clear(&w.text);
	return rc;
}

#define AT(field) offsetof(struct letter_opt, field)

static const struct option_def options[] = {
	{ 't', "to", OPT_TEXT, AT(to), "RECIPIENT", NULL,
	    N_("to whom, as 'hanji disclosures' has it, or wgad, hrc ...") },
	{ 0, "language", OPT_CHOICE, AT(language), "LANG", languages,
	    N_("of the letter: en or ko") },
	{ 'f', "from", OPT_TEXT, AT(from), "TEXT", NULL,
	    N_("who signs; else a line to sign on") },
	{ 'o', "output", OPT_FILE, AT(output), "FILE", NULL,
	    N_("where to; else standard output") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "letter k7m2",
	    N_("to the only one who holds the name, on the screen") },
	{ "letter k7m2 garam --to \"Invented Aid\" -o letter.txt",
	    N_("to one of several, about one person of the case") },
	{ "letter k7m2 --to hrc --language ko",
	    N_("in Korean, to the mechanism that was petitioned") },
	{ NULL, NULL },
};

const struct command_page letter_page = {
	.text =
	    N_("Drafts the letter to somebody who holds a name that was withdrawn: what they got,\nwhen, under which number and with which fingerprint, and that the name be taken\nout, there and wherever they passed it on.  It names the person only as the\ndocument does that they have; where that cannot be read, it names nobody.\n\nOne letter goes to one recipient.  That it was written is kept in the log like any\nother document that leaves; 'hanji disclosures' shows it.  The tasks that a\nwithdrawal left are done with 'hanji done'."),
	.options = options,
	.opt_size = sizeof(struct letter_opt),
	.examples = examples,
	.run = run,
};
