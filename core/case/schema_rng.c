#include "core/case/schema_rng.h"

#include <string.h>

#include "core/case/schema_rng_types.h"

/* The longest path of names: "case.event.violation". */
#define PATH_MAX_BYTES 128

static const char head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\"\n"
    "    ns=\"" HJ_CASE_NS "\"\n"
    "    datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\">\n"
    "<start><choice><ref name=\"exchange\"/>\n"
    "<ref name=\"case\"/><ref name=\"petition\"/><ref name=\"tombstone\"/>\n"
    "</choice></start>\n";

static const char exchange[] =
    "<define name=\"exchange\">\n"
    "<element name=\"exchange\" ns=\"" HJ_EXCHANGE_NS "\">\n"
    "<attribute name=\"version\"><value type=\"string\">1</value>"
    "</attribute>\n"
    "<optional><attribute name=\"created\"/></optional>\n"
    "<optional><attribute name=\"producer\"/></optional>\n"
    "<optional><attribute name=\"purpose\"/></optional>\n"
    "<optional><attribute name=\"scope\"/></optional>\n"
    "<optional><attribute name=\"recipient\"/></optional>\n"
    "<optional><attribute name=\"pseudonymised\"><ref name=\"yesno\"/>"
    "</attribute></optional>\n"
    "<zeroOrMore><element name=\"record\" ns=\"" HJ_EXCHANGE_NS "\">\n"
    "<optional><attribute name=\"digest\"><ref name=\"hex64\"/>"
    "</attribute></optional>\n"
    "<optional><attribute name=\"parents\"><data type=\"string\">"
    "<param name=\"pattern\">([0-9a-f]{64}( [0-9a-f]{64})*)?</param></data>"
    "</attribute></optional>\n"
    "<optional><attribute name=\"ancestors\"><data type=\"string\">"
    "<param name=\"pattern\">([0-9a-f]{64}( [0-9a-f]{64})*)?</param></data>"
    "</attribute></optional>\n"
    "<optional><attribute name=\"join\"><ref name=\"yesno\"/>"
    "</attribute></optional>\n"
    "<optional><choice><attribute name=\"salt\"><ref name=\"hex64\"/>"
    "</attribute>\n"
    "<attribute name=\"salts\"><data type=\"string\">"
    "<param name=\"pattern\">([0-9a-f]{32}( [0-9a-f]{32})*)?</param></data>"
    "</attribute></choice></optional>\n"
    "<choice><ref name=\"case\"/><ref name=\"petition\"/>"
    "<ref name=\"tombstone\"/></choice>\n"
    "</element></zeroOrMore>\n"
    "</element></define>\n";

/* The children of a withheld tag have lost their place in the outline. */
static const char others[] =
    "<define name=\"withheld\"><element name=\"withheld\"><choice>\n"
    "<attribute name=\"digest\"><ref name=\"hex64\"/></attribute>\n"
    "<group><attribute name=\"own\"><ref name=\"hex64\"/></attribute>\n"
    "<oneOrMore><ref name=\"kept\"/></oneOrMore></group>\n"
    "</choice></element></define>\n"
    "<define name=\"kept\"><element><nsName/>\n"
    "<zeroOrMore><attribute><anyName/></attribute></zeroOrMore>\n"
    "<choice><text/><oneOrMore><choice><ref name=\"kept\"/>"
    "<ref name=\"foreign\"/></choice></oneOrMore></choice>\n"
    "</element></define>\n"
    "<define name=\"gaps\"><oneOrMore><ref name=\"withheld\"/></oneOrMore>"
    "</define>\n"
    "<define name=\"gap\"><zeroOrMore><ref name=\"withheld\"/></zeroOrMore>"
    "</define>\n"
    "<define name=\"foreign\"><element><anyName><except><nsName/>"
    "<nsName ns=\"\"/></except></anyName>\n"
    "<zeroOrMore><attribute><anyName/></attribute></zeroOrMore>\n"
    "<choice><text/><oneOrMore><ref name=\"foreign\"/></oneOrMore></choice>\n"
    "</element></define>\n";

static void
element(struct hj_rng *g, const struct hj_elem *e, const char *path);

static void
attributes(struct hj_rng *g, const struct hj_elem *e)
{
	for (size_t i = 0; i < HJ_NATTRS; i++) {
		enum hj_attr_name a = (enum hj_attr_name)i;
		bool must = (e->required >> i & 1) != 0;

		if ((e->attrs >> i & 1) == 0 || a == HJ_A_KNOWN)
			continue;
		HJ_RNG_PUT(g, "%s<attribute name=\"%s\">",
		    must ? "" : "<optional>", hj_schema_attr_name(a));
		hj_rng_attr(g, e, a);
		HJ_RNG_PUT(g, "</attribute>%s\n", must ? "" : "</optional>");
	}
}

