#include <stdio.h>
#include <string.h>

#include "cli/access/place.h"
#include "cli/argument/period.h"
#include "cli/argument/teamarg.h"
#include "cli/leaving/ledger.h"
#include "cli/pages.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/stats/statfile.h"
#include "cli/stats/statview.h"
#include "core/base/near.h"
#include "core/base/text.h"
#include "core/date/edtf.h"

#define FIELD 40 /* bytes of a name that --by takes */
#define K_MOST 1000

static const char *const whats[] = { "cases", "persons", "detentions",
	"petitions", "services", "contacts", NULL };

struct stats_opt {
	const char *count, *by, *period, *csv, *html, *k;
	bool dry_run;
};

/* ---- what is asked ---- */

static int
read_count(const struct stats_opt *o, struct statcount *s)
{
	for (size_t i = 0; whats[i] != NULL; i++)
		if (strcmp(o->count != NULL ? o->count : "cases", whats[i]) ==
		    0)
			s->how.what = (enum hj_census_what)i;
	s->what = whats[s->how.what];
	return HJ_OK;
}

static int
no_field(const struct statcount *s, const char *name, struct hj_error *err)
{
	struct hj_near near = HJ_NEAR(name, strlen(name));
	const struct hj_census_field *f;
	char all[256] = "";
	size_t n = 0;

	for (size_t i = 0; (f = hj_census_field_at(s->how.what, i)) != NULL &&
	     n < sizeof(all);
	     i++) {
		hj_near_offer(&near, hj_census_field_name(f));
		n += (size_t)snprintf(all + n, sizeof(all) - n, "%s%s",
		    n != 0 ? ", " : "", hj_census_field_name(f));
	}
	if (near.best != NULL)
		return cli_usage(err,
		    "%s are not counted by '%s'; did you mean '%s'?", s->what,
		    name, near.best);
	return cli_usage(err, "%s are not counted by '%s', but by %s", s->what,
	    name, all);
}

static int
read_by(const struct stats_opt *o, struct statcount *s, struct hj_error *err)
{
	const char *p = o->by != NULL ? o->by : "";
	char name[FIELD + 1];

	while (*p != '\0') {
		size_t n = strcspn(p, ",");
		const struct hj_census_field *f;

		if (s->how.nfields == HJ_CROSSTAB_FIELDS)
			return cli_usage(err,
			    "--by takes at most %d fields, with commas between",
			    HJ_CROSSTAB_FIELDS);
		(void)snprintf(name, sizeof(name), "%.*s",
		    (int)(n < FIELD ? n : FIELD), p);
		if ((f = hj_census_field(s->how.what, name)) == NULL)
			return no_field(s, name, err);
		for (size_t i = 0; i < s->how.nfields; i++)
			if (s->how.field[i] == f)
				return cli_usage(err, "--by names '%s' twice",
				    name);
		s->how.field[s->how.nfields++] = f;
		p += n + (p[n] == ',' ? 1 : 0);
	}
	return HJ_OK;
}

static int32_t
end_of(const struct hj_edtf_bound *b, int32_t open)
{
	if (b->edge != HJ_EDGE_DAY || b->day < INT32_MIN || b->day > INT32_MAX)
		return open;
	return (int32_t)b->day;
}

static int
read_period(const struct stats_opt *o, struct statcount *s,
    struct hj_error *err)
{
	struct hj_edtf_bound from, to;
	int rc;

	if (o->period == NULL)
		return HJ_OK;
	if ((rc = period_read(o->period, &from, &to, err)) != HJ_OK)
		return rc;
	s->how.has_period = true;
	s->how.period.earliest = end_of(&from, INT32_MIN);
	s->how.period.latest = end_of(&to, INT32_MAX);
	s->period = o->period;
	return HJ_OK;
}

static int
read_k(const struct stats_opt *o, struct statcount *s, struct hj_error *err)
{
	struct hj_error why = HJ_ERROR;

	s->k = HJ_SUPPRESS_K;
	if (o->k != NULL &&
	    hj_text_number(o->k, strlen(o->k), HJ_SUPPRESS_K_LEAST, K_MOST,
		&s->k, &why) != HJ_OK)
		return cli_usage(err,
		    "--least needs a number from %d on: below it somebody could be recognised",
		    HJ_SUPPRESS_K_LEAST);
	return HJ_OK;
}

/* ---- as files ---- */

typedef int
write_fn(const struct statcount *s, struct hj_buf *to, struct hj_error *err);

/* The log says which table of numbers was published. */
static int
purpose(const struct statcount *s, struct hj_buf *to, struct hj_error *err)
{
	int rc = hj_buf_printf(to, err, "statistics: %s", s->what);

	for (size_t f = 0; rc == HJ_OK && f < s->how.nfields; f++)
		rc = hj_buf_printf(to, err, "%s%s", f == 0 ? " by " : ",",
		    hj_census_field_name(s->how.field[f]));
	if (rc == HJ_OK)
		rc = hj_buf_printf(to, err, ", period %s, least %llu",
		    s->period != NULL ? s->period : "all",
		    (unsigned long long)s->k);
	return rc;
}

