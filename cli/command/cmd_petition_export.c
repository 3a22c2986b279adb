#include <string.h>
#include <time.h>

#include "cli/leaving/disclosed.h"
#include "cli/leaving/exposure.h"
#include "cli/leaving/ledger.h"
#include "cli/leaving/rendering.h"
#include "cli/leaving/sealed.h"
#include "cli/pages.h"
#include "cli/petition/finaltext.h"
#include "cli/petition/gapview.h"
#include "cli/petition/petitionbag.h"
#include "cli/petition/petitiondoc.h"
#include "cli/petition/petitionfile.h"
#include "cli/petition/wordlimit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/span.h"
#include "core/log/log.h"

static const char *const formats[] = { "html", "pdf", "odt", "docx", "txt",
	"xml", "bag", NULL };

struct petition_export_opt {
	const char *format;
	const char *output;
	struct opt_each to;
	struct opt_each accept;
	struct sealing_opt seal;
	bool force;
	struct opt_each attach, as_is;
	bool proofs;
};

struct making {
	const struct petition_export_opt *o;
	const char *recipient; /* who gets it, or a key; NULL: not said */
	struct sealing_opt seal;
	struct petition p;
	int32_t today;
	struct hj_buf page, document;
	struct hj_buf accepted;
	bool text; /* the document can be read as it is */
	bool is_bag;
	struct petitionbag_wish wish;
	struct petitionbag bag;
	struct hj_annex_facts facts;
};

/* Packed when it leaves: the signature says for whom. */
static int
make_bag(struct cli *c, struct making *m, struct hj_error *err)
{
	int rc;

	m->wish = (struct petitionbag_wish){ .p = &m->p,
		.today = m->today,
		.recipient = m->recipient,
		.attach = &m->o->attach,
		.as_is = &m->o->as_is,
		.proofs = m->o->proofs,
		.log = &m->accepted };
	rc = petitionbag_make(c, &m->wish, &m->bag, err);
	m->facts = m->bag.facts;
	return rc;
}

/* As XML, or by way of a page in any of the formats of pages. */
static int
make(struct cli *c, struct making *m, struct hj_error *err)
{
	const struct hj_page_format *format =
	    hj_page_format_by_word(m->o->format);
	const struct hj_mechanism *form = m->p.form;

	if (*form->template == '\0')
		return hj_fail(err, HJ_EINVAL,
		    "there is no form for %s: the petition is only kept as filed, and no document is written of it",
		    form->code);
	if (m->is_bag)
		return make_bag(c, m, err);
	m->text = format == NULL || format->text;
	if (format == NULL)
		return petitiondoc_xml(&m->p, m->today, &m->document, &m->facts,
		    err);
	if (petitiondoc_page(&m->p, m->today, &m->page, &m->facts, err) !=
	    HJ_OK)
		return (int)err->code;
	return rendering_page(format, &m->page, &m->document, err);
}

/* What has no form has no rules either, and says so itself. */
static int
may_leave(struct cli *c, struct making *m, struct hj_error *err)
{
	return *m->p.form->template == '\0'
	    ? HJ_OK
	    : gapview_gate(c, &m->p, m->o->force, &m->accepted, err);
}

/*
 * What is checked is the file that leaves, read back as the one who gets it
 * reads it, with all that it says of itself; and the page that it was made of,
 * where no narrow column divides a name.
 */
static int
read_back(struct making *m, struct hj_buf *text, struct finalfacts *facts,
    struct hj_error *err)
{
	const struct hj_buf *page = m->text ? &m->document : &m->page;

	if (m->is_bag) {
		*facts = m->bag.final;
		return hj_buf_add(text, m->bag.in.text.data, m->bag.in.text.len,
		    err);
	}
	if (hj_page_format_by_word(m->o->format) != NULL &&
	    (finaltext_read(&m->document, text, facts, err) != HJ_OK ||
		hj_buf_putc(text, '\n', err) != HJ_OK))
		return (int)err->code;
	return hj_expose_plain((const char *)page->data, page->len, text, err);
}

