#include <fcntl.h>
#include <sodium.h>

#include "core/crypto/seal.h"
#include "core/log/checkpoint.h"
#include "core/store/store.h"
#include "core/vault/vault_state.h"
#include "tests/unit/vault_under.h"

static struct hj_id ids[3];
static char found[4096];
static struct hj_verify_facts facts;

static int
note(void *to, const struct hj_damage *d, struct hj_error *err)
{
	size_t n = strlen(found);

	(void)to;
	(void)err;
	(void)snprintf(found + n, sizeof(found) - n, "%s: %s\n", d->object,
	    d->what);
	return HJ_OK;
}

static int
verify_with(bool deep, const char *against)
{
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = open_vault(&w, false);
	int rc;

	found[0] = '\0';
	rc = hj_vault_verify(v, deep, against,
	    against != NULL ? strlen(against) : 0, note, NULL, NULL, &facts,
	    &err);
	hj_vault_close(v);
	return rc;
}

/* Three case files, two of them changed, one of those twice; one attachment.
 * Kept beside, so that each test begins with it. */
static int
before_all(void **state)
{
	struct hj_vault *v;

	(void)state;
	make_world(&w);
	v = open_vault(&w, true);
	for (size_t i = 0; i < 3; i++) {
		hj_id_random(&ids[i]);
		save(v, &ids[i], "first");
	}
	save(v, &ids[0], "second");
	save(v, &ids[1], "second");
	save(v, &ids[1], "third");
	hj_vault_close(v);
	copy("vault", "kept");
	copy("state", "kept-state");
	return 0;
}

static int
after_all(void **state)
{
	(void)state;
	free_world(&w);
	return 0;
}

static int
afresh(void **state)
{
	(void)state;
	copy("kept", "vault");
	copy("kept-state", "state");
	return 0;
}

static void
expect_found(uint64_t number)
{
	char object[32];

	(void)snprintf(object, sizeof(object),
	    "record %llu:", (unsigned long long)number);
	if (strstr(found, object) == NULL)
		fail_msg("'%s' is not in: %s", object, found);
}

/* ---- the tests ---- */

static void
a_vault_as_written_is_whole(void **state)
{
	(void)state;
	assert_int_equal(verify_with(false, NULL), HJ_OK);
	assert_string_equal(found, "");
	assert_true(facts.revisions == 6);
	assert_true(facts.commits == 7 || facts.commits == 6);
	assert_int_equal(verify_with(true, NULL), HJ_OK);
	assert_string_equal(found, "");
}

static void
a_flipped_bit_of_a_revision_is_named(void **state)
{
	uint64_t n = number_of(HJ_KIND_REVISION, 1);

	(void)state;
	flip(n, 300);
	assert_int_equal(verify_with(false, NULL), HJ_ECORRUPT);
	expect_found(n);
	assert_int_equal(verify_with(true, NULL), HJ_ECORRUPT);
	expect_found(n);
}

static void
a_missing_revision_is_named(void **state)
{
	struct record r = { .number = number_of(HJ_KIND_REVISION, 2) };

	(void)state;
	under(drop, &r);
	assert_int_equal(verify_with(false, NULL), HJ_ECORRUPT);
	expect_found(r.number);
}

static void
a_revision_that_the_log_does_not_name_is_named(void **state)
{
	struct record r = { .number = number_of(HJ_KIND_REVISION, 0) };
	uint64_t last = number_of(HJ_KIND_LOG, 5);

	(void)state;
	under(take, &r);
	r.number = last + 100;
	/* Sealed for another place: its head no longer makes sense there. */
	under(put_back, &r);
	assert_int_equal(verify_with(false, NULL), HJ_ECORRUPT);
	expect_found(r.number);
}

static void
a_flipped_bit_of_a_log_page_is_named(void **state)
{
	uint64_t n = number_of(HJ_KIND_LOG, 2);

	(void)state;
	flip(n, 300);
	assert_int_equal(verify_with(false, NULL), HJ_ECORRUPT);
	expect_found(n);
}

static void
a_removed_log_page_is_named(void **state)
{
	struct record r = { .number = number_of(HJ_KIND_LOG, 3) };

	(void)state;
	under(drop, &r);
	assert_int_equal(verify_with(false, NULL), HJ_ECORRUPT);
	expect_found(r.number);
}

