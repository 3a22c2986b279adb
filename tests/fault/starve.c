/*
 * starve: the nth allocation that hanji itself makes fails.
 *
 * Not a program: memory.py makes it a library that is loaded before all others
 * (LD_PRELOAD).  Counted is what the program asks for, not what its libraries
 * ask for themselves, some of which end the process.
 *
 *	STARVE_AT=N [STARVE_ON=1]  the nth fails; all later ones too
 *	STARVE_COUNT=FILE          how many there were, at the end; without
 *	                           STARVE_AT then a line for each call by way of
 *	                           which one was asked for: the first such
 *	                           allocation, and the call
 *
 * A call is where in the program it returns to: the same in each run, however
 * the program is placed in memory.
 */
#include <errno.h>
#include <execinfo.h>
#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

#define DEEP 64 /* frames of a call that are looked at */
#define CALLS (1U << 16) /* places that a program can be called from */

static struct {
	uintptr_t from, to; /* where the code of the program lies */
	unsigned long at, calls;
	bool on, begun, looking;
	struct call {
		uint32_t at; /* 0: none */
		unsigned long nth;
	} seen[CALLS]; /* a hash table, open */
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
	if (starve.at == 0)
		(void)backtrace((void *[1]){ NULL },
		    1); /* loads what it needs */
}

__attribute__((destructor)) static void
end(void)
{
	const char *path = getenv("STARVE_COUNT");
	FILE *f;

	if (path == NULL || (f = fopen(path, "we")) == NULL)
		return;
	(void)fprintf(f, "%lu\n", starve.calls);
	for (size_t i = 0; i < CALLS; i++)
		if (starve.seen[i].at != 0)
			(void)fprintf(f, "%lu %u\n", starve.seen[i].nth,
			    (unsigned)starve.seen[i].at);
	(void)fclose(f);
}

/* Before what runs after main(), which is not of the program either. */
static void
stop(void)
{
	starve.to = 0;
}

/* The calls that led to this allocation, where they are new. */
static void
look(void)
{
	void *frames[DEEP];
	int n;

	if (starve.at != 0 || starve.looking)
		return;
	starve.looking = true;
	n = backtrace(frames, DEEP);
	for (int i = 0; i < n; i++) {
		uintptr_t from = (uintptr_t)frames[i];
		uint32_t at = (uint32_t)(from - starve.from);
		size_t slot = at * 2654435761U % CALLS;

		if (from < starve.from || from >= starve.to)
			continue;
		while (starve.seen[slot].at != 0 && starve.seen[slot].at != at)
			slot = (slot + 1) % CALLS;
		if (starve.seen[slot].at == 0)
			starve.seen[slot] = (struct call){ at, starve.calls };
	}
	starve.looking = false;
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
	look();
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
