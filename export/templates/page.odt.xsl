<?xml version="1.0" encoding="UTF-8"?>
<!-- A page (export/page/page.h) as the parts of an OpenDocument text (ISO 26300),
     to be packed by export/page/office.h.  It names no author, no date and no
     program. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
    xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
    xmlns:s="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
    xmlns:xlink="http://www.w3.org/1999/xlink"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    exclude-result-prefixes="svg">
<xsl:output method="xml" encoding="UTF-8" indent="no"/>
<xsl:strip-space elements="page fields field table head row list figure"/>

<xsl:variable name="across" select="/page/@across = 'yes'"/>
<!-- Room between the margins, in millimetres. -->
<xsl:variable name="width" select="170 + 87 * $across"/>
<xsl:variable name="height" select="250 - 90 * $across"/>
<xsl:variable name="long" select="1500"/><!-- characters: a row that may be divided -->

<xsl:template match="/page">
<parts>
<part name="mimetype" stored="yes">application/vnd.oasis.opendocument.text</part>
<part name="content.xml">
  <office:document-content office:version="1.3">
    <xsl:call-template name="fonts"/>
    <office:automatic-styles>
      <xsl:apply-templates select="//table | //fields" mode="style"/>
    </office:automatic-styles>
    <office:body><office:text text:use-soft-page-breaks="false">
      <xsl:if test="banner"><text:p text:style-name="First"><xsl:value-of select="normalize-space(banner)"/></text:p></xsl:if>
      <xsl:apply-templates select="*[not(self::banner)]"/>
    </office:text></office:body>
  </office:document-content>
</part>
<part name="styles.xml"><xsl:call-template name="styles"/></part>
<part name="meta.xml">
  <office:document-meta office:version="1.3"><office:meta>
    <dc:title><xsl:value-of select="@title"/></dc:title>
    <dc:language><xsl:value-of select="@lang"/></dc:language>
  </office:meta></office:document-meta>
</part>
<xsl:for-each select="//figure/svg:svg">
  <part name="Pictures/{position()}.svg"><xsl:copy-of select="."/></part>
  <picture name="Pictures/{position()}.png"><xsl:copy-of select="."/></picture>
</xsl:for-each>
<part name="META-INF/manifest.xml">
  <manifest:manifest manifest:version="1.3">
    <manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/>
    <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
    <manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
    <manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
    <xsl:for-each select="//figure/svg:svg">
      <manifest:file-entry manifest:full-path="Pictures/{position()}.svg" manifest:media-type="image/svg+xml"/>
      <manifest:file-entry manifest:full-path="Pictures/{position()}.png" manifest:media-type="image/png"/>
    </xsl:for-each>
  </manifest:manifest>
</part>
</parts>
</xsl:template>

<!-- ==== how it looks ==== -->

<!-- On Windows and on Linux, each with what the other has in second place. -->
<xsl:template name="fonts">
<office:font-face-decls>
  <style:font-face style:name="Latin" s:font-family="'Noto Sans', Arial, 'Liberation Sans'" style:font-family-generic="swiss" style:font-pitch="variable"/>
  <style:font-face style:name="Asian" s:font-family="'Noto Sans CJK KR', 'Malgun Gothic', 'Microsoft YaHei'" style:font-family-generic="swiss" style:font-pitch="variable"/>
  <style:font-face style:name="Complex" s:font-family="'Noto Sans Thai', 'Noto Sans Lao', 'Leelawadee UI', Tahoma" style:font-family-generic="swiss" style:font-pitch="variable"/>
</office:font-face-decls>
</xsl:template>

<xsl:template name="size">
  <xsl:param name="pt"/>
  <xsl:attribute name="fo:font-size"><xsl:value-of select="$pt"/>pt</xsl:attribute>
  <xsl:attribute name="style:font-size-asian"><xsl:value-of select="$pt"/>pt</xsl:attribute>
  <xsl:attribute name="style:font-size-complex"><xsl:value-of select="$pt"/>pt</xsl:attribute>
</xsl:template>

