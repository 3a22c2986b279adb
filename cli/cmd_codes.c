#include <string.h>

#include "cli/emit.h"
#include "cli/opt.h"
#include "cli/pages.h"
#include "cli/say.h"
#include "core/buf.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/vocab.h"

static const struct emit_column list_columns[] = {
	{ "list", N_("list"), false },
	{ "codes", N_("codes"), true },
};

static const struct emit_column code_columns[] = {
	{ "code", N_("code"), false },
	{ "en", N_("English"), false },
	{ "ko", N_("Korean"), false },
	{ "from", N_("from"), false },
	{ "to", N_("to"), false },
};

static void
all_lists(struct cli *c)
{
	emit_table(c->out, list_columns, HJ_LEN(list_columns));
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		const struct hj_list *l = hj_vocab_at(i);

		emit_map(c->out);
		emit_key(c->out, "list", NULL);
		emit_text(c->out, l->name);
		emit_key(c->out, "codes", NULL);
		emit_number(c->out, (int64_t)l->n);
		emit_end(c->out);
	}
	emit_end(c->out);
}

/* Does the code or a label hold what was typed, whatever its case? */
static int
matches(const struct hj_code_row *row, const struct hj_buf *typed, bool *ret,
    struct hj_error *err)
{
	const char *const in[] = { row->code, row->en, row->ko };
	struct hj_buf folded = HJ_BUF(HJ_LINE_MAX);
	int rc = HJ_OK;

	*ret = false;
	for (size_t i = 0; rc == HJ_OK && !*ret && i < HJ_LEN(in); i++) {
		hj_buf_reset(&folded);
		rc = hj_text_fold(in[i], strlen(in[i]), &folded, err);
		*ret = rc == HJ_OK &&
		    memmem(folded.data, folded.len, typed->data, typed->len) !=
			NULL;
	}
	hj_buf_clear(&folded);
	return rc;
}

static void
one_code(struct cli *c, const struct hj_code_row *row)
{
	const char *const cell[] = { row->code, row->en, row->ko, row->from,
		row->to };

	emit_map(c->out);
	for (size_t i = 0; i < HJ_LEN(cell); i++) {
		emit_key(c->out, code_columns[i].key, NULL);
		emit_text(c->out, cell[i]);
	}
	emit_end(c->out);
}

static int
one_list(struct cli *c, const struct hj_list *l, const char *typed,
    struct hj_error *err)
{
	struct hj_buf folded = HJ_BUF(HJ_LINE_MAX);
	size_t found = 0;
	int rc;

	rc = hj_text_fold(typed, strlen(typed), &folded, err);
	emit_table(c->out, code_columns, HJ_LEN(code_columns));
	for (size_t i = 0; rc == HJ_OK && i < l->n; i++) {
		bool yes = true;

		if (folded.len != 0)
			rc = matches(&l->rows[i], &folded, &yes, err);
		if (rc == HJ_OK && yes) {
			one_code(c, &l->rows[i]);
			found++;
		}
	}
	emit_end(c->out);
	hj_buf_clear(&folded);
	if (rc == HJ_OK && found == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no code of the list '%s' fits; 'hanji codes %s' shows them all",
		    l->name, l->name);
	return rc;
}

static const char *
nearest(const char *typed)
{
	const char *best = NULL;
	unsigned least = 4;

	for (size_t i = 0; i < hj_vocab_count(); i++) {
		unsigned far = opt_distance(typed, hj_vocab_at(i)->name);

		if (far < least) {
			least = far;
			best = hj_vocab_at(i)->name;
		}
	}
	return best;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct hj_list *l;
	const char *near;

	if (a->nrest == 0) {
		all_lists(c);
		return HJ_OK;
	}
	if ((l = hj_vocab_list(a->rest[0])) != NULL)
		return one_list(c, l, a->nrest == 2 ? a->rest[1] : "", err);
	near = nearest(a->rest[0]);
	if (near != NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no list '%s'; did you mean '%s'?", a->rest[0], near);
	return hj_fail(err, HJ_ENOTFOUND,
	    "no list '%s'; 'hanji codes' shows their names", a->rest[0]);
}

static const struct command_example examples[] = {
	{ "codes", N_("the names of all lists") },
	{ "codes sex", N_("the codes of one list") },
	{ "codes facility 온성", N_("codes whose word or label holds a text") },
	{ NULL, NULL },
};

const struct command_page codes_page = {
	.text =
	    N_("A field with a code takes one word of its list.  Each code has an English\nand a Korean label; where an organ or a county was renamed, the years say\nwhen the label was valid."),
	.examples = examples,
	.run = run,
};
