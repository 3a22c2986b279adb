/*
 * sense_found.h: what core/sense/sense.h finds in the elements that a test writes down.
 */
#ifndef HJ_TESTS_SENSE_FOUND_H
#define HJ_TESTS_SENSE_FOUND_H

#include <string.h>

#include "core/sense/sense.h"
#include "tests/unit/parsed.h"

/* A line each: "fault code path", "warning code path". */
static inline int
note(void *to, const struct hj_finding *f, struct hj_error *err)
{
	char *text = to;
	size_t n = strlen(text);

	(void)err;
	assert_true(f->text[0] != '\0');
	assert_true(f->remedy != NULL && f->remedy[0] != '\0');
	snprintf(text + n, 4096 - n, "%s %s %s\n",
	    f->level == HJ_FAULT ? "fault" : "warning", f->code, f->path);
	return HJ_OK;
}

/* 21 November 2026. */
#define TODAY 20778

static inline void
finds(const char *inside, const char *expected)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = parsed(inside);
	bool fault = strstr(expected, "fault") != NULL;
	char found[4096] = "";

	assert_int_equal(hj_sense_check(r, TODAY, note, found, &err),
	    fault ? HJ_EINVAL : HJ_OK);
	assert_string_equal(found, expected);
	hj_record_free(r);
}

#define NAME "<name id=\"n00001\"><full>a</full></name>"
#define PERSON(rest) "<person id=\"p00001\">" NAME rest "</person>"
#define BORN(date)                                                             \
	"<birth id=\"b00001\" src=\"s00001\"><date>" date "</date></birth>"
#define EVENT(n, type, src, date)                                              \
	"<event id=\"e0000" n "\"" src " type=\"" type "\"><who id=\"w0000" n  \
	"\">p00001</who><date>" date "</date></event>"
#define ONE " src=\"s00001\""
#define TWO " src=\"s00002\""
#define WITHHELD                                                               \
	"<withheld digest=\"0123456789abcdef0123456789abcdef"                  \
	"0123456789abcdef0123456789abcdef\"></withheld>"
#define SOURCES "<source id=\"s00001\"></source><source id=\"s00002\"></source>"

#endif
