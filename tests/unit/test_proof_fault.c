/*
 * What outsiders verify (leaves, proofs, notes, checkpoints, signatures) when
 * memory lacks, and texts of them that are not quite as they must be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/member.h"
#include "core/keys/minisign.h"
#include "core/log/proof.h"
#include "tests/unit/wrap.h"

static const uint8_t vault_id[16] = { 7 };

static struct {
	struct hj_member *device;
	struct hj_note_key key; /* of its log */
	struct hj_checkpoint at; /* one entry, the leaf */
	struct hj_buf note, leaf, proof;
} w;

static const uint8_t parents[2 * HJ_DIGEST_BYTES] = { [32] = 1 };

static int
write_proof(struct hj_buf *to, struct hj_error *err)
{
	struct hj_proof p = { .leaf = w.leaf,
		.note = (const char *)w.note.data,
		.note_len = w.note.len };

	p.hash[0][0] = 1;
	p.n = 1;
	return hj_proof_write(&p, to, err);
}

static int
make(void **state)
{
	struct hj_log_entry e = { .action = HJ_DID_UPDATE,
		.has_case = true,
		.has_digest = true,
		.parents = parents,
		.nparents = 2 };
	struct hj_error err = HJ_ERROR;
	uint8_t signature[64];

	(void)state;
	w.note = HJ_BUF(HJ_NOTE_MAX);
	w.leaf = HJ_BUF(HJ_LEAF_MAX);
	w.proof = HJ_BUF(HJ_PROOF_TEXT_MAX);
	assert_int_equal(hj_member_new(NULL, &w.device, &err), HJ_OK);
	memcpy(w.key.key, hj_member_public(w.device)->ed25519, 32);
	hj_member_fingerprint(w.key.key, e.device);
	memcpy(e.member, e.device, sizeof(e.member));
	assert_int_equal(hj_log_leaf(&e, &w.leaf, &err), HJ_OK);
	hj_checkpoint_origin(vault_id, e.device, w.at.origin);
	memcpy(w.key.name, w.at.origin, sizeof(w.at.origin));
	w.at.size = 1;
	hj_tree_leaf(w.leaf.data, w.leaf.len, w.at.root);
	assert_int_equal(hj_checkpoint_sign(&w.at, w.device, signature, &err),
	    HJ_OK);
	assert_int_equal(hj_checkpoint_note(&w.at, w.key.key, signature,
			     &w.note, &err),
	    HJ_OK);
	return write_proof(&w.proof, &err);
}

static int
unmake(void **state)
{
	(void)state;
	hj_member_free(w.device);
	hj_buf_clear(&w.note);
	hj_buf_clear(&w.leaf);
	hj_buf_clear(&w.proof);
	return 0;
}

/* ---- memory ---- */

static int
prove_it(void *to, struct hj_error *err)
{
	struct hj_buf text = HJ_BUF(HJ_PROOF_TEXT_MAX);
	struct hj_proof p = HJ_PROOF;
	int rc = write_proof(&text, err);

	(void)to;
	if (rc == HJ_OK)
		rc = hj_proof_parse((const char *)text.data, text.len, &p, err);
	hj_proof_clear(&p);
	hj_buf_clear(&text);
	return rc;
}

static int
sign_note(void *to, struct hj_error *err)
{
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX), vkey = HJ_BUF(1024);
	int rc = hj_note_sign("a\n", 2, "a.org/b", w.device, &note, err);

	(void)to;
	if (rc == HJ_OK)
		rc = hj_note_vkey(&w.key, &vkey, err);
	hj_buf_clear(&note);
	hj_buf_clear(&vkey);
	return rc;
}

static int
sign_checkpoint(void *to, struct hj_error *err)
{
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	uint8_t hash[HJ_HASH_BYTES], signature[64];
	struct hj_checkpoint c;
	int rc = hj_checkpoint_sign(&w.at, w.device, signature, err);

	(void)to;
	if (rc == HJ_OK)
		rc = hj_checkpoint_hash(&w.at, hash, err);
	if (rc == HJ_OK)
		rc =
		    hj_checkpoint_note(&w.at, w.key.key, signature, &note, err);
	if (rc == HJ_OK)
		rc = hj_checkpoint_open((const char *)note.data, note.len,
		    w.key.key, &c, err);
	hj_buf_clear(&note);
	return rc;
}

static int
give(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	size_t *left = from;

	(void)err;
	*got = *left < n ? *left : n;
	memset(p, 'x', *got);
	*left -= *got;
	return HJ_OK;
}

