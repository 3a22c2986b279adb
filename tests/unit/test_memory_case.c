/*
 * A single change of a file, and what is read of one to count it, to find it and
 * to say what is due: without memory all of it or HJ_ENOMEM.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/case/check.h"
#include "core/case/codec.h"
#include "core/case/diff.h"
#include "core/case/part.h"
#include "core/case/withhold.h"
#include "core/date/calendar.h"
#include "core/links/family.h"
#include "core/mechanism/deadline.h"
#include "core/mechanism/urgency.h"
#include "core/sense/identify.h"
#include "core/sense/journey.h"
#include "core/sense/origin.h"
#include "core/sense/status.h"
#include "core/sense/task.h"
#include "core/store/catalogue.h"
#include "core/store/census.h"
#include "core/store/due.h"
#include "core/store/where.h"
#include "core/vault/excision.h"
#include "tests/unit/sisters.h"

static struct hj_record *whole, *two, *petition;

static int
put(struct hj_record *r, int rc, struct hj_buf *to, struct hj_error *err)
{
	if (rc == HJ_OK)
		rc = hj_codec_encode(r, to, err);
	hj_record_free(r);
	return rc;
}

/* ---- taken out of ---- */

static bool
is_person(void *with, const struct hj_node *n)
{
	(void)with;
	return n->def != NULL && strcmp(n->name, "person") == 0;
}

static int
withheld(const void *from, struct hj_buf *to, struct hj_error *err)
{
	static const uint8_t key[HJ_SALT_KEY_BYTES] = "key";
	const struct hj_salts salts = { .key = key };
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX), less = HJ_BUF(HJ_CASE_MAX);
	size_t hidden = 0;
	int rc = hj_codec_encode(from, &bytes, err);

	if (rc == HJ_OK)
		rc = hj_withhold(from, bytes.data, bytes.len, &salts, is_person,
		    NULL, &less, to, &hidden, err);
	if (rc == HJ_OK)
		rc = hj_buf_add(to, less.data, less.len, err);
	hj_buf_clear(&bytes);
	hj_buf_clear(&less);
	return rc;
}

static int
excised(const void *from, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_record *now = from;
	struct hj_record *r = NULL;
	struct hj_part part;
	int rc = hj_part_of(hj_record_find(now, person_of(now, 0)), &part, err);

	if (rc == HJ_OK)
		rc = hj_excise_head(now, &part, 1, &r, err);
	return put(r, rc, to, err);
}

static void
somebody_is_taken_out(void **state)
{
	(void)state;
	all_or_no_memory(withheld, two);
	all_or_no_memory(excised, two);
	all_or_no_memory(excised, whole);
}

/* ---- single changes ---- */

static int
found(const void *from, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_identification what = { .slot = "grp001",
		.name = "Seo Byeol",
		.date = "2026-05",
		.src = "src001" };
	struct hj_node *n = NULL;
	struct hj_record *r = NULL;
	int rc = hj_record_copy(from, &r, err);

	if (rc == HJ_OK)
		rc = hj_identify(r, &what, &n, err);
	return put(r, rc, to, err);
}

static int
done(const void *from, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_task_done how = { .on = "2026-06-01",
		.result = "called",
		.lang = "en" };
	struct hj_node *next = NULL;
	struct hj_record *r = NULL;
	int rc = hj_record_copy(from, &r, err);

	if (rc == HJ_OK)
		rc = hj_task_complete(r,
		    hj_node_child(hj_record_root(r), "task"), &how, &next, err);
	return put(r, rc, to, err);
}

static int
sent(const void *from, struct hj_buf *to, struct hj_error *err)
{
	struct hj_record *r = NULL;
	int rc = hj_record_copy(from, &r, err);

	if (rc == HJ_OK &&
	    (rc = hj_deadline_step(r, "transmitted", "2026-01-10", NULL,
		 err)) == HJ_OK &&
	    (rc = hj_deadline_extend(r, NULL, err)) == HJ_OK &&
	    (rc = hj_deadline_step(r, "reply", "2026-03", "2026-09-01", err)) ==
		HJ_OK)
		rc = hj_deadline_refresh(r, err);
	return put(r, rc, to, err);
}

static void
single_changes_are_made(void **state)
{
	struct hj_record *task = parsed(
	    "<task id=\"ttttt1\" status=\"open\"><text>Call her</text>"
	    "<due>2026-05-30</due><every>1</every><unit>month</unit></task>");

	(void)state;
	all_or_no_memory(found, two);
	all_or_no_memory(done, task);
	all_or_no_memory(sent, petition);
	hj_record_free(task);
}

/* ---- counted, compared, found ---- */

static int
unit(void *to, const struct hj_unit *u, struct hj_error *err)
{
	return hj_buf_printf(to, err, "%s %lu\n", u->category[0],
	    (unsigned long)u->n.min);
}

static int
counted(const void *from, struct hj_buf *to, struct hj_error *err)
{
	int rc = HJ_OK;

	for (int what = HJ_COUNT_CASES;
	     what <= HJ_COUNT_CONTACTS && rc == HJ_OK; what++)
		for (size_t i = 0; rc == HJ_OK; i++) {
			struct hj_census how = { .what =
						     (enum hj_census_what)what,
				.nfields = 1 };

			how.field[0] = hj_census_field_at(how.what, i);
			if (how.field[0] == NULL)
				break;
			rc = hj_census_each(from, &how, unit, to, err);
		}
	return rc;
}

