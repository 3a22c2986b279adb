/*
 * received.h: a case file that came with parts withheld or replaced.
 *
 * It says less than the sender knows, so it is never an update of ours
 * (format.md 6).  It is kept as it came, with the fingerprint and the salts
 * that prove it: a case of kind `source` whose `ext` holds one exchange file
 * as text.  `ext` is secret, so it leaves with nothing.  The id is the first
 * 80 bits of the SHA-256 of that text: what comes twice is kept once.
 */
#ifndef HJ_CLI_RECEIVED_H
#define HJ_CLI_RECEIVED_H

#include "core/case/record.h"
#include "import/import.h"

/* The record to store.  HJ_ELIMIT: too large for a case file of its own. */
int received_record(const struct hj_import_case *k, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
