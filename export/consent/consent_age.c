#include <stdlib.h>
#include <string.h>

#include "core/case/datespan.h"
#include "core/sense/status.h"
#include "export/consent/consent_own.h"

#define YEAR 365.25
#define GROWN 200

struct ages {
	double least, most;
	bool known;
};

static void
widen(struct ages *a, double least, double most)
{
	if (!a->known || least < a->least)
		a->least = least;
	if (!a->known || most > a->most)
		a->most = most;
	a->known = true;
}

static void
by_birth(const struct hj_consent_question *q, const struct hj_node *birth,
    struct ages *a)
{
	struct hj_span s = hj_consent_span(birth, "date");

	if (s.latest == INT32_MAX)
		return;
	widen(a, (q->today - s.latest) / YEAR,
	    s.earliest != INT32_MIN ? (q->today - s.earliest) / YEAR : GROWN);
}

static void
by_age(const struct hj_consent_question *q, const struct hj_node *age,
    struct ages *a)
{
	const char *n = hj_node_value(age, "n");
	struct hj_span at = hj_consent_span(age, "at");
	double least, most;

	if (n == NULL)
		return;
	least = most = (double)strtoul(n, NULL, 10);
	/* Korean age is up to two years above full age. */
	if (hj_node_attr(age, "type") != NULL &&
	    strcmp(hj_node_attr(age, "type"), "korean") == 0)
		least -= 2;
	if (at.latest != INT32_MAX && at.latest < q->today)
		least += (q->today - at.latest) / YEAR;
	if (at.earliest != INT32_MIN && at.earliest < q->today)
		most += 1 + (q->today - at.earliest) / YEAR;
	widen(a, least, most);
}

void
hj_consent_age(const struct hj_consent_question *q, double *least, double *most)
{
	const struct hj_node *p = hj_record_find(q->record, q->person);
	struct ages a = { .least = GROWN, .most = GROWN };

	if (p != NULL) {
		for (const struct hj_node *b = hj_node_child(p, "birth");
		     b != NULL; b = hj_node_same(b))
			by_birth(q, b, &a);
		for (const struct hj_node *n = hj_node_child(p, "age");
		     n != NULL; n = hj_node_same(n))
			by_age(q, n, &a);
	}
	*least = a.least;
	*most = a.most;
}

bool
hj_consent_can_be_asked(const struct hj_consent_question *q)
{
	const struct hj_node *p = hj_record_find(q->record, q->person);
	struct hj_error ignored = HJ_ERROR;
	struct hj_origins *origins = NULL;
	struct hj_status s;
	bool can = true;

	if (p == NULL)
		return false;
	/* Without memory to find out a relative does not speak for them. */
	if (hj_status_derive(q->record, &origins, p, &s, &ignored) == HJ_OK) {
		can = s.row != NULL &&
		    (strcmp(s.row->code, "arrived") == 0 ||
			strcmp(s.row->code, "settled") == 0);
		hj_status_clear(&s);
	}
	hj_origins_free(origins);
	return can;
}
