#include <stdarg.h>
#include <stdio.h>

#include "core/vault/report.h"

/* The formats are literals of ours or a translation that msgfmt -c checked. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

int
hj_report(struct hj_report *r, enum hj_finding finding, const char *what,
    struct hj_error *err, const char *object, ...)
{
	char name[160];
	struct hj_damage d = { .object = name,
		.what = hj_said(err, what),
		.tampered = finding == HJ_FOUND_TAMPERED ||
		    finding == HJ_FOUND_ROLLBACK,
		.notice = finding == HJ_FOUND_NOTICE };
	va_list ap;

	va_start(ap, object);
	(void)vsnprintf(name, sizeof(name), hj_said(err, object), ap);
	va_end(ap);
	if (finding == HJ_FOUND_ROLLBACK)
		r->rollbacks++;
	else if (finding != HJ_FOUND_NOTICE)
		r->damaged++;
	return r->fn != NULL ? r->fn(r->to, &d, err) : HJ_OK;
}

int
hj_report_short(const struct hj_error *why, struct hj_error *err)
{
	return why->code == HJ_ENOMEM ? hj_fail(err, HJ_ENOMEM, "%s", why->text)
				      : HJ_OK;
}

int
hj_report_end(const struct hj_report *r, struct hj_error *err)
{
	if (r->damaged != 0)
		return hj_fail(err, HJ_ECORRUPT,
		    "%llu objects are damaged or were tampered with",
		    (unsigned long long)r->damaged);
	if (r->rollbacks != 0)
		return hj_fail(err, HJ_EREFUSED,
		    "the vault is whole but older than it was: a copy was put "
		    "in its place");
	return HJ_OK;
}
