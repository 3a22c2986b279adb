/*
 * refuse.c: every byte of a backup, flipped one at a time, is refused.
 *
 *	refuse FILE [STEP]          every byte, or every STEP-th
 *
 * In one process, on the folder of FILE, because a program start for each of
 * some 300,000 bytes takes too long.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/vault/vault.h"

static int
try(const char *bad, const char *target, long at, int *accepted)
{
	struct hj_error err = HJ_ERROR;
	int rc = hj_backup_restore(bad, NULL, target, NULL, &err);

	if (rc == HJ_ECORRUPT || rc == HJ_EINVAL || rc == HJ_EVERSION ||
	    rc == HJ_ELIMIT)
		return 0;
	(void)printf("byte %ld: %d %s\n", at, rc, err.text);
	*accepted += 1;
	return rc == HJ_OK ? -1 : 0;
}

int
main(int argc, char *argv[])
{
	char bad[4096], target[4096];
	int accepted = 0, fd = -1;
	unsigned char byte, other;
	long n = 0, step = argc == 3 ? strtol(argv[2], NULL, 10) : 1;
	long tries = 0;

	if (argc < 2 || argc > 3 || step < 1 || sodium_init() < 0)
		return 2;
	(void)snprintf(bad, sizeof(bad), "%s.bad", argv[1]);
	(void)snprintf(target, sizeof(target), "%s.vault", argv[1]);
	if (rename(argv[1], bad) != 0 || (fd = open(bad, O_RDWR)) < 0)
		return 1;
	for (; pread(fd, &byte, 1, n) == 1; n += step, tries++) {
		other = (unsigned char)(byte ^ (1 << (n % 8)));
		if (pwrite(fd, &other, 1, n) != 1 ||
		    try(bad, target, n, &accepted) != 0 ||
		    pwrite(fd, &byte, 1, n) != 1)
			break;
	}
	(void)close(fd);
	(void)printf("%ld bytes flipped, one in %ld: %d not refused\n", tries,
	    step, accepted);
	return accepted != 0;
}
