#include <string.h>

#include "cli/casefile/owncodes.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/opt.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/wording/lexicon.h"
#include "core/base/text.h"
#include "core/case/owncode.h"

struct own_opt {
	const char *en, *ko, *from, *to, *near;
	bool dry_run;
};

/* ---- from the command line ---- */

static int
copy(const char *text, char *to, size_t size, const char *option,
    struct hj_error *err)
{
	struct hj_buf nfc = HJ_BUF(HJ_LINE_MAX);
	int rc = hj_text_nfc(text, strlen(text), &nfc, NULL, err);

	if (rc == HJ_OK && nfc.len >= size)
		rc = hj_fail(err, HJ_ELIMIT, "%s is too long", option);
	if (rc == HJ_OK) {
		memcpy(to, nfc.data, nfc.len);
		to[nfc.len] = '\0';
	}
	hj_buf_clear(&nfc);
	return rc;
}

/* "guard" is meant as "x-guard". */
static int
take_word(const char *typed, struct hj_coined *to, struct hj_error *err)
{
	size_t at = strncmp(typed, "x-", 2) == 0 ? 0 : 2;

	memcpy(to->code, "x-", 2);
	return copy(typed, to->code + at, sizeof(to->code) - at, "CODE", err);
}

/* Given by an option, or asked for on a terminal. */
static int
take_label(struct cli *c, const char *given, const char *question,
    const char *option, char *to, struct hj_error *err)
{
	struct hj_buf line = HJ_BUF(HJ_LINE_MAX);
	const char *text = given;
	int rc = HJ_OK;

	if (given == NULL && !ui_is_terminal(c->ui))
		return cli_usage(err, "the label is missing: give %s TEXT",
		    option);
	if (given == NULL &&
	    (rc = ui_line(c->ui, question, NULL, NULL, &line, err)) == HJ_OK)
		rc = hj_buf_text(&line, &text, err);
	if (rc == HJ_OK)
		rc = copy(text, to, HJ_LABEL_MAX + 1, option, err);
	hj_buf_clear(&line);
	return rc;
}

static int
take_others(const struct own_opt *o, struct hj_coined *to, struct hj_error *err)
{
	if ((o->from != NULL &&
		copy(o->from, to->from, sizeof(to->from), "--from", err) !=
		    HJ_OK) ||
	    (o->to != NULL &&
		copy(o->to, to->to, sizeof(to->to), "--to", err) != HJ_OK) ||
	    (o->near != NULL &&
		copy(o->near, to->near, sizeof(to->near), "--near", err) !=
		    HJ_OK))
		return (int)err->code;
	return HJ_OK;
}

/* A list that people would otherwise look for in vain. */
static int
take_list(const char *typed, struct hj_coined *to, struct hj_error *err)
{
	if (hj_vocab_list(typed) == NULL)
		return codes_no_list(typed, err);
	return copy(typed, to->list, sizeof(to->list), "LIST", err);
}

/* ---- add ---- */

static int
same_text(const char *a, const char *b, bool *ret, struct hj_error *err)
{
	struct hj_buf x = HJ_BUF(HJ_LINE_MAX), y = HJ_BUF(HJ_LINE_MAX);
	int rc;

	if ((rc = hj_text_fold(a, strlen(a), &x, err)) == HJ_OK &&
	    (rc = hj_text_fold(b, strlen(b), &y, err)) == HJ_OK)
		*ret = x.len == y.len && memcmp(x.data, y.data, x.len) == 0;
	hj_buf_clear(&x);
	hj_buf_clear(&y);
	return rc;
}

/* Two codes for one thing make a list that nobody can count by. */
static int
check_fresh(struct cli *c, const struct hj_coined *code, struct hj_error *err)
{
	const struct hj_list *l = lexicon_list(c, code->list);

	for (size_t i = 0; i < l->n; i++) {
		const struct hj_code_row *row = &l->rows[i];
		bool en = false, ko = false;

		if (strcmp(row->code, code->code) == 0)
			return hj_fail(err, HJ_EEXISTS,
			    "the list '%s' has '%s' already; 'hanji codes change' corrects its labels",
			    code->list, code->code);
		if (same_text(row->en, code->en, &en, err) != HJ_OK ||
		    same_text(row->ko, code->ko, &ko, err) != HJ_OK)
			return (int)err->code;
		if (en || ko)
			return hj_fail(err, HJ_EEXISTS,
			    "the list '%s' has that label already: it is the code '%s'",
			    code->list, row->code);
	}
	return HJ_OK;
}

/* The code, alone, as 'add' prints an id. */
static void
say_code(struct cli *c, const struct hj_coined *code)
{
	if (!emit_is_json(c->out)) {
		emit_text(c->out, code->code);
		return;
	}
	emit_map(c->out);
	emit_key(c->out, "list", NULL);
	emit_text(c->out, code->list);
	emit_key(c->out, "code", NULL);
	emit_text(c->out, code->code);
	emit_end(c->out);
}

static int
add(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct own_opt *o = a->opt;
	struct hj_coined code = { .received = false };
	int rc;

	if ((rc = take_list(a->rest[0], &code, err)) != HJ_OK ||
	    (rc = take_word(a->rest[1], &code, err)) != HJ_OK ||
	    (rc = take_others(o, &code, err)) != HJ_OK ||
	    (rc = take_label(c, o->en, _("Label in English: "), "--en", code.en,
		 err)) != HJ_OK ||
	    (rc = take_label(c, o->ko, _("Label in Korean: "), "--ko", code.ko,
		 err)) != HJ_OK)
		return rc;
	hj_element_id_random(code.id);
	if ((rc = hj_coined_check(&code, err)) != HJ_OK ||
	    (rc = check_fresh(c, &code, err)) != HJ_OK)
		return rc;
	if (!o->dry_run && (rc = owncodes_put(c, &code, "add", err)) != HJ_OK)
		return rc;
	say_code(c, &code);
	return HJ_OK;
}

