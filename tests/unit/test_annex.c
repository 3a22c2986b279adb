#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/date/calendar.h"
#include "export/bag/xml.h"
#include "export/petition/annex.h"
#include "export/render/document.h"

/* Two invented people; only the first consented. */
static const char two[] =
    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdef\" kind=\"person\">"
    "<person id=\"pers01\" role=\"victim\">"
    "<name id=\"nam001\" script=\"latn\"><family>Han</family><given>Sol Mi</given></name>"
    "<name conf=\"secret\" id=\"nam002\" script=\"latn\"><full>Hidden Alias</full></name>"
    "<name id=\"nam003\" script=\"hang\"><family>한</family><given>솔미</given></name>"
    "<age id=\"age002\" type=\"korean\"><n>35</n><at>2019~</at></age>"
    "<sex id=\"sex001\">f</sex>"
    "<status id=\"sts001\"><code>repat-unk</code><date>2019-05</date></status>"
    "</person>"
    "<person id=\"pers02\" role=\"victim\">"
    "<name id=\"nam004\" script=\"latn\"><family>Ok</family><given>Byeol</given></name>"
    "<age id=\"age001\"><n>43</n></age><sex id=\"sex002\">f</sex>"
    "</person>"
    "<event id=\"evt001\" type=\"arrest\"><who id=\"wh0001\">pers01</who>"
    "<date>2019-04~</date><state>CN</state>"
    "<narrative conf=\"public\" id=\"nar001\" lang=\"en\"><text>Taken at a market &amp; held.</text></narrative>"
    "<narrative id=\"nar002\" lang=\"en\"><text>Only for our own office.</text></narrative>"
    "</event>"
    "<consent id=\"cns001\" status=\"given\"><subject>pers01</subject>"
    "<scope id=\"scp001\">un-public</scope><date>2026-01</date></consent>"
    "</case>";

static const char group[] =
    "<case xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdeg\" kind=\"group\">"
    "<group id=\"grp001\" type=\"arrest\">"
    "<count id=\"cnt001\"><min>13</min><max>13</max></count>"
    "<count id=\"cnt002\" src=\"src002\"><min>15</min><max>15</max></count></group></case>";

struct annexed {
	struct hj_record *r[2];
	struct hj_buf xml;
	struct hj_annex_facts facts;
};

static struct hj_record *
decode(const char *xml)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;

	if (hj_codec_decode((const uint8_t *)xml, strlen(xml), &r, &err) !=
	    HJ_OK)
		fail_msg("%s", err.text);
	return r;
}

static int
build(void **state)
{
	static struct annexed x;
	struct hj_error err = HJ_ERROR;
	struct hj_annex_victim v[3];
	struct hj_annex a = { .title = "Annex <1>",
		.lang = "en",
		.scope = "un-public",
		.date = "2026-06-01" };
	const struct hj_shown_asking ask = { .scope = "un-public",
		.today = (int32_t)hj_calendar_day(2026, 6, 1),
		.victims = v,
		.nvictims = 3 };
	struct hj_shown *shown = NULL;

	x = (struct annexed){ .xml = HJ_BUF(HJ_TEXT_MAX) };
	x.r[0] = decode(two);
	x.r[1] = decode(group);
	v[0] = (struct hj_annex_victim){ x.r[0], "pers01", NULL };
	v[1] = (struct hj_annex_victim){ x.r[0], "pers02", NULL };
	v[2] = (struct hj_annex_victim){ x.r[1], NULL, NULL };
	if (hj_shown_new(&ask, &shown, &err) != HJ_OK)
		fail_msg("%s", err.text);
	a.shown = shown;
	if (hj_annex_build(&a, &x.xml, &x.facts, &err) != HJ_OK)
		fail_msg("%s", err.text);
	hj_shown_free(shown);
	*state = &x;
	return 0;
}

static int
drop(void **state)
{
	struct annexed *x = *state;

	hj_record_free(x->r[0]);
	hj_record_free(x->r[1]);
	hj_buf_clear(&x->xml);
	return 0;
}

static bool
says(const struct hj_buf *b, const char *what)
{
	return memmem(b->data, b->len, what, strlen(what)) != NULL;
}

static void
whom_consent_does_not_cover_is_a_placeholder(void **state)
{
	const struct annexed *x = *state;

	assert_int_equal(x->facts.disclosed, 1);
	assert_int_equal(x->facts.withheld, 1);
	assert_true(says(&x->xml,
	    "<placeholder>Person 2 (woman, 40s)</placeholder>"));
	assert_false(says(&x->xml, "Byeol"));
	assert_false(says(&x->xml, "43"));
}

static void
who_consented_is_named_but_for_secret_forms(void **state)
{
	const struct annexed *x = *state;

	assert_true(says(&x->xml, "<latin>HAN Sol Mi</latin>"));
	assert_true(says(&x->xml, "<hangul>한솔미</hangul>"));
	assert_true(says(&x->xml, "<arrest>about April 2019, China</arrest>"));
	assert_false(says(&x->xml, "Hidden"));
}

