/* Two programs that share no code judge the same proofs: hj_proof_check() and
 * export/verify.py.  HJ_RUNS=10000 for the long run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <sodium.h>

#include "core/keys/member.h"
#include "core/log/proof.h"

#define ENTRIES 40
#define SHORT 250

struct world {
	struct hj_member *device;
	struct hj_note_key key;
	struct hj_buf leaf[ENTRIES];
	uint8_t hash[ENTRIES][HJ_HASH_BYTES];
	uint64_t seed;
	size_t held; /* proofs that both believed */
};

static void
must(int rc, const struct hj_error *err)
{
	if (rc != HJ_OK)
		fail_msg("%d: %s", rc, err->text);
}

/* The same numbers on every machine. */
static uint32_t
draw(struct world *w, size_t below)
{
	w->seed = w->seed * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (uint32_t)((w->seed >> 33) % below);
}

static void
make_log(struct world *w)
{
	struct hj_error err = HJ_ERROR;
	struct hj_log_entry e = { .action = HJ_DID_UPDATE,
		.has_case = true,
		.has_digest = true };
	struct hj_secret *seed = NULL;
	const uint8_t id[16] = { 5 };
	char origin[HJ_ORIGIN_MAX], device;

	must(hj_secret_copy("one of the same whenever it runs", 32, &seed,
		 &err),
	    &err);
	must(hj_member_new(seed, &w->device, &err), &err);
	hj_secret_free(seed);
	memcpy(w->key.key, hj_member_public(w->device)->ed25519, 32);
	hj_member_fingerprint(w->key.key, e.device);
	device = e.device[0];
	memcpy(e.member, "0123456789abcdef", 17);
	hj_checkpoint_origin(id, e.device, origin);
	memcpy(w->key.name, origin, sizeof(origin));
	for (unsigned i = 0; i < ENTRIES; i++) {
		w->leaf[i] = HJ_BUF(HJ_LEAF_MAX);
		/* Three entries are in the log as the device wrote them, and
		 * still prove nothing: of another place, of another device,
		 * about no case file. */
		e.sequence = i == 7 ? 8 : i;
		e.device[0] = (char)(i == 9 ? device ^ 1 : device);
		e.has_digest = i != 11;
		e.time = 1764489600 + 60 * (int64_t)i;
		e.digest[0] = (uint8_t)i;
		must(hj_log_leaf(&e, &w->leaf[i], &err), &err);
		hj_tree_leaf(w->leaf[i].data, w->leaf[i].len, w->hash[i]);
	}
}

/* Any byte, one digit, or a line twice or not at all. */
static void
spoil(struct world *w, struct hj_buf *b)
{
	struct hj_error err = HJ_ERROR;
	size_t at = draw(w, b->len), end, len;
	const uint8_t *nl;

	switch (draw(w, 4)) {
	case 0:
		b->data[at] ^= (uint8_t)(1U << draw(w, 8));
		return;
	case 1:
		b->data[at] = (uint8_t) "0123456789ABCabc+/=- \n"[draw(w, 22)];
		return;
	default:
		break;
	}
	while (at > 0 && b->data[at - 1] != '\n')
		at--;
	nl = memchr(b->data + at, '\n', b->len - at);
	end = nl != NULL ? (size_t)(nl - b->data) + 1 : b->len;
	len = end - at;
	if (draw(w, 2) == 0 && len < b->len) {
		memmove(b->data + at, b->data + end, b->len - end);
		b->len -= len;
	} else {
		uint8_t line[16384];

		assert_true(len <= sizeof(line));
		memcpy(line, b->data + at, len);
		must(hj_buf_add(b, line, len, &err), &err);
	}
}

/* A proof of entry i in a log of n, spoilt before it is signed, or behind it,
 * or not at all. */
