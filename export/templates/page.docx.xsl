<?xml version="1.0" encoding="UTF-8"?>
<!-- A page (export/page/page.h) as the parts of a Word document (ISO 29500,
     transitional), to be packed by export/page/office.h.  It names no author, no
     date and no program. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:svg="http://www.w3.org/2000/svg"
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
    xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
    xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    exclude-result-prefixes="svg">
<xsl:output method="xml" encoding="UTF-8" indent="no"/>
<xsl:strip-space elements="page fields field table head row list figure"/>

<xsl:variable name="types">http://schemas.openxmlformats.org/officeDocument/2006/relationships/</xsl:variable>
<xsl:variable name="word">application/vnd.openxmlformats-officedocument.wordprocessingml.</xsl:variable>
<xsl:variable name="across" select="/page/@across = 'yes'"/>
<!-- Room between the margins, in twentieths of a point. -->
<xsl:variable name="width" select="9638 + 4932 * $across"/>
<xsl:variable name="height" select="13600 - 4900 * $across"/>
<xsl:variable name="long" select="1500"/><!-- characters: a row that may be divided -->

<xsl:template match="/page">
<parts>
<part name="[Content_Types].xml">
  <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
    <Default Extension="xml" ContentType="application/xml"/>
    <Default Extension="png" ContentType="image/png"/>
    <Default Extension="svg" ContentType="image/svg+xml"/>
    <Override PartName="/word/document.xml" ContentType="{$word}document.main+xml"/>
    <Override PartName="/word/styles.xml" ContentType="{$word}styles+xml"/>
    <Override PartName="/word/settings.xml" ContentType="{$word}settings+xml"/>
    <Override PartName="/word/numbering.xml" ContentType="{$word}numbering+xml"/>
    <Override PartName="/word/footnotes.xml" ContentType="{$word}footnotes+xml"/>
    <Override PartName="/word/footer1.xml" ContentType="{$word}footer+xml"/>
    <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
  </Types>
</part>
<part name="_rels/.rels">
  <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Id="rId1" Type="{$types}officeDocument" Target="word/document.xml"/>
    <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
  </Relationships>
</part>
<part name="docProps/core.xml">
  <cp:coreProperties>
    <dc:title><xsl:value-of select="@title"/></dc:title>
    <dc:language><xsl:value-of select="@lang"/></dc:language>
  </cp:coreProperties>
</part>
<part name="word/_rels/document.xml.rels">
  <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Id="rId1" Type="{$types}styles" Target="styles.xml"/>
    <Relationship Id="rId2" Type="{$types}settings" Target="settings.xml"/>
    <Relationship Id="rId3" Type="{$types}numbering" Target="numbering.xml"/>
    <Relationship Id="rId4" Type="{$types}footnotes" Target="footnotes.xml"/>
    <Relationship Id="rId5" Type="{$types}footer" Target="footer1.xml"/>
    <xsl:for-each select="//figure/svg:svg">
      <Relationship Id="png{position()}" Type="{$types}image" Target="media/{position()}.png"/>
      <Relationship Id="svg{position()}" Type="{$types}image" Target="media/{position()}.svg"/>
    </xsl:for-each>
  </Relationships>
</part>
<part name="word/document.xml">
  <w:document><w:body>
    <xsl:if test="banner"><w:p><w:pPr><w:pStyle w:val="First"/></w:pPr><w:r><w:t><xsl:value-of select="normalize-space(banner)"/></w:t></w:r></w:p></xsl:if>
    <xsl:apply-templates select="*[not(self::banner)]"/>
    <w:sectPr>
      <w:footerReference w:type="default" r:id="rId5"/>
      <xsl:choose>
        <xsl:when test="$across"><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></xsl:when>
        <xsl:otherwise><w:pgSz w:w="11906" w:h="16838"/></xsl:otherwise>
      </xsl:choose>
      <w:pgMar w:top="1134" w:right="1134" w:bottom="1304" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>
    </w:sectPr>
  </w:body></w:document>
</part>
<part name="word/styles.xml"><xsl:call-template name="styles"/></part>
<part name="word/settings.xml">
  <w:settings>
    <w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>
    <w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
  </w:settings>
