/*
 * saxcase.h: an exchange file into the canonical bytes of its cases, straight
 * through libxml2, for the floor and for the database beside it.
 *
 * What a catalogue wants of a case lies in `notes`, one after another; how
 * long each is, and which, in `note`: 'n' a name, 'c' a code.  Dates lie apart,
 * with blanks between.
 */
#ifndef HJ_TESTS_SAXCASE_H
#define HJ_TESTS_SAXCASE_H

#include <stddef.h>
#include <stdint.h>

#define SAXCASE_MAX ((size_t)4 << 20)
#define SAXCASE_NOTES 256

struct saxcase {
	uint8_t id[10];
	const uint8_t *bytes;
	size_t n;
	const uint8_t *notes;
	struct saxcase_note {
		char what;
		uint16_t len;
	} note[SAXCASE_NOTES];
	size_t nnotes, notes_len, dates_len;
	char dates[2048];
};

typedef void saxcase_fn(void *to, const struct saxcase *c);

/* Each case of the file; the SHA-256 of the file is computed on the way.
 * Whatever goes wrong ends the program. */
void saxcase_read(const char *file, saxcase_fn *each, void *to);

#endif
