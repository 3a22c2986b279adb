#include "cli/find/wanted.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/vocab/vocab.h"

/* Lists of places and of what stands there. */
static const char *const places[] = { "country", "county", "crossing",
	"dprk-facility", "facility", "facility-type", "province" };

/* A shorter text is in too many names of places. */
#define SHORTEST_PLACE 4 /* bytes: two Korean syllables are six */

/* A telephone number is digits, and what is put between them. */
static void
take_digits(struct wanted *w, const char *typed)
{
	size_t n = 0;

	for (const char *p = typed; *p != '\0'; p++)
		if (*p >= '0' && *p <= '9' && n < WANTED_DIGITS)
			w->digits[n++] = *p;
		else if (strchr(" +-.()/", *p) == NULL)
			n = WANTED_DIGITS + 1;
	if (n > WANTED_DIGITS || n < WANTED_PHONE)
		n = 0;
	w->digits[n] = '\0';
	/* 010-1234 at home is +82 10 1234 abroad. */
	while (w->digits[0] == '0')
		memmove(w->digits, w->digits + 1, strlen(w->digits));
	if (strlen(w->digits) < WANTED_PHONE)
		w->digits[0] = '\0';
}

static int
take_place(struct wanted *w, const char *list, const struct hj_code_row *row,
    struct hj_buf *scratch, struct hj_error *err)
{
	for (int korean = 0; korean < 2; korean++) {
		const char *label = hj_vocab_label(row, korean != 0);
		bool in = false;

		if (wanted_in(w, label, strlen(label), scratch, &in, err) !=
		    HJ_OK)
			return (int)err->code;
		if (!in || w->ncodes == WANTED_CODES)
			continue;
		(void)snprintf(w->code[w->ncodes++], sizeof(w->code[0]),
		    "%s:%s", list, row->code);
		return HJ_OK;
	}
	return HJ_OK;
}

static int
take_places(struct wanted *w, struct hj_error *err)
{
	struct hj_buf scratch = HJ_BUF(HJ_LINE_MAX);
	int rc = HJ_OK;

	if (w->folded.len < SHORTEST_PLACE)
		return HJ_OK;
	for (size_t i = 0; rc == HJ_OK && i < HJ_LEN(places); i++) {
		const struct hj_list *l = hj_vocab_list(places[i]);

		for (size_t k = 0; rc == HJ_OK && l != NULL && k < l->n; k++)
			rc = take_place(w, l->name, &l->rows[k], &scratch, err);
	}
	hj_buf_clear(&scratch);
	return rc;
}

static int
take_name(struct wanted *w, const char *typed, struct hj_error *err)
{
	struct hj_buf nfc = HJ_BUF(HJ_LINE_MAX);
	struct hj_name_keys keys;
	int rc;

	if ((rc = hj_namer_new(&w->namer, err)) != HJ_OK ||
	    (rc = hj_text_nfc(typed, strlen(typed), &nfc, NULL, err)) !=
		HJ_OK ||
	    (rc = hj_name_read(w->namer, (const char *)nfc.data, nfc.len,
		 &w->name, err)) != HJ_OK)
		goto out;
	hj_name_keys(&w->name, HJ_ASK, &keys);
	for (size_t i = 0; i < keys.n; i++)
		w->key[w->nkeys++] =
		    hj_name_key_hash(keys.key[i].text, keys.key[i].tier);
	sodium_memzero(&keys, sizeof(keys));
out:
	hj_buf_clear(&nfc);
	return rc;
}

int
wanted_init(struct wanted *w, const char *typed, struct hj_error *err)
{
	struct hj_error not_an_id = HJ_ERROR;
	size_t n = 0;

	memset(w, 0, sizeof(*w));
	w->folded = HJ_BUF(HJ_LINE_MAX);
	if (hj_id_typed(typed, strlen(typed), w->prefix, &n, &not_an_id) !=
	    HJ_OK)
		w->prefix[0] = '\0';
	take_digits(w, typed);
	if (hj_text_fold(typed, strlen(typed), &w->folded, err) != HJ_OK ||
	    take_places(w, err) != HJ_OK || take_name(w, typed, err) != HJ_OK)
		return (int)err->code;
	return HJ_OK;
}

int
wanted_twin(const struct wanted *w, struct wanted *ret, struct hj_error *err)
{
	*ret = *w;
	ret->folded = HJ_BUF(HJ_LINE_MAX);
	ret->namer = NULL;
	if (hj_buf_add(&ret->folded, w->folded.data, w->folded.len, err) !=
	    HJ_OK)
		return (int)err->code;
	return hj_namer_new(&ret->namer, err);
}

void
wanted_clear(struct wanted *w)
{
	hj_buf_clear(&w->folded);
	hj_namer_free(w->namer);
	sodium_memzero(w, sizeof(*w));
}

bool
wanted_in_folded(const struct wanted *w, const uint8_t *p, size_t n)
{
	return w->folded.len != 0 &&
	    memmem(p, n, w->folded.data, w->folded.len) != NULL;
}

int
wanted_in(const struct wanted *w, const char *p, size_t n,
    struct hj_buf *scratch, bool *ret, struct hj_error *err)
{
	hj_buf_reset(scratch);
	if (hj_text_fold(p, n, scratch, err) != HJ_OK)
		return (int)err->code;
	*ret = wanted_in_folded(w, scratch->data, scratch->len);
	return HJ_OK;
}

bool
wanted_shares(const struct wanted *w, const uint8_t *keys, size_t n, bool wide)
{
	for (size_t i = 0; i + 4 <= n; i += 4) {
		uint32_t key = (uint32_t)keys[i] << 24 |
		    (uint32_t)keys[i + 1] << 16 | (uint32_t)keys[i + 2] << 8 |
		    keys[i + 3];

		for (size_t k = 0; k < w->nkeys; k++)
			if (key == w->key[k] &&
			    (wide || hj_name_key_tier(key) != HJ_KEY_SURNAME))
				return true;
	}
	return false;
}

int
wanted_likens(struct wanted *w, const char *p, size_t n, double *score,
    enum hj_likeness *ret, struct hj_error *err)
{
	struct hj_name name;

	if (hj_name_read(w->namer, p, n, &name, err) != HJ_OK)
		return (int)err->code;
	*score = hj_name_score(&w->name, &name);
	*ret = hj_name_likeness(*score, &w->name, &name);
	hj_name_clear(&name);
	return HJ_OK;
}
