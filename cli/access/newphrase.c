#include <string.h>
#include <unistd.h>

#include "cli/access/newphrase.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/base/text.h"
#include "core/keys/phrase.h"

#define TRIES 3

static int
long_enough(const struct hj_secret *s, struct hj_error *err)
{
	const char *p = (const char *)hj_secret_peek(s);
	size_t n = hj_secret_len(s);
	unsigned characters = 0;

	while (n > 0) {
		uint32_t ch = 0;
		size_t k = hj_text_decode(p, n, &ch);

		k = k != 0 ? k : 1;
		p += k;
		n -= k;
		characters++;
	}
	if (characters < NEWPHRASE_MIN)
		return hj_fail(err, HJ_EINVAL,
		    "a passphrase of your own needs at least %d characters; a sentence is good",
		    NEWPHRASE_MIN);
	return HJ_OK;
}

/* Type it (again): equal to `first`, or try again. */
static int
type_again(struct cli *c, const struct hj_secret *first, const char *missing,
    struct hj_error *err)
{
	struct hj_secret *again = NULL;
	int rc = HJ_OK;

	for (int i = 0; i < TRIES; i++) {
		bool same;

		rc = ui_passphrase_typed(c->ui,
		    _("The same passphrase again: "), missing, &again, err);
		if (rc != HJ_OK)
			return rc;
		same = hj_secret_equal(first, again);
		hj_secret_free(again);
		if (same)
			return HJ_OK;
		ui_say(c->ui, "%s", _("That is not the same passphrase."));
	}
	return hj_fail(err, HJ_EINVAL,
	    "the two passphrases differ; nothing was changed");
}

/* Eight words on the terminal; *ret stays NULL when they are declined. */
static int
offer(struct cli *c, struct hj_secret **ret, struct hj_error *err)
{
	struct hj_secret *words = NULL;
	bool yes = false;
	int rc;

	if ((rc = hj_phrase_random(&words, err)) != HJ_OK)
		return rc;
	ui_show_secret(c->ui,
	    _("A passphrase of eight random words, which nobody can guess:"),
	    words);
	rc = ui_ask(c->ui,
	    _("Write it on paper, not into a computer.  Use it?"), &yes, err);
	if (rc == HJ_OK && yes) {
		*ret = words;
		return HJ_OK;
	}
	hj_secret_free(words);
	return rc;
}

static int
typed(struct cli *c, const char *missing, struct hj_secret **ret,
    struct hj_error *err)
{
	struct hj_secret *own = NULL;
	int rc;

	if ((rc = offer(c, &own, err)) != HJ_OK)
		return rc;
	while (own == NULL) {
		rc = ui_passphrase_typed(c->ui, _("Your own passphrase: "),
		    missing, &own, err);
		if (rc != HJ_OK)
			return rc;
		if (long_enough(own, err) != HJ_OK) {
			ui_say(c->ui, "%s", err->text);
			hj_secret_free(own);
			own = NULL;
		}
	}
	if ((rc = type_again(c, own, missing, err)) == HJ_OK)
		*ret = own;
	else
		hj_secret_free(own);
	return rc;
}

/* Of what came, once, from a descriptor. */
static int
given(int rc, struct hj_secret *own, struct hj_secret **ret,
    struct hj_error *err)
{
	if (rc == HJ_OK && (rc = long_enough(own, err)) == HJ_OK)
		*ret = own;
	else
		hj_secret_free(own);
	return rc;
}

int
newphrase_ask(struct cli *c, struct hj_secret **ret, struct hj_error *err)
{
	struct hj_secret *own = NULL;
	int rc;

	if (ui_is_terminal(c->ui) && !ui_passphrase_is_piped(c->ui))
		return typed(c, "", ret, err);
	rc = ui_passphrase(c->ui, "", &own, err);
	return given(rc, own, ret, err);
}

int
newphrase_other(struct cli *c, int fd, const char *missing,
    struct hj_secret **ret, struct hj_error *err)
{
	struct hj_secret *own = NULL;
	int rc;

	if (fd > STDERR_FILENO) {
		rc = ui_passphrase_from(c->ui, fd, &own, err);
		return given(rc, own, ret, err);
	}
	if (!ui_is_terminal(c->ui))
		return hj_fail(err, HJ_EAUTH, "%s", hj_said(err, missing));
	return typed(c, missing, ret, err);
}
