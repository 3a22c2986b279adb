#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "core/base/text.h"
#include "import/archive_own.h"

#define PIECE ((size_t)64 << 10)

bool
hj_archive_is_path(const char *p, size_t n)
{
	size_t depth = 1;

	if (n == 0 || n >= HJ_ARCHIVE_PATH || !hj_text_is_utf8(p, n))
		return false;
	for (size_t from = 0, i = 0; i <= n; i++) {
		size_t len = i - from;

		if (i < n && p[i] != '/')
			continue;
		if (len == 0 || (len == 1 && p[from] == '.') ||
		    (len == 2 && p[from] == '.' && p[from + 1] == '.'))
			return false;
		depth += i < n;
		from = i + 1;
	}
	return depth <= HJ_ARCHIVE_DEPTH;
}

int
hj_archive_add(struct hj_archive *a, const char *path, uint64_t size,
    uint64_t offset, struct hj_error *err)
{
	struct hj_archive_file *f;
	char *copy;

	if (a->n == HJ_ARCHIVE_FILES)
		return hj_fail(err, HJ_ELIMIT, "more than %d files",
		    HJ_ARCHIVE_FILES);
	if (a->n == a->cap) {
		size_t cap = a->cap == 0 ? 64 : 2 * a->cap;

		if ((f = realloc(a->file, cap * sizeof(*f))) == NULL)
			return hj_fail(err, HJ_ENOMEM, "out of memory");
		a->file = f;
		a->cap = cap;
	}
	if (hj_arena_text(&a->names, path, strlen(path), &copy, err) != HJ_OK)
		return (int)err->code;
	a->file[a->n++] = (struct hj_archive_file){ .path = copy,
		.size = size,
		.offset = offset };
	return HJ_OK;
}

static int
by_path(const void *a, const void *b)
{
	const struct hj_archive_file *x = a, *y = b;

	return strcmp(x->path, y->path);
}

/* A name twice, or a file that is also the folder of another. */
static int
refuse_twins(const struct hj_archive *a, struct hj_error *err)
{
	char folder[HJ_ARCHIVE_PATH];

	for (size_t i = 0; i < a->n; i++) {
		const char *path = a->file[i].path;

		if (i > 0 && strcmp(a->file[i - 1].path, path) == 0)
			return hj_fail(err, HJ_ECORRUPT,
			    "'%s' is in it twice: which of the two is meant, nobody can say",
			    path);
		for (const char *s = strchr(path, '/'); s != NULL;
		     s = strchr(s + 1, '/')) {
			memcpy(folder, path, (size_t)(s - path));
			folder[s - path] = '\0';
			if (hj_archive_find(a, folder) != NULL)
				return hj_fail(err, HJ_ECORRUPT,
				    "'%s' is a file and a folder at once",
				    folder);
		}
	}
	return HJ_OK;
}

int
hj_archive_open(int fd, struct hj_archive *ret, struct hj_error *err)
{
	struct stat st;
	int rc;

	*ret = (struct hj_archive){ .fd = fd };
	if (fstat(fd, &st) != 0)
		return hj_fail_errno(err, errno, "cannot look at the package");
	if (S_ISDIR(st.st_mode)) {
		rc = hj_archive_walk_folder(ret, err);
	} else if (S_ISREG(st.st_mode)) {
		ret->tar = ret->plain = true;
		rc = hj_archive_walk_tar(ret, (uint64_t)st.st_size, err);
	} else {
		return hj_fail(err, HJ_EINVAL,
		    "neither a folder nor a file: a package is one of them");
	}
	if (rc != HJ_OK)
		return rc;
	if (ret->n != 0)
		qsort(ret->file, ret->n, sizeof(*ret->file), by_path);
	return refuse_twins(ret, err);
}

void
hj_archive_clear(struct hj_archive *a)
{
	free(a->file);
	hj_arena_clear(&a->names);
	*a = (struct hj_archive){ .fd = -1 };
}

const struct hj_archive_file *
hj_archive_find(const struct hj_archive *a, const char *path)
{
	struct hj_archive_file key = { .path = (char *)(uintptr_t)path };

	return a->n == 0
	    ? NULL
	    : bsearch(&key, a->file, a->n, sizeof(*a->file), by_path);
}

static int
changed(const char *path, struct hj_error *err)
{
	return hj_fail(err, HJ_ECORRUPT,
	    "'%s' was changed while it was being read", path);
}

int
hj_archive_read(const struct hj_archive *a, const struct hj_archive_file *f,
    hj_archive_fn *fn, void *to, struct hj_error *err)
{
	struct hj_buf piece = HJ_BUF(PIECE);
	uint64_t done = 0;
	uint8_t *p;
	int fd = a->fd, rc;

	if (!a->tar && hj_archive_open_file(a, f, &fd, err) != HJ_OK)
		return (int)err->code;
	rc = hj_buf_extend(&piece, PIECE, &p, err);
	while (rc == HJ_OK && done < f->size) {
		size_t want =
		    f->size - done < PIECE ? (size_t)(f->size - done) : PIECE;
		ssize_t n = pread(fd, p, want, (off_t)(f->offset + done));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			rc = hj_fail_errno(err, errno, "cannot read '%s'",
			    f->path);
		else if (n == 0)
			rc = changed(f->path, err);
		else
			rc = fn(to, p, (size_t)n, err);
		done += n > 0 ? (uint64_t)n : 0;
	}
	if (fd != a->fd)
		(void)close(fd);
	hj_buf_clear(&piece);
	return rc;
}

static int
append(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	return hj_buf_add(to, p, n, err);
}

int
hj_archive_load(const struct hj_archive *a, const struct hj_archive_file *f,
    struct hj_buf *to, struct hj_error *err)
{
	if (f->size > to->max - to->len)
		return hj_fail(err, HJ_ELIMIT, "'%s' is larger than %zu bytes",
		    f->path, to->max);
	return hj_archive_read(a, f, append, to, err);
}

static int
hash_some(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	(void)err;
	(void)crypto_hash_sha256_update(to, p, n);
	return HJ_OK;
}

int
hj_archive_sha256(const struct hj_archive *a, const struct hj_archive_file *f,
    char ret[static HJ_ARCHIVE_SHA256], struct hj_error *err)
{
	crypto_hash_sha256_state state;
	uint8_t hash[crypto_hash_sha256_BYTES];
	int rc;

	(void)crypto_hash_sha256_init(&state);
	if ((rc = hj_archive_read(a, f, hash_some, &state, err)) != HJ_OK)
		return rc;
	(void)crypto_hash_sha256_final(&state, hash);
	(void)sodium_bin2hex(ret, HJ_ARCHIVE_SHA256, hash, sizeof(hash));
	return HJ_OK;
}
