#include "core/log/proof.h"
#include "core/vault/prover.h"
#include "tests/unit/vault_world.h"

#include <sodium.h>

static struct world world;

static int
set_up(void **state)
{
	(void)state;
	make_world(&world);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	free_world(&world);
	return 0;
}

static const char canonical[] =
    "<case xmlns=\"urn:hanji:case:1\" id=\"k7m2qx4d9tn1w0zcf\"></case>";

/* Some entries in the log; the number of them. */
static uint64_t
fill(struct hj_vault *v, unsigned n)
{
	struct hj_error err = HJ_ERROR;
	const struct hj_wait w = { 0 };
	struct hj_vault_facts facts;

	for (unsigned i = 0; i < n; i++) {
		struct hj_change *c = NULL;

		must(hj_vault_begin(v, &w, &c, &err), &err);
		must(hj_change_note(c, HJ_DID_EXPORT, NULL, "x", &err), &err);
		must(hj_change_commit(c, &err), &err);
	}
	must(hj_vault_facts(v, &facts, &err), &err);
	return facts.entries;
}

static void
every_entry_of_a_log_is_proven_and_none_in_another_place(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_error err = HJ_ERROR;
	uint64_t n = fill(v, 9);
	struct hj_prover *prover = NULL;

	(void)state;
	must(hj_vault_prover(v, &prover, &err), &err);
	for (uint64_t i = 0; i < n; i++) {
		struct hj_buf text = HJ_BUF(HJ_PROOF_TEXT_MAX),
			      again = HJ_BUF(HJ_PROOF_TEXT_MAX);
		struct hj_proof p = HJ_PROOF;
		struct hj_checkpoint at;
		struct hj_note_key k;
		struct hj_leaf leaf;

		must(hj_prover_prove(prover, i, &text, &k, &err), &err);
		must(hj_proof_parse((const char *)text.data, text.len, &p,
			 &err),
		    &err);
		must(hj_proof_check(&p, &k, &leaf, &at, &err), &err);
		assert_int_equal(leaf.sequence, i);
		assert_int_equal(at.size, n);
		must(hj_proof_write(&p, &again, &err), &err);
		assert_int_equal(again.len, text.len);
		assert_memory_equal(again.data, text.data, text.len);
		p.index = (i + 1) % n;
		assert_int_equal(hj_proof_check(&p, &k, &leaf, &at, &err),
		    HJ_ECORRUPT);
		p.index = i;
		if (p.n > 0) {
			p.hash[0][0] ^= 1;
			assert_int_equal(hj_proof_check(&p, &k, &leaf, &at,
					     &err),
			    HJ_ECORRUPT);
			p.hash[0][0] ^= 1;
		}
		k.key[0] ^= 1;
		assert_int_not_equal(hj_proof_check(&p, &k, &leaf, &at, &err),
		    HJ_OK);
		hj_proof_clear(&p);
		hj_buf_clear(&text);
		hj_buf_clear(&again);
	}
	hj_prover_free(prover);
	hj_vault_close(v);
}

static void
a_proof_with_any_byte_changed_does_not_hold(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_buf text = HJ_BUF(HJ_PROOF_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_prover *prover = NULL;
	struct hj_note_key k;

	(void)state;
	(void)fill(v, 3);
	must(hj_vault_prover(v, &prover, &err), &err);
	must(hj_prover_prove(prover, 2, &text, &k, &err), &err);
	for (size_t i = 0; i < text.len; i++) {
		struct hj_proof p = HJ_PROOF;
		struct hj_checkpoint at;
		struct hj_leaf leaf;

		text.data[i] ^= (uint8_t)(1 << i % 7);
		if (hj_proof_parse((const char *)text.data, text.len, &p,
			&err) == HJ_OK)
			assert_int_not_equal(hj_proof_check(&p, &k, &leaf, &at,
						 &err),
			    HJ_OK);
		hj_proof_clear(&p);
		text.data[i] ^= (uint8_t)(1 << i % 7);
	}
	hj_buf_clear(&text);
	hj_prover_free(prover);
	hj_vault_close(v);
}

static void
an_entry_that_is_not_there_is_not_proven(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_buf text = HJ_BUF(HJ_PROOF_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	uint64_t n = fill(v, 1);
	struct hj_prover *prover = NULL;
	struct hj_note_key k;

	(void)state;
	must(hj_vault_prover(v, &prover, &err), &err);
	assert_int_not_equal(hj_prover_prove(prover, n, &text, &k, &err),
	    HJ_OK);
	hj_prover_free(prover);
	hj_buf_clear(&text);
	hj_vault_close(v);
}

static void
salts_come_back_as_key_or_as_list(void **state)
{
	struct hj_buf text = HJ_BUF(1024), list = HJ_BUF(1024);
	struct hj_salt_file f = HJ_SALT_FILE;
	struct hj_error err = HJ_ERROR;
	uint8_t key[HJ_SALT_KEY_BYTES], a[32], b[32];
	struct hj_salts salts = { .key = key };

	(void)state;
	randombytes_buf(key, sizeof(key));
	must(hj_salt_file_write(&salts, &text, &err), &err);
	must(hj_salt_file_parse((const char *)text.data, text.len, &f, &err),
	    &err);
	assert_true(f.whole);
	assert_memory_equal(f.key, key, sizeof(key));
	must(hj_digest_case((const uint8_t *)canonical, sizeof(canonical) - 1,
		 &salts, a, &err),
	    &err);
	/* The same salt as a list. */
	must(hj_digest_salts(key, 1, &list, &err), &err);
	salts = (struct hj_salts){ .list = list.data, .n = 1 };
	hj_buf_reset(&text);
	hj_salt_file_clear(&f);
	must(hj_salt_file_write(&salts, &text, &err), &err);
	must(hj_salt_file_parse((const char *)text.data, text.len, &f, &err),
	    &err);
	assert_false(f.whole);
	salts = hj_salt_file_salts(&f);
	assert_int_equal(salts.n, 1);
	must(hj_digest_case((const uint8_t *)canonical, sizeof(canonical) - 1,
		 &salts, b, &err),
	    &err);
	assert_memory_equal(a, b, sizeof(a));
	for (size_t n = 0; n < text.len; n++) {
		struct hj_salt_file g = HJ_SALT_FILE;

		if (n != 14)
			assert_int_equal(hj_salt_file_parse((const char *)
								text.data,
					     n, &g, &err),
			    HJ_EINVAL);
		hj_salt_file_clear(&g);
	}
	hj_salt_file_clear(&f);
	hj_buf_clear(&text);
	hj_buf_clear(&list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_entry_of_a_log_is_proven_and_none_in_another_place),
		cmocka_unit_test(a_proof_with_any_byte_changed_does_not_hold),
		cmocka_unit_test(an_entry_that_is_not_there_is_not_proven),
		cmocka_unit_test(salts_come_back_as_key_or_as_list),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
