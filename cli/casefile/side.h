/*
 * side.h: who said a value that is in conflict, and when.
 *
 * A row of a conflict names the revision that said so; of what stands in the
 * place the revision is looked for: back along the history, as long as an
 * earlier one says the same.  What was made on another laptop is here as an
 * import; a revision that never came here is not known.
 */
#ifndef HJ_CLI_SIDE_H
#define HJ_CLI_SIDE_H

#include "cli/casefile/casefile.h"
#include "core/case/conflict.h"
#include "core/log/log.h"

struct side {
	bool known;
	int64_t time;
	char action[HJ_ACTION_MAX];
	char member[HJ_FINGERPRINT];
	struct hj_buf source; /* of an import: what --source said; may be "" */
	char fingerprint[2 * HJ_DIGEST_BYTES + 1]; /* "": not known */
};

/* Who said what the row says. */
int side_of_row(struct cli *c, const struct casefile *f,
    const struct hj_conflict *row, struct side *ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Who said what stands in the place of that field. */
int side_of_place(struct cli *c, const struct casefile *f,
    const struct hj_conflict *row, struct side *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void side_clear(struct side *s);

#endif
