#include <stdlib.h>
#include <string.h>

#include "import/bag_own.h"

#define DATA "data/"

bool
hj_bag_is_strict(const struct hj_bag *b)
{
	return b->facts->major >= 1;
}

const struct hj_archive_file *
hj_bag_file(const struct hj_bag *b, const char *path)
{
	char whole[HJ_ARCHIVE_PATH];
	size_t n = strlen(b->root), m = strlen(path);

	if (n + m >= sizeof(whole))
		return NULL;
	memcpy(whole, b->root, n);
	memcpy(whole + n, path, m + 1);
	return hj_archive_find(b->a, whole);
}

const char *
hj_bag_path(const struct hj_bag *b, size_t file)
{
	const char *path = b->a->file[file].path;
	size_t n = strlen(b->root);

	return strncmp(path, b->root, n) == 0 ? path + n : NULL;
}

static bool
is_payload(const char *path)
{
	return strncmp(path, DATA, sizeof(DATA) - 1) == 0;
}

/* Something only a bag has at its top. */
static bool
is_mark(const char *path)
{
	return strcmp(path, "bagit.txt") == 0 || is_payload(path) ||
	    strncmp(path, "manifest-", 9) == 0;
}

bool
hj_bag_root(const struct hj_archive *a, char ret[static HJ_ARCHIVE_PATH])
{
	bool found = false;

	ret[0] = '\0';
	for (size_t i = 0; i < a->n; i++)
		if (is_mark(a->file[i].path))
			return true;
	for (size_t i = 0; i < a->n; i++) {
		const char *path = a->file[i].path;
		const char *slash = strchr(path, '/');
		size_t n = slash != NULL ? (size_t)(slash + 1 - path) : 0;

		if (n == 0 || strcmp(slash + 1, "bagit.txt") != 0)
			continue;
		/* Of two bags nobody can say which is meant. */
		if (found)
			return false;
		found = true;
		memcpy(ret, path, n);
		ret[n] = '\0';
	}
	return found;
}

/* ---- every file ---- */

struct pass {
	struct hj_bag *b;
	struct hj_checksums *sums;
	size_t at_payload[HJ_CHECKSUMS], at_tags[HJ_CHECKSUMS];
	size_t bad_payload[HJ_CHECKSUMS], bad_tags[HJ_CHECKSUMS];
};

static int
feed(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	(void)err;
	hj_checksums_add(to, p, n);
	return HJ_OK;
}

/* What the manifest says of this file: files come in its order. */
static const struct hj_bag_sum *
said_by(const struct hj_bag_manifest *m, size_t *at, size_t file)
{
	while (*at < m->n && m->sum[*at].file < file)
		++*at;
	return *at < m->n && m->sum[*at].file == file ? &m->sum[*at] : NULL;
}

static bool
is_manifest(const struct hj_bag *b, const char *path)
{
	for (int c = 0; c < HJ_CHECKSUMS; c++)
		if (b->payload[c].there &&
		    strcmp(path, b->payload[c].name) == 0)
			return true;
	return false;
}

/* RFC 8493: every payload manifest lists every file of the payload (2.1.3),
 * every tag manifest every payload manifest (2.2.1). */
static int
refuse_unlisted(struct pass *p, const char *path, bool payload,
    const struct hj_bag_sum *const *said, struct hj_error *err)
{
	struct hj_bag *b = p->b;
	bool once = false, all = true;
	int rc = HJ_OK;

	for (int c = 0; c < HJ_CHECKSUMS && !payload; c++)
		if (b->tags[c].there && said[c] == NULL &&
		    strncmp(path, "tagmanifest-", 12) != 0) {
			b->facts->loose++;
			break;
		}
	if (!payload && !(hj_bag_is_strict(b) && is_manifest(b, path)))
		return HJ_OK;
	for (int c = 0; c < HJ_CHECKSUMS; c++) {
		const struct hj_bag_manifest *m =
		    payload ? &b->payload[c] : &b->tags[c];

		once = once || said[c] != NULL;
		if (!m->there || said[c] != NULL)
			continue;
		all = false;
		if (hj_bag_is_strict(b))
			rc = hj_rule(b->j, HJ_FAILS, "unlisted", path, err,
			    "here, but not listed in %s", m->name);
		if (rc != HJ_OK)
			return rc;
	}
	if (payload && !once && (all || !hj_bag_is_strict(b)))
		rc = hj_rule(b->j, HJ_FAILS, "unlisted", path, err,
		    "here, but not listed in any manifest");
	return rc;
}

