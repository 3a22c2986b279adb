#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/sense/status.h"
#include "core/vocab/vocab.h"
#include "tests/unit/gen_record.h"
#include "tests/unit/parsed.h"

/* Neither order nor repetition changes a status. */

#define MOST 7

/* One account of a random file: where it stands among its siblings may change,
 * what it says may not. */
struct piece {
	char text[512];
};

struct world {
	struct piece status[MOST], event[MOST], source[4];
	size_t nstatus, nevent;
};

static const char *const dates[] = { "2011", "2012", "2012-03", "2012-07",
	"2013-05/..", "2012/2014", "2013", NULL };
static const char *const bases[] = { "saw", "rumour", "media", NULL };
static const char *const sources[] = { "s00001", "s00002", "s00003",
	"s00001 s00002", NULL };
static const char *const types[] = { "arrest", "repat", "death", "release",
	"seen", "reescape", "disappear", "interrog", "execution" };

static const char *
some(struct gen *g, const char *const *from, size_t n)
{
	return from[gen_below(g, (uint32_t)n)];
}

static void
head(struct gen *g, char *to, size_t size, unsigned id, char letter)
{
	const char *basis = some(g, bases, HJ_LEN(bases));
	const char *src = some(g, sources, HJ_LEN(sources));
	size_t n = 0;

	if (basis != NULL)
		n += (size_t)snprintf(to, size, "basis=\"%s\" ", basis);
	n += (size_t)snprintf(to + n, size - n, "id=\"%c0000%u\"", letter, id);
	if (gen_below(g, 8) == 0)
		n += (size_t)snprintf(to + n, size - n, " pref=\"yes\"");
	if (src != NULL)
		snprintf(to + n, size - n, " src=\"%s\"", src);
}

static void
some_date(struct gen *g, char *to, size_t size)
{
	const char *date = some(g, dates, HJ_LEN(dates));

	if (date != NULL)
		snprintf(to, size, "<date>%s</date>", date);
	else
		to[0] = '\0';
}

static void
invent(struct gen *g, struct world *w)
{
	const struct hj_list *l = hj_vocab_list("person-status");
	char attrs[128], date[64];

	w->nstatus = gen_below(g, MOST);
	w->nevent = gen_below(g, MOST);
	for (unsigned i = 0; i < w->nstatus; i++) {
		head(g, attrs, sizeof(attrs), i, 't');
		some_date(g, date, sizeof(date));
		snprintf(w->status[i].text, sizeof(w->status[i].text),
		    "<status %s><code>%s</code>%s</status>", attrs,
		    l->rows[gen_below(g, (uint32_t)l->n)].code, date);
	}
	for (unsigned i = 0; i < w->nevent; i++) {
		head(g, attrs, sizeof(attrs), i, 'e');
		some_date(g, date, sizeof(date));
		snprintf(w->event[i].text, sizeof(w->event[i].text),
		    "<event %s type=\"%s\"><who id=\"w0000%u\">p00001</who>%s"
		    "</event>",
		    attrs, some(g, types, HJ_LEN(types)), i, date);
	}
	snprintf(w->source[0].text, sizeof(w->source[0].text),
	    "<source id=\"s00001\"></source>");
	snprintf(w->source[1].text, sizeof(w->source[1].text),
	    "<source id=\"s00002\"></source>");
	snprintf(w->source[2].text, sizeof(w->source[2].text),
	    "<source id=\"s00003\"><based-on id=\"b00001\">s00002</based-on>"
	    "</source>");
}

static void
shuffle(struct gen *g, struct piece *p, size_t n)
{
	for (size_t i = n; i-- > 1;) {
		size_t k = gen_below(g, (uint32_t)i + 1);
		struct piece was = p[i];

		p[i] = p[k];
		p[k] = was;
	}
}

static void
assemble(const struct world *w, char *to, size_t size)
{
	size_t n = (size_t)snprintf(to, size,
	    "<person id=\"p00001\" role=\"victim\"><name id=\"n00001\">"
	    "</name>");

	for (size_t i = 0; i < w->nstatus; i++)
		n +=
		    (size_t)snprintf(to + n, size - n, "%s", w->status[i].text);
	n += (size_t)snprintf(to + n, size - n, "</person>");
	for (size_t i = 0; i < w->nevent; i++)
		n += (size_t)snprintf(to + n, size - n, "%s", w->event[i].text);
	for (size_t i = 0; i < HJ_LEN(w->source); i++)
		n +=
		    (size_t)snprintf(to + n, size - n, "%s", w->source[i].text);
}

