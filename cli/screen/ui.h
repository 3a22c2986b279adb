/*
 * ui.h: talk with the person at the terminal; never on stdout.
 *
 * Questions go to /dev/tty.  Without a terminal, or with input that is not
 * one, a missing answer is an error that names the option to give instead.
 * Ctrl-C at any question gives HJ_EINTERRUPTED, with the terminal as it was.
 */
#ifndef HJ_CLI_UI_H
#define HJ_CLI_UI_H

#include "core/base/buf.h"
#include "core/crypto/secret.h"

struct globals;
struct ui;

int ui_new(const struct globals *g, struct ui **ret,
    struct hj_error *err) HJ_MUST_CHECK;
void ui_free(struct ui *u);

/* Can somebody be asked? */
bool ui_is_terminal(const struct ui *u);
/* The terminal, for those who draw on it; -1: there is none. */
int ui_tty(const struct ui *u);

/* A line on stderr; made visible, so that paths and ids may stand in it. */
void ui_say(struct ui *u, const char *fmt, ...) HJ_PRINTF(2, 3);
/* The same for a text of any length, as it is. */
void ui_say_bytes(struct ui *u, const char *p, size_t n);

/* The next candidate for a completion of what is typed: NULL at the end;
 * *state starts at 0.  The result is copied. */
typedef const char *ui_complete_fn(void *to, const char *typed, size_t *state);

/*
 * One line, edited with readline, nothing kept in any history.  complete may
 * be NULL.  Appended to `to` without its newline.  HJ_EINVAL: no terminal;
 * HJ_ENOTFOUND: end of input (Ctrl-D).
 */
int ui_line(struct ui *u, const char *prompt, ui_complete_fn *complete,
    void *with, struct hj_buf *to, struct hj_error *err) HJ_MUST_CHECK;

/* yes or no: --yes answers; HJ_EINVAL without either, naming --yes. */
int ui_confirm(struct ui *u, const char *question, bool *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* The same, but --yes does not answer: for choices, not for warnings. */
int ui_ask(struct ui *u, const char *question, bool *ret,
    struct hj_error *err) HJ_MUST_CHECK;

/* A passphrase, in NFC, not shown.  From --passphrase-fd (its next line) when given,
 * else typed.  HJ_EAUTH: neither. */
int ui_passphrase(struct ui *u, const char *prompt, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* The same from a descriptor, never typed. */
int ui_passphrase_from(struct ui *u, int fd, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* The same typed, never from a descriptor.  HJ_EAUTH: there is no terminal;
 * `missing` (N_()) says what to give instead. */
int ui_passphrase_typed(struct ui *u, const char *prompt, const char *missing,
    struct hj_secret **ret, struct hj_error *err) HJ_MUST_CHECK;
/* A line of recovery words, seen while it is typed; only in guarded memory.
 * HJ_EAUTH: end of input. */
int ui_words_typed(struct ui *u, const char *prompt, struct hj_secret **ret,
    struct hj_error *err) HJ_MUST_CHECK;
/* Once, on the terminal and nowhere else: words to be written down. */
void ui_show_secret(struct ui *u, const char *intro, const struct hj_secret *s);
/* Will the passphrase come from a descriptor? */
bool ui_passphrase_is_piped(const struct ui *u);

/* Say once, on a terminal, that names in arguments stay in shell history. */
void ui_warn_history(struct ui *u);

#endif
