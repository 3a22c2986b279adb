#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "consent_oracle.h"
#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/date/calendar.h"
#include "export/consent/consent.h"

static const char *const statuses[] = { "given", "refused", "withdrawn",
	"expired", "notasked", "proxy", "impossible" };
static const char *const relations[] = { NULL, "self", "parent", "spouse",
	"lawyer", "none" };
static const char *const days[] = { "<date>2026-01-10</date>",
	"<date>2026-02-20</date>", "<date>2026-01/2026-02</date>", "",
	"<date>2026-08</date>" };
static const char *const ends[] = { "", "<until>2026-05-31</until>",
	"<until>2026</until>", "<until>2027</until>" };
static const char *const outs[] = { "",
	"<withdrawal><date>2026-01-12</date></withdrawal>",
	"<withdrawal><date>2026-02-22</date></withdrawal>",
	"<withdrawal></withdrawal>" };
static const char *const ages[] = {
	"<birth id=\"brt001\"><date>1980</date></birth>",
	"<birth id=\"brt001\"><date>2011</date></birth>",
	"<birth id=\"brt001\"><date>2018</date></birth>", "",
	"<birth id=\"brt001\"><date>2005/2012</date></birth>"
};
static const char *const recipients[][2] = { { "", "" },
	{ "<recipient id=\"rcp00%zu\">Ours</recipient>",
	    "<recipient id=\"rcp00%zu\">WGAD</recipient>" },
	{ "<recipient id=\"rcp00%zu\">Theirs</recipient>",
	    "<recipient id=\"rcp00%zu\">wgeid-std</recipient>" } };

struct text {
	char p[8192];
	size_t n;
};

static void
say(struct text *to, const char *form, ...)
{
	va_list ap;

	va_start(ap, form);
	to->n +=
	    (size_t)vsnprintf(to->p + to->n, sizeof(to->p) - to->n, form, ap);
	va_end(ap);
	assert_true(to->n < sizeof(to->p));
}

static void
tell(const struct told *t, size_t i, bool body, struct text *to)
{
	say(to,
	    "<consent id=\"cns00%zu\" status=\"%s\"><subject>pers01</subject>",
	    i, t->status);
	if (t->relation != NULL)
		say(to, "<relation>%s</relation>", t->relation);
	say(to, "<scope id=\"scp00%zu\">%s</scope>", i,
	    t->other_scope ? "store" : "un-public");
	if (t->to != TO_ALL)
		say(to, recipients[t->to][body], i);
	say(to, "%s%s%s%s</consent>", days[t->day], ends[t->end], outs[t->out],
	    t->resolved ? "<resolved><reason>They agreed.</reason></resolved>"
			: "");
}

static bool
decided(const struct situation *s)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	struct text x = { .n = 0 };
	struct hj_consent_question q = { .person = "pers01",
		.scope = "un-public",
		.today = (int32_t)hj_calendar_day(2026, 6, 1) };
	bool yes;

	if (s->to_us)
		q.recipient = s->body ? "wgad-ua" : "Ours";

	say(&x,
	    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">"
	    "<person id=\"pers01\"><name id=\"nam001\"><full>X</full></name>%s%s"
	    "</person>",
	    ages[s->age],
	    s->settled ? "<status id=\"sta001\"><code>settled</code></status>"
		       : "");
	for (size_t i = 0; i < s->n; i++)
		tell(&s->told[i], i, s->body, &x);
	for (size_t i = 0; i < s->n; i++)
		if (s->told[i].contested)
			say(&x,
			    "<conflict conf=\"restricted\" id=\"cnf00%zu\"><element>cns00%zu"
			    "</element><path>method</path><value>oral</value></conflict>",
			    i, i);
	say(&x, "</case>");
	if (hj_codec_decode((const uint8_t *)x.p, x.n, &r, &err) != HJ_OK)
		fail_msg("%s", err.text);
	q.record = r;
	yes = hj_consent_decide(&q, NULL) == HJ_CONSENT_YES;
	hj_record_free(r);
	return yes;
}

struct tally {
	size_t asked, allowed;
};

static void
compare(const struct situation *s, struct tally *n)
{
	bool rule = may_be_named(s);

	n->asked++;
	n->allowed += rule;
	if (decided(s) == rule)
		return;
	for (size_t i = 0; i < s->n; i++) {
		struct text x = { .n = 0 };

		tell(&s->told[i], i, s->body, &x);
		print_error("%s%s\n", x.p,
		    s->told[i].contested ? " contested" : "");
	}
	fail_msg("age %d, asked by %s, settled %d: the rule says %s", s->age,
	    s->to_us ? "Ours" : "anybody", s->settled, rule ? "yes" : "no");
}

/* The digit of `n` in a number system of mixed bases; n loses it. */
static size_t
take(uint64_t *n, size_t base)
{
	size_t digit = (size_t)(*n % base);

	*n /= base;
	return digit;
}

