/*
 * erased.h: what to say where part of a case file was erased.
 */
#ifndef HJ_CLI_ERASED_H
#define HJ_CLI_ERASED_H

#include "cli/cli.h"
#include "core/case/record.h"
#include "core/vault/tombstone.h"

/* "[erased on 2026-11-30]"; "": nothing of the case was. */
#define ERASED_TEXT 96
int erased_say(struct cli *c, const struct hj_id *id,
    char ret[static ERASED_TEXT], struct hj_error *err) HJ_MUST_CHECK;

/* "2026-11-30", UTC. */
#define ERASED_DAY 16
void erased_day(int64_t time, char ret[static ERASED_DAY]);

/* Is it what stands where an element was? */
bool erased_is(const struct hj_node *node);

/* After a path or an argument led nowhere: if it names an element that was
 * erased, the error says so (HJ_EREFUSED).  Else it stays as it is. */
void erased_explain(struct cli *c, const struct hj_id *id, const char *path,
    struct hj_error *err);

#endif
