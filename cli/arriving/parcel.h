/*
 * parcel.h: a package of hanji that came, taken apart.
 *
 * Everything in it is checked as `verify` checks it, by hanji-parcel, a program
 * of its own that never has a key and gives up its rights before it looks at the
 * first byte; what does not hold as a whole is not looked at any further.  It
 * sends what this process goes on with: the case files as one exchange file,
 * kept in memory and then read as any other, and where the attachments are.
 */
#ifndef HJ_CLI_PARCEL_H
#define HJ_CLI_PARCEL_H

#include "cli/arriving/opening.h"
#include "cli/screen/opt.h"

struct parcel_file {
	char sha256[65]; /* hex */
	uint64_t offset, size; /* in `package` */
};

struct parcel {
	int package, exchange; /* memory; -1: none */
	char signer[HJ_MINISIGN_KEY]; /* it fits itself: whose it is, nobody
				       * said */
	bool known; /* it is the key that was given, or this member's own */
	char sha256[65]; /* of what was signed, for the log */
	uint64_t cases;
	struct hj_buf comment; /* of the signature */
	struct hj_buf files; /* struct parcel_file */
};

#define PARCEL                                                                 \
	((struct parcel){ .package = -1,                                       \
	    .exchange = -1,                                                    \
	    .comment = HJ_BUF(HJ_MINISIGN_COMMENT_MAX + 1),                    \
	    .files = HJ_BUF((size_t)16 << 20) })

/* Does it look like one: a folder, or a tar? */
bool parcel_looks(int fd);

/*
 * *ret is PARCEL; to be cleared in every case.  `fd`: the folder `file`, or a
 * tar in memory that nobody else can change.  HJ_ECORRUPT: it does not hold, or is no package; HJ_EINVAL: a package of
 * others; HJ_EINTERRUPTED; HJ_EREFUSED: it was written for others; HJ_ENOTFOUND: --signed-by was
 * given, and that key did not sign it.
 */
int parcel_open(struct cli *c, const struct opening_opt *o, const char *file,
    int fd, struct parcel *ret, struct hj_error *err) HJ_MUST_CHECK;
/*
 * Its attachments into the vault, under the names that the case files say: of
 * the cases `ids` (struct hj_id each), what they name and this vault has not.
 * *n: how many.
 */
int parcel_keep(struct cli *c, const struct parcel *p, const struct hj_buf *ids,
    size_t *n, struct hj_error *err) HJ_MUST_CHECK;
void parcel_clear(struct parcel *p);

#endif
