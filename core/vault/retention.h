/*
 * retention.h: how long a vault keeps a case file of which nobody decided.
 *
 * A period that an owner sets, kept in the settings (root.h) and told by an entry
 * of the log.  It is counted from the last change of a file, and proposes a day
 * on which somebody decides; a file with a time of its own (retention.until) is
 * left alone.  Nothing is ever erased by it.
 */
#ifndef HJ_CORE_RETENTION_H
#define HJ_CORE_RETENTION_H

#include "core/date/recur.h"
#include "core/vault/vault.h"

struct hj_retention {
	uint16_t every; /* 1 to HJ_RECUR_MAX; 0: nobody set one */
	enum hj_recur_unit unit;
};

/* The day on which it ends, in days since 1970-01-01; INT32_MAX: never, or
 * beyond what a date can say.  changed: seconds UTC. */
int32_t hj_retention_ends(const struct hj_retention *p, int64_t changed);

/* As an entry of the log says it.  False: it says none. */
bool hj_retention_read(const char *detail, size_t n, struct hj_retention *ret);

/* HJ_ECORRUPT. */
int hj_vault_retention(struct hj_vault *v, struct hj_retention *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* every 0: none any more.  HJ_EAUTH: only an owner; HJ_EINVAL: no such period;
 * HJ_EEXISTS: it is set so.  reason may be NULL; no names. */
int hj_change_retention(struct hj_change *c, const struct hj_retention *p,
    const char *reason, struct hj_error *err) HJ_MUST_CHECK;

#endif