static void
make_proof(struct world *w, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;
	struct hj_proof p = HJ_PROOF;
	struct hj_buf text = HJ_BUF(4096), note = HJ_BUF(8192);
	struct hj_tree t = HJ_TREE;
	struct hj_checkpoint c = { .size = 1 + draw(w, ENTRIES) };
	uint32_t how = draw(w, 10);

	memcpy(c.origin, w->key.name, sizeof(c.origin));
	p.index = draw(w, c.size);
	for (uint64_t i = 0; i < c.size; i++)
		hj_tree_append(&t, w->hash[i]);
	hj_tree_root(&t, c.root);
	p.n = hj_tree_prove((const uint8_t(*)[HJ_HASH_BYTES])w->hash, c.size,
	    p.index, p.hash);
	must(hj_buf_add(&p.leaf, w->leaf[p.index].data, w->leaf[p.index].len,
		 &err),
	    &err);
	if (how == 1)
		spoil(w, &p.leaf);
	if (how == 2)
		p.index = draw(w, ENTRIES);
	if (how == 3 && p.n > 0)
		p.n -= draw(w, 2);
	if (how == 4)
		c.size += draw(w, 3);
	must(hj_checkpoint_text(&c, &text, &err), &err);
	if (how == 5)
		spoil(w, &text);
	if (hj_note_sign((char *)text.data, text.len, w->key.name, w->device,
		&note, &err) != HJ_OK) {
		/* No note comes of such a text. */
		hj_buf_reset(&note);
		must(hj_buf_add(&note, text.data, text.len, &err), &err);
	}
	if (how == 6)
		must(hj_buf_puts(&note, "\xe2\x80\x94 somebody AAAAAAAA\n",
			 &err),
		    &err);
	p.note = (char *)note.data;
	p.note_len = note.len;
	must(hj_proof_write(&p, to, &err), &err);
	if (how >= 7)
		spoil(w, to);
	hj_proof_clear(&p);
	hj_buf_clear(&text);
	hj_buf_clear(&note);
}

/* A package believes proofs of entries about a revision alone. */
static bool
believes(const struct world *w, const struct hj_buf *b)
{
	struct hj_error why = HJ_ERROR;
	struct hj_proof p = HJ_PROOF;
	struct hj_checkpoint at;
	struct hj_leaf leaf;
	bool yes = hj_proof_parse((char *)b->data, b->len, &p, &why) == HJ_OK &&
	    hj_proof_check(&p, &w->key, &leaf, &at, &why) == HJ_OK &&
	    leaf.has_digest;

	hj_proof_clear(&p);
	return yes;
}

static void
compare(struct world *w, FILE *f, const char *ours, size_t runs)
{
	int theirs;

	for (size_t i = 0; i < runs; i++) {
		theirs = fgetc(f);
		w->held += theirs == '1';
		if (theirs != ours[i])
			fail_msg("proof %zu: core says %c, verify.py %c", i,
			    ours[i], theirs);
	}
	assert_int_equal(fgetc(f), '\n');
	assert_int_equal(fgetc(f), EOF);
}

static void
core_and_the_published_verifier_believe_the_same_proofs(void **state)
{
	const char *asked = getenv("HJ_RUNS");
	size_t runs = asked != NULL ? strtoul(asked, NULL, 10) : SHORT;
	char path[] = "/tmp/hanji-proofs-XXXXXX", command[128];
	struct hj_buf b = HJ_BUF(HJ_PROOF_TEXT_MAX), vkey = HJ_BUF(512);
	struct world w = { .seed = 20261130 };
	struct hj_error err = HJ_ERROR;
	char *ours = calloc(runs + 1, 1);
	FILE *f;

	(void)state;
	assert_non_null(ours);
	make_log(&w);
	f = fdopen(mkstemp(path), "w");
	assert_non_null(f);
	must(hj_note_vkey(&w.key, &vkey, &err), &err);
	(void)fwrite(vkey.data, 1, vkey.len, f);
	(void)fputc('\n', f);
	for (size_t i = 0; i < runs; i++) {
		hj_buf_reset(&b);
		make_proof(&w, &b);
		ours[i] = believes(&w, &b) ? '1' : '0';
		(void)fprintf(f, "%zu\n", b.len);
		(void)fwrite(b.data, 1, b.len, f);
	}
	assert_int_equal(fclose(f), 0);
	(void)snprintf(command, sizeof(command),
	    "python3 -B tests/vectors/proof_agree.py %s", path);
	f = popen(command, "r");
	assert_non_null(f);
	compare(&w, f, ours, runs);
	assert_int_equal(pclose(f), 0);
	print_message("%zu proofs, both believed %zu\n", runs, w.held);
	assert_in_range(w.held, runs / 20, runs / 2);
	(void)unlink(path);
	for (unsigned i = 0; i < ENTRIES; i++)
		hj_buf_clear(&w.leaf[i]);
	hj_buf_clear(&b);
	hj_buf_clear(&vkey);
	hj_member_free(w.device);
	free(ours);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    core_and_the_published_verifier_believe_the_same_proofs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
