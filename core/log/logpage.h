/*
 * logpage.h: write the log entries of one commit.
 *
 * The vault owns records, keys that seal them and the transaction; the writer
 * owns what stands in an entry, the tree, the signatures and the checkpoint.
 * It is fed one entry a change and hands out the plaintext of whole log pages
 * as they fill up, so that a bulk import holds one page in memory.  The vault
 * seals a page under the `log` key (kind HJ_KIND_LOG) into a record of its
 * own and lists it in the root HJ_ROOT_HEAD by the position of its first
 * entry.
 *
 * A position counts the entries of all device logs of this vault in the order
 * in which they were written here; with one device it is the sequence.  A
 * page holds entries of one commit (logentry.h), at most HJ_LOGPAGE_ROOM
 * bytes; the last page of a commit is as short as it is and never touched
 * again.
 */
#ifndef HJ_CORE_LOGPAGE_H
#define HJ_CORE_LOGPAGE_H

#include "core/keys/role.h"
#include "core/log/log.h"

/* hj_seal_room(HJ_PAGE_STORED) */
#define HJ_LOGPAGE_ROOM ((size_t)16260)

struct hj_log_writer;
struct hj_member;

struct hj_log_author {
	const uint8_t *vault_id; /* HJ_VAULT_ID_LEN: origin of checkpoints */
	const struct hj_member *member; /* signs the commit entry */
	const struct hj_member *device; /* signs the checkpoint: the key pair
					 * of the anchor */
	int64_t now; /* seconds UTC; 0: the clock */
};

/* A page is full: keep it.  `first` is the position of its first entry. */
typedef int hj_logpage_fn(void *to, uint64_t first, const uint8_t *p, size_t n,
    struct hj_error *err);

/*
 * Begin a commit on the log whose head is `head` (what hj_log_writer_finish()
 * gave last; n = 0: the first commit of a new vault).  A device that is new to
 * the vault passes the old head with its own key: the writer starts a log of
 * its own from the last checkpoint (its first entry ought to be
 * HJ_DID_DEVICE).  The author's keys are borrowed until the writer is freed.
 * HJ_ECORRUPT: head; HJ_EVERSION: head; HJ_EAUTH: the author is no member;
 * HJ_ENOMEM.
 */
int hj_log_writer_new(const struct hj_log_author *a, const uint8_t *head,
    size_t n, hj_logpage_fn *fn, void *to, struct hj_log_writer **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void hj_log_writer_free(struct hj_log_writer *w);

/* The position that the next entry gets, and how many were added. */
uint64_t hj_log_writer_next(const struct hj_log_writer *w);
size_t hj_log_writer_count(const struct hj_log_writer *w);

/*
 * Add one entry.  The caller sets action and, as they apply, log_id, digest,
 * parents, envelope, number, sealed with its length (detail.h); sequence,
 * time, device, member and the hash of the detail are set here.  Nothing of e
 * is kept.  HJ_EINVAL: not an action of log.h, or parents not ascending;
 * HJ_ELIMIT: detail longer than HJ_DETAIL_MAX or too many parents; HJ_EAUTH:
 * the author's role does not permit it (role.h); what fn returned.  After an
 * error the writer can only be freed.
 */
int hj_log_writer_add(struct hj_log_writer *w, struct hj_log_entry *e,
    struct hj_error *err) HJ_MUST_CHECK;

/* The author's. */
enum hj_role hj_log_writer_role(const struct hj_log_writer *w);

/* An entry with which somebody becomes a member, or another, or none any more
 * (HJ_ROLE_NONE); it counts from the commit entry on.  Only detail of e is
 * looked at.  HJ_EAUTH: the author is no owner; HJ_ELIMIT: roll.h. */
int hj_log_writer_enrol(struct hj_log_writer *w, const uint8_t key[static 32],
    enum hj_role role, struct hj_log_entry *e,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * End the commit, which has one entry at least: the signed commit entry, the
 * last page, the new head (for the root) and the signed checkpoint (for the
 * anchor), appended.
 */
int hj_log_writer_finish(struct hj_log_writer *w, struct hj_buf *head,
    struct hj_buf *checkpoint, struct hj_error *err) HJ_MUST_CHECK;

/* From a head: entries in the log of the device that wrote last, and its
 * checkpoint as it stands (appended). */
int hj_log_head_size(const uint8_t *head, size_t n, uint64_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_log_head_checkpoint(const uint8_t *head, size_t n, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* Walk a page's plaintext: the entries are borrowed from it.  HJ_ECORRUPT. */
int hj_logpage_each(const uint8_t *p, size_t n, hj_log_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
