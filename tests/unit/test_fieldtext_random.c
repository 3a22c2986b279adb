#include "tests/unit/fieldtexts.h"
#include "tests/unit/gen_record.h"
#include "tests/unit/wrap.h"

#define RUNS 300

static uint64_t
runs(void)
{
	const char *s = getenv("HJ_RUNS");

	return s != NULL ? strtoull(s, NULL, 10) : RUNS;
}

/* What the text over `base` gives, and nothing else. */
static void
gives(uint64_t seed, const struct hj_record *base, const struct hj_buf *text,
    const struct hj_record *expected)
{
	struct hj_buf faults = HJ_BUF(HJ_TEXT_MAX);
	struct hj_fieldtext *t =
	    read_over(base, text->data, text->len, &faults);

	if (t == NULL)
		fail_msg("seed %llu: %.*s\n%.*s", (unsigned long long)seed,
		    (int)faults.len, (char *)faults.data, (int)text->len,
		    (char *)text->data);
	same_bytes(expected, hj_fieldtext_record(t));
	hj_fieldtext_free(t);
	hj_buf_clear(&faults);
}

/* As an editor might leave it: blanks at the ends of lines dropped or added,
 * line ends of another system. */
static struct hj_buf
mangled(const struct hj_buf *text, const char *end)
{
	struct hj_buf b = HJ_BUF(2 * HJ_TEXT_MAX);

	for (size_t i = 0; i < text->len; i++)
		if (text->data[i] != '\n')
			assert_int_equal(hj_buf_putc(&b, (char)text->data[i],
					     &error),
			    HJ_OK);
		else {
			while (*end == '\0' && b.len > 0 &&
			    b.data[b.len - 1] == ' ')
				b.len--;
			assert_int_equal(hj_buf_puts(&b, end, &error), HJ_OK);
			assert_int_equal(hj_buf_putc(&b, '\n', &error), HJ_OK);
		}
	return b;
}

static void
a_text_over_its_own_record_changes_nothing(void **state)
{
	(void)state;
	for (uint64_t i = 0; i < runs(); i++) {
		struct hj_record *r = gen_record(i,
		    i % 3 == 0 ? GEN_EXT | GEN_WITHHELD : GEN_EXT);
		struct hj_buf text = text_of(r);
		struct hj_buf bare = mangled(&text, "");
		struct hj_buf other = mangled(&text, " \t\r");

		gives(i, r, &text, r);
		gives(i, r, &bare, r);
		gives(i, r, &other, r);
		hj_buf_clear(&text);
		hj_buf_clear(&bare);
		hj_buf_clear(&other);
		hj_record_free(r);
	}
}

/* Another value in some of the fields that have one. */
static void
change_values(struct gen *g, struct hj_record *r)
{
	struct hj_node *root = hj_record_root(r);
	char text[4096];

	for (struct hj_node *n = root; n != NULL; n = hj_node_next(n, root)) {
		if (n->def == NULL || n->text == NULL || gen_below(g, 4) != 0)
			continue;
		gen_value(g, n->def, text, sizeof(text));
		if (text[0] != '\0')
			assert_int_equal(hj_record_set_text(r, n, text,
					     strlen(text), &error),
			    HJ_OK);
	}
}

static void
changed_values_come_through_as_they_are(void **state)
{
	(void)state;
	for (uint64_t i = 0; i < runs(); i++) {
		struct gen g = { .state = i + 1 };
		struct hj_record *r = gen_record(i, GEN_EXT), *m = NULL;
		struct hj_buf text;

		assert_int_equal(hj_record_copy(r, &m, &error), HJ_OK);
		change_values(&g, m);
		text = text_of(m);
		gives(i, r, &text, m);
		hj_buf_clear(&text);
		hj_record_free(r);
		hj_record_free(m);
	}
}

