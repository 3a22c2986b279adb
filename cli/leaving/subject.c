#include <string.h>
#include <time.h>

#include "cli/leaving/disclosure.h"
#include "cli/leaving/exposure.h"
#include "cli/leaving/packing.h"
#include "cli/leaving/sealed.h"
#include "cli/leaving/subject_own.h"
#include "cli/petition/petitionfile.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/log/log.h"

static const char readme[] =
    "This is a package with what an organisation keeps about one person, for that\nperson: the same as a page (html, pdf) and for programs (xml), and copies of\nattachments.\n";

static bool
is_bag(const struct subject_wish *w)
{
	return w->format != NULL && strcmp(w->format, "bag") == 0;
}

static int
check(const struct subject_wish *w, struct hj_error *err)
{
	if (w->n == 0)
		return cli_usage(err,
		    "say which case files: 'hanji find NAME' finds those in which somebody stands");
	if (!subject_is_themselves(w) && w->recipient == NULL)
		return cli_usage(err,
		    "who asks for somebody else has a name: --recipient");
	if (subject_is_themselves(w) && w->recipient != NULL)
		return cli_usage(err,
		    "their own copy goes to the person and nobody else: with --recipient, say with --scope which of their consents covers it");
	if (!is_bag(w) && (w->attach->n != 0 || w->as_is->n != 0))
		return cli_usage(err,
		    "attachments leave in a package: give --format bag");
	return HJ_OK;
}

/* ---- nobody else in it ---- */

static bool
is_them(void *with, const struct hj_node *person)
{
	const struct subject *s = with;

	for (size_t i = 0; i < s->n; i++)
		if (s->file[i].person == person)
			return true;
	return false;
}

static int
expose(struct subject *s, struct hj_error *err)
{
	const struct hj_record *records[SUBJECT_FILES], *copies[SUBJECT_FILES];
	const struct exposing x = { .records = records,
		.nrecords = s->n,
		.named = is_them,
		.with = s,
		.copies = copies,
		.ncopies = s->n,
		.today = (int32_t)(time(NULL) / 86400),
		.facts = &s->final,
		.accept = s->w->accept,
		.log = &s->log };

	for (size_t i = 0; i < s->n; i++) {
		records[i] = s->file[i].f.record;
		copies[i] = s->file[i].copy;
	}
	return exposure_ask(s->c, &x, &s->in.text, err);
}

/* ---- leaving ---- */

static int
pack(struct subject *s, struct leaving *l, struct hj_error *err)
{
	const struct packing_how how = { .to = l,
		.write = leaving_write,
		.with = l,
		.readme = readme };
	struct packing p;
	int rc = packing_begin(s->c, &how, &p, err);

	if (rc == HJ_OK)
		rc = contents_pack(&s->in, &p.bag, err);
	if (rc == HJ_OK)
		rc = packing_finish(&p, err);
	if (rc == HJ_OK)
		rc = contents_note(&s->in, l, err);
	packing_clear(&p);
	return rc;
}

static int
leave(struct subject *s, struct leaving *l, struct hj_error *err)
{
	const struct subject_wish *w = s->w;
	const struct leaving_to to = { .action = HJ_DID_EXPORT,
		.scope =
		    subject_is_themselves(w) ? DISCLOSURE_SUBJECT : w->scope,
		.recipient = subject_is_themselves(w) ? NULL : w->recipient,
		.purpose = w->purpose,
		.accepted = &s->log };
	struct sealing_opt seal = *w->seal;
	const struct hj_buf *only = contents_first(&s->in);
	int rc = leaving_begin(s->c, w->output, l, err);

	/* Two copies are not to be joined by who signed them. */
	seal.apart = true;
	if (rc == HJ_OK &&
	    (rc = leaving_seal(l, &seal, w->format == NULL, err)) == HJ_OK)
		rc = is_bag(w) ? pack(s, l, err)
			       : leaving_write(l, only->data, only->len, err);
	for (size_t i = 0; rc == HJ_OK && i < s->n; i++)
		rc = leaving_named(l, &s->file[i].f.row.id,
		    hj_node_attr(s->file[i].person, "id"), err);
	return rc == HJ_OK ? leaving_finish(l, &to, err) : rc;
}

/* ---- what is said ---- */

static size_t
count_elements(const struct subject *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		for (const struct hj_node *k =
			 hj_record_root(s->file[i].copy)->first;
		     k != NULL; k = k->next)
			n++;
	return n;
}

static void
say(const struct subject *s, const char *sha256)
{
	struct emit *e = s->c->out;
	char id[HJ_ID_SHOWN];

	if (!emit_is_json(e)) {
		ui_say(s->c->ui,
		    _("their own copy: case files %zu, entries %zu, given away %zu, texts that stay out %zu"),
		    s->n, count_elements(s), SUBJECT_NGIVEN(s), s->texts);
		if (s->w->dry_run)
			ui_say(s->c->ui, "%s", _("nothing was written"));
		return;
	}
	emit_map(e);
	emit_key(e, "attachments", NULL);
	emit_number(e, (int64_t)contents_attachments(&s->in));
	emit_key(e, "cases", NULL);
	emit_list(e);
	for (size_t i = 0; i < s->n; i++) {
		hj_id_show(&s->file[i].f.row.id, id);
		emit_text(e, id);
	}
	emit_end(e);
	emit_key(e, "entries", NULL);
	emit_number(e, (int64_t)count_elements(s));
	emit_key(e, "given", NULL);
	emit_number(e, (int64_t)SUBJECT_NGIVEN(s));
	emit_key(e, "sha256", NULL);
	emit_text(e, sha256);
	emit_key(e, "texts_out", NULL);
	emit_number(e, (int64_t)s->texts);
	emit_end(e);
}

static void
clear(struct subject *s)
{
	for (size_t i = 0; i < s->n; i++) {
		hj_record_free(s->file[i].copy);
		hj_buf_clear(&s->file[i].evidence);
		casefile_clear(&s->file[i].f);
	}
	contents_clear(&s->in);
	hj_buf_clear(&s->given);
	hj_buf_clear(&s->log);
}

int
subject_export(struct cli *c, const struct subject_wish *w,
    struct hj_error *err)
{
	struct subject s = { .c = c,
		.w = w,
		.korean = w->language != NULL ? strcmp(w->language, "ko") == 0
					      : c->korean,
		.given = HJ_BUF(HJ_TEXT_MAX),
		.in = CONTENTS,
		.log = HJ_BUF(HJ_DETAIL_MAX) };
	struct leaving l = { .fd = -1 };
	int rc;

	if ((rc = check(w, err)) == HJ_OK &&
	    (rc = subject_gather(&s, err)) == HJ_OK &&
	    (rc = subject_copy(&s, err)) == HJ_OK &&
	    (rc = subject_given(&s, err)) == HJ_OK &&
	    (rc = subject_render(&s, err)) == HJ_OK &&
	    (rc = expose(&s, err)) == HJ_OK &&
	    (w->dry_run || (rc = leave(&s, &l, err)) == HJ_OK))
		say(&s, w->dry_run ? NULL : l.sha256);
	leaving_drop(&l);
	clear(&s);
	return rc;
}