<xsl:template name="bold">
  <xsl:attribute name="fo:font-weight">bold</xsl:attribute>
  <xsl:attribute name="style:font-weight-asian">bold</xsl:attribute>
  <xsl:attribute name="style:font-weight-complex">bold</xsl:attribute>
</xsl:template>

<xsl:template name="language">
  <xsl:attribute name="fo:language">
    <xsl:choose>
      <xsl:when test="@lang = 'ko'">en</xsl:when>
      <xsl:otherwise><xsl:value-of select="@lang"/></xsl:otherwise>
    </xsl:choose>
  </xsl:attribute>
  <xsl:attribute name="fo:country">
    <xsl:choose>
      <xsl:when test="@lang = 'fr'">FR</xsl:when>
      <xsl:when test="@lang = 'es'">ES</xsl:when>
      <xsl:otherwise>GB</xsl:otherwise>
    </xsl:choose>
  </xsl:attribute>
  <xsl:attribute name="style:language-asian">ko</xsl:attribute>
  <xsl:attribute name="style:country-asian">KR</xsl:attribute>
  <xsl:attribute name="style:language-complex">th</xsl:attribute>
  <xsl:attribute name="style:country-complex">TH</xsl:attribute>
</xsl:template>

<xsl:template name="heading">
  <xsl:param name="level"/>
  <xsl:param name="pt"/>
  <xsl:param name="before"/>
  <style:style style:name="Heading_20_{$level}" style:display-name="Heading {$level}" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Standard" style:default-outline-level="{$level}">
    <style:paragraph-properties fo:margin-top="{$before}mm" fo:margin-bottom="1.5mm" fo:keep-with-next="always"/>
    <style:text-properties>
      <xsl:call-template name="size"><xsl:with-param name="pt" select="$pt"/></xsl:call-template>
      <xsl:call-template name="bold"/>
    </style:text-properties>
  </style:style>
</xsl:template>

