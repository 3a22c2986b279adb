<?xml version="1.0" encoding="UTF-8"?>
<!-- A page (export/page/page.h) as self-contained HTML: no script, nothing loaded
     from anywhere, prints on A4, upright or across. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:svg="http://www.w3.org/2000/svg" exclude-result-prefixes="svg">
<xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat" indent="no"/>
<xsl:strip-space elements="page fields field table head row list figure"/>

<xsl:template match="/page">
<html lang="{@lang}">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="referrer" content="no-referrer"/>
<meta name="viewport" content="width=device-width"/>
<title><xsl:value-of select="@title"/></title>
<style>
<xsl:choose>
  <xsl:when test="@across = 'yes'">@page { size: A4 landscape; margin: 14mm 14mm 12mm; }</xsl:when>
  <xsl:otherwise>@page { size: A4; margin: 20mm 20mm 14mm; }</xsl:otherwise>
</xsl:choose>
body { font: 10pt/1.45 "Noto Sans", "Noto Sans CJK KR", "Malgun Gothic", "Noto Sans Thai", "Noto Sans Lao", sans-serif;
  margin: 2em auto; padding: 0 1.5em; max-width: <xsl:choose><xsl:when test="@across = 'yes'">75em</xsl:when><xsl:otherwise>46em</xsl:otherwise></xsl:choose>; color: #111; overflow-wrap: break-word; }
<xsl:if test="@lang = 'ko'">body { word-break: keep-all; }
</xsl:if>h1 { font-size: 15pt; line-height: 1.25; margin: 0 0 .5em; }
h2 { font-size: 12pt; margin: 1.3em 0 .4em; }
h3 { font-size: 10.5pt; margin: 1.1em 0 .3em; }
h1, h2, h3 { page-break-after: avoid; break-after: avoid; }
p { margin: 0 0 .7em; orphans: 2; widows: 2; }
p.about { color: #333; }
p.small { font-size: 8.5pt; color: #333; }
p.quote { margin-left: 1.5em; margin-right: 1.5em; }
p.right { text-align: right; }
p.banner { position: fixed; left: 0; right: 0; bottom: 0; margin: 0; padding: .25em; text-align: center;
  font-weight: bold; letter-spacing: .04em; border-top: 1px solid #a00; color: #a00; background: #fff; }
p.first { font-weight: bold; color: #a00; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 0 0 1.2em; }
thead { display: table-header-group; }
tr { page-break-inside: avoid; break-inside: avoid; }
th, td { border: 1px solid #999; padding: .25em .4em; text-align: left; vertical-align: top; font-size: 9pt; line-height: 1.35; }
th { background: #eee; font-weight: 600; }
td.n { text-align: right; }
td.empty { color: #666; }
tr.withheld td { background: #f7f7f7; }
/* A form: its answers may be longer than a page. */
table.form tr { page-break-inside: auto; break-inside: auto; }
table.form tr:first-child:not(:last-child) { page-break-after: avoid; break-after: avoid; }
table.form tr:last-child:not(:first-child) { page-break-before: avoid; break-before: avoid; }
table.form th, table.form td { border-width: 1px 0; border-color: #bbb; font-size: 10pt; padding: .35em .5em .35em 0; }
table.form th { background: none; font-weight: 600; }
table.form th.n { font-weight: normal; color: #555; }
table.form p { margin: 0 0 .25em; }
p.blank { border-bottom: 1px dotted #555; height: 1.4em; }
/* All of it is one cell, so that its foot, which is repeated on every page,
   leaves room for the banner. */
table.sheet, table.sheet > tbody, table.sheet > tbody > tr, table.sheet > tbody > tr > td { display: block; margin: 0; border: 0; padding: 0; font-size: 10pt; line-height: 1.45; }
table.sheet > tfoot { display: none; }
ol, ul { margin: 0 0 .8em; padding-left: 1.8em; }
li { margin-bottom: .25em; }
li { page-break-inside: avoid; break-inside: avoid; }
li:first-child { page-break-after: avoid; break-after: avoid; } li:last-child { page-break-before: avoid; break-before: avoid; }
code { font-family: "Noto Sans Mono CJK KR", "Noto Sans Mono", "DejaVu Sans Mono", Consolas, monospace; }
figure { margin: 0 0 1em; page-break-inside: avoid; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; }
sup { line-height: 0; font-size: 75%; }
section.notes { border-top: 1px solid #999; margin-top: 1.5em; padding-top: .5em; font-size: 8.5pt; }
section.notes p { margin: 0 0 .3em; }
body > *:last-child { margin-bottom: 3.5em; }
.break { page-break-before: always; break-before: page; height: 0; margin: 0; border: 0; }
@media print { body { margin: 0; padding: 0; max-width: none; }
  table.sheet { display: table; } table.sheet > tbody { display: table-row-group; } table.sheet > tbody > tr { display: table-row; page-break-inside: auto; break-inside: auto; }
  table.sheet > tbody > tr > td { display: table-cell; } table.sheet > tfoot { display: table-footer-group; }
  table.sheet > tfoot td { border: 0; padding: 0; height: 2em; } }
</style>
</head>
<body>
<xsl:if test="banner">
<p class="banner" aria-hidden="true"><xsl:value-of select="banner"/></p>
<p class="first"><xsl:value-of select="banner"/></p>
</xsl:if>
<table class="sheet">
<tfoot><tr><td></td></tr></tfoot>
<tbody><tr><td>
<xsl:apply-templates select="*[not(self::banner)]"/>
<xsl:if test="//note">
<section class="notes">
<xsl:for-each select="//note">
<p><sup><xsl:value-of select="position()"/></sup><xsl:text> </xsl:text><xsl:apply-templates/></p>
</xsl:for-each>
</section>
</xsl:if>
</td></tr></tbody>
</table>
</body>
</html>
</xsl:template>

<xsl:template match="h[@level = '1']"><h1><xsl:apply-templates/></h1></xsl:template>
<xsl:template match="h[@level = '2']"><h2><xsl:apply-templates/></h2></xsl:template>
<xsl:template match="h"><h3><xsl:apply-templates/></h3></xsl:template>

<xsl:template match="p">
<p><xsl:copy-of select="@class"/><xsl:apply-templates/></p>
</xsl:template>

<xsl:template match="b"><strong><xsl:apply-templates/></strong></xsl:template>
<xsl:template match="i"><em><xsl:apply-templates/></em></xsl:template>
<xsl:template match="code"><code><xsl:apply-templates/></code></xsl:template>
<xsl:template match="br"><br/></xsl:template>
<xsl:template match="note"><sup><xsl:number level="any"/></sup></xsl:template>

<xsl:template match="fields">
<table class="form">
<xsl:if test="field/@n"><col style="width: 7%"/></xsl:if>
<col style="width: 31%"/>
<col/>
<tbody><xsl:apply-templates select="field"/></tbody>
</table>
</xsl:template>

<xsl:template match="field">
<tr>
  <xsl:if test="../field/@n"><th class="n"><xsl:value-of select="@n"/></th></xsl:if>
  <th scope="row"><xsl:value-of select="label"/></th>
  <td><xsl:apply-templates select="value"/></td>
</tr>
</xsl:template>

<xsl:template match="value"><p><xsl:apply-templates/></p></xsl:template>
<xsl:template match="value[not(node())]"><p class="blank"></p></xsl:template>

<xsl:template match="table">
<xsl:variable name="all" select="sum(col/@share)"/>
<table>
<xsl:copy-of select="@class"/>
<xsl:for-each select="col"><col style="width: {format-number(@share div $all * 100, '0.##')}%"/></xsl:for-each>
<xsl:apply-templates select="head"/>
<tbody><xsl:apply-templates select="row"/></tbody>
</table>
</xsl:template>

<xsl:template match="head">
<thead><tr><xsl:apply-templates select="cell"/></tr></thead>
</xsl:template>

<xsl:template match="row">
<tr><xsl:copy-of select="@class"/><xsl:apply-templates select="cell"/></tr>
</xsl:template>

<!-- The last cell of a short row reaches to the right edge. -->
<xsl:template name="reach">
  <xsl:variable name="missing" select="count(../../col | ../../head[not(../col)]/cell) - count(../cell)"/>
  <xsl:if test="not(following-sibling::cell) and $missing &gt; 0">
    <xsl:attribute name="colspan"><xsl:value-of select="$missing + 1"/></xsl:attribute>
  </xsl:if>
</xsl:template>

<xsl:template match="head/cell">
<th scope="col"><xsl:copy-of select="@class"/><xsl:call-template name="reach"/><xsl:apply-templates/></th>
</xsl:template>

<xsl:template match="row/cell">
<td><xsl:copy-of select="@class"/><xsl:call-template name="reach"/><xsl:apply-templates/></td>
</xsl:template>

<xsl:template match="list[@ordered = 'yes']"><ol><xsl:apply-templates select="item"/></ol></xsl:template>
<xsl:template match="list"><ul><xsl:apply-templates select="item"/></ul></xsl:template>
<xsl:template match="item"><li><xsl:apply-templates/></li></xsl:template>

<xsl:template match="figure">
<figure role="img" aria-label="{@alt}"><xsl:copy-of select="svg:svg"/></figure>
</xsl:template>

<xsl:template match="break"><div class="break"></div></xsl:template>
</xsl:stylesheet>
