#include "core/schema_text.h"

#include <string.h>

#include "core/schema.h"

/* Said once in the legend, not on every line. */
#define FACT (HJ_A(BASIS) | HJ_A(CRED) | HJ_A(PREF) | HJ_A(SRC))
#define SILENT (FACT | HJ_A(CONF) | HJ_A(ID) | HJ_A(KNOWN))

struct text {
	struct hj_buf *to;
	struct hj_error *err;
	int rc;
	bool korean;
};

#define PUT(t, ...)                                                            \
	((t)->rc = (t)->rc != HJ_OK                                            \
		? (t)->rc                                                      \
		: hj_buf_printf((t)->to, (t)->err, __VA_ARGS__))

static const char legend_en[] =
    "?  may be missing      *  any number      +  one or more\n"
    "!  an account: src (ids of sources), basis, cred, pref=yes\n"
    "Every field may have conf (public internal restricted secret), and known\n"
    "(unknown refused withheld not-asked) instead of a value.  What stands\n"
    "more than once has an id.\n";

static const char legend_ko[] =
    "?  없어도 됨      *  여러 번 가능      +  한 번 이상\n"
    "!  진술: src(출처 id), basis, cred, pref=yes\n"
    "모든 항목에 conf(public internal restricted secret)를 붙일 수 있고, 값 대신\n"
    "known(unknown refused withheld not-asked)을 쓸 수 있다. 여러 번 나오는\n"
    "항목에는 id가 있다.\n";

static const char *
holds(enum hj_value v, bool korean)
{
	switch (v) {
	case HJ_V_NONE:
		return NULL;
	case HJ_V_LINE:
		return korean ? "한 줄" : "line";
	case HJ_V_FREE:
		return korean ? "글" : "text";
	case HJ_V_CODE:
		return korean ? "코드" : "code";
	case HJ_V_DATE:
		return korean ? "날짜(EDTF)" : "date (EDTF)";
	case HJ_V_TIME:
		return korean ? "시각(UTC)" : "time (UTC)";
	case HJ_V_NUMBER:
		return korean ? "수" : "number";
	case HJ_V_DECIMAL:
		return korean ? "소수" : "decimal";
	case HJ_V_YESNO:
		return "yes, no";
	case HJ_V_REF:
		return korean ? "이 파일의 id" : "id in this file";
	case HJ_V_CASE:
		return korean ? "사건 id" : "id of a case file";
	case HJ_V_HEX:
		return korean ? "16진수" : "hex digits";
	case HJ_V_FOREIGN:
		return korean ? "다른 이름공간" : "other namespaces";
	case HJ_V_FAR:
		return korean ? "그 사건의 id" : "id in that case file";
	}
	return NULL;
}

static void
attributes(struct text *t, const struct hj_elem *e)
{
	const char *before = " [";
	bool any = false;

	for (size_t i = 0; i < HJ_NATTRS; i++) {
		enum hj_attr_name a = (enum hj_attr_name)i;
		const char *list = hj_schema_attr_list(e, a);

		if ((e->attrs & ~SILENT & 1u << i) == 0)
			continue;
		PUT(t, "%s%s", before, hj_schema_attr_name(a));
		if (list != NULL && strcmp(list, hj_schema_attr_name(a)) != 0)
			PUT(t, "=%s", list);
		before = " ";
		any = true;
	}
	PUT(t, "%s", any ? "]" : "");
}

static void
line(struct text *t, const struct hj_elem *e, unsigned depth)
{
	static const char *const marks[] = {
		[HJ_ONE] = "",
		[HJ_OPT] = "?",
		[HJ_SOME] = "+",
		[HJ_MANY] = "*",
	};
	const char *what = holds(e->value, t->korean);

	PUT(t, "%*s%s%s%s  %s", (int)(2 * depth), "", e->name, marks[e->card],
	    (e->attrs & FACT) != 0 ? "!" : "", t->korean ? e->ko : e->en);
	if (what != NULL)
		PUT(t, ": %s%s%s", what, e->of != NULL ? " " : "",
		    e->of != NULL ? e->of : "");
	attributes(t, e);
	PUT(t, "\n");
}

/* Depth first; the tables are a few levels deep. */
static void
outline(struct text *t, const struct hj_elem *e, unsigned depth)
{
	line(t, e, depth);
	for (size_t i = 0; i < e->nchildren && t->rc == HJ_OK; i++)
		outline(t, &e->children[i], depth + 1);
}

int
hj_schema_text(bool korean, struct hj_buf *to, struct hj_error *err)
{
	struct text t = { .to = to, .err = err, .korean = korean };

	PUT(&t, "%s", korean ? legend_ko : legend_en);
	for (size_t i = 0; i < HJ_LEN(hj_schema_roots); i++) {
		PUT(&t, "\n");
		outline(&t, hj_schema_roots[i], 0);
	}
	return t.rc;
}