</part>
<part name="word/numbering.xml"><xsl:call-template name="numbering"/></part>
<part name="word/footnotes.xml">
  <w:footnotes>
    <w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>
    <w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
    <xsl:for-each select="//note">
      <w:footnote w:id="{position()}"><w:p>
        <w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>
        <w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>
        <w:r><w:t xml:space="preserve"> </w:t></w:r>
        <xsl:apply-templates/>
      </w:p></w:footnote>
    </xsl:for-each>
  </w:footnotes>
</part>
<part name="word/footer1.xml">
  <w:ftr>
    <xsl:if test="banner"><w:p><w:pPr><w:pStyle w:val="Banner"/></w:pPr><w:r><w:t><xsl:value-of select="normalize-space(banner)"/></w:t></w:r></w:p></xsl:if>
    <w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>
      <w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>
      <w:r><w:t xml:space="preserve"> / </w:t></w:r>
      <w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>
    </w:p>
  </w:ftr>
</part>
<xsl:for-each select="//figure/svg:svg">
  <picture name="word/media/{position()}.png"><xsl:copy-of select="."/></picture>
  <part name="word/media/{position()}.svg"><xsl:copy-of select="."/></part>
</xsl:for-each>
</parts>
</xsl:template>

<!-- ==== how it looks ==== -->

<xsl:template name="size">
  <xsl:param name="half"/>
  <w:sz w:val="{$half}"/><w:szCs w:val="{$half}"/>
</xsl:template>

<xsl:template name="heading">
  <xsl:param name="level"/>
  <xsl:param name="half"/>
  <xsl:param name="before"/>
  <w:style w:type="paragraph" w:styleId="Heading{$level}">
    <w:name w:val="heading {$level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>
    <w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="{$before}" w:after="80"/><w:outlineLvl w:val="{$level - 1}"/></w:pPr>
    <w:rPr><w:b/><w:bCs/><xsl:call-template name="size"><xsl:with-param name="half" select="$half"/></xsl:call-template></w:rPr>
  </w:style>
</xsl:template>

<xsl:template name="styles">
<w:styles>
  <w:docDefaults>
    <w:rPrDefault><w:rPr>
      <w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Malgun Gothic" w:cs="Leelawadee UI"/>
      <xsl:call-template name="size"><xsl:with-param name="half" select="20"/></xsl:call-template>
      <w:lang w:val="en-GB" w:eastAsia="ko-KR" w:bidi="th-TH">
        <xsl:if test="@lang = 'fr'"><xsl:attribute name="w:val">fr-FR</xsl:attribute></xsl:if>
        <xsl:if test="@lang = 'es'"><xsl:attribute name="w:val">es-ES</xsl:attribute></xsl:if>
      </w:lang>
    </w:rPr></w:rPrDefault>
    <w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault>
  </w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl/></w:pPr></w:style>
  <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>
  <xsl:call-template name="heading"><xsl:with-param name="level" select="1"/><xsl:with-param name="half" select="30"/><xsl:with-param name="before" select="0"/></xsl:call-template>
  <xsl:call-template name="heading"><xsl:with-param name="level" select="2"/><xsl:with-param name="half" select="24"/><xsl:with-param name="before" select="280"/></xsl:call-template>
  <xsl:call-template name="heading"><xsl:with-param name="level" select="3"/><xsl:with-param name="half" select="21"/><xsl:with-param name="before" select="220"/></xsl:call-template>
  <w:style w:type="paragraph" w:styleId="About"><w:name w:val="About"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="333333"/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Small"><w:name w:val="Small"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="333333"/><xsl:call-template name="size"><xsl:with-param name="half" select="17"/></xsl:call-template></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="400" w:right="400"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Right"><w:name w:val="Right"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="right"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="First"><w:name w:val="First"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:bCs/><w:color w:val="AA0000"/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="40"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0" w:line="276" w:lineRule="auto"/></w:pPr><w:rPr><xsl:call-template name="size"><xsl:with-param name="half" select="18"/></xsl:call-template></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="CellHead"><w:name w:val="Cell head"/><w:basedOn w:val="Cell"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="CellNumber"><w:name w:val="Cell number"/><w:basedOn w:val="Cell"/><w:pPr><w:jc w:val="right"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="CellEmpty"><w:name w:val="Cell empty"/><w:basedOn w:val="Cell"/><w:rPr><w:color w:val="666666"/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Label"><w:name w:val="Label"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Value"><w:name w:val="Value"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="40"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Blank"><w:name w:val="Blank"/><w:basedOn w:val="Value"/><w:pPr><w:pBdr><w:bottom w:val="dotted" w:sz="4" w:space="1" w:color="555555"/></w:pBdr><w:spacing w:before="120"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Break"><w:name w:val="Break"/><w:basedOn w:val="Normal"/><w:pPr><w:pageBreakBefore/><w:spacing w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="20" w:line="264" w:lineRule="auto"/></w:pPr><w:rPr><xsl:call-template name="size"><xsl:with-param name="half" select="17"/></xsl:call-template></w:rPr></w:style>
  <w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0" w:line="252" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr><w:rPr><w:color w:val="333333"/><xsl:call-template name="size"><xsl:with-param name="half" select="17"/></xsl:call-template></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="Banner"><w:name w:val="Banner"/><w:basedOn w:val="Footer"/><w:pPr><w:pBdr><w:top w:val="single" w:sz="4" w:space="3" w:color="AA0000"/></w:pBdr></w:pPr><w:rPr><w:b/><w:bCs/><w:color w:val="AA0000"/><xsl:call-template name="size"><xsl:with-param name="half" select="20"/></xsl:call-template></w:rPr></w:style>
