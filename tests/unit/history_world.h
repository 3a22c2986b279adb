/*
 * history_world.h: writers on laptops of their own, who edit one case file and
 * send each other what they have, at any time, twice, or late.
 *
 * A writer keeps what it wrote and what it got; of what came in between on
 * other laptops it knows the digests only.
 */
#ifndef HJ_TESTS_HISTORY_WORLD_H
#define HJ_TESTS_HISTORY_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/base/limits.h"
#include "core/case/codec.h"
#include "core/merge/join.h"
#include "tests/unit/history_edits.h"

#define REVISIONS 400
#define WRITERS 4
#define MAIL 64

struct revision {
	struct hj_record *record;
	struct hj_buf bytes;
	uint8_t digest[HJ_DIGEST_BYTES], salt[HJ_SALT_KEY_BYTES];
	size_t parents[2], nparents;
	bool edit;
	uint64_t said[512]; /* what it asserts, sorted */
	size_t nsaid;
};

struct kept {
	bool here, join;
	/* Two writers may make one revision of different parents. */
	uint8_t parent[2][HJ_DIGEST_BYTES];
	size_t nparents;
	struct hj_buf ancestors;
};

struct writer {
	size_t head;
	struct kept kept[REVISIONS];
};

struct mail {
	size_t revision;
	struct kept as;
};

struct history {
	struct gen g;
	size_t n, writers, nmail;
	struct revision rev[REVISIONS];
	struct writer writer[WRITERS + 2]; /* and two who only merge */
	struct mail mail[MAIL];
	unsigned long merges;
};

/* ---- what a revision asserts ---- */

