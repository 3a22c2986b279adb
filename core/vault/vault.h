/*
 * vault.h: the only door to a vault: files, keys, catalogue, records and log.
 *
 * Opening read-only never writes a byte.  Every change goes through
 * hj_vault_begin() ... hj_change_commit(), which takes the one writer lock,
 * appends a log entry per change and one signed commit entry, and is durable
 * when it returns; after any error the vault is as it was before begin.
 *
 * Names of the vault's directory and of the folder for anchors come from the
 * caller; core reads no environment.
 */
#ifndef HJ_CORE_VAULT_H
#define HJ_CORE_VAULT_H

#include "core/base/buf.h"
#include "core/crypto/kdf.h"
#include "core/crypto/secret.h"
#include "core/file/blob.h"
#include "core/log/log.h"
#include "core/store/catalogue.h"

struct hj_age_to;
struct hj_age_with;
struct hj_vault; /* who may open it: vault_member.h */
struct hj_change;

struct hj_vault_where {
	const char *dir;
	const char *state; /* folder of anchors, made when absent */
};

/* done of total; a non-zero return stops with HJ_EINTERRUPTED. */
typedef int hj_progress_fn(void *to, uint64_t done, uint64_t total);
struct hj_progress {
	hj_progress_fn *fn; /* NULL: nobody watches */
	void *to;
};

/*
 * A new vault with one member, one team and one passphrase slot, made in a
 * temporary folder beside `dir` and renamed.  HJ_EEXISTS: something is at
 * `dir`; HJ_EIO: file system not fit for it, or unwritable; HJ_ENOMEM: not
 * enough memory for the key derivation.  After an error nothing is left.
 */
int hj_vault_create(const struct hj_vault_where *at,
    const struct hj_kdf_cost *cost, const struct hj_secret *passphrase,
    const char *member, struct hj_error *err) HJ_MUST_CHECK;

/* While others renew its keys or replace its data (rekey.h) a vault does not
 * open: HJ_EBUSY. */
struct hj_vault_opening {
	struct hj_vault_where at;
	bool write; /* may begin a change */
	bool whole; /* most of it will be read, so read ahead on the disk */
	/* One of the three; the seed is what hj_vault_seed() gave before,
	 * recovery what shares give (slip39.h). */
	const struct hj_secret *passphrase;
	const struct hj_secret *seed;
	const struct hj_secret *recovery;
	const struct hj_secret *key_file; /* with the passphrase; or NULL */
	/* A vault older than its anchor is opened only with a reason, which
	 * is logged by the next change; NULL refuses. */
	const char *accept_rollback;
};

/*
 * HJ_EINVAL: not a vault; HJ_EVERSION: made by a newer hanji; HJ_EAUTH: wrong
 * passphrase; HJ_ECORRUPT: header or roots damaged (says which and what to
 * run); HJ_EREFUSED: older than its anchor (rollback).  The vault's files are
 * untouched in every case.
 */