static int
publish(struct statcount *s, const char *path, write_fn *write,
    struct hj_error *err)
{
	struct leaving_to to = { .action = HJ_DID_EXPORT, .scope = "stats" };
	struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX),
		      why = HJ_BUF(HJ_DETAIL_MAX);
	struct leaving out = { .c = s->c };
	int rc;

	if ((rc = write(s, &bytes, err)) == HJ_OK &&
	    (rc = purpose(s, &why, err)) == HJ_OK &&
	    (rc = hj_buf_text(&why, &to.purpose, err)) == HJ_OK &&
	    (rc = leaving_begin(s->c, path, &out, err)) == HJ_OK) {
		if ((rc = leaving_write(&out, bytes.data, bytes.len, err)) ==
		    HJ_OK)
			rc = leaving_finish(&out, &to, err);
		leaving_drop(&out);
	}
	hj_buf_clear(&bytes);
	hj_buf_clear(&why);
	return rc;
}

static int
files(struct statcount *s, const struct stats_opt *o, struct hj_error *err)
{
	int rc = place_reopen(s->c, true, err);

	if (rc == HJ_OK && o->csv != NULL)
		rc = publish(s, o->csv, statfile_csv, err);
	if (rc == HJ_OK && o->html != NULL)
		rc = publish(s, o->html, statfile_html, err);
	return rc;
}

static int
check_files(const struct stats_opt *o, struct hj_error *err)
{
	if (o->csv != NULL && o->html != NULL && strcmp(o->csv, o->html) == 0)
		return cli_usage(err,
		    "--csv and --html need files of their own");
	if (o->csv != NULL && strcmp(o->csv, "-") != 0 &&
	    outfile_vacant(o->csv, err) != HJ_OK)
		return (int)err->code;
	if (o->html != NULL && strcmp(o->html, "-") != 0 &&
	    outfile_vacant(o->html, err) != HJ_OK)
		return (int)err->code;
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct stats_opt *o = a->opt;
	struct statcount s = { .c = c };
	bool wanted = o->csv != NULL || o->html != NULL;
	int rc;

	if ((rc = read_count(o, &s)) == HJ_OK &&
	    (rc = read_by(o, &s, err)) == HJ_OK &&
	    (rc = read_period(o, &s, err)) == HJ_OK &&
	    (rc = read_k(o, &s, err)) == HJ_OK &&
	    (rc = check_files(o, err)) == HJ_OK &&
	    (rc = statcount_run(&s, err)) == HJ_OK)
		rc = wanted && !o->dry_run ? files(&s, o, err)
					   : statview_show(&s, err);
	statcount_clear(&s);
	return rc == HJ_OK ? teamarg_say_unseen(c, err) : rc;
}

#define AT(field) offsetof(struct stats_opt, field)

static const struct option_def options[] = {
	{ 'c', "count", OPT_CHOICE, AT(count), "WHAT", whats,
	    N_("what is counted; cases without it") },
	{ 'b', "by", OPT_TEXT, AT(by), "F,F,F", NULL,
	    N_("up to three fields, commas between") },
	{ 'p', "period", OPT_TEXT, AT(period), "EDTF", NULL,
	    N_("only what lies in this time, or may") },
	{ 0, "csv", OPT_FILE, AT(csv), "FILE", NULL,
	    N_("the table as a new file for spreadsheets") },
	{ 0, "html", OPT_FILE, AT(html), "FILE", NULL,
	    N_("the table with charts, as a new page for a browser") },
	{ 0, "least", OPT_TEXT, AT(k), "N", NULL,
	    N_("hide what is fewer than N; 5 without it, 3 at least") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("show the table, write no file") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "stats", N_("how many case files") },
	{ "stats --count persons --by status",
	    N_("what became of the people; disputed by itself") },
	{ "stats --count persons --by sex,year --period 2012/2016",
	    N_("by sex and the year it began") },
	{ "stats --count detentions --by country,end --html held.html",
	    N_("a page with charts, to print or to send") },
	{ "stats --count persons --by status,sex --csv people.csv",
	    N_("for a spreadsheet") },
	{ NULL, NULL },
};

const struct command_page stats_page = {
	.text =
	    N_("Counts case files, people, periods of detention, petitions, support or contacts,\nby up to three fields, with all totals.  Fields:\n\n  cases       status kind file country year month\n  persons     status sex age born nationality origin country year month\n  detentions  country type facility end status sex age born nationality origin\n              year month\n  petitions   status mechanism country year month\n  services    type status sex age born nationality origin year month\n  contacts    kind channel result sex age born nationality origin year month\n\nCases are counted by the day they were opened, people by the first day of what\nhappened to them, all else by its own date.  Only victims are counted as persons.\nGroups count as ranges, and so does a date that may lie in the period.  Whoever\nrefused the use in statistics is not counted; whoever was not asked is.\n\nCounts from 1 to 4 are hidden (--least), and as many others as are needed that\nnobody can work them out from the totals.  Two tables of the same people may\nstill give away more than one: files that leave are in the log, with what was\ncounted ('hanji audit log')."),
	.options = options,
	.opt_size = sizeof(struct stats_opt),
	.examples = examples,
	.run = run,
};
