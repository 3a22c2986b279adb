#include "export/page/office.h"

int
hj_office_make(const struct hj_document *d, struct hj_buf *to,
    struct hj_error *err)
{
	return hj_document_run(d, HJ_OFFICE_MAGIC, to, err);
}
