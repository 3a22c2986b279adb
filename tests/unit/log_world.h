/*
 * log_world.h: a log without a vault: an owner, somebody whom they made a
 * reader, and a head after two commits, each of a device of its own.
 */
#ifndef HJ_TESTS_LOG_WORLD_H
#define HJ_TESTS_LOG_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/log/loghead.h"
#include "core/log/logentry.h"
#include "core/log/logpage.h"
#include "core/keys/member.h"
#include "tests/unit/wrap.h"

#define HEAD_MAX ((size_t)1 << 20)

static const uint8_t vault_id[16] = { 0xab, 0xcd };

static struct {
	struct hj_member *owner, *other, *device, *device2;
	struct hj_buf head; /* after two commits, the second of device2 */
} w;

/* Pages handed out; fails with `code` when that is set. */
struct pages {
	size_t n;
	enum hj_code code;
};

static int
take(void *to, uint64_t first, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct pages *s = to;

	(void)first;
	(void)p;
	assert_true(n > 0);
	s->n++;
	return s->code == HJ_OK ? HJ_OK : hj_fail(err, s->code, "no place");
}

static inline struct hj_log_author
author(const struct hj_member *member, const struct hj_member *device)
{
	return (struct hj_log_author){ .vault_id = vault_id,
		.member = member,
		.device = device,
		.now = 1385856000 };
}

static inline struct hj_log_entry
a_change(void)
{
	static const uint8_t parents[2 * HJ_DIGEST_BYTES] = { [32] = 1 };

	return (struct hj_log_entry){ .action = HJ_DID_UPDATE,
		.has_case = true,
		.has_digest = true,
		.parents = parents,
		.nparents = 2,
		.sealed = (const uint8_t *)"why",
		.sealed_len = 3 };
}

/* A commit: a change, and somebody who becomes a reader. */
static inline int
commit(const struct hj_log_author *by, const struct hj_buf *old,
    struct pages *s, struct hj_buf *head, struct hj_error *err)
{
	const uint8_t *key = hj_member_public(w.other)->ed25519;
	struct hj_log_entry e = a_change(), enrol = { .sealed = NULL };
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	struct hj_log_writer *lw = NULL;
	int rc = hj_log_writer_new(by, old->data, old->len, take, s, &lw, err);

	if (rc == HJ_OK && (rc = hj_log_writer_add(lw, &e, err)) == HJ_OK &&
	    (rc = hj_log_writer_enrol(lw, key, HJ_ROLE_READER, &enrol, err)) ==
		HJ_OK)
		rc = hj_log_writer_finish(lw, head, &note, err);
	hj_log_writer_free(lw);
	hj_buf_clear(&note);
	return rc;
}

static int
make(void **state)
{
	const struct hj_buf none = HJ_BUF(0);
	struct hj_error err = HJ_ERROR;
	struct hj_buf first = HJ_BUF(HEAD_MAX);
	struct hj_log_author by;
	struct pages s = { 0 };

	(void)state;
	w.head = HJ_BUF(HEAD_MAX);
	assert_int_equal(hj_member_new(NULL, &w.owner, &err), HJ_OK);
	assert_int_equal(hj_member_new(NULL, &w.other, &err), HJ_OK);
	assert_int_equal(hj_member_new(NULL, &w.device, &err), HJ_OK);
	assert_int_equal(hj_member_new(NULL, &w.device2, &err), HJ_OK);
	by = author(w.owner, w.device);
	assert_int_equal(commit(&by, &none, &s, &first, &err), HJ_OK);
	by.device = w.device2;
	assert_int_equal(commit(&by, &first, &s, &w.head, &err), HJ_OK);
	assert_int_equal(s.n, 2);
	hj_buf_clear(&first);
	return 0;
}

static int
unmake(void **state)
{
	(void)state;
	hj_member_free(w.owner);
	hj_member_free(w.other);
	hj_member_free(w.device);
	hj_member_free(w.device2);
	hj_buf_clear(&w.head);
	return 0;
}

#endif
