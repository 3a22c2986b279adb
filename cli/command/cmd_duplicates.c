#include <math.h>
#include <stddef.h>

#include "cli/access/process.h"
#include "cli/casefile/casefile.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/limits.h"
#include "core/duplicates/duplicate.h"

static const struct emit_column columns[] = {
	{ "sure", N_("how sure"), false },
	{ "a", N_("id"), false },
	{ "name_a", N_("name"), false },
	{ "b", N_("other id"), false },
	{ "name_b", N_("other name"), false },
	{ "because", N_("because of"), false },
};

static const struct {
	const char *key, *said;
} terms[HJ_TERMS] = {
	[HJ_TERM_NAME] = { "name", N_("name") },
	[HJ_TERM_BIRTH] = { "birth", N_("birth") },
	[HJ_TERM_SEX] = { "sex", N_("sex") },
	[HJ_TERM_ORIGIN] = { "origin", N_("origin") },
	[HJ_TERM_WHEN] = { "when", N_("time of what happened") },
	[HJ_TERM_WHERE] = { "where", N_("place of what happened") },
};

struct duplicates_options {
	uint64_t most;
};

/* A million pairs take 50 MB; nobody decides about more. */
#define MOST ((uint64_t)1000000)

/* What speaks for it; what speaks against it has a minus before. */
static int
say_because(struct cli *c, const struct hj_alike *a, struct hj_error *err)
{
	struct hj_buf words = HJ_BUF(HJ_LINE_MAX);
	int rc = HJ_OK;

	for (size_t i = 0; i < HJ_TERMS && rc == HJ_OK; i++) {
		if (fabs(a->term[i]) < .25)
			continue;
		rc = hj_buf_printf(&words, err, "%s%s%s",
		    words.len != 0 ? ", " : "", a->term[i] < 0 ? "-" : "",
		    emit_is_json(c->out) ? terms[i].key : _(terms[i].said));
	}
	emit_bytes(c->out, (const char *)words.data, words.len);
	hj_buf_clear(&words);
	return rc;
}

/* In tenths of a nat. */
static int64_t
tenths(double nats)
{
	return (int64_t)lround(nats * 10);
}

static int
print_side(struct cli *c, const struct hj_duplicate_side *side, const char *key,
    const char *name_key, struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	char shown[HJ_ID_SHOWN];
	struct hj_row row;
	int rc = hj_vault_row(c->vault, &side->id, &row, &items, err);

	hj_id_show(&side->id, shown);
	emit_key(c->out, key, NULL);
	emit_text(c->out, shown);
	emit_key(c->out, name_key, NULL);
	if (rc == HJ_OK && row.level != HJ_SECRET)
		emit_bytes(c->out, side->name, side->n);
	else
		emit_none(c->out);
	hj_buf_clear(&items);
	return rc;
}

static void
print_terms(struct cli *c, const struct hj_duplicate *d)
{
	emit_key(c->out, "score", NULL);
	emit_number(c->out, tenths(d->alike.sum));
	emit_key(c->out, "person_a", NULL);
	emit_text(c->out, d->a.person->id);
	emit_key(c->out, "person_b", NULL);
	emit_text(c->out, d->b.person->id);
	emit_key(c->out, "terms", NULL);
	emit_map(c->out);
	for (size_t i = 0; i < HJ_TERMS; i++) {
		emit_key(c->out, terms[i].key, NULL);
		emit_number(c->out, tenths(d->alike.term[i]));
	}
	emit_end(c->out);
}

static int
print(void *to, const struct hj_duplicate *d, struct hj_error *err)
{
	struct cli *c = to;
	bool likely = d->band == HJ_ALIKE_LIKELY;

	emit_map(c->out);
	emit_key(c->out, "sure", NULL);
	if (emit_is_json(c->out))
		emit_text(c->out, likely ? "likely" : "perhaps");
	else
		emit_text(c->out, likely ? _("likely") : _("perhaps"));
	if (print_side(c, &d->a, "a", "name_a", err) != HJ_OK ||
	    print_side(c, &d->b, "b", "name_b", err) != HJ_OK)
		return (int)err->code;
	emit_key(c->out, "because", NULL);
	if (say_because(c, &d->alike, err) != HJ_OK)
		return (int)err->code;
	if (emit_is_json(c->out))
		print_terms(c, d);
	emit_end(c->out);
	return process_check(err);
}