<xsl:template name="styles">
<office:document-styles office:version="1.3">
  <xsl:call-template name="fonts"/>
  <office:styles>
    <style:default-style style:family="paragraph">
      <style:paragraph-properties style:writing-mode="lr-tb" fo:orphans="2" fo:widows="2"/>
      <style:text-properties style:font-name="Latin" style:font-name-asian="Asian" style:font-name-complex="Complex">
        <xsl:call-template name="size"><xsl:with-param name="pt" select="10"/></xsl:call-template>
        <xsl:call-template name="language"/>
      </style:text-properties>
    </style:default-style>
    <style:style style:name="Standard" style:family="paragraph" style:class="text">
      <style:paragraph-properties fo:margin-top="0mm" fo:margin-bottom="2.2mm" fo:line-height="130%"/>
    </style:style>
    <xsl:call-template name="heading"><xsl:with-param name="level" select="1"/><xsl:with-param name="pt" select="15"/><xsl:with-param name="before" select="0"/></xsl:call-template>
    <xsl:call-template name="heading"><xsl:with-param name="level" select="2"/><xsl:with-param name="pt" select="12"/><xsl:with-param name="before" select="5"/></xsl:call-template>
    <xsl:call-template name="heading"><xsl:with-param name="level" select="3"/><xsl:with-param name="pt" select="10.5"/><xsl:with-param name="before" select="4"/></xsl:call-template>
    <style:style style:name="About" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:color="#333333"/></style:style>
    <style:style style:name="Small" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:color="#333333"><xsl:call-template name="size"><xsl:with-param name="pt" select="8.5"/></xsl:call-template></style:text-properties></style:style>
    <style:style style:name="Quote" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-left="7mm" fo:margin-right="7mm"/></style:style>
    <style:style style:name="Right" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="end"/></style:style>
    <style:style style:name="First" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:color="#aa0000"><xsl:call-template name="bold"/></style:text-properties></style:style>
    <style:style style:name="Cell" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0mm" fo:line-height="120%"/><style:text-properties><xsl:call-template name="size"><xsl:with-param name="pt" select="9"/></xsl:call-template></style:text-properties></style:style>
    <style:style style:name="CellHead" style:family="paragraph" style:parent-style-name="Cell"><style:paragraph-properties fo:keep-with-next="always"/><style:text-properties><xsl:call-template name="bold"/></style:text-properties></style:style>
    <style:style style:name="CellNumber" style:family="paragraph" style:parent-style-name="Cell"><style:paragraph-properties fo:text-align="end"/></style:style>
    <style:style style:name="CellEmpty" style:family="paragraph" style:parent-style-name="Cell"><style:text-properties fo:color="#666666"/></style:style>
    <style:style style:name="Label" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0mm"/><style:text-properties><xsl:call-template name="bold"/></style:text-properties></style:style>
    <style:style style:name="Value" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0.8mm"/></style:style>
    <style:style style:name="Kept" style:family="paragraph" style:parent-style-name="Value"><style:paragraph-properties fo:keep-with-next="always"/></style:style>
    <style:style style:name="Blank" style:family="paragraph" style:parent-style-name="Value"><style:paragraph-properties fo:border-bottom="0.5pt dotted #555555" fo:padding-bottom="1mm" fo:margin-top="2mm"/></style:style>
    <style:style style:name="Break" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:break-before="page" fo:margin-bottom="0mm" fo:line-height="1pt"/><style:text-properties><xsl:call-template name="size"><xsl:with-param name="pt" select="1"/></xsl:call-template></style:text-properties></style:style>
    <style:style style:name="Footnote" style:family="paragraph" style:parent-style-name="Standard" style:class="extra"><style:paragraph-properties fo:margin-left="4mm" fo:margin-bottom="0.5mm" fo:text-indent="-4mm" fo:line-height="115%"/><style:text-properties><xsl:call-template name="size"><xsl:with-param name="pt" select="8.5"/></xsl:call-template></style:text-properties></style:style>
    <style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard" style:class="extra"><style:paragraph-properties fo:text-align="center" fo:margin-bottom="0mm" fo:line-height="115%"/><style:text-properties fo:color="#333333"><xsl:call-template name="size"><xsl:with-param name="pt" select="8.5"/></xsl:call-template></style:text-properties></style:style>
    <style:style style:name="Banner" style:family="paragraph" style:parent-style-name="Footer"><style:paragraph-properties fo:border-top="0.5pt solid #aa0000" fo:padding-top="1mm"/><style:text-properties fo:color="#aa0000"><xsl:call-template name="bold"/><xsl:call-template name="size"><xsl:with-param name="pt" select="10"/></xsl:call-template></style:text-properties></style:style>
    <style:style style:name="Bold" style:family="text"><style:text-properties><xsl:call-template name="bold"/></style:text-properties></style:style>
    <style:style style:name="Slanted" style:family="text"><style:text-properties fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic"/></style:style>
    <style:style style:name="Signs" style:family="text"><style:text-properties fo:font-family="'Noto Sans Mono CJK KR'" style:font-pitch="fixed"/></style:style>
    <style:style style:name="Raised" style:family="text"><style:text-properties style:text-position="super 65%"/></style:style>
    <style:style style:name="Drawing" style:family="graphic"><style:graphic-properties text:anchor-type="as-char" style:wrap="none" style:vertical-pos="top" style:vertical-rel="baseline" fo:border="none"/></style:style>
    <text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-5mm" fo:margin-left="6mm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>
    <text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-6mm" fo:margin-left="7mm"/></style:list-level-properties></text:list-level-style-number></text:list-style>
    <text:notes-configuration text:note-class="footnote" text:citation-body-style-name="Raised" text:citation-style-name="Raised" text:default-style-name="Footnote" style:num-format="1" text:start-value="0" text:footnotes-position="page" text:start-numbering-at="document"/>
  </office:styles>
  <office:automatic-styles>
    <style:page-layout style:name="Sheet">
      <style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" style:print-orientation="portrait" fo:margin-top="20mm" fo:margin-bottom="12mm" fo:margin-left="20mm" fo:margin-right="20mm" style:writing-mode="lr-tb">
        <xsl:if test="$across">
          <xsl:attribute name="fo:page-width">297mm</xsl:attribute>
          <xsl:attribute name="fo:page-height">210mm</xsl:attribute>
          <xsl:attribute name="style:print-orientation">landscape</xsl:attribute>
        </xsl:if>
        <style:footnote-sep style:width="0.3pt" style:distance-before-sep="2mm" style:distance-after-sep="1.5mm" style:line-style="solid" style:adjustment="left" style:rel-width="25%" style:color="#555555"/>
      </style:page-layout-properties>
      <style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-top="4mm"/></style:footer-style>
    </style:page-layout>
  </office:automatic-styles>
  <office:master-styles>
    <style:master-page style:name="Standard" style:page-layout-name="Sheet">
      <style:footer>
        <xsl:if test="banner"><text:p text:style-name="Banner"><xsl:value-of select="normalize-space(banner)"/></text:p></xsl:if>
        <text:p text:style-name="Footer"><text:page-number text:select-page="current">1</text:page-number> / <text:page-count>1</text:page-count></text:p>
      </style:footer>
    </style:master-page>
  </office:master-styles>
