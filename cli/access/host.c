#include <errno.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <keyutils.h>

#include "cli/access/host.h"

static bool
file_says(const char *path, const char *word)
{
	char text[4096];
	FILE *f = fopen(path, "re");
	size_t n = f != NULL ? fread(text, 1, sizeof(text) - 1, f) : 0;

	if (f != NULL)
		(void)fclose(f);
	text[n] = '\0';
	return n != 0 && strstr(text, word) != NULL;
}

/* "/dev/dm-1", "/dev/zram0", "/swapfile" */
static bool
is_safe(const char *device, const char *blocks)
{
	const char *name = strrchr(device, '/');
	char path[512];

	if (name++ == NULL)
		return false;
	if (strncmp(name, "zram", 4) == 0) {
		(void)snprintf(path, sizeof(path), "%s/%s/backing_dev", blocks,
		    name);
		return access(path, F_OK) != 0 || file_says(path, "none");
	}
	(void)snprintf(path, sizeof(path), "%s/%s/dm/uuid", blocks, name);
	return file_says(path, "CRYPT-");
}

enum host_swap
host_swap_of(const char *swaps, const char *blocks)
{
	enum host_swap found = HOST_SWAP_NONE;
	FILE *f = fopen(swaps, "re");
	char line[512];

	/* The first line is the heading. */
	if (f == NULL)
		return HOST_SWAP_NONE;
	for (size_t i = 0; fgets(line, sizeof(line), f) != NULL; i++) {
		line[strcspn(line, " \t\n")] = '\0';
		if (i == 0)
			continue;
		if (!is_safe(line, blocks))
			found = HOST_SWAP_OPEN;
		else if (found == HOST_SWAP_NONE)
			found = HOST_SWAP_SAFE;
	}
	(void)fclose(f);
	return found;
}

enum host_swap
host_swap(void)
{
	return host_swap_of("/proc/swaps", "/sys/block");
}

bool
host_hibernates(void)
{
	return file_says("/proc/cmdline", "resume=");
}

int
host_landlock(void)
{
	/* LANDLOCK_CREATE_RULESET_VERSION, see landlock(7) */
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1u);

	return abi > 0 ? (int)abi : 0;
}

bool
host_seccomp(void)
{
	unsigned action = SECCOMP_RET_KILL_PROCESS;

	return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0u, &action) == 0;
}

bool
host_keyring(void)
{
	return keyctl_get_keyring_ID(KEY_SPEC_SESSION_KEYRING, 0) >= 0 ||
	    errno == ENOKEY;
}

bool
host_tells_of_sleep(void)
{
	/* logind(8) keeps its seats here while it runs. */
	return access("/run/systemd/seats", F_OK) == 0;
}
