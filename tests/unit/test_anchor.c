#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/member.h"
#include "core/log/anchor.h"
#include "core/log/logpage.h"
#include "tests/unit/wrap.h"

static const uint8_t vault_id[16] = { 0xab, 0xcd };

struct world {
	char dir[64];
	char state[128];
	char file[256];
	struct hj_member *member;
	struct hj_anchor anchor;
	struct hj_log_head head;
};

static int
ignore(void *to, uint64_t first, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	(void)to, (void)first, (void)p, (void)n, (void)err;
	return HJ_OK;
}

/* One more commit by this device. */
static void
commit(struct world *w, const struct hj_member *device)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_author by = { .vault_id = vault_id,
		.member = w->member,
		.device = device,
		.now = 1385856000 };
	struct hj_log_entry e = { .action = HJ_DID_BACKUP };
	struct hj_buf old = HJ_BUF(65536), head = HJ_BUF(65536),
		      note = HJ_BUF(65536);
	struct hj_log_writer *lw = NULL;

	if (w->head.ndevices != 0)
		assert_int_equal(hj_log_head_encode(&w->head, &old, &err),
		    HJ_OK);
	assert_int_equal(hj_log_writer_new(&by, old.data, old.len, ignore, NULL,
			     &lw, &err),
	    HJ_OK);
	assert_int_equal(hj_log_writer_add(lw, &e, &err), HJ_OK);
	assert_int_equal(hj_log_writer_finish(lw, &head, &note, &err), HJ_OK);
	hj_log_writer_free(lw);
	hj_log_head_clear(&w->head);
	assert_int_equal(hj_log_head_decode(head.data, head.len, &w->head,
			     &err),
	    HJ_OK);
	hj_buf_clear(&old);
	hj_buf_clear(&head);
	hj_buf_clear(&note);
}

