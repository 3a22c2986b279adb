/*
 * report.h: tell what is wrong, object by object, and count it.
 *
 * What verify and check find goes through here to the caller of the vault.
 */
#ifndef HJ_CORE_REPORT_H
#define HJ_CORE_REPORT_H

#include "core/vault/vault.h"

struct hj_report {
	hj_damage_fn *fn;
	void *to;
	uint64_t damaged; /* rollbacks left out */
	uint64_t rollbacks;
};

enum hj_finding {
	HJ_FOUND_DAMAGE, /* a medium may have failed */
	HJ_FOUND_TAMPERED, /* a proof fails */
	HJ_FOUND_ROLLBACK, /* whole, but older than it was */
	HJ_FOUND_NOTICE, /* worth knowing */
};

/* `what` and the format that makes the object are literals, translated by
 * `say` of err.  Returns what the caller's function returns. */
int hj_report(struct hj_report *r, enum hj_finding finding, const char *what,
    struct hj_error *err, const char *object, ...)
    HJ_PRINTF(5, 6) HJ_MUST_CHECK;

/* Was there no memory to open something?  Then nothing was found out about it,
 * and looking ends with HJ_ENOMEM; else HJ_OK. */
int
hj_report_short(const struct hj_error *why, struct hj_error *err) HJ_MUST_CHECK;

/* HJ_OK; HJ_ECORRUPT; HJ_EREFUSED when there were rollbacks alone. */
int
hj_report_end(const struct hj_report *r, struct hj_error *err) HJ_MUST_CHECK;

#endif
