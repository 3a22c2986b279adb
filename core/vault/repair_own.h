/* repair_own.h: what the files of `check` share among themselves. */
#ifndef HJ_CORE_REPAIR_OWN_H
#define HJ_CORE_REPAIR_OWN_H

#include "core/vault/survey.h"

/*
 * The settings, before a repair.  Where neither copy is the one that the head
 * names (both are damaged, or somebody put older ones back), they are made anew:
 * what an older copy names as it stands now, and the period of keeping from the
 * log.  What was erased since an older list of it, `audit verify` finds.
 */
struct hj_settings_found {
	bool there, named, newest; /* a copy; by the head; the one it names */
	bool anew, unknown; /* how long the vault keeps, nobody says */
	struct hj_root_settings is;
};
int hj_repair_find_settings(struct hj_vault *v, struct hj_settings_found *ret,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_repair_say_settings(const struct hj_settings_found *f,
    struct hj_report *report, struct hj_error *err) HJ_MUST_CHECK;

/* Rebuild roots, lists, catalogue, keys and index from what the survey found,
 * in one change.  HJ_EBUSY: also when another process wrote since the survey;
 * HJ_EIO: nothing was changed. */
int hj_repair(struct hj_vault *v, struct hj_survey *s,
    const struct hj_settings_found *settings,
    struct hj_error *err) HJ_MUST_CHECK;

/* Rows of cases whose page is lost: from their key, the log, and the newest
 * revision. */
int hj_repair_rows(struct hj_change *c, struct hj_survey *s, uint64_t *count,
    struct hj_error *err) HJ_MUST_CHECK;

/* Report (and remove) attachments that no revision names; `names` has
 * HJ_BLOB_NAME characters each.  Files younger than an hour may belong to a
 * change that is under way. */
int hj_repair_sweep(struct hj_vault *v, struct hj_buf *names, bool sweep,
    struct hj_report *report, struct hj_error *err) HJ_MUST_CHECK;

#endif
