#include <time.h>

#include "cli/access/newphrase.h"
#include "cli/access/place.h"
#include "cli/access/recovery.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/crypto/kdf.h"

#define MIB ((uint64_t)1 << 20)
#define FLOOR_MEM (256 * MIB)
#define FLOOR_OPS 2
#define USUAL_MEM (512 * MIB)
#define USUAL_OPS 3
#define OPS_MAX 16

struct init_opt {
	uint64_t mem, ops;
	bool calibrate;
	const char *member;
};

/* core accepts less, for the sake of its tests; people do not get it. */
static int
cost_of(const struct init_opt *o, struct hj_kdf_cost *ret, struct hj_error *err)
{
	ret->mem = o->mem != 0 ? o->mem : USUAL_MEM;
	ret->ops = o->ops != 0 ? (uint32_t)o->ops : USUAL_OPS;
	if (ret->mem < FLOOR_MEM || ret->ops < FLOOR_OPS)
		return hj_fail(err, HJ_EINVAL,
		    "the key derivation needs at least --kdf-mem 256M and --kdf-ops 2");
	return hj_kdf_cost_check(ret, err);
}

static int64_t
milliseconds(void)
{
	struct timespec t = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* More rounds, until one derivation takes a second on this machine. */
static int
calibrate(const struct hj_secret *passphrase, struct hj_kdf_cost *cost,
    struct hj_error *err)
{
	static const uint8_t salt[HJ_KDF_SALT];

	for (; cost->ops < OPS_MAX; cost->ops++) {
		struct hj_secret *key = NULL;
		int64_t from = milliseconds();

		if (hj_kdf_passphrase(cost, salt, passphrase, &key, err) !=
		    HJ_OK)
			return (int)err->code;
		hj_secret_free(key);
		if (milliseconds() - from >= 1000)
			break;
	}
	return HJ_OK;
}

/* Opened once, as it will be tomorrow. */
static int
try_it(struct cli *c, const struct hj_secret *passphrase, struct hj_error *err)
{
	const struct hj_vault_opening how = { .at = c->where,
		.passphrase = passphrase };

	if (hj_vault_open(&how, &c->vault, err) != HJ_OK)
		return hj_while(err, "trying the new vault");
	return HJ_OK;
}

/* On a terminal only: what nobody sees is no safety. */
static int
offer_recovery(struct cli *c, struct hj_error *err)
{
	const struct hj_header_shares usual = { 2, 3 };
	bool yes = false;
	int rc;

	if (!ui_is_terminal(c->ui) || ui_passphrase_is_piped(c->ui))
		return HJ_OK;
	rc = ui_ask(c->ui,
	    _("Three papers with words, of which any two open the vault when the passphrase is\nlost, can be made now or later ('hanji recover shares').  Now?"),
	    &yes, err);
	if (rc == HJ_OK && yes && (rc = place_reopen(c, true, err)) == HJ_OK)
		rc = recovery_make(c, usual, NULL, err);
	return rc;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct init_opt *o = a->opt;
	struct hj_secret *passphrase = NULL;
	struct hj_kdf_cost cost;
	char id[33];
	int rc;

	if ((rc = cost_of(o, &cost, err)) != HJ_OK ||
	    (rc = place_prepare(c, err)) != HJ_OK ||
	    (rc = newphrase_ask(c, &passphrase, err)) != HJ_OK)
		return rc;
	if (o->calibrate && (rc = calibrate(passphrase, &cost, err)) != HJ_OK)
		goto out;
	if ((rc = hj_vault_create(&c->where, &cost, passphrase,
		 o->member != NULL ? o->member : "member", err)) != HJ_OK ||
	    (rc = try_it(c, passphrase, err)) != HJ_OK ||
	    (rc = hj_vault_peek_id(c->where.dir, id, err)) != HJ_OK)
		goto out;
	if (emit_is_json(c->out)) {
		emit_map(c->out);
		emit_key(c->out, "vault", NULL);
		emit_text(c->out, c->where.dir);
		emit_key(c->out, "id", NULL);
		emit_text(c->out, id);
		emit_end(c->out);
	}
	ui_say(c->ui,
	    _("The vault is at '%s'.  Without the passphrase nobody can open it, not even its makers."),
	    c->where.dir);
	rc = offer_recovery(c, err);
out:
	hj_secret_free(passphrase);
	return rc;
}

#define AT(field) offsetof(struct init_opt, field)

static const struct option_def options[] = {
	{ 0, "kdf-mem", OPT_SIZE, AT(mem), "SIZE", NULL,
	    N_("memory that guessing the passphrase costs; 512M") },
	{ 0, "kdf-ops", OPT_NUMBER, AT(ops), "N", NULL,
	    N_("rounds that guessing the passphrase costs; 3") },
	{ 0, "calibrate", OPT_FLAG, AT(calibrate), NULL, NULL,
	    N_("more rounds, until opening takes a second here") },
	{ 0, "member", OPT_TEXT, AT(member), "NAME", NULL,
	    N_("your name or office, as it stands in the vault") },
	{ 0 },
};

static const struct command_example examples[] = {
	{ "init", N_("make a vault; a passphrase is offered") },
	{ "init --vault /media/work/vault --member seoul-1",
	    N_("elsewhere, and with a name for the member") },
	{ "init --passphrase-fd 3 3<phrase.txt", N_("in a script") },
	{ NULL, NULL },
};

const struct command_page init_page = {
	.text =
	    N_("Makes an empty vault.  A passphrase of eight random words is offered first; one\nof your own needs at least 14 characters.  Without it only recovery shares\nopen the vault; they are offered when it is made.\n\nThe vault is the folder ~/.local/share/hanji; --vault names another, which must\nnot be there yet."),
	.options = options,
	.opt_size = sizeof(struct init_opt),
	.examples = examples,
	.run = run,
};
