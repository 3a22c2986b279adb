#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "cli/beside.h"

int
beside_find(const char *name, struct hj_buf *to, struct hj_error *err)
{
	static const char *const places[] = { "", "../libexec/hanji/" };
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self));
	const char *path;
	size_t dir = n > 0 ? (size_t)n : 0;

	while (dir > 0 && self[dir - 1] != '/')
		dir--;
	for (size_t i = 0; i < HJ_LEN(places); i++) {
		hj_buf_reset(to);
		if (hj_buf_add(to, self, dir, err) != HJ_OK ||
		    hj_buf_puts(to, places[i], err) != HJ_OK ||
		    hj_buf_puts(to, name, err) != HJ_OK ||
		    hj_buf_text(to, &path, err) != HJ_OK)
			return (int)err->code;
		if (access(path, X_OK) == 0)
			return HJ_OK;
	}
	return hj_fail(err, HJ_ENOTFOUND,
	    "'%s' is not beside hanji: the installation is not whole", name);
}
