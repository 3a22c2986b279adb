/*
 * petitiondoc.h: the document of a petition, on the way from its records to
 * its format.
 *
 *   petition, case files --export/shown--> what may be shown of them
 *     --export/dossier--> petition XML
 *     --templates/FORM.xsl with words.LANGUAGE.xml--> page XML (export/page/page.h)
 *
 * The language is that of the petition where the style sheets speak it, else
 * English.
 */
#ifndef HJ_CLI_PETITIONDOC_H
#define HJ_CLI_PETITIONDOC_H

#include "cli/petition/petition.h"

/* Petition XML, without the words of the style sheets.  Codes of
 * hj_dossier_build(). */
int petitiondoc_xml(const struct petition *p, int32_t today, struct hj_buf *to,
    struct hj_annex_facts *ret, struct hj_error *err) HJ_MUST_CHECK;
/* Page XML.  HJ_ENOTFOUND: the installation is not whole; HJ_EINVAL: the style
 * sheet, which an organisation may have changed, is wrong. */
int petitiondoc_page(const struct petition *p, int32_t today, struct hj_buf *to,
    struct hj_annex_facts *ret, struct hj_error *err) HJ_MUST_CHECK;

#endif
