/*
 * parcel_own.h: between hanji and hanji-parcel, which takes packages apart.
 *
 * A program of its own and no child that was only forked, because such a child
 * has a copy of what its parent had in memory: records that were opened, and
 * whatever else a library left there.  hanji-parcel is started with a folder or
 * a file as descriptor 0, a pipe to us as descriptor 1 and nothing else
 * (core/confine/helper.h), and confines itself before it reads (core/confine/confine.h).  Its
 * two words are an errand and the language of its messages, "en" or "ko".
 *
 * It answers in frames, which are a type, a length of four bytes, big-endian,
 * and a body.  The last is END, or FAILED: a code of error.h in one byte, and
 * what the person is told.  Whoever listens takes it for an enemy.
 */
#ifndef HJ_CLI_PARCEL_OWN_H
#define HJ_CLI_PARCEL_OWN_H

#include "core/base/buf.h"

/* The errands: */
#define PARCEL_FOLDER "folder" /* its files, once, as a tar */
#define PARCEL_APART "apart" /* a tar, checked: case files, and lines */
#define PARCEL_LIST "list" /* a tar that is ours: lines (finalparts.h) */

enum parcel_frame {
	PARCEL_TAR = 'T',
	PARCEL_EXCHANGE = 'X', /* a piece of an exchange file */
	PARCEL_LINES = 'L',
	PARCEL_FAILED = 'F',
	PARCEL_END = 'E',
};

#define PARCEL_HEADER 5
#define PARCEL_PIECE ((size_t)64 << 10) /* the largest body */

/* ---- hanji-parcel ---- */

/* HJ_EIO: nobody listens any more. */
int parcel_send(enum parcel_frame what, const uint8_t *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;

/* The errands, of descriptor 0. */
int parcel_spool(struct hj_error *err) HJ_MUST_CHECK;
/*
 * Checks it as `verify` does, then sends the exchange file, and as lines what
 * else there is:
 *
 *	signer <key of minisign>
 *	signed <SHA-256 of what was signed>
 *	comment <of the signature>
 *	file <SHA-256> <offset> <size>	(each attachment)
 *	cases <number>
 */
int parcel_take_apart(struct hj_error *err) HJ_MUST_CHECK;
/* "p x 1536 400", a line a file but for case files: the letter of its name;
 * x XML, h HTML, - neither; offset; length. */
int parcel_list(struct hj_error *err) HJ_MUST_CHECK;

/* ---- hanji ---- */

struct parcel_hearing {
	int tar, exchange; /* memory for them; -1: no such frame may come */
	struct hj_buf *lines;
	/* its own */
	uint64_t heard; /* bytes for those two */
	uint8_t head[PARCEL_HEADER];
	size_t nhead, left; /* of the head; of the body */
	struct hj_buf said;
	bool ended;
};

#define PARCEL_HEARING                                                         \
	((struct parcel_hearing){ .tar = -1,                                   \
	    .exchange = -1,                                                    \
	    .said = HJ_BUF(PARCEL_PIECE) })

/* What came through the pipe, in pieces of any size.  HJ_ECORRUPT: nobody who
 * was not attacked sends that; HJ_ELIMIT, HJ_EIO. */
int parcel_hear(struct parcel_hearing *h, const uint8_t *p, size_t n,
    struct hj_error *err) HJ_MUST_CHECK;

/*
 * Send it on an errand and hear it to its end.  HJ_OK: it said that all is well.
 * Else what it said; HJ_ECORRUPT: it was stopped, or is no friend any more;
 * HJ_EINTERRUPTED; HJ_ENOTFOUND: the installation is not whole.
 */
int parcel_errand(const char *errand, int input, struct parcel_hearing *h,
    struct hj_error *err) HJ_MUST_CHECK;

/* HJ_ECORRUPT, for lines that it can not have sent. */
int parcel_broken(struct hj_error *err);

#endif
