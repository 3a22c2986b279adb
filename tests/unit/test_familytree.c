#include <setjmp.h>
#include <locale.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/show/familytree.h"
#include "core/base/limits.h"
#include "core/case/codec.h"

#define HERE "0000000000000001"
#define THERE "0000000000000002"

/* "a TYPE b" of each relation, one letter a person; everybody is invented. */
struct case_text {
	char xml[16384];
	size_t len;
};

static void add(struct case_text *t, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
static void
add(struct case_text *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	t->len += (size_t)vsnprintf(t->xml + t->len, sizeof(t->xml) - t->len,
	    fmt, ap);
	va_end(ap);
}

static struct hj_record *
make(const char *id, const char *const *people, const char *const *relations,
    const char *links)
{
	struct case_text t = { .len = 0 };
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;

	add(&t, "<case xmlns=\"urn:hanji:case:1\" id=\"%s\">", id);
	for (size_t i = 0; people[i] != NULL; i++)
		add(&t,
		    "<person id=\"p0000%c\"><name id=\"n0000%c\"><full>%s</full></name></person>",
		    people[i][0], people[i][0], people[i] + 2);
	for (size_t i = 0; relations[i] != NULL; i++) {
		char a = relations[i][0];
		const char *type = relations[i] + 2;
		const char *b = strchr(type, ' ');

		add(&t,
		    "<relationship id=\"r000%02zu\" type=\"%.*s\"><a>p0000%c</a><b>p0000%c</b></relationship>",
		    i, (int)(b - type), type, a, b[1]);
	}
	add(&t, "%s</case>", links);
	if (hj_codec_decode((const uint8_t *)t.xml, t.len, &r, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return r;
}

static char *
draw_files(const struct hj_record *const *files, size_t n, bool korean)
{
	static const char *const cases[] = { NULL, "0002" };
	struct hj_buf b = HJ_BUF(HJ_TEXT_MAX);
	struct hj_error err = HJ_ERROR;
	struct hj_family *f = NULL;
	struct familytree t = { .cases = cases, .korean = korean };
	char *text;

	if (hj_family_new(files, n, HJ_RESTRICTED, &f, &err) != HJ_OK)
		fail_msg("%s", err.text);
	t.family = f;
	if (familytree_draw(&t, &b, &err) != HJ_OK)
		fail_msg("%s", err.text);
	text = strndup((const char *)b.data, b.len);
	hj_buf_clear(&b);
	hj_family_free(f);
	return text;
}

static void
draws(const char *const *people, const char *const *relations,
    const char *expected)
{
	struct hj_record *r = make(HERE, people, relations, "");
	const struct hj_record *files[] = { r };
	char *text = draw_files(files, 1, false);

	assert_string_equal(text, expected);
	free(text);
	hj_record_free(r);
}

#define PEOPLE(...)                                                            \
	(const char *const[])                                                  \
	{                                                                      \
		__VA_ARGS__, NULL                                              \
	}
#define RELATIONS(...)                                                         \
	(const char *const[])                                                  \
	{                                                                      \
		__VA_ARGS__, NULL                                              \
	}

static void
children_stand_below_the_couple_whose_they_are(void **state)
{
	(void)state;
	draws(PEOPLE("a Kim Il Man", "b Ok Nan Hui", "c Kim Na Ra",
		  "d Kim Mal Suk"),
	    RELATIONS("a spouse b", "a parent c", "b parent c", "a parent d",
		"d child b"),
	    "1  Kim Il Man [p0000a]\n"
	    "1  └─ = Ok Nan Hui [p0000b]    Spouse\n"
	    "2     ├─ Kim Na Ra [p0000c]\n"
	    "2     └─ Kim Mal Suk [p0000d]\n");
}

static void
hangul_takes_two_columns(void **state)
{
	(void)state;
	draws(PEOPLE("a 김일만", "b Ok", "c 김나라"),
	    RELATIONS("a exspouse b", "a adoptp c", "b parent c"),
	    "1  김일만 [p0000a]\n"
	    "1  └─ = Ok [p0000b]       Former spouse\n"
	    "2     └─ 김나라 [p0000c]  Adopted child\n");
}

static void
half_relations_stand_below_different_partners(void **state)
{
	(void)state;
	draws(PEOPLE("a Father", "b First", "c Second", "d Eldest", "e Half",
		  "f Alone"),
	    RELATIONS("a exspouse b", "a spouse c", "a parent d", "b parent d",
		"a parent e", "c parent e", "a parent f"),
	    "1  Father [p0000a]\n"
	    "1  ├─ = First [p0000b]    Former spouse\n"
	    "2  │  └─ Eldest [p0000d]\n"
	    "1  ├─ = Second [p0000c]   Spouse\n"
	    "2  │  └─ Half [p0000e]\n"
	    "2  └─ Alone [p0000f]\n");
}

static void
parents_who_never_were_a_couple_are_no_couple(void **state)
{
	(void)state;
	draws(PEOPLE("a Mother", "b Father", "c Child"),
	    RELATIONS("c child a", "b parent c"),
	    "1  Mother [p0000a]\n"
	    "1  └─ = Father [p0000b]  other parent\n"
	    "2     └─ Child [p0000c]\n");
}

static void
brothers_and_sisters_without_parents_hang_together(void **state)
{
	(void)state;
	draws(PEOPLE("a One", "b Two", "c Three"),
	    RELATIONS("a sibling b", "c sibling b"),
	    "   (parents not recorded)\n"
	    "1  ├─ One [p0000a]\n"
	    "1  ├─ Two [p0000b]\n"
	    "1  └─ Three [p0000c]\n");
}

static void
a_sibling_is_not_given_parents_that_nobody_recorded(void **state)
{
	(void)state;
	draws(PEOPLE("a Mother", "b Child", "c Sibling"),
	    RELATIONS("a parent b", "b sibling c"),
	    "1  Mother [p0000a]\n"
	    "2  ├─ Child [p0000b]\n"
	    "2  └─ Sibling [p0000c]  sibling; parents not recorded\n");
}

static void
siblings_with_the_same_parents_are_plain_children(void **state)
{
	(void)state;
	draws(PEOPLE("a Mother", "b Child", "c Sibling"),
	    RELATIONS("a parent b", "b sibling c", "a parent c"),
	    "1  Mother [p0000a]\n"
	    "2  ├─ Child [p0000b]\n"
	    "2  └─ Sibling [p0000c]\n");
}

static void
a_couple_of_two_families_is_drawn_once_and_referred_to(void **state)
{
	(void)state;
	draws(PEOPLE("a Kim", "b Pak", "c Kim Son", "d Pak Daughter",
		  "e Grandchild"),
	    RELATIONS("a parent c", "b parent d", "c spouse d", "c parent e",
		"d parent e"),
	    "1  Kim [p0000a]\n"
	    "2  └─ Kim Son [p0000c]\n"
	    "2     └─ = Pak Daughter [p0000d] ↓  Spouse\n"
	    "3        └─ Grandchild [p0000e]\n"
	    "1  Pak [p0000b]\n"
	    "2  └─ Pak Daughter [p0000d]\n"
	    "2     └─ = Kim Son [p0000c] ↑       Spouse\n");
}

static void
remoter_kin_is_said_in_words(void **state)
{
	(void)state;
	draws(PEOPLE("a Aunt", "b Niece", "c Cousin", "d Nobody"),
	    RELATIONS("b niece a", "c cousin b", "d codet a"),
	    "1  Aunt [p0000a]\n"
	    "1  Cousin [p0000c]\n"
	    "2  Niece [p0000b]\n"
	    "Related besides:\n"
	    "  Aunt [p0000a] is the aunt / uncle of Niece [p0000b].\n"
	    "  Niece [p0000b] is the cousin of Cousin [p0000c].\n"
	    "Without any relation: Nobody [p0000d]\n");
}

static void
a_circle_is_cut_and_said(void **state)
{
	(void)state;
	draws(PEOPLE("a One", "b Two", "c Three"),
	    RELATIONS("a parent b", "b parent c", "c parent a"),
	    "1  One [p0000a]\n"
	    "2  └─ Two [p0000b]\n"
	    "3     └─ Three [p0000c]\n"
	    "Not drawn, because it contradicts the rest:\n"
	    "  Three [p0000c] is the parent of One [p0000a].\n");
}

static void
who_is_parent_and_sibling_is_a_contradiction(void **state)
{
	(void)state;
	draws(PEOPLE("a One", "b Two"),
	    RELATIONS("a sibling b", "a parent b", "a spouse b"),
	    "1  One [p0000a]\n"
	    "2  └─ Two [p0000b]\n"
	    "Not drawn, because it contradicts the rest:\n"
	    "  One [p0000a] is the sibling of Two [p0000b].\n"
	    "  One [p0000a] is the spouse of Two [p0000b].\n");
}

static void
three_parents_of_birth_are_noticed(void **state)
{
	struct hj_record *r =
	    make(HERE, PEOPLE("a One", "b Two", "c Three", "d Child"),
		RELATIONS("a parent d", "b parent d", "c parent d"), "");
	const struct hj_record *files[] = { r };
	char *text = draw_files(files, 1, false);

	(void)state;
	assert_non_null(strstr(text, "more than two parents are recorded"));
	free(text);
	hj_record_free(r);
}

static void
two_files_make_one_family_through_their_links(void **state)
{
	struct hj_record *r[2] = {
		make(HERE, PEOPLE("a Kim Na Ra", "b 김동생"),
		    RELATIONS("a sibling b"),
		    "<link id=\"k00001\" kind=\"splitoff\"><case>" THERE
		    "</case><person>p0000b</person><other>p0000b</other></link>"
		    "<link id=\"k00002\" kind=\"family\"><case>" THERE
		    "</case><person>p0000a</person><other>p0000d</other><relation>parent</relation></link>"
		    "<link id=\"k00003\" kind=\"same\"><case>" THERE
		    "</case><person>p0000a</person><other>p0000e</other></link>"),
		make(THERE,
		    PEOPLE("b 김동생", "c Spouse", "d Child", "e Double"),
		    RELATIONS("b spouse c"),
		    "<link id=\"k00004\" kind=\"family\"><case>" HERE
		    "</case><person>p0000d</person><other>p0000a</other><relation>child</relation></link>"),
	};
	const struct hj_record *files[] = { r[0], r[1] };
	char *text = draw_files(files, 2, false);

	(void)state;
	assert_string_equal(text,
	    "   (parents not recorded)\n"
	    "1  ├─ Kim Na Ra [p0000a]    possibly the same person as Double [p0000e]\n"
	    "2  │  └─ Child [p0000d]     case 0002\n"
	    "1  └─ 김동생 [p0000b]       case 0002\n"
	    "1     └─ = Spouse [p0000c]  Spouse; case 0002\n"
	    "1  Double [p0000e]          case 0002; possibly the same person as Kim Na Ra [p0000a]\n");
	free(text);
	hj_record_free(r[0]);
	hj_record_free(r[1]);
}

static void
the_order_of_persons_and_relations_changes_nothing(void **state)
{
	const char *people[] = { "a One", "b Two", "c Three", "d Four",
		"e Five", "f Six", "g Seven", "h Eight", NULL };
	static const char *const types[] = { "parent", "child", "sibling",
		"spouse", "grandp", "niece", "cousin", "stepp", "same" };
	const char *runs = getenv("HJ_RUNS");
	unsigned long n = runs != NULL ? strtoul(runs, NULL, 10) : 100;
	uint32_t dice = 20261123;

	(void)state;
	for (unsigned long run = 0; run < n; run++) {
		char text[12][32];
		const char *relations[13] = { NULL };
		char *before, *after;
		struct hj_record *r;
		const struct hj_record *files[1];

		for (size_t i = 0; i < 12; i++) {
			dice = dice * 1664525 + 1013904223;
			(void)snprintf(text[i], sizeof(text[i]), "%c %s %c",
			    'a' + (int)(dice >> 8) % 8,
			    types[(dice >> 16) % HJ_LEN(types)],
			    'a' + (int)(dice >> 24) % 8);
			relations[i] = text[i];
		}
		r = make(HERE, people, relations, "");
		files[0] = r;
		before = draw_files(files, 1, false);
		hj_record_free(r);
		for (size_t i = 11; i > 0; i--) {
			size_t k;
			const char *t;

			dice = dice * 1664525 + 1013904223;
			k = (dice >> 8) % (i + 1);
			t = relations[i];
			relations[i] = relations[k];
			relations[k] = t;
			if (i < 8) {
				k %= 8;
				t = people[i];
				people[i] = people[k];
				people[k] = t;
			}
		}
		r = make(HERE, people, relations, "");
		files[0] = r;
		after = draw_files(files, 1, false);
		hj_record_free(r);
		assert_string_equal(before, after);
		/* Everybody stands there, drawn or in words. */
		for (size_t i = 0; i < 8; i++)
			assert_non_null(strstr(after, people[i] + 2));
		free(before);
		free(after);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(children_stand_below_the_couple_whose_they_are),
		cmocka_unit_test(hangul_takes_two_columns),
		cmocka_unit_test(half_relations_stand_below_different_partners),
		cmocka_unit_test(parents_who_never_were_a_couple_are_no_couple),
		cmocka_unit_test(
		    brothers_and_sisters_without_parents_hang_together),
		cmocka_unit_test(
		    a_sibling_is_not_given_parents_that_nobody_recorded),
		cmocka_unit_test(siblings_with_the_same_parents_are_plain_children),
		cmocka_unit_test(
		    a_couple_of_two_families_is_drawn_once_and_referred_to),
		cmocka_unit_test(remoter_kin_is_said_in_words),
		cmocka_unit_test(a_circle_is_cut_and_said),
		cmocka_unit_test(who_is_parent_and_sibling_is_a_contradiction),
		cmocka_unit_test(three_parents_of_birth_are_noticed),
		cmocka_unit_test(two_files_make_one_family_through_their_links),
		cmocka_unit_test(
		    the_order_of_persons_and_relations_changes_nothing),
	};

	(void)setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
