/* audit_world.h: a log in memory, as a vault would keep it, for the tests of
 * audit.h. */
#ifndef HJ_TESTS_AUDIT_WORLD_H
#define HJ_TESTS_AUDIT_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/member.h"
#include "core/log/logentry.h"
#include "core/log/logpage.h"
#include "core/vault/audit.h"

#define PAGES 64

static const uint8_t vault_id[16] = { 0x12 };

struct kept {
	uint64_t first;
	struct hj_buf plain;
};

/* A log in memory, as a vault would keep it. */
struct world {
	struct hj_member *member, *device, *other;
	struct kept page[PAGES];
	size_t n;
	struct hj_buf head;
	struct hj_buf note; /* the newest checkpoint */
	int64_t now;
	/* Found by the last audit. */
	struct hj_report report;
	struct hj_verify_facts facts;
	char found[1024];
};

static int
keep(void *to, uint64_t first, const uint8_t *p, size_t n, struct hj_error *err)
{
	struct world *w = to;

	assert_true(w->n < PAGES);
	w->page[w->n].first = first;
	w->page[w->n].plain = HJ_BUF(1 << 20);
	return hj_buf_add(&w->page[w->n++].plain, p, n, err);
}

static void
commit(struct world *w, const struct hj_member *device, size_t entries)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_author by = { .vault_id = vault_id,
		.member = w->member,
		.device = device,
		.now = w->now };
	struct hj_buf head = HJ_BUF(65536);
	struct hj_log_writer *lw = NULL;
	uint8_t parent[32];

	assert_int_equal(hj_log_writer_new(&by, w->head.data, w->head.len, keep,
			     w, &lw, &err),
	    HJ_OK);
	for (size_t i = 0; i < entries; i++) {
		struct hj_log_entry e = { .action = HJ_DID_UPDATE,
			.has_case = true,
			.has_digest = true,
			.number = 17 + i,
			.parents = parent,
			.nparents = i % 3 == 0 };

		randombytes_buf(e.log_id, sizeof(e.log_id));
		randombytes_buf(e.digest, sizeof(e.digest));
		randombytes_buf(e.envelope, sizeof(e.envelope));
		randombytes_buf(parent, sizeof(parent));
		assert_int_equal(hj_log_writer_add(lw, &e, &err), HJ_OK);
	}
	hj_buf_reset(&w->note);
	assert_int_equal(hj_log_writer_finish(lw, &head, &w->note, &err),
	    HJ_OK);
	hj_log_writer_free(lw);
	hj_buf_clear(&w->head);
	w->head = head;
	w->now += 60;
}

static int
note(void *to, const struct hj_damage *d, struct hj_error *err)
{
	struct world *w = to;
	size_t n = strlen(w->found);

	(void)err;
	(void)snprintf(w->found + n, sizeof(w->found) - n, "%s: %s\n",
	    d->object, d->what);
	return HJ_OK;
}

static inline int
audit_with(struct world *w, const struct hj_checkpoint *watch)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_head head = { .entries = 0 };
	struct hj_audit *a = NULL;

	w->report = (struct hj_report){ .fn = note, .to = w };
	w->found[0] = '\0';
	assert_int_equal(hj_log_head_decode(w->head.data, w->head.len, &head,
			     &err),
	    HJ_OK);
	assert_int_equal(hj_audit_new(&head, &w->report, &a, &err), HJ_OK);
	if (watch != NULL)
		assert_int_equal(hj_audit_watch(a, "the watch", watch, &err),
		    HJ_OK);
	for (size_t i = 0; i < w->n; i++)
		assert_int_equal(hj_audit_page(a, 100 + i, w->page[i].first,
				     &w->page[i].plain, NULL, NULL, &err),
		    HJ_OK);
	assert_int_equal(hj_audit_end(a, &w->facts, &err), HJ_OK);
	hj_audit_free(a);
	hj_log_head_clear(&head);
	return hj_report_end(&w->report, &err);
}

static inline int
audit(struct world *w)
{
	return audit_with(w, NULL);
}

static int
setup(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct world *w = calloc(1, sizeof(*w));

	assert_non_null(w);
	w->now = 1385856000;
	w->head = HJ_BUF(65536);
	w->note = HJ_BUF(65536);
	assert_int_equal(hj_member_new(NULL, &w->member, &err), HJ_OK);
	assert_int_equal(hj_member_new(NULL, &w->device, &err), HJ_OK);
	assert_int_equal(hj_member_new(NULL, &w->other, &err), HJ_OK);
	*state = w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < w->n; i++)
		hj_buf_clear(&w->page[i].plain);
	hj_buf_clear(&w->head);
	hj_buf_clear(&w->note);
	hj_member_free(w->member);
	hj_member_free(w->device);
	hj_member_free(w->other);
	free(w);
	return 0;
}

/* Five small commits and one of several pages. */
static inline void
write_log(struct world *w)
{
	for (size_t i = 1; i <= 5; i++)
		commit(w, w->device, i);
	commit(w, w->device, 300);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

#endif
