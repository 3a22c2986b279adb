/*
 * heap.h: what anybody in the process frees is overwritten first.
 *
 * Our own buffers wipe themselves; libraries (ICU, readline, libzip) free texts
 * of a record as they are.  glibc's M_PERTURB does not reach the chunks that its
 * cache for each thread keeps, which are all the small ones, so free(3) and
 * realloc(3) are replaced as the glibc manual describes ("Replacing malloc");
 * malloc(3) and the rest stay glibc's.  Not under the sanitizers, which bring an
 * allocator of their own.
 *
 * Nothing includes this to call it: being linked is enough.
 */
#ifndef HJ_CLI_HEAP_H
#define HJ_CLI_HEAP_H

#include <stddef.h>

void free(void *p);
void *realloc(void *p, size_t n);

#endif
