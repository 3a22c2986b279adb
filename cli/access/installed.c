#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/access/installed.h"

static int
find(const char *installed, const char *name, int how, char *ret,
    struct hj_error *err)
{
	char at[PATH_MAX] = "";
	ssize_t n = readlink("/proc/self/exe", at, sizeof(at) - 1);
	char *slash = n > 0 ? strrchr(at, '/') : NULL;
	int len;

	if (slash != NULL) {
		*slash = '\0';
		len = snprintf(ret, PATH_MAX, "%s/%s", at, name);
		if (len > 0 && len < PATH_MAX && access(ret, how) == 0)
			return HJ_OK;
		len =
		    snprintf(ret, PATH_MAX, "%s/../%s/%s", at, installed, name);
		if (len > 0 && len < PATH_MAX && access(ret, how) == 0)
			return HJ_OK;
	}
	return hj_fail(err, HJ_ENOTFOUND,
	    "cannot find '%s': the installation of hanji is not whole", name);
}

int
installed_program(const char *name, char ret[static PATH_MAX],
    struct hj_error *err)
{
	return find("libexec/hanji", name, X_OK, ret, err);
}

int
installed_data(const char *name, char ret[static PATH_MAX],
    struct hj_error *err)
{
	return find("share/hanji", name, R_OK, ret, err);
}
