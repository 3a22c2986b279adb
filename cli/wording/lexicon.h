/*
 * lexicon.h: the code lists with what the vault adds to them.
 *
 * Read once, when the first is asked for.  Where no vault is open, or it adds
 * nothing to a list, that is the list itself.
 */
#ifndef HJ_CLI_LEXICON_H
#define HJ_CLI_LEXICON_H

#include "cli/cli.h"
#include "core/vault/codebook.h"
#include "core/vocab/vocab.h"

struct lexicon;

/* The codes of the vault's own.  HJ_ECORRUPT. */
int lexicon_book(struct cli *c, const struct hj_codebook **ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The list of that name; NULL: none.  A book that cannot be read adds
 * nothing here: storing a case file, or 'codes', says so. */
const struct hj_list *lexicon_list(struct cli *c, const char *name);
/* HJ_ENOMEM: a list was given without its own codes. */
int lexicon_is_whole(const struct cli *c, struct hj_error *err) HJ_MUST_CHECK;

/* The book has changed. */
void lexicon_forget(struct cli *c);

#endif
