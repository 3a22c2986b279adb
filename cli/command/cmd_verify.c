#include "cli/access/process.h"
#include "cli/pages.h"
#include "cli/screen/emit.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "cli/verify/verify.h"

static const struct emit_column columns[] = {
	{ "ruling", N_("result"), false },
	{ "object", N_("of what"), false },
	{ "code", NULL, false },
	{ "text", N_("what"), false },
};

static const char *
ruling_word(enum hj_ruling r)
{
	switch (r) {
	case HJ_HOLDS:
		return N_("holds");
	case HJ_WARNS:
		return N_("warning");
	case HJ_UNCHECKED:
		return N_("not checked");
	case HJ_FAILS:
		return N_("FAILS");
	}
	return "";
}

/* The same for programs. */
static const char *
ruling_key(enum hj_ruling r)
{
	static const char *const keys[] = {
		[HJ_HOLDS] = "holds",
		[HJ_WARNS] = "warning",
		[HJ_UNCHECKED] = "unchecked",
		[HJ_FAILS] = "fails",
	};

	return keys[r];
}

static int
row(void *to, const struct hj_ruled *r, struct hj_error *err)
{
	struct emit *e = to;

	emit_map(e);
	emit_key(e, "ruling", NULL);
	emit_text(e,
	    emit_is_json(e) ? ruling_key(r->ruling)
			    : _(ruling_word(r->ruling)));
	emit_key(e, "object", NULL);
	emit_text(e, r->object);
	emit_key(e, "code", NULL);
	emit_text(e, r->code);
	emit_key(e, "text", NULL);
	emit_text(e, r->text);
	emit_end(e);
	return process_check(err);
}

struct verify_opt {
	const char *signer;
	const char *log_key;
	struct opt_each witness;
	const char *since;
	const char *of;
	const char *salts;
	struct opening_opt open;
};

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	const struct verify_opt *o = a->opt;
	struct verify_ask ask = { .path = a->rest[0],
		.open = o->open,
		.since = o->since,
		.of = o->of,
		.salts = o->salts };
	struct hj_judge j = { .fn = row, .to = c->out };
	int rc;

	if ((rc = verify_read_keys(o->signer, o->log_key, &ask.keys, err)) !=
	    HJ_OK)
		return rc;
	for (size_t i = 0; i < o->witness.n; i++)
		if ((rc = verify_read_witness(o->witness.v[i], &ask.keys,
			 err)) != HJ_OK)
			return rc;
	emit_table(c->out, columns, HJ_LEN(columns));
	if ((rc = verify_package(c, &ask, &j, err)) != HJ_OK)
		return rc;
	emit_end(c->out);
	if (j.count[HJ_FAILS] == 0) {
		ui_say(c->ui,
		    _("Everything that could be checked holds: %zu; not checked: %zu; warnings: %zu."),
		    j.count[HJ_HOLDS], j.count[HJ_UNCHECKED],
		    j.count[HJ_WARNS]);
		return HJ_OK;
	}
	/* What was found is the answer, and it is not lost in JSON. */
	if (emit_close(c->out, err) != HJ_OK)
		return (int)err->code;
	return hj_fail(err, HJ_ECORRUPT,
	    "%zu things do not hold: do not rely on this package, and ask the sender for it again",
	    j.count[HJ_FAILS]);
}

static const struct option_def options[] = {
	{ 0, "signer", OPT_TEXT, offsetof(struct verify_opt, signer),
	    "KEY|FILE", NULL,
	    N_("the minisign key of the sender, as you know it from elsewhere") },
	{ 0, "log-key", OPT_TEXT, offsetof(struct verify_opt, log_key),
	    "KEY|FILE", NULL, N_("the key of the log, from paper") },
	{ 0, "witness", OPT_EACH, offsetof(struct verify_opt, witness),
	    "KEY|FILE", NULL,
	    N_("the key of a witness who must have cosigned; again for another") },
	{ 0, "since", OPT_FILE, offsetof(struct verify_opt, since), "FILE",
	    NULL, N_("an earlier checkpoint: does this one go on from it?") },
	{ 0, "of", OPT_FILE, offsetof(struct verify_opt, of), "FILE", NULL,
	    N_("the case file of a proof, or what a signature or lines of signatures are of") },
	{ 0, "salts", OPT_FILE, offsetof(struct verify_opt, salts), "FILE",
	    NULL, N_("the salts of that case file") },
	OPENING_IDENTITY(struct verify_opt),
	OPENING_PASSPHRASE(struct verify_opt),
	{ 0 },
};

static const struct command_example examples[] = {
	{ "verify package.tar", N_("what a partner sent, as one file") },
	{ "verify package.tar --signer sender.pub",
	    N_("and whether it is the sender that you know") },
	{ "verify package.age --identity key.txt",
	    N_("one that was sealed with age") },
	{ "verify bag", N_("a bag that was unpacked already") },
	{ "verify k7m2.tlog-proof --log-key log.vkey",
	    N_("a proof by itself ('hanji audit prove')") },
	{ "verify now.checkpoint --log-key log.vkey --witness partner.vkey",
	    N_("a state of a log, and who cosigned it") },
	{ "verify lines --of now.checkpoint --witness server.vkey",
	    N_("what a witness server answered: lines without the state they sign") },
	{ "verify grown --since march.checkpoint --log-key log.vkey",
	    N_("that a log only grew since March") },
	{ NULL, NULL },
};

const struct command_page verify_page = {
	.text =
	    N_("Checks a package that somebody sent, and says line by line what holds, what does\nnot, and what could not be checked.  No vault is needed, nothing is unpacked, and\nnothing is loaded from anywhere.\n\nA package is a bag (BagIt 1.0, RFC 8493; also 0.93 to 0.97), as a folder or as one\ntar file, which may be sealed with age.  Of a package that hanji made also the\nsignature is checked, and for each case file that the log of the sender holds it.\nWhose keys they are, only you can know: give them with --signer and --log-key, or\ncompare what is shown.\n\nA single file is checked as well: a proof (.tlog-proof), the signed state of a log\nwith its cosignatures, such lines alone (with --of for the state that they sign), the\nproof that a log grew or forked, and a minisign signature.\n\nExits 6 when something does not hold."),
	.options = options,
	.opt_size = sizeof(struct verify_opt),
	.examples = examples,
	.run = run,
};
