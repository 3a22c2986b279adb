/*
 * journey_world.h: one person, and what happened to them, in few words.
 */
#ifndef HJ_TESTS_JOURNEY_WORLD_H
#define HJ_TESTS_JOURNEY_WORLD_H

#include <stdio.h>
#include <string.h>

#include "core/case/codec.h"
#include "core/sense/journey.h"

#define PERSON "pers01"
#define WHO(n) "<who id=\"wh000" n "\">" PERSON "</who>"
#define EVENT(id, n, type, rest)                                               \
	"<event id=\"" id "\" type=\"" type "\">" WHO(n) rest "</event>"
#define DATE(edtf) "<date>" edtf "</date>"
#define HELD(id, rest)                                                         \
	"<detention id=\"" id "\"><who>" PERSON "</who>" rest "</detention>"
#define SENT(id, rest)                                                         \
	"<repatriation id=\"" id "\"><who>" PERSON "</who>" rest               \
	"</repatriation>"

static struct hj_record *
decode(const char *inside)
{
	static char xml[65536];
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;

	(void)snprintf(xml, sizeof(xml),
	    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\">"
	    "<person id=\"" PERSON "\"></person><person id=\"pers02\"></person>"
	    "<group id=\"grp001\"><member id=\"mem001\"><person>" PERSON
	    "</person></member></group>%s</case>",
	    inside);
	if (hj_codec_decode((const uint8_t *)xml, strlen(xml), &r, &err) !=
	    HJ_OK)
		fail_msg("%s", err.text);
	return r;
}

static inline struct hj_journey *
journey(const struct hj_record *r, enum hj_conf most)
{
	struct hj_error err = HJ_ERROR;
	struct hj_journey *j = NULL;

	if (hj_journey_new(r, PERSON, most, &j, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return j;
}

#endif
