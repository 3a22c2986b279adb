#include <stdlib.h>
#include <string.h>

#include "cli/screen/help.h"
#include "cli/screen/opt.h"
#include "cli/screen/say.h"
#include "core/base/near.h"
#include "core/base/text.h"

#define WORD_MAX 32

static int
unknown(const struct opt_table *tables, size_t n, const char *name, size_t len,
    struct hj_error *err)
{
	char word[WORD_MAX + 1] = "";
	struct hj_near near = HJ_NEAR(word, len < WORD_MAX ? len : WORD_MAX);

	memcpy(word, name, near.len);
	for (size_t t = 0; t < n; t++)
		for (const struct option_def *d = tables[t].defs;
		     d != NULL && d->name != NULL; d++)
			hj_near_offer(&near, d->name);
	if (near.best != NULL)
		return hj_fail(err, HJ_EINVAL,
		    "unknown option '--%s'; did you mean '--%s'?", word,
		    near.best);
	return hj_fail(err, HJ_EINVAL,
	    "unknown option '--%s'; --help lists the options", word);
}

/* A whole number and a unit: factor per unit letter, 0 ends the list. */
struct unit {
	char letter;
	uint64_t factor;
};

static const struct unit no_units[] = { { 0, 0 } };
static const struct unit sizes[] = { { 'K', 1 << 10 }, { 'M', 1 << 20 },
	{ 'G', 1 << 30 }, { 0, 0 } };
static const struct unit times[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 },
	{ 0, 0 } };

static int
number(const struct option_def *d, const char *value, const struct unit *units,
    uint64_t *ret, struct hj_error *err)
{
	size_t n = strlen(value);
	uint64_t factor = 1;
	uint64_t v;

	for (const struct unit *u = units; n > 1 && u->letter != 0; u++)
		if (value[n - 1] == u->letter) {
			factor = u->factor;
			n--;
			break;
		}
	if (hj_text_number(value, n, 0, UINT32_MAX, &v, err) != HJ_OK) {
		if (units == sizes)
			return hj_fail(err, HJ_EINVAL,
			    "--%s needs a size such as 512M", d->name);
		if (units == times)
			return hj_fail(err, HJ_EINVAL,
			    "--%s needs a time such as 90, 10m or 8h", d->name);
		return hj_fail(err, HJ_EINVAL, "--%s needs a number", d->name);
	}
	*ret = v * factor;
	return HJ_OK;
}

static int
choice(const struct option_def *d, const char *value, const char **ret,
    struct hj_error *err)
{
	char list[256] = "";

	for (size_t i = 0; d->choices[i] != NULL; i++) {
		if (strcmp(d->choices[i], value) == 0) {
			*ret = d->choices[i];
			return HJ_OK;
		}
		if (strlen(list) + strlen(d->choices[i]) + 2 < sizeof(list)) {
			strncat(list, i != 0 ? " " : "", 2);
			strncat(list, d->choices[i], sizeof(list) / 2);
		}
	}
	return hj_fail(err, HJ_EINVAL, "--%s must be one of: %s", d->name,
	    list);
}

static int
one_more(const struct option_def *d, uint8_t *at, const char *value,
    struct hj_error *err)
{
	struct opt_each each;

	memcpy(&each, at, sizeof(each));
	if (each.n == OPT_EACH_MAX)
		return hj_fail(err, HJ_EINVAL,
		    "--%s can be given %d times at most", d->name,
		    OPT_EACH_MAX);
	each.v[each.n++] = value;
	memcpy(at, &each, sizeof(each));
	return HJ_OK;
}

static int
store(const struct option_def *d, void *to, const char *value,
    struct hj_error *err)
{
	uint8_t *at = (uint8_t *)to + d->at;
	const char *word = value;
	uint64_t v = 0;
	bool yes = true;
	int fd;

	switch (d->kind) {
	case OPT_FLAG:
		memcpy(at, &yes, sizeof(yes));
		return HJ_OK;
	case OPT_CHOICE:
		if (choice(d, value, &word, err) != HJ_OK)
			return (int)err->code;
		memcpy(at, &word, sizeof(word));
		return HJ_OK;
	case OPT_TEXT:
	case OPT_FILE:
		memcpy(at, &word, sizeof(word));
		return HJ_OK;
	case OPT_EACH:
		return one_more(d, at, value, err);
	case OPT_FD:
		if (number(d, value, no_units, &v, err) != HJ_OK || v > 65535)
			return hj_fail(err, HJ_EINVAL,
			    "--%s needs the number of an open file descriptor",
			    d->name);
		fd = (int)v;
		memcpy(at, &fd, sizeof(fd));
		return HJ_OK;
	case OPT_NUMBER:
	case OPT_SIZE:
	case OPT_TIME:
		if (number(d, value,
			d->kind == OPT_SIZE       ? sizes
			    : d->kind == OPT_TIME ? times
						  : no_units,
			&v, err) != HJ_OK)
			return (int)err->code;
		memcpy(at, &v, sizeof(v));
		return HJ_OK;
	}
	return HJ_OK;
}

static const struct option_def *
lookup(const struct opt_table *tables, size_t n, const char *name, size_t len,
    void **to)
{
	for (size_t t = 0; t < n; t++)
		for (const struct option_def *d = tables[t].defs;
		     d != NULL && d->name != NULL; d++)
			if (name[0] == '-'
				? strlen(d->name) == len - 2 &&
				    memcmp(d->name, name + 2, len - 2) == 0
				: d->letter != 0 && d->letter == name[0]) {
				*to = tables[t].to;
				return d;
			}
	return NULL;
}

/* -x, -xVALUE, -xyz */
static int
take_letters(const struct opt_table *tables, size_t n, char *const *argv,
    int *i, struct hj_error *err)
{
	char arg[HELP_WORDS];

	for (const char *p = argv[*i] + 1; *p != '\0'; p++) {
		void *to = NULL;
		const struct option_def *d = lookup(tables, n, p, 1, &to);

		if (d == NULL)
			return hj_fail(err, HJ_EINVAL,
			    "unknown option '-%c'; --help lists the options",
			    *p > ' ' && *p < 127 ? *p : '?');
		if (d->kind == OPT_FLAG) {
			if (store(d, to, NULL, err) != HJ_OK)
				return (int)err->code;
			continue;
		}
		if (p[1] != '\0')
			return store(d, to, p + 1, err);
		if (argv[*i + 1] == NULL)
			return hj_fail(err, HJ_EINVAL, "-%c needs %s", *p,
			    help_words(d->arg, arg));
		++*i;
		return store(d, to, argv[*i], err);
	}
	return HJ_OK;
}

int
opt_take(const struct opt_table *tables, size_t n, char *const *argv, int *i,
    struct hj_error *err)
{
	const char *word = argv[*i];
	size_t len = strcspn(word, "=");
	const struct option_def *d;
	char arg[HELP_WORDS];
	void *to = NULL;

	if (word[1] != '-')
		return take_letters(tables, n, argv, i, err);
	if ((d = lookup(tables, n, word, len, &to)) == NULL)
		return unknown(tables, n, word + 2, len - 2, err);
	if (d->kind == OPT_FLAG) {
		if (word[len] == '=')
			return hj_fail(err, HJ_EINVAL, "--%s takes no value",
			    d->name);
		return store(d, to, NULL, err);
	}
	if (word[len] == '=')
		return store(d, to, word + len + 1, err);
	if (argv[*i + 1] == NULL)
		return hj_fail(err, HJ_EINVAL, "--%s needs %s", d->name,
		    help_words(d->arg, arg));
	++*i;
	return store(d, to, argv[*i], err);
}
