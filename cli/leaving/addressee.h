/*
 * addressee.h: for whom a signature says that something was written.
 *
 * The trusted comment of hanji ends in "; to" and the age keys of whoever it
 * is sealed to, "passphrase", or "anybody".  The words are signed, so that a
 * file for one office that is sealed once more for another does not pass for
 * one that was written to that other.
 */
#ifndef HJ_CLI_ADDRESSEE_H
#define HJ_CLI_ADDRESSEE_H

#include <stddef.h>

enum addressee {
	ADDRESSEE_ANYBODY, /* names no keys */
	ADDRESSEE_HERE, /* names this one */
	ADDRESSEE_OTHERS, /* names keys, and not this one */
};

/* n bytes of a comment; key "age1...", or "": none is at hand. */
enum addressee addressee_is(const char *comment, size_t n, const char *key);

#endif
