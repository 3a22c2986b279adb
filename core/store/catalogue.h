/*
 * catalogue.h: one sealed row a case: all that list, find, due and stats need.
 *
 * Derived data: made from the record at each change, rebuilt by
 * `check --repair`, never synced, never seen by another device.  The row also
 * carries the case's key and where its revisions are.
 */
#ifndef HJ_CORE_CATALOGUE_H
#define HJ_CORE_CATALOGUE_H

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/case/digest.h"
#include "core/case/record.h"
#include "core/crypto/seal.h"
#include "core/date/calendar.h"
#include "core/names/name.h"

struct hj_namer;

#define HJ_LOGID_LEN 16
#define HJ_ROW_VERSION 0

/* A row as bytes is a list of tagged items, so that a scan can skip what it
 * does not need; as a struct it borrows from those bytes. */
struct hj_row_item {
	uint8_t tag; /* enum hj_row_tag */
	uint8_t aux; /* names: enum hj_conf; dues: enum hj_due_kind */
	uint16_t len;
	const uint8_t *p;
};

enum hj_row_tag {
	HJ_ROW_NAME = 1, /* a name form of a person, NFC */
	HJ_ROW_TITLE = 2, /* of the case */
	HJ_ROW_CODE = 3, /* "country:CN", "facility:cn-tumen" ... */
	HJ_ROW_DUE = 4, /* what is due, and when: due.h */
	HJ_ROW_EXTERNAL = 5, /* external id: "scheme:value" */
	HJ_ROW_FOLDED = 6, /* the NAME before it, case folded; left out where it
			    * is the same */
	HJ_ROW_KEYS = 8, /* of the NAME before it: hashes of namekey.h, 4 bytes
			  * each; aux: HJ_NAME_VERSION */
	HJ_ROW_PHONE = 9, /* the digits of a contact, without zeros before */
	HJ_ROW_PERSON = 10, /* before the names of a person: personrow.h */
	HJ_ROW_LINK = 11, /* to another case: its id (10 bytes), the kind */
	HJ_ROW_CONFLICTS = 13, /* how many fields are in conflict, 4 bytes;
				* left out: none */
	HJ_ROW_CUT = 7, /* more did not fit: open the record */
	HJ_ROW_LAST = 12, /* the last known status: of a case (status.h); left
			  * out where there is none */
	HJ_ROW_DATED = 14, /* what happened, and when: dated.h */
	HJ_ROW_MADE = 15, /* nothing; aux: HJ_ROW_DESCRIBED of who described
			   * it.  Rows that were made before it have none */
};

/* Grows when a row says more than it used to: what an older one leaves out is
 * asked of the file. */
#define HJ_ROW_DESCRIBED 2
/* What all of a row was made by: names, and the rest. */
#define HJ_ROWS_MADE (HJ_NAME_VERSION << 8 | HJ_ROW_DESCRIBED)

struct hj_row {
	struct hj_id id;
	char root; /* 'c' case, 'p' petition, 't' tombstone */
	char kind[16]; /* person group followup source; mechanism */
	char status[16];
	uint8_t level; /* enum hj_conf of the root */
	uint8_t dek[HJ_KEY_LEN];
	uint8_t log_id[HJ_LOGID_LEN];
	uint8_t nheads;
	struct {
		uint64_t number; /* record of the revision */
		uint64_t sequence; /* position of its log entry */
		uint8_t digest[HJ_DIGEST_BYTES];
	} head[HJ_HEADS_MAX];
	struct hj_span when; /* of the events of the case */
	uint16_t persons; /* named, and at least so many more of groups */
	int64_t changed; /* of the newest head, seconds UTC */
	const uint8_t *items;
	size_t items_len;
	uint8_t team; /* whose page it is in; not in the bytes */
};

/* Fill everything that comes from the record (not keys, log, heads); the
 * items are appended to `items`, which the row then borrows. */
int hj_row_describe(const struct hj_record *r, struct hj_namer *namer,
    struct hj_row *row, struct hj_buf *items,
    struct hj_error *err) HJ_MUST_CHECK;

/* The same where nothing is left out for want of room, without the keys of
 * names: for who needs all of it, and keeps nothing of it. */
int hj_row_describe_whole(const struct hj_record *r, struct hj_row *row,
    struct hj_buf *items, struct hj_error *err) HJ_MUST_CHECK;
/* Does the row say all that one of today could?  Else open the record. */
bool hj_row_is_whole(const struct hj_row *row);

int hj_row_encode(const struct hj_row *row, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* Reads one row and advances c.  HJ_ECORRUPT; HJ_EVERSION. */
int hj_row_decode(struct hj_cursor *c, struct hj_row *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Walk the items: start with *at = 0; false at the end. */
bool hj_row_next(const struct hj_row *row, size_t *at, struct hj_row_item *ret);

/* The last known status, as status.h derives it: a code of person-status,
 * "disputed" or "various"; borrowed from the row's bytes with its length.
 * False: there is none. */
bool hj_row_last(const struct hj_row *row, const char **ret, size_t *n);

/* A non-zero return stops the scan and is returned.  The row is borrowed. */
typedef int hj_row_fn(void *to, const struct hj_row *row, struct hj_error *err);

#endif
