/*
 * fuzz_package: any bytes as the list of parts that hanji-render gets; what it
 * takes has names that lead nowhere else, and stays inside what came.
 */
#include <stdlib.h>
#include <string.h>

#include "export/render/package.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char names[HJ_ZIP_PARTS][HJ_ZIP_NAME + 1];
	struct hj_part parts[HJ_ZIP_PARTS];
	struct hj_cursor c = HJ_CURSOR(p, n);
	size_t count;

	if (!hj_package_read(&c, parts, names, &count))
		return 0;
	for (size_t i = 0; i < count; i++)
		if (!hj_zip_name_valid(parts[i].name, strlen(parts[i].name)) ||
		    parts[i].p < p || parts[i].n > n ||
		    parts[i].p + parts[i].n > p + n)
			abort();
	return 0;
}
