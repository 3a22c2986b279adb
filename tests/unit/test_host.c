/* Swap as /proc/swaps and /sys/block tell of it, on computers made up here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "cli/access/host.h"
#include "core/base/base.h"

#define HEADING "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"

static char top[64], swaps[96], blocks[96];

static void
put(const char *path, const char *text)
{
	char whole[256], *slash;
	FILE *f;

	(void)snprintf(whole, sizeof(whole), "%s/%s", top, path);
	for (slash = whole + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
		*slash = '\0';
		(void)mkdir(whole, 0700);
		*slash = '/';
	}
	f = fopen(whole, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static int
set_up(void **state)
{
	(void)state;
	(void)snprintf(top, sizeof(top), "/tmp/hanji-host-XXXXXX");
	assert_non_null(mkdtemp(top));
	(void)snprintf(swaps, sizeof(swaps), "%s/swaps", top);
	(void)snprintf(blocks, sizeof(blocks), "%s/block", top);
	put("block/dm-0/dm/uuid", "CRYPT-PLAIN-swap\n");
	put("block/dm-1/dm/uuid", "LVM-0123456789\n");
	put("block/zram0/backing_dev", "none\n");
	put("block/zram1/backing_dev", "/dev/sda9\n");
	return 0;
}

static int
tear_down(void **state)
{
	char command[128];

	(void)state;
	(void)snprintf(command, sizeof(command), "rm -rf %s", top);
	return system(command);
}

static void
what_is_written_to_the_disk_is_open(void **state)
{
	static const struct {
		const char *line;
		enum host_swap found;
	} tests[] = {
		{ "", HOST_SWAP_NONE },
		{ "/dev/dm-0  partition\t8388604\t0\t-2\n", HOST_SWAP_SAFE },
		{ "/dev/dm-1  partition\t8388604\t0\t-2\n", HOST_SWAP_OPEN },
		{ "/dev/zram0 partition\t8388604\t0\t100\n", HOST_SWAP_SAFE },
		{ "/dev/zram1 partition\t8388604\t0\t100\n", HOST_SWAP_OPEN },
		{ "/dev/sda2  partition\t8388604\t0\t-2\n", HOST_SWAP_OPEN },
		{ "/swapfile  file\t\t2097148\t0\t-2\n", HOST_SWAP_OPEN },
		{ "/dev/zram0 partition\t1\t0\t100\n/swapfile file\t1\t0\t-2\n",
		    HOST_SWAP_OPEN },
		{ "/swapfile file\t1\t0\t-2\n/dev/dm-0 partition\t1\t0\t-3\n",
		    HOST_SWAP_OPEN },
	};
	char text[256];

	(void)state;
	for (size_t i = 0; i < HJ_LEN(tests); i++) {
		(void)snprintf(text, sizeof(text), HEADING "%s", tests[i].line);
		put("swaps", text);
		if (host_swap_of(swaps, blocks) != tests[i].found)
			fail_msg("judged wrongly: %s", tests[i].line);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_to_the_disk_is_open),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
