#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "core/base/text.h"
#include "core/keys/keycard.h"

#define HEAD "hanji card 0\n"
#define LABEL "hanji/0/keycard"

int
hj_keycard_name(const char *name, struct hj_keycard *ret, struct hj_error *err)
{
	size_t n = strlen(name);

	if (n == 0 || n > HJ_KEYCARD_NAME_MAX ||
	    hj_text_check(name, n, HJ_TEXT_LINE, err) != HJ_OK)
		return hj_fail(err, HJ_EINVAL,
		    "the name of a headquarters is one line of at most %d bytes",
		    HJ_KEYCARD_NAME_MAX);
	memset(ret->name, 0, sizeof(ret->name));
	memcpy(ret->name, name, n);
	return HJ_OK;
}

int
hj_keycard_write(const struct hj_keycard *c, struct hj_buf *to,
    struct hj_error *err)
{
	char recipient[HJ_AGEKEY_SHOWN], key[HJ_MINISIGN_KEY];

	hj_agekey_say(c->recipient, recipient);
	hj_minisign_key_say(&c->key, key);
	return hj_buf_printf(to, err,
	    HEAD "name %s\nrecipient %s\nminisign %s\n", c->name, recipient,
	    key);
}

/* The next line, behind its word. */
static bool
take(const char **p, size_t *n, const char *word, const char **ret, size_t *len)
{
	size_t head = strlen(word);
	const char *end = *n != 0 ? memchr(*p, '\n', *n) : NULL;

	if (end == NULL || (size_t)(end - *p) < head ||
	    memcmp(*p, word, head) != 0)
		return false;
	*ret = *p + head;
	*len = (size_t)(end - *ret);
	*n -= (size_t)(end - *p) + 1;
	*p = end + 1;
	return true;
}

static bool
parse(const char *p, size_t n, struct hj_keycard *ret, struct hj_error *why)
{
	char name[HJ_KEYCARD_NAME_MAX + 1] = "";
	const char *at;
	size_t len;

	if (n > HJ_KEYCARD_MAX || !take(&p, &n, "hanji card 0", &at, &len) ||
	    len != 0 || !take(&p, &n, "name ", &at, &len) ||
	    len > HJ_KEYCARD_NAME_MAX || memchr(at, '\0', len) != NULL)
		return false;
	memcpy(name, at, len);
	return hj_keycard_name(name, ret, why) == HJ_OK &&
	    take(&p, &n, "recipient ", &at, &len) &&
	    hj_agekey_read(at, len, ret->recipient, why) == HJ_OK &&
	    take(&p, &n, "minisign ", &at, &len) &&
	    hj_minisign_key_parse(at, len, &ret->key, why) == HJ_OK && n == 0;
}

int
hj_keycard_parse(const char *p, size_t n, struct hj_keycard *ret,
    struct hj_error *err)
{
	struct hj_keycard c = { .name = "" };
	struct hj_error why = HJ_ERROR;

	if (!parse(p, n, &c, &why))
		return why.code == HJ_ENOMEM
		    ? hj_fail(err, HJ_ENOMEM, "%s", why.text)
		    : hj_fail(err, HJ_EINVAL,
			  "not a card of keys as 'hanji intake key' writes it");
	*ret = c;
	return HJ_OK;
}

void
hj_keycard_digits(const struct hj_keycard *c,
    char ret[static HJ_KEYCARD_DIGITS])
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state s;

	(void)crypto_hash_sha256_init(&s);
	(void)crypto_hash_sha256_update(&s, (const uint8_t *)LABEL,
	    sizeof(LABEL) - 1);
	(void)crypto_hash_sha256_update(&s, c->recipient, sizeof(c->recipient));
	(void)crypto_hash_sha256_update(&s, c->key.key, sizeof(c->key.key));
	(void)crypto_hash_sha256_update(&s, (const uint8_t *)c->name,
	    strlen(c->name));
	(void)crypto_hash_sha256_final(&s, hash);
	for (size_t i = 0; i < 6; i++) {
		uint64_t v = 0;

		for (size_t k = 0; k < 5; k++)
			v = v << 8 | hash[5 * i + k];
		(void)snprintf(ret + 6 * i, 7, "%05u%s", (unsigned)(v % 100000),
		    i < 5 ? " " : "");
	}
}

bool
hj_keycard_is(const struct hj_keycard *c, const char *typed)
{
	char digits[HJ_KEYCARD_DIGITS];
	const char *p = digits;

	hj_keycard_digits(c, digits);
	for (; *typed != '\0'; typed++) {
		if (*typed == ' ' || *typed == '-')
			continue;
		while (*p == ' ')
			p++;
		if (*p == '\0' || *p++ != *typed)
			return false;
	}
	return *p == '\0';
}
