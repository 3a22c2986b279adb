#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/access/process.h"
#include "cli/access/sharewords.h"
#include "cli/screen/say.h"
#include "cli/screen/ui.h"
#include "core/keys/phrase.h"
#include "core/keys/slip39.h"

#define USUAL ((struct hj_header_shares){ 2, 3 })
#define ROWS 11
#define TRIES 5

int
sharewords_numbers(const char *text, struct hj_header_shares *ret,
    struct hj_error *err)
{
	unsigned needed = 0, of = 0;
	int all = 0;

	*ret = USUAL;
	if (text == NULL)
		return HJ_OK;
	if ((sscanf(text, "%2u-of-%2u%n", &needed, &of, &all) != 2 &&
		sscanf(text, "%2u/%2u%n", &needed, &of, &all) != 2) ||
	    text[all] != '\0' || needed < 1 || needed > of ||
	    of > HJ_SLIP39_SHARES_MAX)
		return hj_fail(err, HJ_EINVAL,
		    "--shares takes how many are needed of how many, at most %d: 2-of-3",
		    HJ_SLIP39_SHARES_MAX);
	*ret = (struct hj_header_shares){ (uint8_t)needed, (uint8_t)of };
	return HJ_OK;
}

/* ---- a screen of its own ---- */

static void
screen_begin(const struct cli *c)
{
	(void)dprintf(ui_tty(c->ui), "\033[?1049h\033[H\033[2J");
}

/* The console of Linux has no second screen, but forgets what rolled off. */
static void
screen_clear(const struct cli *c)
{
	const char *term = getenv("TERM");
	bool console = term != NULL && strcmp(term, "linux") == 0;

	(void)dprintf(ui_tty(c->ui), "\033[H\033[2J%s",
	    console ? "\033[3J" : "");
}

static void
screen_end(const struct cli *c)
{
	screen_clear(c);
	(void)dprintf(ui_tty(c->ui), "\033[?1049l");
}

/* ---- out ---- */

/* Where each word begins, in the order of the share. */
static void
cut(const struct hj_secret *words, const char *at[static HJ_SLIP39_WORDS],
    int len[static HJ_SLIP39_WORDS])
{
	const char *p = (const char *)hj_secret_peek(words);
	const char *end = p + hj_secret_len(words);

	for (unsigned i = 0; i < HJ_SLIP39_WORDS; i++) {
		at[i] = p;
		while (p < end && *p != ' ')
			p++;
		len[i] = (int)(p - at[i]);
		p += p < end;
	}
}

/* Columns downwards, as one writes. */
static void
show_words(int tty, const struct hj_secret *words)
{
	const char *at[HJ_SLIP39_WORDS];
	int len[HJ_SLIP39_WORDS];

	cut(words, at, len);
	for (unsigned row = 0; row < ROWS; row++) {
		for (unsigned i = row; i < HJ_SLIP39_WORDS; i += ROWS)
			(void)dprintf(tty, "   %2u  %-10.*s", i + 1, len[i],
			    at[i]);
		(void)dprintf(tty, "\n");
	}
}

int
sharewords_show(struct cli *c, struct hj_secret *const *words,
    struct hj_header_shares shares, struct hj_error *err)
{
	const int tty = ui_tty(c->ui);
	struct hj_secret *enter = NULL;
	int rc = HJ_OK;

	screen_begin(c);
	for (unsigned i = 0; rc == HJ_OK && i < shares.of; i++) {
		screen_clear(c);
		(void)dprintf(tty, _("Recovery share %u of %u"), i + 1,
		    (unsigned)shares.of);
		(void)dprintf(tty, "\n\n");
		show_words(tty, words[i]);
		(void)dprintf(tty, "\n%s\n",
		    _("Write the words and their numbers on paper, with today's date but not what they\nopen.  One paper for each person or place."));
		rc = ui_passphrase_typed(c->ui,
		    _("Enter when they are written down: "), "", &enter, err);
		hj_secret_free(enter);
		enter = NULL;
		if (rc == HJ_EAUTH && process_check(err) == HJ_OK)
			rc = hj_fail(err, HJ_EINTERRUPTED, "interrupted");
	}
	screen_end(c);
	return rc;
}

/* ---- in ---- */

struct typing {
	struct cli *c;
	int fd; /* above 2: a share a line, nobody is asked */
	struct hj_slip39 *share[HJ_SLIP39_SHARES_MAX];
	size_t n;
	struct hj_secret *words; /* of the share that is being typed */
	size_t len, count;
};

/* The words of a line behind those before; the number of the first that is not
 * in the list, or 0. */
