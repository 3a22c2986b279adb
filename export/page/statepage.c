#include "export/page/statepage.h"

#include <string.h>

#include <sodium.h>

#include "core/log/note.h"
#include "export/page/scribe.h"

/* What is said, in both languages. */
struct words {
	const char *lang, *title, *about, *vault, *device, *entries, *date,
	    *lines, *typed, *groups, *code, *scan, *name, *place, *signature;
};

static const struct words english = {
	.lang = "en",
	.title = "Checkpoint of the log",
	.about =
	    "Signed by hand and kept away from the computer, or with a notary or a partner, this page shows later whether the log still has, unchanged, every entry that it had on the day of the signature.",
	.vault = "Vault",
	.device = "Device",
	.entries = "Entries of the log",
	.date = "Printed on",
	.lines = "The checkpoint",
	.typed =
	    "Whoever types it: an empty line stands before the dash. The last three lines are one, with a space before the second and none before the third.",
	.groups = "Fingerprint: the first 40 letters of its SHA-256 in base32",
	.code = "QR code of the checkpoint",
	.scan =
	    "The code holds the checkpoint to the letter. Saved as a file, it is compared with the log by: hanji audit verify --against FILE",
	.name = "Name",
	.place = "Place and date",
	.signature = "Signature",
};

static const struct words korean = {
	.lang = "ko",
	.title = "일지 확인점",
	.about =
	    "손으로 서명하여 컴퓨터와 떨어진 곳이나 공증인, 협력 단체에 보관하면, 서명한 날 일지에 있던 항목이 그 뒤로 하나도 바뀌거나 빠지지 않았는지 나중에 확인할 수 있는 문서입니다.",
	.vault = "금고",
	.device = "기기",
	.entries = "일지 항목 수",
	.date = "출력한 날",
	.lines = "확인점",
	.typed =
	    "직접 입력할 때: 줄표(—) 앞에 빈 줄이 하나 있습니다. 마지막 세 줄은 한 줄이며, 둘째 줄 앞에만 빈칸을 하나 두고 셋째 줄은 바로 붙여 씁니다.",
	.groups = "지문: SHA-256을 base32로 적은 것의 처음 40자",
	.code = "확인점의 QR 코드",
	.scan =
	    "QR 코드에는 확인점이 글자 그대로 들어 있습니다. 파일로 저장하면 다음 명령으로 일지와 견줍니다: hanji audit verify --against 파일",
	.name = "이름",
	.place = "장소와 날짜",
	.signature = "서명",
};

void
hj_statepage_groups(const char *note, size_t n,
    char ret[static HJ_STATEPAGE_TEXT])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	uint8_t hash[crypto_hash_sha256_BYTES];
	char *at = ret;

	(void)crypto_hash_sha256(hash, (const uint8_t *)note, n);
	for (size_t i = 0; i < 5 * (size_t)HJ_STATEPAGE_GROUPS; i++) {
		size_t bit = 5 * i;
		unsigned two = (unsigned)hash[bit / 8] << 8 | hash[bit / 8 + 1];

		if (i != 0 && i % 5 == 0)
			*at++ = ' ';
		*at++ = letters[two >> (11 - bit % 8) & 31];
	}
	*at = '\0';
}

/* ---- the note ---- */

/* Borrowed from the note. */
struct piece {
	const char *p;
	size_t n;
};

struct parts {
	struct piece line[3]; /* origin, size, root */
	struct piece vault, device; /* of the origin */
	struct hj_note_line by;
};

static bool
cut(struct piece *of, char at, struct piece *ret)
{
	const char *end = memchr(of->p, at, of->n);

	if (end == NULL)
		return false;
	*ret = (struct piece){ of->p, (size_t)(end - of->p) };
	of->n -= ret->n + 1;
	of->p = end + 1;
	return true;
}

