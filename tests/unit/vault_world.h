/*
 * vault_world.h: a folder with one vault in it, for tests of the vault.
 *
 * The key derivation is the floor of core (64 MiB x 2), so each test program
 * makes few vaults and opens them with the member's seed.
 */
#ifndef HJ_TESTS_VAULT_WORLD_H
#define HJ_TESTS_VAULT_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "core/vault/vault.h"

struct world {
	char top[64], dir[96], state[96];
	struct hj_secret *passphrase, *seed;
};

static inline void
must(int rc, const struct hj_error *err)
{
	if (rc != HJ_OK)
		fail_msg("%d: %s", rc, err->text);
}

/* What fails in a child ends it there: it must not go on in the place of its
 * parent and take the parent's vault away. */
static inline void
only_a_child(void)
{
	(void)setenv("CMOCKA_TEST_ABORT", "1", 1);
}

static inline struct hj_vault_where
where(const struct world *w)
{
	return (struct hj_vault_where){ .dir = w->dir, .state = w->state };
}

static inline struct hj_vault *
open_vault(const struct world *w, bool write)
{
	const struct hj_vault_opening how = { .at = where(w),
		.write = write,
		.seed = w->seed };
	struct hj_error err = HJ_ERROR;
	struct hj_vault *v = NULL;

	must(hj_vault_open(&how, &v, &err), &err);
	return v;
}

static inline void
make_world(struct world *w)
{
	const struct hj_kdf_cost cost = { .ops = 2, .mem = HJ_KDF_MEM_MIN };
	struct hj_error err = HJ_ERROR;
	struct hj_vault_where at;
	struct hj_vault *v = NULL;

	(void)snprintf(w->top, sizeof(w->top), "/tmp/hanji-vault-XXXXXX");
	assert_non_null(mkdtemp(w->top));
	(void)snprintf(w->dir, sizeof(w->dir), "%s/vault", w->top);
	(void)snprintf(w->state, sizeof(w->state), "%s/state", w->top);
	at = where(w);
	must(hj_secret_copy("a long passphrase", 17, &w->passphrase, &err),
	    &err);
	must(hj_vault_create(&at, &cost, w->passphrase, "Ha-neul", &err), &err);
	const struct hj_vault_opening how = { .at = at,
		.passphrase = w->passphrase };
	must(hj_vault_open(&how, &v, &err), &err);
	must(hj_vault_seed(v, &w->seed, &err), &err);
	hj_vault_close(v);
}

static inline void
free_world(struct world *w)
{
	char command[128];

	hj_secret_free(w->passphrase);
	hj_secret_free(w->seed);
	(void)snprintf(command, sizeof(command), "rm -rf %s", w->top);
	assert_int_equal(system(command), 0);
}

/* A case file in canonical bytes, with a title; returns its length. */
static inline size_t
case_bytes(const struct hj_id *id, const char *title, char *to, size_t size)
{
	char text[HJ_ID_CHARS + 1];
	int n;

	hj_id_text(id, text);
	n = snprintf(to, size,
	    "<case xmlns=\"urn:hanji:case:1\" id=\"%s\" kind=\"person\" "
	    "status=\"open\"><title>%s</title><person id=\"k7m2qx\" "
	    "role=\"victim\"><name id=\"n1aaaa\"><family>Han</family>"
	    "<given>Byol</given></name></person><event id=\"e1aaaa\" "
	    "type=\"arrest\"><who>k7m2qx</who><date>2012-07</date>"
	    "<state>CN</state></event></case>",
	    text, title);
	assert_true(n > 0 && (size_t)n < size);
	return (size_t)n;
}

static inline enum hj_put_what
put_title(struct hj_change *c, const struct hj_id *id, const char *title)
{
	static char bytes[64 << 10];
	struct hj_error err = HJ_ERROR;
	enum hj_put_what what;
	struct hj_put put = { .bytes = (const uint8_t *)bytes,
		.action = HJ_DID_UPDATE };

	put.n = case_bytes(id, title, bytes, sizeof(bytes));
	must(hj_change_put(c, &put, &what, &err), &err);
	return what;
}

/* One change with one put. */
static inline void
save(struct hj_vault *v, const struct hj_id *id, const char *title)
{
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;

	must(hj_vault_begin(v, NULL, &c, &err), &err);
	(void)put_title(c, id, title);
	must(hj_change_commit(c, &err), &err);
}

static inline void
expect_title(struct hj_vault *v, const struct hj_id *id, const char *title)
{
	static char bytes[64 << 10];
	struct hj_buf items = HJ_BUF(16 << 10);
	struct hj_error err = HJ_ERROR;
	struct hj_revision rev;
	struct hj_row row;
	size_t n;

	must(hj_vault_row(v, id, &row, &items, &err), &err);
	must(hj_vault_get(v, &row, 0, &rev, &err), &err);
	n = case_bytes(id, title, bytes, sizeof(bytes));
	assert_int_equal(rev.bytes.len, n);
	assert_memory_equal(rev.bytes.data, bytes, n);
	hj_revision_clear(&rev);
	hj_buf_clear(&items);
}

#endif
