/* How the form looks, and what to do with it afterwards. */
#include "export/form/paper_own.h"

/* Black on white, borders instead of signs that a font may lack. */
const char hj_paper_style[] =
    "@page { size: A4 portrait; margin: 12mm 12mm 12mm 18mm; }\n"
    "* { box-sizing: border-box; }\n"
    "body { margin: 0 auto; max-width: 180mm; color: #000; background: #fff;\n"
    " word-break: keep-all; font: 10pt/1.3 \"Noto Sans CJK KR\", \"Noto Sans KR\", \"Malgun Gothic\",\n"
    " \"Apple SD Gothic Neo\", NanumGothic, Arial, sans-serif; }\n"
    "table.sheet { width: 100%; border-collapse: collapse; }\n"
    "table.sheet + table.sheet, section { break-before: page; }\n"
    "thead { display: table-header-group; }\n"
    "tr { break-inside: avoid; }\n"
    "td { padding: 0; vertical-align: top; }\n"
    ".head { display: flex; justify-content: space-between;\n"
    " align-items: flex-end; border-bottom: 1.5pt solid #000;\n"
    " padding-bottom: 1mm; font-size: 11pt; }\n"
    ".no { font-size: 15pt; letter-spacing: .12em; margin-left: 2mm;\n"
    " font-family: \"Noto Sans Mono CJK KR\", \"DejaVu Sans Mono\", Consolas,\n"
    " \"Courier New\", monospace; }\n"
    ".kn td { font-size: 7.5pt; text-align: center; line-height: 1.1;\n"
    " padding: .5mm 0; width: 12mm; }\n"
    ".kn td:first-child { width: auto; }\n"
    ".q > td:first-child { width: 8mm; font-weight: bold; }\n"
    ".q > td { padding: 1mm 0 1.2mm; border-bottom: .4pt solid #000; }\n"
    ".r > td { vertical-align: bottom; }\n"
    ".q > td:nth-child(n+3) { width: 12mm; text-align: center; }\n"
    ".q > td:nth-child(n+3) > i, .t > i { display: inline-block;\n"
    " width: 3.6mm; height: 3.6mm; border: .8pt solid #000; }\n"
    ".t { display: inline-block; margin-right: 4mm; padding-left: 5mm;\n"
    " text-indent: -5mm; break-inside: avoid; }\n"
    ".t > i { vertical-align: -.5mm; margin-right: 1.4mm; }\n"
    ".t, .t > i { text-align: left; }\n"
    ".g { columns: 3; column-gap: 3mm; }\n"
    ".g .t { display: block; margin-right: 0; }\n"
    ".b { display: inline-block; white-space: nowrap; margin: 0 1.5mm; }\n"
    ".b > i { display: inline-block; width: 6mm; height: 7mm;\n"
    " border: .8pt solid #000; margin-right: -.8pt; vertical-align: bottom; }\n"
    ".d { padding-top: .6mm; }\n"
    ".d .t { margin-right: 3mm; }\n"
    ".l { height: 7.6mm; border-bottom: .4pt dotted #000; }\n"
    ".o { display: flex; align-items: flex-end; gap: 2mm; }\n"
    ".o > .ask { max-width: 60%; }\n"
    ".o > b, .two b { flex: 1; height: 7mm; margin-left: 1mm;\n"
    " border-bottom: .4pt solid #000; }\n"
    ".two { display: flex; gap: 6mm; }\n"
    ".two > span { flex: 1; display: flex; align-items: flex-end; }\n"
    ".s td { font-size: 11.5pt; font-weight: bold; padding: 3mm 0 .6mm;\n"
    " border-bottom: 1pt solid #000; }\n"
    ".s { break-after: avoid; }\n"
    ".s small { font-weight: normal; font-size: 9pt; }\n"
    ".ask { font-weight: bold; }\n"
    ".ask small { font-weight: normal; font-size: 9pt; }\n"
    ".turn td { padding: 1.5mm 0; font-weight: bold;\n"
    " border-bottom: .4pt solid #000; }\n"
    ".first td { padding: 1.5mm 0 2mm; }\n"
    ".first p { margin: 0 0 1mm; }\n"
    ".say { border: .8pt solid #000; padding: 1mm 2mm; }\n"
    "section li { margin-bottom: 2mm; }\n"
    "@media screen { body { padding: 10mm; max-width: 200mm; } }\n";

void
hj_print_advice(struct hj_print *p)
{
	static const char *const advice[] = {
		HJ_N_("Print on one side only: sheet A must come off by itself."),
		HJ_N_("Take sheet A off before you leave the room. Carry and keep it apart from sheet B: another bag, another folder, better another person."),
		HJ_N_("The number joins the two. Write it on every page of both sheets, and on nothing else; never the number of a case file, never a name as a file name."),
		HJ_N_("Never write down a resident registration number. Do not photograph the sheets: the picture stays in the telephone."),
		HJ_N_("A date as it is told: leave empty what they do not know. Ask for Korean dates whether they are lunar."),
		HJ_N_("What is not known and what was not answered are different things: tick it at the right. No tick means: not asked."),
		HJ_N_("Type both sheets into hanji on the same day: 'hanji add' asks in the same order ('hanji add --full' for the full interview). Read it back against the paper."),
		HJ_N_("Then destroy sheet B: cut it crosswise or burn it. If the signature on sheet A is needed, scan the sheet without a telephone, keep it with 'hanji attach', and destroy the paper as well."),
		HJ_N_("A sheet that is lost endangers people: tell your office at once which of the two it was, and its number."),
	};

	hj_print_raw(p, "<section><h2>");
	hj_print_said(p, HJ_N_("How to handle these sheets"));
	hj_print_raw(p, "</h2><ol>\n");
	for (size_t i = 0; i < HJ_LEN(advice); i++) {
		hj_print_raw(p, "<li>");
		hj_print_said(p, advice[i]);
		hj_print_raw(p, "</li>\n");
	}
	hj_print_raw(p, "</ol></section>\n");
}
