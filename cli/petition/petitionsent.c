#include <stdio.h>
#include <string.h>

#include "cli/casefile/together.h"
#include "cli/leaving/disclosed.h"
#include "cli/leaving/exposure.h"
#include "cli/petition/finaltext.h"
#include "cli/petition/petitionfile.h"
#include "cli/petition/petitionsent.h"
#include "cli/petition/wordlimit.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/worddiff.h"
#include "core/log/log.h"

/* Places that are shown; more are counted. */
#define PLACES_SHOWN 40

void
petitionsent_clear(struct petitionsent *s)
{
	petition_clear(&s->p);
	hj_buf_clear(&s->bytes);
	hj_buf_clear(&s->text);
	hj_buf_clear(&s->last);
	hj_buf_clear(&s->accepted);
}

/* ---- reading ---- */

static int
read_last(struct petitionsent *s, const struct hj_node *last,
    struct hj_buf *bytes, struct hj_error *err)
{
	int rc = petitionfile_read(s->c, &s->p.file, last, bytes, err);

	return rc != HJ_OK ? rc : finaltext_read(bytes, &s->last, NULL, err);
}

int
petitionsent_read(struct petitionsent *s, struct hj_error *err)
{
	const struct hj_node *last =
	    petitionfile_last(s->p.file.record, "working");
	struct hj_buf bytes = HJ_BUF(PETITIONFILE_MAX);
	int rc;

	if (last == NULL && s->file == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "nothing was exported from this petition yet: give what was sent with --file FINAL");
	if (s->file == NULL) {
		s->media = hj_node_value(last, "media-type");
		if ((rc = petitionfile_read(s->c, &s->p.file, last, &s->bytes,
			 err)) != HJ_OK)
			return rc;
		return finaltext_read(&s->bytes, &s->text, &s->facts, err);
	}
	s->media = petitionfile_media(s->file);
	if ((rc = outfile_read(s->file, &s->bytes, err)) == HJ_OK &&
	    (rc = finaltext_read(&s->bytes, &s->text, &s->facts, err)) ==
		HJ_OK &&
	    last != NULL)
		rc = read_last(s, last, &bytes, err);
	hj_buf_clear(&bytes);
	return rc;
}

/* ---- comparing ---- */

struct showing {
	struct petitionsent *s;
	size_t shown;
};

static void
one_line(struct hj_buf *text)
{
	size_t n = 0;

	for (size_t i = 0; i < text->len; i++) {
		bool space = strchr(" \t\r\n", text->data[i]) != NULL;

		if (!space || n == 0 || text->data[n - 1] != ' ')
			text->data[n++] = space ? ' ' : text->data[i];
	}
	text->len = n;
}

/* A line each, as 'diff' has it. */
static int
line(struct showing *w, char sign, const char *p, size_t n,
    struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(PETITIONFILE_MAX);
	const char *z;
	int rc;

	if (n == 0)
		return HJ_OK;
	if ((rc = hj_buf_putc(&text, sign, err)) == HJ_OK &&
	    (rc = hj_buf_putc(&text, ' ', err)) == HJ_OK &&
	    (rc = hj_buf_add(&text, p, n, err)) == HJ_OK) {
		one_line(&text);
		if ((rc = hj_buf_text(&text, &z, err)) == HJ_OK)
			ui_say(w->s->c->ui, "%s", z);
	}
	hj_buf_clear(&text);
	return rc;
}

static int
show(void *to, const struct hj_wordchange *c, struct hj_error *err)
{
	struct showing *w = to;

	if (w->shown++ >= PLACES_SHOWN)
		return HJ_OK;
	if (line(w, '-', c->old, c->old_len, err) != HJ_OK)
		return (int)err->code;
	return line(w, '+', c->new, c->new_len, err);
}

int
petitionsent_compare(struct petitionsent *s, struct hj_error *err)
{
	struct showing w = { .s = s };
	struct hj_wordfacts f;

	if (s->file == NULL)
		return HJ_OK;
	if (petitionfile_last(s->p.file.record, "working") == NULL) {
		ui_say(s->c->ui, "%s",
		    _("Nothing was exported before: there is nothing to compare with."));
		return HJ_OK;
	}
	if (hj_worddiff((const char *)s->last.data, s->last.len,
		(const char *)s->text.data, s->text.len, show, &w, &f,
		err) != HJ_OK)
		return (int)err->code;
	if (f.places > PLACES_SHOWN)
		ui_say(s->c->ui,
		    ngettext("... and %zu more place",
			"... and %zu more places", f.places - PLACES_SHOWN),
		    f.places - PLACES_SHOWN);
	ui_say(s->c->ui,
	    ngettext("Against the last export: %zu words taken out, %zu put in, at %zu place.",
		"Against the last export: %zu words taken out, %zu put in, at %zu places.",
		f.places),
	    f.removed, f.added, f.places);
	return HJ_OK;
}

/* ---- judging ---- */

int
petitionsent_judge(struct petitionsent *s, struct hj_error *err)
{
	const struct exposing x = { .p = &s->p,
		.today = s->today,
		.facts = &s->facts,
		.accept = s->accept,
		.left = s->left,
		.log = &s->accepted };
	const struct wordlimit w = { .code = s->p.form->code,
		.words = s->facts.words,
		.force = s->force || s->left != NULL,
		.log = &s->accepted };

	ui_say(s->c->ui, ngettext("%zu word", "%zu words", s->facts.words),
	    s->facts.words);
	if (s->left != NULL &&
	    hj_buf_printf(&s->accepted, err, "left already: %s\n", s->left) !=
		HJ_OK)
		return (int)err->code;
	if (wordlimit_ask(s->c, &w, err) != HJ_OK)
		return (int)err->code;
	return exposure_ask(s->c, &x, &s->text, err);
}

/* ---- storing ---- */

static int
note(void *to, struct hj_change *change, struct hj_error *err)
{
	struct petitionsent *s = to;
	const struct leaving_to where = { .action = HJ_DID_SENT,
		.scope = s->p.form->scope,
		.recipient = s->recipient,
		.purpose = s->p.form->code,
		.petition = &s->p.file.row.id,
		.accepted = &s->accepted };
	struct leaving l;
	int rc;

	leaving_tell(s->c, &s->bytes, &l);
	if ((rc = disclosed_tell_text(&s->p, &s->text, &l, err)) == HJ_OK)
		rc = leaving_note(&l, &where, change, err);
	leaving_drop(&l);
	return rc;
}

int
petitionsent_store(struct petitionsent *s, struct hj_error *err)
{
	const struct petitionfile what = { .title = _("Document sent"),
		.role = "evidentiary",
		.media = s->media,
		.path = s->file };
	struct together one = { .file = &s->p.file,
		.action = HJ_DID_UPDATE,
		.detail = "step sent\n" };
	int rc;

	if ((rc = disclosed_snapshot(&s->p, s->today, s->p.file.record, err)) !=
		HJ_OK ||
	    (rc = petitionfile_keep(s->c, &s->p.file, &what, &s->bytes,
		 &s->evidence, err)) != HJ_OK)
		return rc;
	return together_save_with(s->c, &one, 1, note, s, err);
}
