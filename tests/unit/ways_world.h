/* ways_world.h: a vault whose ways in are changed, for the tests of ways.h. */
#ifndef HJ_TESTS_WAYS_WORLD_H
#define HJ_TESTS_WAYS_WORLD_H

#include "tests/unit/vault_world.h"

#include <sodium.h>

#include "core/file/file.h"
#include "core/keys/header.h"
#include "core/vault/ways.h"

static struct world world;

static inline int
setup(void **state)
{
	(void)state;
	make_world(&world);
	return 0;
}

static inline int
teardown(void **state)
{
	(void)state;
	free_world(&world);
	return 0;
}

struct files {
	struct hj_buf header[2];
};

static const char *const names[2] = { "header.a", "header.b" };

static inline struct files
keep(void)
{
	struct hj_error err = HJ_ERROR;
	struct files f;

	for (int i = 0; i < 2; i++) {
		f.header[i] = HJ_BUF(HJ_HEADER_LEN);
		must(hj_file_read(world.dir, names[i], HJ_HEADER_LEN,
			 &f.header[i], &err),
		    &err);
	}
	return f;
}

static inline void
put_back(const struct files *f)
{
	struct hj_error err = HJ_ERROR;

	for (int i = 0; i < 2; i++)
		must(hj_file_replace(world.dir, names[i], f->header[i].data,
			 f->header[i].len, &err),
		    &err);
}

static inline void
forget(struct files *f)
{
	hj_buf_clear(&f->header[0]);
	hj_buf_clear(&f->header[1]);
}

/* Does it open?  Of the header alone: an anchor is not asked. */
static inline int
enter(const struct hj_header_ways *with)
{
	struct hj_error err = HJ_ERROR;
	struct hj_header *h = NULL;
	struct hj_opened o = { 0 };
	int rc;

	must(hj_header_load(world.dir, &h, &err), &err);
	if ((rc = hj_header_enter(h, with, &o, &err)) == HJ_OK)
		hj_opened_clear(&o);
	hj_header_free(h);
	return rc;
}

static inline int
enter_by_shares(const struct hj_secret *secret)
{
	return enter(&(struct hj_header_ways){ .recovery = secret });
}

/* Shares of which the first `n` are put together. */
static inline struct hj_secret *
put_together(struct hj_secret *const *words, unsigned n)
{
	struct hj_slip39 *s[HJ_SLIP39_SHARES_MAX];
	struct hj_error err = HJ_ERROR;
	struct hj_secret *secret = NULL;

	for (unsigned i = 0; i < n; i++)
		must(hj_slip39_parse((const char *)hj_secret_peek(words[i]),
			 hj_secret_len(words[i]), &s[i], &err),
		    &err);
	must(hj_slip39_combine(s, n, NULL, &secret, &err), &err);
	for (unsigned i = 0; i < n; i++)
		hj_slip39_free(s[i]);
	return secret;
}

/* New shares, not tried yet: what two of three give. */
static inline struct hj_secret *
offer(struct hj_vault *v)
{
	const struct hj_header_shares two_of_three = { 2, 3 };
	struct hj_secret *words[HJ_SLIP39_SHARES_MAX] = { NULL }, *secret;
	struct hj_error err = HJ_ERROR;

	must(hj_vault_recovery_offer(v, two_of_three, words, &err), &err);
	secret = put_together(words, 2);
	for (unsigned i = 0; i < 3; i++)
		hj_secret_free(words[i]);
	return secret;
}

static inline bool
prove(struct hj_vault *v, const struct hj_secret *secret)
{
	struct hj_error err = HJ_ERROR;
	bool fresh = false;

	must(hj_vault_recovery_prove(v, secret, &fresh, &err), &err);
	return fresh;
}

#endif
