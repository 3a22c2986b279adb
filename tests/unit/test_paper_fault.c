/*
 * Documents for others without memory: HJ_ENOMEM, and nothing that looks like a
 * whole document.  What was made before and after is the same, byte for byte.
 */
#include "tests/unit/dossier_world.h"

#include "export/bag/bagging.h"
#include "export/expose/expose.h"
#include "export/petition/letter.h"
#include "tests/unit/wrap.h"

#define FEW 60

static void
starve_some(wrap_fn *fn, void *to)
{
	struct wrap_call *const which[] = { &wrap.alloc, &wrap.buf };
	struct hj_error err = HJ_ERROR;
	size_t n = 0;

	for (size_t i = 0; i < 2; i++) {
		n += wrap_some(which[i], HJ_ENOMEM, fn, NULL, to, false, FEW);
		n += wrap_some(which[i], HJ_ENOMEM, fn, NULL, to, true, FEW);
	}
	assert_true(n > 0);
	assert_int_equal(fn(to, &err), HJ_OK);
}

/* ---- the dossier of a petition ---- */

struct paper {
	struct built x;
	const char *lang;
	struct hj_buf first; /* as it was made with memory */
};

static int
build_it(void *to, struct hj_error *err)
{
	struct paper *p = to;
	int rc = try_build(&p->x, p->lang, err);

	if (rc == HJ_OK) {
		assert_int_equal(p->x.xml.len, p->first.len);
		assert_memory_equal(p->x.xml.data, p->first.data, p->first.len);
	}
	return rc;
}

static void
without_memory_there_is_no_dossier(void **state)
{
	static const struct {
		const char *petition, *lang;
	} of[] = { { whole, "en" }, { whole, "ko" }, { of_one_period, "fr" },
		{ with_statement, "es" } };

	(void)state;
	for (size_t i = 0; i < HJ_LEN(of); i++) {
		struct paper p = { .lang = of[i].lang,
			.first = HJ_BUF(HJ_TEXT_MAX) };
		struct hj_error err = HJ_ERROR;

		read_both(&p.x, of[i].petition, file);
		assert_int_equal(try_build(&p.x, p.lang, &err), HJ_OK);
		assert_int_equal(hj_buf_add(&p.first, p.x.xml.data, p.x.xml.len,
				     &err),
		    HJ_OK);
		starve_some(build_it, &p);
		hj_buf_clear(&p.first);
		drop(&p.x);
	}
}

/* ---- a letter to somebody who holds a name ---- */

static const struct hj_letter_item items[] = {
	{ .day = "2026-01-05", .sha256 = "00ff", .whole = true },
	{ .day = "?", .reference = "WGAD/2026/7", .named = true },
	{ .day = "2026-02", .referral = true, .named = true },
	{ .day = "2026-03", .referral = true },
};

static int
letter_it(void *to, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	int rc = hj_letter_build(to, &b, err);

	hj_buf_clear(&b);
	return rc;
}

static void
without_memory_there_is_no_letter(void **state)
{
	struct hj_letter l = { .recipient = "An office",
		.today = "2026-05-04",
		.items = items,
		.nitems = HJ_LEN(items) };

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		l.korean = i % 2 != 0;
		l.name = i < 2 ? "Han Sol Mi" : NULL;
		l.withdrawn = i < 2 ? "2026-05" : NULL;
		l.from = i < 2 ? NULL : "Our office";
		starve_some(letter_it, &l);
	}
}

/* ---- a bag ---- */

static int
write_nothing(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	(void)to;
	(void)p;
	(void)n;
	(void)err;
	return HJ_OK;
}

static int
sign_it(void *with, const uint8_t *p, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	(void)with;
	(void)p;
	(void)n;
	return hj_buf_puts(to, "signed\n", err);
}

static int
bag_it(void *to, struct hj_error *err)
{
	struct hj_bagging b;
	int rc;

	(void)to;
	hj_bagging_begin(&b, write_nothing, NULL);
	if ((rc = hj_bagging_payload(&b, "p0001.xml", "<case/>", 7, err)) ==
		HJ_OK &&
	    (rc = hj_bagging_open(&b, "a0001", 5, err)) == HJ_OK &&
	    (rc = hj_bagging_put(&b, (const uint8_t *)"photo", 5, err)) ==
		HJ_OK &&
	    (rc = hj_bagging_close(&b, NULL, err)) == HJ_OK &&
	    (rc = hj_bagging_tag(&b, "proof/p0001.salts", "x", 1, err)) ==
		HJ_OK)
		rc = hj_bagging_finish(&b, sign_it, NULL, err);
	hj_bagging_clear(&b);
	return rc;
}

static void
without_memory_there_is_no_bag(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_bagging b;

	(void)state;
	starve_some(bag_it, NULL);
	/* Nor one whose file is longer or shorter than was said. */
	hj_bagging_begin(&b, write_nothing, NULL);
	assert_int_equal(hj_bagging_open(&b, "a0001", 5, &err), HJ_OK);
	assert_int_equal(hj_bagging_put(&b, (const uint8_t *)"photos", 6, &err),
	    HJ_ECORRUPT);
	assert_int_equal(hj_bagging_put(&b, (const uint8_t *)"phot", 4, &err),
	    HJ_OK);
	assert_int_equal(hj_bagging_close(&b, NULL, &err), HJ_ECORRUPT);
	hj_bagging_clear(&b);
}

/* ---- does a text betray somebody ---- */

static int
expose_it(void *to, struct hj_error *err)
{
	static const char text[] = "<p>She met 김솔미,\nKim Sol-mi.</p>";
	struct hj_expose *e = NULL;
	bool found = false;
	uint32_t line = 0;
	int rc = hj_expose_new(text, sizeof(text) - 1, &e, err);

	(void)to;
	if (rc == HJ_OK)
		rc = hj_expose_seek(e, "kim solmi", 9, &found, err);
	if (rc == HJ_OK) {
		assert_true(found);
		rc = hj_expose_each(e, "김솔미", strlen("김솔미"),
		    hj_expose_first_line, &line, err);
		assert_true(rc != HJ_OK || line == 1);
	}
	hj_expose_free(e);
	return rc;
}

static void
without_memory_no_text_is_called_clean(void **state)
{
	(void)state;
	starve_some(expose_it, NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_memory_there_is_no_dossier),
		cmocka_unit_test(without_memory_there_is_no_letter),
		cmocka_unit_test(without_memory_there_is_no_bag),
		cmocka_unit_test(without_memory_no_text_is_called_clean),
	};

	return cmocka_run_group_tests_name("papers without memory", tests, NULL,
	    NULL);
}
