/*
 * submitter.h: who submits petitions: entered once, kept sealed in the vault,
 * and copied into each new petition, where it may be changed.
 *
 * Kept as the bytes of a petition that holds nothing else.
 */
#ifndef HJ_CLI_SUBMITTER_H
#define HJ_CLI_SUBMITTER_H

#include "cli/cli.h"
#include "core/case/record.h"

/* A petition with that one element, or without it when nothing was entered;
 * free it.  HJ_ECORRUPT. */
int submitter_load(struct cli *c, struct hj_record **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* One durable change, with an entry in the log. */
int submitter_save(struct cli *c, const struct hj_record *r,
    struct hj_error *err) HJ_MUST_CHECK;
/* Into a new petition, which has none yet. */
int submitter_copy(struct cli *c, struct hj_record *petition,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
