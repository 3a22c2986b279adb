#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "cli/arriving/parcel_own.h"
#include "cli/verify/verify.h"
#include "core/base/limits.h"
#include "core/file/tar.h"
#include "core/log/proof.h"
#include "export/bag/bagging.h"
#include "export/bag/xml.h"
#include "import/archive.h"
#include "import/bag.h"

#define DATA HJ_BAGGING_FOLDER "data/"

struct apart {
	struct hj_archive a;
	struct hj_xml xml;
	struct hj_buf index;
	uint64_t cases;
};

static int
put(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	(void)to;
	return n == 0 ? HJ_OK : parcel_send(PARCEL_EXCHANGE, p, n, err);
}

/* ---- does it hold? ---- */

/* The first thing that does not. */
static int
hear(void *to, const struct hj_ruled *r, struct hj_error *err)
{
	struct hj_error *first = to;

	(void)err;
	if (r->ruling == HJ_FAILS && first->code == HJ_OK)
		(void)hj_fail(first, HJ_ECORRUPT, "%s: %s", r->object, r->text);
	return HJ_OK;
}

static int
check(struct apart *x, struct hj_error *err)
{
	/* Whose, and for whom, the other process asks, who knows the member. */
	const struct verify_ask ask = { .path = "" };
	const struct opened any = { .sealed = false };
	struct hj_error first = { .say = err->say };
	struct hj_judge j = { .fn = hear, .to = &first };
	char root[HJ_ARCHIVE_PATH];
	bool ours;
	int rc;

	if (!hj_bag_root(&x->a, root))
		return hj_fail(err, HJ_EINVAL,
		    "there is no package in it, or more than one; 'hanji import' takes a package, or a file of case files in XML");
	rc = verify_archive(&x->a, &ask, &any, &j, &ours, err);

	if (rc != HJ_OK)
		return rc;
	if (j.count[HJ_FAILS] != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "it does not hold, and nothing of it was read ('hanji verify' says all of it): %s",
		    first.text);
	if (!ours)
		return hj_fail(err, HJ_EINVAL,
		    "it is a bag, but no package of hanji: 'hanji verify' checks it, and 'hanji attach' keeps what is in it");
	return HJ_OK;
}

/* ---- case files ---- */

static int
load(const struct apart *x, const char *folder, const char *stem,
    const char *end, struct hj_buf *to, bool *there, struct hj_error *err)
{
	const struct hj_archive_file *f;
	char path[HJ_TAR_NAME_MAX];

	(void)snprintf(path, sizeof(path), HJ_BAGGING_FOLDER "%s/%s%s", folder,
	    stem, end);
	f = hj_archive_find(&x->a, path);
	*there = f != NULL;
	return f != NULL ? hj_archive_load(&x->a, f, to, err) : HJ_OK;
}

/* Words of 64 digits that follow in a text, to where something else stands. */
static int
read_hashes(const char *p, const char *end, char between, struct hj_buf *to,
    struct hj_error *err)
{
	uint8_t hash[HJ_DIGEST_BYTES];

	while (end - p >= 2 * HJ_DIGEST_BYTES &&
	    sodium_hex2bin(hash, sizeof(hash), p, 2 * sizeof(hash), NULL, NULL,
		NULL) == 0) {
		if (hj_buf_add(to, hash, sizeof(hash), err) != HJ_OK)
			return (int)err->code;
		p += 2 * sizeof(hash);
		if (p == end || *p++ != between)
			break;
	}
	return HJ_OK;
}

/* Behind this, or NULL. */
static const char *
behind(const struct hj_buf *text, const char *word)
{
	const char *at = text->len == 0
	    ? NULL
	    : memmem(text->data, text->len, word, strlen(word));

	return at != NULL ? at + strlen(word) : NULL;
}

struct told {
	struct hj_buf bytes, salts, proof, history, parents, ancestors;
	struct hj_salt_file salt;
	struct hj_proof parsed;
	struct hj_leaf leaf;
};

