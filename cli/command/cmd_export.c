#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/casefile/casefile.h"
#include "cli/leaving/anonymous.h"
#include "cli/leaving/enclosing.h"
#include "cli/leaving/exchanging.h"
#include "cli/leaving/exportcheck.h"
#include "cli/leaving/ledger.h"
#include "cli/leaving/obituary.h"
#include "cli/leaving/packing.h"
#include "cli/leaving/releasing.h"
#include "cli/leaving/sealed.h"
#include "cli/leaving/subject.h"
#include "cli/leaving/withholding.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/log/log.h"
#include "core/vocab/vocab.h"
#include "export/bag/xml.h"

static const char *const formats[] = { "xml", "bag", "html", "pdf", "odt",
	"docx", "txt", NULL };
static const char *const languages[] = { "en", "ko", NULL };
static const char *const kinds[] = { "none", "clean", "exact", NULL };

struct exporting {
	struct cli *c;
	const struct export_opt *o;
	struct leaving out;
	struct hj_xml xml;
	struct packing bag; /* in place of it, with --format bag */
	struct enclosing enclose; /* its attachments */
	struct releasing release;
	struct withholding withhold;
	struct obituary obituary;
	bool judging; /* the first of two rounds: nothing is written */
};

/* May the whole file leave for this scope?  Says why not. */
static int
judge(struct exporting *x, const struct hj_row *row,
    const struct hj_revision *rev, struct hj_error *err)
{
	struct hj_record *r = NULL;
	int rc = hj_codec_decode(rev->bytes.data, rev->bytes.len, &r, err);

	if (rc == HJ_OK)
		rc = releasing_judge(&x->release, &row->id, r, err);
	hj_record_free(r);
	return rc;
}

static bool
is_bag(const struct exporting *x)
{
	return x->o->format != NULL && strcmp(x->o->format, "bag") == 0;
}

static bool
encloses(const struct export_opt *o)
{
	if (o->attachments == NULL)
		return exportcheck_is_own(o);
	return strcmp(o->attachments, "none") != 0;
}

static int
pack(struct exporting *x, const struct hj_row *row,
    const struct hj_revision *rev, struct hj_error *err)
{
	struct casefile f = { .row = *row };
	int rc = packing_case(&x->bag, exportcheck_is_own(x->o) ? row : NULL,
	    rev, err);

	if (rc == HJ_OK && encloses(x->o) &&
	    (rc = hj_codec_decode(rev->bytes.data, rev->bytes.len, &f.record,
		 err)) == HJ_OK)
		rc = enclosing_all(&x->enclose, &f, &x->bag.bag, err);
	hj_record_free(f.record);
	return rc;
}

static int
one(void *to, const struct hj_row *row, struct hj_error *err)
{
	struct exporting *x = to;
	struct hj_revision rev = { .number = 0 };
	int rc;

	if ((rc = hj_vault_get(x->c->vault, row, 0, &rev, err)) == HJ_OK &&
	    withholding_is_wanted(&x->withhold))
		rc =
		    withholding_apply(&x->withhold, row, &rev, x->judging, err);
	if (rc == HJ_OK && x->judging && !exportcheck_is_own(x->o))
		rc = judge(x, row, &rev, err);
	else if (rc == HJ_OK && !x->judging &&
	    (rc = is_bag(x)
		    ? pack(x, row, &rev, err)
		    : exchanging_put(x->c, &x->xml, row, &rev, err)) == HJ_OK)
		rc = leaving_case(&x->out, &row->id, err);
	if (rc == HJ_OK && !x->judging)
		rc = obituary_case(&x->obituary, &row->id, err);
	hj_revision_clear(&rev);
	return rc;
}

static int
each_named(struct exporting *x, const struct args *a, struct hj_error *err)
{
	int rc = HJ_OK;

	for (int i = 0; rc == HJ_OK && i < a->nrest; i++) {
		struct casefile f = CASEFILE;

		if ((rc = casefile_find(x->c, a->rest[i], &f, err)) == HJ_OK)
			rc = one(x, &f.row, err);
		else if (rc == HJ_ENOTFOUND)
			rc = obituary_named(&x->obituary, a->rest[i], err);
		casefile_clear(&f);
	}
	return rc;
}