/* ---- change ---- */

/* The code that is meant, as it stands. */
static int
find(struct cli *c, const struct args *a, struct hj_coined *ret,
    struct hj_error *err)
{
	const struct hj_codebook *book = NULL;
	const struct hj_coined *found;
	int rc;

	if ((rc = take_list(a->rest[0], ret, err)) != HJ_OK ||
	    (rc = take_word(a->rest[1], ret, err)) != HJ_OK ||
	    (rc = lexicon_book(c, &book, err)) != HJ_OK)
		return rc;
	found = hj_codebook_find(book, ret->list, ret->code, strlen(ret->code));
	if (found == NULL)
		return hj_fail(err, HJ_ENOTFOUND,
		    "the list '%s' has no code '%s' of your own; 'hanji codes %s' shows them",
		    ret->list, ret->code, ret->list);
	*ret = *found;
	return HJ_OK;
}

static int
change(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct own_opt *o = a->opt;
	struct hj_coined code = { .received = false };
	int rc;

	if (o->en == NULL && o->ko == NULL && o->from == NULL &&
	    o->to == NULL && o->near == NULL)
		return cli_usage(err,
		    "say what to change: --en, --ko, --from, --to or --near");
	if ((rc = find(c, a, &code, err)) != HJ_OK)
		return rc;
	if (code.received)
		return hj_fail(err, HJ_EREFUSED,
		    "'%s' came with case files of others, who know what it means: ask them to correct it",
		    code.code);
	if ((o->en != NULL &&
		(rc = copy(o->en, code.en, sizeof(code.en), "--en", err)) !=
		    HJ_OK) ||
	    (o->ko != NULL &&
		(rc = copy(o->ko, code.ko, sizeof(code.ko), "--ko", err)) !=
		    HJ_OK) ||
	    (rc = take_others(o, &code, err)) != HJ_OK ||
	    (rc = hj_coined_check(&code, err)) != HJ_OK)
		return rc;
	if (!o->dry_run &&
	    (rc = owncodes_put(c, &code, "change", err)) != HJ_OK)
		return rc;
	say_code(c, &code);
	return HJ_OK;
}

static int
drop(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct own_opt *o = a->opt;
	struct hj_coined code = { .received = false };
	int rc;

	if ((rc = find(c, a, &code, err)) != HJ_OK)
		return rc;
	return owncodes_drop(c, &code, o->dry_run, err);
}

#define AT(field) offsetof(struct own_opt, field)
#define DRY_RUN                                                                \
	{                                                                      \
		'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,             \
		    N_("check only, change nothing")                           \
	}

static const struct option_def options[] = {
	{ 0, "en", OPT_TEXT, AT(en), "TEXT", NULL, N_("label in English") },
	{ 0, "ko", OPT_TEXT, AT(ko), "TEXT", NULL, N_("label in Korean") },
	{ 0, "from", OPT_TEXT, AT(from), "DATE", NULL,
	    N_("in use since; else always") },
	{ 0, "to", OPT_TEXT, AT(to), "DATE", NULL,
	    N_("in use until; else still") },
	{ 0, "near", OPT_TEXT, AT(near), "CODE", NULL,
	    N_("the code of the list that comes nearest") },
	DRY_RUN,
	{ 0 },
};

static const struct option_def drop_options[] = {
	DRY_RUN,
	{ 0 },
};

static const struct command_example add_examples[] = {
	{ "codes add organ x-patrol --en 'River patrol' --ko '강변 순찰대' --near kp-border",
	    N_("an organ that the list lacks") },
	{ "codes add violation hostage --en 'Held for ransom' --ko '인질 억류' --near abduct",
	    N_("protected as an abduction is; the code is x-hostage") },
	{ NULL, NULL },
};

static const struct command_example change_examples[] = {
	{ "codes change organ x-patrol --ko '압록강 순찰대'",
	    N_("a better label; what the code means stays") },
	{ "codes change organ x-patrol --to 2015",
	    N_("it is there no longer") },
	{ NULL, NULL },
};

static const struct command_example drop_examples[] = {
	{ "codes drop organ x-patrol", N_("only when no case file uses it") },
	{ NULL, NULL },
};

const struct command_page codes_add_page = {
	.text =
	    N_("Adds a code of your own to a list and prints it.  It begins with x-, which no\ncode of hanji ever does.  'hanji codes own-list' shows the lists that take them.\n\nA case file that uses it says itself what it means, so that those who get the\nfile can read it; with it they get the code.  --near names the code of the list\nthat comes nearest: others count it there, and a violation is protected as that\none is."),
	.options = options,
	.opt_size = sizeof(struct own_opt),
	.examples = add_examples,
	.run = add,
};

const struct command_page codes_change_page = {
	.text =
	    N_("Corrects the labels of a code of your own, when it was in use, or which code\ncomes nearest.  What it means stays: for another thing add another code.  Case\nfiles get the new labels when they are next changed."),
	.options = options,
	.opt_size = sizeof(struct own_opt),
	.examples = change_examples,
	.run = change,
};

const struct command_page codes_drop_page = {
	.text =
	    N_("Takes a code of your own out of its list, if no case file uses it.  Earlier\nrevisions that used it still say what it meant."),
	.options = drop_options,
	.opt_size = sizeof(struct own_opt),
	.examples = drop_examples,
	.run = drop,
};