#define ONE_RECORD                                                             \
	(HJ_LEN(statuses) * HJ_LEN(relations) * 2 * 2 * 2 * NTO * NDAYS *      \
	    NENDS * NOUT)

static struct told
record_of(uint64_t *n)
{
	struct told t;

	t.status = statuses[take(n, HJ_LEN(statuses))];
	t.relation = relations[take(n, HJ_LEN(relations))];
	t.other_scope = take(n, 2) == 1;
	t.contested = take(n, 2) == 1;
	t.resolved = take(n, 2) == 1;
	t.to = (enum to)take(n, NTO);
	t.day = (enum day)take(n, NDAYS);
	t.end = (enum end)take(n, NENDS);
	t.out = (enum out)take(n, NOUT);
	return t;
}

static uint64_t
draw(uint64_t *state)
{
	*state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t z = *state;

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static size_t
runs(size_t usual)
{
	const char *n = getenv("HJ_RUNS");

	return n != NULL ? (size_t)strtoull(n, NULL, 10) : usual;
}

/* All that one record can be, for every age; with HJ_RUNS for every recipient
 * and place as well, else for these in turn. */
static void
every_single_record_is_decided_as_the_rule_says(void **state)
{
	struct tally n = { 0, 0 };
	bool all = getenv("HJ_RUNS") != NULL;

	(void)state;
	for (uint64_t i = 0; i < ONE_RECORD; i++) {
		struct situation s = { .n = 1 };
		uint64_t digits = i;

		s.told[0] = record_of(&digits);
		for (size_t k = 0; k < (size_t)NAGES * 4; k++) {
			if (!all && k % 4 != i % 4)
				continue;
			s.age = (enum age)(k % NAGES);
			s.to_us = k / NAGES % 2 == 1;
			s.settled = k / NAGES / 2 == 1;
			s.body = i % 3 == 0;
			compare(&s, &n);
		}
	}
	print_message("%zu decided, %zu may be named\n", n.asked, n.allowed);
	assert_true(n.allowed > 100);
}

/* What was said twice: who, what, when, for whom. */
static void
every_pair_is_decided_as_the_rule_says(void **state)
{
	static const char *const said[] = { "given", "refused", "proxy",
		"expired" };
	static const char *const who[] = { NULL, "parent" };
	const size_t one = HJ_LEN(said) * HJ_LEN(who) * NTO * NDAYS * 2;
	struct tally n = { 0, 0 };

	(void)state;
	for (uint64_t i = 0; i < one * one; i++) {
		struct situation s = { .n = 2, .age = (enum age)(i % NAGES) };
		uint64_t digits = i;

		for (size_t k = 0; k < 2; k++) {
			s.told[k].status = said[take(&digits, HJ_LEN(said))];
			s.told[k].relation = who[take(&digits, HJ_LEN(who))];
			s.told[k].to = (enum to)take(&digits, NTO);
			s.told[k].day = (enum day)take(&digits, NDAYS);
			s.told[k].end = take(&digits, 2) == 1 ? ENDED : NO_END;
		}
		s.to_us = i / NAGES % 2 == 1;
		s.body = i % 3 == 0;
		compare(&s, &n);
	}
	print_message("%zu decided, %zu may be named\n", n.asked, n.allowed);
	assert_true(n.allowed > 100);
}

static void
several_records_are_decided_as_the_rule_says(void **state)
{
	struct tally n = { 0, 0 };
	uint64_t seed = 20261130;

	(void)state;
	for (size_t i = 0; i < runs(20000); i++) {
		struct situation s = { .n = 2 + draw(&seed) % 3,
			.age = (enum age)(draw(&seed) % NAGES),
			.to_us = draw(&seed) % 2 == 1,
			.body = i % 3 == 0,
			.settled = draw(&seed) % 4 == 0 };

		for (size_t k = 0; k < s.n; k++) {
			uint64_t digits = draw(&seed) % ONE_RECORD;

			s.told[k] = record_of(&digits);
			/* Mostly what can allow something. */
			if (draw(&seed) % 3 != 0) {
				s.told[k].status =
				    draw(&seed) % 2 == 0 ? "given" : "proxy";
				s.told[k].out = HELD;
				s.told[k].contested = false;
				s.told[k].other_scope = false;
			}
			if (draw(&seed) % 2 == 0)
				s.told[k].end = ENDS_LATER;
		}
		compare(&s, &n);
	}
	print_message("%zu decided, %zu may be named\n", n.asked, n.allowed);
	assert_true(n.allowed > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_single_record_is_decided_as_the_rule_says),
		cmocka_unit_test(every_pair_is_decided_as_the_rule_says),
		cmocka_unit_test(several_records_are_decided_as_the_rule_says),
	};

	return cmocka_run_group_tests_name("consent matrix", tests, NULL, NULL);
}