static int
sign_file(void *to, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(HJ_MINISIGN_MAX);
	uint8_t hash[HJ_MINISIGN_HASH];
	size_t left = 100000;
	int rc = hj_minisign_hash_of(give, &left, hash, err);

	(void)to;
	if (rc == HJ_OK)
		rc = hj_minisign_sign(w.device, hash, "for the court", &b, err);
	hj_buf_clear(&b);
	return rc;
}

static void
without_memory_nothing_is_signed_or_proved(void **state)
{
	(void)state;
	wrap_no_memory(prove_it, NULL, NULL);
	wrap_no_memory(sign_note, NULL, NULL);
	wrap_no_memory(sign_checkpoint, NULL, NULL);
	wrap_no_memory(sign_file, NULL, NULL);
}

/* ---- texts ---- */

static struct {
	char text[8192];
} changed;

/* The text with the first `from` in it made `to`. */
static size_t
change(const struct hj_buf *b, const char *from, const char *to)
{
	char copy[sizeof(changed.text)];
	char *at;
	int n;

	assert_true(b->len < sizeof(copy));
	memcpy(copy, b->data, b->len);
	copy[b->len] = '\0';
	assert_non_null(at = strstr(copy, from));
	n = snprintf(changed.text, sizeof(changed.text), "%.*s%s%s",
	    (int)(at - copy), copy, to, at + strlen(from));
	assert_true(n > 0 && (size_t)n < sizeof(changed.text));
	return (size_t)n;
}

/* A key under the name of another device's log. */
static void
an_entry_is_of_the_log_that_the_checkpoint_names(void **state)
{
	struct hj_buf note = HJ_BUF(HJ_NOTE_MAX);
	struct hj_checkpoint c = w.at, seen;
	struct hj_error err = HJ_ERROR;
	struct hj_note_key k = w.key;
	struct hj_leaf leaf;
	struct hj_proof p = { .leaf = w.leaf };
	uint8_t signature[64];

	(void)state;
	for (unsigned other = 0; other < 2; other++) {
		char *last = c.origin + strlen(c.origin) - 1;

		*last = other == 0 ? *last : (char)(*last == 'k' ? 'm' : 'k');
		memcpy(k.name, c.origin, sizeof(c.origin));
		hj_buf_reset(&note);
		assert_int_equal(hj_checkpoint_sign(&c, w.device, signature,
				     &err),
		    HJ_OK);
		assert_int_equal(hj_checkpoint_note(&c, k.key, signature, &note,
				     &err),
		    HJ_OK);
		p.note = (const char *)note.data;
		p.note_len = note.len;
		assert_int_equal(hj_proof_check(&p, &k, &leaf, &seen, &err),
		    other == 0 ? HJ_OK : HJ_ECORRUPT);
	}
	assert_non_null(strstr(err.text, "of the device"));
	hj_buf_clear(&note);
}

static int
leaf_with(const char *from, const char *to)
{
	struct hj_error err = HJ_ERROR;
	size_t n = change(&w.leaf, from, to);
	struct hj_leaf l;

	return hj_leaf_parse(changed.text, n, &l, &err);
}

#define ZEROES "000000000000000000000000000000000000000000000000000000000000"

static void
a_leaf_is_exactly_as_it_was_hashed(void **state)
{
	/* One line after the other, each wrong in one way. */
	static const char *const bad[][2] = {
		{ "version 0", "version 1" },
		{ "version 0", "version 00" },
		{ "version 0\n", "" },
		{ "sequence 0", "sequence 00" },
		{ "sequence 0", "sequence x" },
		{ "time 1970", "time 197x" },
		{ "time 1970-", "time 1970/" },
		{ "Z\n", "Z0\n" },
		{ "device ", "device x" },
		{ "member ", "member x" },
		{ "action update", "action up date" },
		{ "action update", "action updateupdateupdate" },
		{ "action update", "action {pdate" },
		{ "action update", "action Update" },
		{ "case 00", "case 0" },
		{ "case 00", "case 0G" },
		{ "digest 00", "digest 0A" },
		{ "parents 00", "parents 0" },
		{ "parents 00", "parents g0" },
		{ "parents 00", "parents ff" }, /* not ascending */
		{ "0000 01", "0000,01" },
		{ "0000 01", "0000 1" },
		{ "parents 00", "parentz 00" },
		{ "envelope 00", "envelope 0" },
		{ "detail -", "detail --" },
		{ "detail -\n", "detail -" },
		{ "detail -\n", "detail -\nparent -\n" },
	};

	(void)state;
	assert_int_equal(leaf_with("version 0", "version 0"), HJ_OK);
	/* No parents, and one. */
	assert_int_equal(leaf_with("parents 00" ZEROES "00 01" ZEROES "00",
			     "parents -"),
	    HJ_OK);
	assert_int_equal(leaf_with("00 01" ZEROES "00", "00"), HJ_OK);
	for (size_t i = 0; i < HJ_LEN(bad); i++)
		if (leaf_with(bad[i][0], bad[i][1]) != HJ_EINVAL)
			fail_msg("%s", bad[i][1]);
}

