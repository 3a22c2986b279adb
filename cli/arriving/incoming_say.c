#include <string.h>

#include "cli/arriving/incoming.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/case/diff.h"

/* "k7m2-qx4d-9tn1-w0zc-h", or what was there when it is no id. */
static void
shown(const char *id, char ret[static HJ_ID_SHOWN])
{
	struct hj_error err = HJ_ERROR;
	struct hj_id key;

	ret[0] = '\0';
	if (hj_id_parse(id, strlen(id), &key, &err) == HJ_OK)
		hj_id_show(&key, ret);
}

static void
text_of(struct emit *e, const char *key, const char *text)
{
	emit_key(e, key, NULL);
	emit_text(e, text);
}

static void
open_row(struct incoming *in, const char *what, const char *id, uint64_t line)
{
	struct emit *e = in->c->out;

	emit_map(e);
	text_of(e, "what", what);
	text_of(e, "file", in->file);
	emit_key(e, "line", NULL);
	emit_number(e, (int64_t)line);
	text_of(e, "id", *id != '\0' ? id : NULL);
}

void
incoming_say(struct incoming *in, const char *what, const char *word,
    const char *id, uint64_t line)
{
	char name[HJ_ID_SHOWN];

	shown(id, name);
	if (emit_is_json(in->c->out)) {
		open_row(in, what, name, line);
		emit_end(in->c->out);
		return;
	}
	emit_say(in->c->out, _("%s, line %ju: %s %s"), in->file,
	    (uintmax_t)line, name, word);
}

void
incoming_say_met(struct incoming *in, const char *what, const char *word,
    const char *id, uint64_t line, size_t conflicts)
{
	char name[HJ_ID_SHOWN];

	shown(id, name);
	if (emit_is_json(in->c->out)) {
		open_row(in, what, name, line);
		emit_key(in->c->out, "conflicts", NULL);
		emit_number(in->c->out, (int64_t)conflicts);
		emit_end(in->c->out);
	} else if (conflicts == 0) {
		emit_say(in->c->out, _("%s, line %ju: %s %s"), in->file,
		    (uintmax_t)line, name, word);
	} else {
		emit_say(in->c->out,
		    ngettext("%s, line %ju: %s %s, %zu field in conflict",
			"%s, line %ju: %s %s, %zu fields in conflict",
			(unsigned long)conflicts),
		    in->file, (uintmax_t)line, name, word, conflicts);
	}
}

/* People read: file, line: case: field: what is wrong; what to do. */
void
incoming_say_finding(struct incoming *in, const char *what, const char *word,
    const struct hj_import_finding *f)
{
	struct emit *e = in->c->out;
	char name[HJ_ID_SHOWN];

	shown(f->id, name);
	if (emit_is_json(e)) {
		open_row(in, what, name, f->line);
		text_of(e, "path", f->path);
		text_of(e, "code", f->code);
		text_of(e, "text", f->text);
		text_of(e, "remedy", f->remedy);
		emit_end(e);
		return;
	}
	emit_say(e, _("%s, line %ju: %s%s%s: %s%s%s%s%s"), in->file,
	    (uintmax_t)f->line, name, *name != '\0' ? " " : "", word, f->path,
	    *f->path != '\0' ? ": " : "", f->text,
	    *f->remedy != '\0' ? "; " : "", f->remedy);
}

static int
one_difference(void *to, const struct hj_difference *d, struct hj_error *err)
{
	struct incoming *in = to;
	struct hj_buf path = HJ_BUF(HJ_LINE_MAX);
	const char *text = "", *mark = "~";
	int rc;

	if (d->kind == HJ_DIFF_ADDED)
		mark = "+";
	else if (d->kind == HJ_DIFF_REMOVED)
		mark = "-";
	if ((rc = hj_diff_path(d, &path, err)) == HJ_OK &&
	    (rc = hj_buf_text(&path, &text, err)) == HJ_OK) {
		if (emit_is_json(in->c->out)) {
			emit_map(in->c->out);
			text_of(in->c->out, "what", "field");
			text_of(in->c->out, "mark", mark);
			text_of(in->c->out, "path", text);
			emit_end(in->c->out);
		} else
			emit_say(in->c->out, "  %s %s", mark, text);
	}
	hj_buf_clear(&path);
	return rc;
}

int
incoming_say_diff(struct incoming *in, const struct hj_record *before,
    const struct hj_record *after, struct hj_error *err)
{
	return hj_diff_records(before, after, one_difference, in, err);
}

