/*
 * import.h: foreign bytes in, checked case files out.
 *
 * A helper program (hanji-parse) reads the foreign bytes, confined and
 * without keys, and sends canonical case files over a pipe.  Nothing it says
 * is believed: every case file passes the strict reader (core/case/codec.h), the
 * checks (core/case/check.h) and the digest here, before the sink sees it.  One
 * case file is in memory at a time, whatever the size of the file.
 */
#ifndef HJ_IMPORT_IMPORT_H
#define HJ_IMPORT_IMPORT_H

#include "core/base/limits.h"
#include "core/case/check.h"
#include "core/case/digest.h"
#include "core/case/record.h"
#include "core/confine/confine.h"
#include "core/confine/helper.h"

/* A record that names more is rejected before a vault would refuse it. */
#define HJ_IMPORT_PARENTS HJ_HEADS_MAX

/* What the file says of itself; empty where it says nothing. */
struct hj_import_origin {
	char version[16];
	char created[32];
	char producer[128];
	char purpose[128];
	char scope[128];
	char recipient[128];
	bool pseudonymised;
};

/* Everything here is borrowed until the callback returns. */
struct hj_import_case {
	uint64_t index; /* in the file, from 1 */
	uint64_t line; /* of its start tag */
	const uint8_t *bytes; /* canonical */
	size_t n;
	const struct hj_record *record; /* of the same bytes; checked, but
					 * when parts are withheld */
	const char *id; /* 16 characters */
	/* What the sender says: digest and salts fit the bytes (checked). */
	bool has_digest;
	uint8_t digest[HJ_DIGEST_BYTES];
	const uint8_t *salt_key; /* HJ_SALT_KEY_BYTES, or NULL */
	const uint8_t *salts; /* nsalts x HJ_SALT_BYTES, or NULL */
	size_t nsalts;
	const uint8_t *parents; /* nparents x HJ_DIGEST_BYTES, or NULL */
	size_t nparents;
	const uint8_t *ancestors; /* nancestors x HJ_DIGEST_BYTES, or NULL */
	size_t nancestors;
	bool join; /* it only joins its parents */
	/* Never an update: kept as a received document (format.md 6). */
	bool withheld;
	bool pseudonymised;
};

/* A line of the reject report, or a note.  Texts are translated by `say` of
 * the error and hold no values; names of elements as the file has them, so
 * hj_text_visible() before a terminal. */
struct hj_import_finding {
	uint64_t index; /* of the case in the file; 0: the file itself */
	uint64_t line;
	const char *id; /* of the case when known, else "" */
	const char *path; /* field path, "" when none */
	const char *code; /* stable word for scripts: "wrong-order" */
	const char *text; /* what is wrong and what was expected */
	const char *remedy; /* what to do, or "" */
	bool warning; /* of a note: about what the case says, as check.h and
		       * sense.h have it, not how the file is written */
};

/* A non-zero return of any of them stops the import and is returned. */
typedef int hj_import_case_fn(void *to, const struct hj_import_case *c,
    struct hj_error *err);
typedef int hj_import_finding_fn(void *to, const struct hj_import_finding *f,
    struct hj_error *err);
/* total 0: unknown (a pipe). */
typedef int hj_import_progress_fn(void *to, uint64_t done, uint64_t total,
    struct hj_error *err);

struct hj_import_sink {
	void *to;
	hj_import_case_fn *take; /* a case file that passed */
	hj_import_finding_fn *reject; /* may be NULL */
	hj_import_finding_fn *note; /* may be NULL */
	hj_import_progress_fn *progress; /* may be NULL */
	hj_stop_fn *stop; /* Ctrl-C; may be NULL */
	int32_t today; /* for sense.h; 0: nobody knows */
};

struct hj_import_summary {
	struct hj_import_origin origin;
	struct hj_confine_report confined;
	uint64_t cases; /* that the sink took */
	uint64_t rejected; /* case files, not findings */
	uint64_t notes;
	uint64_t bytes;
	uint8_t sha256[32]; /* of the whole file; only after HJ_OK */
};

/* Formats by name: "xml" is the only one so far.  NULL ends the list. */
extern const char *const hj_import_formats[];

/* The format that the first bytes (1,024, or all) look like, or NULL. */
const char *hj_import_sniff(const uint8_t *p, size_t n);

/*
 * Open a file to import: read-only, no link at the end of the path, a
 * regular file or a pipe.  HJ_ENOTFOUND; HJ_EINVAL: something else.
 */
int
hj_import_open(const char *path, int *ret, struct hj_error *err) HJ_MUST_CHECK;

/*
 * Read all of `fd` (from where it stands) as `format` with the helper
 * `parser`.  Bad case files go to `reject` and the rest goes on.
 *
 * HJ_EINVAL: the file as a whole is not valid (not well-formed, a DOCTYPE,
 * gzip, ...): also reported to `reject` with its line; what the sink took
 * before stays taken.  HJ_ELIMIT: the helper took too long over one case.
 * HJ_ECORRUPT: the helper broke its protocol or died.  HJ_EINTERRUPTED: stop.
 * *ret is filled as far as it went after any of them.
 */
int hj_import_run(const char *format, int fd, const char *parser,
    const struct hj_import_sink *sink, struct hj_import_summary *ret,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
