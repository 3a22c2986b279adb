#include "core/log/cosign.h"
#include "core/log/tstamp.h"
#include "tests/unit/log_fake.h"
#include "tests/unit/wrap.h"

#include <sodium.h>

/* ---- cosignatures ---- */

/* And without memory it neither fits nor does not. */
static void
fits_itself_alone(const struct hj_note_key *k, struct hj_buf *text,
    struct hj_cosignature *s)
{
	const char *p = (const char *)text->data;
	struct hj_error err = HJ_ERROR;

	wrap.buf = (struct wrap_call){ .fail_at = 1 };
	assert_int_equal(hj_cosign_check(k, p, text->len, s, &err), HJ_ENOMEM);
	wrap.buf = (struct wrap_call){ .fail_at = 0 };
	s->time++;
	assert_int_equal(hj_cosign_check(k, p, text->len, s, &err),
	    HJ_ECORRUPT);
	s->time--;
	must(hj_cosign_check(k, p, text->len, s, &err), &err);
	for (size_t i = 0; i < text->len; i++) {
		text->data[i] ^= 1;
		assert_int_equal(hj_cosign_check(k, p, text->len, s, &err),
		    HJ_ECORRUPT);
		text->data[i] ^= 1;
	}
}

static void
a_cosignature_holds_for_its_text_time_and_witness_alone(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf text = HJ_BUF(1024), line = HJ_BUF(1024),
		      vkey = HJ_BUF(1024);
	struct hj_member *m = NULL, *w = NULL, *again = NULL;
	struct hj_signed_checkpoint c;
	struct hj_note_key k, k2;
	struct hj_cosignature s, t;
	struct fake f;

	(void)state;
	make_fake(&f);
	state_of(&f, 9, &c);
	must(hj_checkpoint_text(&c.at, &text, &err), &err);
	must(hj_member_new(NULL, &m, &err), &err);
	must(hj_cosign_witness(m, &w, &k, &err), &err);
	must(hj_cosign_witness(m, &again, &k2, &err), &err);
	assert_memory_equal(&k, &k2, sizeof(k));
	assert_memory_not_equal(k.key, hj_member_public(m)->ed25519, 32);
	must(hj_cosign_make(w, (char *)text.data, text.len, 1764489600, &s,
		 &err),
	    &err);
	must(hj_cosign_write(&k, &s, &line, &err), &err);
	must(hj_cosign_find((char *)line.data, line.len, &k, (char *)text.data,
		 text.len, &t, &err),
	    &err);
	assert_int_equal(t.time, s.time);
	fits_itself_alone(&k, &text, &s);
	/* The text alone is not what it signed, nor a note of that key. */
	assert_false(hj_member_verify(k.key, text.data, text.len, s.signature));
	k2.key[0] ^= 1;
	assert_int_equal(hj_cosign_find((char *)line.data, line.len, &k2,
			     (char *)text.data, text.len, &t, &err),
	    HJ_ENOTFOUND);
	/* Its key is a witness's, and never that of a log. */
	must(hj_cosign_vkey(&k, &vkey, &err), &err);
	must(hj_cosign_vkey_parse((char *)vkey.data, vkey.len, &k2, &err),
	    &err);
	assert_memory_equal(&k, &k2, sizeof(k));
	assert_int_equal(hj_note_vkey_parse((char *)vkey.data, vkey.len, &k2,
			     &err),
	    HJ_EINVAL);
	hj_member_free(m);
	hj_member_free(w);
	hj_member_free(again);
	hj_member_free(f.device);
	hj_buf_clear(&text);
	hj_buf_clear(&line);
	hj_buf_clear(&vkey);
}

/* ---- a witness ---- */

