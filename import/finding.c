#include "import/finding.h"

/* The formats are the literals below or a translation that msgfmt -c checked;
 * each takes the name or nothing. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"

#define SAVE_AS_UTF8 HJ_N_("save the file as UTF-8 and import it again")
#define ASK_SENDER HJ_N_("ask the sender for a new copy")
#define CORRECT HJ_N_("correct the file at this line and import it again")
#define USE_EXT HJ_N_("leave it out, or move it into 'ext'")

static const struct {
	const char *word;
	const char *text; /* one %s at most: the name */
	const char *remedy;
} faults[HJ_NFAULTS] = {
	[HJ_F_EMPTY] = { "empty", HJ_N_("the file is empty"), ASK_SENDER },
	[HJ_F_COMPRESSED] = { "compressed",
	    HJ_N_("the file is compressed, not XML"),
	    HJ_N_("unpack it first (gunzip, unxz, bunzip2), then import the result") },
	[HJ_F_ARCHIVE] = { "archive",
	    HJ_N_("the file is an archive or an office document, not XML"),
	    HJ_N_("unpack it, or export XML from the program that made it") },
	[HJ_F_UTF16] = { "utf-16",
	    HJ_N_("the file is UTF-16 or UTF-32, not UTF-8"), SAVE_AS_UTF8 },
	[HJ_F_ENCODING] = { "encoding",
	    HJ_N_("the file says that it is '%s'; expected UTF-8"),
	    SAVE_AS_UTF8 },
	[HJ_F_NOT_UTF8] = { "not-utf-8",
	    HJ_N_("bytes that are not valid UTF-8; the file may be EUC-KR (CP949)"),
	    SAVE_AS_UTF8 },
	[HJ_F_NOT_XML] = { "not-xml",
	    HJ_N_("not an XML file: expected '<' at its beginning"),
	    HJ_N_("check that this is the right file") },
	[HJ_F_NUL] = { "nul", HJ_N_("a zero byte: not an XML file"),
	    HJ_N_("check that this is the right file") },
	[HJ_F_FORBIDDEN] = { "forbidden-character",
	    HJ_N_("a character that XML does not allow"), HJ_N_("remove it") },
	[HJ_F_DOCTYPE] = { "doctype",
	    HJ_N_("a DOCTYPE, which is never accepted"),
	    HJ_N_("remove it from the file; if the file has entities of its own, "
		  "ask the sender for one without") },
	[HJ_F_ENTITY] = { "entity", HJ_N_("an entity that XML does not define"),
	    HJ_N_("write the character itself") },
	[HJ_F_TAG] = { "long-tag", HJ_N_("a tag is longer than 16 KiB"),
	    ASK_SENDER },
	[HJ_F_ATTRS] = { "many-attributes",
	    HJ_N_("an element has more than 64 attributes"), ASK_SENDER },
	[HJ_F_DEEP] = { "deep", HJ_N_("elements nest deeper than 200"),
	    ASK_SENDER },
	[HJ_F_PIECE] = { "long-piece",
	    HJ_N_("a comment, instruction or CDATA section is longer than 4 MiB"),
	    ASK_SENDER },
	[HJ_F_ILL_FORMED] = { "ill-formed",
	    HJ_N_("not well-formed XML (reason %s of the XML library)"),
	    CORRECT },
	[HJ_F_CUT_SHORT] = { "cut-short", HJ_N_("the file is cut short"),
	    ASK_SENDER },
	[HJ_F_PREFIX] = { "prefix", HJ_N_("a prefix without a namespace"),
	    CORRECT },
	[HJ_F_ROOT] = { "root",
	    HJ_N_("the file begins with '%s'; expected 'x:exchange', 'case', "
		  "'petition' or 'tombstone'"),
	    HJ_N_("check that this file was exported by hanji") },
	[HJ_F_ROOT_SPACE] = { "root-namespace",
	    HJ_N_("'%s' is in the wrong namespace; expected urn:hanji:case:1 or "
		  "urn:hanji:exchange:1"),
	    HJ_N_("add xmlns=\"urn:hanji:case:1\" if it is a case file of hanji") },
	[HJ_F_VERSION] = { "version",
	    HJ_N_("the file was made by a newer hanji; expected version 1"),
	    HJ_N_("install a newer hanji, or ask the sender for version 1") },
	[HJ_F_UNVERSIONED] = { "no-version",
	    HJ_N_("the file does not say which version of the format it has; expected version=\"1\""),
	    HJ_N_("ask the sender for the file as it left their program, or write version=\"1\" into its first tag if it was made by hand") },
	[HJ_F_MEMORY] = { "memory", HJ_N_("not enough memory to read the file"),
	    HJ_N_("close other programs and import it again") },
	[HJ_F_READ] = { "read", HJ_N_("the file could not be read to its end"),
	    HJ_N_("copy it from its medium again") },

	[HJ_F_NOT_RECORD] = { "not-a-record",
	    HJ_N_("'%s' where only 'x:record' may stand"), CORRECT },
	[HJ_F_RECORD_ATTR] = { "record-attribute",
	    HJ_N_("'%s' of 'x:record' is not lower-case hexadecimal digits of the "
		  "right length"),
	    ASK_SENDER },
	[HJ_F_RECORD_EMPTY] = { "record-empty",
	    HJ_N_("'x:record' holds no case file"), ASK_SENDER },
	[HJ_F_RECORD_MANY] = { "record-many",
	    HJ_N_("'x:record' holds more than one case file"), CORRECT },
	[HJ_F_LARGE] = { "large-case", HJ_N_("a case file larger than 4 MiB"),
	    HJ_N_("move long texts into attachments") },
	[HJ_F_NESTED] = { "nested", HJ_N_("elements nest deeper than 64"),
	    ASK_SENDER },
	[HJ_F_UNKNOWN] = { "unknown-element",
	    HJ_N_("'%s' does not belong here"), USE_EXT },
	[HJ_F_NEAREST] = { "unknown-element",
	    HJ_N_("no such element here; did you mean '%s'?"), CORRECT },
	[HJ_F_SPACE] = { "wrong-namespace",
	    HJ_N_("'%s' is in another namespace; expected urn:hanji:case:1"),
	    USE_EXT },
	[HJ_F_ORDER] = { "wrong-order",
	    HJ_N_("out of order: it must stand before '%s'"),
	    HJ_N_("move it there; 'hanji schema' prints the order") },
	[HJ_F_LEAF] = { "not-text",
	    HJ_N_("'%s' stands where only text may stand"), CORRECT },
	[HJ_F_ATTR] = { "unknown-attribute",
	    HJ_N_("there is no attribute '%s'"),
	    HJ_N_("remove it; facts are child elements") },
	[HJ_F_ATTR_SPACE] = { "attribute-namespace",
	    HJ_N_("the attribute '%s' belongs to another namespace"),
	    HJ_N_("remove it, or move the element into 'ext'") },
	[HJ_F_STRAY] = { "stray-text",
	    HJ_N_("text where only elements may stand"), CORRECT },
	[HJ_F_MIXED] = { "mixed", HJ_N_("text beside elements below 'ext'"),
	    HJ_N_("put the foreign content into 'ext' as one escaped text") },
	[HJ_F_CHARACTER] = { "character",
	    HJ_N_("a control character or noncharacter; in one line also a line "
		  "feed"),
	    HJ_N_("remove it") },
	[HJ_F_FOREIGN_SPACE] = { "foreign-namespace",
	    HJ_N_("'%s' needs an absolute namespace other than hanji's below 'ext'"),
	    CORRECT },
	[HJ_F_WITHHELD] = { "withheld",
	    HJ_N_("'withheld' needs 'digest' or 'own' of 64 hexadecimal digits, and "
		  "may not stand in place of the whole file"),
	    ASK_SENDER },
	[HJ_F_MORE] = { "more",
	    HJ_N_("more faults in this case file; not listed"),
	    HJ_N_("correct these first") },

	[HJ_F_COMMENT] = { "comment", HJ_N_("a comment was dropped"), "" },
	[HJ_F_INSTRUCTION] = { "instruction",
	    HJ_N_("a processing instruction was dropped"), "" },
	[HJ_F_NORMALISED] = { "normalised",
	    HJ_N_("the text was brought to Unicode form NFC"), "" },
	[HJ_F_IGNORED] = { "ignored",
	    HJ_N_("the attribute '%s' of 'x:exchange' was ignored"), "" },
};

const char *
hj_fault_word(enum hj_fault f)
{
	return faults[f].word;
}

int
hj_fault_say(enum hj_fault f, const char *name, struct hj_error *err)
{
	return hj_fail(err, f == HJ_F_VERSION ? HJ_EVERSION : HJ_EINVAL,
	    faults[f].text, name);
}

const char *
hj_fault_remedy(enum hj_fault f, const struct hj_error *err)
{
	return hj_said(err, faults[f].remedy);
}
