/*
 * vault_state.h: what the files of the vault share among themselves: the
 * handle, the opening of records, the roots, the open change.
 *
 * Only vault*.c and what works below the vault (verify, check, backup) may
 * include it.
 *
 * What was read from the store (roots, opened pages, rows not yet in the
 * index) belongs to one snapshot.  hj_vault_reading() compares, and reads the
 * roots anew when another process has committed since.
 */
#ifndef HJ_CORE_VAULT_STATE_H
#define HJ_CORE_VAULT_STATE_H

#include "core/file/dir.h"
#include "core/file/hold.h"
#include "core/file/lock.h"
#include "core/keys/header.h"
#include "core/log/anchor.h"
#include "core/log/logpage.h"
#include "core/store/cache.h"
#include "core/store/index.h"
#include "core/store/list.h"
#include "core/store/page.h"
#include "core/store/pending.h"
#include "core/store/root.h"
#include "core/store/store.h"
#include "core/vault/vault.h"

#define HJ_DATA_FILE "data.mdb"
#define HJ_BLOBS_DIR "blobs"
#define HJ_BLOB_NAME 32 /* hex digits */

struct hj_vault {
	char dir[HJ_PATH_MAX];
	char state[HJ_PATH_MAX];
	bool write;
	struct hj_hold *hold; /* that it is open; NULL: being made */
	bool alone; /* nobody else has it open (rekey.h) */
	struct hj_header *header;
	struct hj_header_facts facts;
	struct hj_opened me;
	struct hj_store *store;
	struct hj_anchor anchor; /* device NULL: none on this machine */
	bool anchor_lags; /* could not be written after a commit */
	bool anchor_waits; /* for the commit that says why the one before it
			    * no longer counts */
	bool strange; /* opening found no anchor */
	bool creating;
	struct hj_buf rollback; /* the reason given for accepting one */

	/* Of the snapshot. */
	bool loaded;
	uint64_t snapshot;
	struct hj_root_head head;
	struct hj_list catalogue, keys;
	struct hj_index tail; /* rows that table `i` does not know yet */
	bool tail_loaded;
	bool tail_partial; /* pages of other teams may hold more of them */
	struct hj_cache cache; /* catalogue pages */
	uint32_t roots_damaged; /* bit n: record n of the roots is not good */

	uint16_t teams; /* all that there are, as the header says */
	unsigned team; /* to which new cases go */
	struct hj_change *change; /* NULL: none is open */
	struct hj_namer *namer; /* NULL: no name was read yet */
};

/* What reads names for the rows of the catalogue; the vault's.  HJ_ENOMEM. */
int hj_vault_namer(struct hj_vault *v, struct hj_namer **ret,
    struct hj_error *err) HJ_MUST_CHECK;

struct hj_change {
	struct hj_vault *v;
	struct hj_lock *lock;
	struct hj_pending pending;
	struct hj_log_writer *log; /* NULL: a change that is not logged */
	uint64_t entries; /* of the log, before this change */
	bool owed; /* it says what was missing there */
	bool broken; /* half a change is in memory: only abort */
	struct hj_buf keys; /* the last key page, opened */
	uint64_t keys_number; /* its record; 0: not opened yet */
	unsigned keys_team; /* whose */
	/* The last page of rows and of keys of each team; 0: not looked for. */
	uint64_t last_rows[HJ_TEAMS_MAX], last_keys[HJ_TEAMS_MAX];
	struct hj_buf unindexed; /* keys that leave the index, HJ_INDEX_KEY
				  * bytes each */
	bool nothing_erased; /* known: no tombstone to look for */
	bool keys_dirty, lists_changed;
	size_t rows; /* new or moved */
	bool written;
	bool settle; /* bring the index up to date */
	bool reindex; /* of a repair: all of the index anew */
	uint64_t tail_from; /* place of the catalogue's last page at begin */
	struct hj_buf scratch; /* plaintext of what is about to be sealed */
	struct hj_buf sealed; /* of one record, on its way to pending */
};

