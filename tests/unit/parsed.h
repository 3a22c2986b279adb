/*
 * parsed.h: a case file out of the elements that a test writes down.
 */
#ifndef HJ_TESTS_PARSED_H
#define HJ_TESTS_PARSED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/case/codec.h"

/* A whole file.  The test fails when it is not canonical; free it with
 * hj_record_free(). */
static inline struct hj_record *
decoded(const char *xml)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;

	if (hj_codec_decode((const uint8_t *)xml, strlen(xml), &r, &err) !=
	    HJ_OK)
		fail_msg("%s in %s", err.text, xml);
	return r;
}

/* The same, of what is inside. */
static inline struct hj_record *
parsed(const char *inside)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf xml = HJ_BUF(HJ_CASE_MAX);
	const char *text = NULL;
	struct hj_record *r;

	if (hj_buf_printf(&xml, &err,
		"<case xmlns=\"" HJ_CASE_NS
		"\" id=\"0123456789abcdef\">%s</case>",
		inside) != HJ_OK ||
	    hj_buf_text(&xml, &text, &err) != HJ_OK)
		fail_msg("%s in %s", err.text, inside);
	r = decoded(text);
	hj_buf_clear(&xml);
	return r;
}

/* How often a property is tried: HJ_RUNS in the environment asks for more. */
static inline uint64_t
tries(uint64_t few)
{
	const char *n = getenv("HJ_RUNS");

	return n != NULL ? strtoull(n, NULL, 10) : few;
}

#endif