static int
difference(void *to, const struct hj_difference *d, struct hj_error *err)
{
	int rc = hj_diff_path(d, to, err);

	return rc != HJ_OK ? rc : hj_buf_printf(to, err, " %d\n", (int)d->kind);
}

static int
compared(const void *from, struct hj_buf *to, struct hj_error *err)
{
	return hj_diff_records(from, from == two ? whole : two, difference, to,
	    err);
}

static int
described(const void *from, struct hj_buf *to, struct hj_error *err)
{
	struct hj_row row = { .root = 0 };

	return hj_row_describe_whole(from, &row, to, err);
}

static int
asked(const void *from, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_where_how how = {
		.today = (int32_t)hj_calendar_day(2026, 6, 1)
	};
	struct hj_where *w = NULL;
	int rc =
	    hj_where_parse(from, strlen((const char *)from), &how, &w, err);

	if (rc == HJ_OK)
		rc = hj_buf_printf(to, err, "%d", hj_where_is_telling(w));
	hj_where_free(w);
	return rc;
}

static int
finding(void *to, const struct hj_finding *f, struct hj_error *err)
{
	return hj_buf_printf(to, err, "%s %s\n", f->path, f->code);
}

static int
checked(const void *from, struct hj_buf *to, struct hj_error *err)
{
	int rc = hj_check_record(from, finding, to, err);

	return rc == HJ_EINVAL ? HJ_OK : rc;
}

static void
no_count_and_no_list_lacks_anything(void **state)
{
	static const char where[] = "(status=detained or not country=CN) and "
				    "arrested>=2013-05 and tag=\"a b\"";
	struct hj_record *faulty =
	    parsed("<person id=\"aaaaa1\"><name id=\"aaaaa2\" script=\"zzzz\">"
		   "<full>x</full></name><sex id=\"aaaaa3\">z</sex></person>"
		   "<event id=\"aaaaa4\" src=\"aaaaa1\" type=\"x\"><who id=\"aaaaa5\">"
		   "bbbbbb</who><date>yesterday</date></event>");

	(void)state;
	all_or_no_memory(counted, two);
	all_or_no_memory(counted, whole);
	all_or_no_memory(compared, two);
	all_or_no_memory(described, two);
	all_or_no_memory(described, whole);
	all_or_no_memory(asked, where);
	all_or_no_memory(checked, faulty);
	hj_record_free(faulty);
}

/* ---- what is known of somebody ---- */

static int
known(const void *from, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_record *r = from;
	const struct hj_node *e = hj_node_child(hj_record_root(r), "event");
	struct hj_origins *o = NULL;
	struct hj_status s = { .n = 0 };
	struct hj_origin_count n;
	struct hj_journey *j = NULL;
	struct hj_family *f = NULL;
	int rc;

	if ((rc = hj_origins_new(r, &o, err)) == HJ_OK &&
	    (rc = hj_origins_count(o, &e, 1, &n, err)) == HJ_OK &&
	    (rc = hj_status_derive(r, &o, hj_record_find(r, person_of(r, 0)),
		 &s, err)) == HJ_OK &&
	    (rc = hj_journey_new(r, person_of(r, 0), HJ_SECRET, &j, err)) ==
		HJ_OK &&
	    (rc = hj_family_new(&r, 1, HJ_SECRET, &f, err)) == HJ_OK)
		rc = hj_buf_printf(to, err, "%zu %zu %zu %zu %zu",
		    n.independent, s.n, j->n, f->n, f->nkinships);
	hj_family_free(f);
	hj_journey_free(j);
	hj_status_clear(&s);
	hj_origins_free(o);
	return rc;
}

static int
due(void *to, const struct hj_due *d, struct hj_error *err)
{
	return hj_buf_printf(to, err, "%d %s\n", (int)d->kind, d->name);
}

static int
what_is_due(const void *from, struct hj_buf *to, struct hj_error *err)
{
	const struct hj_mechanism *m = hj_mechanism_by_code("ua");
	bool held = false;
	struct hj_urgency u = { .urgent = false };
	int rc = hj_due_each(from, due, to, err);

	if (rc == HJ_OK &&
	    (rc = hj_urgency_held(from, NULL, &held, err)) == HJ_OK &&
	    m != NULL)
		rc = hj_urgency_of(m, from,
		    (int32_t)hj_calendar_day(2026, 6, 1), &u, err);
	return rc != HJ_OK ? rc
			   : hj_buf_printf(to, err, "%d %d", held, u.urgent);
}

static void
nothing_known_of_somebody_is_forgotten(void **state)
{
	(void)state;
	all_or_no_memory(known, two);
	all_or_no_memory(known, whole);
	all_or_no_memory(what_is_due, two);
	all_or_no_memory(what_is_due, whole);
}

static int
set_up(void **state)
{
	(void)state;
	whole = with_everything("case");
	two = parsed(sisters);
	petition = decoded("<petition xmlns=\"" HJ_CASE_NS
			   "\" id=\"0123456789abcdeg\" status=\"sent\">"
			   "<mechanism>wgad-reg</mechanism></petition>");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_record_free(whole);
	hj_record_free(two);
	hj_record_free(petition);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(somebody_is_taken_out),
		cmocka_unit_test(single_changes_are_made),
		cmocka_unit_test(no_count_and_no_list_lacks_anything),
		cmocka_unit_test(nothing_known_of_somebody_is_forgotten),
	};

	return cmocka_run_group_tests_name("memory of a file", tests, set_up,
	    tear_down);
}
