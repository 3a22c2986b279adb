/* fuzz_bag: a foreign tar is listed, its bag judged, and nothing of it leads
 * outside. */
#include <assert.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "import/bag.h"

static int
listen(void *to, const struct hj_ruled *r, struct hj_error *err)
{
	size_t *n = to;

	(void)err;
	assert(r->text[0] != '\0' && r->object != NULL && r->code[0] != '\0');
	++*n;
	return HJ_OK;
}

static void
judge(const struct hj_archive *a)
{
	struct hj_error err = HJ_ERROR;
	struct hj_bag_facts facts;
	char root[HJ_ARCHIVE_PATH];
	size_t said = 0;
	struct hj_judge j = { .fn = listen, .to = &said };

	for (size_t i = 0; i < a->n; i++) {
		assert(a->file[i].path[0] != '/');
		assert(strncmp(a->file[i].path, "../", 3) != 0);
		assert(strstr(a->file[i].path, "/../") == NULL);
	}
	if (hj_bag_root(a, root) &&
	    hj_bag_check(a, root, &j, &facts, &err) == HJ_OK)
		assert(said > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_archive a;
	int fd = memfd_create("bag", MFD_CLOEXEC);

	assert(fd >= 0);
	assert(write(fd, p, n) == (ssize_t)n);
	if (hj_archive_open(fd, &a, &err) == HJ_OK)
		judge(&a);
	hj_archive_clear(&a);
	(void)close(fd);
	return 0;
}
