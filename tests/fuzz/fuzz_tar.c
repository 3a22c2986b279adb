/*
 * fuzz_tar: a block that is taken as a member of a tar is the one that would be
 * written; nothing but a whole backup is taken as one.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/vault/backup_own.h"

static void
block(const uint8_t *p, size_t n)
{
	uint8_t given[HJ_TAR_BLOCK] = { 0 }, again[HJ_TAR_BLOCK];
	struct hj_error err = HJ_ERROR;
	struct hj_tar_member m;
	bool end;

	memcpy(given, p, n < sizeof(given) ? n : sizeof(given));
	if (hj_tar_parse(given, &m, &end, &err) != HJ_OK || end)
		return;
	hj_tar_header(&m, again);
	assert(memcmp(given, again, sizeof(given)) == 0);
	assert(hj_tar_padding(m.size) < HJ_TAR_BLOCK);
}

/* Chance never gives the checksum that fits: a name and a size do. */
static void
member(const uint8_t *p, size_t n)
{
	struct hj_tar_member m = { .package = n % 2 != 0 }, back;
	uint8_t made[HJ_TAR_BLOCK];
	struct hj_error err = HJ_ERROR;
	bool end;

	if (n < sizeof(m.size))
		return;
	memcpy(&m.size, p, sizeof(m.size));
	n -= sizeof(m.size);
	memcpy(m.name, p + sizeof(m.size),
	    n < HJ_TAR_NAME_MAX - 1 ? n : HJ_TAR_NAME_MAX - 1);
	hj_tar_header(&m, made);
	if (hj_tar_parse(made, &back, &end, &err) == HJ_OK && !end) {
		assert(strcmp(m.name, back.name) == 0);
		assert(m.size == back.size && m.package == back.package);
	}
}

/* Two members, then bytes of somebody where their list should stand. */
static void
backup(const uint8_t *p, size_t n)
{
	static const char *const names[] = { "header.a", "data.mdb" };
	struct hj_tar_member m = { .size = 0 };
	int fd = memfd_create("backup", MFD_CLOEXEC);
	struct hj_error err = HJ_ERROR;
	uint8_t made[HJ_TAR_BLOCK];
	char path[32];

	assert(fd >= 0);
	for (size_t i = 0; i < HJ_LEN(names); i++) {
		(void)snprintf(m.name, sizeof(m.name), "%s", names[i]);
		hj_tar_header(&m, made);
		assert(write(fd, made, sizeof(made)) == (ssize_t)sizeof(made));
	}
	assert(write(fd, p, n) == (ssize_t)n);
	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	(void)!hj_backup_read(path, NULL, NULL, NULL, &err);
	(void)close(fd);
}

/* run.sh: -max_len=3072 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	block(p, n);
	member(p, n);
	backup(p, n);
	return 0;
}
