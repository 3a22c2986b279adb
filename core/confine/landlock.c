#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/confine/landlock.h"

/* The header of Debian 12 knows the first versions only; the numbers of the
 * later ones are those of the kernel's documentation. */
#define TRUNCATE ((uint64_t)1 << 14) /* version 3 */
#define IOCTL_DEV ((uint64_t)1 << 15) /* version 5 */

struct rules {
	uint64_t fs;
	uint64_t net; /* version 4 */
	uint64_t scoped; /* version 6 */
};

static struct rules
handled(long version)
{
	struct rules r = { .fs = ((uint64_t)1 << 13) - 1 };

	if (version >= 2)
		r.fs |= LANDLOCK_ACCESS_FS_REFER;
	if (version >= 3)
		r.fs |= TRUNCATE;
	if (version >= 4)
		r.net = 3; /* bind and connect */
	if (version >= 5)
		r.fs |= IOCTL_DEV;
	if (version >= 6)
		r.scoped = 3; /* abstract sockets and signals */
	return r;
}

static bool
allow(int set, const struct hj_confine_path *p, uint64_t known)
{
	struct landlock_path_beneath_attr rule = { 0 };
	uint64_t file = LANDLOCK_ACCESS_FS_READ_FILE;
	uint64_t dir = LANDLOCK_ACCESS_FS_READ_DIR;
	struct stat st;
	bool ok;
	int fd;

	if ((fd = open(p->path, O_PATH | O_CLOEXEC)) < 0)
		return true;
	if (p->write) {
		file |= LANDLOCK_ACCESS_FS_WRITE_FILE | TRUNCATE;
		dir |= LANDLOCK_ACCESS_FS_REMOVE_FILE |
		    LANDLOCK_ACCESS_FS_REMOVE_DIR |
		    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR;
	}
	rule.parent_fd = fd;
	ok = fstat(fd, &st) == 0;
	rule.allowed_access =
	    (ok && S_ISDIR(st.st_mode) ? file | dir : file) & known;
	ok = ok &&
	    syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH,
		&rule, 0) == 0;
	(void)close(fd);
	return ok;
}

static long
version_of(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
}

int
hj_landlock_close(const struct hj_confine_path *open, size_t n)
{
	long version = version_of();
	struct rules r;
	bool ok = true;
	int set;

	if (version <= 0)
		return 0;
	r = handled(version);
	set = (int)syscall(SYS_landlock_create_ruleset, &r, sizeof(r), 0);
	if (set < 0)
		return 0;
	for (size_t i = 0; i < n && ok; i++)
		ok = allow(set, &open[i], r.fs);
	ok = ok && syscall(SYS_landlock_restrict_self, set, 0) == 0;
	(void)close(set);
	return ok ? (int)version : 0;
}

/* ---- a fence: to read is not forbidden ---- */

#define FILE_CHANGES (LANDLOCK_ACCESS_FS_WRITE_FILE | TRUNCATE)
#define DIR_CHANGES                                                            \
	(LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |      \
	    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |        \
	    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |      \
	    LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_REFER)
#define DEVICES (LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK)

static bool
allow_changes(int set, const char *path, uint64_t known)
{
	struct landlock_path_beneath_attr rule = { 0 };
	struct stat st;
	bool ok;
	int fd;

	if ((fd = open(path, O_PATH | O_CLOEXEC)) < 0)
		return true;
	rule.parent_fd = fd;
	rule.allowed_access = FILE_CHANGES & known;
	ok = fstat(fd, &st) == 0;
	if (ok && S_ISDIR(st.st_mode))
		rule.allowed_access |= DIR_CHANGES & known;
	ok = ok &&
	    syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH,
		&rule, 0) == 0;
	(void)close(fd);
	return ok;
}

int
hj_landlock_fence(const char *const *open, size_t n, bool display)
{
	long version = version_of();
	struct rules r = handled(version);
	bool ok = true;
	int set;

	if (version <= 0)
		return 0;
	r.fs &= FILE_CHANGES | DIR_CHANGES | DEVICES;
	/* Job control needs signals, a display perhaps an abstract socket. */
	r.scoped &= display ? 0 : 1;
	set = (int)syscall(SYS_landlock_create_ruleset, &r, sizeof(r), 0);
	if (set < 0)
		return 0;
	for (size_t i = 0; i < n && ok; i++)
		ok = allow_changes(set, open[i], r.fs);
	ok = ok && syscall(SYS_landlock_restrict_self, set, 0) == 0;
	(void)close(set);
	return ok ? (int)version : 0;
}
