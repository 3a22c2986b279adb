#include <string.h>

#include "cli/casefile/casefile.h"
#include "cli/screen/emit.h"
#include "cli/find/hits.h"
#include "cli/wording/label.h"
#include "cli/pages.h"
#include "cli/access/process.h"
#include "cli/screen/progress.h"
#include "cli/screen/say.h"
#include "cli/argument/teamarg.h"
#include "cli/find/seek.h"
#include "cli/screen/ui.h"
#include "cli/screen/value.h"
#include "core/base/limits.h"
#include "core/case/schema.h"

static const struct emit_column columns[] = {
	{ "id", N_("id"), false },
	{ "kind", N_("kind"), false },
	{ "status", N_("status"), false },
	{ "last_status", N_("last known"), false },
	{ "why", N_("found by"), false },
	{ "sure", N_("how sure"), false },
	{ "text", N_("text"), false },
	{ "title", N_("title"), false },
	{ "path", NULL, false },
};

struct find_options {
	bool wide, text;
};

struct search {
	struct cli *c;
	struct match m;
	struct hits hits; /* of names that only sound like it */
	size_t found;
};

/* What a hit says besides its row. */
struct found {
	const char *why, *sure; /* for programs */
	const char *text, *path;
	size_t n;
};

static const struct {
	const char *word, *said;
} whys[] = { { "name", N_("name") }, { "title", N_("title") },
	{ "external", N_("external id") }, { "id", N_("id") },
	{ "place", N_("place") }, { "phone", N_("telephone") },
	{ "text", N_("full text") } };

static const struct {
	const char *word, *said;
} sures[] = { [MATCH_NOT] = { "no", "" },
	[MATCH_WIDE] = { "wide", N_("a little alike") },
	[MATCH_LIKELY] = { "likely", N_("likely") },
	[MATCH_SAME_NAME] = { "same-name", N_("same name") },
	[MATCH_TEXT] = { "text", N_("as typed") } };

static const char *
why_said(const char *word)
{
	for (size_t i = 0; i < HJ_LEN(whys); i++)
		if (strcmp(whys[i].word, word) == 0)
			return _(whys[i].said);
	return word;
}

static const char *
sure_said(const char *word)
{
	for (size_t i = 0; i < HJ_LEN(sures); i++)
		if (strcmp(sures[i].word, word) == 0)
			return _(sures[i].said);
	return word;
}

static void
print_hit(struct cli *c, const struct hj_row *row, const struct found *f)
{
	bool secret = row->level == HJ_SECRET, json = emit_is_json(c->out);
	char id[HJ_ID_SHOWN], last[64];
	const char *title;
	size_t n;

	hj_id_show(&row->id, id);
	casefile_title(row, &title, &n);
	emit_map(c->out);
	emit_key(c->out, "id", NULL);
	emit_text(c->out, id);
	emit_key(c->out, "kind", NULL);
	emit_text(c->out, label_kind(c, row));
	emit_key(c->out, "status", NULL);
	emit_text(c->out, label_status(c, row));
	emit_key(c->out, "last_status", NULL);
	emit_text(c->out,
	    row->level == HJ_SECRET ? NULL
				    : label_last(c, row, last, sizeof(last)));
	emit_key(c->out, "why", NULL);
	emit_text(c->out, json ? f->why : why_said(f->why));
	emit_key(c->out, "sure", NULL);
	emit_text(c->out, json ? f->sure : sure_said(f->sure));
	emit_key(c->out, "text", NULL);
	if (f->text != NULL && f->n != 0 && !secret)
		emit_bytes(c->out, f->text, f->n);
	else
		emit_none(c->out);
	emit_key(c->out, "title", NULL);
	if (secret)
		emit_none(c->out);
	else
		emit_bytes(c->out, title, n);
	emit_key(c->out, "path", NULL);
	emit_text(c->out, f->path);
	emit_end(c->out);
}

/* What holds the text is shown at once; what sounds like it waits for better.
 */
static int
look_at(void *to, const struct hj_row *row, const struct match_why *why,
    struct hj_error *err)
{
	struct search *s = to;

	if (why->sure == MATCH_TEXT) {
		print_hit(s->c, row,
		    &(struct found){ .why = why->word,
			.sure = sures[MATCH_TEXT].word,
			.text = why->text,
			.n = why->n });
		s->found++;
	} else if (hits_add(&s->hits, row, why, err) != HJ_OK)
		return (int)err->code;
	return process_check(err);
}

