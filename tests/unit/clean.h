/* clean.h: run hanji-clean, for the tests of both kinds of file. */
#ifndef HJ_TESTS_CLEAN_H
#define HJ_TESTS_CLEAN_H

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "export/clean/clean.h"

static char clean_test_path[PATH_MAX];

/* It lies three folders above the test. */
static inline void
clean_test_program(void)
{
	ssize_t n = readlink("/proc/self/exe", clean_test_path,
	    sizeof(clean_test_path) - 32);

	clean_test_path[n > 0 ? n : 0] = '\0';
	for (int i = 0; i < 3 && strrchr(clean_test_path, '/') != NULL; i++)
		*strrchr(clean_test_path, '/') = '\0';
	(void)strcat(clean_test_path, "/hanji-clean");
}

static inline enum hj_code
clean_test_run(const struct hj_buf *in, struct hj_buf *out,
    struct hj_error *err)
{
	const struct hj_clean c = { .program = clean_test_path };

	return (enum hj_code)hj_clean_copy(&c, in, out, err);
}

static inline void
clean_test_copy(const struct hj_buf *in, struct hj_buf *out)
{
	struct hj_error err = HJ_ERROR;

	if (clean_test_run(in, out, &err) != HJ_OK)
		fail_msg("%s", err.text);
}

/* The code with which it is refused; nothing came out. */
static inline enum hj_code
clean_test_refusal(const struct hj_buf *in)
{
	struct hj_error err = HJ_ERROR;
	struct hj_buf out = HJ_BUF(HJ_CLEAN_MAX);
	enum hj_code code = clean_test_run(in, &out, &err);

	assert_int_equal(out.len, 0);
	hj_buf_clear(&out);
	return code;
}

static inline bool
clean_test_holds(const struct hj_buf *b, const char *text)
{
	return memmem(b->data, b->len, text, strlen(text)) != NULL;
}

#endif
