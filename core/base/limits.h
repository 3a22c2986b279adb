/*
 * limits.h: every ceiling, in one place, with its reason.
 *
 * A size that a file or a person can choose is compared with one of these
 * before memory is asked for.
 */
#ifndef HJ_CORE_LIMITS_H
#define HJ_CORE_LIMITS_H

#include <stddef.h>
#include <stdint.h>

/* A case file: format.md 6.  A 3 MB narrative fits; a book does not. */
#define HJ_CASE_MAX ((size_t)4 << 20)
#define HJ_CASE_DEPTH 64
#define HJ_TAG_ATTRS 64
#define HJ_TAG_MAX ((size_t)16 << 10)

/* Namespaces in scope inside `ext`: a real form has a handful, and the reader
 * looks each prefix up among them. */
#define HJ_CASE_PREFIXES 64

/* Versions of a case side by side, and so the parents of one that joins them:
 * more laptops than that do not change one case between two meetings. */
#define HJ_HEADS_MAX 8

/* Changes before a revision that are told to another device: of those it
 * looks for the nearest that it has.  Two laptops that met within the last
 * hundred changes of a case find each other; 16 KiB of a tag hold 250. */
#define HJ_ANCESTORS_MAX 128
/* Accounts of one thing that are compared with each other, each with each: a
 * file made to have more keeps nobody waiting. */
#define HJ_ACCOUNTS_MAX 1000

/* A stored record: the largest case, its salts (16 bytes an element, and an
 * element takes at least 7 bytes), its parents, rounded up. */
#define HJ_RECORD_MAX ((size_t)16 << 20)

/* Where the logs stand (loghead.h): 256 devices with 64 nodes each, 256
 * statements of the roll, rounded up. */
#define HJ_LOG_HEAD_MAX ((size_t)1 << 20)

/* A page of the catalogue, the keys or the log, as stored (four LMDB pages). */
#define HJ_PAGE_STORED 16368

/* The readable detail of a log entry (reason, element ids): an entry must fit
 * into half a page. */
#define HJ_DETAIL_MAX ((size_t)6 << 10)

/* Codes that an organisation added itself: more than that and nobody finds
 * the right one.  A label has to fit into a line of a table. */
#define HJ_CODEBOOK_MAX 1024
#define HJ_LABEL_MAX 200

/* A question about the rows of a list, and how many of them a vault keeps under
 * a name: what somebody types, and remembers. */
#define HJ_WHERE_MAX 2048
#define HJ_SEARCHES_MAX 256

/* Cases under a legal hold, in memory: eighty thousand. */
#define HJ_LEGALHOLDS_MAX ((size_t)4 << 20)

/* Argon2id: below the floor a stolen disk is guessed too cheaply; above the
 * ceiling a hostile header could stop the machine (security.md 1, T16). */
#ifdef HJ_CHEAP_PASSPHRASES /* never in what is installed: see the Makefile */
#define HJ_KDF_MEM_MIN ((uint64_t)1 << 20)
#else
#define HJ_KDF_MEM_MIN ((uint64_t)64 << 20)
#endif
#define HJ_KDF_MEM_MAX ((uint64_t)4 << 30)
#define HJ_KDF_OPS_MIN 2
#define HJ_KDF_OPS_MAX 16

/* An age file: its header (the stanza of a recipient has 110 bytes, one of a
 * post-quantum recipient 1,600), to how many we seal, and log2 of what scrypt
 * may take on opening, in KiB: stock age writes 18, 256 MiB. */
#define HJ_AGE_HEADER_MAX ((size_t)64 << 10)
#define HJ_AGE_RECIPIENTS_MAX 64
#define HJ_AGE_WORK_MAX 20

/* What came sealed is opened in memory before it is read: 10^5 case files have
 * 300 MB of XML. */
#define HJ_OPENED_MAX ((uint64_t)1 << 30)

/* Of a package that comes in, two things are in memory at once: its file, up to
 * the gigabyte above, most of it attachments, and all its case files as one
 * exchange file.  That holds nothing that the files of these cases do not hold, so
 * that whoever makes a package can weigh it.  A package has at most 100,000 files,
 * four for a case: 24,000 cases of 10 KB each with salts and proof. */
#define HJ_EXCHANGED_MAX ((uint64_t)256 << 20)
#define HJ_PACKAGE_CASES 24000

/* A date: members of a set, and its text (a set of 32 long ranges fits). */
#define HJ_EDTF_MEMBERS 32
#define HJ_EDTF_TEXT_MAX 4096

/* Years: 10^15 times 366 days fits an int64_t and is past any history. */
#define HJ_YEAR_MAX INT64_C(1000000000000000)

/* One line of text typed by a person or read from a field. */
#define HJ_LINE_MAX ((size_t)64 << 10)

/* A message or a line of output built in memory. */
#define HJ_TEXT_MAX ((size_t)8 << 20)

#endif
