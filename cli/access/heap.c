#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "cli/access/heap.h"
#include "core/confine/confine.h" /* HJ_SANITIZED */

#ifndef HJ_SANITIZED

/* glibc's own, which keeps this name for those who replace it. */
void __libc_free(void *p);

void
free(void *p)
{
	if (p == NULL)
		return;
	explicit_bzero(p, malloc_usable_size(p));
	__libc_free(p);
}

/* A chunk that glibc moves by itself would be left behind as it is. */
void *
realloc(void *p, size_t n)
{
	size_t old = p != NULL ? malloc_usable_size(p) : 0;
	void *to;

	if (p == NULL)
		return malloc(n);
	if (n == 0) {
		free(p);
		return NULL;
	}
	if (n <= old && n > old / 2)
		return p;
	if ((to = malloc(n)) == NULL)
		return NULL;
	memcpy(to, p, n < old ? n : old);
	free(p);
	return to;
}

#endif
