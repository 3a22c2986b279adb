#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/guard.h"
#include "import/judge.h"

#define PIECE ((size_t)64 << 10)
/* format.md 6: per case. */
#define CPU_MS 2000
#define PATIENCE_MS 1000

const char *const hj_import_formats[] = { "xml", NULL };

/* One import while it runs. */
struct run {
	struct hj_helper helper;
	struct hj_helper_watch watch;
	struct hj_judge judge;
	const struct hj_import_sink *sink;
	struct hj_import_summary *sum;
	struct hj_buf raw, body;
	size_t at; /* in raw */
	uint64_t total;
	uint64_t sent; /* case files that the helper sent */
	uint64_t refused; /* that it counted out itself */
	bool moved; /* since the last rest */
	bool begun, ended;
};

const char *
hj_import_sniff(const uint8_t *p, size_t n)
{
	enum hj_fault fault;
	char name[32];

	return hj_guard_head(p, n, &fault, name) ? "xml" : NULL;
}

/* Judge what the name stands for before it is opened: opening a device or a
 * terminal can have effects. */
int
hj_import_open(const char *path, int *ret, struct hj_error *err)
{
	int name = open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	char self[32];
	struct stat st;
	int fd, rc = HJ_OK;

	if (name < 0 && (errno == ENOENT || errno == ENOTDIR))
		return hj_fail(err, HJ_ENOTFOUND, "no file '%s'", path);
	if (name < 0)
		return hj_fail_errno(err, errno, "cannot open '%s'", path);
	if (fstat(name, &st) != 0)
		rc = hj_fail_errno(err, errno, "cannot open '%s'", path);
	else if (S_ISLNK(st.st_mode))
		rc = hj_fail(err, HJ_EINVAL,
		    "'%s' is a link: name the file that it leads to", path);
	else if (!S_ISREG(st.st_mode) && !S_ISFIFO(st.st_mode))
		rc = hj_fail(err, HJ_EINVAL, "'%s' is not a file", path);
	if (rc != HJ_OK)
		goto out;
	(void)snprintf(self, sizeof(self), "/proc/self/fd/%d", name);
	if ((fd = open(self, O_RDONLY | O_CLOEXEC | O_NOCTTY)) < 0)
		rc = hj_fail_errno(err, errno, "cannot open '%s'", path);
	else
		*ret = fd;
out:
	(void)close(name);
	return rc;
}

static int
broken(struct hj_error *err)
{
	return hj_fail(err, HJ_ECORRUPT,
	    "hanji-parse sent what it never sends: the installation is "
	    "damaged, or the file attacked it");
}

/* n more bytes of the pipe into p.  *got less than n: it ended. */
static int
take_bytes(struct run *r, uint8_t *p, size_t n, size_t *got,
    struct hj_error *err)
{
	*got = 0;
	while (*got < n) {
		size_t k = r->raw.len - r->at;

		if (k == 0) {
			hj_buf_reset(&r->raw);
			r->at = 0;
			if (r->moved)
				hj_helper_rest(&r->helper);
			r->moved = false;
			r->raw.len = PIECE;
			if (hj_helper_read(&r->helper, r->raw.data, PIECE, &k,
				&r->watch, err) != HJ_OK)
				return (int)err->code;
			r->raw.len = k;
			if (k == 0)
				return HJ_OK;
		}
		k = k < n - *got ? k : n - *got;
		memcpy(p + *got, r->raw.data + r->at, k);
		r->at += k;
		*got += k;
	}
	return HJ_OK;
}

/* *ended: the pipe closed between two frames. */
static int
next_frame(struct run *r, struct hj_frame *f, bool *ended, struct hj_error *err)
{
	uint8_t head[HJ_FRAME_HEADER];
	enum hj_frame_type type;
	uint8_t *body;
	size_t n, got;

	if (take_bytes(r, head, sizeof(head), &got, err) != HJ_OK)
		return (int)err->code;
	*ended = got == 0;
	if (got == 0)
		return HJ_OK;
	if (got < sizeof(head))
		return broken(err);
	if (hj_frame_header(head, &type, &n, err) != HJ_OK)
		return (int)err->code;
	hj_buf_reset(&r->body);
	if (hj_buf_extend(&r->body, n, &body, err) != HJ_OK ||
	    take_bytes(r, body, n, &got, err) != HJ_OK)
		return (int)err->code;
	return got < n ? broken(err) : hj_frame_parse(type, body, n, f, err);
}