</office:document-styles>
</xsl:template>

<!-- ==== blocks ==== -->

<xsl:template match="h">
<text:h text:style-name="Heading_20_{@level}" text:outline-level="{@level}"><xsl:apply-templates/></text:h>
</xsl:template>

<xsl:template match="p">
<text:p text:style-name="Standard">
  <xsl:choose>
    <xsl:when test="@class = 'about'"><xsl:attribute name="text:style-name">About</xsl:attribute></xsl:when>
    <xsl:when test="@class = 'small'"><xsl:attribute name="text:style-name">Small</xsl:attribute></xsl:when>
    <xsl:when test="@class = 'quote'"><xsl:attribute name="text:style-name">Quote</xsl:attribute></xsl:when>
    <xsl:when test="@class = 'right'"><xsl:attribute name="text:style-name">Right</xsl:attribute></xsl:when>
  </xsl:choose>
  <xsl:apply-templates/>
</text:p>
</xsl:template>

<xsl:template match="break"><text:p text:style-name="Break"/></xsl:template>

<xsl:template match="list">
<text:list text:style-name="Bullets">
  <xsl:if test="@ordered = 'yes'"><xsl:attribute name="text:style-name">Numbers</xsl:attribute></xsl:if>
  <xsl:for-each select="item">
    <text:list-item><text:p text:style-name="Value">
      <!-- Neither the first nor the last stands on a page alone. -->
      <xsl:if test="position() != last() and (position() = 1 or position() = last() - 1)"><xsl:attribute name="text:style-name">Kept</xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </text:p></text:list-item>
  </xsl:for-each>
</text:list>
</xsl:template>

<xsl:template match="figure">
  <xsl:variable name="box" select="substring-after(normalize-space(svg:svg/@viewBox), ' ')"/>
  <xsl:variable name="size" select="substring-after($box, ' ')"/>
  <xsl:variable name="ratio" select="substring-after($size, ' ') div substring-before($size, ' ')"/>
  <xsl:variable name="wide">
    <xsl:choose>
      <xsl:when test="$width * $ratio &gt; $height - 30"><xsl:value-of select="($height - 30) div $ratio"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$width"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="n" select="count(preceding::figure) + 1"/>
<text:p text:style-name="Standard">
  <draw:frame draw:name="Figure {$n}" draw:style-name="Drawing" text:anchor-type="as-char" s:width="{format-number($wide, '0.##')}mm" s:height="{format-number($wide * $ratio, '0.##')}mm">
    <draw:image xlink:href="Pictures/{$n}.svg" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>
    <draw:image xlink:href="Pictures/{$n}.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>
    <s:desc><xsl:value-of select="@alt"/></s:desc>
  </draw:frame>
</text:p>
</xsl:template>

<!-- ==== tables and forms ==== -->

<xsl:template name="columns">
  <xsl:param name="n"/>
  <xsl:param name="share"/>
  <xsl:param name="all"/>
  <style:style style:name="{$n}" style:family="table-column">
    <style:table-column-properties style:column-width="{format-number($width * $share div $all, '0.##')}mm"/>
  </style:style>