/* What matters of it: not the order in which equals are listed. */
static void
outcome(const struct world *w, char *to, size_t size)
{
	struct hj_error err = HJ_ERROR;
	struct hj_origins *o = NULL;
	struct hj_status s;
	struct hj_record *r;
	char xml[16384];
	unsigned sum = 0, standing = 0;

	assemble(w, xml, sizeof(xml));
	r = parsed(xml);
	assert_int_equal(hj_status_derive(r, &o, hj_record_find(r, "p00001"),
			     &s, &err),
	    HJ_OK);
	for (size_t i = 0; i < s.n; i++)
		if (s.account[i].standing) {
			const char *id = hj_node_attr(s.account[i].node, "id");

			standing++;
			sum += (unsigned)id[0] * 7u + (unsigned)id[5];
		}
	assert_true(s.disputed ==
	    (s.why == HJ_WHY_CONTRADICT || s.why == HJ_WHY_HEARSAY));
	assert_true(!s.disputed || (s.row == NULL && standing > 1));
	snprintf(to, size, "%s %s %d %u %u", s.row != NULL ? s.row->code : "-",
	    s.date != NULL && s.date->text != NULL ? s.date->text : "-",
	    (int)s.why, standing, sum);
	hj_status_clear(&s);
	hj_origins_free(o);
	hj_record_free(r);
}

static void
no_order_matters(void **state)
{
	struct gen g = { .state = 30 };

	(void)state;
	for (uint64_t run = 0; run < tries(2000); run++) {
		struct world w = { .nstatus = 0 };
		char before[128], after[128];

		invent(&g, &w);
		outcome(&w, before, sizeof(before));
		shuffle(&g, w.status, w.nstatus);
		shuffle(&g, w.event, w.nevent);
		shuffle(&g, w.source, HJ_LEN(w.source));
		outcome(&w, after, sizeof(after));
		if (strcmp(before, after) != 0)
			fail_msg("run %llu: %s, then %s",
			    (unsigned long long)run, before, after);
	}
}

/* The code and the reason of an outcome, without who stands. */
static void
verdict(const struct world *w, char *to, size_t size)
{
	char *space;

	outcome(w, to, size);
	space = strrchr(to, ' ');
	*space = '\0';
	*strrchr(to, ' ') = '\0';
}

static void
a_second_report_of_the_same_origin_changes_nothing(void **state)
{
	struct gen g = { .state = 31 };

	(void)state;
	for (uint64_t run = 0; run < tries(2000); run++) {
		struct world w = { .nstatus = 0 };
		char before[128], after[128], *src;

		invent(&g, &w);
		if (w.nstatus == 0 || w.nstatus == MOST)
			continue;
		src = strstr(w.status[0].text, "src=\"s00001\"");
		if (src == NULL)
			continue;
		verdict(&w, before, sizeof(before));
		w.status[w.nstatus] = w.status[0];
		src = strstr(w.status[w.nstatus].text, "src=\"s00001\"");
		memcpy(src, "src=\"s00009\"", 12);
		strstr(w.status[w.nstatus].text, "t0000")[5] = '9';
		w.nstatus++;
		snprintf(w.source[3].text, sizeof(w.source[3].text),
		    "<source id=\"s00009\"><based-on id=\"b00009\">s00001"
		    "</based-on></source>");
		verdict(&w, after, sizeof(after));
		/* One account that two reports give is not "the only" one. */
		if (strncmp(before, after, strlen(before) - 1) != 0 ||
		    (before[strlen(before) - 1] != '1' &&
			strcmp(before, after) != 0))
			fail_msg("run %llu: %s, then %s",
			    (unsigned long long)run, before, after);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_order_matters),
		cmocka_unit_test(
		    a_second_report_of_the_same_origin_changes_nothing),
	};

	return cmocka_run_group_tests_name("status_random", tests, NULL, NULL);
}
