/*
 * tamper.c: what somebody does who holds the disk, and the keys as well.
 *
 *	tamper DIR records              number and size of each stored record
 *	tamper DIR drop N               remove record N
 *	tamper DIR swap N M             exchange the stored values of two
 *	tamper DIR take N OLD           record N as it is in the vault OLD
 *	tamper DIR STATE page           the records that are pages of the log
 *	tamper DIR STATE forge N TIME   make the entries of log page N older by
 *	                                TIME seconds, and seal it again
 *
 * The last two read the passphrase from standard input.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/vault/vault_state.h"

struct job {
	const char *what;
	uint64_t n, m;
	struct hj_buf value[2];
	bool there[2];
};

static uint64_t
number(const char *text)
{
	return text != NULL ? strtoull(text, NULL, 10) : 0;
}

/* ---- without keys: the store alone ---- */

static int
read_one(struct hj_txn *t, uint64_t n, struct hj_buf *to, bool *there,
    struct hj_error *err)
{
	const uint8_t *p;
	size_t len;
	int rc = hj_txn_get(t, n, &p, &len, err);

	*there = rc == HJ_OK;
	if (rc != HJ_OK)
		return rc == HJ_ENOTFOUND ? HJ_OK : rc;
	return hj_buf_add(to, p, len, err);
}

static int
write_one(struct hj_txn *t, uint64_t n, const struct hj_buf *b, bool there,
    struct hj_error *err)
{
	if (!there)
		return hj_txn_delete(t, n, err);
	return hj_txn_put(t, n, b->data, b->len, err);
}

static int
read_both(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct job *j = to;
	int rc = read_one(t, j->n, &j->value[0], &j->there[0], err);

	if (rc != HJ_OK)
		return rc;
	return read_one(t, j->m, &j->value[1], &j->there[1], err);
}

static int
exchange(struct hj_txn *t, void *to, struct hj_error *err)
{
	struct job *j = to;
	int rc = write_one(t, j->n, &j->value[1], j->there[1], err);

	if (rc == HJ_OK && j->m != 0)
		rc = write_one(t, j->m, &j->value[0], j->there[0], err);
	return rc;
}

static int
print_one(void *to, uint64_t n, const uint8_t *p, size_t len,
    struct hj_error *err)
{
	(void)to;
	(void)p;
	(void)err;
	(void)printf("%llu %zu\n", (unsigned long long)n, len);
	return HJ_OK;
}

static int
print_all(struct hj_txn *t, void *to, struct hj_error *err)
{
	return hj_txn_each(t, 1, print_one, to, err);
}

static int
with_store(const char *dir, enum hj_store_mode mode, hj_txn_fn *fn, void *to,
    struct hj_error *err)
{
	const struct hj_store_opening how = { .dir = dir,
		.write = mode == HJ_STORE_WRITE };
	struct hj_store *s = NULL;
	int rc = hj_store_open(&how, &s, err);

	if (rc == HJ_OK)
		rc = hj_store_with(s, mode, fn, to, err);
	hj_store_close(s);
	return rc;
}

static int
bare(const char *dir, char *const *a, struct hj_error *err)
{
	struct job j = { .n = number(a[1]), .there = { false } };
	int rc = HJ_OK;

	j.value[0] = j.value[1] = HJ_BUF(HJ_RECORD_MAX);
	if (strcmp(a[0], "records") == 0)
		return with_store(dir, HJ_STORE_READ, print_all, NULL, err);
	if (strcmp(a[0], "swap") == 0) {
		j.m = number(a[2]);
		rc = with_store(dir, HJ_STORE_READ, read_both, &j, err);
	} else if (strcmp(a[0], "take") == 0) {
		j.m = j.n;
		j.n = 0;
		rc = with_store(a[2], HJ_STORE_READ, read_both, &j, err);
		j.n = j.m;
		j.m = 0;
	}
	if (rc == HJ_OK)
		rc = with_store(dir, HJ_STORE_WRITE, exchange, &j, err);
	hj_buf_clear(&j.value[0]);
	hj_buf_clear(&j.value[1]);
	return rc;
}

