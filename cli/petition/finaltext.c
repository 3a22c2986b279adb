#include <limits.h>
#include <string.h>

#include "cli/access/installed.h"
#include "cli/access/process.h"
#include "cli/petition/finalparts.h"
#include "cli/petition/finaltext.h"
#include "core/base/worddiff.h"
#include "core/file/tar.h"
#include "export/doctext/doctext.h"

static bool
stop(void *to)
{
	(void)to;
	return process_interrupted();
}

static void
note(const struct hj_doctext *t, struct finalfacts *to)
{
	to->words = hj_wordcount((const char *)t->text.data, t->text.len);
	to->remarks += t->comments + t->changes;
	to->unread += t->unread;
	to->is_signed |= hj_doctext_is_signed(t);
}

static int
document(const uint8_t *p, size_t n, struct hj_buf *to, struct finalfacts *ret,
    struct hj_error *err)
{
	char program[PATH_MAX];
	struct hj_doctext t;
	int rc = installed_program("hanji-text", program, err);

	if (rc != HJ_OK)
		return rc;
	hj_doctext_init(&t);
	/* What the file says of itself is read by who gets it, too. */
	if ((rc = hj_doctext_read(program, stop, NULL, p, n, &t, err)) ==
		HJ_OK &&
	    (rc = hj_buf_add(to, t.text.data, t.text.len, err)) == HJ_OK &&
	    (rc = hj_buf_putc(to, '\n', err)) == HJ_OK)
		rc = hj_buf_add(to, t.meta.data, t.meta.len, err);
	if (rc == HJ_OK && ret != NULL)
		note(&t, ret);
	hj_doctext_clear(&t);
	return rc;
}

/* ---- a package: all that is in it ---- */

struct reading {
	struct hj_buf *to;
	struct finalfacts *facts; /* or NULL */
};

/* The petition as XML is read as it stands; what cannot be read in an attachment
 * was said when it was packed. */
static int
member(void *with, const struct finalpart *p, struct hj_error *err)
{
	struct reading *x = with;
	struct finalfacts facts = { .words = 0 }, *ret = x->facts;
	struct hj_error why = { .say = err->say };
	int rc;

	if (p->is_xml) {
		if ((rc = hj_buf_add(x->to, p->bytes, p->n, err)) == HJ_OK)
			rc = hj_buf_putc(x->to, '\n', err);
	} else if ((rc = document(p->bytes, p->n, x->to, &facts, &why)) !=
	    HJ_OK) {
		if (p->first != 'a' || (rc != HJ_EREFUSED && rc != HJ_EINVAL))
			*err = why;
		else
			rc = HJ_OK;
	}
	/* The document says how many words; of an attachment that leaves as it
	 * is somebody said why. */
	if (ret != NULL && p->first == 'd') {
		if (p->is_html)
			ret->words = facts.words;
		ret->remarks += facts.remarks;
		ret->unread += facts.unread;
		ret->is_signed |= facts.is_signed;
	}
	return rc;
}

static bool
is_package(const struct hj_buf *b)
{
	return b->len > HJ_TAR_BLOCK && memcmp(b->data + 257, "ustar", 5) == 0;
}

int
finaltext_read(const struct hj_buf *bytes, struct hj_buf *to,
    struct finalfacts *ret, struct hj_error *err)
{
	struct reading x = { to, ret };

	return is_package(bytes)
	    ? finalparts_each(bytes, member, &x, err)
	    : document(bytes->data, bytes->len, to, ret, err);
}
