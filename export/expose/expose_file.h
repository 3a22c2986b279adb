/*
 * expose_file.h: what of one file of the vault stands in a finished text.
 *
 * Names of persons (as they are written and as they sound), their telephone
 * numbers, e-mail addresses and numbers of documents, names of staff, and the
 * ids of the file and of its elements.  Of persons who may be named the name is
 * passed over, nothing else.  Which fields are asked for is data (the table in
 * expose_file.c): names, and what the office knows about itself.
 */
#ifndef HJ_EXPORT_EXPOSE_FILE_H
#define HJ_EXPORT_EXPOSE_FILE_H

#include "core/case/record.h"
#include "export/expose/expose.h"
#include "export/expose/expose_sound.h"

enum hj_expose_kind {
	HJ_X_NAME, /* as it is written */
	HJ_X_SOUND, /* in another writing */
	HJ_X_NUMBER, /* telephone, document, account, e-mail */
	HJ_X_STAFF,
	HJ_X_ID, /* internal */
	HJ_X_PLACE, /* below the province */
	HJ_X_CELL, /* few persons have all that stands there together */
	HJ_X_META, /* the document says who made it */
	HJ_X_REMARK, /* comments, changes that are tracked */
};

/* In a few English words, to be translated by the caller. */
const char *hj_expose_words(enum hj_expose_kind kind);

struct hj_expose_hit {
	enum hj_expose_kind kind;
	/* Id of the person, else of the element that says it, else NULL: the
	 * file. */
	const char *element;
	uint32_t line;
	const char *text; /* what of the file stands there; never shown */
	size_t n;
};
typedef int hj_expose_hit_fn(void *to, const struct hj_expose_hit *hit,
    struct hj_error *err);

/* A text that may stand in the document: the submitter, and the names of those
 * who may be named. */
typedef int hj_expose_known_fn(void *to, const char *text, size_t n, bool *ret,
    struct hj_error *err);
typedef bool hj_expose_named_fn(void *to, const struct hj_node *person);

struct hj_expose_asking {
	struct hj_expose *text;
	/* The keys of a name, as they are kept; NULL, or none: made anew. */
	struct hj_sound_keys (*keys)(void *to, const char *name, size_t n);
	hj_expose_named_fn *named;
	hj_expose_known_fn *known;
	hj_expose_hit_fn *hit;
	void *to;
};

/* HJ_ENOMEM, HJ_EIO, or what hit returns. */
int hj_expose_file(const struct hj_expose_asking *a, const struct hj_record *r,
    struct hj_error *err) HJ_MUST_CHECK;

/* Of persons who may be named: their names explain what sounds like them. */
int hj_expose_explain(struct hj_expose *text, const struct hj_node *person,
    struct hj_error *err) HJ_MUST_CHECK;

/* The fields of the table, for a test that the schema has them; NULL at the
 * end. */
const char *hj_expose_field(size_t i, const char **parent);

#endif
