<?xml version="1.0" encoding="UTF-8"?>
<!-- A page (export/page/page.h) as plain text of at most 72 columns, Hangul and Hanja
     counted as two.  A row of a table becomes a paragraph of "head: cell". -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text" encoding="UTF-8"/>
<xsl:strip-space elements="page fields field table head row list figure"/>

<xsl:variable name="columns" select="72"/>
<!-- One column each.  What is not here takes two, which is true of Hangul and
     Hanja, and for other scripts only makes lines shorter. -->
<xsl:variable name="ascii"> etaoinsrhldcumfpgwybvkxjqzETAOINSRHLDCUMFPGWYBVKXJQZ0123456789.,;:-()/'!?[]{}_+*%@#=&amp;&lt;&gt;"$^`|~\</xsl:variable>
<xsl:variable name="narrow">–—‘’“”…·«»§°×ßàáâäãåæçèéêëìíîïñòóôöõøùúûüýÿœÀÁÂÄÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜÝŒ¿¡ŏŭŎŬабвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯกขคฆงจฉชซญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะาำเแโใไๆัิีึืุู็่้๊๋์</xsl:variable>
<xsl:variable name="dashes" select="'------------------------------------------------------------------------'"/>
<!-- A line break until lines are made; XML text does not hold it otherwise. -->
<xsl:variable name="br" select="'&#x2028;'"/>

<xsl:template match="/page">
  <xsl:call-template name="banner"/>
  <xsl:apply-templates select="*[not(self::banner)]"/>
  <xsl:if test="//note">
    <xsl:value-of select="concat(substring($dashes, 1, 20), '&#10;')"/>
    <xsl:for-each select="//note">
      <xsl:call-template name="lines">
        <xsl:with-param name="first" select="concat('[', position(), '] ')"/>
        <xsl:with-param name="rest" select="'    '"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:text>&#10;</xsl:text>
  </xsl:if>
  <xsl:call-template name="banner"/>
</xsl:template>

<xsl:template name="banner">
  <xsl:if test="/page/banner">
    <xsl:for-each select="/page/banner">
      <xsl:call-template name="lines">
        <xsl:with-param name="text" select="concat('*** ', normalize-space(.), ' ***')"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:text>&#10;</xsl:text>
  </xsl:if>
</xsl:template>

<!-- A form feed cannot stand in XML: a rule of dashes begins each page. -->
<xsl:template match="break">
  <xsl:value-of select="concat($dashes, '&#10;')"/>
  <xsl:call-template name="banner"/>
</xsl:template>

<xsl:template match="h">
  <xsl:variable name="words" select="normalize-space(.)"/>
  <xsl:variable name="wide">
    <xsl:call-template name="width"><xsl:with-param name="text" select="$words"/></xsl:call-template>
  </xsl:variable>
  <xsl:call-template name="lines"/>
  <xsl:choose>
    <xsl:when test="@level = '1'"><xsl:value-of select="concat(translate(substring($dashes, 1, $wide), '-', '='), '&#10;')"/></xsl:when>
    <xsl:when test="@level = '2'"><xsl:value-of select="concat(substring($dashes, 1, $wide), '&#10;')"/></xsl:when>
  </xsl:choose>
  <xsl:text>&#10;</xsl:text>
</xsl:template>

<xsl:template match="p">
  <xsl:call-template name="lines"/>
  <xsl:text>&#10;</xsl:text>
</xsl:template>

<xsl:template match="p[@class = 'quote']">
  <xsl:call-template name="lines">
    <xsl:with-param name="first" select="'    '"/>
    <xsl:with-param name="rest" select="'    '"/>
  </xsl:call-template>
  <xsl:text>&#10;</xsl:text>
</xsl:template>

<xsl:template match="field">
  <xsl:for-each select="label">
    <xsl:call-template name="lines">
      <xsl:with-param name="first">
        <xsl:if test="../@n"><xsl:value-of select="concat(../@n, '  ')"/></xsl:if>
      </xsl:with-param>
      <xsl:with-param name="rest" select="'    '"/>
      <xsl:with-param name="text">
        <xsl:value-of select="normalize-space(.)"/>
        <xsl:if test="translate(substring(normalize-space(.), string-length(normalize-space(.))), '?:.', '') != ''">:</xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:for-each>
  <xsl:for-each select="value">
    <xsl:choose>
      <xsl:when test="node()">
        <xsl:call-template name="lines">
          <xsl:with-param name="first" select="'    '"/>
          <xsl:with-param name="rest" select="'    '"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('    ', translate(substring($dashes, 1, 40), '-', '_'), '&#10;')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:for-each>
  <xsl:text>&#10;</xsl:text>