/* A handle with nothing in it but its two folders. */
int hj_vault_blank(const struct hj_vault_where *at, struct hj_vault **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The header anew from disk, where another process may have changed it, and
 * proved anew: what is written from it gets our MAC.  And one that was written
 * is the vault's from then on. */
int hj_vault_reload_header(const struct hj_vault *v, struct hj_header **ret,
    struct hj_opened *ret_me, struct hj_error *err) HJ_MUST_CHECK;
void hj_vault_adopt_header(struct hj_vault *v, struct hj_header *h);
/* Both header files anew from the better one, by who holds the writer lock. */
int
hj_vault_rewrite_header(struct hj_vault *v, struct hj_error *err) HJ_MUST_CHECK;

/* The log owes an entry about a change of the header (header.h): said in the
 * header that is about to be written; noted at the beginning of the next change;
 * or noted now, before something that takes the `header` key away. */
void hj_change_owe(const struct hj_change *c, struct hj_header *h,
    const struct hj_opened *me, const char *action);
int hj_change_pay(struct hj_change *c, struct hj_error *err) HJ_MUST_CHECK;
int hj_vault_pay(struct hj_vault *v, const struct hj_wait *w,
    struct hj_error *err) HJ_MUST_CHECK;

/* The header as it is on disk, changed and written, by who holds the writer
 * lock.  fn gets it as `me` opened it anew. */
typedef int hj_header_fn(struct hj_header *h, const struct hj_opened *me,
    void *to, struct hj_error *err);
int hj_vault_change_header(struct hj_vault *v, hj_header_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* HJ_EAUTH: whoever opened the vault is no owner, and may not change members and
 * teams. */
int hj_vault_owner_only(struct hj_vault *v, struct hj_error *err) HJ_MUST_CHECK;

/* Log entry and roll: somebody is this from now on.  The detail is for those who
 * may read the log. */
int
hj_vault_enrol(struct hj_vault *v, const struct hj_wait *w, const uint8_t *key,
    enum hj_role role, const char *detail, struct hj_error *err) HJ_MUST_CHECK;

/* Rows that only the tail of the catalogue knows go into the index, so that
 * the next opening need not look for them.  Best effort: they are found
 * without it. */
void hj_vault_settle(struct hj_vault *v);

/* ---- records ---- */

/*
 * Append the plaintext of a record, of an open change too.  key NULL: the key
 * of the keyring that the record's head names.  HJ_ECORRUPT: missing, or does
 * not open; the text names it.
 */
int hj_vault_open_record(struct hj_vault *v, uint64_t number, enum hj_kind kind,
    const uint8_t *key, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
/*
 * The two halves of it.  The stored bytes are borrowed while the outer
 * hj_vault_reading() lasts and no change is made; they are opened in any
 * thread, and nothing of the vault is changed by it.
 */
int hj_vault_stored(struct hj_vault *v, uint64_t number, const uint8_t **ret,
    size_t *n, struct hj_error *err) HJ_MUST_CHECK;
int hj_vault_open_stored(const struct hj_vault *v, uint64_t number,
    enum hj_kind kind, const uint8_t *key, const uint8_t *p, size_t n,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
/* Seal n bytes for a record of the open change; ret_hash (may be NULL) gets
 * SHA-256 of the stored bytes. */
int hj_vault_seal_record(struct hj_vault *v, uint64_t number, enum hj_kind kind,
    const uint8_t *key, const uint8_t *p, size_t n, uint8_t *ret_hash,
    struct hj_error *err) HJ_MUST_CHECK;
/* A number for a new page of the open change. */
int hj_vault_page_number(struct hj_vault *v, uint64_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* List pages, read and written in these ways. */
struct hj_list_io hj_vault_list_io(struct hj_vault *v);

/* ---- teams ---- */

/* The key that seals catalogue and key pages of a team, and drafts.  HJ_EAUTH:
 * this member does not hold it. */
int hj_vault_page_key(const struct hj_vault *v, unsigned team,
    const uint8_t **ret, struct hj_error *err) HJ_MUST_CHECK;
/* Does this member hold the key of any team?  HJ_EAUTH: an auditor. */
int
hj_vault_may_read(const struct hj_vault *v, struct hj_error *err) HJ_MUST_CHECK;
/* After the header was opened: which teams there are, and which is the first of
 * this member. */
int
hj_vault_learn_teams(struct hj_vault *v, struct hj_error *err) HJ_MUST_CHECK;
/* Is this member in every team? */
bool hj_vault_sees_all(const struct hj_vault *v);
/* Whose page is it?  HJ_EAUTH: of a team that this member is not in; to who is
 * in all of them it is HJ_ECORRUPT. */
int hj_vault_page_team(struct hj_vault *v, uint64_t number, unsigned *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Append the rows of a catalogue page; errors of hj_vault_open_record() and
 * hj_vault_page_team(). */
int hj_vault_open_rows(struct hj_vault *v, uint64_t number, struct hj_buf *to,
    unsigned *team, struct hj_error *err) HJ_MUST_CHECK;

/* ---- roots ---- */

/* The content of a root, from whichever of its two records is good; the other
 * is noted in roots_damaged.  HJ_ENOTFOUND: never written; HJ_ECORRUPT. */
int hj_vault_read_root(struct hj_vault *v, enum hj_root root, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* The same, of a root that need not be there; *there may then be false. */
int hj_vault_find_root(struct hj_vault *v, enum hj_root root, struct hj_buf *to,
    bool *there, struct hj_error *err) HJ_MUST_CHECK;
int hj_vault_write_root(struct hj_vault *v, enum hj_root root,
    const struct hj_buf *content, struct hj_error *err) HJ_MUST_CHECK;
/* Forget the snapshot: the next reading loads it anew. */
void hj_vault_forget(struct hj_vault *v);

/* Read within one transaction and one snapshot.  Joins an outer one. */
typedef int hj_reading_fn(struct hj_vault *v, void *to, struct hj_error *err);
int hj_vault_reading(struct hj_vault *v, hj_reading_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- rows ---- */

/* The opened catalogue page of that record, borrowed until the next call. */
int hj_vault_page(struct hj_vault *v, uint64_t number, struct hj_cached **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* The page with the row of this case.  HJ_ENOTFOUND. */
int hj_vault_locate(struct hj_vault *v, const struct hj_id *id, uint64_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Put a row into the catalogue: in its page, or at the end when it is new or
 * has outgrown it.  `page` is where it stood, 0: new. */
int hj_change_row(struct hj_change *c, const struct hj_row *row, uint64_t page,
    struct hj_error *err) HJ_MUST_CHECK;
/* Remember the key of a new case in the last key page. */
int hj_change_key(struct hj_change *c, const struct hj_row *row,
    struct hj_error *err) HJ_MUST_CHECK;
/* The row of this case leaves the catalogue and the index, its key all key
 * pages.  HJ_ENOTFOUND: there is no row. */
int hj_change_drop_row(struct hj_change *c, const struct hj_id *id,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_change_drop_key(struct hj_change *c, const struct hj_id *id,
    struct hj_error *err) HJ_MUST_CHECK;
/* A log entry about a case that is gone, or must not go: the detail is under
 * `log` (hj_log_is_open()). */
int hj_change_note_open(struct hj_change *c, const char *action,
    const struct hj_row *row, const char *detail,
    struct hj_error *err) HJ_MUST_CHECK;
/* How the text of a detail that was sealed anew begins: of which entry it is. */
#define HJ_DETAIL_OF "of %llu\n"
/* Seal what is dirty. */
int hj_change_pages(struct hj_change *c, struct hj_error *err) HJ_MUST_CHECK;

/* An attachment, under whichever of its case's keys it was sealed; write NULL:
 * only check.  Errors of hj_blob_read(). */
int hj_vault_read_blob(struct hj_vault *v, const struct hj_row *row,
    const char *name, hj_write_fn *write, void *to, uint64_t *ret_bytes,
    struct hj_error *err) HJ_MUST_CHECK;

/* Fill everything of a row that comes from its newest revision; `items` is
 * what the row borrows then. */
int hj_vault_describe(struct hj_vault *v, struct hj_row *row,
    struct hj_buf *items, struct hj_error *err) HJ_MUST_CHECK;

/* The next attachment that the bytes of a revision name, from *at on; false:
 * there is none. */
bool hj_blob_named(const struct hj_buf *bytes, size_t *at,
    char ret[static HJ_BLOB_NAME + 1]);

/* The record of legal holds as it is (legalhold.h).  HJ_ECORRUPT. */
int hj_vault_listed_legalholds(struct hj_vault *v, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* What a vault without settings has is the usual. */
int hj_vault_settings(struct hj_vault *v, struct hj_root_settings *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* The entry that tells of attestations which came in since the last commit. */
int hj_change_tell_attested(struct hj_change *c,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_EREFUSED: a record that is bound by this hash was put back; zeroes: it is
 * not bound. */
int hj_vault_check_newest(const struct hj_buf *bytes,
    const uint8_t hash[static HJ_ROOT_HASH],
    struct hj_error *err) HJ_MUST_CHECK;
/* The head of the log binds them. */
int hj_change_settings(struct hj_change *c, const struct hj_root_settings *s,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- changes that are not logged (drafts, the index, settings) ---- */

int hj_change_open(struct hj_vault *v, unsigned seconds, struct hj_change **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Everything that waits, in one transaction; without entry or anchor.  Frees
 * nothing. */
int hj_change_write(struct hj_change *c, struct hj_error *err) HJ_MUST_CHECK;
/* hj_change_abort() without a word of the log: gives up what waits. */
void hj_change_end(struct hj_change *c);
/* Read the rows that table `i` does not know into v->tail. */
int hj_vault_load_tail(struct hj_vault *v, struct hj_error *err) HJ_MUST_CHECK;

/* Revision plaintext: position of its log entry 8 | digest 32 | number of
 * parents 1 | (digest 32, record 8) each | 1 for a join 1 | number of further
 * ancestors 2 | digest 32 each | salts: 0xffffffff and the salt key
 * 32, or their number 4 and 16 each | canonical bytes. */
int hj_revision_encode(const struct hj_revision *r, const uint8_t *p, size_t n,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
int hj_revision_decode(const uint8_t *p, size_t n, struct hj_revision *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