/* A leaf stands where it is used; a group has a definition of its own. */
static void
use(struct hj_rng *g, const struct hj_elem *e, const char *path)
{
	if (e->nchildren == 0)
		element(g, e, path);
	else
		HJ_RNG_PUT(g, "<ref name=\"%s.%s\"/>", path, e->name);
}

/* In place of any element its withheld shadow may stand; and where something
 * is withheld, nobody can say that something else is missing. */
static void
child(struct hj_rng *g, const struct hj_elem *e, const char *path)
{
	static const char *const before[] = {
		[HJ_ONE] = "<choice><group>",
		[HJ_OPT] = "<optional>",
		[HJ_SOME] = "<oneOrMore><choice><ref name=\"withheld\"/>",
		[HJ_MANY] = "<zeroOrMore><choice><ref name=\"withheld\"/>",
	};
	static const char *const after[] = {
		[HJ_ONE] = ("<ref name=\"gap\"/></group>"
			    "<ref name=\"gaps\"/></choice>"),
		[HJ_OPT] = "</optional><ref name=\"gap\"/>",
		[HJ_SOME] = "</choice></oneOrMore>",
		[HJ_MANY] = "</choice></zeroOrMore>",
	};

	HJ_RNG_PUT(g, "%s", before[e->card]);
	use(g, e, path);
	HJ_RNG_PUT(g, "%s\n", after[e->card]);
}

/* ext: the namespace, then a text or elements of others. */
static void
foreign(struct hj_rng *g, const struct hj_elem *e, const char *path)
{
	HJ_RNG_PUT(g, "<ref name=\"gap\"/>\n");
	for (size_t i = 0; i + 1 < e->nchildren; i++)
		child(g, &e->children[i], path);
	HJ_RNG_PUT(g, "<choice><group>");
	use(g, &e->children[e->nchildren - 1], path);
	HJ_RNG_PUT(g,
	    "<ref name=\"gap\"/></group>\n<zeroOrMore><choice>"
	    "<ref name=\"foreign\"/><ref name=\"withheld\"/></choice>"
	    "</zeroOrMore></choice>\n");
}

static void
content(struct hj_rng *g, const struct hj_elem *e, const char *path)
{
	if (e->nchildren == 0) {
		hj_rng_value(g, e);
	} else if (e->value == HJ_V_FOREIGN) {
		foreign(g, e, path);
	} else {
		HJ_RNG_PUT(g, "<ref name=\"gap\"/>\n");
		for (size_t i = 0; i < e->nchildren; i++)
			child(g, &e->children[i], path);
	}
}

static void
element(struct hj_rng *g, const struct hj_elem *e, const char *path)
{
	bool known = (e->attrs & HJ_A(KNOWN)) != 0;

	HJ_RNG_PUT(g, "<element name=\"%s\">\n", e->name);
	attributes(g, e);
	if (known)
		HJ_RNG_PUT(g,
		    "<choice><attribute name=\"known\">"
		    "<ref name=\"code.known\"/></attribute>\n<group>");
	content(g, e, path);
	HJ_RNG_PUT(g, "%s</element>\n", known ? "</group></choice>\n" : "");
}

static void
define(struct hj_rng *g, const struct hj_elem *e, const char *parent)
{
	char path[PATH_MAX_BYTES];
	size_t n = strlen(parent), m = strlen(e->name);

	if (n + m + 2 > sizeof(path)) {
		g->rc = hj_fail(g->err, HJ_ELIMIT, "the outline is too deep");
		return;
	}
	memcpy(path, parent, n);
	if (n != 0)
		path[n++] = '.';
	memcpy(path + n, e->name, m + 1);
	HJ_RNG_PUT(g, "<define name=\"%s\">", path);
	element(g, e, path);
	HJ_RNG_PUT(g, "</define>\n");
	for (size_t i = 0; i < e->nchildren && g->rc == HJ_OK; i++)
		if (e->children[i].nchildren != 0)
			define(g, &e->children[i], path);
}

int
hj_schema_rng(struct hj_buf *to, struct hj_error *err)
{
	struct hj_rng g = { .to = to, .err = err, .rc = HJ_OK };

	HJ_RNG_PUT(&g, "%s", head);
	HJ_RNG_PUT(&g, "%s%s", exchange, others);
	hj_rng_types(&g);
	for (size_t i = 0; i < HJ_LEN(hj_schema_roots); i++)
		define(&g, hj_schema_roots[i], "");
	HJ_RNG_PUT(&g, "</grammar>\n");
	return g.rc;
}