static int
compare(struct pass *p, size_t file, bool payload,
    const struct hj_bag_sum *const *said, struct hj_error *err)
{
	struct hj_bag *b = p->b;
	uint8_t got[HJ_CHECKSUM_MAX];
	int rc;

	hj_checksums_start(p->sums);
	rc = hj_archive_read(b->a, &b->a->file[file], feed, p->sums, err);
	for (int c = 0; c < HJ_CHECKSUMS && rc == HJ_OK; c++) {
		const struct hj_bag_manifest *m =
		    payload ? &b->payload[c] : &b->tags[c];

		if (said[c] == NULL)
			continue;
		hj_checksums_end(p->sums, (enum hj_checksum)c, got);
		if (memcmp(got, said[c]->digest,
			hj_checksum_size((enum hj_checksum)c)) == 0)
			continue;
		(payload ? p->bad_payload : p->bad_tags)[c]++;
		rc = hj_rule(b->j, HJ_FAILS, "altered", hj_bag_path(b, file),
		    err, "not the file that %s lists", m->name);
	}
	return rc;
}

static int
check_file(struct pass *p, size_t file, struct hj_error *err)
{
	const struct hj_bag_sum *said[HJ_CHECKSUMS] = { NULL };
	const char *path = hj_bag_path(p->b, file);
	bool payload, any = false;
	int rc;

	if (path == NULL)
		return HJ_OK;
	payload = is_payload(path);
	for (int c = 0; c < HJ_CHECKSUMS; c++) {
		said[c] = payload
		    ? said_by(&p->b->payload[c], &p->at_payload[c], file)
		    : said_by(&p->b->tags[c], &p->at_tags[c], file);
		any = any || said[c] != NULL;
	}
	if ((rc = refuse_unlisted(p, path, payload, said, err)) == HJ_OK && any)
		rc = compare(p, file, payload, said, err);
	return rc;
}

static int
conclude(struct hj_bag *b, const struct hj_bag_manifest *m, size_t bad,
    struct hj_error *err)
{
	if (!m->there || bad != 0 || m->n == 0)
		return HJ_OK;
	return hj_rule(b->j, HJ_HOLDS, "unaltered", m->name, err,
	    "every file listed in it is unaltered (%zu)", m->n);
}

static int
check_files(struct hj_bag *b, struct hj_error *err)
{
	struct pass p = { .b = b,
		.sums = hj_checksums_new(b->facts->payload | b->facts->tags) };
	int rc = HJ_OK;

	if (p.sums == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < b->a->n && rc == HJ_OK; i++)
		rc = check_file(&p, i, err);
	for (int c = 0; c < HJ_CHECKSUMS && rc == HJ_OK; c++)
		if ((rc = conclude(b, &b->payload[c], p.bad_payload[c], err)) ==
		    HJ_OK)
			rc = conclude(b, &b->tags[c], p.bad_tags[c], err);
	hj_checksums_free(p.sums);
	return rc;
}

/* ---- the whole ---- */

static void
count(struct hj_bag *b)
{
	for (size_t i = 0; i < b->a->n; i++) {
		const char *path = hj_bag_path(b, i);

		if (path == NULL || !is_payload(path))
			continue;
		b->facts->files++;
		b->facts->bytes += b->a->file[i].size;
	}
}

static int
judge_manifests(struct hj_bag *b, struct hj_error *err)
{
	bool strong = false;

	if (b->facts->payload == 0)
		return hj_rule(b->j, HJ_FAILS, "no-manifest", "", err,
		    "no manifest: nothing says what should be here");
	for (int c = 0; c < HJ_CHECKSUMS; c++)
		strong = strong ||
		    (b->payload[c].there &&
			hj_checksum_strong((enum hj_checksum)c));
	if (!strong &&
	    hj_rule(b->j, HJ_WARNS, "weak", "", err,
		"MD5 and SHA-1 show accidents, but no forgery") != HJ_OK)
		return (int)err->code;
	if (b->facts->tags == 0 &&
	    hj_rule(b->j, HJ_WARNS, "no-tagmanifest", "", err,
		"no tag manifest: whether the manifests were altered, nobody can say") !=
		HJ_OK)
		return (int)err->code;
	if (b->facts->files == 0)
		return hj_rule(b->j, HJ_WARNS, "empty", "", err,
		    "there is nothing in it");
	return HJ_OK;
}

int
hj_bag_check(const struct hj_archive *a, const char *root, struct hj_judge *j,
    struct hj_bag_facts *ret, struct hj_error *err)
{
	struct hj_bag b = { .a = a, .root = root, .j = j, .facts = ret };
	bool ok = false;
	int rc;

	*ret = (struct hj_bag_facts){ .major = 0 };
	count(&b);
	if ((rc = hj_bag_declaration(&b, &ok, err)) == HJ_OK && ok &&
	    (rc = hj_bag_manifests(&b, err)) == HJ_OK &&
	    (rc = judge_manifests(&b, err)) == HJ_OK &&
	    (rc = check_files(&b, err)) == HJ_OK &&
	    (rc = hj_bag_info(&b, err)) == HJ_OK)
		rc = hj_bag_fetch(&b, err);
	hj_bag_manifests_clear(&b);
	return rc;
}
