#include "cli/stats/statview.h"

#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/stats/statword.h"

static void
emit_figure(struct cli *c, const struct hj_figure *n)
{
	emit_key(c->out, "min", NULL);
	if (n->hidden)
		emit_none(c->out);
	else
		emit_number(c->out, (int64_t)n->min);
	emit_key(c->out, "max", NULL);
	if (n->hidden || n->open)
		emit_none(c->out);
	else
		emit_number(c->out, (int64_t)n->max);
	emit_key(c->out, "hidden", NULL);
	emit_flag(c->out, n->hidden);
}

static int
json_row(struct statcount *s, const size_t at[static HJ_CROSSTAB_FIELDS],
    struct hj_error *err)
{
	struct emit *out = s->c->out;

	(void)err;
	emit_map(out);
	emit_key(out, "values", NULL);
	emit_list(out);
	for (size_t f = 0; f < s->how.nfields; f++) {
		const char *code =
		    at[f] == s->n[f] ? "all" : s->category[f][at[f]].code;

		if (*code == '\0')
			emit_none(out);
		else
			emit_text(out, code);
	}
	emit_end(out);
	emit_figure(s->c, hj_crosstab_at(&s->table, at));
	emit_end(out);
	return HJ_OK;
}

static int
json(struct statcount *s, struct hj_error *err)
{
	struct emit *out = s->c->out;
	size_t at[HJ_CROSSTAB_FIELDS];

	emit_map(out);
	emit_key(out, "count", NULL);
	emit_text(out, s->what);
	emit_key(out, "by", NULL);
	emit_list(out);
	for (size_t f = 0; f < s->how.nfields; f++)
		emit_text(out, hj_census_field_name(s->how.field[f]));
	emit_end(out);
	emit_key(out, "period", NULL);
	emit_text(out, s->period);
	emit_key(out, "least", NULL);
	emit_number(out, (int64_t)s->k);
	emit_key(out, "refused", NULL);
	emit_number(out, (int64_t)s->left_out);
	emit_key(out, "rows", NULL);
	emit_list(out);
	for (size_t i = 0; i < s->table.ncells; i++) {
		hj_crosstab_place(&s->table, i, at);
		if (json_row(s, at, err) != HJ_OK)
			return (int)err->code;
	}
	emit_end(out);
	emit_end(out);
	return HJ_OK;
}

static int
text_row(struct statcount *s, const size_t at[static HJ_CROSSTAB_FIELDS],
    uint64_t most, struct hj_error *err)
{
	const struct hj_figure *n = hj_crosstab_at(&s->table, at);
	struct hj_buf word = HJ_BUF(HJ_LINE_MAX);
	struct emit *out = s->c->out;
	char bar[STATWORD_BAR + 1];
	bool total = false;
	int rc = HJ_OK;

	emit_map(out);
	for (size_t f = 0; rc == HJ_OK && f < s->how.nfields; f++) {
		hj_buf_reset(&word);
		rc = statword_category(s, f, at[f], &word, err);
		emit_key(out, hj_census_field_name(s->how.field[f]), NULL);
		emit_bytes(out, (const char *)word.data, word.len);
		total = total || at[f] == s->n[f];
	}
	hj_buf_reset(&word);
	if (rc == HJ_OK)
		rc = statword_figure(n, &word, err);
	emit_key(out, "count", NULL);
	emit_bytes(out, (const char *)word.data, word.len);
	statword_bar(n, total ? 0 : most, bar);
	emit_key(out, "bar", NULL);
	emit_text(out, bar);
	emit_end(out);
	hj_buf_clear(&word);
	return rc;
}

static int
rows(struct statcount *s, struct hj_error *err)
{
	struct emit_column columns[HJ_CROSSTAB_FIELDS + 2];
	uint64_t most = statword_most(s);
	size_t at[HJ_CROSSTAB_FIELDS], n;
	int rc = HJ_OK;

	for (n = 0; n < s->how.nfields; n++)
		columns[n] =
		    (struct emit_column){ hj_census_field_name(s->how.field[n]),
			    statword_field(s, n), false };
	columns[n++] = (struct emit_column){ "count", statword_what(s), true };
	columns[n++] = (struct emit_column){ "bar", " ", false };
	emit_table(s->c->out, columns, n);
	for (size_t i = 0; rc == HJ_OK && i < s->table.ncells; i++) {
		hj_crosstab_place(&s->table, i, at);
		if (statword_is_row(s, at))
			rc = text_row(s, at, most, err);
	}
	emit_end(s->c->out);
	return rc;
}

int
statview_show(struct statcount *s, struct hj_error *err)
{
	const char *note;
	int rc;

	if (emit_is_json(s->c->out))
		return json(s, err);
	if ((rc = rows(s, err)) != HJ_OK)
		return rc;
	emit_say(s->c->out, "%s", "");
	for (size_t i = 0; (note = statword_note(s, i)) != NULL; i++)
		emit_say(s->c->out, "%s", note);
	return HJ_OK;
}
