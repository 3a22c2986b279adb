#include "core/log/cosign.h"
#include "core/log/proof.h"
#include "core/vault/prover.h"
#include "core/vault/vault_state.h"
#include "tests/unit/log_fake.h"

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

static void
fill(struct hj_vault *v, unsigned n)
{
	struct hj_error err = HJ_ERROR;
	const struct hj_wait w = { 0 };

	for (unsigned i = 0; i < n; i++) {
		struct hj_change *c = NULL;

		must(hj_vault_begin(v, &w, &c, &err), &err);
		must(hj_change_note(c, HJ_DID_EXPORT, NULL, "x", &err), &err);
		must(hj_change_commit(c, &err), &err);
	}
}

/* ---- in a vault ---- */

/* Entries before that state against it, later ones against the last. */
static void
assert_proven(struct hj_vault *v, uint64_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_prover *p = NULL;
	struct hj_note_key k;

	must(hj_vault_prover(v, &p, &err), &err);
	for (uint64_t i = 0; i < n + 4; i++) {
		struct hj_buf out = HJ_BUF(HJ_PROOF_TEXT_MAX);
		struct hj_proof proof = HJ_PROOF;
		struct hj_checkpoint at;
		struct hj_leaf leaf;

		must(hj_prover_prove(p, i, &out, &k, &err), &err);
		must(hj_proof_parse((char *)out.data, out.len, &proof, &err),
		    &err);
		must(hj_proof_check(&proof, &k, &leaf, &at, &err), &err);
		if (i < n)
			assert_int_equal(at.size, n);
		else
			assert_true(at.size > n);
		hj_proof_clear(&proof);
		hj_buf_clear(&out);
	}
	hj_prover_free(p);
}

static int
note_told(void *to, const struct hj_log_entry *e, struct hj_error *err)
{
	(void)err;
	*(size_t *)to += strcmp(e->action, HJ_DID_ATTEST) == 0;
	return HJ_OK;
}

static size_t
count_told(struct hj_vault *v)
{
	struct hj_error err = HJ_ERROR;
	size_t n = 0;

	must(hj_vault_log(v, NULL, note_told, &n, &err), &err);
	return n;
}

/* A member who can write the record leaves out what it holds: the log tells. */
static void
expect_missed(struct hj_vault *v)
{
	struct hj_witness none = HJ_WITNESS;
	struct hj_error err = HJ_ERROR;
	struct hj_change *c = NULL;
	struct hj_verify_facts facts;

	must(hj_change_open(v, 0, &c, &err), &err);
	must(hj_change_witness(c, &none, &err), &err);
	must(hj_change_write(c, &err), &err);
	hj_change_end(c);
	assert_int_equal(hj_vault_verify(v, false, NULL, 0, NULL, NULL, NULL,
			     &facts, &err),
	    HJ_ECORRUPT);
	hj_witness_clear(&none);
}

static void
proofs_are_against_the_newest_cosigned_state_that_has_the_entry(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_error err = HJ_ERROR;
	struct hj_witness w = HJ_WITNESS, again = HJ_WITNESS;
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX), text = HJ_BUF(4096);
	struct hj_attested a = { .kind = HJ_ATTEST_COSIGNATURE };
	struct hj_member *m = NULL, *by = NULL;
	struct hj_verify_facts facts;
	struct hj_prover *p = NULL;
	struct hj_cosignature s;
	uint64_t n;

	(void)state;
	fill(v, 5);
	must(hj_vault_checkpoint(v, &note, &err), &err);
	must(hj_vault_prover(v, &p, &err), &err);
	must(hj_prover_own(p, (char *)note.data, note.len, &a.of, &err), &err);
	hj_prover_free(p);
	n = a.of.at.size;
	must(hj_member_new(NULL, &m, &err), &err);
	must(hj_cosign_witness(m, &by, &a.by, &err), &err);
	must(hj_checkpoint_text(&a.of.at, &text, &err), &err);
	must(hj_cosign_make(by, (char *)text.data, text.len, 1764489600, &s,
		 &err),
	    &err);
	a.time = s.time;
	must(hj_witness_attest(&w, &a, s.signature, 64, &err), &err);
	must(hj_witness_attest(&w, &a, s.signature, 64, &err), &err);
	assert_int_equal(hj_witness_count(&w), 1);
	must(hj_vault_attest(v, &w, NULL, &err), &err);
	/* The state that was cosigned is still the last one. */
	hj_buf_reset(&note);
	must(hj_vault_checkpoint(v, &note, &err), &err);
	must(hj_cosign_find((char *)note.data + text.len + 1,
		 note.len - text.len - 1, &a.by, (char *)text.data, text.len,
		 &s, &err),
	    &err);
	fill(v, 3);
	must(hj_vault_witness(v, &again, &err), &err);
	assert_int_equal(hj_witness_count(&again), 1);
	/* The next change tells of it, once. */
	assert_int_equal(count_told(v), 1);
	assert_proven(v, n);
	must(hj_vault_verify(v, false, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	expect_missed(v);
	hj_witness_clear(&w);
	hj_witness_clear(&again);
	hj_buf_clear(&note);
	hj_buf_clear(&text);
	hj_member_free(m);
	hj_member_free(by);
	hj_vault_close(v);
}

static int
note_it(void *to, const struct hj_damage *d, struct hj_error *err)
{
	struct hj_buf *b = to;

	return hj_buf_printf(b, err, "%s: %s\n", d->object, d->what);
}

/* A cosigned state that the log never had: somebody made the log anew. */
static void
verifying_names_a_cosigned_state_that_the_log_never_had(void **state)
{
	struct hj_vault *v = open_vault(&world, true);
	struct hj_error err = HJ_ERROR;
	struct hj_witness w = HJ_WITNESS;
	struct hj_buf said = HJ_BUF(4096), text = HJ_BUF(4096);
	struct hj_attested a = { .kind = HJ_ATTEST_COSIGNATURE };
	struct hj_member *by = NULL;
	struct hj_verify_facts facts;
	struct hj_cosignature s;
	const char *words;
	struct fake f;

	(void)state;
	fill(v, 2);
	make_fake(&f);
	must(hj_vault_witness(v, &w, &err), &err);
	state_of(&f, 3, &a.of);
	must(hj_checkpoint_text(&a.of.at, &text, &err), &err);
	must(hj_cosign_witness(f.device, &by, &a.by, &err), &err);
	must(hj_cosign_make(by, (char *)text.data, text.len, 5, &s, &err),
	    &err);
	a.time = 5;
	must(hj_witness_attest(&w, &a, s.signature, 64, &err), &err);
	must(hj_vault_attest(v, &w, NULL, &err), &err);
	assert_int_equal(hj_vault_verify(v, false, NULL, 0, note_it, &said,
			     NULL, &facts, &err),
	    HJ_ECORRUPT);
	must(hj_buf_text(&said, &words, &err), &err);
	assert_non_null(strstr(words, "cosigned checkpoint: "));
	hj_witness_clear(&w);
	hj_buf_clear(&said);
	hj_buf_clear(&text);
	hj_member_free(by);
	hj_member_free(f.device);
	hj_vault_close(v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    proofs_are_against_the_newest_cosigned_state_that_has_the_entry,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    verifying_names_a_cosigned_state_that_the_log_never_had,
		    set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
