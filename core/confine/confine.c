#include <errno.h>
#include <linux/close_range.h>
#include <linux/keyctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/confine/confine.h"
#include "core/confine/filter.h"
#include "core/confine/landlock.h"

/* A gigabyte holds the largest case file many times over; the measure that
 * tests hold it to is 256 MiB. */
#define MEMORY ((uint64_t)1 << 30)

const struct hj_confine_profile hj_confine_parse = {
	.filter = true,
	.memory = MEMORY,
};

#define PARCEL_CPU 600 /* of a gigabyte, on a slow machine */

/* fstat(3) is a call that takes a name, too; but nothing more can be opened,
 * with Landlock or without. */
const struct hj_confine_profile hj_confine_parcel = {
	.filter = true,
	.open_files = true,
	.descriptors = 0,
	.memory = 2 * MEMORY,
	.cpu = PARCEL_CPU,
};

static const struct hj_confine_path here[] = { { .path = "." } };

const struct hj_confine_profile hj_confine_folder = {
	.filter = true,
	.open_files = true,
	.paths = here,
	.npaths = HJ_LEN(here),
	.memory = 2 * MEMORY,
	.descriptors = 64,
	.cpu = PARCEL_CPU,
};

static const struct hj_confine_path fonts[] = {
	{ .path = "/usr/share/fonts" }, { .path = "/usr/local/share/fonts" },
	{ .path = "/usr/share/fontconfig" }, { .path = "/etc/fonts" },
	{ .path = "/var/cache/fontconfig" }, { .path = "/usr/share/libthai" },
	{ .path = "/usr/share/poppler" }, /* encodings of Chinese and Korean */
};

const struct hj_confine_profile hj_confine_print = {
	.filter = true,
	.open_files = true,
	.threads = true,
	.paths = fonts,
	.npaths = HJ_LEN(fonts),
	.memory = MEMORY,
	.descriptors = 64,
};

/* One picture of 120 megapixels, its pixels twice, and what reads it. */
const struct hj_confine_profile hj_confine_clean = {
	.filter = true,
	.open_files = true,
	.paths = fonts,
	.npaths = HJ_LEN(fonts),
	.memory = 2 * MEMORY,
	.descriptors = 64,
};

bool
hj_confine_whole(const struct hj_confine_report *r)
{
	return r->keyring && r->privileges && r->descriptors && r->limits &&
	    r->filter;
}

static bool
close_between(unsigned first, unsigned last)
{
	return first > last || syscall(SYS_close_range, first, last, 0) == 0;
}

/* Everything below, between and above those that stay. */
static bool
close_others(const int *keep, size_t n)
{
	unsigned next = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned fd = (unsigned)keep[i];

		if (fd != 0 && !close_between(next, fd - 1))
			return false;
		next = fd + 1;
	}
	return close_between(next, ~0u);
}

static bool
limit(__rlimit_resource_t what, uint64_t to)
{
	struct rlimit r = { to, to }, now;

	/* A limit that is lower already stays so: only root may raise it. */
	if (getrlimit(what, &now) == 0 && now.rlim_max < to)
		r.rlim_cur = r.rlim_max = now.rlim_max;
	return setrlimit(what, &r) == 0;
}

static bool
limits(const struct hj_confine_profile *p)
{
	bool ok = limit(RLIMIT_CORE, 0) &&
	    (p->output || limit(RLIMIT_FSIZE, 0)) &&
	    /* It counts the threads of all processes of this user. */
	    (p->threads || limit(RLIMIT_NPROC, 0)) &&
	    limit(RLIMIT_NOFILE, p->descriptors);

#ifndef HJ_SANITIZED
	/* AddressSanitizer reserves terabytes that it never touches. */
	ok = ok && limit(RLIMIT_AS, p->memory);
#endif
	return ok && (p->cpu == 0 || limit(RLIMIT_CPU, p->cpu));
}

#ifdef HJ_SANITIZED
/* The search for leaks at the end of a process reads what is given up here. */
static bool confined;
int __lsan_is_turned_off(void);
int
__lsan_is_turned_off(void)
{
	return confined;
}
#endif

int
hj_confine(const struct hj_confine_profile *profile, const int *keep,
    size_t nkeep, struct hj_confine_report *ret, struct hj_error *err)
{
	struct hj_confine_report r = { 0 };

	r.keyring = syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL) >= 0;
	r.privileges = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
	if (!r.privileges)
		return hj_fail_errno(err, errno, "cannot give up privileges");
	r.descriptors = close_others(keep, nkeep);
	/* Landlock opens the paths it allows: before the limit on files. */
	r.landlock = hj_landlock_close(profile->paths, profile->npaths);
	r.limits = limits(profile);
	if (!r.limits)
		return hj_fail_errno(err, errno, "cannot set limits");
	if (profile->filter)
		r.filter = hj_filter_load(profile);
#ifdef HJ_SANITIZED
	confined = true;
#endif
	*ret = r;
	return HJ_OK;
}

uint8_t
hj_confine_pack(const struct hj_confine_report *r)
{
	return (uint8_t)(r->keyring | r->privileges << 1 | r->descriptors << 2 |
	    r->limits << 3 | (r->landlock > 0) << 4 | r->filter << 5);
}

void
hj_confine_unpack(uint8_t packed, struct hj_confine_report *ret)
{
	*ret = (struct hj_confine_report){
		.keyring = packed & 1,
		.privileges = (packed & 2) != 0,
		.descriptors = (packed & 4) != 0,
		.limits = (packed & 8) != 0,
		.landlock = (packed & 16) != 0,
		.filter = (packed & 32) != 0,
	};
}
