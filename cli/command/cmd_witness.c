#include <string.h>

#include "cli/pages.h"
#include "cli/screen/outfile.h"
#include "cli/screen/say.h"
#include "cli/verify/witnessing.h"

static const struct verb {
	const char *name, *korean;
	bool file; /* it takes one */
	/* Options that go with it, by their names. */
	const char *options[4];
	int (*run)(const struct witnessing *w, struct hj_error *err);
} verbs[] = {
	{ "request", "요청", false, { "to", "since", "output" },
	    witnessing_request },
	{ "cosign", "서명", true, { "log-key", "output", "dry-run" },
	    witnessing_cosign },
	{ "accept", "접수", true, { "witness", "of", "dry-run" },
	    witnessing_accept },
	{ "list", "목록", false, { NULL }, witnessing_list },
	{ "key", "열쇠", false, { NULL }, witnessing_key },
};

#define AT(field) offsetof(struct witnessing_opt, field)

static const struct option_def options[] = {
	{ 0, "to", OPT_TEXT, AT(to), "NAME", NULL,
	    N_("request: which witness is asked, when several cosigned before") },
	{ 0, "since", OPT_TEXT, AT(since), "N", NULL,
	    N_("request: how many entries the witness saw last, as it says") },
	{ 0, "log-key", OPT_TEXT, AT(log_key), "KEY|FILE", NULL,
	    N_("cosign: the key of the log, from paper; the first time only") },
	{ 0, "witness", OPT_TEXT, AT(witness), "KEY|FILE", NULL,
	    N_("accept: the key of the witness, from paper; the first time only") },
	{ 0, "of", OPT_FILE, AT(of), "FILE", NULL,
	    N_("accept: the checkpoint that was time-stamped, or the request or checkpoint that lines alone answer, when it is not the last") },
	{ 'o', "output", OPT_FILE, AT(output), "FILE", NULL,
	    N_("request, cosign: write it into a new file") },
	{ 'n', "dry-run", OPT_FLAG, AT(dry_run), NULL, NULL,
	    N_("cosign, accept: only say whether it would be done") },
	{ 0 },
};

#undef AT

static const struct verb *
find(const char *word)
{
	for (size_t i = 0; i < HJ_LEN(verbs); i++)
		if (strcmp(word, verbs[i].name) == 0 ||
		    strcmp(word, verbs[i].korean) == 0)
			return &verbs[i];
	return NULL;
}

static bool
goes_with(const struct verb *v, const char *option)
{
	for (size_t i = 0; i < HJ_LEN(v->options); i++)
		if (v->options[i] != NULL && strcmp(v->options[i], option) == 0)
			return true;
	return false;
}

/* An option that does nothing was meant for something. */
static int
check_options(const struct verb *v, const struct witnessing_opt *o,
    struct hj_error *err)
{
	for (const struct option_def *d = options; d->name != NULL; d++) {
		const char *text = NULL;

		if (d->kind == OPT_FLAG)
			text = o->dry_run ? "" : NULL;
		else
			memcpy(&text, (const char *)o + d->at, sizeof(text));
		if (text != NULL && !goes_with(v, d->name))
			return cli_usage(err, "--%s does not go with '%s'",
			    d->name, v->name);
	}
	return HJ_OK;
}

static int
run(struct cli *c, const struct args *a, struct hj_error *err)
{
	struct witnessing w = { .c = c, .o = a->opt };
	const struct verb *v = find(a->rest[0]);

	if (v == NULL)
		return cli_usage(err,
		    "say what: request, cosign, accept, list or key");
	if ((a->nrest == 2) != v->file)
		return v->file ? cli_usage(err, "'%s' needs a file", v->name)
			       : cli_usage(err, "'%s' takes no file", v->name);
	if (check_options(v, w.o, err) != HJ_OK)
		return CLI_USAGE;
	if (w.o->output != NULL && outfile_vacant(w.o->output, err) != HJ_OK)
		return (int)err->code;
	w.file = v->file ? a->rest[1] : NULL;
	return v->run(&w, err);
}

static const struct command_example examples[] = {
	{ "audit witness request -o request",
	    N_("to be carried to the partner") },
	{ "audit witness cosign request --log-key partner.vkey -o answer",
	    N_("there: see that it only grew; the first time with the key") },
	{ "audit witness accept answer --witness witness.vkey",
	    N_("back again; the first time with the key of the witness") },
	{ "audit witness accept lines --of request --witness server.vkey",
	    N_("the lines that a witness server answered to the request") },
	{ "audit witness accept march.tsr --of march.checkpoint",
	    N_("an answer of a time stamp authority (RFC 3161), or an .ots") },
	{ "audit witness list", N_("who attested what, and when") },
	{ "audit witness key",
	    N_("what a partner has to know to believe our cosignatures") },
	{ NULL, NULL },
};

const struct command_page audit_witness_page = {
	.text =
	    N_("Somebody else vouches that nothing in the log was made up later.  Files go by hand\nbetween two offices; they hold no name and nothing of any case.\n\n'request' writes the signed state of the log, and the proof that it only grew since\nthe partner last looked (c2sp.org/tlog-witness).  'cosign' is done by the partner:\nwhat was seen is kept in their vault before the answer is written, so that no older\nand no other state of that log is ever cosigned (c2sp.org/tlog-cosignature).  A log\nthat shrank, or of which there are two histories, is refused; both signed states\nare printed, and the proof where there is one, to be shown to others: exit 8 when\nit shrank or the request starts elsewhere, 6 when it forked.  'accept' keeps the\nanswer: the signed state with the line of the witness, or that line alone, as a\nwitness server answers.  Keys are exchanged once, on paper or by telephone: 'key'\nprints the one under which this member cosigns.\n\n'accept' also keeps time stamps, and checks that they are of that state.  Who signed\nthem is checked elsewhere:\n\n    openssl ts -verify -in march.tsr -data march.checkpoint -CAfile ca.pem\n    ots verify march.ots -f march.checkpoint\n\nFrom then on proofs are made against the newest cosigned state, 'hanji audit verify'\ncompares the log with all of them, and 'hanji audit checkpoint --folder DIR' hands\nthem on."),
	.options = options,
	.opt_size = sizeof(struct witnessing_opt),
	.examples = examples,
	.run = run,
};
