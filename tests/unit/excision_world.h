/*
 * excision_world.h: a case file of two people in a vault with others, in three
 * versions, with two attachments; one of the people is to be erased.
 *
 * Nobody in it is real.
 */
#ifndef HJ_TESTS_EXCISION_WORLD_H
#define HJ_TESTS_EXCISION_WORLD_H

#include "core/case/codec.h"
#include "core/vault/excision_own.h"
#include "core/vault/tombstone.h"
#include "tests/unit/rekey_world.h"

#define VERSIONS 3
#define GONE "Seolhwa" /* given name of who is erased */

struct couple {
	struct hj_id id;
	char blob[2][HJ_BLOB_NAME + 1]; /* of who goes; of who stays */
	uint8_t digest[VERSIONS][HJ_DIGEST_BYTES];
};

static inline int
read_text(void *from, uint8_t *p, size_t n, size_t *got, struct hj_error *err)
{
	const char **text = from;

	(void)err;
	*got = strlen(*text) < n ? strlen(*text) : n;
	memcpy(p, *text, *got);
	*text += *got;
	return HJ_OK;
}

static inline void
attach(struct hj_vault *v, const struct hj_row *row, const char *text,
    char *name)
{
	struct hj_blob_facts facts;
	struct hj_error err = HJ_ERROR;

	must(hj_vault_attach(v, row, read_text, &text, &facts, &err), &err);
	memcpy(name, facts.name, HJ_BLOB_NAME + 1);
}

/* As many versions as there are differ in the title. */
static inline size_t
couple_bytes(const struct couple *c, const char *title, char *to, size_t size)
{
	char text[HJ_ID_CHARS + 1];
	int n;

	hj_id_text(&c->id, text);
	n = snprintf(to, size,
	    "<case xmlns=\"urn:hanji:case:1\" id=\"%s\" kind=\"group\" "
	    "status=\"open\"><title>%s</title>"
	    "<person id=\"gaaaaa\" role=\"victim\"><name id=\"naaaaa\">"
	    "<family>Baek</family><given>" GONE "</given></name>"
	    "<photo id=\"faaaaa\"><evidence>vaaaaa</evidence></photo></person>"
	    "<person id=\"haaaaa\" role=\"victim\"><name id=\"maaaaa\">"
	    "<family>Han</family><given>Byol</given></name></person>"
	    "<event id=\"eaaaaa\" type=\"arrest\"><who>gaaaaa</who>"
	    "<date>2012-07</date><state>CN</state></event>"
	    "<evidence id=\"vaaaaa\" type=\"photo\"><blob>%s</blob></evidence>"
	    "<evidence id=\"waaaaa\" type=\"photo\"><blob>%s</blob></evidence>"
	    "</case>",
	    text, title, c->blob[0], c->blob[1]);
	assert_true(n > 0 && (size_t)n < size);
	return (size_t)n;
}

static inline void
put_couple(struct hj_vault *v, struct couple *c, const struct hj_row *fresh,
    size_t i)
{
	static char bytes[64 << 10];
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_put put = { .bytes = (const uint8_t *)bytes,
		.action = HJ_DID_ATTACH,
		.detail = "evidence waaaaa\nby Han",
		.fresh = fresh };
	struct hj_error err = HJ_ERROR;
	struct hj_change *change = NULL;
	enum hj_put_what what;
	struct hj_row row;
	char title[8];

	(void)snprintf(title, sizeof(title), "no %zu", i);
	put.n = couple_bytes(c, title, bytes, sizeof(bytes));
	must(hj_vault_begin(v, NULL, &change, &err), &err);
	must(hj_change_put(change, &put, &what, &err), &err);
	must(hj_change_commit(change, &err), &err);
	must(hj_vault_row(v, &c->id, &row, &items, &err), &err);
	memcpy(c->digest[i], row.head[0].digest, HJ_DIGEST_BYTES);
	hj_buf_clear(&items);
}

static inline void
add_couple(struct hj_vault *v, struct couple *c)
{
	struct hj_error err = HJ_ERROR;
	struct hj_row fresh;

	hj_id_random(&c->id);
	must(hj_vault_fresh(v, &c->id, &fresh, &err), &err);
	attach(v, &fresh, "the picture of who goes", c->blob[0]);
	attach(v, &fresh, "the picture of who stays", c->blob[1]);
	for (size_t i = 0; i < VERSIONS; i++)
		put_couple(v, c, i == 0 ? &fresh : NULL, i);
}