/* ---- with the keys ---- */

static int
open_vault(const char *dir, const char *state, struct hj_vault **ret,
    struct hj_error *err)
{
	struct hj_vault_opening how = { .at = { dir, state }, .write = true };
	struct hj_secret *phrase = NULL;
	char line[256];
	int rc;

	if (fgets(line, sizeof(line), stdin) == NULL)
		return hj_fail(err, HJ_EAUTH, "no passphrase");
	line[strcspn(line, "\n")] = '\0';
	if (hj_secret_copy(line, strlen(line), &phrase, err) != HJ_OK)
		return (int)err->code;
	sodium_memzero(line, sizeof(line));
	how.passphrase = phrase;
	rc = hj_vault_open(&how, ret, err);
	hj_secret_free(phrase);
	return rc;
}

static int
print_page(void *to, uint64_t place, const struct hj_list_item *item,
    struct hj_error *err)
{
	(void)to;
	(void)place;
	(void)err;
	(void)printf("%llu\n", (unsigned long long)item->number);
	return HJ_OK;
}

static int
print_pages(struct hj_vault *v, void *to, struct hj_error *err)
{
	const struct hj_list_io io = hj_vault_list_io(v);

	return hj_list_each(&v->head.pages, 0, &io, print_page, to, err);
}

/* logentry.h: the time of the page's first entry. */
#define TIME_AT 25

static int
backdate(struct hj_buf *page, uint64_t seconds, struct hj_error *err)
{
	struct hj_buf time = HJ_BUF(8);
	uint64_t t = 0;
	int rc;

	for (size_t i = 0; i < 8; i++)
		t = t << 8 | page->data[TIME_AT + i];
	if ((rc = hj_buf_u64(&time, t - seconds, err)) == HJ_OK)
		memcpy(page->data + TIME_AT, time.data, 8);
	hj_buf_clear(&time);
	return rc;
}

static int
forge(struct hj_vault *v, uint64_t n, uint64_t seconds, struct hj_error *err)
{
	struct hj_buf page = HJ_BUF(HJ_RECORD_MAX);
	struct hj_change *c = NULL;
	int rc = hj_change_open(v, 0, &c, err);

	if (rc == HJ_OK)
		rc = hj_vault_open_record(v, n, HJ_KIND_LOG, NULL, &page, err);
	if (rc == HJ_OK)
		rc = backdate(&page, seconds, err);
	if (rc == HJ_OK)
		rc = hj_vault_seal_record(v, n, HJ_KIND_LOG,
		    hj_keyring_log(v->me.keyring), page.data, page.len, NULL,
		    err);
	if (rc == HJ_OK)
		rc = hj_change_write(c, err);
	hj_change_end(c);
	hj_buf_clear(&page);
	return rc;
}

static int
keyed(const char *dir, const char *state, char *const *a, struct hj_error *err)
{
	struct hj_vault *v = NULL;
	int rc = open_vault(dir, state, &v, err);

	if (rc == HJ_OK && strcmp(a[0], "page") == 0)
		rc = hj_vault_reading(v, print_pages, NULL, err);
	else if (rc == HJ_OK && strcmp(a[0], "forge") == 0)
		rc = forge(v, number(a[1]), number(a[2]), err);
	hj_vault_close(v);
	return rc;
}

int
main(int argc, char *argv[])
{
	static const char *const without[] = { "records", "drop", "swap",
		"take" };
	struct hj_error err = HJ_ERROR;
	int rc = -1;

	if (argc < 3 || sodium_init() < 0)
		return 2;
	for (size_t i = 0; i < HJ_LEN(without); i++)
		if (strcmp(argv[2], without[i]) == 0)
			rc = bare(argv[1], argv + 2, &err);
	if (rc < 0)
		rc = keyed(argv[1], argv[2], argv + 3, &err);
	if (rc != HJ_OK)
		(void)fprintf(stderr, "tamper: %s\n", err.text);
	return rc;
}