static void
a_leaf_has_no_more_parents_than_a_revision(void **state)
{
	char many[(HJ_PARENTS_MAX + 1) * 65 + 16];

	(void)state;
	for (unsigned extra = 0; extra < 2; extra++) {
		size_t n = 0;

		n += (size_t)snprintf(many, sizeof(many), "parents");
		for (unsigned i = 0; i < HJ_PARENTS_MAX + extra; i++)
			n += (size_t)snprintf(many + n, sizeof(many) - n,
			    " %04x" ZEROES, i);
		assert_int_equal(leaf_with("parents 00" ZEROES "00 01" ZEROES
					   "00",
				     many),
		    extra == 0 ? HJ_OK : HJ_EINVAL);
	}
}

static int
proof_with(const char *from, const char *to)
{
	struct hj_error err = HJ_ERROR;
	size_t n = change(&w.proof, from, to);
	struct hj_proof p = HJ_PROOF;
	int rc = hj_proof_parse(changed.text, n, &p, &err);

	hj_proof_clear(&p);
	return rc;
}

static void
a_proof_is_exactly_as_it_is_written(void **state)
{
	static const char *const bad[][2] = {
		{ "c2sp.org/tlog-proof@v1\n", "" },
		{ "tlog-proof@v1", "tlog-proof@v2" }, { "extra ", "extra  " },
		{ "extra ", "extra" }, { "extra ", "extra ===" },
		{ "extra ", "other " }, { "index 0", "index 00" },
		{ "index 0", "index -1" }, { "index 0", "index  " },
		{ "index 0\n", "" }, { "index 0\n", "index 0\nAAAA\n" },
		{ "=\n\n", "=\n" }, /* hashes without an end */
	};
	struct hj_error err = HJ_ERROR;
	struct hj_proof p = HJ_PROOF;
	const char *end;

	(void)state;
	assert_int_equal(proof_with("index 0", "index 0"), HJ_OK);
	assert_int_equal(proof_with("index 0", "index 18446744073709551615"),
	    HJ_OK);
	for (size_t i = 0; i < HJ_LEN(bad); i++)
		if (proof_with(bad[i][0], bad[i][1]) != HJ_EINVAL)
			fail_msg("%s", bad[i][1]);
	/* Cut behind the hashes: no checkpoint; and before their end. */
	end = strstr((const char *)w.proof.data, "=\n\n") + 3;
	for (size_t i = 0; i < 2; i++) {
		size_t n = (size_t)(end - (const char *)w.proof.data) - i;

		assert_int_equal(hj_proof_parse((const char *)w.proof.data, n,
				     &p, &err),
		    HJ_EINVAL);
		hj_proof_clear(&p);
	}
}

static void
an_entry_of_another_log_or_place_does_not_hold(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_proof p = { .leaf = w.leaf,
		.note = (const char *)w.note.data,
		.note_len = w.note.len };
	struct hj_note_key other = w.key;
	struct hj_checkpoint at;
	struct hj_leaf leaf;
	size_t n;

	(void)state;
	assert_int_equal(hj_proof_holds(&p, &leaf, &at, &err), HJ_OK);
	assert_int_equal(hj_proof_check(&p, &w.key, &leaf, &at, &err), HJ_OK);
	p.index = 1;
	assert_int_equal(hj_proof_holds(&p, &leaf, &at, &err), HJ_ECORRUPT);
	p.index = 0;
	n = change(&w.leaf, "device ", "device 0123456789abcdef\nmember ");
	p.leaf.data = (uint8_t *)changed.text;
	p.leaf.len = n;
	assert_int_equal(hj_proof_holds(&p, &leaf, &at, &err), HJ_EINVAL);
	p.leaf = w.leaf;
	other.name[0] = 'H';
	assert_int_equal(hj_proof_check(&p, &other, &leaf, &at, &err),
	    HJ_ENOTFOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_memory_nothing_is_signed_or_proved),
		cmocka_unit_test(an_entry_is_of_the_log_that_the_checkpoint_names),
		cmocka_unit_test(a_leaf_is_exactly_as_it_was_hashed),
		cmocka_unit_test(a_leaf_has_no_more_parents_than_a_revision),
		cmocka_unit_test(a_proof_is_exactly_as_it_is_written),
		cmocka_unit_test(an_entry_of_another_log_or_place_does_not_hold),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("proof faults", tests, make, unmake);
}