static inline void
row_of(struct hj_vault *v, const struct couple *c, struct hj_row *row,
    struct hj_buf *items)
{
	struct hj_error err = HJ_ERROR;

	must(hj_vault_row(v, &c->id, row, items, &err), &err);
}

static inline struct hj_record *
newest(struct hj_vault *v, const struct hj_row *row)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	struct hj_revision rev;

	must(hj_vault_get(v, row, 0, &rev, &err), &err);
	must(hj_codec_decode(rev.bytes.data, rev.bytes.len, &r, &err), &err);
	hj_revision_clear(&rev);
	return r;
}

/* As the command does it, all paths in one. */
static inline int
excise(struct hj_vault *v, const struct couple *c, const char *const *paths,
    size_t n, struct hj_error *err)
{
	struct hj_excision e = { .id = &c->id, .n = n, .ground = "asked for" };
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_record *was, *head = NULL;
	struct hj_part part[4];
	struct hj_row row;
	int rc;

	row_of(v, c, &row, &items);
	was = newest(v, &row);
	for (size_t i = 0; i < n; i++) {
		must(hj_excise_find(v, &row, paths[i], &part[i], err), err);
		if (hj_part_find(was, &part[i]) != NULL)
			e.head = was;
	}
	if (e.head != NULL)
		must(hj_excise_head(was, part, n, &head, err), err);
	e.head = head;
	e.part = part;
	rc = hj_vault_excise(v, &e, NULL, err);
	hj_record_free(was);
	hj_record_free(head);
	hj_buf_clear(&items);
	return rc;
}

static inline uint64_t
bytes_of(struct hj_vault *v, const struct hj_row *row, const char *blob)
{
	struct hj_error err = HJ_ERROR;
	uint64_t n = 0;

	return hj_vault_read_blob(v, row, blob, NULL, NULL, &n, &err) == HJ_OK
	    ? n
	    : 0;
}

static inline void
expect_verified(struct hj_vault *v)
{
	struct hj_error err = HJ_ERROR;
	struct hj_verify_facts facts;

	must(hj_vault_verify(v, true, NULL, 0, NULL, NULL, NULL, &facts, &err),
	    &err);
	must(hj_vault_check(v, false, NULL, NULL, NULL, &facts, &err), &err);
}

/* Every version as it was (with the name) or without: never some. */
static inline bool
has_name(struct hj_vault *v, const struct couple *c)
{
	struct hj_buf items = HJ_BUF(HJ_PAGE_STORED);
	struct hj_buf numbers = HJ_BUF((size_t)1 << 20);
	struct hj_error err = HJ_ERROR;
	const uint64_t *number;
	struct hj_revision r;
	struct hj_row row;
	size_t with = 0, n;

	row_of(v, c, &row, &items);
	must(hj_excise_numbers(v, &row, &numbers, &err), &err);
	number = (const void *)numbers.data;
	n = numbers.len / sizeof(*number);
	assert_true(n >= VERSIONS);
	for (size_t i = 0; i < n; i++) {
		must(hj_vault_get(v, &row, number[i], &r, &err), &err);
		with += memmem(r.bytes.data, r.bytes.len, GONE, strlen(GONE)) !=
		    NULL;
		if (i < VERSIONS)
			assert_memory_equal(r.digest, c->digest[i],
			    HJ_DIGEST_BYTES);
		hj_revision_clear(&r);
	}
	assert_true(with == 0 || with == n);
	assert_int_equal(memmem(row.items, row.items_len, GONE, strlen(GONE)) !=
		NULL,
	    with != 0);
	hj_buf_clear(&numbers);
	hj_buf_clear(&items);
	return with != 0;
}

static struct couple couple;

static inline int
begin(void **state)
{
	struct hj_vault *v;

	if (set_up(state) != 0)
		return 1;
	v = open_vault(&world, true);
	add_couple(v, &couple);
	assert_true(has_name(v, &couple));
	hj_vault_close(v);
	return 0;
}

static const char *const person[] = { "person[gaaaaa]", "evidence[vaaaaa]" };

#endif
