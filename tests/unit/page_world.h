/* A page with everything on it, made into each format by the program that is
 * installed beside the tests. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "export/page/page.h"

/* What is beside the program: build/MODE/tests/unit/test_x -> build/MODE/. */
static inline void
beside(const char *name, char ret[static PATH_MAX])
{
	ssize_t n = readlink("/proc/self/exe", ret, PATH_MAX - 1);

	assert_true(n > 0);
	ret[n] = '\0';
	for (int up = 0; up < 3; up++)
		*strrchr(ret, '/') = '\0';
	strncat(ret, "/", PATH_MAX - strlen(ret) - 1);
	strncat(ret, name, PATH_MAX - strlen(ret) - 1);
}

static inline void
slurp(const char *path, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;
	uint8_t piece[65536];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL)
		fail_msg("cannot open %s", path);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		if (hj_buf_add(to, piece, n, &err) != HJ_OK)
			fail_msg("%s", err.text);
	(void)fclose(f);
}

static inline int
try_page(const char *format, const char *xml, size_t n, struct hj_buf *to,
    struct hj_error *err)
{
	const struct hj_page_format *f = hj_page_format_by_word(format);
	struct hj_buf style = HJ_BUF(HJ_TEXT_MAX);
	char program[PATH_MAX], path[PATH_MAX], name[64];
	struct hj_page p = { .program = program,
		.xml = (const uint8_t *)xml,
		.xml_len = n };
	int rc;

	assert_non_null(f);
	beside(f->program, program);
	if (f->style != NULL) {
		(void)snprintf(name, sizeof(name), "templates/%s", f->style);
		beside(name, path);
		slurp(path, &style);
	}
	p.style = style.data;
	p.style_len = style.len;
	rc = hj_page_render(f, &p, to, err);
	hj_buf_clear(&style);
	return rc;
}

static inline void
make_page(const char *format, const char *xml, struct hj_buf *to)
{
	struct hj_error err = HJ_ERROR;

	if (try_page(format, xml, strlen(xml), to, &err) != HJ_OK)
		fail_msg("%s", err.text);
}

/* The page with everything on it. */
static inline void
make_fixture(const char *format, struct hj_buf *to)
{
	struct hj_buf xml = HJ_BUF(HJ_TEXT_MAX);
	struct hj_error err = HJ_ERROR;

	slurp("tests/fixtures/page.xml", &xml);
	if (try_page(format, (const char *)xml.data, xml.len, to, &err) !=
	    HJ_OK)
		fail_msg("%s", err.text);
	hj_buf_clear(&xml);
}

static inline const char *
text_of(struct hj_buf *b)
{
	struct hj_error err = HJ_ERROR;
	const char *s = "";

	if (hj_buf_text(b, &s, &err) != HJ_OK)
		fail_msg("%s", err.text);
	return s;
}

static inline size_t
times(const char *in, const char *what)
{
	size_t n = 0;

	for (; (in = strstr(in, what)) != NULL; in += strlen(what))
		n++;
	return n;
}
