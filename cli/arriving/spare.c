#include <stdio.h>

#include "cli/arriving/spare.h"

/* Asked each time that so much more is held. */
#define STEP ((uint64_t)64 << 20)
/* Besides: to derive a key, to read a case file, to write a commit. */
#define BESIDES ((uint64_t)128 << 20)

/* Bytes that can be had without swapping; UINT64_MAX: nobody says. */
static uint64_t
available(const char *meminfo)
{
	FILE *f = fopen(meminfo, "re");
	uint64_t found = UINT64_MAX;
	unsigned long long kib;
	char line[256];

	if (f == NULL)
		return found;
	while (fgets(line, sizeof(line), f) != NULL)
		if (sscanf(line, "MemAvailable: %llu kB", &kib) == 1)
			found = (uint64_t)kib << 10;
	(void)fclose(f);
	return found;
}

int
spare_grow_on(const char *meminfo, uint64_t before, size_t n,
    struct hj_error *err)
{
	uint64_t left;

	if (before != 0 && before / STEP == (before + n) / STEP)
		return HJ_OK;
	left = available(meminfo);
	if (left >= STEP + BESIDES)
		return HJ_OK;
	return hj_fail(err, HJ_ELIMIT,
	    "it is too large for the memory that is free here, %llu MiB: close other programs, or read it on another computer",
	    (unsigned long long)left >> 20);
}

int
spare_grow(uint64_t before, size_t n, struct hj_error *err)
{
	return spare_grow_on("/proc/meminfo", before, n, err);
}
