#include <string.h>

#include "cli/access/place.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/codelist.h"
#include "cli/wording/lexicon.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/base/word.h"
#include "core/case/owncode.h"

enum column { CODE, EN, KO, FROM, TO, NEAR, ORIGIN, HURIDOCS, NAMES, NCOLUMNS };

/* What is shown of a list, and what of it. */
struct listing {
	struct cli *c;
	const struct hj_list *list;
	const struct hj_codebook *book; /* NULL: no vault is open */
	struct hj_buf typed; /* folded; empty: all */
	const char *at; /* EDTF; NULL: of all times */
	struct hj_buf label; /* scratch */
	size_t found;
	struct emit_column column[NCOLUMNS];
};

/* ---- what is shown ---- */

static int
holds(struct listing *x, const char *text, bool *ret, struct hj_error *err)
{
	hj_buf_reset(&x->label);
	if (hj_text_fold(text, strlen(text), &x->label, err) != HJ_OK)
		return (int)err->code;
	*ret = *ret ||
	    memmem(x->label.data, x->label.len, x->typed.data, x->typed.len) !=
		NULL;
	return HJ_OK;
}

/* Does the code or a label, today's or an older one, hold what was typed,
 * whatever its case? */
static int
matches(struct listing *x, const struct hj_code_row *row, bool *ret,
    struct hj_error *err)
{
	*ret = x->typed.len == 0;
	if (*ret)
		return HJ_OK;
	if (holds(x, row->code, ret, err) != HJ_OK ||
	    holds(x, row->en, ret, err) != HJ_OK ||
	    holds(x, row->ko, ret, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; !*ret && i < row->nnames; i++)
		if (holds(x, row->names[i].en, ret, err) != HJ_OK ||
		    holds(x, row->names[i].ko, ret, err) != HJ_OK)
			return (int)err->code;
	return HJ_OK;
}

/* ---- a row ---- */

static void
key(struct listing *x, enum column i)
{
	emit_key(x->c->out, x->column[i].key, NULL);
}

static int
label(struct listing *x, const struct hj_code_row *row, bool korean,
    struct hj_error *err)
{
	const char *text;

	hj_buf_reset(&x->label);
	if (hj_vocab_label_at(row, x->at, x->at != NULL ? strlen(x->at) : 0,
		korean, &x->label, err) != HJ_OK ||
	    hj_buf_text(&x->label, &text, err) != HJ_OK)
		return (int)err->code;
	key(x, korean ? KO : EN);
	emit_text(x->c->out, text);
	return HJ_OK;
}

/* Of the names that are shown: with a date, those of then. */
static void
say_period(struct listing *x, const struct hj_code_row *row)
{
	const char *from = row->from, *to = row->to;
	uint64_t names = 0;
	bool first = true;

	if (x->at != NULL)
		names = hj_vocab_names_at(row, x->at, strlen(x->at));
	for (size_t i = 0; i < row->nnames; i++) {
		if ((names >> i & 1) == 0)
			continue;
		from = first ? row->names[i].from : from;
		to = row->names[i].to;
		first = false;
	}
	key(x, FROM);
	emit_text(x->c->out, from);
	key(x, TO);
	emit_text(x->c->out, to);
}

static void
say_origin(struct listing *x, const struct hj_coined *own)
{
	const char *word = own == NULL ? "hanji"
	    : own->received            ? N_("received")
				       : N_("own");

	key(x, NEAR);
	emit_text(x->c->out,
	    own != NULL && *own->near != '\0' ? own->near : NULL);
	key(x, ORIGIN);
	if (emit_is_json(x->c->out))
		emit_text(x->c->out, word);
	else
		emit_text(x->c->out, own != NULL ? _(word) : "");
}

/* "= 020111110000": the same; ">" the term is broader, "<" narrower. */
static int
terms_in_short(struct listing *x, const struct hj_term *t, size_t n,
    struct hj_error *err)
{
	const char *text;

	hj_buf_reset(&x->label);
	for (size_t i = 0; i < n; i++)
		if (hj_buf_printf(&x->label, err, "%s%s %s", i > 0 ? ", " : "",
			strcmp(t[i].match, "exact") == 0         ? "="
			    : strcmp(t[i].match, "broader") == 0 ? ">"
								 : "<",
			t[i].target) != HJ_OK)
			return (int)err->code;
	if (hj_buf_text(&x->label, &text, err) != HJ_OK)
		return (int)err->code;
	emit_text(x->c->out, text);
	return HJ_OK;
}

static int
say_terms(struct listing *x, const struct hj_code_row *row,
    struct hj_error *err)
{
	struct emit *e = x->c->out;
	size_t n = 0;
	const struct hj_term *t = hj_vocab_terms(x->list, row->code, &n);

