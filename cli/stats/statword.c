#include "cli/stats/statword.h"

#include <string.h>

#include "cli/screen/say.h"
#include "cli/wording/lexicon.h"
#include "core/case/datesay.h"
#include "core/sense/status.h"

const char *
statword_what(const struct statcount *s)
{
	static const char *const words[HJ_COUNTS] = { N_("cases"),
		N_("persons"), N_("periods of detention"), N_("petitions"),
		N_("services"), N_("contacts") };

	return _(words[s->how.what]);
}

const char *
statword_field(const struct statcount *s, size_t field)
{
	const struct hj_census_field *f = s->how.field[field];

	return s->c->korean ? hj_census_field_korean(f)
			    : hj_census_field_name(f);
}

/* A year, a month, a decade. */
static int
time_word(const struct statcount *s, const char *code, struct hj_buf *to,
    struct hj_error *err)
{
	size_t n = strlen(code);

	if (n == 5 && code[4] == 's')
		return s->c->korean ? hj_buf_printf(to, err, "%.4s년대", code)
				    : hj_buf_puts(to, code, err);
	return hj_date_say_text(code, n, NULL, s->c->korean, to, err);
}

int
statword_category(const struct statcount *s, size_t field, size_t i,
    struct hj_buf *to, struct hj_error *err)
{
	const char *list = hj_census_field_list(s->how.field[field]), *code;
	const struct hj_code_row *row = NULL;
	const struct hj_list *l;

	if (i == s->n[field])
		return hj_buf_puts(to, _("all"), err);
	code = s->category[field][i].code;
	if (strcmp(code, HJ_NOT_KNOWN) == 0)
		return hj_buf_puts(to, _("not known"), err);
	if (strcmp(code, HJ_SEVERAL) == 0)
		return hj_buf_puts(to, _("more than one"), err);
	if (strcmp(code, HJ_STATUS_DISPUTED) == 0)
		return hj_buf_puts(to, _("disputed"), err);
	if (strcmp(code, HJ_STATUS_VARIOUS) == 0)
		return hj_buf_puts(to, _("various"), err);
	if (list == NULL)
		return time_word(s, code, to, err);
	if ((l = lexicon_list(s->c, list)) != NULL)
		row = hj_vocab_find(l, code, strlen(code));
	return hj_buf_puts(to,
	    row != NULL ? hj_vocab_label(row, s->c->korean) : code, err);
}

int
statword_figure(const struct hj_figure *n, struct hj_buf *to,
    struct hj_error *err)
{
	unsigned long long min = n->min, max = n->max;

	if (n->hidden)
		return hj_buf_puts(to, STATWORD_HIDDEN, err);
	if (n->open)
		return hj_buf_printf(to, err, _("%llu or more"), min);
	if (min != max)
		return hj_buf_printf(to, err, "%llu-%llu", min, max);
	return hj_buf_printf(to, err, "%llu", min);
}

void
statword_bar(const struct hj_figure *n, uint64_t most,
    char to[static STATWORD_BAR + 1])
{
	uint64_t certain = 0, all = 0;

	if (!n->hidden && most != 0) {
		certain = (n->min * STATWORD_BAR + most - 1) / most;
		all = (n->max * STATWORD_BAR + most - 1) / most;
	}
	for (size_t i = 0; i < STATWORD_BAR; i++)
		to[i] = i < certain ? '=' : i < all ? '.' : ' ';
	all = all < STATWORD_BAR ? all : STATWORD_BAR;
	to[all > certain || certain > STATWORD_BAR ? all : certain] = '\0';
}

static bool
is_total(const struct statcount *s, const size_t at[static HJ_CROSSTAB_FIELDS])
{
	for (size_t f = 0; f < s->how.nfields; f++)
		if (at[f] == s->n[f])
			return true;
	return false;
}

uint64_t
statword_most(const struct statcount *s)
{
	size_t at[HJ_CROSSTAB_FIELDS];
	uint64_t most = 0;

	for (size_t i = 0; i < s->table.ncells; i++) {
		const struct hj_figure *n = &s->table.cell[i];

		hj_crosstab_place(&s->table, i, at);
		if (!n->hidden && n->max > most && !is_total(s, at))
			most = n->max;
	}
	return most;
}

const char *
statword_note(const struct statcount *s, size_t i)
{
	static const char *const notes[] = {
		N_("These are documented cases.  They do not say how common something is: who was never heard of is not in them."),
		N_("*  hidden: so few that somebody could be recognised, or needed to work such a number out."),
		N_("A range counts groups of uncertain size, and dates that may lie in the period."),
	};
	bool ranges = false, hidden = s->hidden.small + s->hidden.others != 0;

	for (size_t k = 0; k < s->table.ncells; k++)
		ranges = ranges || s->table.cell[k].open ||
		    s->table.cell[k].min != s->table.cell[k].max;
	for (size_t k = 0; k < HJ_LEN(notes); k++) {
		if ((k == 1 && !hidden) || (k == 2 && !ranges))
			continue;
		if (i-- == 0)
			return _(notes[k]);
	}
	return NULL;
}

bool
statword_is_row(const struct statcount *s,
    const size_t at[static HJ_CROSSTAB_FIELDS])
{
	const struct hj_figure *n = hj_crosstab_at(&s->table, at);
	bool all = true;

	for (size_t f = 0; f < s->how.nfields; f++)
		all = all && at[f] == s->n[f];
	return all || n->max != 0 || n->open;
}