static bool
take_apart(const struct hj_statepage *p, struct parts *ret)
{
	struct piece text = { p->note, hj_note_text(p->note, p->n) }, origin;
	const char *at;
	size_t left;

	if (text.n == 0)
		return false;
	/* An empty line is between them. */
	at = p->note + text.n + 1;
	left = p->n - text.n - 1;
	for (size_t i = 0; i < HJ_LEN(ret->line); i++)
		if (!cut(&text, '\n', &ret->line[i]))
			return false;
	/* hanji/VAULT/DEVICE */
	origin = ret->line[0];
	if (text.n != 0 || !cut(&origin, '/', &ret->vault) ||
	    !cut(&origin, '/', &ret->vault))
		return false;
	ret->device = origin;
	return hj_note_line(&at, &left, &ret->by) && left == 0;
}

/* ---- the page ---- */

static void
put_leaf(struct hj_scribe *p, const char *open, const char *text,
    const char *close)
{
	hj_scribe_put(p, open);
	hj_scribe_text(p, text, strlen(text));
	hj_scribe_put(p, close);
}

/* What is compared or typed sign by sign. */
static void
put_signs(struct hj_scribe *p, const char *text, size_t n)
{
	hj_scribe_put(p, "<code>");
	hj_scribe_text(p, text, n);
	hj_scribe_put(p, "</code>");
}

static void
put_field(struct hj_scribe *p, const char *label, const struct piece *signs,
    const char *words)
{
	put_leaf(p, "<field><label>", label, "</label><value>");
	if (signs != NULL)
		put_signs(p, signs->p, signs->n);
	put_leaf(p, "", words, "</value></field>\n");
}

/* No sheet is wide enough for the last line: it is cut where the words say. */
static void
put_note(struct hj_scribe *p, const struct parts *n)
{
	size_t half = n->by.n / 2;

	hj_scribe_put(p, "<p class=\"quote\">");
	for (size_t i = 0; i < HJ_LEN(n->line); i++) {
		put_signs(p, n->line[i].p, n->line[i].n);
		hj_scribe_put(p, "<br/>");
	}
	hj_scribe_put(p, "— ");
	put_signs(p, n->by.name, n->by.name_len);
	hj_scribe_put(p, "<br/>");
	put_signs(p, n->by.base64, half);
	hj_scribe_put(p, "<br/>");
	put_signs(p, n->by.base64 + half, n->by.n - half);
	hj_scribe_put(p, "</p>\n");
}

static void
put_head(struct hj_scribe *p, const struct words *w, const struct parts *n,
    const char *today)
{
	put_leaf(p, "<page lang=\"", w->lang, "\"");
	put_leaf(p, " title=\"", w->title, "\">\n");
	put_leaf(p, "<h level=\"1\">", w->title, "</h>\n");
	put_leaf(p, "<p class=\"about\">", w->about, "</p>\n<fields>\n");
	put_field(p, w->vault, &n->vault, "");
	put_field(p, w->device, &n->device, "");
	put_field(p, w->entries, &n->line[1], "");
	put_field(p, w->date, NULL, today);
	hj_scribe_put(p, "</fields>\n");
}

int
hj_statepage_build(const struct hj_statepage *in, struct hj_buf *to,
    struct hj_error *err)
{
	const struct words *w = in->korean ? &korean : &english;
	struct hj_scribe p = { .to = to, .err = err };
	char groups[HJ_STATEPAGE_TEXT];
	struct parts n;

	if (!take_apart(in, &n))
		return hj_fail(err, HJ_EINVAL,
		    "not a checkpoint: expected lines of origin, size and root");
	hj_statepage_groups(in->note, in->n, groups);
	put_head(&p, w, &n, in->today);
	put_leaf(&p, "<h level=\"2\">", w->lines, "</h>\n");
	put_note(&p, &n);
	put_leaf(&p, "<p class=\"small\">", w->typed, "</p>\n");
	put_leaf(&p, "<p>", w->groups, "<br/>");
	put_leaf(&p, "<b><code>", groups, "</code></b></p>\n");
	put_leaf(&p, "<figure alt=\"", w->code, "\">");
	if (p.rc == HJ_OK)
		p.rc = hj_qr_draw(in->code, to, err);
	put_leaf(&p, "</figure>\n<p class=\"small\">", w->scan,
	    "</p>\n<fields>\n");
	put_field(&p, w->name, NULL, "");
	put_field(&p, w->place, NULL, "");
	put_field(&p, w->signature, NULL, "");
	hj_scribe_put(&p, "</fields>\n</page>\n");
	return p.rc;
}
