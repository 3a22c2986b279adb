#include "core/case/schema_rng_types.h"

#include <string.h>

#include "core/case/owncode.h"
#include "core/case/schema_rng.h"
#include "core/vocab/vocab.h"

/* A character of ours: XML has none of C0 but tab, LF and CR. */
#define CHARS "&#x7F;-&#x9F;&#xFDD0;-&#xFDEF;"
#define ID "[a-hjkmnp-tv-z][0-9a-hjkmnp-tv-z]{5}"

/* EDTF as far as a pattern goes: shapes, not whether there is such a day. */
#define QUALIFIER "[?~%]?"
#define YEAR QUALIFIER "-?[0-9X]{4}" QUALIFIER
#define PART "-" QUALIFIER "[0-9X]{2}" QUALIFIER
#define CLOCK                                                                  \
	"T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?"                              \
	"(Z|[+\\-][0-9]{2}(:?[0-9]{2})?)?"
#define LONG                                                                   \
	QUALIFIER "(Y-?[0-9]+(E[0-9]+)?(S[0-9]+)?|-?[0-9]{4}S[0-9]+)" QUALIFIER
#define DATE "(" YEAR "(" PART "(" PART ")?)?|" LONG ")"
#define END "(" DATE "|\\.\\.)?"
#define MEMBERS "[0-9XYESTZ?~%+,:.\\-]+"

const char hj_schema_date_shape[] =
    DATE "|" YEAR PART PART CLOCK "|" END "/" END "|\\[" MEMBERS
	 "\\]|\\{" MEMBERS "\\}";

static void
pattern(struct hj_rng *g, const char *name, const char *regex)
{
	HJ_RNG_PUT(g,
	    "<define name=\"%s\"><data type=\"string\">"
	    "<param name=\"pattern\">%s</param></data></define>\n",
	    name, regex);
}

static void
codes(struct hj_rng *g, const struct hj_list *l)
{
	HJ_RNG_PUT(g, "<define name=\"code.%s\"><choice>\n", l->name);
	for (size_t i = 0; i < l->n; i++)
		HJ_RNG_PUT(g, "<value type=\"string\">%s</value>\n",
		    l->rows[i].code);
	if (hj_owncode_allowed(l))
		HJ_RNG_PUT(g, "<ref name=\"own-code\"/>\n");
	HJ_RNG_PUT(g, "</choice></define>\n");
}

/* Several codes, one space between: RELAX NG's own list would allow more
 * spaces than one. */
static void
roles(struct hj_rng *g, const struct hj_list *l)
{
	HJ_RNG_PUT(g,
	    "<define name=\"role.%s\"><data type=\"string\">"
	    "<param name=\"pattern\">",
	    l->name);
	for (int twice = 0; twice < 2; twice++) {
		HJ_RNG_PUT(g, twice ? "( (" : "(");
		for (size_t i = 0; i < l->n; i++)
			HJ_RNG_PUT(g, "%s%s", i == 0 ? "" : "|",
			    l->rows[i].code);
		HJ_RNG_PUT(g, twice ? "))*" : ")");
	}
	HJ_RNG_PUT(g, "</param></data></define>\n");
}

static bool
is_role_list(const struct hj_elem *e, const char *list)
{
	if (e->role != NULL && strcmp(e->role, list) == 0)
		return true;
	for (size_t i = 0; i < e->nchildren; i++)
		if (is_role_list(&e->children[i], list))
			return true;
	return false;
}

void
hj_rng_types(struct hj_rng *g)
{
	pattern(g, "line", "[^\\n\\r\\t" CHARS "]+");
	pattern(g, "free", "[^\\r\\t" CHARS "]+");
	pattern(g, "date", hj_schema_date_shape);
	pattern(g, "time",
	    "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
	    "T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
	pattern(g, "number", "0|[1-9][0-9]{0,14}|10{15}");
	pattern(g, "decimal", "-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,9})?");
	pattern(g, "yesno", "yes|no");
	pattern(g, "element-id", ID);
	pattern(g, "element-ids", ID "( " ID ")*");
	pattern(g, "case-id", "[0-9a-hjkmnp-tv-z]{16}");
	HJ_RNG_PUT(g,
	    "<define name=\"own-code\"><data type=\"string\">"
	    "<param name=\"maxLength\">%d</param>"
	    "<param name=\"pattern\">x-[a-z0-9]+(-[a-z0-9]+)*</param>"
	    "</data></define>\n",
	    HJ_OWNCODE_MAX);
	pattern(g, "hex32", "[0-9a-f]{32}");
	pattern(g, "hex64", "[0-9a-f]{64}");
	pattern(g, "hex128", "[0-9a-f]{128}");
	for (size_t i = 0; i < hj_vocab_count(); i++) {
		const struct hj_list *l = hj_vocab_at(i);

		codes(g, l);
		if (is_role_list(hj_schema_roots[0], l->name))
			roles(g, l);
	}
}

static void
refer(struct hj_rng *g, const char *prefix, const char *name)
{
	HJ_RNG_PUT(g, "<ref name=\"%s%s\"/>", prefix, name);
}

void
hj_rng_value(struct hj_rng *g, const struct hj_elem *e)
{
	switch (e->value) {
	case HJ_V_NONE:
	case HJ_V_FOREIGN:
		break;
	case HJ_V_LINE:
		refer(g, "", "line");
		break;
	case HJ_V_FREE:
		refer(g, "", "free");
		break;
	case HJ_V_CODE:
		refer(g, "code.", e->of);
		break;
	case HJ_V_OWN:
		refer(g, "", "own-code");
		break;
	case HJ_V_DATE:
		refer(g, "", "date");
		break;
	case HJ_V_TIME:
		refer(g, "", "time");
		break;
	case HJ_V_NUMBER:
		refer(g, "", "number");
		break;
	case HJ_V_DECIMAL:
		refer(g, "", "decimal");
		break;
	case HJ_V_YESNO:
		refer(g, "", "yesno");
		break;
	case HJ_V_REF:
	case HJ_V_FAR:
		refer(g, "", "element-id");
		break;
	case HJ_V_CASE:
		refer(g, "", "case-id");
		break;
	case HJ_V_HEX:
		refer(g, "hex", e->of);
		break;
	}
}

void
hj_rng_attr(struct hj_rng *g, const struct hj_elem *e, enum hj_attr_name a)
{
	bool root = false;

	for (size_t i = 0; i < HJ_LEN(hj_schema_roots); i++)
		root = root || e == hj_schema_roots[i];
	if (a == HJ_A_ID)
		refer(g, "", root ? "case-id" : "element-id");
	else if (a == HJ_A_SRC)
		refer(g, "", "element-ids");
	else if (a == HJ_A_ROLE)
		refer(g, "role.", e->role);
	else
		refer(g, "code.", hj_schema_attr_list(e, a));
}