/* What the proof says of it; it was checked. */
static int
tell(struct told *t, struct hj_exchange_record *r, struct hj_error *err)
{
	struct hj_salts salts;
	const char *at, *end;

	if (hj_proof_parse((const char *)t->proof.data, t->proof.len,
		&t->parsed, err) != HJ_OK ||
	    hj_leaf_parse((const char *)t->parsed.leaf.data, t->parsed.leaf.len,
		&t->leaf, err) != HJ_OK ||
	    hj_salt_file_parse((const char *)t->salts.data, t->salts.len,
		&t->salt, err) != HJ_OK)
		return (int)err->code;
	end = (const char *)t->parsed.leaf.data + t->parsed.leaf.len;
	if ((at = behind(&t->parsed.leaf, "\nparents ")) != NULL &&
	    read_hashes(at, end, ' ', &t->parents, err) != HJ_OK)
		return (int)err->code;
	end = (const char *)t->history.data + t->history.len;
	if ((at = behind(&t->history, "\njoin yes\n")) != NULL)
		r->join = true;
	else
		at = behind(&t->history, "\njoin no\n");
	if (at != NULL &&
	    read_hashes(at, end, '\n', &t->ancestors, err) != HJ_OK)
		return (int)err->code;
	salts = hj_salt_file_salts(&t->salt);
	r->digest = t->leaf.digest;
	r->salt_key = salts.key;
	r->salts = salts.list;
	r->nsalts = salts.n;
	r->parents = (const uint8_t(*)[HJ_DIGEST_BYTES])t->parents.data;
	r->nparents = t->parents.len / HJ_DIGEST_BYTES;
	r->ancestors = t->ancestors.data;
	r->nancestors = t->ancestors.len / HJ_DIGEST_BYTES;
	return HJ_OK;
}

static int
put_case(struct apart *x, const char *stem, struct hj_error *err)
{
	struct told t = { .bytes = HJ_BUF(HJ_CASE_MAX),
		.salts = HJ_BUF(3 * HJ_RECORD_MAX),
		.proof = HJ_BUF(HJ_PROOF_TEXT_MAX),
		.history = HJ_BUF(HJ_TEXT_MAX),
		.parents = HJ_BUF(HJ_PARENTS_MAX * HJ_DIGEST_BYTES),
		.ancestors = HJ_BUF(HJ_ANCESTORS_MAX * HJ_DIGEST_BYTES),
		.salt = HJ_SALT_FILE,
		.parsed = HJ_PROOF };
	struct hj_exchange_record r = { .n = 0 };
	bool there, proved, known;
	int rc;

	x->cases++;
	if ((rc = load(x, "data", stem, ".xml", &t.bytes, &there, err)) ==
		HJ_OK &&
	    (rc = load(x, "proof", stem, ".salts", &t.salts, &there, err)) ==
		HJ_OK &&
	    (rc = load(x, "proof", stem, ".tlog-proof", &t.proof, &proved,
		 err)) == HJ_OK &&
	    (rc = load(x, "proof", stem, ".history", &t.history, &known,
		 err)) == HJ_OK &&
	    (!proved || (rc = tell(&t, &r, err)) == HJ_OK)) {
		r.bytes = t.bytes.data;
		r.n = t.bytes.len;
		rc = hj_xml_put(&x->xml, &r, err);
	}
	hj_buf_clear(&t.bytes);
	hj_buf_clear(&t.salts);
	hj_buf_clear(&t.proof);
	hj_buf_clear(&t.history);
	hj_buf_clear(&t.parents);
	hj_buf_clear(&t.ancestors);
	hj_salt_file_clear(&t.salt);
	hj_proof_clear(&t.parsed);
	return rc;
}

/* It was checked, and came without a proof. */
static int
put_erased(struct apart *x, const char *stem, struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	struct hj_exchange_record r = { .n = 0 };
	bool there;
	int rc = load(x, "data", stem, ".xml", &bytes, &there, err);

	r.bytes = bytes.data;
	r.n = bytes.len;
	if (rc == HJ_OK)
		rc = hj_xml_put(&x->xml, &r, err);
	hj_buf_clear(&bytes);
	return rc;
}

/* ---- attachments ---- */