</xsl:template>

<!-- Said in front of each cell. -->
<xsl:template match="head"/>

<xsl:template match="row">
  <xsl:variable name="short" select="count(cell) &lt; count(../col | ../head[not(../col)]/cell)"/>
  <xsl:for-each select="cell[normalize-space(.) != '' and not(@class = 'empty')]">
    <xsl:variable name="at" select="count(preceding-sibling::cell) + 1"/>
    <xsl:variable name="head" select="normalize-space(../../head/cell[$at])"/>
    <xsl:call-template name="lines">
      <xsl:with-param name="first">
        <xsl:if test="$head != '' and not($short and not(following-sibling::cell))">
          <xsl:value-of select="concat($head, ': ')"/>
        </xsl:if>
      </xsl:with-param>
      <xsl:with-param name="rest" select="'    '"/>
    </xsl:call-template>
  </xsl:for-each>
  <xsl:text>&#10;</xsl:text>
</xsl:template>

<xsl:template match="item">
  <xsl:call-template name="lines">
    <xsl:with-param name="first">
      <xsl:choose>
        <xsl:when test="../@ordered = 'yes'"><xsl:value-of select="concat(position(), '. ')"/></xsl:when>
        <xsl:otherwise>- </xsl:otherwise>
      </xsl:choose>
    </xsl:with-param>
    <xsl:with-param name="rest" select="'   '"/>
  </xsl:call-template>
  <xsl:if test="position() = last()"><xsl:text>&#10;</xsl:text></xsl:if>
</xsl:template>

<xsl:template match="figure">
  <xsl:call-template name="lines">
    <xsl:with-param name="text" select="concat('[', normalize-space(@alt), ']')"/>
  </xsl:call-template>
  <xsl:text>&#10;</xsl:text>
</xsl:template>

<!-- ==== text ==== -->

<xsl:template match="text()" mode="flat"><xsl:value-of select="."/></xsl:template>
<xsl:template match="br" mode="flat"><xsl:value-of select="$br"/></xsl:template>
<xsl:template match="note" mode="flat">
  <xsl:text>[</xsl:text><xsl:number level="any"/><xsl:text>]</xsl:text>
</xsl:template>

<!-- The text of this element as lines, the first behind `first`, the others
     behind `rest`. -->
<xsl:template name="lines">
  <xsl:param name="first"/>
  <xsl:param name="rest"/>
  <xsl:param name="text">
    <xsl:apply-templates mode="flat"/>
  </xsl:param>
  <xsl:variable name="flat" select="normalize-space($text)"/>
  <xsl:call-template name="broken">
    <xsl:with-param name="first" select="$first"/>
    <xsl:with-param name="rest" select="$rest"/>
    <xsl:with-param name="text" select="$flat"/>
  </xsl:call-template>
</xsl:template>

<!-- Halved until it is short, at a line break where there is one: a template
     may not call itself as often as a long text has lines. -->
