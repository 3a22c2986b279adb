/* audit_own.h: what the files of the audit share among themselves. */
#ifndef HJ_CORE_AUDIT_OWN_H
#define HJ_CORE_AUDIT_OWN_H

#include "core/vault/audit.h"

struct hj_audited_log {
	const struct hj_device_log *said; /* what the head says of it */
	struct hj_tree tree;
	uint64_t next; /* sequence that comes next */
	int64_t time; /* of the entry before */
	uint64_t watch; /* the next size somebody waits for */
	/* Since the last commit entry. */
	struct hj_tree commit;
	char member[HJ_FINGERPRINT]; /* of its first entry */
	bool mixed; /* another entry names another member */
	enum hj_role role; /* of that member when the commit began */
	bool known; /* they were ever in the roll */
	bool exceeds; /* an entry does what the role does not permit */
	bool unstated; /* members or teams change, and the roll does not */
	bool has_parent;
	uint8_t parent[HJ_HASH_BYTES]; /* the checkpoint it must go on from */
	/* After a gap the tree proves nothing any more, nor does the commit
	 * in which the gap is. */
	bool broken, partial;
};

struct hj_watch {
	const char *name;
	size_t log;
	uint64_t size;
	uint8_t root[HJ_HASH_BYTES];
};

struct hj_audit {
	const struct hj_log_head *head;
	struct hj_report *report;
	struct hj_audited_log *log; /* as many as the head has devices */
	struct hj_watch watch[HJ_WATCHES_MAX];
	size_t nwatches;
	uint64_t position, entries, commits, clock_back;
	/* Of the roll: those that were signed as they should be, and those
	 * whose entry came by. */
	struct hj_roll roll; /* borrows from head */
	size_t stated;
	bool lost; /* the page before could not be read, and that was said */
	char signer[HJ_FINGERPRINT]; /* last looked up */
	const uint8_t *signer_key;
	struct hj_buf text;
};

/* A log has reached a size that somebody waits for. */
int hj_audit_reached(struct hj_audit *a, size_t log,
    struct hj_error *err) HJ_MUST_CHECK;

/* Any entry but that of the commit: does its author's role permit it, and does
 * the roll say what it says? */
void hj_audit_right(struct hj_audit *a, struct hj_audited_log *l,
    const struct hj_log_entry *e);
/* The roll itself: signed by owners, and nothing in it without an entry. */
int hj_audit_roll(struct hj_audit *a, struct hj_error *err) HJ_MUST_CHECK;

/* The first entry of a commit is about to come. */
int hj_audit_begin(struct hj_audit *a, struct hj_audited_log *l,
    struct hj_error *err) HJ_MUST_CHECK;
/* The commit entry, before it is appended to the tree. */
int hj_audit_commit(struct hj_audit *a, struct hj_audited_log *l,
    const struct hj_log_entry *e, struct hj_error *err) HJ_MUST_CHECK;

#endif
