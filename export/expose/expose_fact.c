#include <stdio.h>
#include <string.h>

#include "core/case/datespan.h"
#include "core/date/calendar.h"
#include "core/sense/reach.h"
#include "core/vocab/vocab.h"
#include "export/expose/expose_fact.h"

struct facts {
	const struct hj_record *r;
	struct hj_person_fact *f;
	size_t n;
};

static void
add(struct facts *x, struct hj_person_fact f)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->f[i].kind == f.kind && x->f[i].number == f.number &&
		    (f.code == NULL || strcmp(x->f[i].code, f.code) == 0))
			return;
	if (x->n < HJ_FACTS_MAX)
		x->f[x->n++] = f;
}

static void
add_code(struct facts *x, const char *list, const struct hj_node *of,
    const char *child)
{
	const char *code = hj_node_value(of, child);

	if (code != NULL)
		add(x,
		    (struct hj_person_fact){ .kind = HJ_FACT_PLACE,
			.list = list,
			.code = code });
}

static void
add_place(struct facts *x, const struct hj_node *of)
{
	const char *id = hj_node_value(of, "place");
	const struct hj_node *place =
	    id != NULL ? hj_record_find(x->r, id) : NULL;

	if (place == NULL)
		return;
	add_code(x, "county", place, "county");
	add_code(x, "facility", place, "facility");
	add_code(x, "province", place, "iso3166-2");
	add_code(x, NULL, place, "locality");
}

static void
add_day(struct facts *x, const struct hj_node *of)
{
	struct hj_span s;

	if (hj_date_span(hj_node_child(of, "date"), &s) &&
	    s.earliest == s.latest)
		add(x,
		    (struct hj_person_fact){ .kind = HJ_FACT_DAY,
			.number = s.earliest });
}

static void
add_birth(struct facts *x, const struct hj_node *birth)
{
	struct hj_span s;
	struct hj_civil from, to;

	add_place(x, birth);
	if (!hj_date_span(hj_node_child(birth, "date"), &s) ||
	    s.earliest == INT32_MIN || s.latest == INT32_MAX)
		return;
	from = hj_calendar_civil(s.earliest);
	to = hj_calendar_civil(s.latest);
	if (from.year == to.year)
		add(x,
		    (struct hj_person_fact){ .kind = HJ_FACT_YEAR,
			.number = (int32_t)from.year });
}

size_t
hj_facts_of(const struct hj_record *r, const struct hj_node *person,
    struct hj_person_fact ret[static HJ_FACTS_MAX])
{
	static const char *const happenings[] = { "event", "detention",
		"repatriation" };
	struct facts x = { r, ret, 0 };
	const char *id = hj_node_attr(person, "id");

	for (const struct hj_node *n = person->first; n != NULL; n = n->next) {
		if (n->def == NULL)
			continue;
		if (strcmp(n->name, "birth") == 0)
			add_birth(&x, n);
		else if (strcmp(n->name, "origin") == 0 ||
		    strcmp(n->name, "residence") == 0)
			add_place(&x, n);
	}
	for (size_t i = 0; i < HJ_LEN(happenings) && id != NULL; i++) {
		const struct hj_node *n = NULL;

		while ((n = hj_reach_next(r, id, happenings[i], n)) != NULL) {
			add_day(&x, n);
			add_place(&x, n);
			add_code(&x, "facility", n, "facility");
		}
	}
	return x.n;
}

/* ---- in the text ---- */

static int
each(struct hj_expose *e, hj_expose_fn *fn, void *to, const char *text,
    struct hj_error *err)
{
	return hj_expose_each(e, text, strlen(text), fn, to, err);
}

/* 28 May 2013, in English, French, Spanish, Korean and figures. */
static int
each_day(struct hj_expose *e, int32_t day, hj_expose_fn *fn, void *to,
    struct hj_error *err)
{
	static const char *const months[][12] = {
		{ "January", "February", "March", "April", "May", "June",
		    "July", "August", "September", "October", "November",
		    "December" },
		{ "janvier", "février", "mars", "avril", "mai", "juin",
		    "juillet", "août", "septembre", "octobre", "novembre",
		    "décembre" },
		{ "de enero de", "de febrero de", "de marzo de", "de abril de",
		    "de mayo de", "de junio de", "de julio de", "de agosto de",
		    "de septiembre de", "de octubre de", "de noviembre de",
		    "de diciembre de" },
	};
	struct hj_civil c = hj_calendar_civil(day);
	int y = (int)c.year, m = c.month, d = c.day;
	char text[8][64];
	size_t n = 0;
	int rc = HJ_OK;

	for (size_t i = 0; i < HJ_LEN(months); i++)
		(void)snprintf(text[n++], sizeof(*text), "%d %s %d", d,
		    months[i][m - 1], y);
	(void)snprintf(text[n++], sizeof(*text), "%s %d %d", months[0][m - 1],
	    d, y);
	(void)snprintf(text[n++], sizeof(*text), "%04d-%02d-%02d", y, m, d);
	(void)snprintf(text[n++], sizeof(*text), "%02d.%02d.%04d", d, m, y);
	(void)snprintf(text[n++], sizeof(*text), "%d년 %d월 %d일", y, m, d);
	(void)snprintf(text[n++], sizeof(*text), "%d.%d.%d", y, m, d);
	for (size_t i = 0; i < n && rc == HJ_OK; i++)
		rc = each(e, fn, to, text[i], err);
	return rc;
}

/* "Hoeryong (North Hamgyong)" is written Hoeryong, 회령시 is written 회령. */
static int
each_label(struct hj_expose *e, const char *label, hj_expose_fn *fn, void *to,
    struct hj_error *err)
{
	static const char *const kinds[] = { "시", "군", "구역", "도" };
	const char *end = strstr(label, " (");
	size_t n = end != NULL ? (size_t)(end - label) : strlen(label);

	for (size_t i = 0; i < HJ_LEN(kinds); i++) {
		size_t k = strlen(kinds[i]);

		if (n >= k + 6 && memcmp(label + n - k, kinds[i], k) == 0) {
			n -= k;
			break;
		}
	}
	return hj_expose_each(e, label, n, fn, to, err);
}

int
hj_fact_each(struct hj_expose *e, const struct hj_person_fact *f,
    hj_expose_fn *fn, void *to, struct hj_error *err)
{
	const struct hj_list *l;
	const struct hj_code_row *row;
	char year[16];
	int rc;

	switch (f->kind) {
	case HJ_FACT_YEAR:
		(void)snprintf(year, sizeof(year), "%d", f->number);
		if ((rc = each(e, fn, to, year, err)) != HJ_OK)
			return rc;
		(void)snprintf(year, sizeof(year), "%d년", f->number);
		return each(e, fn, to, year, err);
	case HJ_FACT_DAY:
		return each_day(e, f->number, fn, to, err);
	case HJ_FACT_PLACE:
		break;
	}
	if (f->list == NULL)
		return each(e, fn, to, f->code, err);
	l = hj_vocab_list(f->list);
	row = l != NULL ? hj_vocab_find(l, f->code, strlen(f->code)) : NULL;
	if (row == NULL)
		return HJ_OK;
	if ((rc = each_label(e, hj_vocab_label(row, false), fn, to, err)) !=
	    HJ_OK)
		return rc;
	return each_label(e, hj_vocab_label(row, true), fn, to, err);
}
