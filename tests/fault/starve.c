/*
 * starve: the nth allocation that hanji itself makes fails.
 *
 * Not a program: memory.py makes it a library that is loaded before all others
 * (LD_PRELOAD).  Counted is what the program asks for, not what its libraries
 * ask for themselves, some of which end the process.
 *
 *	STARVE_AT=N [STARVE_ON=1]  the nth fails; all later ones too
 *	STARVE_COUNT=FILE          how many there were, at the end
 */
#include <errno.h>
#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

static struct {
	uintptr_t from, to; /* where the code of the program lies */
	unsigned long at, calls;
	bool on, begun;
} starve;

static int
first(struct dl_phdr_info *info, size_t size, void *arg)
{
	(void)size;
	(void)arg;
	for (size_t i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &info->dlpi_phdr[i];

		if (p->p_type != PT_LOAD || (p->p_flags & PF_X) == 0)
			continue;
		starve.from = info->dlpi_addr + p->p_vaddr;
		starve.to = starve.from + p->p_memsz;
	}
	return 1; /* the program itself comes first */
}

__attribute__((constructor)) static void
begin(void)
{
	const char *at = getenv("STARVE_AT");

	starve.on = getenv("STARVE_ON") != NULL;
	starve.at = at != NULL ? strtoul(at, NULL, 10) : 0;
	(void)dl_iterate_phdr(first, NULL);
}

__attribute__((destructor)) static void
end(void)
{
	const char *path = getenv("STARVE_COUNT");
	FILE *f;

	if (path == NULL || (f = fopen(path, "we")) == NULL)
		return;
	(void)fprintf(f, "%lu\n", starve.calls);
	(void)fclose(f);
}

/* Before what runs after main(), which is not of the program either. */
static void
stop(void)
{
	starve.to = 0;
}

static bool
fails(const void *caller)
{
	uintptr_t from = (uintptr_t)caller;

	if (from < starve.from || from >= starve.to)
		return false;
	if (!starve.begun)
		starve.begun = atexit(stop) == 0;
	starve.calls++;
	if (starve.at == 0 || starve.calls < starve.at ||
	    (starve.calls > starve.at && !starve.on))
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t n)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL
						  : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(p, n);
}