/* Without some of its fields, each with the lines of its text. */
static struct hj_buf
thinned(struct gen *g, const struct hj_buf *text)
{
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	const char *p = (const char *)text->data;
	const char *end = p + text->len;
	bool drop = false;

	while (p < end) {
		const char *lf = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)(lf + 1 - p);

		if (*p != ' ' && *p != '\n')
			drop = gen_below(g, 5) == 0;
		if (!drop)
			assert_int_equal(hj_buf_add(&b, p, n, &error), HJ_OK);
		p += n;
	}
	return b;
}

static void
what_is_left_says_what_is_left(void **state)
{
	size_t read = 0;

	(void)state;
	for (uint64_t i = 0; i < runs(); i++) {
		struct gen g = { .state = i + 1 };
		struct hj_record *r = gen_record(i, GEN_EXT);
		struct hj_buf whole = text_of(r), faults = HJ_BUF(HJ_TEXT_MAX);
		struct hj_buf text = thinned(&g, &whole), again;
		struct hj_fieldtext *t = NULL;
		const struct hj_fieldtext_reader by = { .fault = collect,
			.to = &faults };
		int rc = hj_fieldtext_read(r, (const char *)text.data, text.len,
		    &by, &t, &error);

		/* Attributes of a value that is gone are refused. */
		assert_true(rc == HJ_OK || rc == HJ_EINVAL);
		if (rc == HJ_OK) {
			const struct hj_record *less = hj_fieldtext_record(t);

			read++;
			gives(i, less, &text, less);
			again = text_of(less);
			gives(i, r, &text, less);
			gives(i, less, &again, less);
			hj_buf_clear(&again);
		}
		hj_fieldtext_free(t);
		hj_buf_clear(&whole);
		hj_buf_clear(&text);
		hj_buf_clear(&faults);
		hj_record_free(r);
	}
	assert_true(read > runs() / 10);
}

/* Every allocation on the way fails once. */
static void
without_memory_nothing_leaks(void **state)
{
	struct hj_record *r = gen_record(7, GEN_EXT);
	struct hj_buf text = text_of(r);
	const struct hj_fieldtext_reader none = { .fault = NULL };
	struct hj_fieldtext *t = NULL;
	size_t nth = 0;
	int rc;

	(void)state;
	do {
		struct hj_buf again = HJ_BUF(HJ_TEXT_MAX);

		wrap.alloc = (struct wrap_call){ .fail_at = ++nth };
		rc = hj_fieldtext_read(r, (const char *)text.data, text.len,
		    &none, &t, &error);
		if (rc == HJ_OK)
			rc = hj_fieldtext_write(hj_fieldtext_record(t), &plain,
			    &again, &error);
		wrap.alloc = (struct wrap_call){ 0 };
		assert_true(rc == HJ_OK || rc == HJ_ENOMEM);
		hj_fieldtext_free(t);
		t = NULL;
		hj_buf_clear(&again);
	} while (rc != HJ_OK);
	assert_true(nth > 10);
	hj_buf_clear(&text);
	hj_record_free(r);
}

/* Quadratic time would make this last minutes. */
static void
many_elements_are_read_in_time(void **state)
{
	enum { MANY = 20000 };
	struct hj_record *r = NULL;
	struct hj_node *root, *node;
	const struct hj_elem *tag;
	struct hj_buf text;

	(void)state;
	assert_int_equal(hj_record_new("case", &r, &error), HJ_OK);
	root = hj_record_root(r);
	tag = hj_schema_child(root->def, "tag", 3);
	for (int i = 0; i < MANY; i++) {
		assert_int_equal(hj_record_add(r, root, tag, &node, &error),
		    HJ_OK);
		assert_int_equal(hj_record_set_text(r, node, "x", 1, &error),
		    HJ_OK);
	}
	text = text_of(r);
	gives(0, r, &text, r);
	hj_buf_clear(&text);
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_over_its_own_record_changes_nothing),
		cmocka_unit_test(changed_values_come_through_as_they_are),
		cmocka_unit_test(what_is_left_says_what_is_left),
		cmocka_unit_test(without_memory_nothing_leaks),
		cmocka_unit_test(many_elements_are_read_in_time),
	};

	return sodium_init() < 0
	    ? 1
	    : cmocka_run_group_tests_name("fieldtext random", tests, NULL,
		  NULL);
}