static int
setup(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct world *w = calloc(1, sizeof(*w));

	assert_non_null(w);
	(void)snprintf(w->dir, sizeof(w->dir), "/tmp/hanji-anchor-XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	(void)snprintf(w->state, sizeof(w->state), "%s/state/hanji", w->dir);
	(void)snprintf(w->file, sizeof(w->file),
	    "%s/abcd0000000000000000000000000000/anchor", w->state);
	assert_int_equal(hj_member_new(NULL, &w->member, &err), HJ_OK);
	assert_int_equal(hj_anchor_new(vault_id, &w->anchor, &err), HJ_OK);
	*state = w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;
	char command[128];

	(void)snprintf(command, sizeof(command), "rm -rf %s", w->dir);
	assert_int_equal(system(command), 0);
	hj_anchor_clear(&w->anchor);
	hj_log_head_clear(&w->head);
	hj_member_free(w->member);
	free(w);
	return 0;
}

static int
load(struct world *w, struct hj_anchor *ret)
{
	struct hj_error err = HJ_ERROR;

	return hj_anchor_load(w->state, vault_id, w->member, ret, &err);
}

/* Created, one commit, followed and saved. */
static void
settle(struct world *w)
{
	struct hj_error err = HJ_ERROR;

	assert_int_equal(hj_anchor_create(w->state, &w->anchor, w->member,
			     &err),
	    HJ_OK);
	commit(w, w->anchor.device);
	hj_anchor_follow(&w->anchor, &w->head, 3);
	assert_int_equal(hj_anchor_save(w->state, &w->anchor, &err), HJ_OK);
}

static int
compare(struct world *w, uint64_t generation, enum hj_anchor_state *ret)
{
	struct hj_error err = HJ_ERROR;
	struct hj_anchor a = { .device = NULL };
	int rc;

	assert_int_equal(load(w, &a), HJ_OK);
	rc = hj_anchor_compare(&a, &w->head, generation, ret, &err);
	hj_anchor_clear(&a);
	return rc;
}

static void
a_machine_that_never_saw_the_vault_says_so(void **state)
{
	struct hj_anchor a;

	assert_int_equal(load(*state, &a), HJ_ENOTFOUND);
}

static void
the_device_comes_back_for_its_member_only(void **state)
{
	struct world *w = *state;
	struct hj_error err = HJ_ERROR;
	struct hj_member *other = NULL;
	struct hj_anchor a = { .device = NULL };

	settle(w);
	assert_int_equal(load(w, &a), HJ_OK);
	assert_memory_equal(hj_member_public(a.device)->ed25519,
	    hj_member_public(w->anchor.device)->ed25519, 32);
	assert_true(a.size == 2 && a.generation == 3);
	assert_memory_equal(a.root, w->anchor.root, 32);
	hj_anchor_clear(&a);
	assert_int_equal(hj_member_new(NULL, &other, &err), HJ_OK);
	assert_int_equal(hj_anchor_load(w->state, vault_id, other, &a, &err),
	    HJ_EAUTH);
	hj_member_free(other);
}

static void
an_anchor_before_its_first_commit_is_unused(void **state)
{
	struct world *w = *state;
	struct hj_error err = HJ_ERROR;
	enum hj_anchor_state is;

	assert_int_equal(hj_anchor_create(w->state, &w->anchor, w->member,
			     &err),
	    HJ_OK);
	assert_int_equal(compare(w, 1, &is), HJ_OK);
	assert_int_equal(is, HJ_ANCHOR_UNUSED);
}

static void
the_same_vault_is_the_same_and_a_newer_one_lags(void **state)
{
	struct world *w = *state;
	enum hj_anchor_state is;

	settle(w);
	assert_int_equal(compare(w, 3, &is), HJ_OK);
	assert_int_equal(is, HJ_ANCHOR_SAME);
	assert_int_equal(compare(w, 4, &is), HJ_OK);
	assert_int_equal(is, HJ_ANCHOR_LAGS);
	commit(w, w->anchor.device);
	assert_int_equal(compare(w, 3, &is), HJ_OK);
	assert_int_equal(is, HJ_ANCHOR_LAGS);
}

static void
an_older_vault_is_a_rollback(void **state)
{
	struct world *w = *state;
	struct hj_error err = HJ_ERROR;
	struct hj_buf old = HJ_BUF(65536);
	enum hj_anchor_state is;

	settle(w);
	assert_int_equal(hj_log_head_encode(&w->head, &old, &err), HJ_OK);
	commit(w, w->anchor.device);
	hj_anchor_follow(&w->anchor, &w->head, 3);
	assert_int_equal(hj_anchor_save(w->state, &w->anchor, &err), HJ_OK);
	hj_log_head_clear(&w->head);
	assert_int_equal(hj_log_head_decode(old.data, old.len, &w->head, &err),
	    HJ_OK);
	assert_int_equal(compare(w, 3, &is), HJ_EREFUSED);
	/* ... also before this device ever wrote. */
	hj_log_head_clear(&w->head);
	assert_int_equal(compare(w, 3, &is), HJ_EREFUSED);
	hj_buf_clear(&old);
}

static void
an_older_header_is_a_rollback(void **state)
{
	struct world *w = *state;
	enum hj_anchor_state is;

	settle(w);
	assert_int_equal(compare(w, 2, &is), HJ_EREFUSED);
}

static void
a_process_that_was_there_before_forgets_no_new_header(void **state)
{
	struct world *w = *state;
	struct hj_error err = HJ_ERROR;
	struct hj_anchor other = { .device = NULL };
	enum hj_anchor_state is;

	settle(w);
	assert_int_equal(hj_anchor_load(w->state, vault_id, w->member, &other,
			     &err),
	    HJ_OK);
	/* A new passphrase, by another process. */
	other.generation = 4;
	assert_int_equal(hj_anchor_save(w->state, &other, &err), HJ_OK);
	hj_anchor_clear(&other);
	for (int i = 0; i < 3; i++) {
		commit(w, w->anchor.device);
		hj_anchor_follow(&w->anchor, &w->head, 3);
		assert_int_equal(hj_anchor_save(w->state, &w->anchor, &err),
		    HJ_OK);
	}
	hj_anchor_clear(&w->anchor);
	assert_int_equal(hj_anchor_load(w->state, vault_id, w->member,
			     &w->anchor, &err),
	    HJ_OK);
	assert_int_equal(compare(w, 3, &is), HJ_EREFUSED);
	assert_int_equal(compare(w, 4, &is), HJ_OK);
	assert_int_equal(is, HJ_ANCHOR_SAME);
}

static void
as_many_entries_but_other_ones_are_tampering(void **state)
{
	struct world *w = *state;
	enum hj_anchor_state is;

	settle(w);
	w->head.device[0].tree.node[0][5] ^= 1;
	assert_int_equal(compare(w, 3, &is), HJ_ECORRUPT);
}

static void
another_device_may_have_written_meanwhile(void **state)
{
	struct world *w = *state;
	struct hj_error err = HJ_ERROR;
	struct hj_anchor other = { .device = NULL };
	enum hj_anchor_state is;

	settle(w);
	assert_int_equal(hj_anchor_new(vault_id, &other, &err), HJ_OK);
	commit(w, other.device);
	assert_int_equal(w->head.ndevices, 2);
	assert_int_equal(w->head.device[1].from, 0);
	assert_true(w->head.device[1].from_size == 2);
	assert_int_equal(compare(w, 3, &is), HJ_OK);
	assert_int_equal(is, HJ_ANCHOR_SAME);
	hj_anchor_clear(&other);
}

static void
flip(const struct world *w, off_t at)
{
	int fd = open(w->file, O_RDWR | O_CLOEXEC);
	uint8_t b;

	assert_true(fd >= 0);
	assert_int_equal(pread(fd, &b, 1, at), 1);
	b ^= 1;
	assert_int_equal(pwrite(fd, &b, 1, at), 1);
	(void)close(fd);
}

/* The newer slot torn: the other one is there, and merely lags. */
static void
a_torn_write_leaves_the_other_slot(void **state)
{
	struct world *w = *state;
	enum hj_anchor_state is;

	settle(w); /* count 0 in the first slot, count 1 in the second */
	flip(w, 8192 + 20);
	assert_int_equal(compare(w, 3, &is), HJ_OK);
	assert_int_equal(is, HJ_ANCHOR_LAGS);
	flip(w, 4096 + 20);
	assert_int_equal(load(w, &w->anchor), HJ_ECORRUPT);
}

static void
a_flip_anywhere_is_never_believed(void **state)
{
	struct world *w = *state;
	struct hj_anchor a = { .device = NULL };

	settle(w);
	for (off_t at = 0; at < 4096; at += at < 160 ? 1 : 199) {
		flip(w, at);
		assert_int_not_equal(load(w, &a), HJ_OK);
		flip(w, at);
	}
	assert_int_equal(truncate(w->file, 9000), 0);
	assert_int_equal(load(w, &a), HJ_ECORRUPT);
	assert_int_equal(truncate(w->file, 20000), 0);
	assert_int_equal(load(w, &a), HJ_ECORRUPT);
}

static void
an_earlier_anchor_is_kept_beside(void **state)
{
	struct world *w = *state;
	struct hj_error err = HJ_ERROR;
	struct hj_anchor other = { .device = NULL };
	char id[HJ_FINGERPRINT], kept[512];

	settle(w);
	hj_member_fingerprint(hj_member_public(w->anchor.device)->ed25519, id);
	assert_int_equal(hj_anchor_new(vault_id, &other, &err), HJ_OK);
	assert_int_equal(hj_anchor_create(w->state, &other, w->member, &err),
	    HJ_OK);
	(void)snprintf(kept, sizeof(kept), "%s.%s", w->file, id);
	assert_int_equal(access(kept, R_OK), 0);
	hj_anchor_clear(&other);
}

static void
saving_does_not_flush(void **state)
{
	struct world *w = *state;
	struct hj_error err = HJ_ERROR;

	settle(w);
	wrap.sync = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_anchor_save(w->state, &w->anchor, &err), HJ_OK);
	assert_int_equal(hj_anchor_create(w->state, &w->anchor, w->member,
			     &err),
	    HJ_EIO);
	wrap.sync = (struct wrap_call){ 0 };
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_machine_that_never_saw_the_vault_says_so),
		TEST(the_device_comes_back_for_its_member_only),
		TEST(an_anchor_before_its_first_commit_is_unused),
		TEST(the_same_vault_is_the_same_and_a_newer_one_lags),
		TEST(an_older_vault_is_a_rollback),
		TEST(an_older_header_is_a_rollback),
		TEST(a_process_that_was_there_before_forgets_no_new_header),
		TEST(as_many_entries_but_other_ones_are_tampering),
		TEST(another_device_may_have_written_meanwhile),
		TEST(a_torn_write_leaves_the_other_slot),
		TEST(a_flip_anywhere_is_never_believed),
		TEST(an_earlier_anchor_is_kept_beside),
		TEST(saving_does_not_flush),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("anchor", tests, NULL, NULL);
}
