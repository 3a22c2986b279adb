#include <stdio.h>
#include <string.h>

#include "core/date/calendar.h"
#include "tests/unit/gen_date.h"

enum tongue { KOREAN, ENGLISH, RUSSIAN, CHINESE, FIGURES, NTONGUES };

static const char *const english[] = { "January", "February", "March", "April",
	"May", "June", "July", "August", "September", "October", "November",
	"December" };
static const char *const russian[] = { "января", "февраля", "марта", "апреля",
	"мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
	"декабря" };

/* One day, month or year, with the days it means. */
struct point {
	char text[128];
	int64_t first, last;
};

static void
korean(struct gen *g, int y, int m, int d, char *to, size_t n)
{
	const char *gap = gen_below(g, 2) ? " " : "";

	if (m == 0)
		(void)snprintf(to, n, "%d년%s", y, gen_below(g, 4) ? "" : "도");
	else if (d == 0)
		(void)snprintf(to, n, "%d년%s%d월", y, gap, m);
	else
		(void)snprintf(to, n, "%d년%s%d월%s%d일", y, gap, m, gap, d);
}

static void
in_english(struct gen *g, int y, int m, int d, char *to, size_t n)
{
	char month[16];

	if (m == 0) {
		(void)snprintf(to, n, "%d", y);
		return;
	}
	(void)snprintf(month, sizeof(month), "%.*s", gen_below(g, 3) ? 16 : 3,
	    english[m - 1]);
	if (d == 0)
		(void)snprintf(to, n, gen_below(g, 2) ? "%s %d" : "%s, %d",
		    month, y);
	else if (gen_below(g, 2))
		(void)snprintf(to, n, "%d%s %s%s %d", d,
		    gen_below(g, 2) ? "th" : "", gen_below(g, 3) ? "" : "of ",
		    month, y);
	else
		(void)snprintf(to, n, "%s %d, %d", month, d, y);
}

static void
figures(struct gen *g, int y, int m, int d, char *to, size_t n)
{
	char mark = "./-"[gen_below(g, 3)];

	if (m == 0)
		(void)snprintf(to, n, "%d", y);
	else if (d == 0)
		(void)snprintf(to, n, "%d%c%02d", y, mark, m);
	else if (d > 12 && gen_below(g, 3) == 0)
		(void)snprintf(to, n, "%d%c%d%c%d", d, mark, m, mark, y);
	else if (d > 12 && gen_below(g, 3) == 0)
		(void)snprintf(to, n, "%d%c%d%c%d", m, mark, d, mark, y);
	else
		(void)snprintf(to, n,
		    gen_below(g, 2) ? "%d%c%d%c%d" : "%d%c%02d%c%02d", y, mark,
		    m, mark, d);
}

static void
write_point(struct gen *g, enum tongue t, int y, int m, int d, char *to,
    size_t n)
{
	switch (t) {
	case KOREAN:
		korean(g, y, m, d, to, n);
		break;
	case ENGLISH:
		in_english(g, y, m, d, to, n);
		break;
	case RUSSIAN:
		if (d != 0)
			(void)snprintf(to, n, "%d %s %d г.", d, russian[m - 1],
			    y);
		else if (m != 0)
			(void)snprintf(to, n, "%s %d года", russian[m - 1], y);
		else
			(void)snprintf(to, n, "%d г.", y);
		break;
	case CHINESE:
		if (d != 0)
			(void)snprintf(to, n, "%d年%d月%d日", y, m, d);
		else if (m != 0)
			(void)snprintf(to, n, "%d年%d月", y, m);
		else
			(void)snprintf(to, n, "%d年", y);
		break;
	case FIGURES:
	case NTONGUES:
		figures(g, y, m, d, to, n);
		break;
	}
}

static void
some_point(struct gen *g, enum tongue t, struct point *p)
{
	int y = 1900 + (int)gen_below(g, 150), m = 0, d = 0;

	if (gen_below(g, 4) != 0)
		m = 1 + (int)gen_below(g, 12);
	if (m != 0 && gen_below(g, 3) != 0)
		d = 1 +
		    (int)gen_below(g, (uint32_t)hj_calendar_month_days(y, m));
	p->first = hj_calendar_day(y, m != 0 ? m : 1, d != 0 ? d : 1);
	p->last = d != 0 ? p->first
	    : m != 0     ? p->first + hj_calendar_month_days(y, m) - 1
			 : hj_calendar_day(y, 12, 31);
	write_point(g, t, y, m, d, p->text, sizeof(p->text));
}

