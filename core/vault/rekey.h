/*
 * rekey.h: new keys for a whole vault, so that what was sealed under the old
 * ones opens with nothing that exists; and data.mdb without what was deleted.
 *
 * A new `erase` key (new team, `log` and `header` keys where asked for), all
 * catalogue and key pages and drafts sealed anew, a compact copy in the place
 * of data.mdb, both headers written again.  Revisions are never sealed anew.
 * Erasing and the removal of a member are built on it:
 *
 *	hj_rekey_begin()      the header gets the new keys, and keeps the page
 *	                      keys of before as keys that leave (keyring.h);
 *	                      members change in the same write
 *	hj_vault_begin() ...  an ordinary change, sealed under the new keys: rows
 *	hj_change_commit()    deleted, the log entry that says so
 *	hj_rekey_finish()     pages anew, compact copy, header without the keys
 *	                      that leave
 *
 * What is true when the machine stops (or the process is killed) after each
 * step; the vault opens in all of them, with the same passphrases:
 *
 *	first header file written    it has both sets, the other file only the
 *	                             old one; every page is under the old
 *	both header files written    pages under old or new keys, both open
 *	the change committed         the same; its rows are under the new keys
 *	some pages sealed anew       the same
 *	a compact copy half made     a folder .data.mdb.tmp-... is left over, which
 *	                             the next compaction removes; data.mdb is whole
 *	data.mdb replaced            every page is under the new keys; the old
 *	                             ones are still in both header files
 *	first header file written    it has the new keys only; the other file
 *	                             still has both
 *	both header files written    done
 *
 * Until the last of them hj_rekey_is_pending() is true for whoever opens the
 * vault, old pages still open, and hj_rekey_finish() goes on from wherever it
 * stopped.
 *
 * Nobody else may have the vault open from begin to finish: HJ_EBUSY.  After
 * begin the handle stays alone, whatever happens, until it is finished or
 * closed.
 */
#ifndef HJ_CORE_REKEY_H
#define HJ_CORE_REKEY_H

#include "core/keys/header.h"
#include "core/vault/vault.h"

struct hj_rekey {
	/* New keys for log pages, roots and lists written later, and for the
	 * list of members and the MAC of the header files. */
	bool log;
	uint16_t teams; /* bit i: a new key for team i, which may be new */
	/*
	 * What becomes of the members, NULL: nothing.  Called once, with the
	 * header as it stands on disk and with a keyring that opens its list of
	 * members: hj_header_drop_member(), hj_header_set_member() with that
	 * keyring.  Afterwards the new keyring is sealed to everybody who is in
	 * the list (hj_header_reseal()), so that nobody is left with an old one.
	 * An error leaves everything as it was.
	 */
	int (*members)(void *to, struct hj_header *h,
	    const struct hj_keyring *by, struct hj_error *err);
	void *to;
};

/* Nobody else has the vault open, nor can open it, until this handle finished or
 * was closed.  HJ_EBUSY. */
int hj_rekey_alone(struct hj_vault *v, struct hj_error *err) HJ_MUST_CHECK;
/* Alone for something else, which is over: others may open it again. */
void hj_rekey_together(struct hj_vault *v);

/* Could it begin?  If so the handle is alone with the vault from here on.  Errors
 * of hj_rekey_begin(). */
int hj_rekey_prepare(struct hj_vault *v, struct hj_error *err) HJ_MUST_CHECK;

/*
 * HJ_EBUSY: somebody else has the vault open; HJ_EAUTH: this member does not
 * hold every key (an auditor, or pages of a team of others); HJ_ELIMIT: too
 * many log keys; errors of hj_header_write().  One that is pending is finished
 * first.
 */
int hj_rekey_begin(struct hj_vault *v, const struct hj_rekey *r,
    struct hj_error *err) HJ_MUST_CHECK;
/* HJ_ECORRUPT: a page does not open ('check --repair' first, then again);
 * HJ_EINTERRUPTED: go on later.  HJ_OK too when nothing was pending. */
int hj_rekey_finish(struct hj_vault *v, const struct hj_progress *p,
    struct hj_error *err) HJ_MUST_CHECK;
/* Was one begun and not finished, or only one of the headers written? */
bool hj_rekey_is_pending(const struct hj_vault *v);

/* data.mdb without free pages and remains of what was deleted; no new keys.
 * *ret: bytes that it is shorter now.  HJ_EBUSY, HJ_EIO, HJ_EINTERRUPTED: it is
 * as it was. */
int hj_vault_compact(struct hj_vault *v, const struct hj_progress *p,
    uint64_t *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
