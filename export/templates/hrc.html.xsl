<?xml version="1.0" encoding="UTF-8"?>
<!-- Annex of victims as self-contained HTML: no script, nothing loaded from
     anywhere, prints on A4 across.  Input: export/annex.h. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:svg="http://www.w3.org/2000/svg" exclude-result-prefixes="svg">
<xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat" indent="no"/>

<xsl:template name="say">
  <xsl:param name="en"/>
  <xsl:param name="ko"/>
  <xsl:choose>
    <xsl:when test="/annex/@lang = 'ko'"><xsl:value-of select="$ko"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="$en"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="draft">
  <xsl:call-template name="say">
    <xsl:with-param name="en">DRAFT, NOT CHECKED FOR EXPOSURE</xsl:with-param>
    <xsl:with-param name="ko">초안 – 신원 노출 점검 안 함</xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template name="head">
  <xsl:param name="en"/>
  <xsl:param name="ko"/>
  <th scope="col">
    <xsl:call-template name="say">
      <xsl:with-param name="en" select="$en"/>
      <xsl:with-param name="ko" select="$ko"/>
    </xsl:call-template>
  </th>
</xsl:template>

<xsl:template match="/annex">
<html lang="{@lang}">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="referrer" content="no-referrer"/>
<title><xsl:value-of select="title"/></title>
<style>
@page { size: A4 landscape; margin: 16mm 12mm 18mm; }
body { font: 9.5pt/1.35 "Noto Sans", "Noto Sans CJK KR", "Malgun Gothic", sans-serif; margin: 2em; color: #111; }
h1 { font-size: 14pt; margin: 0 0 .3em; }
p.about { margin: 0 0 1em; color: #333; }
p.draft { position: fixed; left: 0; right: 0; bottom: 0; margin: 0; padding: .25em; text-align: center;
  font-weight: bold; letter-spacing: .06em; border-top: 1px solid #a00; color: #a00; background: #fff; }
table { border-collapse: collapse; width: 100%; margin-bottom: 1.5em; }
thead { display: table-header-group; }
tr { page-break-inside: avoid; }
th, td { border: 1px solid #999; padding: .25em .4em; text-align: left; vertical-align: top; }
th { background: #eee; font-weight: 600; }
/* Repeated on every page: room for the line that says it is a draft. */
tfoot { display: none; }
tfoot td { border: 0; height: 1.6em; padding: 0; }
td.n { text-align: right; }
td.empty { color: #888; }
tr.withheld td { background: #f7f7f7; }
section p { white-space: pre-line; }
section.journey { page-break-before: always; break-before: page; }
section.journey h2 { font-size: 12pt; margin: 0 0 .4em; }
section.journey svg { display: block; width: 100%; margin-bottom: .8em; page-break-inside: avoid; break-inside: avoid; }
section.journey td:nth-child(2) { width: 26%; }
body > *:last-child { margin-bottom: 3em; }
@media print { body { margin: 0; } tfoot { display: table-footer-group; } }
</style>
</head>
<body>
<p class="draft"><xsl:call-template name="draft"/></p>
<h1><xsl:value-of select="title"/></h1>
<p class="about">
  <strong><xsl:call-template name="draft"/></strong><br/>
  <xsl:call-template name="say">
    <xsl:with-param name="en">Annex of victims. Date of this document: </xsl:with-param>
    <xsl:with-param name="ko">피해자 명단. 문서 작성일: </xsl:with-param>
  </xsl:call-template>
  <xsl:value-of select="@date"/>.
  <xsl:call-template name="say">
    <xsl:with-param name="en"> Named are only those whose recorded consent covers: </xsl:with-param>
    <xsl:with-param name="ko"> 다음 범위의 동의가 기록된 사람만 이름을 적습니다: </xsl:with-param>
  </xsl:call-template>
  <xsl:value-of select="scope"/>.
  <xsl:call-template name="say">
    <xsl:with-param name="en"> Dates say no more than is known: “about” is near that date, “uncertain” may be wrong. Accounts that differ stand side by side, divided by “;”.</xsl:with-param>
    <xsl:with-param name="ko"> 날짜는 아는 만큼만 적습니다. “경”과 “무렵”은 그즈음을, “불확실”은 틀릴 수 있음을 뜻합니다. 서로 다른 진술은 “;”로 나누어 함께 적습니다.</xsl:with-param>
  </xsl:call-template>
</p>
<xsl:if test="victim">
<table>
<thead><tr>
  <xsl:call-template name="head"><xsl:with-param name="en">No</xsl:with-param><xsl:with-param name="ko">번호</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Name</xsl:with-param><xsl:with-param name="ko">이름(로마자)</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Hangul</xsl:with-param><xsl:with-param name="ko">한글</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Hanja</xsl:with-param><xsl:with-param name="ko">한자</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Sex</xsl:with-param><xsl:with-param name="ko">성별</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Birth or age</xsl:with-param><xsl:with-param name="ko">생년 또는 나이</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Origin</xsl:with-param><xsl:with-param name="ko">출신지</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Arrest</xsl:with-param><xsl:with-param name="ko">체포</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Detention</xsl:with-param><xsl:with-param name="ko">구금</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Repatriation</xsl:with-param><xsl:with-param name="ko">송환</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Last known status</xsl:with-param><xsl:with-param name="ko">마지막 상태</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Basis</xsl:with-param><xsl:with-param name="ko">근거</xsl:with-param></xsl:call-template>
</tr></thead>
<tfoot><tr><td colspan="12"></td></tr></tfoot>
<tbody><xsl:apply-templates select="victim"/></tbody>
</table>
</xsl:if>
<xsl:if test="further">
<table class="further">
<thead><tr>
  <xsl:call-template name="head"><xsl:with-param name="en">Persons not listed above</xsl:with-param><xsl:with-param name="ko">위에 적지 않은 사람</xsl:with-param></xsl:call-template>
</tr></thead>
<tfoot><tr><td></td></tr></tfoot>
<tbody><xsl:apply-templates select="further"/></tbody>
</table>
</xsl:if>
<xsl:apply-templates select="accounts"/>
<xsl:apply-templates select="journey"/>
<xsl:apply-templates select="narrative"/>
</body>
</html>
</xsl:template>

<xsl:template name="cell">
  <xsl:param name="is"/>
  <xsl:choose>
    <xsl:when test="$is"><td><xsl:value-of select="$is"/></td></xsl:when>
    <xsl:otherwise><td class="empty">–</td></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="victim[@disclosed = 'yes']">
<tr>
  <td class="n"><xsl:value-of select="@n"/></td>
  <xsl:call-template name="cell"><xsl:with-param name="is" select="latin"/></xsl:call-template>
  <xsl:call-template name="cell"><xsl:with-param name="is" select="hangul"/></xsl:call-template>
  <xsl:call-template name="cell"><xsl:with-param name="is" select="hanja"/></xsl:call-template>
  <xsl:call-template name="cell"><xsl:with-param name="is" select="sex"/></xsl:call-template>
  <xsl:call-template name="cell"><xsl:with-param name="is" select="birth"/></xsl:call-template>
  <xsl:call-template name="cell"><xsl:with-param name="is" select="origin"/></xsl:call-template>
  <xsl:call-template name="cell"><xsl:with-param name="is" select="arrest"/></xsl:call-template>
  <xsl:call-template name="cell"><xsl:with-param name="is" select="detention"/></xsl:call-template>
  <xsl:call-template name="cell"><xsl:with-param name="is" select="repatriation"/></xsl:call-template>
  <xsl:call-template name="cell"><xsl:with-param name="is" select="status"/></xsl:call-template>
  <xsl:call-template name="cell"><xsl:with-param name="is" select="basis"/></xsl:call-template>
</tr>
</xsl:template>

<xsl:template match="victim">
<tr class="withheld">
  <td class="n"><xsl:value-of select="@n"/></td>
  <td colspan="11"><xsl:value-of select="placeholder"/></td>
</tr>
</xsl:template>

<xsl:template name="further">
  <xsl:call-template name="say">
    <xsl:with-param name="en">
      <xsl:choose>
        <xsl:when test="@is = 'one'">1 further person, name withheld or unknown</xsl:when>
        <xsl:otherwise>
          <xsl:choose>
            <xsl:when test="@is = 'least'">at least </xsl:when>
            <xsl:when test="@is = 'most'">up to </xsl:when>
          </xsl:choose>
          <xsl:value-of select="concat(., ' further persons, names withheld or unknown')"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:with-param>
    <xsl:with-param name="ko">
      <xsl:text>그 밖에 </xsl:text>
      <xsl:if test="@is = 'most'">많게는 </xsl:if>
      <xsl:value-of select="concat(., '명')"/>
      <xsl:if test="@is = 'least'"> 이상</xsl:if>
      <xsl:text> (이름을 밝히지 않거나 모름)</xsl:text>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template match="further">
<tr><td>
  <xsl:call-template name="further"/>
</td></tr>
</xsl:template>

<!-- The drawings, and the same facts as a table. -->
<xsl:template match="journey">
<section class="journey">
<h2><xsl:call-template name="say">
  <xsl:with-param name="en" select="concat('Journey of No ', @n)"/>
  <xsl:with-param name="ko" select="concat(@n, '번의 경로')"/>
</xsl:call-template></h2>
<xsl:copy-of select="svg:svg"/>
<table>
<thead><tr>
  <xsl:call-template name="head"><xsl:with-param name="en">Stage</xsl:with-param><xsl:with-param name="ko">단계</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">When</xsl:with-param><xsl:with-param name="ko">언제</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">What</xsl:with-param><xsl:with-param name="ko">무엇</xsl:with-param></xsl:call-template>
  <xsl:if test="stage/account">
    <xsl:call-template name="head"><xsl:with-param name="en">Accounts</xsl:with-param><xsl:with-param name="ko">진술</xsl:with-param></xsl:call-template>
  </xsl:if>
</tr></thead>
<tfoot><tr><td colspan="4"></td></tr></tfoot>
<tbody><xsl:apply-templates select="stage"/></tbody>
</table>
</section>
</xsl:template>

<xsl:template match="stage">
<tr>
  <td class="n"><xsl:value-of select="@n"/></td>
  <td><xsl:value-of select="when"/></td>
  <td><xsl:value-of select="what"/></td>
  <xsl:if test="../stage/account">
    <td>
      <xsl:value-of select="account"/>
      <xsl:if test="@clash">
        <xsl:call-template name="say">
          <xsl:with-param name="en">; they contradict each other</xsl:with-param>
          <xsl:with-param name="ko">, 서로 어긋남</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
    </td>
  </xsl:if>
</tr>
</xsl:template>

<xsl:template name="whose">
  <xsl:choose>
    <xsl:when test="@n"><xsl:call-template name="say">
      <xsl:with-param name="en" select="concat('Where accounts on No ', @n, ' differ')"/>
      <xsl:with-param name="ko" select="concat(@n, '번에 대하여 진술이 서로 다른 점')"/>
    </xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:call-template name="say">
      <xsl:with-param name="en" select="concat('Where accounts on persons not listed above differ (', @group, ')')"/>
      <xsl:with-param name="ko" select="concat('위에 적지 않은 사람들에 대하여 진술이 서로 다른 점 (', @group, ')')"/>
    </xsl:call-template></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="about">
  <xsl:value-of select="@of"/>
  <xsl:choose>
    <xsl:when test="@status = 'disputed'"><xsl:call-template name="say">
      <xsl:with-param name="en">: disputed</xsl:with-param>
      <xsl:with-param name="ko">: 진술 엇갈림</xsl:with-param>
    </xsl:call-template></xsl:when>
    <xsl:when test="@clash = 'yes'"><xsl:call-template name="say">
      <xsl:with-param name="en">: accounts that contradict each other</xsl:with-param>
      <xsl:with-param name="ko">: 서로 어긋나는 진술</xsl:with-param>
    </xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:call-template name="say">
      <xsl:with-param name="en">: several accounts</xsl:with-param>
      <xsl:with-param name="ko">: 여러 진술</xsl:with-param>
    </xsl:call-template></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="sources">
  <xsl:for-each select="source">
    <xsl:if test="position() &gt; 1">; </xsl:if>
    <xsl:value-of select="."/>
  </xsl:for-each>
  <xsl:if test="source and withheld">; </xsl:if>
  <xsl:if test="withheld"><xsl:call-template name="say">
    <xsl:with-param name="en" select="concat(withheld, ' not named here')"/>
    <xsl:with-param name="ko" select="concat('여기에 밝히지 않는 출처 ', withheld, '건')"/>
  </xsl:call-template></xsl:if>
  <xsl:if test="not(source) and not(withheld)"><xsl:call-template name="say">
    <xsl:with-param name="en">no source recorded</xsl:with-param>
    <xsl:with-param name="ko">기록된 출처 없음</xsl:with-param>
  </xsl:call-template></xsl:if>
</xsl:template>

<xsl:template name="origins">
  <xsl:choose>
    <xsl:when test="origins = 0"><xsl:call-template name="say">
      <xsl:with-param name="en">origin not known</xsl:with-param>
      <xsl:with-param name="ko">처음 출처를 알 수 없음</xsl:with-param>
    </xsl:call-template></xsl:when>
    <xsl:when test="origins = 1"><xsl:call-template name="say">
      <xsl:with-param name="en">1 origin</xsl:with-param>
      <xsl:with-param name="ko">처음 출처 1곳</xsl:with-param>
    </xsl:call-template></xsl:when>
    <xsl:otherwise><xsl:call-template name="say">
      <xsl:with-param name="en" select="concat(origins, ' independent origins')"/>
      <xsl:with-param name="ko" select="concat('서로 독립된 처음 출처 ', origins, '곳')"/>
    </xsl:call-template></xsl:otherwise>
  </xsl:choose>
  <xsl:if test="origins/@states = 'yes'"><xsl:call-template name="say">
    <xsl:with-param name="en">, a State</xsl:with-param>
    <xsl:with-param name="ko">, 국가의 발표</xsl:with-param>
  </xsl:call-template></xsl:if>
</xsl:template>

<xsl:template name="says">
  <xsl:choose>
    <xsl:when test="says"><xsl:value-of select="says"/></xsl:when>
    <xsl:otherwise><xsl:call-template name="say">
      <xsl:with-param name="en">(what it says is withheld)</xsl:with-param>
      <xsl:with-param name="ko">(내용은 밝히지 않음)</xsl:with-param>
    </xsl:call-template></xsl:otherwise>
  </xsl:choose>
  <xsl:if test="@preferred = 'yes'"><xsl:call-template name="say">
    <xsl:with-param name="en"> (preferred)</xsl:with-param>
    <xsl:with-param name="ko"> (우선하는 진술)</xsl:with-param>
  </xsl:call-template></xsl:if>
</xsl:template>

<xsl:template match="accounts">
<section class="accounts">
<h2><xsl:call-template name="whose"/></h2>
<table>
<thead><tr>
  <xsl:call-template name="head"><xsl:with-param name="en">About</xsl:with-param><xsl:with-param name="ko">무엇에 대하여</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Account</xsl:with-param><xsl:with-param name="ko">진술</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Sources</xsl:with-param><xsl:with-param name="ko">출처</xsl:with-param></xsl:call-template>
  <xsl:call-template name="head"><xsl:with-param name="en">Rests on</xsl:with-param><xsl:with-param name="ko">처음 출처</xsl:with-param></xsl:call-template>
</tr></thead>
<tbody><xsl:apply-templates select="dispute/account"/></tbody>
</table>
</section>
</xsl:template>

<xsl:template match="account">
<tr>
  <xsl:if test="not(preceding-sibling::account)">
    <td rowspan="{count(../account)}"><xsl:for-each select=".."><xsl:call-template name="about"/></xsl:for-each></td>
  </xsl:if>
  <td><xsl:call-template name="says"/></td>
  <td><xsl:call-template name="sources"/></td>
  <td><xsl:call-template name="origins"/></td>
</tr>
</xsl:template>

<xsl:template match="narrative">
<section>
<h2><xsl:call-template name="say">
  <xsl:with-param name="en" select="concat('On No ', @n)"/>
  <xsl:with-param name="ko" select="concat(@n, '번에 대하여')"/>
</xsl:call-template></h2>
<p><xsl:value-of select="."/></p>
</section>
</xsl:template>
</xsl:stylesheet>
