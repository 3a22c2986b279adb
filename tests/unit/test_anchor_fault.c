/*
 * No memory and no disk while an anchor is made, read and saved: an error that
 * is no reproach of damage, and what this machine remembered, of this member
 * and of others, is still there.
 */
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

#include "core/file/dir.h"
#include "core/keys/member.h"
#include "core/log/anchor.h"
#include "tests/unit/wrap.h"

static const uint8_t vault_id[16] = { 0xab, 0xcd };

static struct {
	char top[64], state[80];
	struct hj_member *first, *second; /* at one machine */
	struct hj_anchor anchor; /* of the first */
} w;

static int
make(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	(void)snprintf(w.top, sizeof(w.top), "/tmp/hanji-anchor-XXXXXX");
	if (mkdtemp(w.top) == NULL)
		return -1;
	(void)snprintf(w.state, sizeof(w.state), "%s/state", w.top);
	assert_int_equal(hj_member_new(NULL, &w.first, &err), HJ_OK);
	assert_int_equal(hj_member_new(NULL, &w.second, &err), HJ_OK);
	assert_int_equal(hj_anchor_new(vault_id, &w.anchor, &err), HJ_OK);
	w.anchor.generation = 5;
	return hj_anchor_create(w.state, &w.anchor, w.first, &err);
}

static int
unmake(void **state)
{
	char command[128];

	(void)state;
	(void)snprintf(command, sizeof(command), "rm -rf %s", w.top);
	assert_int_equal(system(command), 0);
	hj_anchor_clear(&w.anchor);
	hj_member_free(w.first);
	hj_member_free(w.second);
	return 0;
}

/* The first member's machine remembers what it did. */
static void
is_still_there(void *to, int rc)
{
	struct hj_error err = HJ_ERROR;
	struct hj_anchor a = { .device = NULL };

	(void)to;
	(void)rc;
	if (hj_anchor_load(w.state, vault_id, w.first, &a, &err) != HJ_OK)
		fail_msg("%s", err.text);
	assert_int_equal(a.generation, w.anchor.generation);
	assert_memory_equal(hj_member_public(a.device)->ed25519,
	    hj_member_public(w.anchor.device)->ed25519, HJ_PUBLIC_LEN);
	hj_anchor_clear(&a);
}

static int
load_it(void *to, struct hj_error *err)
{
	struct hj_anchor a = { .device = NULL };
	int rc = hj_anchor_load(w.state, vault_id, to, &a, err);

	assert_true((rc == HJ_OK) == (a.device != NULL));
	hj_anchor_clear(&a);
	return rc;
}

static int
make_it(void *to, struct hj_error *err)
{
	struct hj_anchor a = { .device = NULL };
	int rc = hj_anchor_new(vault_id, &a, err);

	if (rc == HJ_OK)
		rc = hj_anchor_create(w.state, &a, to, err);
	hj_anchor_clear(&a);
	return rc;
}

static int
save_it(void *to, struct hj_error *err)
{
	return hj_anchor_save(w.state, to, err);
}

static void
reading_without_memory_or_disk_calls_nothing_damaged(void **state)
{
	(void)state;
	wrap_no_memory(load_it, NULL, w.first);
	assert_true(wrap_each(&wrap.io, HJ_EIO, load_it, NULL, w.first,
			false) >= 4);
}

/* The second member's goes into a file of its own, or nowhere. */
static void
a_fault_puts_no_anchor_over_that_of_another_member(void **state)
{
	(void)state;
	wrap_no_memory(make_it, is_still_there, w.second);
	assert_true(wrap_each(&wrap.io, HJ_EIO, make_it, is_still_there,
			w.second, false) >= 8);
	assert_true(wrap_each(&wrap.io, HJ_EIO, make_it, is_still_there,
			w.second, true) >= 8);
	wrap_no_memory(load_it, is_still_there, w.second);
}

static void
a_failed_save_leaves_what_was_remembered(void **state)
{
	(void)state;
	wrap_no_memory(save_it, is_still_there, &w.anchor);
	assert_true(wrap_each(&wrap.io, HJ_EIO, save_it, is_still_there,
			&w.anchor, false) >= 1);
}

/* A log that this device has not signed in says nothing of it. */
static void
of_a_vault_where_it_never_signed_only_the_header_is_followed(void **state)
{
	struct hj_anchor a = w.anchor;
	struct hj_log_head head;

	(void)state;
	hj_log_head_init(&head, vault_id);
	hj_anchor_follow(&a, &head, 7);
	assert_int_equal(a.generation, 7);
	hj_anchor_follow(&a, &head, 6);
	assert_int_equal(a.generation, 7);
	assert_int_equal(a.size, w.anchor.size);
	assert_memory_equal(a.root, w.anchor.root, sizeof(a.root));
	hj_log_head_clear(&head);
}

static void
a_path_that_is_too_long_is_refused(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_anchor a = { .device = NULL };
	char deep[HJ_PATH_MAX + 1];

	(void)state;
	memset(deep, 'a', sizeof(deep));
	deep[HJ_PATH_MAX] = '\0';
	assert_int_equal(hj_anchor_load(deep, vault_id, w.first, &a, &err),
	    HJ_EINVAL);
	assert_int_equal(hj_anchor_create(deep, &w.anchor, w.first, &err),
	    HJ_EINVAL);
	assert_int_equal(hj_anchor_save(deep, &w.anchor, &err), HJ_EINVAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    reading_without_memory_or_disk_calls_nothing_damaged),
		cmocka_unit_test(
		    a_fault_puts_no_anchor_over_that_of_another_member),
		cmocka_unit_test(a_failed_save_leaves_what_was_remembered),
		cmocka_unit_test(
		    of_a_vault_where_it_never_signed_only_the_header_is_followed),
		cmocka_unit_test(a_path_that_is_too_long_is_refused),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("anchor faults", tests, make,
	    unmake);
}
