#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <sodium.h>

#include "core/keys/member.h"
#include "core/log/checkpoint.h"
#include "core/log/note.h"

/* The example of c2sp.org/signed-note and its key. */
static const char spec_note[] =
    "This is an example message.\n\n"
    "\xe2\x80\x94 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ON"
    "ncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
static const char spec_key[] =
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

static struct hj_note_key
key(void)
{
	struct hj_error err = HJ_ERROR;
	struct hj_note_key k = { .name = "" };

	assert_int_equal(hj_note_vkey_parse(spec_key, strlen(spec_key), &k,
			     &err),
	    HJ_OK);
	return k;
}

static int
open_note(const char *p, size_t n)
{
	struct hj_error err = HJ_ERROR;
	struct hj_note_key k = key();
	size_t text = 0;

	return hj_note_open(p, n, &k, &text, NULL, &err);
}

static void
the_example_of_the_specification_opens(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_note_key k = key();
	size_t text = 0;
	uint8_t sig[64];

	(void)state;
	assert_int_equal(hj_note_open(spec_note, strlen(spec_note), &k, &text,
			     sig, &err),
	    HJ_OK);
	assert_int_equal(text, strlen("This is an example message.\n"));
}

static void
joining_gives_the_example_byte_for_byte(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_note_key k = key();
	struct hj_buf b = HJ_BUF(4096);
	uint8_t sig[64];
	size_t text = 0;
	const char *s;

	(void)state;
	assert_int_equal(hj_note_open(spec_note, strlen(spec_note), &k, &text,
			     sig, &err),
	    HJ_OK);
	assert_int_equal(hj_note_join(spec_note, text, &k, sig, &b, &err),
	    HJ_OK);
	assert_int_equal(b.len, strlen(spec_note));
	assert_memory_equal(b.data, spec_note, b.len);
	hj_buf_clear(&b);
	assert_int_equal(hj_note_vkey(&k, &b, &err), HJ_OK);
	assert_int_equal(hj_buf_text(&b, &s, &err), HJ_OK);
	assert_string_equal(s, spec_key);
	hj_buf_clear(&b);
}

static void
one_changed_byte_anywhere_is_refused(void **state)
{
	char bad[sizeof(spec_note)];

	(void)state;
	for (size_t i = 0; i < strlen(spec_note); i++) {
		memcpy(bad, spec_note, sizeof(bad));
		bad[i] = bad[i] == 'A' ? 'B' : 'A';
		assert_int_not_equal(open_note(bad, strlen(bad)), HJ_OK);
		assert_int_not_equal(open_note(spec_note, i), HJ_OK);
	}
}

static void
a_note_by_somebody_else_is_not_found(void **state)
{
	struct hj_error err = HJ_ERROR;
	struct hj_note_key k = key();
	size_t text = 0;

	(void)state;
	k.name[0] = 'E';
	assert_int_equal(hj_note_open(spec_note, strlen(spec_note), &k, &text,
			     NULL, &err),
	    HJ_ENOTFOUND);
}

static void
signatures_of_others_are_ignored_but_must_be_signatures(void **state)
{
	char two[1024];

	(void)state;
	(void)snprintf(two, sizeof(two),
	    "%s\xe2\x80\x94 other.example/x AAAAAAA=\n", spec_note);
	assert_int_equal(open_note(two, strlen(two)), HJ_OK);
	(void)snprintf(two, sizeof(two), "%s\xe2\x80\x94 other.example/x\n",
	    spec_note);
	assert_int_equal(open_note(two, strlen(two)), HJ_EINVAL);
	(void)snprintf(two, sizeof(two), "%s- other.example/x AAAA\n",
	    spec_note);
	assert_int_equal(open_note(two, strlen(two)), HJ_EINVAL);
	(void)snprintf(two, sizeof(two), "%s\n", spec_note);
	assert_int_equal(open_note(two, strlen(two)), HJ_EINVAL);
}

/* As golang.org/x/mod/sumdb/note reads them. */
static void
a_signature_line_ends_in_base64_of_more_than_a_key_id(void **state)
{
	static const struct {
		const char *base64;
		size_t lines;
	} cases[] = {
		{ "AAAAAAA=", 1 }, /* five bytes */
		{ "AAAAAAAAAA==", 1 },
		{ "AAAAAA==", 0 }, /* a key id alone */
		{ "AAAA", 0 },
		{ "AAAAAAB=", 0 }, /* bits left over */
		{ "AAAAAAA", 0 },
		{ "AAA=AAAA", 0 },
		{ "AAAA*AAA", 0 },
		{ "AAAAAAA= ", 0 },
		{ "", 0 },
	};
	char line[128];

	(void)state;
	for (size_t i = 0; i < HJ_LEN(cases); i++) {
		(void)snprintf(line, sizeof(line), "\xe2\x80\x94 x %s\n",
		    cases[i].base64);
		assert_int_equal(hj_note_lines(line, strlen(line)),
		    cases[i].lines);
	}
}