static int
put_file(struct apart *x, const struct hj_archive_file *f, struct hj_error *err)
{
	char hex[HJ_ARCHIVE_SHA256];
	int rc;

	if ((rc = hj_archive_sha256(&x->a, f, hex, err)) != HJ_OK)
		return rc;
	return hj_buf_printf(&x->index, err, "file %s %llu %llu\n", hex,
	    (unsigned long long)f->offset, (unsigned long long)f->size);
}

/* ---- all of it ---- */

static int
each(struct apart *x, struct hj_error *err)
{
	int rc = HJ_OK;

	for (size_t i = 0; rc == HJ_OK && i < x->a.n; i++) {
		const char *path = x->a.file[i].path;
		const char *name = path + sizeof(DATA) - 1;
		char stem[32];

		if (strncmp(path, DATA, sizeof(DATA) - 1) != 0)
			continue;
		(void)snprintf(stem, sizeof(stem), "%.*s",
		    (int)strcspn(name, "."), name);
		if (name[0] == 'p')
			rc = put_case(x, stem, err);
		else if (name[0] == 't')
			rc = put_erased(x, stem, err);
		else if (name[0] == 'a')
			rc = put_file(x, &x->a.file[i], err);
	}
	return rc;
}

/* Who signed what: both were checked. */
static int
put_signer(struct apart *x, struct hj_error *err)
{
	const char *const paths[] = { HJ_BAGGING_FOLDER "signer.pub",
		HJ_BAGGING_SIGNED HJ_MINISIGN_SUFFIX,
		HJ_BAGGING_FOLDER HJ_BAGGING_SIGNED };
	struct hj_buf pub = HJ_BUF(HJ_MINISIGN_MAX),
		      sig = HJ_BUF(HJ_MINISIGN_MAX);
	const struct hj_archive_file *f[3];
	char key[HJ_MINISIGN_KEY], hex[65];
	struct hj_minisign_key k;
	struct hj_minisign s;
	int rc = HJ_OK;

	for (size_t i = 0; i < 3; i++)
		if ((f[i] = hj_archive_find(&x->a, paths[i])) == NULL)
			return hj_fail(err, HJ_ECORRUPT,
			    "signature, key or what was signed is missing");
	if ((rc = hj_archive_load(&x->a, f[0], &pub, err)) == HJ_OK &&
	    (rc = hj_archive_load(&x->a, f[1], &sig, err)) == HJ_OK &&
	    (rc = hj_minisign_key_parse((const char *)pub.data, pub.len, &k,
		 err)) == HJ_OK &&
	    (rc = hj_minisign_parse((const char *)sig.data, sig.len, &s,
		 err)) == HJ_OK &&
	    (rc = hj_archive_sha256(&x->a, f[2], hex, err)) == HJ_OK) {
		hj_minisign_key_say(&k, key);
		rc = hj_buf_printf(&x->index, err,
		    "signer %s\nsigned %s\ncomment %.*s\n", key, hex,
		    (int)s.ntrusted, s.trusted);
	}
	hj_buf_clear(&pub);
	hj_buf_clear(&sig);
	return rc;
}

static int
write_all(struct apart *x, struct hj_error *err)
{
	const struct hj_exchange e = { .producer = "hanji " HJ_VERSION };
	int rc;

	if ((rc = put_signer(x, err)) != HJ_OK ||
	    (rc = hj_xml_open(&x->xml, put, NULL, &e, err)) != HJ_OK ||
	    (rc = each(x, err)) != HJ_OK ||
	    (rc = hj_xml_close(&x->xml, err)) != HJ_OK ||
	    (rc = hj_buf_printf(&x->index, err, "cases %llu\n",
		 (unsigned long long)x->cases)) != HJ_OK)
		return rc;
	return parcel_send(PARCEL_LINES, x->index.data, x->index.len, err);
}

int
parcel_take_apart(struct hj_error *err)
{
	struct apart x = { .a = { .fd = -1 },
		.index = HJ_BUF((size_t)32 << 20) };
	int rc;

	if ((rc = hj_archive_open(STDIN_FILENO, &x.a, err)) == HJ_OK &&
	    (rc = check(&x, err)) == HJ_OK)
		rc = write_all(&x, err);
	hj_archive_clear(&x.a);
	hj_xml_clear(&x.xml);
	hj_buf_clear(&x.index);
	return rc;
}
