#include "core/case/datesay_own.h"

static void
add(struct hj_words *w, const char *text)
{
	hj_words_add(w, text);
}

/* A blank before what is not the first word of the date. */
static void
apart(struct hj_words *w, size_t before)
{
	if (w->to->len > before)
		add(w, " ");
}

/* ---- years ---- */

static void
plain_year(struct hj_words *w, int64_t y)
{
	if (y <= 0)
		add(w, "기원전 ");
	else if (y < 1000)
		add(w, "서기 ");
	hj_words_number(w, y > 0 ? y : 1 - y);
	add(w, "년");
}

static void
digits(struct hj_words *w, const struct hj_edtf_date *d)
{
	char s[6] = "-0000";
	uint64_t v = d->digits;

	for (size_t i = 0; i < 4; i++, v /= 10)
		s[4 - i] =
		    (d->x_year >> i & 1) != 0 ? 'X' : (char)('0' + v % 10);
	add(w, d->negative ? s : s + 1);
	add(w, "년");
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
		plain_year(w, y.first);
		add(w, "대의 어느 해");
		break;
	case HJ_YEAR_RANGE:
	case HJ_YEAR_ESTIMATE:
		if (y.first == y.last) {
			plain_year(w, y.first);
			break;
		}
		plain_year(w, y.first);
		add(w, "에서 ");
		plain_year(w, y.last);
		add(w, " 사이의 어느 해");
		break;
	case HJ_YEAR_PATTERN:
		digits(w, d);
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
season(struct hj_words *w, const struct hj_edtf_date *d, size_t before)
{
	static const char *const names[] = { "봄", "여름", "가을", "겨울" };
	static const char *const parts[] = { "1분기", "2분기", "3분기", "4분기",
		"1~4월(첫 4개월)", "5~8월(둘째 4개월)", "9~12월(마지막 4개월)",
		"상반기", "하반기" };
	struct hj_year y = hj_year_of(d);

	if (names_both_years(d)) {
		hj_words_number(w, y.first);
		add(w, "~");
		plain_year(w, y.first + 1);
	} else {
		year(w, d);
	}
	apart(w, before);
	add(w,
	    d->month < 33 ? names[(d->month - 21) % 4] : parts[d->month - 33]);
}

static void
about_the_season(struct hj_words *w, const struct hj_edtf_date *d)
{
	if (hj_season_crosses(d->month) && !names_both_years(d)) {
		hj_words_remark(w);
		add(w, "12월에 시작");
	}
	if (d->month >= 25 && d->month < 33) {
		hj_words_remark(w);
		add(w, d->month < 29 ? "북반구" : "남반구");
	}
}

/* ---- months and days ---- */

/* "7월", "1~9월 중 어느 달", "1월 또는 11월" */
static void
choice(struct hj_words *w, const struct hj_choice *c, const char *unit,
    const char *some)
{
	if (c->run) {
		hj_words_number(w, c->v[0]);
		add(w, "~");
		hj_words_number(w, c->v[c->n - 1]);
		add(w, unit);
		add(w, some);
		return;
	}
	for (size_t i = 0; i < c->n; i++) {
		if (i > 0)
			add(w, i + 1 < c->n ? ", " : " 또는 ");
		hj_words_number(w, c->v[i]);
		add(w, unit);
	}
}

static void
month_and_day(struct hj_words *w, const struct hj_edtf_date *d, size_t before)
{
	struct hj_choice day = hj_date_days(d), month = hj_date_months(d);

	if (!month.all) {
		apart(w, before);
		choice(w, &month, "월", " 중 어느 달");
	}
	if (!hj_date_has_day(d) || day.all)
		return;
	if (!month.all && month.n > 1)
		add(w, "의");
	apart(w, before);
	choice(w, &day, "일", " 중 하루");
}

/* "월·일 미상" */
static void
not_known(struct hj_words *w, const struct hj_edtf_date *d, bool begun)
{
	bool year = hj_year_of(d).kind == HJ_YEAR_UNKNOWN;
	const char *what[3];
	size_t n = 0;

	if (year)
		what[n++] = "연";
	if (hj_date_has_month(d) && d->x_month == 3)
		what[n++] = "월";
	if (hj_date_has_day(d) && d->x_day == 3)
		what[n++] = "일";
	if (n == 0)
		return;
	if (begun)
		hj_words_remark(w);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			add(w, "·");
		add(w, what[i]);
	}
	add(w, year && n == 1 ? "도 미상" : " 미상");
}

static void
time_of_day(struct hj_words *w, const struct hj_edtf_time *t)
{
	add(w, " ");
	hj_words_number(w, t->hour);
	add(w, "시 ");
	hj_words_number(w, t->minute);
	add(w, "분 ");
	hj_words_number(w, t->second);
	hj_words_fraction(w, t);
	add(w, "초");
	if (!t->zoned)
		return;
	hj_words_remark(w);
	hj_words_offset(w, t);
}

/* ---- remarks ---- */

static void
written(struct hj_words *w, const char *what, const struct hj_choice *c,
    uint8_t x)
{
	if (c->n != 1 || x == 0)
		return;
	hj_words_remark(w);
	add(w, what);
	add(w, (x & 2) != 0 ? "의 첫 자리 모름" : "의 끝 자리 모름");
}

static void
about_the_digits(struct hj_words *w, const struct hj_edtf_date *d)
{
	struct hj_year y = hj_year_of(d);
	struct hj_choice c;

	if (y.kind == HJ_YEAR_PATTERN) {
		hj_words_remark(w);
		add(w,
		    d->negative ? "X는 모르는 자릿수, 0000년은 기원전 1년"
				: "X는 모르는 자릿수");
	} else if (y.kind == HJ_YEAR_ESTIMATE) {
		hj_words_remark(w);
		add(w, "추정 ");
		plain_year(w, y.about);
	}
	if (hj_date_has_month(d)) {
		c = hj_date_months(d);
		written(w, "월", &c, d->x_month);
	}
	if (hj_date_has_day(d)) {
		c = hj_date_days(d);
		written(w, "일", &c, d->x_day);
	}
}

static void
doubts(struct hj_words *w, const struct hj_edtf_date *d, bool about)
{
	static const char *const says[] = { "", "불확실", "대략적",
		"불확실하고 대략적" };
	const char *const parts[] = { "연도",
		d->precision == HJ_TO_SEASON ? "계절" : "월", "일" };
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
			add(w, j > i ? "·" : "");
			add(w, parts[j]);
		}
		add(w, k == 1 ? "는 " : "은 ");
		add(w, says[d->doubt[i] & 3]);
	}
}

void
hj_date_say_ko(struct hj_words *w, const struct hj_edtf_date *d)
{
	int whole = hj_date_doubt(d);
	bool about =
	    whole > 0 && (whole & HJ_ABOUT) != 0 && hj_date_is_plain(d);
	size_t before = w->to->len;

	if (d->precision == HJ_TO_SEASON) {
		season(w, d, before);
	} else {
		year(w, d);
		if (hj_date_has_month(d))
			month_and_day(w, d, before);
	}
	if (about)
		add(w, d->precision == HJ_TO_SEASON ? " 무렵" : "경");
	if (d->precision == HJ_TO_SECOND)
		time_of_day(w, &d->time);
	not_known(w, d, w->to->len > before);
	if (d->precision == HJ_TO_SEASON)
		about_the_season(w, d);
	about_the_digits(w, d);
	doubts(w, d, about);
}
