#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/check.h"
#include "export/redact/redact.h"
#include "gen_record.h"
#include "parsed.h"

static const uint8_t one[HJ_PSEUDONYM_KEY] = { 1 };
static const uint8_t two[HJ_PSEUDONYM_KEY] = { 2 };

/* Two sisters and a brother, everything told of them. */
#define FAMILY                                                                  \
	"<title>Secret title</title>"                                           \
	"<summary id=\"smm001\"><text>A wish to go south</text></summary>"      \
	"<person id=\"prs001\" role=\"victim\"><name id=\"nam001\">"            \
	"<family>Han</family><given>Bomi</given></name>"                        \
	"<birth id=\"brt001\"><date>1987-03-04</date><place>pkc001</place>"     \
	"</birth><sex id=\"sex001\">f</sex>"                                    \
	"<occupation id=\"kcc001\">seamstress</occupation>"                     \
	"<contact id=\"cnt001\"><value>01055501234</value></contact></person>"  \
	"<person id=\"prs002\" role=\"victim\"><name id=\"nam002\"><full>Han "  \
	"Yeoul</full></name><age id=\"age002\"><n>31</n><at>2013-05</at></age>" \
	"</person><person id=\"prs003\" role=\"helper\"><name id=\"nam003\">"   \
	"<full>Pak Nari</full></name></person>"                                 \
	"<group id=\"grp001\"><label>The Kunming party</label><count "          \
	"id=\"cnt002\"><min>13</min></count><member id=\"mem001\"><person>"     \
	"prs001</person></member><member id=\"mem002\"><person>prs003"          \
	"</person></member></group>"                                            \
	"<relationship id=\"rek001\" type=\"sibling\"><a>prs001</a><b>prs002"   \
	"</b></relationship>"                                                   \
	"<event id=\"evt001\" type=\"arrest\"><who id=\"whk001\">prs001</who>"  \
	"<who id=\"whk002\">prs002</who><date>2013-05-28</date><state>CN"       \
	"</state><place>pkc002</place><narrative id=\"nrr001\"><text>They "     \
	"spoke of church</text></narrative><violation id=\"vkt001\"><code>"     \
	"torture</code></violation></event>"                                    \
	"<detention id=\"dtn001\"><who>prs001</who><state>CN</state><date>"     \
	"2013-05-28/2013-06-02</date><facility>cn-tumen</facility><reason "     \
	"id=\"rsn001\"><code>exit</code></reason></detention>"                  \
	"<repatriation id=\"rpt001\"><who>prs001</who><from>CN</from><to>KP"    \
	"</to><crossing>tumen</crossing><date>2013-06-02</date></repatriation>" \
	"<place id=\"pkc001\"><country>KP</country><iso3166-2>KP-09"            \
	"</iso3166-2><county>KP-09-musan</county><locality>Riverside"           \
	"</locality></place><place id=\"pkc002\"><country>CN</country>"         \
	"<locality>Market street</locality></place>"                            \
	"<source id=\"src001\" kind=\"person\"><title>Informant</title>"        \
	"</source><consent id=\"cns001\" status=\"refused\"><subject>prs001"    \
	"</subject><scope id=\"scp001\">un-public</scope></consent>"

static void
redacted(const struct hj_record *r, const char *scope,
    const uint8_t key[static HJ_PSEUDONYM_KEY], struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *out = NULL;

	if (hj_redact_file(hj_redact_profile(scope, HJ_WHOM_SILENT), key, r,
		&out, &err) != HJ_OK ||
	    hj_codec_encode(out, to, &err) != HJ_OK)
		fail_msg("%s", err.text);
	hj_record_free(out);
}

static bool
holds(const struct hj_buf *b, const char *text)
{
	return memmem(b->data, b->len, text, strlen(text)) != NULL;
}

static void
what_tells_who_is_gone_and_what_tells_of_many_stays(void **state)
{
	static const char *const gone[] = { "Han", "Bomi", "Yeoul", "Pak",
		"1987", "03-04", "seamstress", "0105550", "Kunming", "title",
		"south", "church", "05-28", "06-02", "cn-tumen", "musan",
		"Riverside", "Market", "tumen", "Informant", "consent", "exit",
		"narrative", "prs001", "pkc001", "evt001", "0123456789abcdef",
		"relationship", "helper", "violation", "<n>" };
	static const char *const stays[] = { "<date>198X</date>",
		"<date>2013-05</date>", "<iso3166-2>KP-09</iso3166-2>",
		"<state>CN</state>", "<min>13</min>", ">f</sex>",
		"<date>2013</date>", "role=\"victim\"", "type=\"arrest\"",
		"type=\"pseud\"" };
	struct hj_record *r = parsed(FAMILY);
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);

	(void)state;
	redacted(r, "public-anon", one, &b);
	for (size_t i = 0; i < HJ_LEN(gone); i++)
		if (holds(&b, gone[i]))
			fail_msg("'%s' leaves", gone[i]);
	for (size_t i = 0; i < HJ_LEN(stays); i++)
		if (!holds(&b, stays[i]))
			fail_msg("'%s' is missing", stays[i]);
	hj_buf_clear(&b);
	hj_record_free(r);
}

