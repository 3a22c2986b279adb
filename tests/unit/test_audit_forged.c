#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/member.h"
#include "core/log/logentry.h"
#include "core/log/logpage.h"
#include "core/vault/audit.h"

/*
 * Somebody with all keys but those of another member writes a commit by hand:
 * two entries, each naming whom it likes, and a commit entry that is signed by
 * its own key.  All hashes and signatures are made to fit, but for the one
 * thing that is forged.
 */
enum forged { NOTHING, PARENT, COUNT, ROOT, CHECKPOINT, SIGNATURE };

#define TIME 1385856000

static struct hj_member *me, *colleague, *device;
static struct hj_log_head head;
static struct hj_tree commit;
static enum forged forged;
static char found[256];

static const uint8_t *
key_of(const struct hj_member *m)
{
	return hj_member_public(m)->ed25519;
}

/* A page of one entry, and its leaf in the tree. */
static void
page(struct hj_log_entry *e, const struct hj_member *named, struct hj_buf *to)
{
	struct hj_device_log *d = &head.device[0];
	struct hj_buf text = HJ_BUF(HJ_LOGPAGE_ROOM);
	struct hj_error err = HJ_ERROR;
	int64_t last = TIME;
	uint8_t leaf[32];

	e->sequence = d->tree.size;
	e->time = TIME;
	memcpy(e->device, d->id, sizeof(e->device));
	hj_member_fingerprint(key_of(named), e->member);
	if (hj_log_is_commit(e)) {
		e->first = forged == COUNT ? 1 : 0;
		e->last = e->sequence - 1;
		e->has_parent = forged == PARENT;
		hj_tree_root(&commit, e->root);
		assert_int_equal(hj_log_signed(e, &text, &err), HJ_OK);
		hj_member_sign(me, text.data, text.len, e->signature);
		e->signature[0] ^= forged == SIGNATURE;
	}
	assert_int_equal(hj_logentry_begin(to, e, &err), HJ_OK);
	assert_int_equal(hj_logentry_add(to, &last, e, &err), HJ_OK);
	assert_int_equal(hj_log_hash(e, &text, leaf, &err), HJ_OK);
	hj_tree_append(&commit, leaf);
	hj_tree_append(&d->tree, leaf);
	head.entries++;
	hj_buf_clear(&text);
}

static int
note(void *to, const struct hj_damage *d, struct hj_error *err)
{
	(void)to;
	(void)err;
	(void)snprintf(found, sizeof(found), "%s", d->what);
	return HJ_OK;
}

static int
audit(const struct hj_member *first, const struct hj_member *second)
{
	static const uint8_t vault_id[16] = { 0x12 };
	const struct hj_member *named[3] = { first, second, me };
	struct hj_report report = { .fn = note };
	struct hj_verify_facts facts;
	struct hj_error err = HJ_ERROR;
	struct hj_checkpoint c;
	struct hj_audit *a = NULL;
	struct hj_buf pages[3];
	enum hj_role role;

	commit = HJ_TREE;
	found[0] = '\0';
	hj_log_head_init(&head, vault_id);
	assert_int_equal(hj_log_head_join(&head, key_of(device), &err), HJ_OK);
	assert_int_equal(hj_log_head_admit(&head, me, &role, &err), HJ_OK);
	for (size_t i = 0; i < 3; i++) {
		struct hj_log_entry e = { .action = HJ_DID_SHOW };

		if (i == 2)
			memcpy(e.action, HJ_DID_COMMIT, sizeof(HJ_DID_COMMIT));
		pages[i] = HJ_BUF(HJ_LOGPAGE_ROOM);
		page(&e, named[i], &pages[i]);
	}
	head.device[0].tree.node[0][0] ^= forged == ROOT;
	hj_device_log_checkpoint(&head, &head.device[0], &c);
	assert_int_equal(hj_checkpoint_sign(&c, device,
			     head.device[0].signature, &err),
	    HJ_OK);
	head.device[0].signature[0] ^= forged == CHECKPOINT;
	assert_int_equal(hj_audit_new(&head, &report, &a, &err), HJ_OK);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(hj_audit_page(a, 100 + i, i, &pages[i], NULL,
				     NULL, &err),
		    HJ_OK);
		hj_buf_clear(&pages[i]);
	}
	assert_int_equal(hj_audit_end(a, &facts, &err), HJ_OK);
	hj_audit_free(a);
	hj_log_head_clear(&head);
	return hj_report_end(&report, &err);
}

static int
set_up(void **state)
{
	struct hj_error err = HJ_ERROR;

	(void)state;
	return hj_member_new(NULL, &me, &err) != HJ_OK ||
	    hj_member_new(NULL, &colleague, &err) != HJ_OK ||
	    hj_member_new(NULL, &device, &err) != HJ_OK;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_member_free(me);
	hj_member_free(colleague);
	hj_member_free(device);
	return 0;
}

static void
what_a_member_did_and_signed_is_whole(void **state)
{
	(void)state;
	assert_int_equal(audit(me, me), HJ_OK);
	assert_string_equal(found, "");
}

static void
nobody_signs_what_another_is_said_to_have_done(void **state)
{
	(void)state;
	assert_int_equal(audit(colleague, colleague), HJ_ECORRUPT);
	assert_non_null(strstr(found, "another member"));
	assert_int_equal(audit(me, colleague), HJ_ECORRUPT);
	assert_non_null(strstr(found, "another member"));
	assert_int_equal(audit(colleague, me), HJ_ECORRUPT);
	assert_non_null(strstr(found, "another member"));
}

static void
expect(enum forged what, const char *words)
{
	forged = what;
	assert_int_equal(audit(me, me), HJ_ECORRUPT);
	forged = NOTHING;
	if (strstr(found, words) == NULL)
		fail_msg("'%s' is not in '%s'", words, found);
}

static void
a_commit_is_signed_by_whom_it_names(void **state)
{
	(void)state;
	expect(SIGNATURE, "member's signature does not fit");
}

static void
a_commit_goes_on_from_the_checkpoint_before_it(void **state)
{
	(void)state;
	expect(PARENT, "does not go on from");
}

static void
a_commit_names_all_its_entries(void **state)
{
	(void)state;
	expect(COUNT, "more or fewer entries");
}

static void
a_checkpoint_is_of_these_entries_and_signed(void **state)
{
	(void)state;
	expect(ROOT, "not those of its checkpoint");
	expect(CHECKPOINT, "signature of the checkpoint");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_member_did_and_signed_is_whole),
		cmocka_unit_test(nobody_signs_what_another_is_said_to_have_done),
		cmocka_unit_test(a_commit_is_signed_by_whom_it_names),
		cmocka_unit_test(a_commit_goes_on_from_the_checkpoint_before_it),
		cmocka_unit_test(a_commit_names_all_its_entries),
		cmocka_unit_test(a_checkpoint_is_of_these_entries_and_signed),
	};

	return cmocka_run_group_tests_name("audit forged", tests, set_up,
	    tear_down);
}
