#include <string.h>

#include "core/base/text.h"
#include "core/sense/sense_own.h"

/* A character as these rules see it: a digit of either width, a hyphen of any
 * kind, a Latin capital, a mark that stands between the digits of a telephone
 * number; everything else is nothing. */
enum sort { OTHER, DIGIT, HYPHEN, CAPITAL, BETWEEN, PLUS };

struct glyph {
	enum sort sort;
	unsigned digit;
};

static struct glyph
glyph_of(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (struct glyph){ DIGIT, (unsigned)(c - '0') };
	if (c >= 0xff10 && c <= 0xff19)
		return (struct glyph){ DIGIT, (unsigned)(c - 0xff10) };
	if (c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ||
	    c == 0xff0d)
		return (struct glyph){ HYPHEN, 0 };
	if ((c >= 'A' && c <= 'Z') || (c >= 0xff21 && c <= 0xff3a))
		return (struct glyph){ CAPITAL, 0 };
	if (c == ' ' || c == '.' || c == '(' || c == ')')
		return (struct glyph){ BETWEEN, 0 };
	if (c == '+' || c == 0xff0b)
		return (struct glyph){ PLUS, 0 };
	return (struct glyph){ OTHER, 0 };
}

/* ---- six digits in a row, before anything is taken apart ---- */

static bool
ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Of six in a row one stands at every sixth byte; wide ones begin with the
 * byte that begins hardly anything else in such texts. */
static bool
may_hold_number(const char *p, size_t n)
{
	for (size_t i = 5; i < n; i += 6)
		if (ascii_digit(p[i]))
			return true;
	return memchr(p, 0xef, n) != NULL;
}

/* ---- numbers ---- */

/* A number while it is read: digits, with single marks between them. */
struct run {
	unsigned digit[16]; /* the first of them */
	size_t n;
	size_t hyphen; /* digits before its only hyphen; 0: none */
	size_t hyphens, blanks; /* between its digits */
	size_t marks, waiting; /* since the last digit; hyphens of them */
	size_t capitals; /* that it follows at once */
	bool plus; /* that it follows at once */
};

struct found {
	bool resident, passport, phone;
};

/* YYMMDD, a hyphen perhaps, then the century: 1 to 4 of citizens, 5 to 8 of
 * foreigners. */
static bool
is_resident(const struct run *r)
{
	unsigned month = r->digit[2] * 10 + r->digit[3];
	unsigned day = r->digit[4] * 10 + r->digit[5];

	if (r->n != 13 || r->hyphens > 1 || (r->hyphens == 0 && r->blanks > 0))
		return false;
	return (r->hyphens == 0 || r->hyphen == 6) && month >= 1 &&
	    month <= 12 && day >= 1 && day <= 31 && r->digit[6] >= 1 &&
	    r->digit[6] <= 8;
}

/* With a plus or a zero in front, or a Chinese mobile number: dates and
 * numbers of people have neither. */
static bool
is_phone(const struct run *r)
{
	if (r->n < 9 || r->n > 15)
		return false;
	return r->plus || r->digit[0] == 0 ||
	    (r->n == 11 && r->digit[0] == 1 && r->digit[1] >= 3);
}

static void
end_run(struct run *r, struct found *f)
{
	if (is_resident(r))
		f->resident = true;
	else if ((r->capitals == 1 || r->capitals == 2) && r->n >= 7 &&
	    r->n <= 9 && r->hyphens + r->blanks == 0)
		f->passport = true;
	else if (r->capitals == 0 && is_phone(r))
		f->phone = true;
	*r = (struct run){ .n = 0 };
}

/* Marks count when a digit follows them. */
static void
add_digit(struct run *r, unsigned digit)
{
	if (r->waiting != 0 && r->hyphens == 0)
		r->hyphen = r->n;
	r->hyphens += r->waiting;
	r->blanks += r->marks - r->waiting;
	r->marks = r->waiting = 0;
	if (r->n < HJ_LEN(r->digit))
		r->digit[r->n] = digit;
	r->n++;
}

