/* What the published reference says of the same names. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/names/namekey.h"
#include "core/names/namescore.h"
#include "tests/unit/name_data.h"

static void
names_made_to_be_confused_are_told_apart(void **state)
{
	struct hj_error err = HJ_ERROR;
	char line[1024], *field[8];
	struct hj_namer *namer = NULL;
	struct hj_name a, b;
	size_t same = 0, found = 0, wrong = 0;
	FILE *f = open_data(DATA "pairs_dev.tsv");

	(void)state;
	assert_int_equal(hj_namer_new(&namer, &err), HJ_OK);
	(void)fields_of(f, line, sizeof(line), field, 8);
	while (fields_of(f, line, sizeof(line), field, 8) == 8) {
		bool is_same = strcmp(field[0], "pos") == 0;

		assert_int_equal(hj_name_read(namer, field[4], strlen(field[4]),
				     &a, &err),
		    HJ_OK);
		assert_int_equal(hj_name_read(namer, field[7], strlen(field[7]),
				     &b, &err),
		    HJ_OK);
		same += is_same;
		if (hj_name_score(&a, &b) >= 6.75) {
			found += is_same;
			wrong += !is_same;
		}
	}
	fclose(f);
	hj_namer_free(namer);
	print_message("precision %.3f, recall %.3f of %zu\n",
	    (double)found / (double)(found + wrong),
	    (double)found / (double)same, same);
	assert_true((double)found >= .95 * (double)(found + wrong));
	assert_true((double)found >= .93 * (double)same);
}

/* Keys of the published reference, as sets; ours has surnames besides. */
static void
keys_are_those_of_the_reference(void **state)
{
	struct hj_error err = HJ_ERROR;
	char line[4096], *field[64];
	struct hj_namer *namer = NULL;
	struct hj_name_keys k;
	struct hj_name name;
	size_t n, names = 0;
	FILE *f = open_data(DATA "golden_keys_dev.tsv");

	(void)state;
	assert_int_equal(hj_namer_new(&namer, &err), HJ_OK);
	while ((n = fields_of(f, line, sizeof(line), field, 64)) > 1) {
		size_t ours = 0;

		assert_int_equal(hj_name_read(namer, field[0], strlen(field[0]),
				     &name, &err),
		    HJ_OK);
		hj_name_keys(&name, HJ_KEEP, &k);
		for (size_t i = 0; i < k.n; i++) {
			bool there = false;

			if (k.key[i].tier != HJ_KEY_FULL &&
			    k.key[i].tier != HJ_KEY_PAIR)
				continue;
			ours++;
			for (size_t j = 1; j < n; j++)
				there = there ||
				    strcmp(field[j], k.key[i].text) == 0;
			assert_true(there);
		}
		assert_int_equal(ours, n - 1);
		names++;
	}
	fclose(f);
	hj_namer_free(namer);
	print_message("%zu names\n", names);
	assert_true(names > 300);
}

static void
scores_are_those_of_the_reference(void **state)
{
	struct hj_error err = HJ_ERROR;
	char line[1024], *field[8];
	struct hj_namer *namer = NULL;
	struct hj_name a, b;
	size_t pairs = 0;
	FILE *f = open_data(DATA "golden_llr_dev.tsv");

	(void)state;
	assert_int_equal(hj_namer_new(&namer, &err), HJ_OK);
	(void)fields_of(f, line, sizeof(line), field, 8);
	while (fields_of(f, line, sizeof(line), field, 8) == 5) {
		assert_int_equal(hj_name_read(namer, field[2], strlen(field[2]),
				     &a, &err),
		    HJ_OK);
		assert_int_equal(hj_name_read(namer, field[3], strlen(field[3]),
				     &b, &err),
		    HJ_OK);
		/* Ours may know more: words of other languages. */
		a.nwords = b.nwords = 0;
		assert_true(fabs(hj_name_score(&a, &b) -
				strtod(field[4], NULL)) < .05);
		pairs++;
	}
	fclose(f);
	hj_namer_free(namer);
	assert_true(pairs == 400);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_made_to_be_confused_are_told_apart),
		cmocka_unit_test(keys_are_those_of_the_reference),
		cmocka_unit_test(scores_are_those_of_the_reference),
	};

	return cmocka_run_group_tests_name("name_golden", tests, NULL, NULL);
}