<xsl:template name="broken">
  <xsl:param name="first"/>
  <xsl:param name="rest"/>
  <xsl:param name="text"/>
  <xsl:variable name="half" select="floor(string-length($text) div 2)"/>
  <xsl:variable name="tail" select="substring($text, $half + 1)"/>
  <xsl:variable name="mark">
    <xsl:choose>
      <xsl:when test="contains($tail, $br)"><xsl:value-of select="$br"/></xsl:when>
      <xsl:when test="contains($text, $br)"><xsl:value-of select="$br"/></xsl:when>
      <xsl:when test="$half &gt; 1500 and contains($tail, ' ')"><xsl:text> </xsl:text></xsl:when>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="from">
    <xsl:choose>
      <xsl:when test="$mark = ''">0</xsl:when>
      <xsl:when test="contains($tail, $mark)"><xsl:value-of select="$half + string-length(substring-before($tail, $mark)) + 1"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="string-length(substring-before($text, $mark)) + 1"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:choose>
    <xsl:when test="$mark = ''">
      <xsl:call-template name="wrapped">
        <xsl:with-param name="first" select="$first"/>
        <xsl:with-param name="rest" select="$rest"/>
        <xsl:with-param name="text" select="normalize-space($text)"/>
      </xsl:call-template>
    </xsl:when>
    <xsl:otherwise>
      <xsl:call-template name="broken">
        <xsl:with-param name="first" select="$first"/>
        <xsl:with-param name="rest" select="$rest"/>
        <xsl:with-param name="text" select="substring($text, 1, $from - 1)"/>
      </xsl:call-template>
      <xsl:call-template name="broken">
        <xsl:with-param name="first" select="$rest"/>
        <xsl:with-param name="rest" select="$rest"/>
        <xsl:with-param name="text" select="substring($text, $from + 1)"/>
      </xsl:call-template>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="wrapped">
  <xsl:param name="first"/>
  <xsl:param name="rest"/>
  <xsl:param name="text"/>
  <xsl:variable name="before">
    <xsl:call-template name="width"><xsl:with-param name="text" select="$first"/></xsl:call-template>
  </xsl:variable>
  <xsl:variable name="fit">
    <xsl:call-template name="fit">
      <xsl:with-param name="text" select="$text"/>
      <xsl:with-param name="room" select="$columns - $before"/>
      <xsl:with-param name="n" select="$columns - $before"/>
    </xsl:call-template>
  </xsl:variable>
  <xsl:variable name="cut">
    <xsl:choose>
      <xsl:when test="string-length($text) &lt;= $fit"><xsl:value-of select="$fit"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="space">
          <xsl:with-param name="text" select="$text"/>
          <xsl:with-param name="at" select="$fit + 1"/>
          <xsl:with-param name="most" select="$fit"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="more" select="normalize-space(substring($text, $cut + 1))"/>
  <xsl:value-of select="concat($first, normalize-space(substring($text, 1, $cut)), '&#10;')"/>
  <xsl:if test="$more != ''">
    <xsl:call-template name="wrapped">
      <xsl:with-param name="first" select="$rest"/>
      <xsl:with-param name="rest" select="$rest"/>
      <xsl:with-param name="text" select="$more"/>
    </xsl:call-template>
  </xsl:if>
</xsl:template>

<!-- How many columns. -->
<xsl:template name="width">
  <xsl:param name="text"/>
  <xsl:variable name="other" select="translate($text, $ascii, '')"/>
  <xsl:choose>
    <xsl:when test="$other = ''"><xsl:value-of select="string-length($text)"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="string-length($text) + string-length(translate($other, $narrow, ''))"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- How many of the first n letters go into the room; at least one. -->
<xsl:template name="fit">
  <xsl:param name="text"/>
  <xsl:param name="room"/>
  <xsl:param name="n"/>
  <xsl:variable name="wide">
    <xsl:call-template name="width"><xsl:with-param name="text" select="substring($text, 1, $n)"/></xsl:call-template>
  </xsl:variable>
  <xsl:choose>
    <xsl:when test="$n &lt;= 1">1</xsl:when>
    <xsl:when test="$wide &lt;= $room"><xsl:value-of select="$n"/></xsl:when>
    <xsl:otherwise>
      <xsl:call-template name="fit">
        <xsl:with-param name="text" select="$text"/>
        <xsl:with-param name="room" select="$room"/>
        <xsl:with-param name="n" select="$n - ceiling(($wide - $room) div 2)"/>
      </xsl:call-template>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- The last space up to `at`, if it is in the second half of what fits; else
     the line is cut where it is full. -->
<xsl:template name="space">
  <xsl:param name="text"/>
  <xsl:param name="at"/>
  <xsl:param name="most"/>
  <xsl:choose>
    <xsl:when test="$at &lt; $most div 2"><xsl:value-of select="$most"/></xsl:when>
    <xsl:when test="substring($text, $at, 1) = ' '"><xsl:value-of select="$at"/></xsl:when>
    <xsl:otherwise>
      <xsl:call-template name="space">
        <xsl:with-param name="text" select="$text"/>
        <xsl:with-param name="at" select="$at - 1"/>
        <xsl:with-param name="most" select="$most"/>
      </xsl:call-template>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>
</xsl:stylesheet>
