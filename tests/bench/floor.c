/*
 * floor: the floor programs in one, see floor.h.
 *
 *	floor import DIR FILE | export DIR FILE [hash] | get DIR N | show DIR ID |
 *	      scan DIR N | update DIR N | verify DIR | start
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <sodium.h>

#include "tests/bench/floor.h"

static double
cpu(void)
{
	struct rusage u;

	(void)getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e6 +
	    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

void
floor_clock_start(struct floor *f)
{
	f->began = cpu();
}

void
floor_clock_stop(const struct floor *f, size_t times)
{
	(void)printf("us_each %.3f\n", (cpu() - f->began) / (double)times);
}

int
main(int argc, char *argv[])
{
	const char *what = argc > 1 ? argv[1] : "";
	const char *arg = argc > 3 ? argv[3] : "";
	size_t times = strtoul(arg, NULL, 10);
	bool writes =
	    strcmp(what, "import") == 0 || strcmp(what, "update") == 0;
	struct floor *f;

	if (strcmp(what, "start") == 0)
		return sodium_init() < 0;
	if (argc < 3)
		floor_die("usage: floor WHAT DIR [FILE | N | ID]");
	f = floor_start(argv[2], strcmp(what, "import") == 0, writes);
	if (strcmp(what, "import") == 0)
		floor_import(f, arg);
	else if (strcmp(what, "export") == 0)
		floor_export(f, arg, argc > 4);
	else if (strcmp(what, "get") == 0)
		floor_reads(f, times);
	else if (strcmp(what, "show") == 0)
		floor_show(f, arg);
	else if (strcmp(what, "scan") == 0)
		floor_scan(f, times);
	else if (strcmp(what, "update") == 0)
		floor_update(f, times);
	else if (strcmp(what, "verify") == 0)
		floor_verify(f);
	else
		floor_die("no such floor");
	floor_end(f);
	return fflush(stdout) == 0 ? 0 : 1;
}
