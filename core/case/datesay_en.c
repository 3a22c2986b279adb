#include "core/case/datesay_own.h"

static const char *const months[] = { "January", "February", "March", "April",
	"May", "June", "July", "August", "September", "October", "November",
	"December" };

static void
add(struct hj_words *w, const char *text)
{
	hj_words_add(w, text);
}

/* ---- years ---- */

static void
plain_year(struct hj_words *w, int64_t y)
{
	/* 20130 alone could be the day number of a spreadsheet. */
	if (y > 9999)
		add(w, "the year ");
	else if (y > 0 && y < 1000)
		add(w, "AD ");
	hj_words_number(w, y > 0 ? y : 1 - y);
	if (y <= 0)
		add(w, " BC");
}

static void
year(struct hj_words *w, const struct hj_edtf_date *d)
{
	struct hj_year y = hj_year_of(d);

	switch (y.kind) {
	case HJ_YEAR_KNOWN:
		plain_year(w, y.first);
		break;
	case HJ_YEAR_DECADE:
		add(w, "some year in the ");
		plain_year(w, y.first);
		add(w, "s");
		break;
	case HJ_YEAR_RANGE:
	case HJ_YEAR_ESTIMATE:
		if (y.first == y.last) {
			plain_year(w, y.first);
			break;
		}
		add(w, "some year from ");
		plain_year(w, y.first);
		add(w, " to ");
		plain_year(w, y.last);
		break;
	case HJ_YEAR_PATTERN:
		add(w, "some year ");
		hj_words_pattern(w, d);
		break;
	case HJ_YEAR_UNKNOWN:
		break;
	}
}

/* ---- seasons ---- */

/* A winter that is said with the two years it lies in. */
static bool
names_both_years(const struct hj_edtf_date *d)
{
	struct hj_year y = hj_year_of(d);

	return hj_season_crosses(d->month) && y.kind == HJ_YEAR_KNOWN &&
	    y.first >= 1000 && y.first < 9999;
}

static void
season(struct hj_words *w, const struct hj_edtf_date *d)
{
	static const char *const names[] = { "spring", "summer", "autumn",
		"winter" };
	static const char *const parts[] = { "first quarter", "second quarter",
		"third quarter", "fourth quarter", "first third",
		"second third", "last third", "first half", "second half" };
	struct hj_year y = hj_year_of(d);
	bool plain = y.kind == HJ_YEAR_KNOWN;
	bool named = d->month < 33;
	add(w, named ? "" : "the ");
	add(w, named ? names[(d->month - 21) % 4] : parts[d->month - 33]);
	if (y.kind != HJ_YEAR_UNKNOWN)
		add(w, named && plain ? " " : " of ");
	year(w, d);
	if (names_both_years(d)) {
		add(w, "/");
		hj_words_number(w, y.first + 1);
	}
}

static void
about_the_season(struct hj_words *w, const struct hj_edtf_date *d)
{
	if (hj_season_crosses(d->month) && !names_both_years(d)) {
		hj_words_remark(w);
		add(w, "beginning in December");
	}
	if (d->month < 33 && d->month >= 25) {
		hj_words_remark(w);
		add(w,
		    d->month < 29 ? "northern hemisphere"
				  : "southern hemisphere");
	}
}

/* ---- months and days ---- */

/* "1", "20 to 29", "1, 11, 21 or 31"; with names: months. */
static void
choice(struct hj_words *w, const struct hj_choice *c, bool names)
{
	for (size_t i = 0; i < c->n; i++) {
		if (c->run && i > 0 && i + 1 < c->n)
			continue;
		if (i > 0)
			add(w, c->run ? " to " : i + 1 < c->n ? ", " : " or ");
		if (names)
			add(w, months[c->v[i] - 1]);
		else
			hj_words_number(w, c->v[i]);
	}
}

/* "12 July", "a day from 20 to 29 February", "day 3 of January or November" */
static void
day_and_month(struct hj_words *w, const struct hj_edtf_date *d)
{
	struct hj_choice day = hj_date_days(d), month = hj_date_months(d);
	bool has_day = hj_date_has_day(d) && !day.all;
	bool apart = month.all || month.n > 1;

	if (has_day) {
		if (day.run)
			add(w, "a day from ");
		else if (apart)
			add(w, "day ");
		choice(w, &day, false);
	}
	if (month.all)
		return;
	if (has_day)
		add(w, apart ? " of " : " ");
	if (month.run)
		add(w, "a month from ");
	choice(w, &month, true);
}

/* The months of the lunar calendar have numbers. */
static void
numbered(struct hj_words *w, const struct hj_edtf_date *d)
{
	struct hj_choice day = hj_date_days(d), month = hj_date_months(d);
	bool begun = hj_year_of(d).kind != HJ_YEAR_UNKNOWN;

	year(w, d);
	if (!month.all) {
		add(w, begun ? " month " : "month ");
		choice(w, &month, false);
		begun = true;
	}
	if (hj_date_has_day(d) && !day.all) {
		add(w, begun ? " day " : "day ");
		choice(w, &day, false);
	}
}