static int
print_names(struct search *s, struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(HJ_RECORD_MAX);
	int rc = HJ_OK;

	hits_sort(&s->hits);
	for (size_t i = 0; i < s->hits.n && rc == HJ_OK; i++) {
		const struct hit *h = &s->hits.hit[i];
		struct hj_row row;

		hj_buf_reset(&items);
		if ((rc = hj_vault_row(s->c->vault, &h->id, &row, &items,
			 err)) != HJ_OK)
			break;
		print_hit(s->c, &row,
		    &(struct found){ .why = "name",
			.sure = sures[h->sure].word,
			.text = (const char *)s->hits.text.data + h->at,
			.n = h->n });
		s->found++;
		rc = process_check(err);
	}
	hj_buf_clear(&items);
	if (rc == HJ_OK && s->hits.dropped != 0)
		ui_say(s->c->ui,
		    _("%zu more are less like it: type more of the name"),
		    s->hits.dropped);
	return rc;
}

static int
look_into(void *to, const struct hj_row *row, const char *path,
    const char *excerpt, size_t n, struct hj_error *err)
{
	struct search *s = to;

	print_hit(s->c, row,
	    &(struct found){ .why = "text",
		.sure = sures[MATCH_TEXT].word,
		.text = excerpt,
		.n = n,
		.path = path });
	s->found++;
	return process_check(err);
}

/* What to look for: an argument, or the answer to a question. */
static int
ask(struct cli *c, const struct args *a, struct hj_buf *to,
    struct hj_error *err)
{
	if (a->nrest == 0)
		return ui_line(c->ui, _("Find: "), NULL, NULL, to, err);
	if (strcmp(a->rest[0], "-") != 0 && value_fd(a->rest[0]) < 0)
		ui_warn_history(c->ui);
	return value_read(a->rest[0], to, err);
}

static int
in_rows(struct search *s, struct hj_error *err)
{
	struct progress bar;
	struct hj_progress p = progress_start(&bar, _("Searching"));
	int rc = seek_rows(&s->m, look_at, s, &p, err);

	progress_end(&bar);
	return rc;
}

static int
in_texts(struct search *s, struct hj_error *err)
{
	struct progress bar;
	struct hj_progress p = progress_start(&bar, _("Searching the texts"));
	int rc = seek_texts(&s->m, look_into, s, &p, err);

	progress_end(&bar);
	return rc;
}

static int
search(struct search *s, const char *text, const struct find_options *o,
    struct hj_error *err)
{
	int rc;

	if ((rc = match_init(&s->m, s->c, text, err)) != HJ_OK)
		return rc;
	s->m.wide = o->wide;
	emit_table(s->c->out, columns, HJ_LEN(columns));
	if ((rc = in_rows(s, err)) != HJ_OK ||
	    (rc = print_names(s, err)) != HJ_OK)
		return rc;
	/* Words that are no name may stand in what people told. */
	if ((o->text || s->found == 0) && (rc = in_texts(s, err)) != HJ_OK)
		return rc;
	emit_end(s->c->out);
	if ((rc = teamarg_say_unseen(s->c, err)) != HJ_OK)
		return rc;
	if (s->found == 0 && !emit_is_json(s->c->out))
		return hj_fail(err, HJ_ENOTFOUND,
		    "nothing found: try a shorter part, or another spelling or script; 'hanji list' shows all");
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct search s = { .c = c, .hits = { .text = HJ_BUF(HITS_TEXT) } };
	struct hj_buf typed = HJ_BUF(HJ_LINE_MAX);
	const char *text = NULL;
	int rc;

	if ((rc = ask(c, a, &typed, err)) == HJ_OK &&
	    (rc = hj_buf_text(&typed, &text, err)) == HJ_OK) {
		if (*text == '\0')
			rc = cli_usage(err,
			    "nothing to look for: type part of a name or an id");
		else
			rc = search(&s, text, a->opt, err);
	}
	hj_buf_clear(&s.hits.text);
	match_clear(&s.m);
	hj_buf_clear(&typed);
	return rc;
}

static const struct option_def options[] = {
	{ 'w', "wide", OPT_FLAG, offsetof(struct find_options, wide), NULL,
	    NULL,
	    N_("also names that are only a little alike, or not whole (Mrs Kim)") },
	{ 't', "text", OPT_FLAG, offsetof(struct find_options, text), NULL,
	    NULL,
	    N_("also what stands in the texts; done anyway where nothing else fits") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "find",
	    N_("asks what to look for, so that no name stays in the shell's history") },
	{ "find - <name.txt", N_("the text comes from a file") },
	{ "find k7m2", N_("by the beginning of an id") },
	{ "find --wide 김 씨", N_("everybody of that surname") },
	{ NULL, NULL },
};

const struct command_page find_page = {
	.text =
	    N_("Looks for a name in any script and spelling (김영순, 金英順, Kim Young Soon,\nJin Yingshun, Ким Ён Сун), for ids, titles, places and their facilities in both\nlanguages, and for digits of a telephone number.  Where none fits, the whole text\nof each record is searched.\n\nEach line says what was found where, and how sure it is: what was typed stands\nthere; the same name; likely the same name.  The same name is not yet the same\nperson."),
	.options = options,
	.opt_size = sizeof(struct find_options),
	.examples = examples,
	.run = run,
};
