#include <stdlib.h>
#include <string.h>

#include "cli/interview/draft.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/case/codec.h"
#include "core/keys/keyring.h"

#define MAGIC "hanji draft "
#define VERSION "1"

/* ---- writing ---- */

static int
write_head(const struct interview *iv, struct hj_buf *to, struct hj_error *err)
{
	if (hj_buf_printf(to, err, MAGIC VERSION "\nform %s\nanswered %zu\n",
		intake_table(iv->form).word, iv->answered) != HJ_OK)
		return (int)err->code;
	if (iv->team != 0 &&
	    hj_buf_printf(to, err, "team %u\n", iv->team - 1) != HJ_OK)
		return (int)err->code;
	if (iv->at < iv->n &&
	    hj_buf_printf(to, err, "at %s\n", iv->questions[iv->at].path) !=
		HJ_OK)
		return (int)err->code;
	if (iv->open && hj_buf_puts(to, "open\n", err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < iv->n; i++)
		if (iv->never[i] &&
		    hj_buf_printf(to, err, "never %s\n",
			iv->questions[i].path) != HJ_OK)
			return (int)err->code;
	for (size_t i = 0; i < iv->labels.n; i++)
		if (hj_buf_printf(to, err, "label %s %s\n",
			iv->labels.made[i].label,
			iv->labels.made[i].id) != HJ_OK)
			return (int)err->code;
	return hj_buf_putc(to, '\n', err);
}

int
draft_encode(const struct interview *iv, struct hj_buf *to,
    struct hj_error *err)
{
	struct hj_buf bytes = HJ_BUF(HJ_CASE_MAX);
	int rc = write_head(iv, to, err);

	if (rc == HJ_OK)
		rc = hj_codec_encode(iv->record, &bytes, err);
	if (rc == HJ_OK)
		rc = hj_buf_add(to, bytes.data, bytes.len, err);
	hj_buf_clear(&bytes);
	return rc;
}

/* ---- reading ---- */

static size_t
question(const struct interview *iv, const char *path, size_t n)
{
	for (size_t i = 0; i < iv->n; i++)
		if (strlen(iv->questions[i].path) == n &&
		    memcmp(iv->questions[i].path, path, n) == 0)
			return i;
	return iv->n;
}

static int
label(struct interview *iv, const char *p, size_t n, struct hj_error *err)
{
	const char *space = memchr(p, ' ', n);
	size_t len = space != NULL ? (size_t)(space - p) : n;
	size_t at = iv->labels.n;

	if (at == HJ_LEN(iv->labels.made) || space == NULL ||
	    len >= sizeof(iv->labels.made[at].label) ||
	    n - len - 1 != HJ_ELEMENT_ID_CHARS)
		return hj_fail(err, HJ_EINVAL, "a draft has a bad label");
	memcpy(iv->labels.made[at].label, p, len);
	iv->labels.made[at].label[len] = '\0';
	memcpy(iv->labels.made[at].id, space + 1, HJ_ELEMENT_ID_CHARS);
	iv->labels.made[at].id[HJ_ELEMENT_ID_CHARS] = '\0';
	iv->labels.n++;
	return HJ_OK;
}

/* Is this "WORD REST"?  Then p and n are the rest. */
static bool
begins(const char **p, size_t *n, const char *word)
{
	size_t len = strlen(word);

	if (*n < len || memcmp(*p, word, len) != 0)
		return false;
	*p += len;
	*n -= len;
	return true;
}

/* The form decides which questions there are. */
static void
take_form(struct interview *iv, const char *p, size_t n)
{
	iv->form = INTAKE_FIRST_CALL;
	for (int i = 0; i < INTAKE_FORMS; i++) {
		const char *word = intake_table((enum intake_form)i).word;

		if (strlen(word) == n && memcmp(word, p, n) == 0)
			iv->form = (enum intake_form)i;
	}
	iv->questions = intake_table(iv->form).questions;
	iv->n = intake_table(iv->form).n;
	iv->at = iv->n;
}

static int
head_line(struct interview *iv, const char *p, size_t n, struct hj_error *err)
{
	uint64_t answered, team;
	size_t i;

	if (begins(&p, &n, "form ")) {
		take_form(iv, p, n);
	} else if (begins(&p, &n, "answered ")) {
		if (hj_text_number(p, n, 0, UINT32_MAX, &answered, err) !=
		    HJ_OK)
			return (int)err->code;
		iv->answered = (size_t)answered;
	} else if (begins(&p, &n, "team ")) {
		if (hj_text_number(p, n, 0, HJ_TEAMS_MAX - 1, &team, err) !=
		    HJ_OK)
			return (int)err->code;
		iv->team = (unsigned)team + 1;
	} else if (begins(&p, &n, "at ")) {
		/* A question that is gone: begin again, nothing is lost. */
		i = question(iv, p, n);
		iv->at = i < iv->n ? i : 0;
	} else if (begins(&p, &n, "open")) {
		iv->open = true;
	} else if (begins(&p, &n, "never ")) {
		if ((i = question(iv, p, n)) < iv->n)
			iv->never[i] = true;
	} else if (begins(&p, &n, "label ")) {
		return label(iv, p, n, err);
	}
	return HJ_OK;
}

static int
first_line(const char *p, size_t n, struct hj_error *err)
{
	if (!begins(&p, &n, MAGIC))
		return hj_fail(err, HJ_EINVAL,
		    "this draft is not of an interview");
	if (n != strlen(VERSION) || memcmp(p, VERSION, n) != 0)
		return hj_fail(err, HJ_EVERSION,
		    "this draft was made by a newer hanji");
	return HJ_OK;
}

int
draft_decode(const struct hj_buf *from, struct interview *iv,
    struct hj_error *err)
{
	const char *p = (const char *)from->data;
	const char *end = p + from->len;
	bool first = true;

	iv->at = iv->n;
	iv->open = false;
	iv->labels.n = 0;
	for (;;) {
		const char *lf =
		    p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
		size_t n;

		if (lf == NULL)
			return hj_fail(err, HJ_EINVAL,
			    "this draft is not of an interview");
		n = (size_t)(lf - p);
		if (n == 0 && !first)
			break;
		if ((first ? first_line(p, n, err)
			   : head_line(iv, p, n, err)) != HJ_OK)
			return (int)err->code;
		first = false;
		p = lf + 1;
	}
	hj_record_free(iv->record);
	iv->record = NULL;
	return hj_codec_decode((const uint8_t *)p + 1, (size_t)(end - p) - 1,
	    &iv->record, err);
}

/* ---- finding ---- */

struct wanted {
	char prefix[HJ_ID_CHARS + 1];
	struct hj_id id;
	size_t found;
};

static int
compare(void *to, const struct hj_id *id, int64_t saved, struct hj_error *err)
{
	struct wanted *w = to;
	char text[HJ_ID_CHARS + 1];

	(void)saved;
	(void)err;
	hj_id_text(id, text);
	if (strncmp(text, w->prefix, strlen(w->prefix)) == 0) {
		w->id = *id;
		w->found++;
	}
	return HJ_OK;
}

/* As many as a vault keeps. */
struct ids {
	size_t n;
	struct hj_id id[1024];
};

static int
collect(void *to, const struct hj_id *id, int64_t saved, struct hj_error *err)
{
	struct ids *all = to;

	(void)saved;
	(void)err;
	if (all->n < HJ_LEN(all->id))
		all->id[all->n++] = *id;
	return HJ_OK;
}

int
draft_count(struct hj_vault *v, struct hj_id *last, size_t *ret,
    struct hj_error *err)
{
	struct ids *all = calloc(1, sizeof(*all));
	int rc;

	*ret = 0;
	if (all == NULL)
		return hj_fail(err, HJ_ENOMEM, "out of memory");
	rc = hj_vault_drafts(v, collect, all, err);
	for (size_t i = 0; i < all->n && rc == HJ_OK; i++) {
		struct hj_buf bytes = HJ_BUF(HJ_RECORD_MAX);

		rc = hj_vault_draft_load(v, &all->id[i], &bytes, err);
		if (rc == HJ_OK && bytes.len >= strlen(MAGIC) &&
		    memcmp(bytes.data, MAGIC, strlen(MAGIC)) == 0) {
			*last = all->id[i];
			++*ret;
		}
		hj_buf_clear(&bytes);
	}
	free(all);
	return rc;
}

int
draft_find(struct hj_vault *v, const char *prefix, struct hj_id *ret,
    struct hj_error *err)
{
	struct wanted w = { .found = 0 };
	size_t n;
	int rc;

	if (prefix == NULL)
		rc = draft_count(v, &w.id, &w.found, err);
	else if ((rc = hj_id_typed(prefix, strlen(prefix), w.prefix, &n,
		      err)) == HJ_OK)
		rc = hj_vault_drafts(v, compare, &w, err);
	if (rc != HJ_OK)
		return rc;
	if (w.found == 0 && prefix == NULL)
		return hj_fail(err, HJ_ENOTFOUND, "there is no draft");
	if (w.found == 0)
		return hj_fail(err, HJ_ENOTFOUND,
		    "no such draft; 'hanji draft list' lists them");
	if (w.found > 1 && prefix == NULL)
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "there are %zu drafts: say which; 'hanji draft list' lists them",
		    w.found);
	if (w.found > 1)
		return hj_fail(err, HJ_EAMBIGUOUS,
		    "more than one draft begins so; give more of its id");
	*ret = w.id;
	return HJ_OK;
}
