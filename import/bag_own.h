/* bag_own.h: a bag while it is being checked. */
#ifndef HJ_IMPORT_BAG_OWN_H
#define HJ_IMPORT_BAG_OWN_H

#include "core/base/buf.h"
#include "import/bag.h"

/* A hundred thousand lines of 512 bits and a path. */
#define HJ_BAG_TEXT_MAX ((size_t)32 << 20)

enum hj_bag_encoding {
	HJ_BAG_UTF8,
	HJ_BAG_UTF16,
	HJ_BAG_LATIN1,
};

/* Every line of a tag file once, in UTF-8, without its end. */
struct hj_bag_text {
	struct hj_buf bytes;
	size_t at;
	size_t line; /* number of the one given last */
};

/* What a manifest says of one file. */
struct hj_bag_sum {
	size_t file; /* in the archive */
	uint8_t digest[HJ_CHECKSUM_MAX];
};

struct hj_bag_manifest {
	bool there;
	struct hj_bag_sum *sum; /* sorted by file */
	size_t n, cap;
	char name[32];
};

/* A path that is not ASCII, in NFC. */
struct hj_bag_name {
	char *nfc;
	size_t file;
};

struct hj_bag {
	const struct hj_archive *a;
	const char *root;
	struct hj_judge *j;
	struct hj_bag_facts *facts;
	enum hj_bag_encoding encoding;
	struct hj_bag_manifest payload[HJ_CHECKSUMS], tags[HJ_CHECKSUMS];
	struct hj_bag_name *name;
	size_t nnames;
};

/* 1.0 or later, and so without the indulgence for older bags. */
bool hj_bag_is_strict(const struct hj_bag *b);

/* A file of the bag by its path in it, or NULL. */
const struct hj_archive_file *
hj_bag_file(const struct hj_bag *b, const char *path);
/* Its path in the bag; NULL: beside it. */
const char *hj_bag_path(const struct hj_bag *b, size_t file);

/* The tag file `path`, decoded; *ok false: it could not be, and that was
 * said.  ret is to be cleared in every case. */
int hj_bag_text_open(const struct hj_bag *b, const char *path,
    enum hj_bag_encoding encoding, struct hj_bag_text *ret, bool *ok,
    struct hj_error *err) HJ_MUST_CHECK;
/* The next line, NUL-ended, or NULL. */
char *hj_bag_text_line(struct hj_bag_text *t);
void hj_bag_text_clear(struct hj_bag_text *t);

/* bagit.txt; *ok false: no bag, and that was said. */
int hj_bag_declaration(struct hj_bag *b, bool *ok,
    struct hj_error *err) HJ_MUST_CHECK;
/* bag-info.txt, if there is one: after payload files were counted. */
int hj_bag_info(struct hj_bag *b, struct hj_error *err) HJ_MUST_CHECK;
int hj_bag_fetch(struct hj_bag *b, struct hj_error *err) HJ_MUST_CHECK;

/* A path out of a manifest, decoded in place: *ret is the file; SIZE_MAX: not
 * of this bag, and that was said. */
int hj_bag_resolve(struct hj_bag *b, const char *in, char *path, bool payload,
    size_t *ret, struct hj_error *err) HJ_MUST_CHECK;
/* Read all manifests. */
int hj_bag_manifests(struct hj_bag *b, struct hj_error *err) HJ_MUST_CHECK;
void hj_bag_manifests_clear(struct hj_bag *b);

#endif
