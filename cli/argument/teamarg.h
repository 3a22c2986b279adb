/* teamarg.h: a team as people name it. */
#ifndef HJ_CLI_TEAMARG_H
#define HJ_CLI_TEAMARG_H

#include "cli/cli.h"
#include "core/keys/header.h"

/* By its name, or by its number.  HJ_ENOTFOUND. */
int teamarg_find(const struct cli *c, const char *text, unsigned *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Bit i: team i. */
int teamarg_each(const struct cli *c, const struct opt_each *named,
    uint16_t *ret, struct hj_error *err) HJ_MUST_CHECK;

/* Its name; one without a name is its number. */
int teamarg_name(const struct cli *c, unsigned team,
    char ret[static HJ_NAME_MAX + 1], struct hj_error *err) HJ_MUST_CHECK;
/* A list of the names of these teams; one without a name is its number. */
int
teamarg_emit(struct cli *c, uint16_t teams, struct hj_error *err) HJ_MUST_CHECK;

/* The first that --team names, for new cases of this command. */
int teamarg_use(struct cli *c, struct hj_error *err) HJ_MUST_CHECK;

/* New files of this command are made from the file of that row: they go to its
 * team, so that who may not read the one does not get to read the other, unless
 * --team says otherwise. */
int teamarg_follow(struct cli *c, const struct hj_row *from,
    struct hj_error *err) HJ_MUST_CHECK;

/* Where cases of other teams are not shown: say so, on stderr. */
int teamarg_say_unseen(struct cli *c, struct hj_error *err) HJ_MUST_CHECK;

#endif
