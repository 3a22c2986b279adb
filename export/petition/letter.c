#include "export/petition/letter.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/case/datesay.h"

/* What is said, in both languages. */
struct words {
	const char *to, *date, *subject, *got, *whole, *submission, *referral,
	    *reference, *file, *named, *not_named, *since, *ask, *thanks, *from;
};

static const struct words english = {
	.to = "To: %s\n",
	.date = "Date: ",
	.subject = "\nWithdrawal of consent\n\n",
	.got = "We gave you the following:\n\n",
	.whole = ", a case file",
	.submission = ", a submission",
	.referral = ", what we told you when we referred somebody to you",
	.reference = ", your reference %s",
	.file = "\n  SHA-256 of the file: %s",
	.named = "\n%s, who is named in it, has withdrawn the consent to that",
	.not_named =
	    "\nOne of the persons in it has withdrawn the consent to that; we tell you on request\nwhich part is meant",
	.since = " (%s)",
	.ask =
	    ".\n\nWe therefore ask you\n\n"
	    "- not to use or pass on the name, or details by which the person can be\n  recognised, any further;\n"
	    "- to take them out of your files, lists and publications, or to put a letter or\n  number in their place;\n"
	    "- to ask the same of those to whom you passed them on;\n"
	    "- to tell us in writing what was done, and what cannot be done.\n\n"
	    "Please do not tell anybody outside your office that consent was withdrawn, nor by\nwhom: that alone can put people in danger.\n",
	.thanks = "\nWith thanks for your help,\n\n",
	.from = "________________________________\n",
};

static const struct words korean = {
	.to = "수신: %s\n",
	.date = "날짜: ",
	.subject = "\n제목: 동의 철회에 따른 조치 요청\n\n",
	.got = "저희는 귀측에 다음 자료를 제공하였습니다.\n\n",
	.whole = ", 사건 기록",
	.submission = ", 진정서",
	.referral = ", 의뢰하면서 알려 드린 내용",
	.reference = ", 귀측 문서번호 %s",
	.file = "\n  파일의 SHA-256: %s",
	.named =
	    "\n위 자료에 이름이 실린 %s 님이 이에 대한 동의를 철회하였습니다",
	.not_named =
	    "\n위 자료에 실린 한 사람이 이에 대한 동의를 철회하였습니다. 해당 부분은 요청하시면\n알려 드리겠습니다",
	.since = " (%s)",
	.ask =
	    ".\n\n이에 다음과 같이 요청합니다.\n\n"
	    "- 이름과, 누구인지 알아볼 수 있는 내용을 더는 이용하거나 제공하지 말아 주십시오.\n"
	    "- 보유하신 기록, 명단, 간행물에서 삭제하거나 기호 또는 번호로 바꾸어 주십시오.\n"
	    "- 이를 다시 제공받은 곳에도 같은 조치를 요청하여 주십시오.\n"
	    "- 조치한 내용과 조치할 수 없는 내용을 서면으로 알려 주십시오.\n\n"
	    "동의가 철회된 사실과 철회한 사람은 귀 기관 밖에 알리지 말아 주십시오. 그 사실만으로도\n사람이 위험해질 수 있습니다.\n",
	.thanks = "\n협조에 감사드립니다.\n\n",
	.from = "________________________________\n",
};

/* A format of the tables, which has one %s. */
static int
say(struct hj_buf *to, const char *format, const char *value,
    struct hj_error *err)
{
	const char *at = strstr(format, "%s");

	if (at == NULL ||
	    hj_buf_add(to, format, (size_t)(at - format), err) != HJ_OK ||
	    hj_buf_puts(to, value, err) != HJ_OK)
		return (int)err->code;
	return hj_buf_puts(to, at + 2, err);
}

static int
say_day(struct hj_buf *to, const struct hj_letter *l, const char *day,
    struct hj_error *err)
{
	return hj_date_say_text(day, strlen(day), NULL, l->korean, to, err);
}

static const char *
what(const struct words *w, const struct hj_letter_item *i)
{
	if (i->referral)
		return w->referral;
	return i->whole ? w->whole : w->submission;
}

static int
item(struct hj_buf *to, const struct hj_letter *l, const struct words *w,
    const struct hj_letter_item *i, struct hj_error *err)
{
	if (hj_buf_puts(to, "- ", err) != HJ_OK ||
	    (strcmp(i->day, "?") == 0 ? hj_buf_putc(to, '?', err)
				      : say_day(to, l, i->day, err)) != HJ_OK ||
	    hj_buf_puts(to, what(w, i), err) != HJ_OK ||
	    (i->reference[0] != '\0' &&
		say(to, w->reference, i->reference, err) != HJ_OK) ||
	    (i->sha256[0] != '\0' && say(to, w->file, i->sha256, err) != HJ_OK))
		return (int)err->code;
	return hj_buf_putc(to, '\n', err);
}

static int
withdrawal(struct hj_buf *to, const struct hj_letter *l, const struct words *w,
    struct hj_error *err)
{
	struct hj_buf day = HJ_BUF(HJ_LINE_MAX);
	const char *text;
	int rc = l->name != NULL ? say(to, w->named, l->name, err)
				 : hj_buf_puts(to, w->not_named, err);

	if (rc == HJ_OK && l->withdrawn != NULL &&
	    (rc = say_day(&day, l, l->withdrawn, err)) == HJ_OK &&
	    (rc = hj_buf_text(&day, &text, err)) == HJ_OK)
		rc = say(to, w->since, text, err);
	hj_buf_clear(&day);
	return rc;
}

int
hj_letter_build(const struct hj_letter *l, struct hj_buf *to,
    struct hj_error *err)
{
	const struct words *w = l->korean ? &korean : &english;

	if (say(to, w->to, l->recipient, err) != HJ_OK ||
	    hj_buf_puts(to, w->date, err) != HJ_OK ||
	    say_day(to, l, l->today, err) != HJ_OK ||
	    hj_buf_putc(to, '\n', err) != HJ_OK ||
	    hj_buf_puts(to, w->subject, err) != HJ_OK ||
	    hj_buf_puts(to, w->got, err) != HJ_OK)
		return (int)err->code;
	for (size_t i = 0; i < l->nitems; i++)
		if (item(to, l, w, &l->items[i], err) != HJ_OK)
			return (int)err->code;
	if (withdrawal(to, l, w, err) != HJ_OK ||
	    hj_buf_puts(to, w->ask, err) != HJ_OK ||
	    hj_buf_puts(to, w->thanks, err) != HJ_OK ||
	    hj_buf_puts(to, l->from != NULL ? l->from : w->from, err) != HJ_OK)
		return (int)err->code;
	return l->from != NULL ? hj_buf_putc(to, '\n', err) : HJ_OK;
}
