#include <errno.h>
#include <linux/keyctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/confine/fence.h"
#include "core/confine/filter.h"
#include "core/confine/landlock.h"

int
hj_fence(const char *const *writable, size_t n, bool display,
    struct hj_fence_report *ret, struct hj_error *err)
{
	const struct rlimit none = { 0, 0 };
	struct hj_fence_report r = { 0 };

	if (setrlimit(RLIMIT_CORE, &none) != 0 ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return hj_fail_errno(err, errno, "cannot give up privileges");
	r.keyring = syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL) >= 0;
	r.landlock = hj_landlock_fence(writable, n, display);
	r.filter = hj_filter_fence(display);
	*ret = r;
	return HJ_OK;
}
