/* exchanging.h: a revision as a record of an exchange file (export/bag/xml.h). */
#ifndef HJ_CLI_EXCHANGING_H
#define HJ_CLI_EXCHANGING_H

#include "cli/cli.h"
#include "core/vault/vault.h"
#include "export/bag/xml.h"

/* With what another device of the same people needs to join it. */
int exchanging_put(struct cli *c, struct hj_xml *to, const struct hj_row *row,
    const struct hj_revision *rev, struct hj_error *err) HJ_MUST_CHECK;

#endif