static int
expose(struct cli *c, struct making *m, struct hj_error *err)
{
	struct finalfacts facts = { .words = 0 };
	struct hj_buf text = HJ_BUF(4 * HJ_TEXT_MAX);
	const struct exposing x = { .p = &m->p,
		.today = m->today,
		.facts = &facts,
		.accept = &m->o->accept,
		.log = &m->accepted };
	struct wordlimit w = { .code = m->p.form->code,
		.force = m->o->force && c->global->reason != NULL,
		.log = &m->accepted };
	int rc = read_back(m, &text, &facts, err);

	w.words = facts.words;
	if (rc == HJ_OK && (rc = wordlimit_ask(c, &w, err)) == HJ_OK)
		rc = exposure_ask(c, &x, &text, err);
	hj_buf_clear(&text);
	return rc;
}

/* --to names who gets it, and gives keys to seal it to. */
static void
part_recipients(struct making *m)
{
	const struct opt_each *to = &m->o->to;

	m->seal = m->o->seal;
	for (size_t i = 0; i < to->n; i++)
		if (strncmp(to->v[i], "age1", 4) == 0)
			m->seal.to.v[m->seal.to.n++] = to->v[i];
		else
			m->recipient = to->v[i];
	if (m->recipient == NULL && m->seal.to.n != 0)
		m->recipient = m->seal.to.v[0];
}

static int
leave(struct cli *c, struct making *m, struct hj_error *err)
{
	const struct leaving_to to = { .action = HJ_DID_PETITION,
		.scope = m->p.form->scope,
		.recipient = m->recipient,
		.purpose = m->p.form->word,
		.petition = &m->p.file.row.id,
		.accepted = &m->accepted };
	struct leaving l;
	char name[16];
	int rc = leaving_begin(c, m->o->output, &l, err);

	(void)snprintf(name, sizeof(name), "x.%s", m->o->format);
	m->seal.apart = m->facts.withheld + m->facts.further != 0;
	if (rc == HJ_OK &&
	    (rc = leaving_seal(&l, &m->seal, false, err)) == HJ_OK &&
	    (!m->is_bag ||
		(rc = petitionbag_pack(&m->bag, &l, &m->document, err)) ==
		    HJ_OK) &&
	    (rc = leaving_write(&l, m->document.data, m->document.len, err)) ==
		HJ_OK &&
	    (rc = disclosed_tell(&m->p, m->today, &l, err)) == HJ_OK &&
	    (rc = petitionfile_exported(c, &m->p.file, petitionfile_media(name),
		 &m->document, err)) == HJ_OK)
		rc = leaving_finish(&l, &to, err);
	leaving_drop(&l);
	return rc;
}

static int
check(struct making *m, struct hj_error *err)
{
	const struct petition_export_opt *o = m->o;

	if (o->format == NULL)
		return cli_usage(err,
		    "say which format: --format html, pdf, odt, docx, txt, xml or bag");
	m->is_bag = strcmp(o->format, "bag") == 0;
	if (m->is_bag)
		m->document = HJ_BUF(PETITIONFILE_MAX);
	else if (o->proofs || o->attach.n != 0 || o->as_is.n != 0)
		return cli_usage(err,
		    "attachments and proofs leave in a package: give --format bag");
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct making m = { .o = a->opt,
		.p = { .file = CASEFILE },
		.today = (int32_t)(time(NULL) / 86400),
		.page = HJ_BUF(HJ_TEXT_MAX),
		.document = HJ_BUF(HJ_TEXT_MAX),
		.accepted = HJ_BUF(HJ_DETAIL_MAX) };
	int rc;

	part_recipients(&m);
	if ((rc = check(&m, err)) != HJ_OK)
		return rc;
	if ((rc = petition_load(c, a->rest[0], &m.p, err)) != HJ_OK)
		goto out;
	if (m.recipient != NULL)
		petition_for(&m.p, m.recipient);
	if ((rc = may_leave(c, &m, err)) == HJ_OK &&
	    (rc = make(c, &m, err)) == HJ_OK &&
	    (rc = expose(c, &m, err)) == HJ_OK &&
	    (rc = leave(c, &m, err)) == HJ_OK)
		ui_say(c->ui,
		    petition_is_draft(&m.p)
			? _("%zu named, %zu without a name, %zu as a number; a draft")
			: _("%zu named, %zu without a name, %zu as a number"),
		    m.facts.disclosed, m.facts.withheld, m.facts.further);
out:
	petitionbag_clear(&m.bag);
	petition_clear(&m.p);
	hj_buf_clear(&m.page);
	hj_buf_clear(&m.document);
	hj_buf_clear(&m.accepted);
	return rc;
}

