#include <string.h>

#include "cli/access/newphrase.h"
#include "cli/leaving/sealing.h"
#include "cli/screen/say.h"

bool
sealing_is_wanted(const struct sealing_opt *o)
{
	return o->to.n != 0 || o->passphrase || o->fd > 2;
}

static int
add(struct sealing *s, const char *p, size_t n, struct hj_error *err)
{
	if (n == 0)
		return HJ_OK;
	if (s->to.n == HJ_LEN(s->keys))
		return hj_fail(err, HJ_ELIMIT,
		    "sealed to at least one recipient, and at most %d",
		    HJ_AGE_RECIPIENTS_MAX);
	if (hj_agekey_read(p, n, s->keys[s->to.n], err) != HJ_OK)
		return hj_while(err, "--to");
	s->to.n++;
	return HJ_OK;
}

static int
read_keys(const struct sealing_opt *o, struct sealing *s, struct hj_error *err)
{
	for (size_t i = 0; i < o->to.n; i++)
		for (const char *p = o->to.v[i]; *p != '\0';) {
			size_t n = strcspn(p, ", ");

			if (add(s, p, n, err) != HJ_OK)
				return (int)err->code;
			p += n + (p[n] != '\0');
		}
	s->to.recipients = (const uint8_t(*)[HJ_AGEKEY_LEN])s->keys;
	return s->to.n != 0 ? HJ_OK : cli_usage(err, "--to needs an age key");
}

int
sealing_begin(struct cli *c, const struct sealing_opt *o, struct sealing *ret,
    struct hj_error *err)
{
	int rc;

	*ret = (struct sealing){ .to = { .armor = o->armor } };
	if (!sealing_is_wanted(o))
		return cli_usage(err,
		    "say for whom it is sealed: --to KEY, or --with-passphrase");
	if (o->to.n != 0 && (o->passphrase || o->fd > 2))
		return cli_usage(err,
		    "--to and --with-passphrase exclude each other: a sealed file has recipients or a passphrase");
	if (o->to.n != 0)
		return read_keys(o, ret, err);
	rc = newphrase_other(c, o->fd,
	    N_("no passphrase for the file and nobody to ask: use --file-passphrase-fd N"),
	    &ret->passphrase, err);
	ret->to.passphrase = ret->passphrase;
	return rc;
}

void
sealing_clear(struct sealing *s)
{
	hj_secret_free(s->passphrase);
	s->passphrase = NULL;
}

int
sealing_names(const struct sealing *s, const char *before, struct hj_buf *to,
    struct hj_error *err)
{
	char key[HJ_AGEKEY_SHOWN];
	int rc = HJ_OK;

	if (s->to.passphrase != NULL)
		return hj_buf_printf(to, err, "%spassphrase", before);
	for (size_t i = 0; rc == HJ_OK && i < s->to.n; i++) {
		hj_agekey_say(s->keys[i], key);
		rc = hj_buf_printf(to, err, "%s%s", before, key);
	}
	return rc;
}