static void
dates_and_ages_say_how_they_are_meant(void **state)
{
	const struct annexed *x = *state;

	assert_true(says(&x->xml, "date=\"1 June 2026\""));
	assert_true(says(&x->xml, ", May 2019</status>"));
	assert_true(says(&x->xml,
	    "age 35, Korean age (counted from one at birth), as of about 2019<"));
}

static void
free_text_is_printed_only_where_it_is_public(void **state)
{
	const struct annexed *x = *state;

	assert_true(says(&x->xml, "Taken at a market &amp; held."));
	assert_false(says(&x->xml, "our own office"));
	assert_true(says(&x->xml, "<title>Annex &lt;1&gt;</title>"));
}

static void
accounts_of_a_number_become_a_range(void **state)
{
	const struct annexed *x = *state;

	assert_true(says(&x->xml, "<further is=\"range\">13–15</further>"));
}

/* Beside the test, as after a build. */
static const char *
program(char *path, size_t size)
{
	ssize_t n = readlink("/proc/self/exe", path, size - 1);

	assert_true(n > 0);
	path[n] = '\0';
	for (int i = 0; i < 3; i++)
		*strrchr(path, '/') = '\0';
	strncat(path, "/hanji-render", size - strlen(path) - 1);
	return path;
}

static int
render(const struct annexed *x, const char *style, struct hj_buf *to,
    struct hj_error *err)
{
	char path[4096];
	struct hj_document d = { .program = program(path, sizeof(path)),
		.style = (const uint8_t *)style,
		.style_len = strlen(style),
		.xml = x->xml.data,
		.xml_len = x->xml.len };

	return hj_document_render(&d, to, err);
}

#define SHEET(body)                                                                           \
	"<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">" \
	"<xsl:output method=\"text\"/><xsl:template match=\"/\">" body                        \
	"</xsl:template></xsl:stylesheet>"

static void
a_style_sheet_prints_the_annex(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf to = HJ_BUF(HJ_TEXT_MAX);

	if (render(*state, SHEET("<xsl:value-of select=\"//hangul\"/>"), &to,
		&err) != HJ_OK)
		fail_msg("%s", err.text);
	assert_int_equal(to.len, strlen("한솔미"));
	assert_memory_equal(to.data, "한솔미", to.len);
	hj_buf_clear(&to);
}

static void
a_style_sheet_reaches_no_file(void **state)
{
	static const char *const bad[] = {
		SHEET("<xsl:value-of select=\"document('/etc/hostname')\"/>"),
		"<!DOCTYPE x [<!ENTITY e SYSTEM \"/etc/hostname\">]>" SHEET("&e;"),
		"<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"><xsl:include href=\"/etc/passwd\"/></xsl:stylesheet>",
		SHEET("<xsl:call-template name=\"none\"/>"),
		"not xml",
	};

	for (size_t i = 0; i < HJ_LEN(bad); i++) {
		struct hj_error err = HJ_ERROR;
		struct hj_buf to = HJ_BUF(HJ_TEXT_MAX);

		assert_int_equal(render(*state, bad[i], &to, &err), HJ_EINVAL);
		assert_int_equal(to.len, 0);
		hj_buf_clear(&to);
	}
}

static int
collect(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	return hj_buf_add(to, p, n, err);
}

static void
an_exchange_copies_the_bytes_of_each_file(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf to = HJ_BUF(HJ_TEXT_MAX);
	const uint8_t salt[HJ_SALT_KEY_BYTES] = { 1 };
	const struct hj_exchange e = { .producer = "a \"b\"", .scope = "own" };
	const struct hj_exchange bare = { .pseudonymised = true };
	const struct hj_exchange_record r = { .bytes = (const uint8_t *)two,
		.n = sizeof(two) - 1,
		.salt_key = salt };
	struct hj_xml x;

	(void)state;
	assert_int_equal(hj_xml_open(&x, collect, &to, &e, &err), HJ_OK);
	assert_int_equal(hj_xml_put(&x, &r, &err), HJ_OK);
	assert_int_equal(hj_xml_close(&x, &err), HJ_OK);
	hj_xml_clear(&x);
	assert_true(says(&to, two));
	assert_true(says(&to,
	    "producer=\"a &quot;b&quot;\" scope=\"own\">\n<x:record salt=\"01"));
	hj_buf_clear(&to);
	assert_int_equal(hj_xml_open(&x, collect, &to, &bare, &err), HJ_OK);
	assert_int_equal(hj_xml_put(&x, &r, &err), HJ_OK);
	assert_int_equal(hj_xml_close(&x, &err), HJ_OK);
	hj_xml_clear(&x);
	assert_true(says(&to, "<x:record>\n"));
	hj_buf_clear(&to);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whom_consent_does_not_cover_is_a_placeholder),
		cmocka_unit_test(who_consented_is_named_but_for_secret_forms),
		cmocka_unit_test(dates_and_ages_say_how_they_are_meant),
		cmocka_unit_test(free_text_is_printed_only_where_it_is_public),
		cmocka_unit_test(accounts_of_a_number_become_a_range),
		cmocka_unit_test(a_style_sheet_prints_the_annex),
		cmocka_unit_test(a_style_sheet_reaches_no_file),
		cmocka_unit_test(an_exchange_copies_the_bytes_of_each_file),
	};

	return cmocka_run_group_tests_name("annex", tests, build, drop);
}
