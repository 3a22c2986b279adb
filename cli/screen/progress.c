#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/access/process.h"
#include "cli/screen/progress.h"

#define DELAY_MS 1000
#define REDRAW_MS 200
#define BAR 30

static int64_t
milliseconds(void)
{
	struct timespec t = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
draw(struct progress *p, uint64_t done, uint64_t total)
{
	unsigned filled = 0;

	if (total != 0)
		filled = (unsigned)(done < total ? done * BAR / total : BAR);
	(void)fprintf(stderr, "\r%s [", p->label);
	for (unsigned i = 0; i < BAR; i++)
		(void)fputc(i < filled ? '#' : ' ', stderr);
	(void)fprintf(stderr, "] %" PRIu64, done);
	if (total != 0)
		(void)fprintf(stderr, "/%" PRIu64, total);
	(void)fputs("\033[K", stderr);
	(void)fflush(stderr);
	p->shown = true;
}

static int
on_progress(void *to, uint64_t done, uint64_t total)
{
	struct progress *p = to;
	int64_t now;

	if (process_interrupted())
		return HJ_EINTERRUPTED;
	if (!p->terminal)
		return 0;
	now = milliseconds();
	if (now - p->begun < DELAY_MS || now - p->drawn < REDRAW_MS)
		return 0;
	p->drawn = now;
	draw(p, done, total);
	return 0;
}

struct hj_progress
progress_start(struct progress *p, const char *label)
{
	*p = (struct progress){ .label = label,
		.terminal = isatty(STDERR_FILENO) == 1,
		.begun = milliseconds() };
	return (struct hj_progress){ .fn = on_progress, .to = p };
}

void
progress_end(struct progress *p)
{
	if (p->shown)
		(void)fputs("\r\033[K", stderr);
	p->shown = false;
}
