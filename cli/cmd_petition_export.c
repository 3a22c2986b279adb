#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/disclosed.h"
#include "cli/exposure.h"
#include "cli/installed.h"
#include "cli/ledger.h"
#include "cli/outfile.h"
#include "cli/pages.h"
#include "cli/petition.h"
#include "cli/petitionfile.h"
#include "cli/process.h"
#include "cli/say.h"
#include "cli/span.h"
#include "cli/ui.h"
#include "core/log.h"
#include "export/document.h"

static const char *const formats[] = { "html", "txt", NULL };

struct petition_export_opt {
	const char *format;
	const char *output;
	const char *recipient;
	struct opt_each accept;
};

struct making {
	const struct petition_export_opt *o;
	struct petition p;
	int32_t today;
	struct hj_buf xml, style, document;
	struct hj_buf accepted;
	struct hj_annex_facts facts;
};

static int
build(struct making *m, struct hj_error *err)
{
	const struct hj_node *root = hj_record_root(m->p.file.record);
	const char *title = hj_node_value(root, "title");
	const char *lang = hj_node_value(root, "language");
	/* In the language of the document, not of the person. */
	bool korean = lang != NULL && strcmp(lang, "ko") == 0;
	char date[SPAN_TEXT];
	const struct hj_annex a = {
		.title = title != NULL ? title
		    : korean           ? "피해자 명단"
				       : "Annex of victims",
		.lang = korean ? "ko" : "en",
		.scope = m->p.form->scope,
		.date = date,
		.today = m->today,
		.victims = m->p.victims,
		.nvictims = m->p.nvictims,
	};

	span_today(date);
	return hj_annex_build(&a, &m->xml, &m->facts, err);
}

/* Before anything is made: a petition may have no document at all. */
static int
find_style(const struct making *m, char style[static PATH_MAX],
    struct hj_error *err)
{
	const struct hj_mechanism *form = m->p.form;
	struct hj_error ignored = HJ_ERROR;
	char name[64];

	if (*form->template == '\0')
		return hj_fail(err, HJ_EINVAL,
		    "there is no form for %s: the petition is only kept as filed, and no document is written of it",
		    form->code);
	(void)snprintf(name, sizeof(name), "templates/%s.%s.xsl",
	    form->template, m->o->format);
	if (installed_data(name, style, &ignored) != HJ_OK)
		return hj_fail(err, HJ_EINVAL,
		    "there is no style sheet for %s as %s in this hanji: nothing was written",
		    form->word, m->o->format);
	return HJ_OK;
}

static bool
stop(void *to)
{
	(void)to;
	return process_interrupted();
}

static int
render(struct making *m, struct hj_error *err)
{
	char program[PATH_MAX], style[PATH_MAX];
	struct hj_document d = { .program = program, .stop = stop };

	if (installed_program("hanji-render", program, err) != HJ_OK ||
	    find_style(m, style, err) != HJ_OK ||
	    outfile_read(style, &m->style, err) != HJ_OK)
		return (int)err->code;
	d.style = m->style.data;
	d.style_len = m->style.len;
	d.xml = m->xml.data;
	d.xml_len = m->xml.len;
	return hj_document_render(&d, &m->document, err);
}

/* The text that is checked is the text that leaves. */
static int
expose(struct cli *c, struct making *m, struct hj_error *err)
{
	const struct exposing x = { .p = &m->p,
		.today = m->today,
		.accept = &m->o->accept,
		.log = &m->accepted };

	return exposure_ask(c, &x, &m->document, err);
}

static int
leave(struct cli *c, struct making *m, struct hj_error *err)
{
	const struct leaving_to to = { .action = HJ_DID_PETITION,
		.scope = m->p.form->scope,
		.recipient = m->o->recipient,
		.purpose = m->p.form->word,
		.petition = &m->p.file.row.id,
		.accepted = &m->accepted };
	const struct disclosed_by by = { m->today, m->o->recipient };
	struct leaving l;
	char name[16];
	int rc = leaving_begin(c, m->o->output, &l, err);

	(void)snprintf(name, sizeof(name), "x.%s", m->o->format);
	if (rc == HJ_OK &&
	    (rc = leaving_write(&l, m->document.data, m->document.len, err)) ==
		HJ_OK &&
	    (rc = disclosed_tell(&m->p, &by, &l, err)) == HJ_OK &&
	    (rc = petitionfile_exported(c, &m->p.file, petitionfile_media(name),
		 &m->document, err)) == HJ_OK)
		rc = leaving_finish(&l, &to, err);
	leaving_drop(&l);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct making m = { .o = a->opt,
		.p = { .file = CASEFILE },
		.today = (int32_t)(time(NULL) / 86400),
		.xml = HJ_BUF(HJ_TEXT_MAX),
		.style = HJ_BUF(HJ_TEXT_MAX),
		.document = HJ_BUF(HJ_TEXT_MAX),
		.accepted = HJ_BUF(HJ_DETAIL_MAX) };
	int rc;

	if (m.o->format == NULL)
		return cli_usage(err,
		    "say which format: --format html or --format txt");
	if ((rc = petition_load(c, a->rest[0], &m.p, err)) == HJ_OK &&
	    (rc = build(&m, err)) == HJ_OK && (rc = render(&m, err)) == HJ_OK &&
	    (rc = expose(c, &m, err)) == HJ_OK &&
	    (rc = leave(c, &m, err)) == HJ_OK)
		ui_say(c->ui,
		    _("%zu named, %zu without a name, %zu as a number; a draft"),
		    m.facts.disclosed, m.facts.withheld, m.facts.further);
	petition_clear(&m.p);
	hj_buf_clear(&m.xml);
	hj_buf_clear(&m.style);
	hj_buf_clear(&m.document);
	hj_buf_clear(&m.accepted);
	return rc;
}

#define AT(field) offsetof(struct petition_export_opt, field)

static const struct option_def options[] = {
	{ 'f', "format", OPT_CHOICE, AT(format), "FORMAT", formats,
	    N_("html, self-contained; or txt") },
	{ 'o', "output", OPT_FILE, AT(output), "FILE", NULL,
	    N_("where to; else standard output") },
	{ 'r', "to", OPT_TEXT, AT(recipient), "RECIPIENT", NULL,
	    N_("who gets it; kept in the log") },
	EXPOSURE_ACCEPT(AT(accept)),
	{ 0 },
};

static const struct command_example examples[] = {
	{ "petition export q4d9 --format html -o annex.html",
	    N_("a page that opens in any browser and loads nothing") },
	{ NULL, NULL },
};

const struct command_page petition_export_page = {
	.text =
	    N_("Writes the document of a petition.  Only those whose recorded consent covers\nthe mechanism are named, and this cannot be forced; free text is printed only\nwhere it is public.  Every page says that it is a draft.\n\nBefore anything is written the finished text is searched for everybody else in\nthe vault: names as they are written and as they sound in any script, telephone\nnumbers, numbers of documents, staff, internal numbers, small places, and details\nthat only few persons share.  Each such place is told, and nothing is written\nuntil somebody accepts it by --accept, or at the terminal, and says why.  The\nname of a person in these cases who did not agree cannot be accepted.\n\nIn html the journey of each named person is drawn as well, with what is\nuncertain in it, beside a table of the same facts."),
	.options = options,
	.opt_size = sizeof(struct petition_export_opt),
	.examples = examples,
	.run = run,
};
