#include "core/case/datesay_own.h"

/* French and Spanish differ in their words and hardly in how a date is put
 * together: one grammar, two vocabularies. */
struct hj_romance {
	const char *months[12];
	const char *seasons[4];
	const char *parts[9]; /* quarters, thirds, halves */
	const char *about, *of; /* of: between day, month and year */
	const char *first; /* the first day of a month, or NULL: a number */
	const char *decade, *decade_end;
	const char *range, *range_to;
	const char *year_x, *before_christ;
	const char *unknown[3]; /* day, month, year not known */
	const char *doubt[4]; /* by HJ_DOUBTFUL | HJ_ABOUT */
	const char *part[3]; /* year, month, day */
	const char *lunar_month, *lunar_day;
	const char *month_of[2]; /* of several, alone and behind a day */
	const char *one_of, *north, *south, * or, *digit, *estimate, *at;
};

const struct hj_romance hj_french = {
	.months = { "janvier", "février", "mars", "avril", "mai", "juin",
	    "juillet", "août", "septembre", "octobre", "novembre", "décembre" },
	.seasons = { "printemps", "été", "automne", "hiver" },
	.parts = { "premier trimestre", "deuxième trimestre",
	    "troisième trimestre", "quatrième trimestre", "premier tiers",
	    "deuxième tiers", "dernier tiers", "premier semestre",
	    "second semestre" },
	.about = "vers ",
	.of = " ",
	.first = "1er",
	.decade = "une année de la décennie ",
	.decade_end = "",
	.range = "une année entre ",
	.range_to = " et ",
	.year_x = "une année ",
	.before_christ = " av. J.-C.",
	.unknown = { "jour inconnu", "mois inconnu", "année inconnue" },
	.doubt = { "", "incertain", "approximatif",
	    "incertain et approximatif" },
	.part = { "année : ", "mois : ", "jour : " },
	.lunar_month = " mois ",
	.lunar_day = " jour ",
	.month_of = { "un mois parmi ", "d’un mois parmi " },
	.one_of = "un jour parmi ",
	.north = "hémisphère nord",
	.south = "hémisphère sud",
	.or = " ou ",
	.digit = "X : chiffre inconnu",
	.estimate = "estimé à ",
	.at = " à ",
};

const struct hj_romance hj_spanish = {
	.months = { "enero", "febrero", "marzo", "abril", "mayo", "junio",
	    "julio", "agosto", "septiembre", "octubre", "noviembre",
	    "diciembre" },
	.seasons = { "primavera", "verano", "otoño", "invierno" },
	.parts = { "primer trimestre", "segundo trimestre", "tercer trimestre",
	    "cuarto trimestre", "primer tercio", "segundo tercio",
	    "último tercio", "primer semestre", "segundo semestre" },
	.about = "hacia ",
	.of = " de ",
	.first = NULL,
	.decade = "algún año de la década de ",
	.decade_end = "",
	.range = "algún año entre ",
	.range_to = " y ",
	.year_x = "algún año ",
	.before_christ = " a. C.",
	.unknown = { "día desconocido", "mes desconocido", "año desconocido" },
	.doubt = { "", "incierto", "aproximado", "incierto y aproximado" },
	.part = { "año: ", "mes: ", "día: " },
	.lunar_month = " mes ",
	.lunar_day = " día ",
	.month_of = { "un mes entre ", "un mes entre " },
	.one_of = "un día entre ",
	.north = "hemisferio norte",
	.south = "hemisferio sur",
	.or = " o ",
	.digit = "X: cifra desconocida",
	.estimate = "estimado en ",
	.at = " a las ",
};

static void
add(struct hj_words *w, const char *text)
{
	hj_words_add(w, text);
}

static void
remark(struct hj_words *w, const char *text)
{
	hj_words_remark(w);
	add(w, text);
}

/* ---- years ---- */

static void
plain_year(struct hj_words *w, const struct hj_romance *t, int64_t y)
{
	hj_words_number(w, y > 0 ? y : 1 - y);
	if (y <= 0)
		add(w, t->before_christ);
}

static void
year(struct hj_words *w, const struct hj_romance *t,
    const struct hj_edtf_date *d)
{
	struct hj_year y = hj_year_of(d);

	switch (y.kind) {
	case HJ_YEAR_KNOWN:
		plain_year(w, t, y.first);
		break;
	case HJ_YEAR_DECADE:
		add(w, t->decade);
		plain_year(w, t, y.first);
		break;
	case HJ_YEAR_RANGE:
	case HJ_YEAR_ESTIMATE:
		if (y.first != y.last) {
			add(w, t->range);
			plain_year(w, t, y.first);
			add(w, t->range_to);
		}
		plain_year(w, t, y.last);
		break;
	case HJ_YEAR_PATTERN:
		add(w, t->year_x);
		hj_words_pattern(w, d);
		break;
	case HJ_YEAR_UNKNOWN:
		break;
	}
	if (y.kind == HJ_YEAR_ESTIMATE) {
		remark(w, t->estimate);
		plain_year(w, t, y.about);
	}
}

/* ---- months and days ---- */

