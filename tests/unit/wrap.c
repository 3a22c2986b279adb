#include <execinfo.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>
#include <libxml/xmlmemory.h>
#include <sodium.h>

#include "core/base/error.h"
#include "tests/unit/wrap.h"

struct wrap wrap;

/* ---- by which calls ---- */

#define DEEPEST 96
#define EDGES 65536u /* a power of two, and far more than there are */
#define WAYS 4096

extern const char __executable_start, etext;

static struct {
	uintptr_t edge[EDGES];
	size_t way[WAYS], n; /* which calls came by a new one */
} led;

static bool
is_new(uintptr_t edge)
{
	size_t i = (edge * 0x9e3779b97f4a7c15u) >> 48;

	for (; led.edge[i % EDGES] != 0; i++)
		if (led.edge[i % EDGES] == edge)
			return false;
	led.edge[i % EDGES] = edge;
	return true;
}

static void
look(const struct wrap_call *c)
{
	/* Each sort of call has ways of its own. */
	uintptr_t sort = (uintptr_t)((const uint8_t *)c - (uint8_t *)&wrap);
	bool any = false;
	void *frame[DEEPEST];
	int n = backtrace(frame, DEEPEST);

	for (int i = 0; i < n; i++) {
		uintptr_t at = (uintptr_t)frame[i];

		if (at >= (uintptr_t)&__executable_start &&
		    at < (uintptr_t)&etext && is_new(at << 8 | sort))
			any = true;
	}
	if (any && led.n < WAYS)
		led.way[led.n++] = c->calls;
}

/* ---- calls ---- */

bool
wrap_fails(struct wrap_call *c)
{
	bool now = c->fail_at != 0 && ++c->calls >= c->fail_at;

	if (c->led)
		look(c);
	if (now && c->kills)
		(void)kill(getpid(), SIGKILL);
	return now && (c->sticky || c->calls == c->fail_at);
}

void *
__wrap_malloc(size_t n)
{
	return wrap_fails(&wrap.alloc) ? NULL : __real_malloc(n);
}

void *
__wrap_calloc(size_t n, size_t size)
{
	return wrap_fails(&wrap.alloc) ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *p, size_t n)
{
	return wrap_fails(&wrap.alloc) ? NULL : __real_realloc(p, n);
}

char *
__wrap_strdup(const char *s)
{
	return wrap_fails(&wrap.alloc) ? NULL : __real_strdup(s);
}

void *
__wrap_sodium_malloc(size_t n)
{
	return wrap_fails(&wrap.alloc) ? NULL : __real_sodium_malloc(n);
}

void
wrap_libxml(void)
{
	assert_int_equal(xmlMemSetup(free, __wrap_malloc, __wrap_realloc,
			     __wrap_strdup),
	    0);
}

/* fn with the nth call failing; was there one? */
static bool
try(struct wrap_call *which, size_t n, bool sticky, int code, wrap_fn *fn,
    void (*after)(void *to, int rc), void *to)
{
	struct hj_error err = HJ_ERROR;
	bool met;
	int rc;

	*which = (struct wrap_call){ .fail_at = n, .sticky = sticky };
	rc = fn(to, &err);
	met = which->calls >= n;
	*which = (struct wrap_call){ 0 };
	if (rc != HJ_OK && (rc != code || !met))
		fail_msg("call %zu: %d, %s", n, rc, err.text);
	if (after != NULL)
		after(to, rc);
	return met;
}

size_t
wrap_some(struct wrap_call *which, int code, wrap_fn *fn,
    void (*after)(void *to, int rc), void *to, bool sticky, size_t few)
{
	size_t tried = 0;

	for (size_t n = 1; try(which, n, sticky, code, fn, after, to);
	     n += 1 + n / few)
		tried++;
	return tried;
}

size_t
wrap_led(struct wrap_call *which, int code, wrap_fn *fn,
    void (*after)(void *to, int rc), void *to)
{
	struct hj_error err = HJ_ERROR;
	int rc;

	led.n = 0;
	*which = (struct wrap_call){ .fail_at = SIZE_MAX, .led = true };
	rc = fn(to, &err);
	*which = (struct wrap_call){ 0 };
	if (after != NULL)
		after(to, rc);
	if (rc != HJ_OK)
		fail_msg("%d, %s", rc, err.text);
	for (size_t i = 0; i < led.n; i++)
		(void)try(which, led.way[i], false, code, fn, after, to);
	return led.n;
}

size_t
wrap_each(struct wrap_call *which, int code, wrap_fn *fn,
    void (*after)(void *to, int rc), void *to, bool sticky)
{
	return wrap_some(which, code, fn, after, to, sticky, SIZE_MAX);
}

size_t
wrap_starve(wrap_fn *fn, void (*after)(void *to, int rc), void *to, bool sticky)
{
	return wrap_each(&wrap.alloc, HJ_ENOMEM, fn, after, to, sticky);
}

void
wrap_no_memory(wrap_fn *fn, void (*after)(void *to, int rc), void *to)
{
	struct wrap_call *const which[] = { &wrap.alloc, &wrap.buf };
	size_t n = 0;

	for (size_t i = 0; i < 2; i++) {
		n += wrap_each(which[i], HJ_ENOMEM, fn, after, to, false);
		n += wrap_each(which[i], HJ_ENOMEM, fn, after, to, true);
	}
	assert_true(n > 0);
}
