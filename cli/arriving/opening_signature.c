#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli/access/memberkeys.h"
#include "cli/arriving/opening.h"
#include "cli/leaving/addressee.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/text.h"
#include "core/file/dir.h"

struct checking {
	const char *file;
	struct hj_minisign_key key; /* that it is checked with */
	char own[HJ_AGEKEY_SHOWN]; /* to whom this member's files are sealed */
};

/* The key that was given; else this member's own. */
static int
choose_key(struct cli *c, const struct opening_opt *o, struct checking *k,
    struct hj_error *err)
{
	struct hj_member *m = NULL;
	int rc;

	if ((rc = memberkeys_open(c, &m, err)) != HJ_OK)
		return rc;
	hj_minisign_key(hj_member_public(m)->ed25519, &k->key);
	hj_agekey_say(hj_member_public(m)->x25519, k->own);
	hj_member_free(m);
	return o->signer != NULL
	    ? hj_minisign_key_parse(o->signer, strlen(o->signer), &k->key, err)
	    : HJ_OK;
}

/* A file for one office, sent on to another under the first one's signature,
 * would look as if it had been written to that one. */
static int
meant_for_us(const struct checking *k, const struct hj_minisign *s,
    struct hj_error *err)
{
	if (addressee_is(s->trusted, s->ntrusted, k->own) != ADDRESSEE_OTHERS)
		return HJ_OK;
	return hj_fail(err, HJ_EREFUSED,
	    "it was signed for others and sent on: ask whoever signed it for a file of your own");
}

static int
say_comment(struct cli *c, const struct hj_minisign *s, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF((size_t)8 * HJ_MINISIGN_COMMENT_MAX);
	const char *text;
	int rc;

	if ((rc = hj_text_visible(s->trusted, s->ntrusted, false, &b, err)) ==
		HJ_OK &&
	    (rc = hj_buf_text(&b, &text, err)) == HJ_OK)
		ui_say(c->ui, "  %s", text);
	hj_buf_clear(&b);
	return rc;
}

static int
verify(struct cli *c, const struct opening_opt *o, const struct checking *k,
    const struct hj_minisign *s, const uint8_t hash[static HJ_MINISIGN_HASH],
    struct opened *ret, struct hj_error *err)
{
	struct hj_error why = { .say = err->say };
	char id[HJ_MINISIGN_ID_SHOWN];
	int rc;

	hj_minisign_id_say(s->id, id);
	rc = hj_minisign_verify(s, &k->key, hash, &why);
	if (rc == HJ_ENOTFOUND && o->signer == NULL) {
		ui_say(c->ui,
		    _("'%s' has a signature of key %s, which is not known here: not checked.  --signed-by KEY checks it."),
		    k->file, id);
		return HJ_OK;
	}
	if (rc != HJ_OK) {
		*err = why;
		return rc;
	}
	memcpy(ret->signer, id, sizeof(id));
	ui_say(c->ui, _("'%s' is signed by key %s, and unchanged since:"),
	    k->file, id);
	if ((rc = say_comment(c, s, err)) != HJ_OK)
		return rc;
	return meant_for_us(k, s, err);
}

/* *found: there is one. */
static int
read_signature(const char *file, struct hj_buf *to, bool *found,
    struct hj_error *err)
{
	struct hj_buf path = HJ_BUF(HJ_PATH_MAX);
	const char *text;
	int rc;

	*found = false;
	if ((rc = hj_buf_printf(&path, err, "%s" HJ_MINISIGN_SUFFIX, file)) ==
		HJ_OK &&
	    (rc = hj_buf_text(&path, &text, err)) == HJ_OK &&
	    access(text, F_OK) == 0) {
		*found = true;
		rc = outfile_read(text, to, err);
	}
	hj_buf_clear(&path);
	return rc;
}

static int
take_signed(struct cli *c, const struct opening_opt *o, const char *file,
    const struct hj_buf *text, int *fd, struct opened *ret,
    struct hj_error *err)
{
	struct checking k = { .file = file };
	uint8_t hash[HJ_MINISIGN_HASH];
	struct hj_minisign s;
	int rc;

	if (lseek(*fd, 0, SEEK_CUR) != 0)
		rc = hj_fail(err, HJ_EINVAL,
		    "a signature is checked on a file, not on a pipe");
	else if ((rc = hj_minisign_parse((const char *)text->data, text->len,
		      &s, err)) == HJ_OK)
		rc = choose_key(c, o, &k, err);
	if (rc != HJ_OK)
		return hj_while(err, "the signature of '%s'", file);
	if ((rc = opening_into_memory(c, o, file, fd, hash, ret, err)) != HJ_OK)
		return rc;
	return verify(c, o, &k, &s, hash, ret, err) == HJ_OK
	    ? HJ_OK
	    : hj_while(err, "the signature of '%s'", file);
}

int
opening_take(struct cli *c, const struct opening_opt *o, const char *file,
    int *fd, struct opened *ret, struct hj_error *err)
{
	struct hj_buf b = HJ_BUF((size_t)4 * HJ_MINISIGN_MAX);
	bool found;
	int rc = read_signature(file, &b, &found, err);

	*ret = (struct opened){ .sealed = false };
	if (rc == HJ_OK && found)
		rc = take_signed(c, o, file, &b, fd, ret, err);
	else if (rc == HJ_OK)
		rc = opening_replace(c, o, file, fd, ret, err);
	hj_buf_clear(&b);
	return rc;
}