static void
choice(struct hj_words *w, const struct hj_romance *t,
    const struct hj_choice *c, bool names)
{
	for (size_t i = 0; i < c->n; i++) {
		if (c->run && i > 0 && i + 1 < c->n)
			continue;
		if (i > 0)
			add(w, c->run ? " – " : i + 1 < c->n ? ", " : t->or);
		if (names)
			add(w, t->months[c->v[i] - 1]);
		else if (c->n == 1 && c->v[i] == 1 && t->first != NULL)
			add(w, t->first);
		else
			hj_words_number(w, c->v[i]);
	}
}

static void
day_month_year(struct hj_words *w, const struct hj_romance *t,
    const struct hj_edtf_date *d)
{
	struct hj_choice day = hj_date_days(d), month = hj_date_months(d);
	bool begun = false;

	if (hj_date_has_day(d) && !day.all) {
		if (day.n > 1)
			add(w, t->one_of);
		choice(w, t, &day, false);
		begun = true;
	}
	if (hj_date_has_month(d) && !month.all) {
		if (begun)
			add(w, t->of);
		if (month.n > 1)
			add(w, t->month_of[begun]);
		choice(w, t, &month, true);
		begun = true;
	}
	if (hj_year_of(d).kind == HJ_YEAR_UNKNOWN)
		return;
	if (begun)
		add(w, t->of);
	year(w, t, d);
}

/* The months of the lunar calendar have numbers. */
static void
numbered(struct hj_words *w, const struct hj_romance *t,
    const struct hj_edtf_date *d)
{
	struct hj_choice day = hj_date_days(d), month = hj_date_months(d);
	const struct hj_romance plain = { .or = t->or };

	year(w, t, d);
	if (!month.all) {
		add(w, t->lunar_month);
		choice(w, &plain, &month, false);
	}
	if (hj_date_has_day(d) && !day.all) {
		add(w, t->lunar_day);
		choice(w, &plain, &day, false);
	}
}

static void
season(struct hj_words *w, const struct hj_romance *t,
    const struct hj_edtf_date *d)
{
	struct hj_year y = hj_year_of(d);
	bool named = d->month < 33;

	add(w,
	    named ? t->seasons[(d->month - 21) % 4] : t->parts[d->month - 33]);
	if (y.kind != HJ_YEAR_UNKNOWN)
		add(w, t->of);
	year(w, t, d);
	if (hj_season_crosses(d->month) && y.kind == HJ_YEAR_KNOWN) {
		add(w, "/");
		hj_words_number(w, y.first + 1);
	}
	if (named && d->month >= 25)
		remark(w, d->month < 29 ? t->north : t->south);
}

/* ---- remarks ---- */

/* In brackets behind what is known; where nothing is, it is all there is. */
static void
not_known(struct hj_words *w, const struct hj_romance *t,
    const struct hj_edtf_date *d)
{
	const bool lacks[] = { hj_date_has_day(d) && d->x_day == 3,
		hj_date_has_month(d) && d->x_month == 3,
		hj_year_of(d).kind == HJ_YEAR_UNKNOWN };
	bool nothing = lacks[2] && d->precision != HJ_TO_SEASON &&
	    (!hj_date_has_month(d) || lacks[1]) &&
	    (!hj_date_has_day(d) || lacks[0]);
	const char *between = "";

	for (size_t i = 0; i < HJ_LEN(lacks); i++) {
		if (!lacks[i])
			continue;
		if (nothing) {
			add(w, between);
			add(w, t->unknown[i]);
			between = ", ";
		} else {
			remark(w, t->unknown[i]);
		}
	}
	if (hj_year_of(d).kind == HJ_YEAR_PATTERN)
		remark(w, t->digit);
}

static void
doubts(struct hj_words *w, const struct hj_romance *t,
    const struct hj_edtf_date *d, bool about)
{
	int whole = hj_date_doubt(d);

	if (whole >= 0 && about)
		whole &= ~HJ_ABOUT;
	if (whole > 0)
		remark(w, t->doubt[whole & 3]);
	for (size_t i = 0; whole < 0 && i < hj_date_parts(d); i++) {
		if (d->doubt[i] == 0)
			continue;
		remark(w, t->part[i]);
		add(w, t->doubt[d->doubt[i] & 3]);
	}
}

static void
time_of_day(struct hj_words *w, const struct hj_romance *t,
    const struct hj_edtf_time *at)
{
	add(w, t->at);
	if (w->rc == HJ_OK)
		w->rc = hj_buf_printf(w->to, w->err, "%02u:%02u:%02u",
		    (unsigned)at->hour, (unsigned)at->minute,
		    (unsigned)at->second);
	hj_words_fraction(w, at);
	if (!at->zoned)
		return;
	add(w, " ");
	hj_words_offset(w, at);
}

void
hj_date_say_romance(struct hj_words *w, const struct hj_romance *t,
    const struct hj_edtf_date *d)
{
	int whole = hj_date_doubt(d);
	bool about =
	    whole > 0 && (whole & HJ_ABOUT) != 0 && hj_date_is_plain(d);

	if (about)
		add(w, t->about);
	if (d->precision == HJ_TO_SEASON)
		season(w, t, d);
	else if (w->lunar && hj_date_has_month(d))
		numbered(w, t, d);
	else
		day_month_year(w, t, d);
	if (d->precision == HJ_TO_SECOND)
		time_of_day(w, t, &d->time);
	not_known(w, t, d);
	doubts(w, t, d, about);
}
