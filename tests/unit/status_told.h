/*
 * status_told.h: small files of accounts, and what is derived of them in words.
 */
#ifndef HJ_TESTS_STATUS_TOLD_H
#define HJ_TESTS_STATUS_TOLD_H

#include <string.h>

#include "core/sense/status.h"
#include "tests/unit/parsed.h"

#define SOURCES                                                                \
	"<source id=\"s00001\"></source><source id=\"s00002\"></source>"       \
	"<source id=\"s00003\"><based-on id=\"b00001\">s00002</based-on>"      \
	"</source><source id=\"s00004\" kind=\"state\"></source>"
#define PERSON(rest)                                                             \
	"<person id=\"p00001\" role=\"victim\"><name id=\"n00001\"></name>" rest \
	"</person>"
/* id, attributes, code, date */
#define STATUS(id, attrs, code, date)                                          \
	"<status " attrs "><code>" code "</code>" date "</status>"
#define ON(date) "<date>" date "</date>"
#define EVENT(id, head, rest)                                                  \
	"<event " head "><who id=\"w0000" id "\">p00001</who>" rest "</event>"

/* "dead 2012", "disputed: det-abroad repat-unk", each with its reason. */
static inline void
describe(const struct hj_status *s, char *to, size_t size)
{
	static const char *const why[] = { "nothing", "only", "agree", "latest",
		"preferred", "contradict", "hearsay", "conflict", "many" };
	size_t n = 0;

	if (s->disputed) {
		n += (size_t)snprintf(to, size, "disputed:");
		for (size_t i = 0; i < s->n; i++)
			if (s->account[i].standing)
				n += (size_t)snprintf(to + n, size - n, " %s",
				    s->account[i].row != NULL
					? s->account[i].row->code
					: "alive");
	} else {
		n += (size_t)snprintf(to, size, "%s",
		    s->row != NULL ? s->row->code : "-");
		if (s->date != NULL && s->date->text != NULL)
			n += (size_t)snprintf(to + n, size - n, " %s",
			    s->date->text);
	}
	snprintf(to + n, size - n, " (%s)", why[s->why]);
}

static inline void
derived(const struct hj_record *r, const char *subject, char *to, size_t size)
{
	struct hj_error err = HJ_ERROR;
	struct hj_origins *o = NULL;
	struct hj_status s;

	assert_int_equal(hj_status_derive(r, &o, hj_record_find(r, subject), &s,
			     &err),
	    HJ_OK);
	describe(&s, to, size);
	hj_status_clear(&s);
	hj_origins_free(o);
}

#define TWO(first, second)                                                     \
	PERSON(STATUS(1,                                                       \
	    "basis=\"saw\" id=\"t00001\"" first " src=\"s00001\"", "released", \
	    ON("2013")) STATUS(2,                                              \
	    "basis=\"saw\" id=\"t00002\"" second " src=\"s00002\"", "camp",    \
	    ON("2013")))                                                       \
	SOURCES

#define GROUP(rest) "<group id=\"g00001\">" rest "</group>"
#define OF_GROUP(id, head, rest)                                               \
	"<event " head "><who id=\"w0000" id "\">g00001</who>" rest "</event>"
#define HANDED                                                                     \
	PERSON("")                                                                 \
	"<person id=\"p00002\"><name id=\"n00002\"></name>"                        \
	"</person>" GROUP("<member id=\"m00001\"><person>p00001</person></member>" \
			  "<unnamed id=\"u00001\"><n>1</n></unnamed>"              \
			  "<identified id=\"i00001\"><slot>u00001</slot>"          \
			  "<person>p00002</person></identified>")                  \
	    OF_GROUP("1",                                                          \
		"basis=\"media\" id=\"e00001\" src=\"s00001\" "                    \
		"type=\"repat\"",                                                  \
		ON("2013-05-28")) EVENT("2",                                       \
		"basis=\"saw\" id=\"e00002\" src=\"s00002\" "                      \
		"type=\"reescape\"",                                               \
		ON("2015")) SOURCES

#endif
