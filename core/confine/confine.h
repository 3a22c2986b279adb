/*
 * confine.h: give up everything this process does not need, for good.
 *
 * For a helper program, before it reads its first foreign byte: a new
 * anonymous session keyring (a Landlocked process could still read its
 * parent's keys), no new privileges, not dumpable, only the named
 * descriptors, resource limits, Landlock over the whole file system, and a
 * list of allowed system calls, where anything else kills the process.
 *
 * A key in the *user* keyring can be linked into any session by the same
 * user; against that only the list of system calls helps (keyctl is not on
 * any of them).
 *
 * It lives in core because import and export both confine and may not meet.
 * Sources: landlock(7), seccomp(2), keyctl(2), session-keyring(7).
 */
#ifndef HJ_CORE_CONFINE_H
#define HJ_CORE_CONFINE_H

#include "core/base/error.h"

#if defined(__SANITIZE_ADDRESS__)
#define HJ_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HJ_SANITIZED 1
#endif
#endif

/* What was reached.  A missing barrier is reported, not an error: an older
 * kernel must not stop the work, but `doctor` and the import say so. */
struct hj_confine_report {
	bool keyring; /* a session keyring of its own */
	bool privileges; /* no new ones, and not dumpable */
	bool descriptors; /* all others are closed */
	bool limits;
	int landlock; /* version of its ABI; 0: this kernel has none */
	bool filter; /* system calls */
};

/* All but Landlock, which is best effort. */
bool hj_confine_whole(const struct hj_confine_report *r);

struct hj_confine_path {
	const char *path;
	bool write; /* else read only */
};

struct hj_confine_profile {
	/* System calls: memory, reading and writing of open descriptors, the
	 * clock; with open_files also opening for reading.  No filter at all
	 * is for tests of the other barriers. */
	bool filter;
	bool open_files;
	/* It may start threads (a library does), and still no process. */
	bool threads;
	/* May still be reached under Landlock; a path that does not exist is
	 * passed over. */
	const struct hj_confine_path *paths;
	size_t npaths;
	uint64_t memory; /* address space; not under AddressSanitizer */
	uint64_t descriptors; /* highest number that may still be opened */
	bool output; /* may go on writing into files that are open */
	uint64_t cpu; /* seconds, all together; 0: the parent watches */
};

/* hanji-parse: foreign bytes in, frames out, nothing else. */
extern const struct hj_confine_profile hj_confine_parse;
/* hanji-parcel: the same, with memory for the manifests of a hundred thousand
 * files; and of a folder, which must be the working one by then, it may also
 * read what is below it. */
extern const struct hj_confine_profile hj_confine_parcel;
extern const struct hj_confine_profile hj_confine_folder;
/* hanji-print: the same, with threads, and it may read (never write) fonts,
 * their configuration, and the word lists by which Thai lines are broken. */
extern const struct hj_confine_profile hj_confine_print;
/* hanji-clean: the same as hanji-print without threads, and more memory. */
extern const struct hj_confine_profile hj_confine_clean;

/*
 * Confine the calling process, which must have one thread.  `keep`: the only
 * descriptors that stay open, ascending.  HJ_EIO: a step that any kernel has
 * failed (privileges, limits); the caller must not go on.
 */
int hj_confine(const struct hj_confine_profile *profile, const int *keep,
    size_t nkeep, struct hj_confine_report *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* One byte over a pipe, and back: bits in the order of the struct, Landlock
 * as present or not. */
uint8_t hj_confine_pack(const struct hj_confine_report *r);
void hj_confine_unpack(uint8_t packed, struct hj_confine_report *ret);

#endif