static int
by_number(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static uint64_t
hashed(const char *element, const char *path, const char *text)
{
	static const uint8_t key[crypto_generichash_KEYBYTES];
	crypto_generichash_state s;
	uint64_t v = 0;

	crypto_generichash_init(&s, key, sizeof(key), 16);
	crypto_generichash_update(&s, (const uint8_t *)element,
	    strlen(element) + 1);
	crypto_generichash_update(&s, (const uint8_t *)path, strlen(path) + 1);
	crypto_generichash_update(&s, (const uint8_t *)text, strlen(text));
	crypto_generichash_final(&s, (uint8_t *)&v, sizeof(v));
	return v;
}

static void
assertions(struct revision *v)
{
	struct hj_node *root = hj_record_root(v->record), *node;
	struct hj_conflict c;

	for (node = root; node != NULL; node = hj_node_next(node, root)) {
		const struct hj_node *at = node;
		char path[256] = "", longer[300];

		if (is_kept(node) || node->text == NULL || v->nsaid == 512)
			continue;
		for (; at->parent != NULL && hj_node_attr(at, "id") == NULL;
		     at = at->parent) {
			snprintf(longer, sizeof(longer), "%s%s%s", at->name,
			    path[0] != '\0' ? "." : "", path);
			memcpy(path, longer, sizeof(path));
		}
		v->said[v->nsaid++] =
		    hashed(at->parent != NULL ? hj_node_attr(at, "id") : "",
			path, node->text);
	}
	for (node = hj_conflict_next(v->record, NULL); node != NULL;
	     node = hj_conflict_next(v->record, node))
		if (hj_conflict_read(node, &c) && c.attr == HJ_NATTRS &&
		    c.value != NULL && c.value->text != NULL && v->nsaid < 512)
			v->said[v->nsaid++] =
			    hashed(c.element != NULL ? c.element : "",
				c.path != NULL ? c.path : "", c.value->text);
	qsort(v->said, v->nsaid, sizeof(v->said[0]), by_number);
}

static bool
says(const struct revision *v, uint64_t what)
{
	return bsearch(&what, v->said, v->nsaid, sizeof(what), by_number) !=
	    NULL;
}

/* ---- revisions ---- */

/* Takes the record.  One with the same fingerprint is the same revision. */
static size_t
add_revision(struct history *h, struct hj_record *r, const uint8_t *salt,
    const size_t *parents, size_t nparents, bool edit)
{
	struct revision *v = &h->rev[h->n];
	struct hj_salts salts = { .key = v->salt };

	assert_true(h->n < REVISIONS);
	*v = (struct revision){ .record = r,
		.bytes = HJ_BUF(HJ_CASE_MAX),
		.nparents = nparents,
		.edit = edit };
	memcpy(v->salt, salt, sizeof(v->salt));
	for (size_t i = 0; i < nparents; i++)
		v->parents[i] = parents[i];
	assert_int_equal(hj_codec_encode(r, &v->bytes, &h->g.err), HJ_OK);
	assert_int_equal(hj_digest_case(v->bytes.data, v->bytes.len, &salts,
			     v->digest, &h->g.err),
	    HJ_OK);
	for (size_t i = 0; i < h->n; i++)
		if (memcmp(h->rev[i].digest, v->digest, HJ_DIGEST_BYTES) == 0) {
			hj_record_free(r);
			hj_buf_clear(&v->bytes);
			return i;
		}
	assertions(v);
	return h->n++;
}

/* as: as the sender knew it; NULL: made here, of these parents. */
static void
keep(struct history *h, struct writer *w, size_t at, bool join,
    const struct kept *as, const size_t *parents, size_t nparents)
{
	struct kept *k = &w->kept[at];

	if (k->here)
		return;
	*k = (struct kept){ .here = true, .join = join };
	k->ancestors = HJ_BUF(1 << 20);
	k->nparents = as != NULL ? as->nparents : nparents;
	for (size_t i = 0; i < k->nparents; i++)
		memcpy(k->parent[i],
		    as != NULL ? as->parent[i] : h->rev[parents[i]].digest,
		    HJ_DIGEST_BYTES);
	if (as != NULL)
		assert_int_equal(hj_buf_add(&k->ancestors, as->ancestors.data,
				     as->ancestors.len, &h->g.err),
		    HJ_OK);
}

/* ---- what a writer knows ---- */

struct knowing {
	struct history *h;
	struct hj_lineage *l;
};

static struct hj_kin
kin_of(const struct history *h, size_t at, const struct kept *as)
{
	return (struct hj_kin){ .digest = h->rev[at].digest,
		.parents = as->parent[0],
		.nparents = as->nparents,
		.ancestors = as->ancestors.data,
		.nancestors = as->ancestors.len / HJ_DIGEST_BYTES,
		.here = true,
		.join = as->join,
		.number = at + 1 };
}

static size_t
known_to(struct history *h, const struct writer *w, struct hj_lineage **l)
{
	size_t at = 0, head = 0;

	assert_int_equal(hj_lineage_new(l, &h->g.err), HJ_OK);
	for (size_t i = 0; i < h->n; i++) {
		struct hj_kin kin;

		if (!w->kept[i].here)
			continue;
		kin = kin_of(h, i, &w->kept[i]);
		assert_int_equal(hj_lineage_add(*l, &kin, &at, &h->g.err),
		    HJ_OK);
		head = i == w->head ? at : head;
	}
	return head;
}

static int
give(void *to, size_t i, struct hj_record **ret, struct hj_error *err)
{
	struct knowing *k = to;
	struct hj_kin kin;

	hj_lineage_get(k->l, i, &kin);
	assert_true(kin.here && kin.number != 0);
	return hj_record_copy(k->h->rev[kin.number - 1].record, ret, err);
}

/* ---- send and get ---- */

static struct mail
letter(struct history *h, const struct writer *w)
{
	struct mail m = { w->head, w->kept[w->head] };
	struct hj_lineage *l = NULL;
	size_t head = known_to(h, w, &l);

	m.as.ancestors = HJ_BUF(1 << 20);
	assert_int_equal(hj_lineage_ancestors(l, head, 128, &m.as.ancestors,
			     &h->g.err),
	    HJ_OK);
	hj_lineage_free(l);
	return m;
}

static void
make_join(struct history *h, struct writer *w, size_t got,
    const struct hj_lineage *l, struct hj_join *j)
{
	uint8_t sources[HJ_MERGE_SIDES][HJ_DIGEST_BYTES + HJ_SALT_KEY_BYTES];
	uint8_t salt[HJ_SALT_KEY_BYTES];
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	size_t parents[2] = { w->head, got }, at;

	for (size_t i = 0; i < j->sources.n; i++) {
		struct hj_kin kin;

		hj_lineage_get(l, j->sources.at[i], &kin);
		memcpy(sources[i], kin.digest, HJ_DIGEST_BYTES);
		memcpy(sources[i] + HJ_DIGEST_BYTES,
		    h->rev[kin.number - 1].salt, HJ_SALT_KEY_BYTES);
	}
	hj_join_sort(sources[0], j->sources.n);
	assert_int_equal(hj_codec_encode(j->merged, &bytes, &h->g.err), HJ_OK);
	hj_join_salt_key(sources[0], j->sources.n, bytes.data, bytes.len, salt);
	if (memcmp(h->rev[got].digest, h->rev[w->head].digest,
		HJ_DIGEST_BYTES) > 0) {
		parents[0] = got;
		parents[1] = w->head;
	}
	at = add_revision(h, j->merged, salt, parents, 2, false);
	j->merged = NULL;
	keep(h, w, at, true, NULL, parents, 2);
	w->head = at;
	h->merges++;
	hj_buf_clear(&bytes);
	if (hj_check_record(h->rev[at].record, NULL, NULL, &h->g.err) != HJ_OK)
		fail_msg("%s: %.*s", h->g.err.text, (int)h->rev[at].bytes.len,
		    (const char *)h->rev[at].bytes.data);
}

static void
get(struct history *h, struct writer *w, const struct mail *m)
{
	const struct revision *v = &h->rev[m->revision];
	struct hj_newcomer c = { kin_of(h, m->revision, &m->as), v->bytes.data,
		v->bytes.len, v->record };
	struct knowing k = { h, NULL };
	struct hj_kinset heads = { 1, { known_to(h, w, &k.l) } };
	struct hj_join j;

	if (hj_join_weigh(k.l, &heads, &c, give, &k, &j, &h->g.err) != HJ_OK)
		fail_msg("%s", h->g.err.text);
	assert_int_not_equal(j.what, HJ_MEET_STRANGE);
	if (j.what == HJ_MEET_NEXT || j.what == HJ_MEET_APART)
		keep(h, w, m->revision, m->as.join, &m->as, NULL, 0);
	if (j.what == HJ_MEET_NEXT)
		w->head = m->revision;
	else if (j.what == HJ_MEET_APART)
		make_join(h, w, m->revision, k.l, &j);
	hj_join_clear(&j);
	hj_lineage_free(k.l);
}

#include "tests/unit/history_claims.h"

#endif
