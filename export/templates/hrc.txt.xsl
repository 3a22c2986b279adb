<?xml version="1.0" encoding="UTF-8"?>
<!-- Annex of victims as plain text, four persons a page.  Input:
     export/annex.h. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text" encoding="UTF-8"/>
<xsl:strip-space elements="*"/>

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
    <xsl:with-param name="en">*** DRAFT, NOT CHECKED FOR EXPOSURE ***</xsl:with-param>
    <xsl:with-param name="ko">*** 초안 – 신원 노출 점검 안 함 ***</xsl:with-param>
  </xsl:call-template>
  <xsl:text>&#10;&#10;</xsl:text>
</xsl:template>

<!-- A form feed cannot stand in XML: a rule of dashes begins each page. -->
<xsl:template name="page">
  <xsl:text>----------------------------------------------------------------------&#10;</xsl:text>
  <xsl:call-template name="draft"/>
</xsl:template>

<xsl:template match="/annex">
  <xsl:call-template name="draft"/>
  <xsl:value-of select="title"/>
  <xsl:text>&#10;</xsl:text>
  <xsl:call-template name="say">
    <xsl:with-param name="en">Annex of victims. Date of this document: </xsl:with-param>
    <xsl:with-param name="ko">피해자 명단. 문서 작성일: </xsl:with-param>
  </xsl:call-template>
  <xsl:value-of select="@date"/>
  <xsl:text>&#10;</xsl:text>
  <xsl:call-template name="say">
    <xsl:with-param name="en">Named are only those whose recorded consent covers: </xsl:with-param>
    <xsl:with-param name="ko">다음 범위의 동의가 기록된 사람만 이름을 적습니다: </xsl:with-param>
  </xsl:call-template>
  <xsl:value-of select="scope"/>
  <xsl:text>&#10;&#10;</xsl:text>
  <xsl:apply-templates select="victim"/>
  <xsl:apply-templates select="further"/>
  <xsl:if test="accounts"><xsl:text>&#10;</xsl:text><xsl:call-template name="page"/></xsl:if>
  <xsl:apply-templates select="accounts"/>
  <xsl:if test="narrative"><xsl:text>&#10;</xsl:text><xsl:call-template name="page"/></xsl:if>
  <xsl:apply-templates select="narrative"/>
</xsl:template>

<xsl:template match="victim">
  <xsl:if test="position() &gt; 1 and position() mod 4 = 1"><xsl:call-template name="page"/></xsl:if>
  <xsl:value-of select="@n"/>
  <xsl:text>. </xsl:text>
  <xsl:choose>
    <xsl:when test="@disclosed = 'yes'"><xsl:text>&#10;</xsl:text><xsl:apply-templates select="*"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="placeholder"/><xsl:text>&#10;</xsl:text></xsl:otherwise>
  </xsl:choose>
  <xsl:text>&#10;</xsl:text>
</xsl:template>

<xsl:template name="line">
  <xsl:param name="en"/>
  <xsl:param name="ko"/>
  <xsl:text>   </xsl:text>
  <xsl:call-template name="say"><xsl:with-param name="en" select="$en"/><xsl:with-param name="ko" select="$ko"/></xsl:call-template>
  <xsl:text>: </xsl:text>
  <xsl:value-of select="."/>
  <xsl:text>&#10;</xsl:text>
</xsl:template>

<xsl:template match="victim/latin"><xsl:call-template name="line"><xsl:with-param name="en">Name</xsl:with-param><xsl:with-param name="ko">이름(로마자)</xsl:with-param></xsl:call-template></xsl:template>
<xsl:template match="victim/hangul"><xsl:call-template name="line"><xsl:with-param name="en">Hangul</xsl:with-param><xsl:with-param name="ko">한글</xsl:with-param></xsl:call-template></xsl:template>
<xsl:template match="victim/hanja"><xsl:call-template name="line"><xsl:with-param name="en">Hanja</xsl:with-param><xsl:with-param name="ko">한자</xsl:with-param></xsl:call-template></xsl:template>
<xsl:template match="victim/sex"><xsl:call-template name="line"><xsl:with-param name="en">Sex</xsl:with-param><xsl:with-param name="ko">성별</xsl:with-param></xsl:call-template></xsl:template>
<xsl:template match="victim/birth"><xsl:call-template name="line"><xsl:with-param name="en">Birth or age</xsl:with-param><xsl:with-param name="ko">생년 또는 나이</xsl:with-param></xsl:call-template></xsl:template>
<xsl:template match="victim/origin"><xsl:call-template name="line"><xsl:with-param name="en">Origin</xsl:with-param><xsl:with-param name="ko">출신지</xsl:with-param></xsl:call-template></xsl:template>
<xsl:template match="victim/arrest"><xsl:call-template name="line"><xsl:with-param name="en">Arrest</xsl:with-param><xsl:with-param name="ko">체포</xsl:with-param></xsl:call-template></xsl:template>
<xsl:template match="victim/detention"><xsl:call-template name="line"><xsl:with-param name="en">Detention</xsl:with-param><xsl:with-param name="ko">구금</xsl:with-param></xsl:call-template></xsl:template>
<xsl:template match="victim/repatriation"><xsl:call-template name="line"><xsl:with-param name="en">Repatriation</xsl:with-param><xsl:with-param name="ko">송환</xsl:with-param></xsl:call-template></xsl:template>
<xsl:template match="victim/status"><xsl:call-template name="line"><xsl:with-param name="en">Last known status</xsl:with-param><xsl:with-param name="ko">마지막 상태</xsl:with-param></xsl:call-template></xsl:template>
<xsl:template match="victim/basis"><xsl:call-template name="line"><xsl:with-param name="en">Basis</xsl:with-param><xsl:with-param name="ko">근거</xsl:with-param></xsl:call-template></xsl:template>

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
  <xsl:call-template name="further"/>
  <xsl:text>&#10;</xsl:text>
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
  <xsl:call-template name="whose"/>
  <xsl:text>&#10;</xsl:text>
  <xsl:apply-templates select="dispute"/>
  <xsl:text>&#10;</xsl:text>
</xsl:template>

<xsl:template match="dispute">
  <xsl:text>   </xsl:text>
  <xsl:call-template name="about"/>
  <xsl:text>&#10;</xsl:text>
  <xsl:for-each select="account">
    <xsl:text>   - </xsl:text>
    <xsl:call-template name="says"/>
    <xsl:text>&#10;     </xsl:text>
    <xsl:call-template name="say"><xsl:with-param name="en">Sources: </xsl:with-param><xsl:with-param name="ko">출처: </xsl:with-param></xsl:call-template>
    <xsl:call-template name="sources"/>
    <xsl:text> [</xsl:text>
    <xsl:call-template name="origins"/>
    <xsl:text>]&#10;</xsl:text>
  </xsl:for-each>
</xsl:template>

<xsl:template match="narrative">
  <xsl:call-template name="say">
    <xsl:with-param name="en" select="concat('On No ', @n, ':')"/>
    <xsl:with-param name="ko" select="concat(@n, '번에 대하여:')"/>
  </xsl:call-template>
  <xsl:text>&#10;</xsl:text>
  <xsl:value-of select="."/>
  <xsl:text>&#10;&#10;</xsl:text>
</xsl:template>
</xsl:stylesheet>