</xsl:template>

<xsl:template match="table | fields" mode="style">
  <xsl:variable name="n" select="generate-id()"/>
  <xsl:variable name="t" select="concat('T', count(preceding::table | preceding::fields) + 1)"/>
  <style:style style:name="{$t}" style:family="table">
    <style:table-properties style:width="{$width}mm" table:align="left" fo:margin-bottom="4mm" table:border-model="collapsing"/>
  </style:style>
  <style:style style:name="{$t}.row" style:family="table-row">
    <style:table-row-properties fo:keep-together="always"/>
  </style:style>
  <!-- An answer that may be longer than a page. -->
  <style:style style:name="{$t}.long" style:family="table-row">
    <style:table-row-properties fo:keep-together="auto"/>
  </style:style>
  <style:style style:name="{$t}.cell" style:family="table-cell">
    <style:table-cell-properties fo:padding="1mm" fo:border="0.5pt solid #999999">
      <xsl:if test="self::fields">
        <xsl:attribute name="fo:border">none</xsl:attribute>
        <xsl:attribute name="fo:border-top">0.5pt solid #bbbbbb</xsl:attribute>
        <xsl:attribute name="fo:border-bottom">0.5pt solid #bbbbbb</xsl:attribute>
      </xsl:if>
    </style:table-cell-properties>
  </style:style>
  <style:style style:name="{$t}.head" style:family="table-cell">
    <style:table-cell-properties fo:padding="1mm" fo:border="0.5pt solid #999999" fo:background-color="#eeeeee"/>
  </style:style>
  <style:style style:name="{$t}.withheld" style:family="table-cell">
    <style:table-cell-properties fo:padding="1mm" fo:border="0.5pt solid #999999" fo:background-color="#f7f7f7"/>
  </style:style>
  <xsl:for-each select="col | head[not(../col)]/cell">
    <xsl:call-template name="columns">
      <xsl:with-param name="n" select="concat($t, '.', position())"/>
      <xsl:with-param name="share" select="number(concat('0', @share)) + not(@share)"/>
      <xsl:with-param name="all" select="sum(../col/@share) + count(self::cell/../cell)"/>
    </xsl:call-template>
  </xsl:for-each>
  <xsl:if test="self::fields">
    <xsl:call-template name="columns"><xsl:with-param name="n" select="concat($t, '.1')"/><xsl:with-param name="share" select="8"/><xsl:with-param name="all" select="100"/></xsl:call-template>
    <xsl:call-template name="columns"><xsl:with-param name="n" select="concat($t, '.2')"/><xsl:with-param name="share" select="30"/><xsl:with-param name="all" select="100"/></xsl:call-template>
    <xsl:call-template name="columns"><xsl:with-param name="n" select="concat($t, '.3')"/><xsl:with-param name="share" select="70 - 8 * boolean(field/@n)"/><xsl:with-param name="all" select="100"/></xsl:call-template>
  </xsl:if>
</xsl:template>

<xsl:template match="fields">
  <xsl:variable name="t" select="concat('T', count(preceding::table | preceding::fields) + 1)"/>
<table:table table:name="{$t}" table:style-name="{$t}">
  <xsl:if test="field/@n"><table:table-column table:style-name="{$t}.1"/></xsl:if>
  <table:table-column table:style-name="{$t}.2"/>
  <table:table-column table:style-name="{$t}.3"/>
  <xsl:for-each select="field">
    <table:table-row table:style-name="{$t}.row">
      <xsl:if test="string-length(.) &gt; $long"><xsl:attribute name="table:style-name"><xsl:value-of select="$t"/>.long</xsl:attribute></xsl:if>
      <xsl:if test="../field/@n"><table:table-cell table:style-name="{$t}.cell" office:value-type="string"><text:p text:style-name="Value"><xsl:value-of select="@n"/></text:p></table:table-cell></xsl:if>
      <table:table-cell table:style-name="{$t}.cell" office:value-type="string"><text:p text:style-name="Label"><xsl:apply-templates select="label/node()"/></text:p></table:table-cell>
      <table:table-cell table:style-name="{$t}.cell" office:value-type="string">
        <xsl:for-each select="value[node()]"><text:p text:style-name="Value"><xsl:apply-templates/></text:p></xsl:for-each>
        <xsl:for-each select="value[not(node())]"><text:p text:style-name="Blank"/></xsl:for-each>
        <xsl:if test="not(value)"><text:p text:style-name="Value"/></xsl:if>
      </table:table-cell>
    </table:table-row>
  </xsl:for-each>