static int
all(struct exporting *x, struct hj_error *err)
{
	struct progress bar;
	struct hj_progress watch = progress_start(&bar, _("exporting"));
	int rc = hj_vault_scan(x->c->vault, one, x, &watch, err);

	progress_end(&bar);
	return rc;
}

static int
each(struct exporting *x, const struct args *a, struct hj_error *err)
{
	return a->nrest != 0 ? each_named(x, a, err) : all(x, err);
}

static void
now(char to[static 32])
{
	time_t t = time(NULL);
	struct tm utc;

	gmtime_r(&t, &utc);
	(void)strftime(to, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

static int
write_all(struct exporting *x, const struct args *a, struct hj_error *err)
{
	char created[32];
	const struct hj_exchange e = { .created = created,
		.producer = "hanji " HJ_VERSION,
		.purpose = x->o->purpose,
		.scope = x->o->scope,
		.recipient = x->o->recipient };
	int rc;

	if (!exportcheck_is_own(x->o) || withholding_is_wanted(&x->withhold)) {
		x->judging = true;
		if ((rc = each(x, a, err)) != HJ_OK)
			return rc;
		x->judging = false;
	}
	if (x->release.refused != 0)
		return hj_fail(err, HJ_EREFUSED,
		    "%llu cases may not leave for this scope; nothing was exported: record the consent, name other cases, leave out the names with --anonymous, or export a petition, which leaves out what must stay",
		    (unsigned long long)x->release.refused);
	if (is_bag(x)) {
		const struct packing_how how = { .to = &x->out,
			.write = leaving_write,
			.with = &x->out,
			.proofs = true };

		if ((rc = packing_begin(x->c, &how, &x->bag, err)) != HJ_OK ||
		    (rc = each(x, a, err)) != HJ_OK ||
		    (rc = enclosing_end(&x->enclose, err)) != HJ_OK ||
		    (rc = obituary_pack(&x->obituary, &x->bag, err)) != HJ_OK)
			return rc;
		return packing_finish(&x->bag, err);
	}
	now(created);
	if ((rc = hj_xml_open(&x->xml, leaving_write, &x->out, &e, err)) !=
		HJ_OK ||
	    (rc = each(x, a, err)) != HJ_OK ||
	    (rc = obituary_put(&x->obituary, &x->xml, err)) != HJ_OK)
		return rc;
	return hj_xml_close(&x->xml, err);
}

/* Without names: of each recipient a list that no other list joins. */
static int
write_anonymous(struct exporting *x, const struct args *a,
    struct hj_buf *accepted, struct hj_error *err)
{
	const struct anonymous_wish w = { .scope = x->o->scope,
		.recipient = x->o->recipient,
		.purpose = x->o->purpose,
		.accept = &x->o->accept,
		.log = accepted,
		.name = a->rest,
		.n = a->nrest };

	return anonymous_write(x->c, &w, &x->out, err);
}

static int
own_copy(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct export_opt *o = a->opt;
	const struct subject_wish w = { .person = o->subject,
		.scope = o->scope,
		.recipient = o->recipient,
		.purpose = o->purpose,
		.format = o->format,
		.language = o->language,
		.output = o->output,
		.seal = &o->seal,
		.withhold = &o->withhold,
		.accept = &o->accept,
		.attach = &o->attach,
		.as_is = &o->as_is,
		.dry_run = o->dry_run,
		.name = a->rest,
		.n = a->nrest };

	return subject_export(c, &w, err);
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct exporting x = { .c = c, .o = a->opt };
	struct hj_buf accepted = HJ_BUF(HJ_DETAIL_MAX);
	const struct leaving_to to = { .action = HJ_DID_EXPORT,
		.scope = x.o->scope,
		.recipient = x.o->recipient,
		.purpose = x.o->purpose,
		.accepted = &accepted,
		.unnamed = x.o->anonymous };
	int rc;

	if ((rc = exportcheck(x.o, err)) != HJ_OK)
		return rc;
	if (x.o->subject != NULL)
		return own_copy(c, a, err);
	releasing_begin(c, x.o->scope, x.o->recipient, &x.release);
	x.enclose = (struct enclosing){ .c = c,
		.exact = exportcheck_is_own(x.o) &&
		    (x.o->attachments == NULL ||
			strcmp(x.o->attachments, "exact") == 0),
		.as_is = &x.o->as_is,
		.log = &accepted,
		.to = &x.out };
	x.obituary = (struct obituary){ .c = c,
		.own = exportcheck_is_own(x.o),
		.all = a->nrest == 0,
		.unwanted = x.o->anonymous,
		.recipient = x.o->recipient };
	x.withhold = (struct withholding){ .c = c,
		.paths = &x.o->withhold,
		.consent = x.o->without,
		.releasing = &x.release,
		.accept = &x.o->accept,
		.log = &accepted,
		.nodes = HJ_BUF(HJ_RECORD_MAX) };
	if ((rc = obituary_begin(&x.obituary, &accepted, err)) == HJ_OK &&
	    (rc = leaving_begin(c, x.o->output, &x.out, err)) == HJ_OK &&
	    (rc = leaving_seal(&x.out, &x.o->seal, !is_bag(&x), err)) ==
		HJ_OK &&
	    (rc = x.o->anonymous ? write_anonymous(&x, a, &accepted, err)
				 : write_all(&x, a, err)) == HJ_OK)
		rc = leaving_finish(&x.out, &to, err);
	if (rc == HJ_OK && x.o->output != NULL)
		ui_say(c->ui, _("%llu cases exported to %s"),
		    (unsigned long long)x.out.ncases, x.o->output);
	obituary_clear(&x.obituary);
	releasing_clear(&x.release);
	hj_buf_clear(&x.withhold.nodes);
	hj_buf_clear(&accepted);
	hj_xml_clear(&x.xml);
	packing_clear(&x.bag);
	leaving_drop(&x.out);
	return rc;
}

#define AT(field) offsetof(struct export_opt, field)

static const struct option_def options[] = {
	{ 's', "scope", OPT_TEXT, AT(scope), "own|CODE", NULL,
	    N_("own: your own office; else what the consent must cover") },
	{ 'f', "format", OPT_CHOICE, AT(format), "FORMAT", formats,
	    N_("xml, the exchange format; bag, a signed package with proofs; of a person's own copy also html, pdf, odt, docx, txt") },
	{ 'r', "recipient", OPT_TEXT, AT(recipient), "NAME", NULL,
	    N_("who gets it; kept in the log") },
	{ 'p', "purpose", OPT_TEXT, AT(purpose), "TEXT", NULL,
	    N_("what for; kept in the log and in the file") },
	{ 'o', "output", OPT_FILE, AT(output), "FILE", NULL,
	    N_("where to; else standard output") },
	SEALING_TO(struct export_opt),
	SEALING_PASSPHRASE(struct export_opt),
	SEALING_ARMOR(struct export_opt),
	SEALING_SIGN(struct export_opt),
	{ 0, "attachments", OPT_CHOICE, AT(attachments), "none|clean|exact",
	    kinds,
	    N_("in a package: byte for byte (own office, the usual there), as clean copies, or none (the usual for others)") },
	ENCLOSING_AS_IT_IS(AT(as_is)),
	{ 0, "withhold", OPT_EACH, AT(withhold), "PATH", NULL,
	    N_("this part stays behind, and the fingerprint still holds; may be given again") },
	{ 0, "withhold-rest", OPT_FLAG, AT(without), NULL, NULL,
	    N_("so does all that may not leave for the scope") },
	{ 'a', "anonymous", OPT_FLAG, AT(anonymous), NULL, NULL,
	    N_("without names, made coarser; needs --recipient") },
	EXPOSURE_ACCEPT(AT(accept)),
	{ 0, "subject", OPT_TEXT, AT(subject), "PERSON", NULL,
	    N_("what is kept about this person, without anybody else; for them, so that --scope is not needed") },
	{ 0, "language", OPT_CHOICE, AT(language), "LANG", languages,
	    N_("of their copy: en or ko") },
	{ 0, "attach", OPT_EACH, AT(attach), "CASE/EVIDENCE", NULL,
	    N_("in the package of their copy: a clean copy of this attachment; may be given again") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("of their copy: show what stands in the way, write nothing") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "export --scope own -o all.xml",
	    N_("every case, for your own office") },
	{ "export k7m2 --scope own --format bag -o one.tar",
	    N_("a package that a court can check without hanji") },
	{ "export k7m2 --scope share-ngo --recipient \"Partner\" -o one.xml",
	    N_("one case, if the consent of everybody in it covers that") },
	{ "export --scope own --to age1... --sign -o all.age",
	    N_("sealed for another office, signed by this member") },
	{ "export k7m2 --scope public-anon --recipient \"Research group\" --anonymous -o anon.xml",
	    N_("one case in which nobody is named, for one recipient") },
	{ "export k7m2 --subject garam --dry-run",
	    N_("what of her own copy would tell of somebody else") },
	{ "export k7m2 --subject garam --format pdf --language ko -o copy.pdf",
	    N_("her own copy to read, in Korean") },
	{ NULL, NULL },
};

const struct command_page export_page = {
	.text =
	    N_("Writes case files as XML.  Outside your own office a case leaves whole or not\nat all: everybody named in it must have consented to the scope, and nothing in\nit may be above the level 'internal'.  What left, when and for whom is kept in\nthe log before the file appears.\n\nWith --format bag they leave as a signed package (one tar file): each case file as\nit is stored, and the proof that the log of this vault holds it.  To your own\noffice their attachments come along as they are; to others only with\n--attachments clean, as copies in which nothing is but what they show, and what\ncannot be cleaned is refused.  'hanji verify' checks such a package, 'hanji import'\nreads it, and stock tools check it.\n\nWith --withhold a part of a case file stays behind, with --withhold-rest all that\nthe consent does not cover or that is above the level 'internal'.  In its place\nstands a fingerprint, so that what is left still proves itself; who gets it\nkeeps it as a received document.  What is left is searched for the names of\nwhoever was taken out.\n\nThat a case file, or part of one, was erased here stands in an export, too: its\nnumber and the day, nothing else, so that theirs can be erased.  Your own office is\ntold of all (or of those that are named), others of what the log says that this\n--recipient got; an export without names tells of nothing.\n\nWith --anonymous a case leaves although somebody in it did not consent: nobody\nhas a name, no free text and no source leaves, days become months, births become\ndecades, and of places the province is left.  Each recipient gets pseudonyms and\nnumbers of their own, so that two lists cannot be joined by them; the file holds\nno fingerprint and no proof.  The finished text is searched for everybody in the\nvault; what is found has to be accepted by --accept or at the terminal.\n\nWith --subject a person gets their own copy of what these files, the file that they\nwere split into or from, and their follow-up keep about them: their record, what\nthey said, what happened to them, their consents, and to whom what was given.\nOther people, sources, staff and notes for our own work stay out, a relative is\n\"a family member\", and so do texts that rest on a source that is neither they\nnor public.  The finished copy is searched for everybody else in the vault: take a\ntext out (--withhold), or accept by --accept that somebody stands in it, since the\nperson told of them.  As xml it is for programs; html, pdf, odt, docx and txt are\nfor reading; a package (--format bag) has both, and the attachments about them\nthat --attach names, cleaned: look at them first, nobody can search a picture.\nWho asks must be the person: ask as you would before handing over a key.\n\nTheir own copy needs no consent.  Somebody who asks for another person, a relative\nor a lawyer, too, gets none of it on their word alone: speak to the person, record\nwhat they agree to ('hanji consent', with this recipient), and give --scope and\n--recipient; without that it is refused.  For a child the guardian's consent and\nthe child's own count; of somebody who cannot be reached, what next of kin gave.\n\nSealed (--to, --with-passphrase) only the recipients read it, with 'hanji import'\nor with stock age: 'age -d -i key.txt FILE'.  Without a seal anybody reads it who\ngets it: keep it on an encrypted medium.  A signature (--sign) tells who made\nit, for which vault, at which checkpoint, and for whom:\n'minisign -V -P KEY -m FILE'."),
	.options = options,
	.opt_size = sizeof(struct export_opt),
	.examples = examples,
	.run = run,
};