</w:styles>
</xsl:template>

<!-- One number for all lists with dots, and one for each that counts. -->
<xsl:template name="numbering">
<w:numbering>
  <w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>
  <w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="400" w:hanging="344"/></w:pPr></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <xsl:for-each select="//list[@ordered = 'yes']">
    <w:num w:numId="{position() + 1}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
  </xsl:for-each>
</w:numbering>
</xsl:template>

<!-- ==== blocks ==== -->

<xsl:template match="h">
<w:p><w:pPr><w:pStyle w:val="Heading{@level}"/></w:pPr><xsl:apply-templates/></w:p>
</xsl:template>

<xsl:template match="p">
<w:p>
  <xsl:choose>
    <xsl:when test="@class = 'about'"><w:pPr><w:pStyle w:val="About"/></w:pPr></xsl:when>
    <xsl:when test="@class = 'small'"><w:pPr><w:pStyle w:val="Small"/></w:pPr></xsl:when>
    <xsl:when test="@class = 'quote'"><w:pPr><w:pStyle w:val="Quote"/></w:pPr></xsl:when>
    <xsl:when test="@class = 'right'"><w:pPr><w:pStyle w:val="Right"/></w:pPr></xsl:when>
  </xsl:choose>
  <xsl:apply-templates/>
</w:p>
</xsl:template>

<xsl:template match="break"><w:p><w:pPr><w:pStyle w:val="Break"/></w:pPr></w:p></xsl:template>

<xsl:template match="list">
  <xsl:variable name="number">
    <xsl:choose>
      <xsl:when test="@ordered = 'yes'"><xsl:value-of select="count(preceding::list[@ordered = 'yes']) + 2"/></xsl:when>
      <xsl:otherwise>1</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:for-each select="item">
    <!-- Neither the first nor the last stands on a page alone. -->
    <w:p><w:pPr><w:pStyle w:val="Item"/><xsl:if test="position() != last() and (position() = 1 or position() = last() - 1)"><w:keepNext/></xsl:if><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{$number}"/></w:numPr></w:pPr><xsl:apply-templates/></w:p>
  </xsl:for-each>
</xsl:template>

<xsl:template match="figure">
  <xsl:variable name="size" select="substring-after(substring-after(normalize-space(svg:svg/@viewBox), ' '), ' ')"/>
  <xsl:variable name="ratio" select="substring-after($size, ' ') div substring-before($size, ' ')"/>
  <xsl:variable name="wide">
    <xsl:choose>
      <xsl:when test="$width * $ratio &gt; $height - 1700"><xsl:value-of select="($height - 1700) div $ratio"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$width"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <!-- 635 of Word's units are a twentieth of a point. -->
  <xsl:variable name="cx" select="format-number($wide * 635, '0')"/>
  <xsl:variable name="cy" select="format-number($wide * $ratio * 635, '0')"/>
  <xsl:variable name="n" select="count(preceding::figure) + 1"/>