/* For programs: what was found, also of what is not listed. */
static void
print_counts(struct cli *c, const struct hj_duplicate_facts *f)
{
	const struct {
		const char *key;
		uint64_t n;
	} counts[] = { { "likely", f->found[HJ_ALIKE_LIKELY] },
		{ "perhaps", f->found[HJ_ALIKE_PERHAPS] },
		{ "listed", f->told }, { "not_compared", f->passed },
		{ "persons", f->persons } };

	for (size_t i = 0; i < HJ_LEN(counts); i++) {
		emit_key(c->out, counts[i].key, NULL);
		emit_number(c->out, (int64_t)counts[i].n);
	}
}

static void
say_rest(struct cli *c, const struct hj_duplicate_facts *f)
{
	uint64_t found = f->found[HJ_ALIKE_LIKELY] + f->found[HJ_ALIKE_PERHAPS];

	if (f->told < found)
		ui_say(c->ui,
		    _("Listed are %llu of %llu pairs (%llu likely, %llu perhaps); the others are no likelier than these.  'hanji duplicates ID' asks about one file, '--most N' lists more."),
		    (unsigned long long)f->told, (unsigned long long)found,
		    (unsigned long long)f->found[HJ_ALIKE_LIKELY],
		    (unsigned long long)f->found[HJ_ALIKE_PERHAPS]);
	if (f->passed != 0)
		ui_say(c->ui,
		    _("%llu pairs of very common names were not compared: nothing but the name is known of them"),
		    (unsigned long long)f->passed);
	if (found == 0)
		ui_say(c->ui, "%s",
		    _("nobody seems to be here twice; 'hanji find' searches"));
	else if (!emit_is_json(c->out))
		ui_say(c->ui, "%s",
		    _("The same name is not yet the same person.  What you decide is kept and not asked again:\n  hanji link ID OTHER same         they are, or may be, one person\n  hanji link ID OTHER distinct     they are not"));
}

static int
list(struct cli *c, const struct hj_id *only, uint64_t most,
    struct hj_error *err)
{
	bool json = emit_is_json(c->out);
	struct hj_duplicate_facts facts;
	struct progress bar;
	struct hj_progress p;
	int rc;

	if (json) {
		emit_map(c->out);
		emit_key(c->out, "pairs", NULL);
		/* With the terms, which no table has room for. */
		emit_list(c->out);
	} else
		emit_table(c->out, columns, HJ_LEN(columns));
	p = progress_start(&bar, _("Comparing"));
	rc = hj_vault_duplicates(c->vault, only, (size_t)most, print, c, &p,
	    &facts, err);
	progress_end(&bar);
	if (rc != HJ_OK)
		return rc;
	emit_end(c->out);
	if (json) {
		print_counts(c, &facts);
		emit_end(c->out);
	}
	say_rest(c, &facts);
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct duplicates_options *o = a->opt;
	struct casefile f = CASEFILE;
	uint64_t most = o->most != 0 ? o->most : HJ_DUPLICATES_TOLD;
	int rc;

	if (most > MOST)
		return cli_usage(err, "--most: at most %llu",
		    (unsigned long long)MOST);
	if (a->nrest == 0)
		return list(c, NULL, most, err);
	if ((rc = casefile_find(c, a->rest[0], &f, err)) == HJ_OK)
		rc = list(c, &f.row.id, most, err);
	casefile_clear(&f);
	return rc;
}

static const struct option_def options[] = {
	{ 0, "most", OPT_NUMBER, offsetof(struct duplicates_options, most), "N",
	    NULL, N_("list so many pairs at most; 10000 unless given") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "duplicates", N_("who may be here twice, the likeliest first") },
	{ "duplicates k7m2", N_("who may be the same person as in this file") },
	{ "merge k7m2 q4d9", N_("they are one person: one file from now on") },
	{ "link k7m2 q4d9 distinct", N_("they are not; never asked again") },
	{ NULL, NULL },
};

const struct command_page duplicates_page = {
	.text =
	    N_("Lists files that may be about one person: by name in any script and spelling,\nbirth, sex, origin, and when and where things happened.  Each line says what\nspeaks for it; a minus stands before what speaks against it.\n\nNothing is joined by itself.  Files that are linked as 'same' or 'distinct', or of\nwhich one came out of the other, are not asked about again.  'hanji merge' makes\none file of two.\n\nWhere very many have the same name the likeliest pairs are listed and the others\ncounted."),
	.options = options,
	.opt_size = sizeof(struct duplicates_options),
	.examples = examples,
	.run = run,
};
