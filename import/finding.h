/*
 * finding.h: everything that can be wrong with a foreign file, said once.
 *
 * The confined child sends the number and a name; the words are made on this
 * side of the pipe, in the language of the person.  A name is that of an
 * element or attribute, never a value.
 */
#ifndef HJ_IMPORT_FINDING_H
#define HJ_IMPORT_FINDING_H

#include "core/base/error.h"

/* The numbers travel between two programs of one build: no gaps, no order to
 * keep.  Up to HJ_F_LAST_OF_FILE the file as a whole is refused; up to
 * HJ_F_LAST_REJECT a case; behind it notes. */
enum hj_fault {
	HJ_F_EMPTY,
	HJ_F_COMPRESSED,
	HJ_F_ARCHIVE,
	HJ_F_UTF16,
	HJ_F_ENCODING,
	HJ_F_NOT_UTF8,
	HJ_F_NOT_XML,
	HJ_F_NUL,
	HJ_F_FORBIDDEN,
	HJ_F_DOCTYPE,
	HJ_F_ENTITY,
	HJ_F_TAG,
	HJ_F_ATTRS,
	HJ_F_DEEP,
	HJ_F_PIECE,
	HJ_F_ILL_FORMED,
	HJ_F_CUT_SHORT,
	HJ_F_PREFIX,
	HJ_F_ROOT,
	HJ_F_ROOT_SPACE,
	HJ_F_VERSION,
	HJ_F_UNVERSIONED,
	HJ_F_MEMORY,
	HJ_F_READ,
	HJ_F_LAST_OF_FILE = HJ_F_READ,
	HJ_F_NOT_RECORD,
	HJ_F_RECORD_ATTR,
	HJ_F_RECORD_EMPTY,
	HJ_F_RECORD_MANY,
	HJ_F_LARGE,
	HJ_F_NESTED,
	HJ_F_UNKNOWN,
	HJ_F_NEAREST,
	HJ_F_SPACE,
	HJ_F_ORDER,
	HJ_F_LEAF,
	HJ_F_ATTR,
	HJ_F_ATTR_SPACE,
	HJ_F_STRAY,
	HJ_F_MIXED,
	HJ_F_CHARACTER,
	HJ_F_FOREIGN_SPACE,
	HJ_F_WITHHELD,
	HJ_F_MORE,
	HJ_F_LAST_REJECT = HJ_F_MORE,
	HJ_F_COMMENT,
	HJ_F_INSTRUCTION,
	HJ_F_NORMALISED,
	HJ_F_IGNORED,
	HJ_NFAULTS,
};

/* The stable word for scripts. */
const char *hj_fault_word(enum hj_fault f);

/* Put the sentence about `name` into err->text, with HJ_EINVAL. */
int hj_fault_say(enum hj_fault f, const char *name, struct hj_error *err);

/* What to do about it, translated by `say` of err; "" when nothing. */
const char *hj_fault_remedy(enum hj_fault f, const struct hj_error *err);

#endif
