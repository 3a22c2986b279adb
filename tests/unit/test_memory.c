/*
 * No memory, wherever it is asked for: opening, changing, reading, verifying,
 * exporting and describing a petition end with HJ_ENOMEM, nothing is half done,
 * nothing is called damage.  That nothing leaks the sanitizers say.
 */
#include "tests/unit/vault_world.h"

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/date/calendar.h"
#include "export/bag/xml.h"
#include "export/petition/dossier.h"
#include "export/redact/redact.h"
#include "tests/unit/wrap.h"

static struct world world;
static struct hj_id id;
static struct hj_vault *vault; /* of the tests that do not open it */

static int
set_up(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v;
	struct hj_change *c;

	(void)state;
	make_world(&world);
	hj_id_random(&id);
	v = open_vault(&world, true);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	put_title(c, &id, "first");
	must(hj_change_commit(c, &err), &err);
	hj_vault_close(v);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	free_world(&world);
	return 0;
}

static void
once_and_from_then_on(wrap_fn *fn, void (*after)(void *, int), void *to)
{
	size_t n = wrap_starve(fn, after, to, false);

	assert_true(n > 0);
	assert_true(wrap_starve(fn, after, to, true) > 0);
}

static int
open_it(void *to, struct hj_error *err)
{
	const struct hj_vault_opening how = { .at = where(&world),
		.seed = world.seed };
	struct hj_vault *v = NULL;
	int rc = hj_vault_open(&how, &v, err);

	(void)to;
	assert_true((rc == HJ_OK) == (v != NULL));
	hj_vault_close(v);
	return rc;
}

static void
opening_without_memory_opens_nothing(void **state)
{
	(void)state;
	once_and_from_then_on(open_it, NULL, NULL);
}

/* Each time another title, so that there is something to commit. */
struct change {
	unsigned tries;
	struct hj_vault_facts facts;
};

static int
change_it(void *to, struct hj_error *err)
{
	struct change *x = to;
	struct hj_change *c = NULL;
	enum hj_put_what what;
	char bytes[1024], title[32];
	struct hj_put put = { .bytes = (const uint8_t *)bytes,
		.action = HJ_DID_UPDATE };
	int rc;

	(void)snprintf(title, sizeof(title), "try %u", ++x->tries);
	put.n = case_bytes(&id, title, bytes, sizeof(bytes));
	if ((rc = hj_vault_begin(vault, NULL, &c, err)) != HJ_OK)
		return rc;
	if ((rc = hj_change_put(c, &put, &what, err)) == HJ_OK)
		return hj_change_commit(c, err);
	hj_change_abort(c);
	return rc;
}

static void
all_or_nothing(void *to, int rc)
{
	struct change *x = to;
	struct hj_error err = HJ_ERROR;
	struct hj_vault_facts now;
	uint64_t more;

	must(hj_vault_facts(vault, &now, &err), &err);
	more = now.revisions - x->facts.revisions;
	assert_int_equal(more, rc == HJ_OK);
	/* The entry of the change, and the signed one of the commit. */
	assert_int_equal(now.entries - x->facts.entries, 2 * more);
	x->facts = now;
}

static void
a_change_without_memory_is_no_change(void **state)
{
	struct change x = { .tries = 0 };
	struct hj_error err = HJ_ERROR;

	(void)state;
	vault = open_vault(&world, true);
	must(hj_vault_facts(vault, &x.facts, &err), &err);
	once_and_from_then_on(change_it, all_or_nothing, &x);
	hj_vault_close(vault);
}

static int
damaged(void *to, const struct hj_damage *d, struct hj_error *err)
{
	(void)to;
	(void)err;
	if (!d->notice)
		fail_msg("%s: %s", d->object, d->what);
	return HJ_OK;
}

static int
verify_it(void *to, struct hj_error *err)
{
	struct hj_verify_facts facts;

	(void)to;
	return hj_vault_verify(vault, true, NULL, 0, damaged, NULL, NULL,
	    &facts, err);
}

static int
check_it(void *to, struct hj_error *err)
{
	struct hj_verify_facts facts;

	(void)to;
	return hj_vault_check(vault, false, damaged, NULL, NULL, &facts, err);
}

static void
verifying_without_memory_calls_nothing_damaged(void **state)
{
	(void)state;
	vault = open_vault(&world, true);
	once_and_from_then_on(verify_it, NULL, NULL);
	once_and_from_then_on(check_it, NULL, NULL);
	hj_vault_close(vault);
}

static int
swallow(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	(void)p;
	(void)err;
	*(size_t *)to += n;
	return HJ_OK;
}

