/* What of resettlement leaves the office: nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/codec.h"
#include "core/vocab/vocab.h"
#include "export/consent/care.h"
#include "export/consent/release.h"
#include "export/petition/annex.h"

/* Whoever agrees to every scope there is, and marks everything public. */
static const char person[] = "<person id=\"pers01\" role=\"victim\">"
			     "<name conf=\"public\" id=\"nam001\">"
			     "<full conf=\"public\">Na Bi</full></name>"
			     "<sex id=\"sex001\">f</sex></person>";

static const char task[] = "<task conf=\"public\" id=\"tsk001\">"
			   "<text conf=\"public\">MARKER</text></task>";
static const char need[] =
    "<need conf=\"public\" id=\"ned001\" type=\"housing\">"
    "<text conf=\"public\">MARKER</text></need>";

static struct hj_record *
file(const char *kind, const char *inside)
{
	const struct hj_list *scopes = hj_vocab_list("consent-scope");
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	char xml[8192];
	int n;

	n = snprintf(xml, sizeof(xml),
	    "<case xmlns=\"" HJ_CASE_NS
	    "\" id=\"0123456789abcdef\" kind=\"%s\">"
	    "%s<consent conf=\"public\" id=\"cns001\" status=\"given\">"
	    "<subject conf=\"public\">pers01</subject>",
	    kind, person);
	for (size_t i = 0; i < scopes->n; i++)
		n += snprintf(xml + n, sizeof(xml) - (size_t)n,
		    "<scope id=\"scp0%02zu\">%s</scope>", i,
		    scopes->rows[i].code);
	n += snprintf(xml + n, sizeof(xml) - (size_t)n,
	    "<date>2020</date></consent>%s</case>", inside);
	if (hj_codec_decode((const uint8_t *)xml, (size_t)n, &r, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return r;
}

static int
note(void *to, const struct hj_finding *f, struct hj_error *err)
{
	char *found = to;
	size_t n = strlen(found);

	(void)err;
	snprintf(found + n, 1024 - n, "%s %s\n", f->code, f->path);
	return HJ_OK;
}

/* What keeps the file in, asked for every scope. */
static void
keeps(const char *kind, const char *inside, const char *expected)
{
	const struct hj_list *scopes = hj_vocab_list("consent-scope");
	struct hj_record *r = file(kind, inside);

	for (size_t i = 0; i < scopes->n; i++) {
		const struct hj_release q = { .scope = scopes->rows[i].code,
			.today = 20000 };
		struct hj_error err = HJ_ERROR;
		char found[1024] = "";
		bool may = *expected != '\0';

		assert_int_equal(hj_release_whole(&q, r, note, found, &may,
				     &err),
		    HJ_OK);
		assert_string_equal(found, expected);
		assert_int_equal(may, *expected == '\0');
	}
	hj_record_free(r);
}

static void
no_consent_and_no_level_lets_it_leave(void **state)
{
	(void)state;
	keeps("person", "", "");
	keeps("person", task, "care task\n");
	keeps("followup", "", "care case\n");
	keeps("followup", need, "care case\ncare need\n");
}

static int
annex_of(const struct hj_record *r, struct hj_buf *to)
{
	const struct hj_annex_victim v = { .record = r, .person = "pers01" };
	const struct hj_shown_asking ask = { .scope = "un-public",
		.today = 20000,
		.victims = &v,
		.nvictims = 1 };
	struct hj_annex a = { .title = "Annex",
		.lang = "en",
		.scope = "un-public",
		.date = "2026-01-01" };
	struct hj_annex_facts facts;
	struct hj_error err = HJ_ERROR;
	struct hj_shown *shown = NULL;
	int rc = hj_shown_new(&ask, &shown, &err);

	a.shown = shown;
	if (rc == HJ_OK)
		rc = hj_annex_build(&a, to, &facts, &err);
	hj_shown_free(shown);
	return rc;
}

static void
an_annex_prints_none_of_it_and_refuses_a_follow_up(void **state)
{
	struct hj_record *r = file("person", task);
	struct hj_buf to = HJ_BUF(HJ_TEXT_MAX);

	(void)state;
	assert_int_equal(annex_of(r, &to), HJ_OK);
	assert_non_null(memmem(to.data, to.len, "Na Bi", 5));
	assert_null(memmem(to.data, to.len, "MARKER", 6));
	hj_record_free(r);
	hj_buf_reset(&to);
	r = file("followup", need);
	assert_int_equal(annex_of(r, &to), HJ_EREFUSED);
	assert_null(memmem(to.data, to.len, "Na Bi", 5));
	hj_record_free(r);
	hj_buf_clear(&to);
}

static void
only_a_follow_up_holds(const char *inside, const char *finding)
{
	struct hj_record *r = file("followup", inside);
	struct hj_error err = HJ_ERROR;
	char found[1024] = "";

	assert_int_equal(hj_check_record(r, note, found, &err), HJ_OK);
	hj_record_free(r);
	r = file("person", inside);
	assert_int_equal(hj_check_record(r, note, found, &err), HJ_EINVAL);
	assert_string_equal(found, finding);
	assert_non_null(strstr(err.text, "hanji followup"));
	hj_record_free(r);
}

static void
only_a_follow_up_holds_needs_services_and_referrals(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r;

	(void)state;
	only_a_follow_up_holds(need, "wrong-kind need\n");
	only_a_follow_up_holds("<service id=\"srv001\"></service>",
	    "wrong-kind service\n");
	only_a_follow_up_holds("<referral id=\"ref001\"></referral>",
	    "wrong-kind referral\n");
	/* A task comes with the work on any case. */
	r = file("person", task);
	assert_int_equal(hj_check_record(r, NULL, NULL, &err), HJ_OK);
	hj_record_free(r);
}

/* Each leaf by itself, so that no profile of redaction can let one pass. */
static void
every_field_of_it_is_of_the_class(void **state)
{
	static const char *const names[] = { "need", "task", "service",
		"referral", "contactlog" };
	const struct hj_elem *root = hj_schema_root("case", 4);

	(void)state;
	for (size_t i = 0; i < HJ_LEN(names); i++) {
		const struct hj_elem *e =
		    hj_schema_child(root, names[i], strlen(names[i]));

		assert_int_equal(e->class, HJ_C_CARE);
		for (size_t j = 0; j < e->nchildren; j++)
			assert_int_equal(e->children[j].class, HJ_C_CARE);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_consent_and_no_level_lets_it_leave),
		cmocka_unit_test(
		    an_annex_prints_none_of_it_and_refuses_a_follow_up),
		cmocka_unit_test(
		    only_a_follow_up_holds_needs_services_and_referrals),
		cmocka_unit_test(every_field_of_it_is_of_the_class),
	};

	return cmocka_run_group_tests_name("care", tests, NULL, NULL);
}
