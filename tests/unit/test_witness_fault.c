/*
 * What is carried to a witness and back (requests, forks, cosignatures) and the
 * list of members, without memory and cut off anywhere: an error, and never
 * something else that also makes sense.
 */
#include "core/base/limits.h"
#include "core/log/cosign.h"
#include "core/log/roll.h"
#include "tests/unit/log_fake.h"
#include "tests/unit/wrap.h"

#include <sodium.h>

static struct {
	struct fake fake;
	struct hj_buf note, older;
	struct hj_growth growth;
	struct hj_fork fork;
} w;

static void
note_of(uint64_t size, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;
	struct hj_signed_checkpoint s;

	*to = HJ_BUF(HJ_NOTE_MAX);
	state_of(&w.fake, size, &s);
	must(hj_checkpoint_note(&s.at, s.key, s.signature, to, &err), &err);
}

static int
make(void **state)
{
	(void)state;
	make_fake(&w.fake);
	note_of(9, &w.note);
	note_of(5, &w.older);
	growth_of(&w.fake, 5, 9, &w.growth);
	w.growth.note = (const char *)w.note.data;
	w.growth.note_len = w.note.len;
	w.fork = (struct hj_fork){ .proof = w.growth,
		.root = { 1 },
		.note = (const char *)w.older.data,
		.note_len = w.older.len };
	return 0;
}

static int
unmake(void **state)
{
	(void)state;
	hj_member_free(w.fake.device);
	hj_buf_clear(&w.note);
	hj_buf_clear(&w.older);
	return 0;
}

/* ---- memory ---- */

static int
growth_it(void *to, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	int rc = hj_growth_write(&w.growth, &b, err);

	(void)to;
	hj_buf_clear(&b);
	return rc;
}

static int
fork_it(void *to, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	int rc = hj_fork_write(&w.fork, &b, err);

	(void)to;
	hj_buf_clear(&b);
	return rc;
}

static int
cosign_it(void *to, struct hj_error *err)
{
	static const char text[] = "a.org/b\n1\nAAAA\n";
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	struct hj_member *witness = NULL;
	struct hj_cosignature s;
	struct hj_note_key k;
	int rc = hj_cosign_witness(w.fake.device, &witness, &k, err);

	(void)to;
	if (rc == HJ_OK &&
	    (rc = hj_cosign_make(witness, text, sizeof(text) - 1, 1764489600,
		 &s, err)) == HJ_OK &&
	    (rc = hj_cosign_write(&k, &s, &b, err)) == HJ_OK)
		rc = hj_cosign_vkey(&k, &b, err);
	hj_member_free(witness);
	hj_buf_clear(&b);
	return rc;
}

static void
without_memory_nothing_is_carried_or_signed(void **state)
{
	(void)state;
	wrap_no_memory(growth_it, NULL, NULL);
	wrap_no_memory(fork_it, NULL, NULL);
	wrap_no_memory(cosign_it, NULL, NULL);
}

/* ---- cut off ---- */

/* A request whose note is cut in its signatures is a shorter note: it is read
 * (and the signature missed later), but nothing shorter than its text is. */
static void
what_is_cut_off_is_no_request_and_no_fork(void **state)
{
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_growth g;
	struct hj_fork f;

	(void)state;
	must(hj_growth_write(&w.growth, &b, &err), &err);
	must(hj_growth_parse((const char *)b.data, b.len, &g, &err), &err);
	for (size_t n = 0; n < b.len - w.note.len; n++)
		assert_int_equal(hj_growth_parse((const char *)b.data, n, &g,
				     &err),
		    HJ_EINVAL);
	hj_buf_reset(&b);
	must(hj_fork_write(&w.fork, &b, &err), &err);
	must(hj_fork_parse((const char *)b.data, b.len, &f, &err), &err);
	assert_int_equal(f.note_len, w.older.len);
	for (size_t n = 0; n < b.len - w.note.len; n++)
		assert_int_equal(hj_fork_parse((const char *)b.data, n, &f,
				     &err),
		    HJ_EINVAL);
	/* Hashes without the empty line after them, one that is none. */
	assert_int_equal(hj_growth_parse("old 1\nAAAA\n\n", 12, &g, &err),
	    HJ_EINVAL);
	assert_int_equal(hj_growth_parse("old 01\n\n", 8, &g, &err), HJ_EINVAL);
	hj_buf_clear(&b);
}

/* ---- the list of members ---- */

static void
a_list_of_more_members_than_there_may_be_is_none(void **state)
{
	static const uint8_t nothing[HJ_STATEMENT_LEN] = { 0 };
	struct hj_cursor c = HJ_CURSOR(nothing, sizeof(nothing));
	struct hj_error err = HJ_ERROR;
	struct hj_roll r = { .n = 0 };

	(void)state;
	assert_int_equal(hj_roll_decode(&c, HJ_STATEMENTS_MAX + 1, &r, &err),
	    HJ_ECORRUPT);
	assert_int_equal(r.n, 0);
	assert_null(r.at);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_memory_nothing_is_carried_or_signed),
		cmocka_unit_test(what_is_cut_off_is_no_request_and_no_fork),
		cmocka_unit_test(a_list_of_more_members_than_there_may_be_is_none),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("witness faults", tests, make,
	    unmake);
}