/* What leaves for somebody else: redacted, then written. */
static int
write_out(const struct hj_revision *rev, struct hj_error *err)
{
	static const uint8_t key[HJ_PSEUDONYM_KEY] = "key";
	const struct hj_exchange e = { .producer = "hanji",
		.scope = "public-anon",
		.pseudonymised = true };
	struct hj_record *r = NULL, *less = NULL;
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_exchange_record record = { .bytes = NULL };
	struct hj_xml x = { .write = NULL };
	size_t n = 0;
	int rc;

	if ((rc = hj_codec_decode(rev->bytes.data, rev->bytes.len, &r, err)) !=
		HJ_OK ||
	    (rc = hj_redact_file(hj_redact_profile("public-anon",
				     HJ_WHOM_SILENT),
		 key, r, &less, err)) != HJ_OK ||
	    (rc = hj_codec_encode(less, &bytes, err)) != HJ_OK)
		goto out;
	record.bytes = bytes.data;
	record.n = bytes.len;
	if ((rc = hj_xml_open(&x, swallow, &n, &e, err)) == HJ_OK &&
	    (rc = hj_xml_put(&x, &record, err)) == HJ_OK)
		rc = hj_xml_close(&x, err);
	assert_true(rc != HJ_OK || n > 100);
	hj_xml_clear(&x);
out:
	hj_record_free(r);
	hj_record_free(less);
	hj_buf_clear(&bytes);
	return rc;
}

static int
export_it(void *to, struct hj_error *err)
{
	struct hj_buf items = HJ_BUF(16 << 10);
	struct hj_revision rev;
	struct hj_row row;
	int rc;

	(void)to;
	if ((rc = hj_vault_row(vault, &id, &row, &items, err)) == HJ_OK &&
	    (rc = hj_vault_get(vault, &row, 0, &rev, err)) == HJ_OK) {
		rc = write_out(&rev, err);
		hj_revision_clear(&rev);
	}
	hj_buf_clear(&items);
	return rc;
}

static void
an_export_without_memory_ends_without_a_crash(void **state)
{
	(void)state;
	vault = open_vault(&world, false);
	once_and_from_then_on(export_it, NULL, NULL);
	hj_vault_close(vault);
}

static const char petition[] =
    "<petition xmlns=\"urn:hanji:case:1\" id=\"0123456789abcdeg\" status=\"draft\">"
    "<mechanism>wgad-reg</mechanism><title>T</title><victim id=\"vic001\">"
    "<case>0123456789abcdef</case></victim><state id=\"sta001\">CN</state></petition>";

static int
decode(const char *text, size_t n, struct hj_record **ret, struct hj_error *err)
{
	return hj_codec_decode((const uint8_t *)text, n, ret, err);
}

static int
describe_it(void *to, struct hj_error *err)
{
	static const struct hj_id of = { { 1 } };
	struct hj_shown_asking ask = { .scope = "un-state",
		.today = (int32_t)hj_calendar_day(2026, 6, 1),
		.nvictims = 1 };
	struct hj_dossier d = { .form = "wgad",
		.annex = { .title = "T",
		    .lang = "en",
		    .scope = "un-state",
		    .date = "2026-06-01" } };
	struct hj_record *p = NULL, *file = NULL;
	struct hj_buf xml = HJ_BUF(HJ_TEXT_MAX);
	struct hj_annex_facts facts;
	struct hj_shown *shown = NULL;
	struct hj_annex_victim v;
	char bytes[1024];
	size_t n = case_bytes(&of, "held", bytes, sizeof(bytes));
	int rc;

	(void)to;
	if ((rc = decode(petition, strlen(petition), &p, err)) != HJ_OK ||
	    (rc = decode(bytes, n, &file, err)) != HJ_OK)
		goto out;
	v = (struct hj_annex_victim){ file, "k7m2qx", NULL };
	ask.victims = &v;
	ask.petition = d.petition = p;
	if ((rc = hj_shown_new(&ask, &shown, err)) != HJ_OK)
		goto out;
	d.annex.shown = shown;
	rc = hj_dossier_build(&d, &xml, &facts, err);
	assert_true(rc != HJ_OK || xml.len > 100);
out:
	hj_shown_free(shown);
	hj_record_free(p);
	hj_record_free(file);
	hj_buf_clear(&xml);
	return rc;
}

static void
a_petition_without_memory_is_not_described(void **state)
{
	(void)state;
	once_and_from_then_on(describe_it, NULL, NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opening_without_memory_opens_nothing),
		cmocka_unit_test(a_change_without_memory_is_no_change),
		cmocka_unit_test(verifying_without_memory_calls_nothing_damaged),
		cmocka_unit_test(an_export_without_memory_ends_without_a_crash),
		cmocka_unit_test(a_petition_without_memory_is_not_described),
	};

	return cmocka_run_group_tests_name("memory", tests, set_up, tear_down);
}