	key(x, HURIDOCS);
	if (!emit_is_json(e))
		return terms_in_short(x, t, n, err);
	emit_list(e);
	for (size_t i = 0; i < n; i++) {
		const char *const pair[][2] = { { "thesaurus", t[i].thesaurus },
			{ "code", t[i].target }, { "match", t[i].match },
			{ "en", t[i].en } };

		emit_map(e);
		for (size_t k = 0; k < HJ_LEN(pair); k++) {
			emit_key(e, pair[k][0], NULL);
			emit_text(e, pair[k][1]);
		}
		emit_end(e);
	}
	emit_end(e);
	return HJ_OK;
}

static void
say_names(struct listing *x, const struct hj_code_row *row)
{
	struct emit *e = x->c->out;

	key(x, NAMES);
	if (!emit_is_json(e)) {
		emit_text(e, NULL);
		return;
	}
	emit_list(e);
	for (size_t i = 0; i < row->nnames; i++) {
		const struct hj_code_name *n = &row->names[i];
		const char *const pair[][2] = { { "code", n->code },
			{ "en", n->en }, { "ko", n->ko }, { "from", n->from },
			{ "to", n->to } };

		emit_map(e);
		for (size_t k = 0; k < HJ_LEN(pair); k++) {
			emit_key(e, pair[k][0], NULL);
			emit_text(e, pair[k][1]);
		}
		emit_end(e);
	}
	emit_end(e);
}

/* Of a list that is made of others, the one that has the code. */
static const struct hj_coined *
own(const struct listing *x, const char *code)
{
	const char *p = x->list->of != NULL ? x->list->of : x->list->name;
	const struct hj_coined *found = NULL;
	char name[HJ_CODE_WORD];
	const char *word;
	size_t n;

	while (x->book != NULL && found == NULL && hj_word_next(&p, &word, &n))
		if (n < sizeof(name)) {
			memcpy(name, word, n);
			name[n] = '\0';
			found =
			    hj_codebook_find(x->book, name, code, strlen(code));
		}
	return found;
}

static int
one_code(struct listing *x, const struct hj_code_row *row, struct hj_error *err)
{
	struct emit *e = x->c->out;

	emit_map(e);
	key(x, CODE);
	emit_text(e, row->code);
	if (label(x, row, false, err) != HJ_OK ||
	    label(x, row, true, err) != HJ_OK)
		return (int)err->code;
	say_period(x, row);
	say_origin(x, own(x, row->code));
	if (say_terms(x, row, err) != HJ_OK)
		return (int)err->code;
	say_names(x, row);
	emit_end(e);
	x->found++;
	return HJ_OK;
}

/* ---- a list ---- */

/* Columns that would stay empty are left out on the screen. */
static void
head(struct listing *x)
{
	static const struct emit_column columns[NCOLUMNS] = {
		[CODE] = { "code", N_("code"), false },
		[EN] = { "en", N_("English"), false },
		[KO] = { "ko", N_("Korean"), false },
		[FROM] = { "from", N_("from"), false },
		[TO] = { "to", N_("to"), false },
		[NEAR] = { "near", NULL, false },
		[ORIGIN] = { "origin", N_("made by"), false },
		[HURIDOCS] = { "huridocs", "HURIDOCS", false },
		[NAMES] = { "names", NULL, false },
	};
	bool mapped = false, added = false;

	for (size_t i = 0; i < x->list->n; i++) {
		size_t n = 0;

		mapped = mapped ||
		    hj_vocab_terms(x->list, x->list->rows[i].code, &n) != NULL;
		added = added || own(x, x->list->rows[i].code) != NULL;
	}
	memcpy(x->column, columns, sizeof(columns));
	if (!mapped)
		x->column[HURIDOCS].label = NULL;
	if (!added)
		x->column[ORIGIN].label = NULL;
	emit_table(x->c->out, x->column, NCOLUMNS);
}

static int
each_code(struct listing *x, struct hj_error *err)
{
	int rc = HJ_OK;

	head(x);
	for (size_t i = 0; rc == HJ_OK && i < x->list->n; i++) {
		const struct hj_code_row *row = hj_vocab_read(x->list, i);
		bool yes = false;

		if (x->at != NULL &&
		    hj_vocab_use_at(row, x->at, strlen(x->at)) != HJ_CODE_FITS)
			continue;
		if ((rc = matches(x, row, &yes, err)) == HJ_OK && yes)
			rc = one_code(x, row, err);
	}
	emit_end(x->c->out);
	if (rc == HJ_OK && x->found == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no code of the list '%s' fits; 'hanji codes %s' shows them all",
		    x->list->name, x->list->name);
	return rc;
}

int
codelist_show(struct cli *c, const struct hj_list *l, const char *typed,
    const char *at, struct hj_error *err)
{
	struct listing x = { .c = c,
		.list = l,
		.typed = HJ_BUF(HJ_LINE_MAX),
		.label = HJ_BUF(HJ_LINE_MAX),
		.at = at };
	int rc = HJ_OK;

	if (c->vault != NULL)
		rc = lexicon_book(c, &x.book, err);
	else if (hj_owncode_allowed(l) && ui_is_terminal(c->ui) &&
	    place_is_locked(c))
		ui_say(c->ui, "%s",
		    _("note: the vault is locked: codes of your own are not shown; 'hanji unlock' first"));
	if (rc == HJ_OK)
		rc = hj_text_fold(typed, strlen(typed), &x.typed, err);
	if (rc == HJ_OK)
		rc = each_code(&x, err);
	hj_buf_clear(&x.typed);
	hj_buf_clear(&x.label);
	return rc;
}
