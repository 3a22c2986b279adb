/*
 * root.h: the records where everything begins.
 *
 * Records 1 to 16 are reserved.  Root n is kept twice, in records n and
 * n + HJ_ROOT_TWIN, which LMDB puts on different pages of the file: one
 * damaged page never loses a root.  All are sealed under the `log` key.
 *
 * What changes with every commit stands in one root, so that a commit touches
 * no more pages of the file than it must.
 */
#ifndef HJ_CORE_ROOT_H
#define HJ_CORE_ROOT_H

#include "core/base/buf.h"
#include "core/store/list.h"

#define HJ_ROOT_TWIN 8
#define HJ_ROOT_HASH 32
#define HJ_RECORD_FIRST 17 /* of the records that are not roots */
/* Numbers below are for pages of the catalogue, of keys and of lists, so that
 * LMDB keeps what every change and every search touches near the roots, apart
 * from revisions and log.  When they have run out (at some 10^8 cases) pages
 * take numbers like everything else. */
#define HJ_RECORD_OTHERS ((uint64_t)1 << 20)

enum hj_root {
	HJ_ROOT_HEAD = 1, /* struct hj_root_head */
	HJ_ROOT_SETTINGS = 2, /* last verified backup */
	HJ_ROOT_CATALOGUE = 3, /* list of catalogue pages */
	HJ_ROOT_KEYS = 4, /* list of key pages */
	HJ_ROOT_DRAFTS = 5, /* drafts of guided input */
	HJ_ROOT_CODES = 6, /* codes of their own: codebook.h */
	HJ_ROOT_SEARCHES = 7, /* questions with a name: searches.h */
	HJ_ROOT_SUBMITTER = 8, /* who submits petitions: canonical bytes */
};

struct hj_root_head {
	uint64_t next; /* record number that the next new record gets */
	uint64_t next_page; /* and the next page, below HJ_RECORD_OTHERS */
	uint64_t commits;
	uint64_t cases, revisions;
	/* Rows that the index does not know yet are in the catalogue pages
	 * from this place of the list on; 0 rows: it knows all. */
	uint64_t unindexed, unindexed_from;
	/* SHA-256 of the record of what witnesses said; zeroes: there is none,
	 * or an earlier hanji wrote it.  It stands beside the head of the log,
	 * which the anchor outside the vault holds: whoever puts an older record
	 * back has to put back the log as well. */
	uint8_t witness[HJ_ROOT_HASH];
	/* The same of the settings, and so of what they name (below). */
	uint8_t settings[HJ_ROOT_HASH];
	/* Attestations that were kept since the log last said how many. */
	uint32_t untold;
	struct hj_buf log; /* head of the log: logpage.h */
	struct hj_list pages; /* log pages, `first` = first sequence */
};

void hj_root_head_init(struct hj_root_head *h);
void hj_root_head_clear(struct hj_root_head *h);
int hj_root_head_encode(const struct hj_root_head *h, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_ECORRUPT; HJ_EVERSION: written by a newer hanji. */
int hj_root_head_decode(const uint8_t *p, size_t n, struct hj_root_head *ret,
    struct hj_error *err) HJ_MUST_CHECK;

struct hj_root_settings {
	int64_t last_backup; /* verified, seconds UTC; 0: never */
	uint64_t backup_commits; /* commits when it was made */
	/* All rows of the catalogue were described at least so: HJ_ROWS_MADE of
	 * that time (catalogue.h); 0: nobody knows. */
	uint16_t rows_made;
	/* Record of what witnesses said (witness.h); 0: nothing yet. */
	uint64_t witness;
	uint64_t tombstones; /* record of what was erased (tombstone.h), or 0 */
	uint64_t trip; /* record of where case files of the field go (trip.h) */
	/* SHA-256 of these two, zeroes: an earlier hanji wrote them.  Older ones put
	 * back would let in again what was erased, and seal case files of the
	 * field for a key that is trusted no more.  Of legal holds the log decides
	 * (legalhold.h). */
	uint8_t tombstones_hash[HJ_ROOT_HASH], trip_hash[HJ_ROOT_HASH];
	uint64_t legalholds; /* record of what must not be (legalhold.h), or 0 */
	uint16_t keep_every, keep_unit; /* how long it keeps: retention.h */
};
int hj_root_settings_encode(const struct hj_root_settings *s, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_root_settings_decode(const uint8_t *p, size_t n,
    struct hj_root_settings *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
