#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "core/base/text.h"
#include "import/archive_own.h"
#include "import/bag_own.h"

/* ---- paths ---- */

static bool
is_ascii(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

static int
by_nfc(const void *a, const void *b)
{
	const struct hj_bag_name *x = a, *y = b;

	return strcmp(x->nfc, y->nfc);
}

static int
nfc(const char *path, char **ret, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF(4 * HJ_ARCHIVE_PATH);
	const char *text;
	int rc;

	if ((rc = hj_text_nfc(path, strlen(path), &b, NULL, err)) == HJ_OK &&
	    (rc = hj_buf_text(&b, &text, err)) == HJ_OK &&
	    (*ret = strdup(text)) == NULL)
		rc = hj_fail(err, HJ_ENOMEM, "out of memory");
	hj_buf_clear(&b);
	return rc;
}

/* What systems do to names: the same characters, composed or not. */
static int
know_names(struct hj_bag *b, struct hj_error *err)
{
	int rc = HJ_OK;

	if (b->name != NULL)
		return HJ_OK;
	if ((b->name = calloc(b->a->n + 1, sizeof(*b->name))) == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	for (size_t i = 0; i < b->a->n && rc == HJ_OK; i++) {
		const char *path = hj_bag_path(b, i);

		if (path == NULL || is_ascii(path))
			continue;
		b->name[b->nnames].file = i;
		if ((rc = nfc(path, &b->name[b->nnames].nfc, err)) == HJ_OK)
			b->nnames++;
	}
	if (b->nnames != 0)
		qsort(b->name, b->nnames, sizeof(*b->name), by_nfc);
	return rc;
}

static int
find(struct hj_bag *b, const char *path, size_t *ret, struct hj_error *err)
{
	const struct hj_archive_file *f = hj_bag_file(b, path);
	struct hj_bag_name key = { .nfc = NULL }, *found;
	int rc;

	*ret = SIZE_MAX;
	if (f != NULL) {
		*ret = (size_t)(f - b->a->file);
		return HJ_OK;
	}
	if (is_ascii(path))
		return HJ_OK;
	if ((rc = know_names(b, err)) != HJ_OK ||
	    (rc = nfc(path, &key.nfc, err)) != HJ_OK || key.nfc == NULL)
		return rc;
	found = bsearch(&key, b->name, b->nnames, sizeof(key), by_nfc);
	if (found != NULL)
		*ret = found->file;
	free(key.nfc);
	return HJ_OK;
}

static int
hex(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	return at == NULL ? -1 : (int)((at - digits) & 15);
}

/* RFC 8493, 2.1.3: line feed, carriage return and the sign itself, no others;
 * before 1.0 nothing was encoded. */
static bool
decode(char *path)
{
	char *to = path;

	for (const char *p = path; *p != '\0'; p++) {
		int c = *p;

		if (c == '%') {
			int high = hex(p[1]);
			int low = high < 0 ? -1 : hex(p[2]);

			c = high < 0 || low < 0 ? -1 : high << 4 | low;
			if (c != '\n' && c != '\r' && c != '%')
				return false;
			p += 2;
		}
		*to++ = (char)c;
	}
	*to = '\0';
	return true;
}

static int
out_of_bag(struct hj_bag *b, const char *in, const char *path,
    struct hj_error *err)
{
	return hj_rule(b->j, HJ_FAILS, "bad-path", path, err,
	    "%s names a path that leads out of the bag, or is none", in);
}

int
hj_bag_resolve(struct hj_bag *b, const char *in, char *path, bool payload,
    size_t *ret, struct hj_error *err)
{
	bool strict = hj_bag_is_strict(b), star = *path == '*';
	int rc = HJ_OK;

	*ret = SIZE_MAX;
	if (!strict && star)
		path++;
	if (!strict && (star || strncmp(path, "./", 2) == 0)) {
		path += strncmp(path, "./", 2) == 0 ? 2 : 0;
		rc = hj_rule(b->j, HJ_WARNS, "old-path", path, err,
		    "%s has '*' or './' before the path", in);
	}
	if (rc != HJ_OK)
		return rc;
	if ((strict && !decode(path)) ||
	    !hj_archive_is_path(path, strlen(path)) ||
	    (strncmp(path, "data/", 5) == 0) != payload)
		return out_of_bag(b, in, path, err);
	if (!payload && strncmp(path, "tagmanifest-", 12) == 0)
		return hj_rule(b->j, HJ_FAILS, "bad-path", path, err,
		    "%s lists a tag manifest, which none may", in);
	if ((rc = find(b, path, ret, err)) == HJ_OK && *ret == SIZE_MAX)
		rc = hj_rule(b->j, HJ_FAILS, "missing", path, err,
		    "listed in %s, but not here", in);
	return rc;
}

/* ---- lines ---- */

static int
add(struct hj_bag_manifest *m, size_t file, const uint8_t *digest, size_t n,
    struct hj_error *err)
{
	struct hj_bag_sum *s;

	if (m->n == m->cap) {
		size_t cap = m->cap == 0 ? 64 : 2 * m->cap;

		if ((s = realloc(m->sum, cap * sizeof(*s))) == NULL)
			return hj_fail(err, HJ_ENOMEM, "out of memory");
		m->sum = s;
		m->cap = cap;
	}
	s = &m->sum[m->n++];
	s->file = file;
	memcpy(s->digest, digest, n);
	return HJ_OK;
}

static int
manifest_line(struct hj_bag *b, struct hj_bag_manifest *m, enum hj_checksum c,
    bool payload, const struct hj_bag_text *t, char *line, struct hj_error *err)
{
	size_t n = strcspn(line, " \t"), got = 0, file;
	char *path = line + n + strspn(line + n, " \t");
	uint8_t digest[HJ_CHECKSUM_MAX];

	if (n != 2 * hj_checksum_size(c) || *path == '\0' ||
	    sodium_hex2bin(digest, sizeof(digest), line, n, NULL, &got, NULL) !=
		0 ||
	    got != hj_checksum_size(c))
		return hj_rule(b->j, HJ_FAILS, "manifest-line", m->name, err,
		    "line %zu is not a checksum and a path", t->line);
	if (hj_bag_resolve(b, m->name, path, payload, &file, err) != HJ_OK)
		return (int)err->code;
	return file == SIZE_MAX ? HJ_OK : add(m, file, digest, got, err);
}

static int
by_file(const void *a, const void *b)
{
	const struct hj_bag_sum *x = a, *y = b;

	return (x->file > y->file) - (x->file < y->file);
}

/* Sorted, each once. */
static int
settle(struct hj_bag *b, struct hj_bag_manifest *m, enum hj_checksum c,
    struct hj_error *err)
{
	size_t n = 0;
	int rc = HJ_OK;

	if (m->n != 0)
		qsort(m->sum, m->n, sizeof(*m->sum), by_file);
	for (size_t i = 0; i < m->n && rc == HJ_OK; i++) {
		const struct hj_bag_sum *s = &m->sum[i], *before;
		const char *path = hj_bag_path(b, s->file);

		if (n == 0 || m->sum[n - 1].file != s->file) {
			m->sum[n++] = *s;
			continue;
		}
		before = &m->sum[n - 1];
		if (memcmp(before->digest, s->digest, hj_checksum_size(c)) != 0)
			rc = hj_rule(b->j, HJ_FAILS, "listed-twice", path, err,
			    "twice in %s, with two checksums", m->name);
		else
			rc = hj_rule(b->j,
			    hj_bag_is_strict(b) ? HJ_FAILS : HJ_WARNS,
			    "listed-twice", path, err, "twice in %s", m->name);
	}
	m->n = n;
	return rc;
}

static int
read_manifest(struct hj_bag *b, struct hj_bag_manifest *m, enum hj_checksum c,
    bool payload, struct hj_error *err)
{
	struct hj_bag_text t = { .at = 0 };
	bool ok = false;
	char *line;
	int rc;

	m->there = true;
	rc = hj_bag_text_open(b, m->name, b->encoding, &t, &ok, err);
	while (rc == HJ_OK && ok && (line = hj_bag_text_line(&t)) != NULL)
		rc = manifest_line(b, m, c, payload, &t, line, err);
	if (rc == HJ_OK)
		rc = settle(b, m, c, err);
	hj_bag_text_clear(&t);
	return rc;
}

/* One of a checksum that is not known here checks nothing. */
static int
refuse_unknown(struct hj_bag *b, struct hj_error *err)
{
	int rc = HJ_OK;

	for (size_t i = 0; i < b->a->n && rc == HJ_OK; i++) {
		const char *path = hj_bag_path(b, i), *at;
		size_t n = path != NULL ? strlen(path) : 0;

		if (n == 0 || strchr(path, '/') != NULL)
			continue;
		at = path + (strncmp(path, "tag", 3) == 0 ? 3 : 0);
		if (strncmp(at, "manifest-", 9) != 0 || n < 14 ||
		    strcmp(path + n - 4, ".txt") != 0)
			continue;
		at += 9;
		if (hj_checksum_named(at, (size_t)(path + n - 4 - at)) < 0)
			rc = hj_rule(b->j, HJ_UNCHECKED, "unknown-checksum",
			    path, err,
			    "of a kind of checksum that is not known here");
	}
	return rc;
}

int
hj_bag_manifests(struct hj_bag *b, struct hj_error *err)
{
	int rc = refuse_unknown(b, err);

	for (int c = 0; c < HJ_CHECKSUMS && rc == HJ_OK; c++) {
		struct hj_bag_manifest *p = &b->payload[c], *t = &b->tags[c];
		const char *name = hj_checksum_name((enum hj_checksum)c);

		(void)snprintf(p->name, sizeof(p->name), "manifest-%s.txt",
		    name);
		(void)snprintf(t->name, sizeof(t->name), "tagmanifest-%s.txt",
		    name);
		if (hj_bag_file(b, p->name) != NULL)
			rc =
			    read_manifest(b, p, (enum hj_checksum)c, true, err);
		if (rc == HJ_OK && hj_bag_file(b, t->name) != NULL)
			rc = read_manifest(b, t, (enum hj_checksum)c, false,
			    err);
		b->facts->payload |= (unsigned)p->there << c;
		b->facts->tags |= (unsigned)t->there << c;
	}
	return rc;
}

void
hj_bag_manifests_clear(struct hj_bag *b)
{
	for (int c = 0; c < HJ_CHECKSUMS; c++) {
		free(b->payload[c].sum);
		free(b->tags[c].sum);
	}
	for (size_t i = 0; i < b->nnames; i++)
		free(b->name[i].nfc);
	free(b->name);
}