static void
exchanged_log_pages_are_named(void **state)
{
	struct record a = { .number = number_of(HJ_KIND_LOG, 2) };
	struct record b = { .number = number_of(HJ_KIND_LOG, 3) };

	(void)state;
	under(take, &a);
	under(take, &b);
	a.number ^= b.number;
	b.number ^= a.number;
	a.number ^= b.number;
	under(put_back, &a);
	under(put_back, &b);
	assert_int_equal(verify_with(false, NULL), HJ_ECORRUPT);
	expect_found(a.number);
	expect_found(b.number);
}

static void
a_flipped_bit_of_a_catalogue_page_is_named(void **state)
{
	uint64_t n = number_of(HJ_KIND_CATALOGUE, 0);

	(void)state;
	flip(n, 1000);
	assert_int_equal(verify_with(false, NULL), HJ_ECORRUPT);
	expect_found(n);
}

static void
an_older_page_of_rows_put_back_is_found(void **state)
{
	struct record r = { .number = number_of(HJ_KIND_CATALOGUE, 0) };
	struct hj_vault *v;

	(void)state;
	under(take, &r);
	v = open_vault(&w, true);
	save(v, &ids[2], "second");
	hj_vault_close(v);
	assert_int_equal(verify_with(false, NULL), HJ_OK);
	under(put_back, &r);
	assert_int_equal(verify_with(false, NULL), HJ_ECORRUPT);
	assert_non_null(strstr(found, "list of case files"));
	assert_int_equal(verify_with(true, NULL), HJ_ECORRUPT);
}

static void
one_damaged_root_is_named_and_the_other_serves(void **state)
{
	(void)state;
	flip(HJ_ROOT_HEAD, 200);
	assert_int_equal(verify_with(false, NULL), HJ_ECORRUPT);
	expect_found(HJ_ROOT_HEAD);
	flip(HJ_ROOT_HEAD, 200);
	flip(HJ_ROOT_HEAD + HJ_ROOT_TWIN, 200);
	assert_int_equal(verify_with(false, NULL), HJ_ECORRUPT);
	expect_found(HJ_ROOT_HEAD + HJ_ROOT_TWIN);
}

static void
an_older_root_put_back_is_found(void **state)
{
	struct record one = { .number = HJ_ROOT_HEAD };
	struct record two = { .number = HJ_ROOT_HEAD + HJ_ROOT_TWIN };
	const struct hj_vault_opening how = { .at = where(&w), .seed = w.seed };
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v;

	(void)state;
	under(take, &one);
	under(take, &two);
	v = open_vault(&w, true);
	save(v, &ids[2], "second");
	hj_vault_close(v);
	under(put_back, &two);
	assert_int_equal(verify_with(false, NULL), HJ_ECORRUPT);
	assert_non_null(strstr(found, "records 1 and 9"));
	/* Both of them: this machine's anchor knows better. */
	under(put_back, &one);
	assert_int_equal(hj_vault_open(&how, &v, &err), HJ_EREFUSED);
}

static void
the_log_is_held_against_an_earlier_checkpoint(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf note_then = HJ_BUF(HJ_NOTE_MAX);
	struct hj_vault *v = open_vault(&w, true);
	const char *text;

	(void)state;
	must(hj_log_head_checkpoint(v->head.log.data, v->head.log.len,
		 &note_then, &err),
	    &err);
	must(hj_buf_text(&note_then, &text, &err), &err);
	save(v, &ids[2], "later");
	hj_vault_close(v);
	assert_int_equal(verify_with(false, text), HJ_OK);
	note_then.data[note_then.len - 10] ^= 1;
	assert_int_not_equal(verify_with(false, text), HJ_OK);
	hj_buf_clear(&note_then);
}

