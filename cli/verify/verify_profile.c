#include <stdio.h>
#include <string.h>

#include "cli/leaving/addressee.h"
#include "cli/verify/verify_own.h"
#include "core/base/limits.h"

#define FOLDER "package/"
#define SIGNATURE "tagmanifest-sha512.txt" HJ_MINISIGN_SUFFIX
#define PAD "pad"
#define BOTH (1u << HJ_SHA256 | 1u << HJ_SHA512)

const struct hj_archive_file *
verify_file(const struct verifying *v, const char *path)
{
	char whole[HJ_ARCHIVE_PATH];

	(void)snprintf(whole, sizeof(whole), "%s%s", v->root, path);
	return hj_archive_find(v->a, whole);
}

/* This letter and at least four digits, then one of these. */
static bool
is_numbered(const char *name, char letter, const char *const *endings)
{
	size_t n = name[0] == letter ? strspn(name + 1, "0123456789") : 0;

	for (; n >= 4 && *endings != NULL; endings++)
		if (strcmp(name + 1 + n, *endings) == 0)
			return true;
	return false;
}

static bool
is_expected(const char *path)
{
	static const char *const tags[] = { "README.txt", "bag-info.txt",
		"bagit.txt", "log.vkey", "manifest-sha256.txt",
		"manifest-sha512.txt", "signer.pub", "tagmanifest-sha256.txt",
		"tagmanifest-sha512.txt" };
	static const char *const documents[] = { ".xml", ".html", ".txt",
		".odt", ".docx", ".pdf", NULL };
	static const char *const cases[] = { ".xml", NULL };
	static const char *const attachments[] = { ".jpg", ".png", ".pdf",
		".odt", ".docx", ".mp3", ".m4a", ".mp4", ".bin", NULL };
	static const char *const proof[] = { ".salts", ".tlog-proof",
		".history", NULL };

	if (strncmp(path, "data/", 5) == 0)
		return is_numbered(path + 5, 'd', documents) ||
		    is_numbered(path + 5, 'p', cases) ||
		    is_numbered(path + 5, 't', cases) ||
		    is_numbered(path + 5, 'a', attachments);
	if (strncmp(path, "proof/", 6) == 0)
		return is_numbered(path + 6, 'p', proof);
	for (size_t i = 0; i < HJ_LEN(tags); i++)
		if (strcmp(tags[i], path) == 0)
			return true;
	return false;
}

static int
check_names(const struct verifying *v, struct hj_error *err)
{
	size_t n = strlen(v->root);
	int rc = HJ_OK;

	for (size_t i = 0; i < v->a->n && rc == HJ_OK; i++) {
		const char *path = v->a->file[i].path;
		bool in = strncmp(path, v->root, n) == 0;

		if (in ? is_expected(path + n)
		       : strcmp(path, SIGNATURE) == 0 || strcmp(path, PAD) == 0)
			continue;
		rc = hj_rule(v->j, HJ_FAILS, "unexpected", path, err,
		    "a package of hanji has no such file");
	}
	return rc;
}

static int
zeroes(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	bool *all = to;

	(void)err;
	for (size_t i = 0; i < n; i++)
		*all = *all && p[i] == 0;
	return HJ_OK;
}

/* Nowhere may anything be that no checksum and no signature covers. */
static int
check_wrapping(const struct verifying *v, struct hj_error *err)
{
	const struct hj_archive_file *pad = hj_archive_find(v->a, PAD);
	bool empty = true;

	if (pad != NULL &&
	    hj_archive_read(v->a, pad, zeroes, &empty, err) != HJ_OK)
		return (int)err->code;
	if (!empty &&
	    hj_rule(v->j, HJ_FAILS, "wrapping", PAD, err,
		"something is hidden in what only fills up") != HJ_OK)
		return (int)err->code;
	if (v->a->tar &&
	    (!v->a->plain || pad == NULL || strcmp(v->root, FOLDER) != 0))
		return hj_rule(v->j, HJ_FAILS, "wrapping", "", err,
		    "the tar is not as hanji writes it");
	return HJ_OK;
}

/* The one file that neither a manifest nor the signature covers: lines of 64
 * lower-case digits, two blanks and a path. */
static int
check_uncovered(const struct verifying *v, struct hj_error *err)
{
	static const char name[] = "tagmanifest-sha256.txt";
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	const struct hj_archive_file *f = verify_file(v, name);
	size_t at = 0, n;
	bool bad = false;

	if (f == NULL)
		return HJ_OK;
	if (hj_archive_load(v->a, f, &b, err) != HJ_OK) {
		hj_buf_clear(&b);
		return (int)err->code;
	}
	for (; at < b.len && !bad; at += n + 1) {
		const char *p = (const char *)b.data + at;
		const char *end = memchr(p, '\n', b.len - at);

		n = end != NULL ? (size_t)(end - p) : b.len - at;
		bad = end == NULL || n < 67 || p[64] != ' ' || p[65] != ' ' ||
		    p[66] == ' ';
		for (size_t i = 0; i < 64 && !bad; i++)
			bad = memchr("0123456789abcdef", p[i], 16) == NULL;
	}
	hj_buf_clear(&b);
	if (!bad)
		return HJ_OK;
	return hj_rule(v->j, HJ_FAILS, "manifest-line", name, err,
	    "not as hanji writes it");
}

int
verify_profile(const struct verifying *v, const struct hj_bag_facts *facts,
    struct hj_error *err)
{
	int rc;

	if (facts->major != 1 || facts->payload != BOTH ||
	    facts->tags != BOTH || facts->fetch || facts->loose != 0) {
		rc = hj_rule(v->j, HJ_FAILS, "profile", "bag-info.txt", err,
		    "says that it is a package of hanji, which has SHA-256 and SHA-512 of every file and no fetch.txt");
		if (rc != HJ_OK)
			return rc;
	}
	if ((rc = check_names(v, err)) == HJ_OK &&
	    (rc = check_wrapping(v, err)) == HJ_OK)
		rc = check_uncovered(v, err);
	return rc;
}