#define AT(field) offsetof(struct petition_export_opt, field)

static const struct option_def options[] = {
	{ 'f', "format", OPT_CHOICE, AT(format), "FORMAT", formats,
	    N_("html, self-contained; pdf; odt or docx, to edit; txt; xml, for style sheets; or bag, a signed package") },
	{ 'o', "output", OPT_FILE, AT(output), "FILE", NULL,
	    N_("where to; else standard output") },
	{ 'r', "to", OPT_EACH, AT(to), "RECIPIENT", NULL,
	    N_("who gets it, kept in the log; and an age key to seal it to") },
	SEALING_PASSPHRASE(struct petition_export_opt),
	SEALING_ARMOR(struct petition_export_opt),
	SEALING_SIGN(struct petition_export_opt),
	EXPOSURE_ACCEPT(AT(accept)),
	{ 0, "attach", OPT_EACH, AT(attach), "CASE/EVIDENCE", NULL,
	    N_("in a package: a clean copy of this attachment; may be given again") },
	ENCLOSING_AS_IT_IS(AT(as_is)),
	{ 0, "proofs", OPT_FLAG, AT(proofs), NULL, NULL,
	    N_("in a package: the case files whole, with proofs; everybody in them must have agreed") },
	{ 'F', "force", OPT_FLAG, AT(force), NULL, NULL,
	    N_("though it is not complete; with --reason, kept in the log") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "petition export q4d9 --format html -o annex.html",
	    N_("a page that opens in any browser and loads nothing") },
	{ "petition export q4d9 --format pdf --to age1... -o annex.age",
	    N_("sealed: only who has that key reads it") },
	{ "petition export q4d9 --format bag --attach k7m2/e3q9zt --to age1... -o petition.age",
	    N_("a signed package with a clean copy of a photograph") },
	{ NULL, NULL },
};

const struct command_page petition_export_page = {
	.text =
	    N_("Writes the document of a petition, when nothing blocks it ('hanji petition\ncheck'), or with --force --reason TEXT though it is not complete.  Only those\nwhose recorded consent covers the mechanism are named, and this cannot be\nforced; a consent that names who may have it counts for them only (--to, else the\nmechanism).  Free text is printed only where it is public.  Every page says that\nit is a draft, until 'hanji petition status PETITION ready' says otherwise.\n\nBefore anything is written the finished file is read back, with what it says of\nitself, and searched for everybody else in the vault: names as they are written\nand as they sound in any script, telephone numbers, numbers of documents, staff,\ninternal numbers, small places, and details that only few persons share.\nEach such place is told, and nothing is written until somebody accepts it by\n--accept, or at the terminal, and says why.  The name of a person in these cases\nwho did not agree cannot be accepted.\n\nIn html the journey of each named person is drawn as well, with what is\nuncertain in it, beside a table of the same facts.\n\nA package (--format bag) is one tar file that the member signs: the document as\nhtml, pdf, docx and xml, the attachments that --attach names, as copies in which\nnothing is but what they show, and with --proofs the case files themselves.  What\ncannot be cleaned is refused, unless --as-it-is says why it may leave.  The same\npetition on the same day gives the same bytes; 'hanji verify' and stock tools\ncheck it."),
	.options = options,
	.opt_size = sizeof(struct petition_export_opt),
	.examples = examples,
	.run = run,
};