/* " - " is one mark; more end a number. */
static void
add_mark(struct run *r, struct found *f, enum sort sort)
{
	if (r->n == 0)
		return;
	r->waiting += sort == HYPHEN;
	if (++r->marks > 3)
		end_run(r, f);
}

static void
scan(const char *p, size_t n, struct found *f)
{
	struct run r = { .n = 0 };
	size_t capitals = 0;
	bool plus = false;

	for (size_t i = 0; i < n;) {
		uint32_t c = 0;
		size_t len = hj_text_decode(p + i, n - i, &c);
		struct glyph g = glyph_of(c);

		i += len != 0 ? len : 1;
		if (g.sort == DIGIT) {
			if (r.n == 0) {
				r.capitals = capitals;
				r.plus = plus;
			}
			add_digit(&r, g.digit);
		} else if (g.sort == HYPHEN || g.sort == BETWEEN) {
			add_mark(&r, f, g.sort);
		} else {
			end_run(&r, f);
		}
		capitals = g.sort == CAPITAL ? capitals + 1 : 0;
		plus = g.sort == PLUS || (plus && g.sort == BETWEEN);
	}
	end_run(&r, f);
}

/* ---- words that mean nothing ---- */

static bool
is_blank(const char *p, size_t n)
{
	for (size_t i = 0; i < n;) {
		uint32_t c = 0;
		size_t len = hj_text_decode(p + i, n - i, &c);

		if (c != ' ' && c != '\n' && c != 0xa0 && c != 0x3000 &&
		    (c < 0x2000 || c > 0x200b))
			return false;
		i += len != 0 ? len : 1;
	}
	return true;
}

static bool
is_stopgap(const char *p, size_t n)
{
	static const char *const words[] = { "-", "--", "?", "??", "???", "n/a",
		"N/A", "unknown", "Unknown", "UNKNOWN", "모름", "미상", "불명",
		"알 수 없음", "不详", "不明" };

	for (size_t i = 0; i < HJ_LEN(words); i++)
		if (strlen(words[i]) == n && memcmp(words[i], p, n) == 0)
			return true;
	return false;
}

/* ---- one text ---- */

/* May anybody read it, or is it meant to be read by anybody? */
static bool
is_public(const struct hj_node *leaf)
{
	const char *class = hj_node_value(leaf->parent, "class");

	if (leaf->def->value != HJ_V_FREE)
		return false;
	return (class != NULL && strcmp(class, "public") == 0) ||
	    hj_node_conf(leaf) == HJ_PUBLIC;
}

static int
numbers(struct hj_sense *s, const struct hj_node *leaf)
{
	struct found f = { .resident = false };
	int rc = HJ_OK;

	if (!may_hold_number(leaf->text, leaf->text_len))
		return HJ_OK;
	scan(leaf->text, leaf->text_len, &f);
	if (f.resident)
		rc = hj_check_warn(&s->c, leaf, HJ_NATTRS, "resident-number",
		    "this looks like a resident registration number, which the law does not allow to keep");
	if (rc != HJ_OK || !(f.passport || f.phone) || !is_public(leaf))
		return rc;
	if (f.passport &&
	    (rc = hj_check_warn(&s->c, leaf, HJ_NATTRS, "passport-number",
		 "this public text holds what looks like the number of a passport")) !=
		HJ_OK)
		return rc;
	if (!f.phone)
		return HJ_OK;
	return hj_check_warn(&s->c, leaf, HJ_NATTRS, "phone-number",
	    "this public text holds what looks like a telephone number");
}

int
hj_sense_text(struct hj_sense *s, const struct hj_node *leaf)
{
	const char *p = leaf->text;
	size_t n = leaf->text_len;

	if (p == NULL)
		return HJ_OK;
	/* Only what begins so can be one. */
	if ((*p == ' ' || *p == '\n' || (*p & 0x80) != 0) && is_blank(p, n))
		return hj_check_fault(&s->c, leaf, HJ_NATTRS, "blank",
		    "the text holds nothing but blanks");
	if (n <= 16 && is_stopgap(p, n))
		return hj_check_warn(&s->c, leaf, HJ_NATTRS, "unknown-as-text",
		    "this is written as if it were a value, but says that it is not known");
	return numbers(s, leaf);
}
