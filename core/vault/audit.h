/*
 * audit.h: recompute the logs of a vault from their pages.
 *
 * Pages go in by position, oldest first.  Every leaf is hashed, every commit
 * entry is checked against the entries since the one before it (range, root,
 * member, parent checkpoint, signature of the member), and at the end every
 * tree against the head (size, root, checkpoint signed by the device).  Checkpoints
 * known from elsewhere (the anchor, a note printed last year) are watched
 * for: the tree must have had that root when it had that size.
 *
 * Constant memory.  Where pages are lost the rest is still read, so that
 * everything wrong is named.
 */
#ifndef HJ_CORE_AUDIT_H
#define HJ_CORE_AUDIT_H

#include "core/log/loghead.h"
#include "core/vault/report.h"

/* Of the anchor, of somebody who asks, and all that were attested. */
#define HJ_WATCHES_MAX 1024

struct hj_audit;

/* Both borrowed.  HJ_ENOMEM. */
int hj_audit_new(const struct hj_log_head *head, struct hj_report *report,
    struct hj_audit **ret, struct hj_error *err) HJ_MUST_CHECK;
void hj_audit_free(struct hj_audit *a);

/*
 * `name` (borrowed) is what reports call it.  Reports a rollback when the log
 * is shorter; HJ_EINVAL: it is not of this vault or of no device of it.
 */
int hj_audit_watch(struct hj_audit *a, const char *name,
    const struct hj_checkpoint *c, struct hj_error *err) HJ_MUST_CHECK;

/* The next page: its record, the position the list gives it, its plaintext.
 * Each entry goes to `each` (may be NULL). */
int hj_audit_page(struct hj_audit *a, uint64_t number, uint64_t first,
    const struct hj_buf *plain, hj_log_fn *each, void *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* A page that cannot be opened; `why` is a literal. */
int hj_audit_lost(struct hj_audit *a, uint64_t number, const char *why,
    struct hj_error *err) HJ_MUST_CHECK;

/* After the last page; fills entries, commits and clock_back of ret. */
int hj_audit_end(struct hj_audit *a, struct hj_verify_facts *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
