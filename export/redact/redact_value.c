#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/case/datespan.h"
#include "core/date/calendar.h"
#include "export/redact/redact_own.h"

#define DATE_TEXT 64

/* One end of a date: the month, or the year where the months differ. */
static size_t
put_end(char *to, size_t size, int32_t day)
{
	struct hj_civil c = hj_calendar_civil(day);

	return (size_t)snprintf(to, size, "%04d-%02d", (int)c.year, c.month);
}

static bool
is_open(int32_t day)
{
	return day == INT32_MIN || day == INT32_MAX;
}

/* False: nothing is left of it. */
static bool
coarse_date(const struct hj_node *date, char to[static DATE_TEXT])
{
	struct hj_civil a, b;
	struct hj_span s;
	size_t n = 0;

	if (!hj_date_span(date, &s) ||
	    (is_open(s.earliest) && is_open(s.latest)))
		return false;
	a = hj_calendar_civil(is_open(s.earliest) ? s.latest : s.earliest);
	b = hj_calendar_civil(is_open(s.latest) ? s.earliest : s.latest);
	if (a.year < 1000 || b.year > 9999)
		return false;
	if (!is_open(s.earliest) && !is_open(s.latest) && a.year == b.year) {
		if (a.month == b.month)
			(void)put_end(to, DATE_TEXT, s.earliest);
		else
			(void)snprintf(to, DATE_TEXT, "%04d", (int)a.year);
		return true;
	}
	if (!is_open(s.earliest))
		n = put_end(to, DATE_TEXT, s.earliest);
	n += (size_t)snprintf(to + n, DATE_TEXT - n, "/");
	if (!is_open(s.latest))
		(void)put_end(to + n, DATE_TEXT - n, s.latest);
	return true;
}

static int
put(struct hj_redacting *x, struct hj_node *parent, const struct hj_elem *def,
    const char *text, struct hj_node **made)
{
	if (hj_record_add(x->to, parent, def, made, x->err) != HJ_OK)
		return (int)x->err->code;
	return hj_record_set_text(x->to, *made, text, strlen(text), x->err);
}

int
hj_redact_leaf(struct hj_redacting *x, const struct hj_node *leaf,
    struct hj_node *parent, struct hj_node **made)
{
	enum hj_redact_action action = hj_redact_action(x->p, leaf->def->class);
	const struct hj_elem *def = leaf->def;
	const char *text = leaf->text;
	char date[DATE_TEXT];

	*made = NULL;
	if (action == HJ_REDACT_WITHHOLD || action == HJ_REDACT_PSEUDONYM ||
	    text == NULL)
		return HJ_OK;
	switch (def->value) {
	case HJ_V_DATE:
		if (!coarse_date(leaf, date))
			return HJ_OK;
		text = date;
		break;
	case HJ_V_CODE:
		/* The codes of an organisation's own name it; of the others
		 * a county, a facility, a crossing tells of few. */
		if (strncmp(text, "x-", 2) == 0 ||
		    (action == HJ_REDACT_GENERALISE &&
			!hj_redact_is_coarse(def->of)))
			return HJ_OK;
		break;
	case HJ_V_NUMBER:
		if (action == HJ_REDACT_GENERALISE)
			return HJ_OK;
		break;
	case HJ_V_YESNO:
	case HJ_V_REF:
		break;
	case HJ_V_NONE:
	case HJ_V_LINE:
	case HJ_V_FREE:
	case HJ_V_OWN:
	case HJ_V_TIME:
	case HJ_V_DECIMAL:
	case HJ_V_CASE:
	case HJ_V_HEX:
	case HJ_V_FOREIGN:
	case HJ_V_FAR:
		return HJ_OK;
	}
	return put(x, parent, def, text, made);
}

/* The years in which somebody may have been born. */
static bool
born(const struct hj_node *of, int64_t *from, int64_t *to)
{
	const char *n = hj_node_value(of, "n"),
		   *type = hj_node_attr(of, "type");
	struct hj_span s;
	int64_t years;
	bool aged = strcmp(of->name, "age") == 0;

	if (!hj_date_span(hj_node_child(of, aged ? "at" : "date"), &s) ||
	    is_open(s.earliest) || is_open(s.latest) || (aged && n == NULL))
		return false;
	*from = hj_calendar_civil(s.earliest).year;
	*to = hj_calendar_civil(s.latest).year;
	if (aged) {
		years = (int64_t)strtoul(n, NULL, 10);
		if (type != NULL && strcmp(type, "korean") == 0)
			years--;
		*from -= years;
		*to -= years;
	}
	return true;
}

int
hj_redact_decade(struct hj_redacting *x, const struct hj_node *of,
    struct hj_node *person)
{
	const struct hj_elem *birth =
	    hj_schema_child(person->def, "birth", strlen("birth"));
	const struct hj_elem *date =
	    hj_schema_child(birth, "date", strlen("date"));
	struct hj_node *made, *leaf;
	int64_t from, to;
	char text[DATE_TEXT];

	if (hj_redact_action(x->p, HJ_C_QUASI) == HJ_REDACT_WITHHOLD ||
	    !born(of, &from, &to) || from / 10 != to / 10 || from < 1000 ||
	    to > 9999)
		return HJ_OK;
	(void)snprintf(text, sizeof(text), "%03dX", (int)(from / 10));
	/* Several accounts of one decade say it once. */
	for (const struct hj_node *b = hj_node_child(person, "birth");
	     b != NULL; b = hj_node_same(b))
		if (hj_node_value(b, "date") != NULL &&
		    strcmp(hj_node_value(b, "date"), text) == 0)
			return HJ_OK;
	if (hj_record_add(x->to, person, birth, &made, x->err) != HJ_OK)
		return (int)x->err->code;
	return put(x, made, date, text, &leaf);
}
