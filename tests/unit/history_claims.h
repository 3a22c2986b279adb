/*
 * history_claims.h: a history runs, and what must be true at its end.  Part of
 * history_world.h.
 */
#ifndef HJ_TESTS_HISTORY_CLAIMS_H
#define HJ_TESTS_HISTORY_CLAIMS_H

static struct history *
history_new(unsigned long seed)
{
	struct history *h = calloc(1, sizeof(*h));
	uint8_t salt[HJ_SALT_KEY_BYTES] = { 1 };
	struct hj_record *r = gen_record(seed, GEN_EXT | GEN_CASE);
	struct hj_node *row;

	assert_non_null(h);
	assert_non_null(r);
	while ((row = hj_conflict_next(r, NULL)) != NULL)
		hj_record_remove(row);
	h->g.state = (seed + 1) * UINT64_C(0x2545f4914f6cdd1d);
	h->writers = 2 + seed % 3;
	(void)add_revision(h, r, salt, NULL, 0, true);
	for (size_t i = 0; i < WRITERS + 2; i++)
		keep(h, &h->writer[i], 0, false, NULL, NULL, 0);
	return h;
}

static void
edit(struct history *h, struct writer *w)
{
	struct hj_record *r = NULL;
	uint8_t salt[HJ_SALT_KEY_BYTES];
	size_t at;

	assert_int_equal(hj_record_copy(h->rev[w->head].record, &r, &h->g.err),
	    HJ_OK);
	if (!edit_record(&h->g, r)) {
		hj_record_free(r);
		return;
	}
	for (size_t i = 0; i < sizeof(salt); i++)
		salt[i] = (uint8_t)gen_below(&h->g, 256);
	at = w->head;
	w->head = add_revision(h, r, salt, &at, 1, true);
	keep(h, w, w->head, false, NULL, &at, 1);
}

static void
history_run(struct history *h)
{
	for (uint32_t steps = 6 + gen_below(&h->g, 12); steps > 0; steps--) {
		struct writer *w =
		    &h->writer[gen_below(&h->g, (uint32_t)h->writers)];
		uint32_t what = gen_below(&h->g, 5);

		if (what < 2)
			edit(h, w);
		else if (what == 2 && h->nmail < MAIL)
			h->mail[h->nmail++] = letter(h, w);
		else if (h->nmail != 0)
			get(h, w,
			    &h->mail[gen_below(&h->g, (uint32_t)h->nmail)]);
	}
}

static bool
all_agree(const struct history *h)
{
	for (size_t i = 1; i < h->writers; i++)
		if (h->writer[i].head != h->writer[0].head)
			return false;
	return true;
}

/* Everybody sends to everybody, until all have one revision. */
static unsigned long
history_exchange(struct history *h)
{
	unsigned long rounds = 0;

	while (!all_agree(h)) {
		struct mail m[WRITERS];

		if (++rounds > 8)
			fail_msg("they never agree");
		for (size_t i = 0; i < h->writers; i++)
			m[i] = letter(h, &h->writer[i]);
		for (size_t i = 0; i < h->writers; i++)
			for (size_t k = 0; k < h->writers; k++)
				if (i != k)
					get(h, &h->writer[k], &m[i]);
		for (size_t i = 0; i < h->writers; i++)
			hj_buf_clear(&m[i].as.ancestors);
	}
	return rounds;
}

static void
history_same(const struct history *h)
{
	const struct revision *a = &h->rev[h->writer[0].head];

	for (size_t i = 1; i < h->writers; i++) {
		const struct revision *b = &h->rev[h->writer[i].head];

		assert_int_equal(a->bytes.len, b->bytes.len);
		assert_memory_equal(a->bytes.data, b->bytes.data, b->bytes.len);
		assert_memory_equal(a->digest, b->digest, HJ_DIGEST_BYTES);
	}
}

static void
ancestors(const struct history *h, size_t at, bool *marks)
{
	for (size_t i = 0; i < h->rev[at].nparents; i++)
		if (!marks[h->rev[at].parents[i]]) {
			marks[h->rev[at].parents[i]] = true;
			ancestors(h, h->rev[at].parents[i], marks);
		}
}

/* Had any version before it said so already?  Then it says nothing new. */
static bool
is_new(const struct history *h, const bool *before, uint64_t what)
{
	for (size_t i = 0; i < h->n; i++)
		if (before[i] && says(&h->rev[i], what))
			return false;
	return true;
}

