#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/case/codec.h"
#include "core/case/tally.h"

static struct hj_record *
file(const char *inside)
{
	struct hj_error err = HJ_ERROR;
	struct hj_record *r = NULL;
	char xml[8192];
	int n;

	n = snprintf(xml, sizeof(xml),
	    "<case xmlns=\"" HJ_CASE_NS "\" id=\"0123456789abcdef\" "
	    "kind=\"followup\">%s</case>",
	    inside);
	if (hj_codec_decode((const uint8_t *)xml, (size_t)n, &r, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return r;
}

#define SERVICE(id, status, amount, currency)                                  \
	"<service id=\"" id "\" status=\"" status "\"><amount>" amount         \
	"</amount><currency>" currency "</currency></service>"

static void
each_currency_is_summed_by_itself(void **state)
{
	struct hj_record *r = file(SERVICE("s00001", "done", "0.1",
	    "USD") SERVICE("s00002", "done", "300000", "KRW") SERVICE("s00003",
	    "running", "0.2",
	    "USD") SERVICE("s00004", "planned", "50", "KRW") SERVICE("s00005",
	    "refused", "7", "KRW") SERVICE("s00006", "cancelled", "7",
	    "EUR") "<service id=\"s00007\"></service>"
		   "<service id=\"s00008\"><amount>5</amount></service>");
	struct hj_error err = HJ_ERROR;
	char text[HJ_DECIMAL_TEXT];
	struct hj_tally t;

	(void)state;
	assert_int_equal(hj_tally_services(r, &t, &err), HJ_OK);
	assert_int_equal(t.n, 3);
	assert_string_equal(t.line[0].currency, "USD");
	hj_decimal_text(&t.line[0].given, text);
	assert_string_equal(text, "0.3");
	assert_string_equal(t.line[1].currency, "KRW");
	hj_decimal_text(&t.line[1].given, text);
	assert_string_equal(text, "300000");
	hj_decimal_text(&t.line[1].planned, text);
	assert_string_equal(text, "50");
	assert_int_equal(t.line[1].services, 2);
	assert_string_equal(t.line[2].currency, "");
	hj_decimal_text(&t.line[2].given, text);
	assert_string_equal(text, "5");
	hj_record_free(r);
}

static void
more_currencies_than_there_are_is_an_error(void **state)
{
	char inside[7000];
	struct hj_error err = HJ_ERROR;
	struct hj_record *r;
	struct hj_tally t;
	size_t n = 0;

	(void)state;
	for (unsigned i = 0; i <= HJ_TALLY_MAX; i++)
		n += (size_t)snprintf(inside + n, sizeof(inside) - n,
		    "<service id=\"s%05u\"><amount>1</amount>"
		    "<currency>X%u</currency></service>",
		    i, i);
	r = file(inside);
	assert_int_equal(hj_tally_services(r, &t, &err), HJ_ELIMIT);
	hj_record_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_currency_is_summed_by_itself),
		cmocka_unit_test(more_currencies_than_there_are_is_an_error),
	};

	return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