/* ---- the signature ---- */

static int
load(const struct verifying *v, const struct hj_archive_file *f,
    struct hj_buf *to, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	int rc = hj_archive_load(v->a, f, to, &why);

	/* Too large to be what it says: it will not parse either. */
	if (rc == HJ_ELIMIT)
		return HJ_OK;
	if (rc != HJ_OK)
		*err = why;
	return rc;
}

/* The comment that nobody signs is the one that hanji writes. */
static bool
is_covered(const struct hj_buf *b, const struct hj_minisign *s)
{
	char id[HJ_MINISIGN_ID_SHOWN], head[128];
	size_t n;

	hj_minisign_id_say(s->id, id);
	(void)snprintf(head, sizeof(head),
	    "untrusted comment: signature of hanji, key %s\n", id);
	n = strlen(head);
	return b->len > n && memcmp(b->data, head, n) == 0 &&
	    memchr(b->data, '\r', b->len) == NULL &&
	    b->data[b->len - 1] == '\n';
}

static int
judge_key(const struct verifying *v, const struct hj_minisign_key *k,
    struct hj_error *err)
{
	char shown[HJ_MINISIGN_KEY];

	hj_minisign_key_say(k, shown);
	if (!v->keys->has_signer)
		return hj_rule(v->j, HJ_UNCHECKED, "signer", "signer.pub", err,
		    "whose key this is; compare it with what the sender gave you, or give that with --signer: %s",
		    shown);
	if (memcmp(k, &v->keys->signer, sizeof(*k)) == 0)
		return hj_rule(v->j, HJ_HOLDS, "signer", "signer.pub", err,
		    "the key that you gave");
	return hj_rule(v->j, HJ_FAILS, "signer", "signer.pub", err,
	    "another key than the one that you gave: %s", shown);
}

/* Sealed for somebody, and sealed once more for others? */
static int
judge_addressee(const struct verifying *v, const struct hj_minisign *s,
    struct hj_error *err)
{
	switch (addressee_is(s->trusted, s->ntrusted, v->came->key)) {
	case ADDRESSEE_ANYBODY:
		return HJ_OK;
	case ADDRESSEE_HERE:
		return hj_rule(v->j, HJ_HOLDS, "recipient", SIGNATURE, err,
		    "written for whoever has the key that opened it");
	case ADDRESSEE_OTHERS:
		break;
	}
	if (!v->came->sealed)
		return hj_rule(v->j, HJ_UNCHECKED, "recipient", SIGNATURE, err,
		    "for whom it was written: the keys are named above; it is not sealed any more");
	return hj_rule(v->j, HJ_FAILS, "recipient", SIGNATURE, err,
	    "it was written for others, and sealed once more: ask whoever signed it for a package of your own");
}

static int
judge_signature(const struct verifying *v, const struct hj_buf *sig,
    const struct hj_buf *pub, const struct hj_buf *of, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	struct hj_minisign_key k;
	struct hj_minisign s;
	uint8_t hash[HJ_MINISIGN_HASH];

	hj_minisign_hash(of->data, of->len, hash);
	if (hj_minisign_key_parse((const char *)pub->data, pub->len, &k,
		&why) != HJ_OK)
		return hj_rule(v->j, HJ_FAILS, "signer", "signer.pub", err,
		    "%s", why.text);
	if (hj_minisign_parse((const char *)sig->data, sig->len, &s, &why) !=
		HJ_OK ||
	    hj_minisign_verify(&s, &k, hash, &why) != HJ_OK)
		return hj_rule(v->j, HJ_FAILS, "signature", SIGNATURE, err,
		    "%s", why.text);
	if (!is_covered(sig, &s))
		return hj_rule(v->j, HJ_FAILS, "signature", SIGNATURE, err,
		    "not as hanji writes it");
	if (hj_rule(v->j, HJ_HOLDS, "signature", SIGNATURE, err,
		"signed with the key in signer.pub: %.*s", (int)s.ntrusted,
		s.trusted) != HJ_OK ||
	    judge_addressee(v, &s, err) != HJ_OK)
		return (int)err->code;
	return judge_key(v, &k, err);
}

int
verify_signature(const struct verifying *v, struct hj_error *err)
{
	const struct hj_archive_file *sig = hj_archive_find(v->a, SIGNATURE);
	const struct hj_archive_file *pub = verify_file(v, "signer.pub");
	const struct hj_archive_file *of =
	    verify_file(v, "tagmanifest-sha512.txt");
	struct hj_buf s = HJ_BUF(HJ_MINISIGN_MAX), p = HJ_BUF(HJ_MINISIGN_MAX),
		      m = HJ_BUF(HJ_TEXT_MAX);
	int rc;

	if (sig == NULL && v->root[0] == '\0')
		return hj_rule(v->j, HJ_UNCHECKED, "signature", SIGNATURE, err,
		    "it lies beside the bag: give the folder above it");
	if (sig == NULL || pub == NULL || of == NULL)
		return hj_rule(v->j, HJ_FAILS, "signature", SIGNATURE, err,
		    "signature, key or what was signed is missing");
	if ((rc = load(v, sig, &s, err)) == HJ_OK &&
	    (rc = load(v, pub, &p, err)) == HJ_OK &&
	    (rc = load(v, of, &m, err)) == HJ_OK)
		rc = judge_signature(v, &s, &p, &m, err);
	hj_buf_clear(&s);
	hj_buf_clear(&p);
	hj_buf_clear(&m);
	return rc;
}