/* Did a change that saw it take it away? */
static bool
is_settled(const struct history *h, size_t at, uint64_t what)
{
	for (size_t i = 0; i < h->n; i++) {
		bool before[REVISIONS] = { false };

		if (!h->rev[i].edit || i == at || says(&h->rev[i], what))
			continue;
		ancestors(h, i, before);
		if (before[at])
			return true;
	}
	return false;
}

static void
history_nothing_lost(const struct history *h)
{
	const size_t end = h->writer[0].head;

	for (size_t i = 0; i < h->n; i++) {
		bool before[REVISIONS] = { false },
		     of_end[REVISIONS] = { false };

		ancestors(h, end, of_end);
		if (!h->rev[i].edit || (!of_end[i] && i != end))
			continue;
		ancestors(h, i, before);
		for (size_t k = 0; k < h->rev[i].nsaid; k++) {
			uint64_t what = h->rev[i].said[k];

			if (says(&h->rev[end], what) ||
			    !is_new(h, before, what) || is_settled(h, i, what))
				continue;
			fail_msg("an assertion of revision %zu of %zu is lost",
			    i, h->n);
		}
	}
}

static unsigned long
history_merges(const struct history *h)
{
	return h->merges;
}

static unsigned long
history_conflicts(struct history *h)
{
	size_t n = 0;

	assert_int_equal(hj_conflict_count(h->rev[h->writer[0].head].record, &n,
			     &h->g.err),
	    HJ_OK);
	return n;
}

/* ---- every order ---- */

static void
know_all(struct history *h, struct writer *w, size_t head)
{
	for (size_t i = 0; i < WRITERS; i++)
		for (size_t k = 0; k < h->n; k++)
			if (h->writer[i].kept[k].here)
				keep(h, w, k, h->writer[i].kept[k].join,
				    &h->writer[i].kept[k], NULL, 0);
	w->head = head;
}

static void
fetch(struct history *h, struct writer *to, const struct writer *from)
{
	struct mail m = letter(h, from);

	get(h, to, &m);
	hj_buf_clear(&m.as.ancestors);
}

static unsigned long
history_all_orders(struct history *h)
{
	struct writer *one = &h->writer[WRITERS], *two = one + 1;
	const size_t w = h->writers;
	size_t heads[WRITERS], first = SIZE_MAX;
	unsigned long orders = 0;

	for (size_t i = 0; i < w; i++)
		heads[i] = h->writer[i].head;
	for (size_t p = 0; p < w * w * w * w; p++) {
		size_t at[] = { p % w, p / w % w, p / w / w % w,
			p / w / w / w % w };
		size_t all = 0;

		for (size_t i = 0; i < 4; i++)
			all |= (size_t)1 << at[i];
		if (all != ((size_t)1 << w) - 1)
			continue;
		know_all(h, one, heads[at[0]]);
		know_all(h, two, heads[at[2]]);
		fetch(h, one, &h->writer[at[1]]);
		if (p % 2 == 0) {
			/* ((a b) (c d)) */
			fetch(h, two, &h->writer[at[3]]);
			know_all(h, two, two->head);
			fetch(h, one, two);
		} else {
			/* (((a b) c) d) */
			fetch(h, one, &h->writer[at[2]]);
			fetch(h, one, &h->writer[at[3]]);
		}
		if (first == SIZE_MAX)
			first = one->head;
		assert_int_equal(h->rev[one->head].bytes.len,
		    h->rev[first].bytes.len);
		assert_memory_equal(h->rev[one->head].bytes.data,
		    h->rev[first].bytes.data, h->rev[first].bytes.len);
		orders++;
	}
	return orders;
}

static void
history_free(struct history *h)
{
	for (size_t i = 0; i < h->n; i++) {
		hj_record_free(h->rev[i].record);
		hj_buf_clear(&h->rev[i].bytes);
	}
	for (size_t i = 0; i < WRITERS + 2; i++)
		for (size_t k = 0; k < REVISIONS; k++)
			hj_buf_clear(&h->writer[i].kept[k].ancestors);
	for (size_t i = 0; i < h->nmail; i++)
		hj_buf_clear(&h->mail[i].as.ancestors);
	free(h);
}

#endif