static void
a_scope_has_its_own_profile(void **state)
{
	struct hj_record *r = parsed(FAMILY);
	struct hj_buf b = HJ_BUF(HJ_CASE_MAX);

	(void)state;
	redacted(r, "court", one, &b);
	assert_true(holds(&b, "<code>torture</code>"));
	assert_true(holds(&b, "relationship"));
	assert_false(holds(&b, "exit"));
	assert_false(holds(&b, "church"));
	hj_buf_clear(&b);
	hj_record_free(r);
}

/* The n-th thing of two exports that could join them: pseudonyms and ids. */
static bool
next_mark(const struct hj_buf *b, size_t *at, char ret[static 32])
{
	while (*at < b->len) {
		const char *p = (const char *)b->data + *at;
		size_t left = b->len - *at, n = 0;

		(*at)++;
		if (left > 10 && memcmp(p, " id=\"", 5) == 0)
			p += 5;
		else if (left < 8 || memcmp(p, ">P-", 3) != 0)
			continue;
		else
			p += 1;
		while (n < 31 && p[n] != '"' && p[n] != '<')
			n++;
		memcpy(ret, p, n);
		ret[n] = '\0';
		return true;
	}
	return false;
}

static void
two_recipients_share_nothing_that_joins_their_lists(void **state)
{
	struct hj_record *r = parsed(FAMILY);
	struct hj_buf a = HJ_BUF(HJ_CASE_MAX), b = HJ_BUF(HJ_CASE_MAX),
		      again = HJ_BUF(HJ_CASE_MAX);
	char mark[32];
	size_t at = 0, n = 0, same = 0;

	(void)state;
	redacted(r, "un-public", one, &a);
	redacted(r, "un-public", two, &b);
	redacted(r, "un-public", one, &again);
	while (next_mark(&a, &at, mark)) {
		if (holds(&b, mark))
			fail_msg("both hold '%s'", mark);
		/* One recipient knows a person again, and no element. */
		if (holds(&again, mark)) {
			assert_memory_equal(mark, "P-", 2);
			same++;
		}
		n++;
	}
	assert_true(n > 12);
	assert_int_equal(same, 2);
	hj_buf_clear(&a);
	hj_buf_clear(&b);
	hj_buf_clear(&again);
	hj_record_free(r);
}

static int
no_fault(void *to, const struct hj_finding *f, struct hj_error *err)
{
	(void)to;
	(void)err;
	if (f->level == HJ_FAULT)
		fail_msg("%s: %s: %s", f->path, f->code, f->text);
	return HJ_OK;
}

/* Is a text of the source, of five bytes or more, in what leaves? */
static void
no_text_of(const struct hj_record *r, const struct hj_buf *b)
{
	const struct hj_node *root = hj_record_root(r);

	for (const struct hj_node *n = root; n != NULL;
	     n = hj_node_next(n, root)) {
		const char *id = hj_node_attr(n, "id");

		if (id != NULL && strlen(id) > 4 && holds(b, id))
			fail_msg("the id of a '%s' leaves", n->name);
		if (n->def != NULL && n->text != NULL && n->text_len > 4 &&
		    (n->def->value == HJ_V_LINE ||
			n->def->value == HJ_V_FREE) &&
		    holds(b, n->text))
			fail_msg("the text of a '%s' leaves", n->name);
	}
}

static void
any_file_becomes_a_valid_one_without_its_texts_and_ids(void **state)
{
	static const char *const scopes[] = { "public-anon", "court", "stats" };

	(void)state;
	for (uint64_t seed = 1; seed <= tries(300); seed++) {
		struct hj_error err = HJ_ERROR;
		struct hj_record *r = gen_record(seed,
		    GEN_CASE | (seed % 2 == 0 ? GEN_EXT : GEN_WITHHELD));
		struct hj_buf b = HJ_BUF(HJ_CASE_MAX);
		struct hj_record *back = NULL;
		const char *kind;

		assert_non_null(r);
		kind = hj_node_attr(hj_record_root(r), "kind");
		if (kind != NULL && strcmp(kind, "followup") == 0) {
			assert_int_equal(hj_redact_file(hj_redact_profile("court",
							    HJ_WHOM_SILENT),
					     one, r, &back, &err),
			    HJ_EREFUSED);
			hj_record_free(r);
			continue;
		}
		redacted(r, scopes[seed % HJ_LEN(scopes)], one, &b);
		assert_int_equal(hj_codec_decode(b.data, b.len, &back, &err),
		    HJ_OK);
		assert_int_equal(hj_check_record(back, no_fault, NULL, &err),
		    HJ_OK);
		no_text_of(r, &b);
		hj_record_free(back);
		hj_buf_clear(&b);
		hj_record_free(r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    what_tells_who_is_gone_and_what_tells_of_many_stays),
		cmocka_unit_test(a_scope_has_its_own_profile),
		cmocka_unit_test(
		    two_recipients_share_nothing_that_joins_their_lists),
		cmocka_unit_test(
		    any_file_becomes_a_valid_one_without_its_texts_and_ids),
	};

	return cmocka_run_group_tests_name("redact", tests, NULL, NULL);
}