static size_t
take_line(struct typing *t, const struct hj_secret *line)
{
	const char *p = (const char *)hj_secret_peek(line);
	const size_t n = hj_secret_len(line);
	char *to = (char *)hj_secret_bytes(t->words);

	for (size_t i = 0; i < n;) {
		size_t from;

		while (i < n && (p[i] == ' ' || p[i] == '\t'))
			i++;
		for (from = i; i < n && p[i] != ' ' && p[i] != '\t';)
			i++;
		if (i == from)
			break;
		if (hj_phrase_number(p + from, i - from) < 0)
			return t->count + 1;
		if (t->count == HJ_SLIP39_WORDS)
			break;
		memcpy(to + t->len, p + from, i - from);
		t->len += i - from;
		to[t->len++] = ' ';
		t->count++;
	}
	return 0;
}

/* 33 words, as many a line as somebody likes. */
static int
type_words(struct typing *t, struct hj_error *err)
{
	char prompt[128];

	t->len = t->count = 0;
	while (t->count < HJ_SLIP39_WORDS) {
		struct hj_secret *line = NULL;
		size_t bad;

		(void)snprintf(prompt, sizeof(prompt), _("from word %zu on: "),
		    t->count + 1);
		if (ui_words_typed(t->c->ui, prompt, &line, err) != HJ_OK)
			return (int)err->code;
		bad = take_line(t, line);
		hj_secret_free(line);
		if (bad != 0)
			ui_say(t->c->ui,
			    _("Word %zu is not in the list of recovery words.  Go on from there."),
			    bad);
	}
	return HJ_OK;
}

/* One more share, which has to fit to those before. */
static int
add_share(struct typing *t, const char *p, size_t n, struct hj_error *err)
{
	struct hj_slip39 *s = NULL;
	int rc = hj_slip39_parse(p, n, &s, err);

	for (size_t i = 0; rc == HJ_OK && i < t->n; i++)
		rc = hj_slip39_fits(s, t->share[i], err);
	if (rc == HJ_OK && hj_slip39_facts(s)->groups != 1)
		rc = hj_fail(err, HJ_EINVAL,
		    "shares in groups are not those of a vault");
	if (rc == HJ_OK &&
	    (hj_slip39_facts(s)->exponent != 0 ||
		hj_slip39_facts(s)->len != HJ_SLIP39_LEN))
		rc = hj_fail(err, HJ_EINVAL,
		    "these are words of the same kind, but not those of a vault");
	if (rc == HJ_OK)
		t->share[t->n++] = s;
	else
		hj_slip39_free(s);
	return rc;
}

static int
type_share(struct typing *t, struct hj_error *err)
{
	const char *p = (const char *)hj_secret_peek(t->words);

	for (int tries = 1;; tries++) {
		int rc;

		ui_say(t->c->ui,
		    _("Share number %zu: type its %d words; of each the first four letters are enough."),
		    t->n + 1, HJ_SLIP39_WORDS);
		if ((rc = type_words(t, err)) != HJ_OK)
			return rc;
		rc = add_share(t, p, t->len, err);
		screen_clear(t->c);
		if (rc == HJ_OK || tries == TRIES)
			return rc;
		ui_say(t->c->ui, "%s", err->text);
		err->code = HJ_OK;
	}
}

static int
read_share(struct typing *t, struct hj_error *err)
{
	struct hj_secret *line = NULL;
	int rc = ui_passphrase_from(t->c->ui, t->fd, &line, err);

	if (rc == HJ_EAUTH)
		return t->n == 0
		    ? hj_fail(err, HJ_EAUTH, "no recovery shares were given")
		    : hj_fail(err, HJ_EAUTH, "too few shares: still needed: %u",
			  hj_slip39_facts(t->share[0])->needed -
			      (unsigned)t->n);
	if (rc == HJ_OK)
		rc = add_share(t, (const char *)hj_secret_peek(line),
		    hj_secret_len(line), err);
	hj_secret_free(line);
	return rc;
}

static int
gather(struct typing *t, struct hj_error *err)
{
	bool typed = t->fd <= STDERR_FILENO;
	int rc = HJ_OK;

	if (typed)
		screen_begin(t->c);
	while (rc == HJ_OK &&
	    (t->n == 0 || t->n < hj_slip39_facts(t->share[0])->needed))
		rc = typed ? type_share(t, err) : read_share(t, err);
	if (typed)
		screen_end(t->c);
	return rc;
}

int
sharewords_ask(struct cli *c, int fd, struct hj_secret **ret,
    struct hj_error *err)
{
	struct typing t = { .c = c, .fd = fd };
	int rc;

	if (fd <= STDERR_FILENO && !ui_is_terminal(c->ui))
		return hj_fail(err, HJ_EAUTH,
		    "nobody to ask for the recovery words: give --words-fd N, from which they are read, a share a line");
	if ((rc = hj_secret_new(HJ_SLIP39_TEXT_MAX, &t.words, err)) == HJ_OK &&
	    (rc = gather(&t, err)) == HJ_OK)
		rc = hj_slip39_combine(t.share, t.n, NULL, ret, err);
	for (size_t i = 0; i < t.n; i++)
		hj_slip39_free(t.share[i]);
	hj_secret_free(t.words);
	return rc;
}