static void
named(struct hj_words *w, const struct hj_edtf_date *d)
{
	struct hj_year y = hj_year_of(d);
	size_t before = w->to->len;

	if (hj_date_has_month(d))
		day_and_month(w, d);
	if (y.kind == HJ_YEAR_UNKNOWN)
		return;
	if (w->to->len > before)
		add(w,
		    y.kind == HJ_YEAR_KNOWN && d->x_month != 3 ? " " : " of ");
	year(w, d);
}

/* "day and month not known" */
static void
not_known(struct hj_words *w, const struct hj_edtf_date *d, bool begun)
{
	const char *what[3];
	size_t n = 0;

	if (hj_date_has_day(d) && d->x_day == 3)
		what[n++] = "day";
	if (hj_date_has_month(d) && d->x_month == 3)
		what[n++] = "month";
	if (hj_year_of(d).kind == HJ_YEAR_UNKNOWN)
		what[n++] = "year";
	if (n == 0)
		return;
	if (begun)
		hj_words_remark(w);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			add(w, i + 1 < n ? ", " : " and ");
		add(w, what[i]);
	}
	add(w, " not known");
}

static void
time_of_day(struct hj_words *w, const struct hj_edtf_time *t)
{
	if (w->rc == HJ_OK)
		w->rc = hj_buf_printf(w->to, w->err, " at %02u:%02u:%02u",
		    (unsigned)t->hour, (unsigned)t->minute,
		    (unsigned)t->second);
	hj_words_fraction(w, t);
	if (!t->zoned)
		return;
	add(w, " ");
	hj_words_offset(w, t);
}

/* ---- remarks ---- */

/* A digit that is not known, although only one value has the other one. */
static void
written(struct hj_words *w, const char *what, const struct hj_choice *c,
    uint8_t x)
{
	if (c->n != 1 || x == 0)
		return;
	hj_words_remark(w);
	add(w, (x & 2) != 0 ? "first" : "last");
	add(w, " digit of the ");
	add(w, what);
	add(w, " not known");
}

static void
about_the_digits(struct hj_words *w, const struct hj_edtf_date *d)
{
	struct hj_year y = hj_year_of(d);
	struct hj_choice c;

	if (y.kind == HJ_YEAR_PATTERN) {
		hj_words_remark(w);
		add(w,
		    d->negative ? "X: digit not known, 0000 is 1 BC"
				: "X: digit not known");
	} else if (y.kind == HJ_YEAR_ESTIMATE) {
		hj_words_remark(w);
		add(w, "estimated at ");
		plain_year(w, y.about);
	}
	if (hj_date_has_month(d)) {
		c = hj_date_months(d);
		written(w, "month", &c, d->x_month);
	}
	if (hj_date_has_day(d)) {
		c = hj_date_days(d);
		written(w, "day", &c, d->x_day);
	}
}

static void
doubts(struct hj_words *w, const struct hj_edtf_date *d, bool about)
{
	static const char *const says[] = { "", "uncertain", "approximate",
		"uncertain and approximate" };
	const char *const parts[] = { "year",
		d->precision == HJ_TO_SEASON ? "season" : "month", "day" };
	size_t n = hj_date_parts(d);
	int whole = hj_date_doubt(d);

	if (whole >= 0 && about)
		whole &= ~HJ_ABOUT;
	if (whole == 0)
		return;
	if (whole > 0) {
		hj_words_remark(w);
		add(w, says[whole & 3]);
		return;
	}
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i + 1; k < n && d->doubt[k] == d->doubt[i];)
			k++;
		if (d->doubt[i] == 0)
			continue;
		hj_words_remark(w);
		for (size_t j = i; j < k; j++) {
			add(w, j > i ? " and " : "");
			add(w, parts[j]);
		}
		add(w, " ");
		add(w, says[d->doubt[i] & 3]);
	}
}

void
hj_date_say_en(struct hj_words *w, const struct hj_edtf_date *d)
{
	int whole = hj_date_doubt(d);
	bool about =
	    whole > 0 && (whole & HJ_ABOUT) != 0 && hj_date_is_plain(d);
	size_t before;

	if (about)
		add(w, "about ");
	before = w->to->len;
	if (d->precision == HJ_TO_SEASON)
		season(w, d);
	else if (w->lunar && hj_date_has_month(d))
		numbered(w, d);
	else
		named(w, d);
	if (d->precision == HJ_TO_SECOND)
		time_of_day(w, &d->time);
	not_known(w, d, w->to->len > before);
	if (d->precision == HJ_TO_SEASON)
		about_the_season(w, d);
	about_the_digits(w, d);
	doubts(w, d, about);
}
