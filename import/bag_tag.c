#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/text.h"
#include "import/bag_own.h"

#define DECLARATION "bagit.txt"
#define INFO "bag-info.txt"
#define FETCH "fetch.txt"

/* ---- bagit.txt ---- */

/* "0.97": digits, a point, digits. */
static bool
version(const char *s, unsigned *major, unsigned *minor)
{
	const char *point = strchr(s, '.');
	struct hj_error ignored = HJ_ERROR;
	uint64_t a, b;

	if (point == NULL || point == s || point[1] == '\0' || point - s > 3 ||
	    strlen(point + 1) > 3 ||
	    hj_text_number(s, (size_t)(point - s), 0, 999, &a, &ignored) !=
		HJ_OK ||
	    hj_text_number(point + 1, strlen(point + 1), 0, 999, &b,
		&ignored) != HJ_OK)
		return false;
	*major = (unsigned)a;
	*minor = (unsigned)b;
	return true;
}

static bool
encoding(const char *s, enum hj_bag_encoding *ret)
{
	static const struct {
		const char *name;
		enum hj_bag_encoding is;
	} known[] = {
		{ "UTF-8", HJ_BAG_UTF8 },
		{ "US-ASCII", HJ_BAG_UTF8 },
		{ "UTF-16", HJ_BAG_UTF16 },
		{ "ISO-8859-1", HJ_BAG_LATIN1 },
	};

	for (size_t i = 0; i < HJ_LEN(known); i++)
		if (strcasecmp(known[i].name, s) == 0) {
			*ret = known[i].is;
			return true;
		}
	return false;
}

static const char *
after(const char *line, const char *label)
{
	size_t n = strlen(label);

	return line != NULL && strncmp(line, label, n) == 0 ? line + n : NULL;
}

static int
not_a_bag(struct hj_bag *b, const char *why, struct hj_error *err)
{
	return hj_rule(b->j, HJ_FAILS, "not-a-bag", DECLARATION, err, "%s",
	    hj_said(err, why));
}

static int
declare(struct hj_bag *b, struct hj_bag_text *t, bool *ok, struct hj_error *err)
{
	struct hj_bag_facts *f = b->facts;
	const char *v = after(hj_bag_text_line(t), "BagIt-Version: ");
	const char *e =
	    after(hj_bag_text_line(t), "Tag-File-Character-Encoding: ");

	*ok = false;
	if (v == NULL || !version(v, &f->major, &f->minor))
		return not_a_bag(b,
		    HJ_N_("its first line is not 'BagIt-Version: ' and a version"),
		    err);
	if (!(f->major == 1 && f->minor == 0) &&
	    !(f->major == 0 && f->minor >= 93 && f->minor <= 97))
		return not_a_bag(b,
		    HJ_N_("of a version of BagIt that is not known here: 1.0 and 0.93 to 0.97 are"),
		    err);
	if (e == NULL || !encoding(e, &b->encoding))
		return not_a_bag(b,
		    HJ_N_("its second line is not 'Tag-File-Character-Encoding: ' and UTF-8, UTF-16 or ISO-8859-1"),
		    err);
	if (hj_bag_text_line(t) != NULL)
		return not_a_bag(b, HJ_N_("it has more than two lines"), err);
	*ok = true;
	return hj_rule(b->j, HJ_HOLDS, "bag", DECLARATION, err, "BagIt %u.%u",
	    f->major, f->minor);
}

int
hj_bag_declaration(struct hj_bag *b, bool *ok, struct hj_error *err)
{
	struct hj_bag_text t = { .at = 0 };
	int rc;

	*ok = false;
	if (hj_bag_file(b, DECLARATION) == NULL)
		return not_a_bag(b, HJ_N_("the file is missing"), err);
	/* Always in UTF-8, whatever it says of the others. */
	rc = hj_bag_text_open(b, DECLARATION, HJ_BAG_UTF8, &t, ok, err);
	if (rc == HJ_OK && *ok)
		rc = declare(b, &t, ok, err);
	hj_bag_text_clear(&t);
	return rc;
}

/* ---- bag-info.txt ---- */

