/*
 * fault_world.h: a vault with a case, an attachment that no case names yet and
 * a draft, for tests that make whatever is asked of it fail.
 */
#ifndef HJ_TESTS_FAULT_WORLD_H
#define HJ_TESTS_FAULT_WORLD_H

#include "core/base/limits.h"
#include "core/log/proof.h"
#include "core/log/witness.h"
#include "core/store/searches.h"
#include "core/vault/codebook.h"
#include "core/vault/prover.h"
#include "core/vault/vault_member.h"
#include "tests/unit/vault_world.h"
#include "tests/unit/wrap.h"

static struct world world;
static struct hj_vault *vault;
static struct hj_id id, draft_id;
static struct hj_buf items;
static struct hj_row row;
static struct hj_blob_facts blob;

#define DOING(name) static int name(void *to, struct hj_error *err)

static inline int
five_bytes(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	bool *given = from;

	(void)n;
	(void)err;
	*got = *given ? 0 : 5;
	memcpy(p, "photo", *got);
	*given = true;
	return HJ_OK;
}

static inline void
look_again(void)
{
	struct hj_error err = HJ_ERROR;

	hj_buf_reset(&items);
	must(hj_vault_row(vault, &id, &row, &items, &err), &err);
}

static int
set_up(void **state)
{
	struct hj_error err = HJ_ERROR;
	bool given = false;

	(void)state;
	make_world(&world);
	hj_id_random(&id);
	hj_id_random(&draft_id);
	items = HJ_BUF(64 << 10);
	vault = open_vault(&world, true);
	save(vault, &id, "first");
	look_again();
	must(hj_vault_attach(vault, &row, five_bytes, &given, &blob, &err),
	    &err);
	must(hj_vault_draft_save(vault, &draft_id, (const uint8_t *)"d", 1,
		 &err),
	    &err);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_vault_close(vault);
	hj_buf_clear(&items);
	free_world(&world);
	return 0;
}

/* What cannot be read counts as damaged, never as tampered with. */
static bool disk_fails;

static inline int
unread(int rc)
{
	return disk_fails && rc == HJ_ECORRUPT ? HJ_EIO : rc;
}

static int
whole(void *to, const struct hj_damage *d, struct hj_error *err)
{
	(void)to;
	(void)err;
	if (!d->notice && (d->tampered || !disk_fails))
		fail_msg("%s: %s", d->object, d->what);
	return HJ_OK;
}

DOING(verify)
{
	struct hj_verify_facts f;

	(void)to;
	return unread(hj_vault_verify(vault, true, NULL, 0, whole, NULL, NULL,
	    &f, err));
}

#endif