</table:table>
<text:p text:style-name="Value"/>
</xsl:template>

<xsl:template match="table">
  <xsl:variable name="t" select="concat('T', count(preceding::table | preceding::fields) + 1)"/>
<table:table table:name="{$t}" table:style-name="{$t}">
  <xsl:for-each select="col | head[not(../col)]/cell"><table:table-column table:style-name="{$t}.{position()}"/></xsl:for-each>
  <xsl:if test="head"><table:table-header-rows><xsl:apply-templates select="head"><xsl:with-param name="t" select="$t"/></xsl:apply-templates></table:table-header-rows></xsl:if>
  <xsl:apply-templates select="row"><xsl:with-param name="t" select="$t"/></xsl:apply-templates>
</table:table>
<text:p text:style-name="Value"/>
</xsl:template>

<xsl:template match="head | row">
  <xsl:param name="t"/>
  <xsl:variable name="missing" select="count(../col | ../head[not(../col)]/cell) - count(cell)"/>
<table:table-row table:style-name="{$t}.row">
  <xsl:for-each select="cell">
    <table:table-cell table:style-name="{$t}.cell" office:value-type="string">
      <xsl:if test="parent::head"><xsl:attribute name="table:style-name"><xsl:value-of select="$t"/>.head</xsl:attribute></xsl:if>
      <xsl:if test="../@class = 'withheld'"><xsl:attribute name="table:style-name"><xsl:value-of select="$t"/>.withheld</xsl:attribute></xsl:if>
      <xsl:if test="position() = last() and $missing &gt; 0"><xsl:attribute name="table:number-columns-spanned"><xsl:value-of select="$missing + 1"/></xsl:attribute></xsl:if>
      <text:p text:style-name="Cell">
        <xsl:choose>
          <xsl:when test="parent::head"><xsl:attribute name="text:style-name">CellHead</xsl:attribute></xsl:when>
          <xsl:when test="@class = 'n'"><xsl:attribute name="text:style-name">CellNumber</xsl:attribute></xsl:when>
          <xsl:when test="@class = 'empty'"><xsl:attribute name="text:style-name">CellEmpty</xsl:attribute></xsl:when>
        </xsl:choose>
        <xsl:apply-templates/>
      </text:p>
    </table:table-cell>
  </xsl:for-each>
  <xsl:if test="$missing &gt; 0">
    <xsl:for-each select="(../col | ../head[not(../col)]/cell)[position() &lt;= $missing]"><table:covered-table-cell/></xsl:for-each>
  </xsl:if>
</table:table-row>
</xsl:template>

<!-- ==== text ==== -->

<xsl:template match="b"><text:span text:style-name="Bold"><xsl:apply-templates/></text:span></xsl:template>
<xsl:template match="i"><text:span text:style-name="Slanted"><xsl:apply-templates/></text:span></xsl:template>
<xsl:template match="code"><text:span text:style-name="Signs"><xsl:apply-templates/></text:span></xsl:template>
<xsl:template match="br"><text:line-break/></xsl:template>

<xsl:template match="note">
  <xsl:variable name="n"><xsl:number level="any"/></xsl:variable>
  <text:note text:id="note{$n}" text:note-class="footnote">
    <text:note-citation><xsl:value-of select="$n"/></text:note-citation>
    <text:note-body><text:p text:style-name="Footnote"><xsl:apply-templates/></text:p></text:note-body>
  </text:note>
</xsl:template>
</xsl:stylesheet>
