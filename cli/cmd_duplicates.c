#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/casefile.h"
#include "cli/emit.h"
#include "cli/pages.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/ui.h"
#include "core/duplicate.h"
#include "core/limits.h"

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

/* A pair that was found, kept until all are and the likeliest come first. */
struct twin {
	struct hj_id a, b;
	char person_a[HJ_ELEMENT_ID_CHARS + 1];
	char person_b[HJ_ELEMENT_ID_CHARS + 1];
	struct hj_alike alike;
	enum hj_alike_band band;
	size_t name_a, na, name_b, nb; /* in text */
};

struct twins {
	struct hj_buf twin, text;
};

static int
keep(void *to, const struct hj_duplicate *d, struct hj_error *err)
{
	struct twins *t = to;
	struct twin one = { .a = d->a.id,
		.b = d->b.id,
		.alike = d->alike,
		.band = d->band,
		.name_a = t->text.len,
		.na = d->a.n,
		.name_b = t->text.len + d->a.n,
		.nb = d->b.n };

	memcpy(one.person_a, d->a.person->id, sizeof(one.person_a));
	memcpy(one.person_b, d->b.person->id, sizeof(one.person_b));
	if (hj_buf_add(&t->text, d->a.name, d->a.n, err) != HJ_OK ||
	    hj_buf_add(&t->text, d->b.name, d->b.n, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_add(&t->twin, &one, sizeof(one), err);
}

static int
by_likeness(const void *a, const void *b)
{
	const struct twin *x = a, *y = b;
	int d;

	if (x->alike.sum > y->alike.sum || x->alike.sum < y->alike.sum)
		return x->alike.sum > y->alike.sum ? -1 : 1;
	d = memcmp(x->a.b, y->a.b, sizeof(x->a.b));
	return d != 0 ? d : memcmp(x->b.b, y->b.b, sizeof(x->b.b));
}

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
print_side(struct cli *c, const struct hj_id *id, const char *key,
    const char *name, size_t n, const char *name_key, struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	char shown[HJ_ID_SHOWN];
	struct hj_row row;
	int rc = hj_vault_row(c->vault, id, &row, &items, err);

	hj_id_show(id, shown);
	emit_key(c->out, key, NULL);
	emit_text(c->out, shown);
	emit_key(c->out, name_key, NULL);
	if (rc == HJ_OK && row.level != HJ_SECRET)
		emit_bytes(c->out, name, n);
	else
		emit_none(c->out);
	hj_buf_clear(&items);
	return rc;
}

static void
print_terms(struct cli *c, const struct twin *one)
{
	emit_key(c->out, "score", NULL);
	emit_number(c->out, tenths(one->alike.sum));
	emit_key(c->out, "person_a", NULL);
	emit_text(c->out, one->person_a);
	emit_key(c->out, "person_b", NULL);
	emit_text(c->out, one->person_b);
	emit_key(c->out, "terms", NULL);
	emit_map(c->out);
	for (size_t i = 0; i < HJ_TERMS; i++) {
		emit_key(c->out, terms[i].key, NULL);
		emit_number(c->out, tenths(one->alike.term[i]));
	}
	emit_end(c->out);
}

static int
print(struct cli *c, const struct twins *t, const struct twin *one,
    struct hj_error *err)
{
	const char *text = (const char *)t->text.data;
	bool likely = one->band == HJ_ALIKE_LIKELY;

	emit_map(c->out);
	emit_key(c->out, "sure", NULL);
	if (emit_is_json(c->out))
		emit_text(c->out, likely ? "likely" : "perhaps");
	else
		emit_text(c->out, likely ? _("likely") : _("perhaps"));
	if (print_side(c, &one->a, "a", text + one->name_a, one->na, "name_a",
		err) != HJ_OK ||
	    print_side(c, &one->b, "b", text + one->name_b, one->nb, "name_b",
		err) != HJ_OK)
		return (int)err->code;
	emit_key(c->out, "because", NULL);
	if (say_because(c, &one->alike, err) != HJ_OK)
		return (int)err->code;
	if (emit_is_json(c->out))
		print_terms(c, one);
	emit_end(c->out);
	return HJ_OK;
}

static int
print_all(struct cli *c, struct twins *t, struct hj_error *err)
{
	struct twin *twin = (struct twin *)(void *)t->twin.data;
	size_t n = t->twin.len / sizeof(*twin);
	int rc = HJ_OK;

	if (n != 0)
		qsort(twin, n, sizeof(*twin), by_likeness);
	/* Programs also get the terms, which no table has room for. */
	if (emit_is_json(c->out))
		emit_list(c->out);
	else
		emit_table(c->out, columns, HJ_LEN(columns));
	for (size_t i = 0; i < n && rc == HJ_OK; i++)
		rc = print(c, t, &twin[i], err);
	emit_end(c->out);
	return rc;
}

static void
say_rest(struct cli *c, const struct hj_duplicate_facts *f)
{
	if (f->passed != 0)
		ui_say(c->ui,
		    _("%llu pairs of very common names were not compared: nothing but the name is known of them"),
		    (unsigned long long)f->passed);
	if (f->found == 0)
		ui_say(c->ui, "%s",
		    _("nobody seems to be here twice; 'hanji find' searches"));
	else if (!emit_is_json(c->out))
		ui_say(c->ui, "%s",
		    _("The same name is not yet the same person.  What you decide is kept and not asked again:\n  hanji link ID OTHER same         they are, or may be, one person\n  hanji link ID OTHER distinct     they are not"));
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct twins t = { HJ_BUF(SIZE_MAX / 4), HJ_BUF(SIZE_MAX / 4) };
	struct casefile f = CASEFILE;
	struct hj_duplicate_facts facts;
	struct progress bar;
	struct hj_progress p;
	int rc;

	if (a->nrest == 1 &&
	    (rc = casefile_find(c, a->rest[0], &f, err)) != HJ_OK)
		goto out;
	p = progress_start(&bar, _("Comparing"));
	rc = hj_vault_duplicates(c->vault, a->nrest == 1 ? &f.row.id : NULL,
	    keep, &t, &p, &facts, err);
	progress_end(&bar);
	if (rc == HJ_OK && (rc = print_all(c, &t, err)) == HJ_OK)
		say_rest(c, &facts);
out:
	casefile_clear(&f);
	hj_buf_clear(&t.twin);
	hj_buf_clear(&t.text);
	return rc;
}

static const struct command_example examples[] = {
	{ "duplicates", N_("who may be here twice, the likeliest first") },
	{ "duplicates k7m2", N_("who may be the same person as in this file") },
	{ "merge k7m2 q4d9", N_("they are one person: one file from now on") },
	{ "link k7m2 q4d9 distinct", N_("they are not; never asked again") },
	{ NULL, NULL },
};

const struct command_page duplicates_page = {
	.text =
	    N_("Lists files that may be about one person: by name in any script and spelling,\nbirth, sex, origin, and when and where things happened.  Each line says what\nspeaks for it; a minus stands before what speaks against it.\n\nNothing is joined by itself.  Files that are linked as 'same' or 'distinct', or of\nwhich one came out of the other, are not asked about again.  'hanji merge' makes\none file of two."),
	.examples = examples,
	.run = run,
};
