#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "cli/process.h"
#include "cli/say.h"
#include "cli/verify.h"
#include "core/confine.h"
#include "import/bag.h"

/* Manifests of a hundred thousand files, all kinds of them. */
#define MEMORY ((uint64_t)2 << 30)

/* No path is opened any more but below the folder that was given. */
static int
give_up_rights(const char *path, int fd, struct hj_error *err)
{
	const struct hj_confine_path read = { .path = path };
	const struct hj_confine_profile profile = { .paths = &read,
		.npaths = 1,
		.memory = MEMORY,
		.descriptors = 64,
		.output = true };
	const int keep[] = { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO, fd };
	struct hj_confine_report report;

	/* The catalogue of translations is opened with its first text. */
	(void)_("holds");
	return hj_confine(&profile, keep, HJ_LEN(keep), &report, err);
}

/* What cannot be a package is an answer, too. */
static int
refused(struct hj_judge *j, const char *path, struct hj_error *err)
{
	struct hj_error why = *err;

	if (why.code != HJ_ECORRUPT && why.code != HJ_ELIMIT)
		return (int)why.code;
	*err = (struct hj_error){ .say = why.say };
	return hj_rule(j, HJ_FAILS, "not-a-package", path, err, "%s", why.text);
}

static int
judge(const struct hj_archive *a, const char *path, struct hj_judge *j,
    struct hj_error *err)
{
	struct hj_bag_facts facts;
	char root[HJ_ARCHIVE_PATH];

	if (!hj_bag_root(a, root))
		return hj_rule(j, HJ_FAILS, "not-a-bag", path, err,
		    "there is no bag in it, or more than one");
	return hj_bag_check(a, root, j, &facts, err);
}

int
verify_package(struct cli *c, const struct verify_ask *ask, struct hj_judge *j,
    struct hj_error *err)
{
	struct hj_archive a = { .fd = -1 };
	int fd = open(ask->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), rc;

	(void)c;
	if (fd < 0)
		return errno == ENOENT
		    ? hj_fail(err, HJ_ENOTFOUND, "no file '%s'", ask->path)
		    : hj_fail_errno(err, errno, "cannot open '%s'", ask->path);
	if ((rc = give_up_rights(ask->path, fd, err)) == HJ_OK &&
	    (rc = hj_archive_open(fd, &a, err)) == HJ_OK)
		rc = judge(&a, ask->path, j, err);
	if (rc != HJ_OK)
		rc = refused(j, ask->path, err);
	hj_archive_clear(&a);
	(void)close(fd);
	return rc;
}
