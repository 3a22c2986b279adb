/*
 * destroy.h: the keys of a vault are made away with, at once and for good.
 *
 * header.a and header.b hold the only way from a passphrase, from recovery
 * shares or from a member's seed to the keys of the vault (header.h).  They are
 * overwritten in place with random bytes and synced, 128 KiB whatever the size
 * of the vault; then this computer's anchors of it (anchor.h), which are sealed
 * to members, are overwritten and removed.  Nothing else is touched: data.mdb
 * and blobs stay, as bytes that nobody can tell from random ones.
 *
 * No passphrase, no lock and no whole header are needed.  What a disk has put
 * aside of the old bytes, and every copy elsewhere, is out of reach.
 */
#ifndef HJ_CORE_DESTROY_H
#define HJ_CORE_DESTROY_H

#include "core/base/error.h"
#include "core/crypto/seal.h"

struct hj_destroyed {
	bool header[2]; /* header.a, header.b: overwritten, and on the disk */
	struct hj_error why[2]; /* of one that is not */
	/* As the files said of themselves: none when both are damaged there,
	 * two where they are of two vaults. */
	uint8_t id[2][HJ_VAULT_ID_LEN];
	size_t ids;
	size_t anchors; /* overwritten and removed */
	size_t kept; /* anchors that are not */
};

/* The name of each, for people. */
const char *hj_destroyed_name(unsigned header);

/*
 * Go on whatever fails: each file is tried.  `only_look`: nothing is changed,
 * and *ret says what would be.  *ret is written in every case.  HJ_ENOTFOUND: no
 * vault at `dir`, nothing was touched (data.mdb or the beginning of a header
 * tells, so that a wrong folder loses nothing); HJ_EIO: something is left, *ret
 * says what; a header that is missing counts, for it may be elsewhere.
 */
int hj_destroy(const char *dir, const char *state, bool only_look,
    struct hj_destroyed *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
