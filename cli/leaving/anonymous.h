/*
 * anonymous.h: an export of case files in which nobody has a name.
 *
 * Each file is redacted (export/redact/redact.h) for the scope and this recipient,
 * the finished text goes through the exposure check, and only then it leaves.
 * It holds no fingerprint, no proof, no id of the vault or of an element, and
 * no time of its making.
 */
#ifndef HJ_CLI_ANONYMOUS_H
#define HJ_CLI_ANONYMOUS_H

#include "cli/leaving/exposure.h"
#include "cli/leaving/ledger.h"

struct anonymous_wish {
	const char *scope, *recipient, *purpose;
	const struct opt_each *accept;
	struct hj_buf *log; /* of what was accepted */
	char *const *name; /* of the cases; n 0: all */
	int n;
};

/* Write them to `to`.  HJ_EREFUSED: a follow-up case, or what the exposure
 * check found; HJ_ELIMIT: more than one file can hold. */
int anonymous_write(struct cli *c, const struct anonymous_wish *w,
    struct leaving *to, struct hj_error *err) HJ_MUST_CHECK;

#endif