<w:p><w:r><w:drawing>
  <wp:inline distT="0" distB="0" distL="0" distR="0">
    <wp:extent cx="{$cx}" cy="{$cy}"/>
    <wp:docPr id="{$n}" name="Figure {$n}" descr="{@alt}"/>
    <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
      <pic:pic>
        <pic:nvPicPr><pic:cNvPr id="{$n}" name="Figure {$n}" descr="{@alt}"/><pic:cNvPicPr/></pic:nvPicPr>
        <pic:blipFill>
          <a:blip r:embed="png{$n}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip r:embed="svg{$n}"/></a:ext></a:extLst></a:blip>
          <a:stretch><a:fillRect/></a:stretch>
        </pic:blipFill>
        <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{$cx}" cy="{$cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
      </pic:pic>
    </a:graphicData></a:graphic>
  </wp:inline>
</w:drawing></w:r></w:p>
</xsl:template>

<!-- ==== tables and forms ==== -->

<xsl:template name="borders">
  <xsl:param name="sides"/>
  <xsl:param name="colour"/>
  <w:tblBorders>
    <w:top w:val="single" w:sz="4" w:space="0" w:color="{$colour}"/>
    <xsl:if test="$sides"><w:left w:val="single" w:sz="4" w:space="0" w:color="{$colour}"/></xsl:if>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{$colour}"/>
    <xsl:if test="$sides"><w:right w:val="single" w:sz="4" w:space="0" w:color="{$colour}"/></xsl:if>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{$colour}"/>
    <xsl:if test="$sides"><w:insideV w:val="single" w:sz="4" w:space="0" w:color="{$colour}"/></xsl:if>
  </w:tblBorders>
</xsl:template>

<xsl:template name="margins">
  <w:tblLayout w:type="fixed"/>
  <w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>
</xsl:template>

<xsl:template name="after"><w:p><w:pPr><w:pStyle w:val="Value"/></w:pPr></w:p></xsl:template>

<xsl:template match="fields">
  <xsl:variable name="n" select="round($width * 0.08) * boolean(field/@n)"/>
  <xsl:variable name="label" select="round($width * 0.3)"/>
<w:tbl>
  <w:tblPr>
    <w:tblW w:w="{$width}" w:type="dxa"/>
    <xsl:call-template name="borders"><xsl:with-param name="sides" select="false()"/><xsl:with-param name="colour" select="'BBBBBB'"/></xsl:call-template>
    <xsl:call-template name="margins"/>
  </w:tblPr>
  <w:tblGrid><xsl:if test="$n &gt; 0"><w:gridCol w:w="{$n}"/></xsl:if><w:gridCol w:w="{$label}"/><w:gridCol w:w="{$width - $label - $n}"/></w:tblGrid>
  <xsl:for-each select="field">
    <w:tr>
      <!-- Only an answer that may be longer than a page is divided. -->
      <xsl:if test="string-length(.) &lt;= $long"><w:trPr><w:cantSplit/></w:trPr></xsl:if>
      <xsl:if test="$n &gt; 0"><w:tc><w:tcPr><w:tcW w:w="{$n}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Value"/></w:pPr><xsl:if test="@n"><w:r><w:t><xsl:value-of select="@n"/></w:t></w:r></xsl:if></w:p></w:tc></xsl:if>
      <w:tc><w:tcPr><w:tcW w:w="{$label}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Label"/></w:pPr><xsl:apply-templates select="label/node()"/></w:p></w:tc>
      <w:tc><w:tcPr><w:tcW w:w="{$width - $label - $n}" w:type="dxa"/></w:tcPr>
        <xsl:for-each select="value">
          <w:p><w:pPr><w:pStyle w:val="{substring('ValueBlank', 1 + 5 * not(node()), 5)}"/></w:pPr><xsl:apply-templates/></w:p>
        </xsl:for-each>
        <xsl:if test="not(value)"><xsl:call-template name="after"/></xsl:if>
      </w:tc>
    </w:tr>
  </xsl:for-each>
</w:tbl>
<xsl:call-template name="after"/>
</xsl:template>

<xsl:template match="table">
<w:tbl>
  <w:tblPr>
    <w:tblW w:w="{$width}" w:type="dxa"/>
    <xsl:call-template name="borders"><xsl:with-param name="sides" select="true()"/><xsl:with-param name="colour" select="'999999'"/></xsl:call-template>
    <xsl:call-template name="margins"/>
  </w:tblPr>
  <w:tblGrid>
    <xsl:variable name="all" select="sum(col/@share)"/>
    <xsl:for-each select="col"><w:gridCol w:w="{round($width * @share div $all)}"/></xsl:for-each>
    <xsl:for-each select="head[not(../col)]/cell"><w:gridCol w:w="{round($width div count(../cell))}"/></xsl:for-each>
  </w:tblGrid>
  <xsl:apply-templates select="head | row"/>
</w:tbl>
<xsl:call-template name="after"/>
</xsl:template>

<xsl:template match="head | row">
  <xsl:variable name="columns" select="../col | ../head[not(../col)]/cell"/>
  <xsl:variable name="all" select="sum(../col/@share) + count(../head[not(../col)]/cell)"/>
  <xsl:variable name="missing" select="count($columns) - count(cell)"/>
<w:tr>
  <w:trPr><w:cantSplit/><xsl:if test="self::head"><w:tblHeader/></xsl:if></w:trPr>
  <xsl:for-each select="cell">
    <xsl:variable name="at" select="position()"/>
    <xsl:variable name="last" select="position() = last() and $missing &gt; 0"/>
    <xsl:variable name="mine" select="$columns[position() = $at or ($last and position() &gt; $at)]"/>
    <w:tc>
      <w:tcPr>
        <w:tcW w:w="{round($width * (sum($mine/@share) + count($mine[not(@share)])) div $all)}" w:type="dxa"/>
        <xsl:if test="$last"><w:gridSpan w:val="{$missing + 1}"/></xsl:if>
        <xsl:if test="parent::head"><w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/></xsl:if>
        <xsl:if test="../@class = 'withheld'"><w:shd w:val="clear" w:color="auto" w:fill="F7F7F7"/></xsl:if>
      </w:tcPr>
      <w:p>
        <w:pPr>
          <xsl:choose>
            <xsl:when test="parent::head"><w:pStyle w:val="CellHead"/></xsl:when>
            <xsl:when test="@class = 'n'"><w:pStyle w:val="CellNumber"/></xsl:when>
            <xsl:when test="@class = 'empty'"><w:pStyle w:val="CellEmpty"/></xsl:when>
            <xsl:otherwise><w:pStyle w:val="Cell"/></xsl:otherwise>
          </xsl:choose>
        </w:pPr>
        <xsl:apply-templates/>
      </w:p>
    </w:tc>
  </xsl:for-each>
</w:tr>
</xsl:template>

<!-- ==== text ==== -->

<!-- White space counts as one space, and as none at either end of a block. -->
<xsl:template match="text()">
  <xsl:variable name="flat" select="translate(., '&#9;&#10;&#13;', '   ')"/>
  <xsl:variable name="before" select="starts-with($flat, ' ') and (preceding-sibling::node() or parent::b or parent::i or parent::code)"/>
  <xsl:variable name="after" select="substring($flat, string-length($flat)) = ' ' and (following-sibling::node() or parent::b or parent::i or parent::code)"/>
  <xsl:variable name="words" select="normalize-space($flat)"/>
  <xsl:if test="$words != '' or $before or $after">
    <w:r>
      <xsl:if test="ancestor::b or ancestor::i or ancestor::code">
        <w:rPr><xsl:if test="ancestor::code"><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/></xsl:if><xsl:if test="ancestor::b"><w:b/><w:bCs/></xsl:if><xsl:if test="ancestor::i"><w:i/><w:iCs/></xsl:if></w:rPr>
      </xsl:if>
      <w:t xml:space="preserve"><xsl:if test="$before"><xsl:text> </xsl:text></xsl:if><xsl:value-of select="$words"/><xsl:if test="$after and $words != ''"><xsl:text> </xsl:text></xsl:if></w:t>
    </w:r>
  </xsl:if>
</xsl:template>

<xsl:template match="br"><w:r><w:br/></w:r></xsl:template>

<xsl:template match="note">
  <w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{count(preceding::note) + 1}"/></w:r>
</xsl:template>
</xsl:stylesheet>
