/* Looking at data.mdb before it is mapped. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/store_env.h"

/* What mdb.c keeps at the start of each of the first two pages of a file
 * made on this kind of machine; LMDB maps before it looks. */
struct meta {
	struct {
		uint64_t pgno;
		uint16_t pad, flags;
		uint16_t lower, upper;
	} page;
	uint32_t magic, version;
	uint64_t address, mapsize;
	struct {
		uint32_t pad; /* of the first: the page size */
		uint16_t flags, depth;
		uint64_t branch, leaf, overflow, entries, root;
	} db[2];
	uint64_t last_page, txnid;
};

static bool
is_meta(const struct meta *m)
{
	uint64_t page = m->db[0].pad;

	return m->magic == 0xbeefc0de && page >= 512 && page <= 65536 &&
	    (page & (page - 1)) == 0 && m->last_page <= UINT32_MAX * page;
}

/* Of the newer one, which LMDB uses.  The older may hold anything: after a
 * commit that the medium refused, LMDB leaves there the roots of that commit
 * with the number of the last one. */
static bool
leads_inside(const struct meta *m, uint64_t size)
{
	uint64_t page = m->db[0].pad;

	for (size_t i = 0; i < 2; i++)
		if (m->db[i].root != UINT64_MAX &&
		    (m->db[i].root > m->last_page ||
			(m->db[i].root + 1) * page > size))
			return false;
	return true;
}

/* *failed: why the medium did not give it. */
static bool
read_meta(int fd, off_t at, struct meta *m, int *failed)
{
	ssize_t n = pread(fd, m, sizeof(*m), at);

	if (n < 0)
		*failed = errno;
	return n == (ssize_t)sizeof(*m);
}

int
hj_store_look(const char *dir, uint64_t *size, struct hj_error *err)
{
	char path[PATH_MAX + 16];
	struct meta m[2];
	struct stat st;
	bool good = false;
	int fd, failed = 0;

	(void)snprintf(path, sizeof(path), "%s/data.mdb", dir);
	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) < 0) {
		if (errno == ENOENT)
			return hj_fail(err, HJ_ENOTFOUND, "'%s' does not exist",
			    path);
		return hj_fail_errno(err, errno, "cannot open '%s'", path);
	}
	if (fstat(fd, &st) != 0)
		failed = errno;
	else if (S_ISREG(st.st_mode) && read_meta(fd, 0, &m[0], &failed) &&
	    is_meta(&m[0]) &&
	    read_meta(fd, (off_t)m[0].db[0].pad, &m[1], &failed) &&
	    is_meta(&m[1]))
		good = leads_inside(&m[m[0].txnid < m[1].txnid],
		    (uint64_t)st.st_size);
	(void)close(fd);
	if (failed != 0)
		return hj_fail_errno(err, failed, "cannot read '%s'", path);
	if (!good)
		return hj_fail(err, HJ_ECORRUPT,
		    "'%s' is damaged, or from another kind of machine; "
		    "restore a backup",
		    path);
	*size = (uint64_t)st.st_size;
	return HJ_OK;
}