static int
finding(struct run *r, const struct hj_frame *f, struct hj_error *err)
{
	uint64_t before = r->sum->rejected;
	int rc = hj_judge_finding(&r->judge, &f->finding, err);

	r->refused += r->sum->rejected - before;
	r->moved = true;
	return rc;
}

static int
progress(struct run *r, const struct hj_frame *f, struct hj_error *err)
{
	if (f->bytes <= r->sum->bytes)
		return broken(err);
	r->sum->bytes = f->bytes;
	r->moved = true;
	if (r->sink->progress == NULL)
		return HJ_OK;
	return r->sink->progress(r->sink->to, f->bytes, r->total, err);
}

static int
handle(struct run *r, struct hj_frame *f, struct hj_error *err)
{
	/* First BEGIN and nothing twice; END and nothing more. */
	if (r->ended || r->begun != (f->type != HJ_FRAME_BEGIN))
		return broken(err);
	switch (f->type) {
	case HJ_FRAME_BEGIN:
		r->begun = true;
		r->sum->confined = f->confined;
		return HJ_OK;
	case HJ_FRAME_ORIGIN:
		r->sum->origin = f->origin;
		return r->sent == 0 ? HJ_OK : broken(err);
	case HJ_FRAME_CASE:
		r->sent++;
		r->moved = true;
		return hj_judge_case(&r->judge, f, err);
	case HJ_FRAME_FINDING:
		return finding(r, f, err);
	case HJ_FRAME_PROGRESS:
		return progress(r, f, err);
	case HJ_FRAME_END:
		r->ended = true;
		r->sum->bytes = f->bytes;
		memcpy(r->sum->sha256, f->sha256, sizeof(f->sha256));
		return f->cases == r->sent && f->rejected == r->refused
		    ? HJ_OK
		    : broken(err);
	}
	return HJ_OK;
}

/* How the helper ended when it did not say END. */
static int
explain(const struct hj_helper_end *end, struct hj_error *err)
{
	if (end->signal == SIGSYS)
		return hj_fail(err, HJ_ECORRUPT,
		    "hanji-parse tried what it must not and was stopped: the file attacked it, or the installation is damaged");
	if (end->signal != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "hanji-parse was stopped by signal %d: the file is more than it can read",
		    end->signal);
	return hj_fail(err, HJ_EIO, "hanji-parse could not go on");
}

static int
frames(struct run *r, struct hj_error *err)
{
	bool ended = false;

	while (!ended) {
		struct hj_frame f = { .type = HJ_FRAME_BEGIN };

		if (next_frame(r, &f, &ended, err) != HJ_OK)
			return (int)err->code;
		if (!ended && handle(r, &f, err) != HJ_OK)
			return (int)err->code;
	}
	return HJ_OK;
}

static int
run(struct run *r, const char *parser, int fd, struct hj_error *err)
{
	struct hj_helper_end end;
	uint8_t *room;
	int rc;

	if (hj_buf_extend(&r->raw, PIECE, &room, err) != HJ_OK)
		return (int)err->code;
	hj_buf_reset(&r->raw);
	if (hj_helper_start(parser, fd, &r->helper, err) != HJ_OK)
		return (int)err->code;
	rc = frames(r, err);
	hj_helper_end(&r->helper, rc == HJ_OK ? PATIENCE_MS : 0, &end);
	if (rc != HJ_OK)
		return rc;
	if (!r->ended || end.status != 0)
		return explain(&end, err);
	if (r->judge.refused.code != HJ_OK) {
		*err = r->judge.refused;
		return (int)err->code;
	}
	return HJ_OK;
}

int
hj_import_run(const char *format, int fd, const char *parser,
    const struct hj_import_sink *sink, struct hj_import_summary *ret,
    struct hj_error *err)
{
	struct run r = { .helper = HJ_HELPER,
		.watch = { .cpu_ms = CPU_MS,
		    .stop = sink->stop,
		    .to = sink->to },
		.judge = { .sink = sink, .sum = ret },
		.sink = sink,
		.sum = ret,
		.raw = HJ_BUF(PIECE),
		.body = HJ_BUF(HJ_FRAME_MAX) };
	struct stat st;
	int rc;

	memset(ret, 0, sizeof(*ret));
	if (strcmp(format, "xml") != 0)
		return hj_fail(err, HJ_EINVAL,
		    "unknown format '%s'; expected xml", format);
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		r.total = (uint64_t)st.st_size;
	rc = run(&r, parser, fd, err);
	hj_buf_clear(&r.raw);
	hj_buf_clear(&r.body);
	return rc;
}