static void
a_witness_answers_for_what_grows_and_for_nothing_else(void **state)
{
	struct hj_witness w = HJ_WITNESS;
	struct hj_error err = HJ_ERROR;
	struct hj_signed_checkpoint c;
	struct hj_growth g;
	struct fake f, other;

	(void)state;
	make_fake(&f);
	make_fake(&other);
	other.leaf[3][0] ^= 1;
	other.device = (hj_member_free(other.device), f.device);
	other.key = f.key;
	for (uint64_t seen = 1; seen <= 20; seen++) {
		const struct hj_watched *l;

		state_of(&f, seen, &c);
		must(hj_witness_see(&w, &c, 1, &err), &err);
		l = hj_witness_watched(&w, f.key.name);
		assert_non_null(l);
		for (uint64_t now = 1; now <= 20; now++) {
			enum hj_watch_ruling want =
			    now < seen ? HJ_WATCH_SHRANK : HJ_WATCH_GROWS;

			state_of(&f, now, &c);
			growth_of(&f, now < seen ? 0 : seen, now, &g);
			assert_int_equal(hj_witness_judge(l, &g, &c.at), want);
			if (now < seen)
				continue;
			g.old = seen - 1;
			assert_int_equal(hj_witness_judge(l, &g, &c.at),
			    HJ_WATCH_STALE);
			g.old = seen;
			if (g.n > 0) {
				g.hash[0][0] ^= 1;
				assert_int_equal(hj_witness_judge(l, &g, &c.at),
				    HJ_WATCH_UNPROVEN);
			}
			/* The other history parts after three entries. */
			state_of(&other, now, &c);
			growth_of(&other, seen, now, &g);
			if (seen >= 4)
				assert_int_equal(hj_witness_judge(l, &g, &c.at),
				    now == seen ? HJ_WATCH_FORKED
						: HJ_WATCH_UNPROVEN);
			else
				assert_int_equal(hj_witness_judge(l, &g, &c.at),
				    HJ_WATCH_GROWS);
		}
	}
	hj_witness_clear(&w);
	hj_member_free(f.device);
}

static void
a_fork_is_proven_where_there_is_one_and_nowhere_else(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_signed_checkpoint small, large;
	struct hj_checkpoint a, b;
	struct fake f, other;

	(void)state;
	make_fake(&f);
	other = f;
	other.leaf[3][0] ^= 1;
	for (uint64_t m = 1; m <= 20; m++)
		for (uint64_t n = m; n <= 20; n++) {
			struct hj_buf x = HJ_BUF(4096), y = HJ_BUF(4096),
				      text = HJ_BUF(HJ_FORK_MAX);
			struct hj_fork p = { .note = NULL }, q;
			struct hj_tree t = HJ_TREE;

			state_of(&other, m, &small);
			state_of(&f, n, &large);
			must(hj_checkpoint_note(&small.at, small.key,
				 small.signature, &x, &err),
			    &err);
			must(hj_checkpoint_note(&large.at, large.key,
				 large.signature, &y, &err),
			    &err);
			growth_of(&f, m, n, &p.proof);
			for (uint64_t i = 0; i < m; i++)
				hj_tree_append(&t, f.leaf[i]);
			hj_tree_root(&t, p.root);
			p.note = (char *)x.data;
			p.note_len = x.len;
			p.proof.note = (char *)y.data;
			p.proof.note_len = y.len;
			must(hj_fork_write(&p, &text, &err), &err);
			must(hj_fork_parse((char *)text.data, text.len, &q,
				 &err),
			    &err);
			assert_int_equal(hj_fork_check(&q, &f.key, &a, &b,
					     &err),
			    m >= 4 ? HJ_OK : HJ_ENOTFOUND);
			/* No root that somebody makes up is proof. */
			q.root[0] ^= 1;
			assert_int_equal(hj_fork_check(&q, &f.key, &a, &b,
					     &err),
			    HJ_ENOTFOUND);
			hj_buf_clear(&x);
			hj_buf_clear(&y);
			hj_buf_clear(&text);
		}
	hj_member_free(f.device);
}

/* ---- time stamps ---- */

static void
a_query_is_what_openssl_makes_and_noise_is_no_answer(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf q = HJ_BUF(HJ_TSTAMP_QUERY_MAX);
	uint8_t hash[32], noise[256];
	struct hj_tstamp t;

	(void)state;
	memset(hash, 0xab, sizeof(hash));
	must(hj_tstamp_query(hash, 0, &q, &err), &err);
	assert_int_equal(q.len, 69);
	assert_int_equal(q.data[1], q.len - 2);
	assert_int_equal(hj_tstamp_read(q.data, q.len, &t, &err), HJ_EINVAL);
	for (unsigned i = 0; i < 1000; i++) {
		randombytes_buf(noise, sizeof(noise));
		noise[0] = i % 2 == 0 ? 0x30 : 0;
		assert_int_equal(hj_tstamp_read(noise, i % 256, &t, &err),
		    HJ_EINVAL);
	}
	hj_buf_clear(&q);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_cosignature_holds_for_its_text_time_and_witness_alone),
		cmocka_unit_test(
		    a_witness_answers_for_what_grows_and_for_nothing_else),
		cmocka_unit_test(
		    a_fork_is_proven_where_there_is_one_and_nowhere_else),
		cmocka_unit_test(
		    a_query_is_what_openssl_makes_and_noise_is_no_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