/* How two tongues say it, and what it does to the days. */
enum sense { SAME, BEFORE, AFTER, BY, ON, SINCE, UNTIL };

static const struct {
	enum tongue tongue;
	enum sense sense;
	bool exact;
	const char *format;
} alone[] = {
	{ KOREAN, SAME, true, "%s" },
	{ KOREAN, SAME, true, "%s경" },
	{ KOREAN, SAME, true, "약 %s" },
	{ KOREAN, SAME, true, "%s?" },
	{ KOREAN, BEFORE, true, "%s 전" },
	{ KOREAN, AFTER, true, "%s 후에" },
	{ KOREAN, BY, true, "%s 이전" },
	{ KOREAN, ON, true, "%s 이후" },
	{ KOREAN, ON, true, "%s부터" },
	{ KOREAN, SINCE, true, "%s부터 현재까지" },
	{ KOREAN, UNTIL, true, "%s까지" },
	{ ENGLISH, SAME, true, "%s" },
	{ ENGLISH, SAME, true, "about %s" },
	{ ENGLISH, SAME, true, "possibly %s" },
	{ ENGLISH, BEFORE, true, "before %s" },
	{ ENGLISH, BEFORE, false, "before about %s" },
	{ ENGLISH, AFTER, true, "after %s" },
	{ ENGLISH, BY, true, "no later than %s" },
	{ ENGLISH, BY, true, "%s or earlier" },
	{ ENGLISH, ON, true, "%s or later" },
	{ ENGLISH, SINCE, true, "since %s" },
	{ ENGLISH, UNTIL, true, "until %s" },
	{ RUSSIAN, SAME, true, "%s" },
	{ RUSSIAN, SAME, true, "около %s" },
	{ RUSSIAN, BEFORE, true, "до %s" },
	{ RUSSIAN, AFTER, true, "после %s" },
	{ CHINESE, SAME, true, "%s" },
	{ CHINESE, SAME, true, "%s左右" },
	{ CHINESE, BY, true, "%s以前" },
	{ CHINESE, BEFORE, true, "%s之前" },
	{ FIGURES, SAME, true, "%s" },
	{ FIGURES, SAME, true, "c. %s" },
};

static const struct {
	enum tongue tongue;
	const char *format;
} pairs[] = {
	{ KOREAN, "%s부터 %s까지" },
	{ KOREAN, "%s에서 %s 사이" },
	{ KOREAN, "%s와 %s 사이" },
	{ KOREAN, "%s ~ %s 사이" },
	{ KOREAN, "%s 또는 %s" },
	{ ENGLISH, "from %s to %s" },
	{ ENGLISH, "between %s and %s" },
	{ ENGLISH, "%s or %s" },
	{ RUSSIAN, "с %s по %s" },
	{ RUSSIAN, "между %s и %s" },
	{ CHINESE, "%s至%s" },
	{ FIGURES, "between %s and %s" },
};

static void
widen(enum sense s, struct gen_date *d)
{
	int64_t first = d->first, last = d->last;

	switch (s) {
	case SAME:
		break;
	case BEFORE:
		d->first = INT64_MIN;
		d->last = first - 1;
		break;
	case AFTER:
		d->first = last + 1;
		d->last = INT64_MAX;
		break;
	case BY:
	case UNTIL:
		d->first = INT64_MIN;
		break;
	case ON:
	case SINCE:
		d->last = INT64_MAX;
		break;
	}
}

void
gen_date(struct gen *g, struct gen_date *ret)
{
	struct point a, b;
	size_t i;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	if (gen_below(g, 3) != 0) {
		i = gen_below(g, (uint32_t)HJ_LEN(alone));
		some_point(g, alone[i].tongue, &a);
		(void)snprintf(ret->text, sizeof(ret->text), alone[i].format,
		    a.text);
		ret->first = a.first;
		ret->last = a.last;
		ret->exact = alone[i].exact;
		widen(alone[i].sense, ret);
		return;
	}
	i = gen_below(g, (uint32_t)HJ_LEN(pairs));
	do {
		some_point(g, pairs[i].tongue, &a);
		some_point(g, pairs[i].tongue, &b);
	} while (b.first < a.first || b.last < a.last);
	(void)snprintf(ret->text, sizeof(ret->text), pairs[i].format, a.text,
	    b.text);
#pragma GCC diagnostic pop
	ret->first = a.first;
	ret->last = b.last;
	ret->exact = true;
}