int hj_vault_open(const struct hj_vault_opening *how, struct hj_vault **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Overwrites what it frees, and the stack below its caller. */
void hj_vault_close(struct hj_vault *v);

/* Did opening find no anchor on this machine?  The next change then starts a
 * new device log; say so loudly. */
bool hj_vault_is_strange(const struct hj_vault *v);

/* A copy of the member's seed, to keep in the kernel keyring. */
int hj_vault_seed(const struct hj_vault *v, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Vault id as 32 hex digits, for naming things; needs no key. */
int hj_vault_peek_id(const char *dir, char ret[static 33],
    struct hj_error *err) HJ_MUST_CHECK;

/* 32 bytes that make the pseudonyms of one recipient: the same whenever they
 * get something, others for everybody else.  Of the name as it is typed, in NFC
 * and without regard to case; the key of the vault does not follow from them.
 * HJ_ENOMEM. */
int hj_vault_pseudonym_key(const struct hj_vault *v, const char *recipient,
    struct hj_secret **ret, struct hj_error *err) HJ_MUST_CHECK;

struct hj_vault_facts {
	char vault_id[33];
	char member_name[64];
	char member[HJ_FINGERPRINT];
	char device[HJ_FINGERPRINT];
	uint64_t generation; /* of the header */
	uint64_t cases; /* rows */
	uint64_t revisions;
	uint64_t entries; /* of this device's log */
	uint64_t bytes; /* of data.mdb */
	struct hj_kdf_cost cost;
	int64_t last_backup; /* verified; 0: never */
	uint64_t changes_since_backup;
};
int hj_vault_facts(struct hj_vault *v, struct hj_vault_facts *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- reading ---- */

struct hj_revision {
	struct hj_id id;
	uint64_t number;
	uint64_t sequence; /* of its entry: the position in hj_vault_entry() */
	uint8_t digest[HJ_DIGEST_BYTES];
	uint8_t salt_key[HJ_SALT_KEY_BYTES];
	struct hj_buf salts; /* the list, when parts are withheld; else empty */
	bool join; /* only joins its parents (join.h) */
	/* Changes before it that another device told of, HJ_DIGEST_BYTES
	 * each; most are not here. */
	struct hj_buf ancestors;
	size_t nparents;
	struct {
		uint8_t digest[HJ_DIGEST_BYTES];
		uint64_t number; /* 0: not in this vault */
	} parent[HJ_HEADS_MAX];
	struct hj_buf bytes; /* canonical */
};
void hj_revision_clear(struct hj_revision *r);

/*
 * The case whose id starts with these characters (from hj_id_typed()).
 * HJ_ENOTFOUND; HJ_EAMBIGUOUS with the candidates.  The row is a copy; its
 * items live in `items`.
 */
int hj_vault_resolve(struct hj_vault *v, const char *prefix, size_t n,
    struct hj_row *ret, struct hj_buf *items,
    struct hj_error *err) HJ_MUST_CHECK;
/* By whole id; also sees what the open change has put.  HJ_ENOTFOUND; HJ_EAUTH:
 * it belongs to a team that this member is not in. */
int hj_vault_row(struct hj_vault *v, const struct hj_id *id, struct hj_row *ret,
    struct hj_buf *items, struct hj_error *err) HJ_MUST_CHECK;

/* All rows of the member's teams, in the order of creation, but that a row which
 * outgrew its page comes where it was moved to.  Nothing may be changed
 * meanwhile.  HJ_EAUTH: an auditor sees none. */
int hj_vault_scan(struct hj_vault *v, hj_row_fn *fn, void *to,
    const struct hj_progress *p, struct hj_error *err) HJ_MUST_CHECK;

/* A revision of the row's case: number 0 = its first head.  HJ_ECORRUPT. */
int hj_vault_get(struct hj_vault *v, const struct hj_row *row, uint64_t number,
    struct hj_revision *ret, struct hj_error *err) HJ_MUST_CHECK;

/*
 * Rows of the catalogue hold what is searched in; how, changes from one hanji
 * to the next (tables of names, what is listed).  Are all rows as this one
 * makes them?  If not, what they lack is not found.
 */
int hj_vault_is_current(struct hj_vault *v, bool *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Describe those that are not anew, from their newest revisions; *ret counts
 * them.  May be stopped and goes on the next time.  A case that does not open
 * keeps its row.  HJ_EBUSY, HJ_EINTERRUPTED; the cases are never touched. */
int hj_vault_renew(struct hj_vault *v, const struct hj_progress *p,
    uint64_t *ret, struct hj_error *err) HJ_MUST_CHECK;

/* ---- changing ---- */

struct hj_wait {
	unsigned seconds; /* how long to wait for another writer */
};

/* HJ_EBUSY: another writer, with its process id and since when. */
int hj_vault_begin(struct hj_vault *v, const struct hj_wait *w,
    struct hj_change **ret, struct hj_error *err) HJ_MUST_CHECK;

struct hj_put {
	const uint8_t *bytes; /* canonical; kept as they are */
	size_t n;
	const struct hj_record *record; /* of the same bytes, or NULL: decoded
					 * here when needed */
	const char *action; /* HJ_DID_... */
	const char *detail; /* reason, element ids: sealed; NULL: none */
	const uint8_t *salt_key; /* NULL: a fresh one (the usual) */
	/* Of a new case for which attachments were sealed before: what
	 * hj_vault_fresh() gave; NULL: keys are drawn here (the usual). */
	const struct hj_row *fresh;
	/* Parents: NULL = the present heads of the case (the usual). */
	const uint8_t (*parents)[HJ_DIGEST_BYTES];
	size_t nparents;
	const uint64_t *numbers; /* of the parents, 0: not here; NULL: only the
				  * heads are known */
	bool join;
	const uint8_t *ancestors; /* told by another device */
	size_t nancestors;
	bool again; /* also where the bytes are those of the head */
	bool revive; /* also an id that was erased here: else HJ_EREFUSED */
};
enum hj_put_what { HJ_PUT_NEW, HJ_PUT_CHANGED, HJ_PUT_SAME };

/* "Same" = the canonical bytes equal the head's: nothing is written.
 * HJ_EINVAL: the bytes are not canonical or have no id. */
int hj_change_put(struct hj_change *c, const struct hj_put *put,
    enum hj_put_what *ret, struct hj_error *err) HJ_MUST_CHECK;

/* A log entry without a revision: export, extract, show, backup.  row NULL:
 * about no single case; the detail is then sealed under the log key. */
int hj_change_note(struct hj_change *c, const char *action,
    const struct hj_row *row, const char *detail,
    struct hj_error *err) HJ_MUST_CHECK;

/* How many bytes wait in memory: a bulk import commits when it is enough. */
size_t hj_change_size(const struct hj_change *c);

/* Durable when HJ_OK.  Frees c in every case; after an error the vault on
 * disk is as before begin. */
int hj_change_commit(struct hj_change *c, struct hj_error *err) HJ_MUST_CHECK;
void hj_change_abort(struct hj_change *c);

/* ---- attachments: streamed, constant memory ---- */

/* Keys for a case with this id that is yet to be put, so that attachments can
 * be sealed for it: only id, keys and nothing else of *ret is filled.
 * HJ_EEXISTS: there is such a case. */
int hj_vault_fresh(struct hj_vault *v, const struct hj_id *id,
    struct hj_row *ret, struct hj_error *err) HJ_MUST_CHECK;

/* Seal an attachment of one case anew for another, never in memory as a whole.
 * Errors of extract and attach. */
int hj_vault_reseal(struct hj_vault *v, const struct hj_row *from,
    const char *name, const struct hj_row *to, struct hj_blob_facts *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Seal a stream under the case's key into a file of its own, durable before
 * it returns; the change that names it follows, else `check` sweeps it. */
int
hj_vault_attach(struct hj_vault *v, const struct hj_row *row, hj_read_fn *read,
    void *from, struct hj_blob_facts *ret, struct hj_error *err) HJ_MUST_CHECK;
/* HJ_ECORRUPT at the first chunk that does not open: what was written before
 * it is genuine, but the whole must be thrown away. */
int
hj_vault_extract(struct hj_vault *v, const struct hj_row *row, const char *name,
    hj_write_fn *write, void *to, struct hj_error *err) HJ_MUST_CHECK;

/* ---- drafts of guided input: sealed, not logged, not cases yet ---- */

int hj_vault_draft_save(struct hj_vault *v, const struct hj_id *id,
    const uint8_t *p, size_t n, struct hj_error *err) HJ_MUST_CHECK;
int hj_vault_draft_load(struct hj_vault *v, const struct hj_id *id,
    struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;
int hj_vault_draft_drop(struct hj_vault *v, const struct hj_id *id,
    struct hj_error *err) HJ_MUST_CHECK;
typedef int hj_draft_fn(void *to, const struct hj_id *id, int64_t saved,
    struct hj_error *err);
int hj_vault_drafts(struct hj_vault *v, hj_draft_fn *fn, void *to,
    struct hj_error *err) HJ_MUST_CHECK;
/* How many there are, of whatever kind. */
int hj_vault_count_drafts(struct hj_vault *v, uint64_t *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- codes of their own ---- */

struct hj_codebook;

/* In place of what *ret holds.  HJ_ECORRUPT. */
int hj_vault_codebook(struct hj_vault *v, struct hj_codebook *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* The whole book anew; say in the log what was done with hj_change_note(). */
int hj_change_codebook(struct hj_change *c, const struct hj_codebook *b,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- saved searches ---- */

struct hj_searches;

/* In place of what *ret holds.  HJ_ECORRUPT. */
int hj_vault_searches(struct hj_vault *v, struct hj_searches *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* All of them anew; say in the log what was done with hj_change_note(). */
int hj_change_searches(struct hj_change *c, const struct hj_searches *s,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- who submits petitions ---- */

/* Bytes that the caller understands, in place of what *ret holds; none: nothing
 * was kept yet.  HJ_ECORRUPT. */
int hj_vault_submitter(struct hj_vault *v, struct hj_buf *ret,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_change_submitter(struct hj_change *c, const struct hj_buf *bytes,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- the log ---- */

/* Entries oldest first; row NULL: all, else those of one case. */
int hj_vault_log(struct hj_vault *v, const struct hj_row *row, hj_log_fn *fn,
    void *to, struct hj_error *err) HJ_MUST_CHECK;
/* The entry at a position among all entries of this vault (with one device its
 * sequence), by its page.  `page` holds what the entry borrows. */
int
hj_vault_entry(struct hj_vault *v, uint64_t sequence, struct hj_log_entry *ret,
    struct hj_buf *page, struct hj_error *err) HJ_MUST_CHECK;
/* Open the sealed detail of an entry: row of its case, or NULL: of none, or
 * erased.  Empty: there is no detail, or it went with a part of the case
 * (excision.h). */
int hj_vault_detail(struct hj_vault *v, const struct hj_row *row,
    const struct hj_log_entry *e, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* The signed checkpoint of the log of the device that wrote last, as it stands
 * (a C2SP note), with the cosignatures that are there for this very state. */
int hj_vault_checkpoint(struct hj_vault *v, struct hj_buf *to,
    struct hj_error *err) HJ_MUST_CHECK;

/* What is wrong, object by object; a non-zero return stops. */
struct hj_damage {
	const char *object; /* "record 1234", "entry 17", "attachment 3f.." */
	const char *what; /* what is lost or does not fit */
	bool tampered; /* a proof fails, not only a medium */
	bool notice; /* worth knowing, but no damage: the clock went back */
};
typedef int
hj_damage_fn(void *to, const struct hj_damage *d, struct hj_error *err);

struct hj_verify_facts {
	uint64_t entries, revisions, commits, attachments, damaged;
	uint64_t clock_back; /* entries older than the one before */
};
/*
 * Envelope hashes, tree, commit signatures, checkpoint, anchor; deep: also
 * opens every revision and recomputes its digest, and every attachment.
 * against: a checkpoint note received or printed earlier, or NULL: proves
 * that the log only grew since.  Reports everything found; HJ_ECORRUPT when
 * anything was, HJ_EREFUSED when the only fault is a rollback.
 */
int hj_vault_verify(struct hj_vault *v, bool deep, const char *against,
    size_t against_len, hj_damage_fn *fn, void *to, const struct hj_progress *p,
    struct hj_verify_facts *ret, struct hj_error *err) HJ_MUST_CHECK;

/*
 * The same for the objects of the vault itself: every record that the pages
 * name is there and opens, the index leads to the rows, no orphan attachment.
 * Repairs when asked: rebuilds index, catalogue pages and roots from key
 * pages, log and revisions, sweeps orphans.  Runs in the calling process: cli
 * forks first (a damaged LMDB file can crash the process that maps it).
 */
int hj_vault_check(struct hj_vault *v, bool repair, hj_damage_fn *fn, void *to,
    const struct hj_progress *p, struct hj_verify_facts *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* ---- backup ---- */

/*
 * One tar (POSIX ustar): MANIFEST in sha256sum format, headers, compact
 * data.mdb, blobs/; consistent while in use; read back and verified before it
 * gets its name.  HJ_EEXISTS: something is at `file`.
 *
 * `to` NULL: the tar itself; else an age file (age.h) with the tar in it.  It
 * is read back to the last byte with the passphrase, or with the key of the
 * file: that its recipients still have theirs only they can show.  Errors of
 * hj_age_begin().
 */
int hj_vault_backup(struct hj_vault *v, const char *file,
    const struct hj_age_to *to, const struct hj_progress *p,
    struct hj_error *err) HJ_MUST_CHECK;

/* What opens a backup?  Takes its beginning and no secret.  HJ_ENOTFOUND: no
 * such file; HJ_EINVAL: no regular file; errors of hj_age_peek(). */
enum hj_backup_asks {
	HJ_BACKUP_ASKS_NOTHING,
	HJ_BACKUP_ASKS_PASSPHRASE,
	HJ_BACKUP_ASKS_KEY,
};
int hj_backup_peek(const char *file, enum hj_backup_asks *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* Unpack and check every byte against MANIFEST into a new folder, renamed to
 * `dir` when whole.  `with` NULL: a bare tar, else what opens the age file.
 * HJ_ECORRUPT names the member of the tar; HJ_EEXISTS; errors of
 * hj_age_open(). */
int hj_backup_restore(const char *file, const struct hj_age_with *with,
    const char *dir, const struct hj_progress *p,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
