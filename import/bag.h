/*
 * bag.h: is a bag what it says: BagIt 1.0 (RFC 8493), and 0.93 to 0.97.
 *
 * Read strictly: a file that is missing, altered, not listed, listed twice or
 * outside of the bag, a manifest that is none, an encoding that is not known:
 * each is said with its path, and the bag fails.  What only wants saying
 * (old checksums, "./" before a path in an old bag) is a warning.  Of 0.97 and
 * before, the same file listed twice with one checksum, a star before the path
 * (as md5sum writes it) and blanks before a colon are accepted.
 *
 * fetch.txt asks to load files from elsewhere.  Nothing is ever loaded: what it
 * names has to be there already, and is checked as any other file.  In
 * a package of our own (package.h) there is none.
 */
#ifndef HJ_IMPORT_BAG_H
#define HJ_IMPORT_BAG_H

#include "core/base/ruling.h"
#include "import/archive.h"
#include "import/checksum.h"

/* bag-info.txt of our own packages says this (BagIt profiles have a URI). */
#define HJ_BAG_PROFILE "urn:hanji:package:0"

struct hj_bag_facts {
	unsigned major, minor;
	bool profile; /* says that it is of ours */
	unsigned payload; /* 1 << enum hj_checksum: manifests there are */
	unsigned tags;
	bool fetch;
	size_t loose; /* tag files that a tag manifest does not list */
	size_t files; /* of the payload */
	uint64_t bytes;
};

/* The folder of the archive in which the bag is: "" or "name/".  false: no
 * bag in it. */
bool hj_bag_root(const struct hj_archive *a, char ret[static HJ_ARCHIVE_PATH]);

/*
 * Says what holds and what does not.  HJ_OK also when the bag fails: count in
 * j.  Else what `fn` of j returned, HJ_ENOMEM, HJ_EIO, HJ_ELIMIT.
 */
int
hj_bag_check(const struct hj_archive *a, const char *root, struct hj_judge *j,
    struct hj_bag_facts *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
