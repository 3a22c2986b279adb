/*
 * xml.h: case files to the XML exchange format (format.md 5 and 6).
 *
 *   <x:exchange xmlns:x="urn:hanji:exchange:1" version="1" ...>
 *   <x:record digest="hex" parents="hex hex" ancestors="hex hex" join="yes"
 *     salt="hex">
 *   <case xmlns="urn:hanji:case:1" ...>...</case>
 *   </x:record>
 *   </x:exchange>
 *
 * The canonical bytes of each file are copied as they are, so that cutting
 * one out and canonicalising it gives them back.  Nothing is kept in memory
 * but the record at hand: an export is as large as the disk allows.
 */
#ifndef HJ_EXPORT_XML_H
#define HJ_EXPORT_XML_H

#include "core/base/buf.h"
#include "core/case/digest.h"

#define HJ_EXCHANGE_VERSION "1"

/* A non-zero return stops the export and is returned. */
typedef int
hj_export_fn(void *to, const uint8_t *p, size_t n, struct hj_error *err);

/* What the file says of itself.  NULL: left out. */
struct hj_exchange {
	const char *created; /* UTC, YYYY-MM-DDThh:mm:ssZ */
	const char *producer;
	const char *purpose;
	const char *scope; /* "own" or a code of the list consent-scope */
	const char *recipient;
	bool pseudonymised; /* then no digest, parents or salt is written */
};

struct hj_exchange_record {
	const uint8_t *bytes; /* canonical */
	size_t n;
	const uint8_t *digest; /* HJ_DIGEST_BYTES, or NULL */
	const uint8_t (*parents)[HJ_DIGEST_BYTES];
	size_t nparents;
	const uint8_t *ancestors; /* nancestors x HJ_DIGEST_BYTES */
	size_t nancestors;
	bool join; /* it only joins its parents */
	const uint8_t *salt_key; /* HJ_SALT_KEY_BYTES, or NULL: the list */
	const uint8_t *salts; /* nsalts x HJ_SALT_BYTES */
	size_t nsalts;
};

/* An export that is being written; open it with hj_xml_open(), put records,
 * close it.  The struct owns a buffer until hj_xml_clear(). */
struct hj_xml {
	hj_export_fn *write;
	void *to;
	bool bare; /* pseudonymised */
	struct hj_buf buf;
};

/* Codes are those of `write`, HJ_ENOMEM, and HJ_EINVAL for a text that may
 * not stand in an attribute.  After an error what was written is no whole
 * file: the caller throws it away. */
int hj_xml_open(struct hj_xml *x, hj_export_fn *write, void *to,
    const struct hj_exchange *e, struct hj_error *err) HJ_MUST_CHECK;
int hj_xml_put(struct hj_xml *x, const struct hj_exchange_record *r,
    struct hj_error *err) HJ_MUST_CHECK;
int hj_xml_close(struct hj_xml *x, struct hj_error *err) HJ_MUST_CHECK;
void hj_xml_clear(struct hj_xml *x);

#endif