static int
oxum(struct hj_bag *b, const char *value, struct hj_error *err)
{
	char want[64];

	(void)snprintf(want, sizeof(want), "%llu.%zu",
	    (unsigned long long)b->facts->bytes, b->facts->files);
	if (strcmp(want, value) == 0)
		return hj_rule(b->j, HJ_HOLDS, "count", INFO, err,
		    "as many files and bytes as Payload-Oxum says");
	return hj_rule(b->j, HJ_FAILS, "count", INFO, err,
	    "Payload-Oxum does not fit: there are %zu files of %llu bytes",
	    b->facts->files, (unsigned long long)b->facts->bytes);
}

static char *
trim(char *s)
{
	char *end = s + strlen(s);

	while (*s == ' ' || *s == '\t')
		s++;
	while (end > s && (end[-1] == ' ' || end[-1] == '\t'))
		*--end = '\0';
	return s;
}

static int
info_line(struct hj_bag *b, size_t number, char *line, struct hj_error *err)
{
	char *colon = strchr(line, ':');
	bool bad = colon == NULL || colon == line;

	if (!bad && hj_bag_is_strict(b))
		bad = colon[-1] == ' ' || colon[-1] == '\t' ||
		    (colon[1] != ' ' && colon[1] != '\t');
	if (bad)
		return hj_rule(b->j, HJ_FAILS, "tag-line", INFO, err,
		    "line %zu is not a label, a colon and a value", number);
	*colon = '\0';
	line = trim(line);
	if (strcasecmp(line, "Payload-Oxum") == 0)
		return oxum(b, trim(colon + 1), err);
	if (strcasecmp(line, "BagIt-Profile-Identifier") == 0 &&
	    strcmp(trim(colon + 1), HJ_BAG_PROFILE) == 0)
		b->facts->profile = true;
	return HJ_OK;
}

int
hj_bag_info(struct hj_bag *b, struct hj_error *err)
{
	struct hj_bag_text t = { .at = 0 };
	bool ok = false, first = true;
	char *line;
	int rc;

	if (hj_bag_file(b, INFO) == NULL)
		return HJ_OK;
	rc = hj_bag_text_open(b, INFO, b->encoding, &t, &ok, err);
	while (rc == HJ_OK && ok && (line = hj_bag_text_line(&t)) != NULL) {
		/* A value goes on in lines that begin with a blank. */
		if (!first && (line[0] == ' ' || line[0] == '\t'))
			continue;
		rc = info_line(b, t.line, line, err);
		first = false;
	}
	hj_bag_text_clear(&t);
	return rc;
}

/* ---- fetch.txt ---- */

/* URL, length or "-", path. */
static int
fetch_line(struct hj_bag *b, size_t number, char *line, struct hj_error *err)
{
	size_t file, n = strcspn(line, " \t");
	char *p = line + n + strspn(line + n, " \t");
	size_t len = strcspn(p, " \t");
	char *path = p + len + strspn(p + len, " \t");
	bool counted = len > 0 && strspn(p, "0123456789") == len;

	if (n == 0 || *path == '\0' || !(counted || (len == 1 && p[0] == '-')))
		return hj_rule(b->j, HJ_FAILS, "fetch", FETCH, err,
		    "line %zu is not an address, a length and a path", number);
	return hj_bag_resolve(b, FETCH, path, true, &file, err);
}

int
hj_bag_fetch(struct hj_bag *b, struct hj_error *err)
{
	struct hj_bag_text t = { .at = 0 };
	bool ok = false;
	char *line;
	int rc;

	if (hj_bag_file(b, FETCH) == NULL)
		return HJ_OK;
	b->facts->fetch = true;
	rc = hj_bag_text_open(b, FETCH, b->encoding, &t, &ok, err);
	while (rc == HJ_OK && ok && (line = hj_bag_text_line(&t)) != NULL)
		rc = fetch_line(b, t.line, line, err);
	if (rc == HJ_OK && ok)
		rc = hj_rule(b->j, HJ_UNCHECKED, "fetch", FETCH, err,
		    "asks to load files from elsewhere; nothing is ever loaded, and what it names has to be here");
	hj_bag_text_clear(&t);
	return rc;
}
