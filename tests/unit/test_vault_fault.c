/*
 * Whatever is asked of a vault, with each allocation, each growth of a buffer
 * and each call of LMDB or the system failing in turn: the error is that one,
 * and nothing is called damage.  That nothing leaks the sanitizers say.
 */
#include "tests/unit/fault_world.h"

static int
take_bytes(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	return hj_buf_add(to, p, n, err);
}

/* ---- reading ---- */

DOING(resolve)
{
	struct hj_buf b = HJ_BUF(64 << 10);
	char text[HJ_ID_CHARS + 1];
	struct hj_vault_facts f;
	struct hj_row r;
	int rc;

	(void)to;
	hj_id_text(&id, text);
	if ((rc = hj_vault_facts(vault, &f, err)) == HJ_OK)
		rc = hj_vault_resolve(vault, text, 8, &r, &b, err);
	hj_buf_clear(&b);
	return rc;
}

static int
count_row(void *to, const struct hj_row *r, struct hj_error *err)
{
	(void)r;
	(void)err;
	++*(size_t *)to;
	return HJ_OK;
}

DOING(scan)
{
	size_t n = 0;
	int rc = hj_vault_scan(vault, count_row, &n, NULL, err);

	(void)to;
	assert_true(rc != HJ_OK || n == 1);
	return rc;
}

DOING(get)
{
	struct hj_revision r;
	int rc = hj_vault_get(vault, &row, 0, &r, err);

	(void)to;
	if (rc == HJ_OK)
		hj_revision_clear(&r);
	return rc;
}

DOING(codes)
{
	struct hj_codebook b = HJ_CODEBOOK;
	struct hj_searches s = HJ_SEARCHES;
	bool is;
	int rc = hj_vault_codebook(vault, &b, err);

	(void)to;
	if (rc == HJ_OK)
		rc = hj_vault_searches(vault, &s, err);
	hj_searches_clear(&s);
	hj_codebook_clear(&b);
	return rc != HJ_OK ? rc : hj_vault_is_current(vault, &is, err);
}

static int
read_detail(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	struct hj_buf detail = HJ_BUF(HJ_DETAIL_MAX);
	int rc = HJ_OK;

	(void)to;
	if (e->has_detail && !e->has_case)
		rc = hj_vault_detail(vault, NULL, e, &detail, err);
	hj_buf_clear(&detail);
	return rc;
}

DOING(history)
{
	int rc = hj_vault_log(vault, &row, read_detail, NULL, err);

	(void)to;
	return rc != HJ_OK ? rc
			   : hj_vault_log(vault, NULL, read_detail, NULL, err);
}

DOING(one_entry)
{
	struct hj_buf page = HJ_BUF(64 << 10);
	struct hj_log_entry e;
	int rc = hj_vault_entry(vault, 1, &e, &page, err);

	(void)to;
	hj_buf_clear(&page);
	return rc;
}

DOING(checkpoint)
{
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	int rc = hj_vault_checkpoint(vault, &note, err);

	(void)to;
	hj_buf_clear(&note);
	return rc;
}

DOING(prove)
{
	struct hj_buf text = HJ_BUF(HJ_PROOF_TEXT_MAX);
	struct hj_prover *p = NULL;
	struct hj_note_key k;
	int rc = hj_vault_prover(vault, &p, err);

	(void)to;
	if (rc == HJ_OK)
		rc = hj_prover_prove(p, 1, &text, &k, err);
	hj_prover_free(p);
	hj_buf_clear(&text);
	return rc;
}

DOING(check)
{
	struct hj_verify_facts f;

	(void)to;
	return unread(hj_vault_check(vault, false, whole, NULL, NULL, &f, err));
}

static int
see_draft(void *to, const struct hj_id *d, int64_t saved, struct hj_error *err)
{
	(void)to;
	(void)d;
	(void)saved;
	(void)err;
	return HJ_OK;
}

DOING(drafts)
{
	struct hj_buf b = HJ_BUF(HJ_RECORD_MAX);
	int rc = hj_vault_drafts(vault, see_draft, NULL, err);

	(void)to;
	if (rc == HJ_OK)
		rc = hj_vault_draft_load(vault, &draft_id, &b, err);
	hj_buf_clear(&b);
	return rc;
}

static int
see_member(void *to, const struct hj_vault_member *m, struct hj_error *err)
{
	(void)to;
	(void)m;
	(void)err;
	return HJ_OK;
}

DOING(members)
{
	enum hj_role role;
	uint64_t unseen;
	int rc = hj_vault_members(vault, see_member, NULL, err);

	(void)to;
	if (rc == HJ_OK)
		rc = hj_vault_role(vault, &role, err);
	return rc != HJ_OK ? rc : hj_vault_unseen(vault, &unseen, err);
}

DOING(extract)
{
	struct hj_buf b = HJ_BUF(64);
	int rc = hj_vault_extract(vault, &row, blob.name, take_bytes, &b, err);

	(void)to;
	assert_true(rc != HJ_OK || b.len == 5);
	hj_buf_clear(&b);
	return rc;
}

DOING(witness)
{
	struct hj_witness w = HJ_WITNESS;
	int rc = hj_vault_witness(vault, &w, err);

	(void)to;
	hj_witness_clear(&w);
	return rc;
}

static const struct {
	const char *what;
	wrap_fn *fn;
} readings[] = {
	{ "resolve", resolve },
	{ "scan", scan },
	{ "get", get },
	{ "codebook", codes },
	{ "log", history },
	{ "entry", one_entry },
	{ "checkpoint", checkpoint },
	{ "prover", prove },
	{ "drafts", drafts },
	{ "members", members },
	{ "extract", extract },
	{ "witness", witness },
	{ "check", check },
	{ "verify", verify },
};

static void
reading_without_memory_is_an_error_and_no_damage(void **state)
{
	(void)state;
	for (size_t i = 0; i < HJ_LEN(readings); i++)
		if (wrap_starve(readings[i].fn, NULL, NULL, true) == 0)
			fail_msg("%s asks for no memory", readings[i].what);
	for (size_t i = 0; i < HJ_LEN(readings); i++)
		wrap_no_memory(readings[i].fn, NULL, NULL);
}

static void
reading_from_a_failing_disk_is_an_error_and_no_damage(void **state)
{
	size_t n = 0;

	(void)state;
	disk_fails = true;
	for (size_t i = 0; i < HJ_LEN(readings); i++) {
		n += wrap_each(&wrap.lmdb, HJ_EIO, readings[i].fn, NULL, NULL,
		    false);
		n += wrap_each(&wrap.lmdb, HJ_EIO, readings[i].fn, NULL, NULL,
		    true);
		n += wrap_each(&wrap.io, HJ_EIO, readings[i].fn, NULL, NULL,
		    false);
	}
	disk_fails = false;
	assert_true(n > HJ_LEN(readings));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reading_without_memory_is_an_error_and_no_damage),
		cmocka_unit_test(
		    reading_from_a_failing_disk_is_an_error_and_no_damage),
	};

	return cmocka_run_group_tests_name("vault faults", tests, set_up,
	    tear_down);
}
