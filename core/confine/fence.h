/*
 * fence.h: let a program that we did not write work on plaintext.
 *
 * Unlike confine.h, which leaves a helper of ours next to nothing, a fence
 * leaves an editor everything but the ways by which the text could get out of
 * it: files elsewhere, sockets, the keys of the session.  It holds for all
 * that the program starts.
 */
#ifndef HJ_CORE_FENCE_H
#define HJ_CORE_FENCE_H

#include "core/base/error.h"

struct hj_fence_report {
	bool keyring; /* a session keyring of its own */
	int landlock; /* version of its ABI; 0: files are not fenced */
	bool filter; /* sockets and keys are */
};

/*
 * Fence the calling process, which must have one thread.  writable: the only
 * paths that may still be changed, folders with all that is in them; a path
 * that does not exist is passed over.  HJ_EIO: a step that any kernel has
 * failed.  display: sockets of this machine are left to it, by which a program
 * reaches the screen; whoever listens to one could be told what it knows.
 */
int hj_fence(const char *const *writable, size_t n, bool display,
    struct hj_fence_report *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