static void
lines_are_counted_up_to_their_ceiling_and_all_must_be_whole(void **state)
{
	static const char one[] = "\xe2\x80\x94 x AAAAAAA=\n";
	const size_t n = sizeof(one) - 1;
	char many[(HJ_NOTE_SIGNATURES_MAX + 1) * (sizeof(one) - 1)];

	(void)state;
	for (size_t i = 0; i <= HJ_NOTE_SIGNATURES_MAX; i++)
		memcpy(many + i * n, one, n);
	assert_int_equal(hj_note_lines(many, 0), 0);
	assert_int_equal(hj_note_lines(many, 3 * n), 3);
	assert_int_equal(hj_note_lines(many, 3 * n - 1), 0);
	assert_int_equal(hj_note_lines(many, HJ_NOTE_SIGNATURES_MAX * n),
	    HJ_NOTE_SIGNATURES_MAX);
	assert_int_equal(hj_note_lines(many, sizeof(many)), 0);
}

static void
controls_and_bad_utf8_are_refused(void **state)
{
	char bad[sizeof(spec_note)];

	(void)state;
	memcpy(bad, spec_note, sizeof(bad));
	bad[3] = '\t';
	assert_int_equal(open_note(bad, strlen(bad)), HJ_EINVAL);
	bad[3] = '\0';
	assert_int_equal(open_note(bad, sizeof(bad) - 1), HJ_EINVAL);
	bad[3] = (char)0xff;
	assert_int_equal(open_note(bad, strlen(bad)), HJ_EINVAL);
}

static void
a_key_that_is_not_one_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"example.com/foo",
		"example.com/foo+530d903a",
		"+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
		"example.com/foo+530d903b+"
		"AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
		"example.com/foo+530d903a+"
		"BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
		"example.com/foo+530d903a+"
		"AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k=",
		"exa mple+530d903a+"
		"AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
	};
	struct hj_error err = HJ_ERROR;
	struct hj_note_key k;

	(void)state;
	for (size_t i = 0; i < HJ_LEN(bad); i++)
		assert_int_equal(hj_note_vkey_parse(bad[i], strlen(bad[i]), &k,
				     &err),
		    HJ_EINVAL);
}

static void
a_signed_checkpoint_opens_and_names_vault_and_device(void **state)
{
	static const uint8_t vault[16] = { 0x7f, 0x3a };
	struct hj_error err = HJ_ERROR;
	struct hj_member *m = NULL;
	struct hj_checkpoint c = { .size = 1234, .root = { 5 } }, d;
	struct hj_buf b = HJ_BUF(4096);
	char id[HJ_FINGERPRINT];
	const uint8_t *pub;
	uint8_t sig[64];

	(void)state;
	assert_int_equal(hj_member_new(NULL, &m, &err), HJ_OK);
	pub = hj_member_public(m)->ed25519;
	hj_member_fingerprint(pub, id);
	hj_checkpoint_origin(vault, id, c.origin);
	assert_memory_equal(c.origin, "hanji/7f3a0000000000000000000000000000/",
	    39);
	assert_int_equal(hj_checkpoint_sign(&c, m, sig, &err), HJ_OK);
	assert_true(hj_checkpoint_signed(&c, pub, sig));
	assert_int_equal(hj_checkpoint_note(&c, pub, sig, &b, &err), HJ_OK);
	assert_int_equal(hj_checkpoint_open((const char *)b.data, b.len, pub,
			     &d, &err),
	    HJ_OK);
	assert_string_equal(c.origin, d.origin);
	assert_true(d.size == 1234);
	assert_memory_equal(c.root, d.root, 32);
	c.size++;
	assert_false(hj_checkpoint_signed(&c, pub, sig));
	hj_buf_clear(&b);
	hj_member_free(m);
}

static void
a_checkpoint_is_read_strictly(void **state)
{
#define ROOT "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
	static const char *const bad[] = { "", "a\n1\n", "a\n01\n" ROOT "\n",
		"a\n1\n" ROOT, "a\n1\n" ROOT "\nextension\n",
		"a\n-1\n" ROOT "\n", "a\n1 \n" ROOT "\n", "\n1\n" ROOT "\n",
		"a\n18446744073709551616\n" ROOT "\n",
		"a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
		/* libsodium alone would take this for base64. */
		"a\n1\n\xb9\x8c\xaa\xa6\x81\xffPo4dkMgIAUqom/"
		"Xajj7h2fB2MPA3j2jxq2I=\n" };
	static const char good[] = "a\n1\n" ROOT "\n";
	struct hj_error err = HJ_ERROR;
	struct hj_checkpoint c;

	(void)state;
	assert_int_equal(hj_checkpoint_parse(good, strlen(good), &c, &err),
	    HJ_OK);
	for (size_t i = 0; i < HJ_LEN(bad); i++)
		assert_int_equal(hj_checkpoint_parse(bad[i], strlen(bad[i]), &c,
				     &err),
		    HJ_EINVAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_example_of_the_specification_opens),
		cmocka_unit_test(joining_gives_the_example_byte_for_byte),
		cmocka_unit_test(one_changed_byte_anywhere_is_refused),
		cmocka_unit_test(a_note_by_somebody_else_is_not_found),
		cmocka_unit_test(
		    signatures_of_others_are_ignored_but_must_be_signatures),
		cmocka_unit_test(
		    a_signature_line_ends_in_base64_of_more_than_a_key_id),
		cmocka_unit_test(
		    lines_are_counted_up_to_their_ceiling_and_all_must_be_whole),
		cmocka_unit_test(controls_and_bad_utf8_are_refused),
		cmocka_unit_test(a_key_that_is_not_one_is_refused),
		cmocka_unit_test(
		    a_signed_checkpoint_opens_and_names_vault_and_device),
		cmocka_unit_test(a_checkpoint_is_read_strictly),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests_name("note", tests, NULL, NULL);
}