static void
a_vault_put_back_is_older_than_a_checkpoint(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf note_then = HJ_BUF(HJ_NOTE_MAX);
	struct hj_vault *v = open_vault(&w, true);
	const char *text;

	(void)state;
	save(v, &ids[2], "later");
	must(hj_log_head_checkpoint(v->head.log.data, v->head.log.len,
		 &note_then, &err),
	    &err);
	must(hj_buf_text(&note_then, &text, &err), &err);
	hj_vault_close(v);
	/* Vault and anchor both put back: only the note still knows. */
	copy("kept", "vault");
	copy("kept-state", "state");
	assert_int_equal(verify_with(false, NULL), HJ_OK);
	assert_int_equal(verify_with(false, text), HJ_EREFUSED);
	hj_buf_clear(&note_then);
}

static void
a_vault_copied_to_another_machine_stays_whole(void **state)
{
	struct hj_vault *v;

	(void)state;
	(void)snprintf(w.state, sizeof(w.state), "%s/new-state", w.top);
	v = open_vault(&w, true);
	assert_true(hj_vault_is_strange(v));
	save(v, &ids[2], "there");
	save(v, &ids[2], "there again");
	hj_vault_close(v);
	assert_int_equal(verify_with(true, NULL), HJ_OK);
	assert_string_equal(found, "");
	/* ... and back on the first one, whose log goes on. */
	(void)snprintf(w.state, sizeof(w.state), "%s/state", w.top);
	v = open_vault(&w, true);
	save(v, &ids[2], "home");
	hj_vault_close(v);
	assert_int_equal(verify_with(true, NULL), HJ_OK);
	assert_string_equal(found, "");
}

/* A case that names an attachment which nobody has. */
static void
name_attachment(const char *action)
{
	struct hj_error err = HJ_ERROR;
	static char bytes[4096];
	struct hj_vault *v = open_vault(&w, true);
	struct hj_change *c = NULL;
	struct hj_put put = { .bytes = (const uint8_t *)bytes,
		.action = action };
	enum hj_put_what what;
	char text[HJ_ID_CHARS + 1];

	hj_id_text(&ids[2], text);
	put.n = (size_t)snprintf(bytes, sizeof(bytes),
	    "<case xmlns=\"urn:hanji:case:1\" id=\"%s\" kind=\"person\" "
	    "status=\"open\"><title>x</title><person id=\"k7m2qx\" "
	    "role=\"victim\"></person><evidence id=\"v1aaaa\"><blob>"
	    "00112233445566778899aabbccddeeff</blob></evidence></case>",
	    text);
	must(hj_vault_begin(v, NULL, &c, &err), &err);
	must(hj_change_put(c, &put, &what, &err), &err);
	must(hj_change_commit(c, &err), &err);
	hj_vault_close(v);
}

static void
a_missing_attachment_is_named(void **state)
{
	(void)state;
	name_attachment(HJ_DID_ATTACH);
	assert_int_equal(verify_with(false, NULL), HJ_OK);
	assert_int_equal(verify_with(true, NULL), HJ_ECORRUPT);
	assert_non_null(strstr(found,
	    "attachment 00112233445566778899aabbccddeeff: the attachment is "
	    "missing"));
}

static void
an_attachment_that_did_not_travel_is_no_damage(void **state)
{
	(void)state;
	name_attachment(HJ_DID_IMPORT);
	assert_int_equal(verify_with(true, NULL), HJ_OK);
	assert_non_null(strstr(found, "did not come along"));
}

#define TEST(f) cmocka_unit_test_setup(f, afresh)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_vault_as_written_is_whole),
		TEST(a_flipped_bit_of_a_revision_is_named),
		TEST(a_missing_revision_is_named),
		TEST(a_revision_that_the_log_does_not_name_is_named),
		TEST(a_flipped_bit_of_a_log_page_is_named),
		TEST(a_removed_log_page_is_named),
		TEST(exchanged_log_pages_are_named),
		TEST(a_flipped_bit_of_a_catalogue_page_is_named),
		TEST(an_older_page_of_rows_put_back_is_found),
		TEST(one_damaged_root_is_named_and_the_other_serves),
		TEST(an_older_root_put_back_is_found),
		TEST(the_log_is_held_against_an_earlier_checkpoint),
		TEST(a_vault_put_back_is_older_than_a_checkpoint),
		TEST(a_vault_copied_to_another_machine_stays_whole),
		TEST(a_missing_attachment_is_named),
		TEST(an_attachment_that_did_not_travel_is_no_damage),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("verify", tests, before_all,
	    after_all);
}