/* Warnings that were not listed. */
static void
say_further(const struct incoming *in)
{
	uintmax_t quiet = (uintmax_t)in->quiet;
	uintmax_t n = (uintmax_t)(in->warnings - in->told) - quiet;

	if (in->plan || emit_is_json(in->c->out))
		n = 0;
	if (n != 0)
		ui_say(in->c->ui,
		    ngettext("%ju more warning: 'hanji validate' lists it",
			"%ju more warnings: 'hanji validate' lists them",
			(unsigned long)n),
		    n);
	if (quiet != 0)
		ui_say(in->c->ui,
		    ngettext("%ju warning about unchanged case files is not said again: 'hanji validate' lists it",
			"%ju warnings about unchanged case files are not said again: 'hanji validate' lists them",
			(unsigned long)quiet),
		    quiet);
}

static void
say_duties(const struct incoming *in)
{
	uintmax_t n = (uintmax_t)in->in.duties;

	if (n == 0)
		return;
	ui_say(in->c->ui,
	    in->plan
		? ngettext("%ju task would be added: somebody holds a name that was withdrawn",
		      "%ju tasks would be added: somebody holds a name that was withdrawn",
		      (unsigned long)n)
		: ngettext("%ju task was added: somebody holds a name that was withdrawn; 'hanji due' lists it, 'hanji letter' writes to them",
		      "%ju tasks were added: somebody holds a name that was withdrawn; 'hanji due' lists them, 'hanji letter' writes to them",
		      (unsigned long)n),
	    n);
}

/* Here, or where they come from. */
static void
say_erased(const struct incoming *in)
{
	const struct incoming_count *n = &in->in;

	if (n->erased != 0)
		ui_say(in->c->ui,
		    ngettext("%ju case file stays out: it, or a part of it, was erased here",
			"%ju case files stay out: they, or parts of them, were erased here",
			(unsigned long)n->erased),
		    (uintmax_t)n->erased);
	if (n->told != 0)
		ui_say(in->c->ui,
		    ngettext("%ju case file, or a part of it, was erased where it comes from: nothing is erased here by that, 'hanji due' lists what to decide",
			"%ju case files, or parts of them, were erased where they come from: nothing is erased here by that, 'hanji due' lists what to decide",
			(unsigned long)n->told),
		    (uintmax_t)n->told);
}

void
incoming_say_counts(struct incoming *in, const struct hj_import_summary *sum)
{
	const struct incoming_count *n = &in->in;
	const struct {
		const char *key;
		uint64_t v;
	} counts[] = { { "new", n->fresh }, { "changed", n->changed },
		{ "merged", n->merged }, { "conflicts", n->conflicts },
		{ "unchanged", n->same }, { "older", n->older },
		{ "unconfirmed", n->unsure }, { "received", n->received },
		{ "rejected", sum->rejected }, { "warnings", in->warnings },
		{ "alike", n->alike }, { "alike_pairs", n->alike_pairs },
		{ "duties", n->duties }, { "erased", n->erased },
		{ "told", n->told } };
	char hex[2 * HJ_DIGEST_BYTES + 1];
	struct emit *e = in->c->out;

	if (emit_is_json(e)) {
		hj_digest_hex(sum->sha256, hex);
		emit_map(e);
		text_of(e, "what", in->plan ? "plan" : "done");
		text_of(e, "file", in->file);
		text_of(e, "sha256", hex);
		for (size_t i = 0; i < HJ_LEN(counts); i++) {
			emit_key(e, counts[i].key, NULL);
			emit_number(e, (int64_t)counts[i].v);
		}
		emit_end(e);
	}
	say_further(in);
	ui_say(in->c->ui,
	    in->plan
		? _("%s: would bring %ju new, %ju changed and %ju merged case files; %ju unchanged, %ju older, %ju to be confirmed, %ju kept as received documents, %ju rejected")
		: _("%s: %ju new, %ju changed and %ju merged case files are in; %ju unchanged, %ju older, %ju to be confirmed, %ju kept as received documents, %ju rejected"),
	    in->file, (uintmax_t)n->fresh, (uintmax_t)n->changed,
	    (uintmax_t)n->merged, (uintmax_t)n->same, (uintmax_t)n->older,
	    (uintmax_t)n->unsure, (uintmax_t)n->received,
	    (uintmax_t)sum->rejected);
	if (n->alike != 0)
		ui_say(in->c->ui,
		    _("%ju of the new ones may be about somebody who is here: nothing is joined by itself"),
		    (uintmax_t)n->alike);
	else if (!in->plan && n->fresh != 0 && ui_is_terminal(in->c->ui))
		ui_say(in->c->ui, "%s",
		    _("'hanji duplicates' lists who may be here twice"));
	if (n->conflicts != 0)
		ui_say(in->c->ui,
		    ngettext("%ju field is in conflict: 'hanji conflicts' shows what each side says",
			"%ju fields are in conflict: 'hanji conflicts' shows what each side says",
			(unsigned long)n->conflicts),
		    (uintmax_t)n->conflicts);
	say_duties(in);
	say_erased(in);
	if (!hj_confine_whole(&sum->confined))
		ui_say(in->c->ui, "%s",
		    _("this system could not confine the parser wholly; 'hanji doctor' says why"));
}
