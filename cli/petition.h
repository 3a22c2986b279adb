/*
 * petition.h: a petition record and the case files that it names, loaded.
 *
 * Mechanisms are named by the word that people type ("hrc"); the code stored
 * is that of the list `mechanism` ("hrc-ngo").
 */
#ifndef HJ_CLI_PETITION_H
#define HJ_CLI_PETITION_H

#include "cli/casefile.h"
#include "export/annex.h"

struct petition_form {
	const char *word; /* "hrc" */
	const char *code; /* "hrc-ngo" */
	const char *scope; /* that every name needs */
	const char *template; /* "hrc": templates/hrc.html.xsl */
};

/* NULL: no form for that word yet. */
const struct petition_form *petition_form_by_word(const char *word);
const struct petition_form *petition_form_by_code(const char *code);
/* "hrc": the words there are a form for, ", " between. */
const char *petition_words(void);

struct petition {
	struct casefile file; /* of the petition itself */
	const struct petition_form *form;
	struct casefile *cases; /* each once */
	size_t ncases;
	struct hj_annex_victim *victims; /* in the order of the petition */
	size_t *victim_case; /* which of cases each is in */
	size_t nvictims;
};

/* HJ_EINVAL: that id is no petition, or a victim is not in its case;
 * HJ_ENOTFOUND: a case of it is not in the vault; HJ_EREFUSED: one is a
 * follow-up case. */
int petition_load(struct cli *c, const char *name, struct petition *ret,
    struct hj_error *err) HJ_MUST_CHECK;
void petition_clear(struct petition *p);

#endif
