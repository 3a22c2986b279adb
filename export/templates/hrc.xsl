<?xml version="1.0" encoding="UTF-8"?>
<!-- Written statement of an organisation to the Human Rights Council, and its
     annex of victims.  Everything before the annex counts as words of the
     statement (cli/petition/wordlimit.h).
     Input: export/petition/dossier.h; output: export/page/page.h.  Texts: words.*.xml. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:svg="http://www.w3.org/2000/svg" exclude-result-prefixes="svg">
<?parts?>

<xsl:template match="/petition">
  <xsl:call-template name="page">
    <xsl:with-param name="id">annex</xsl:with-param>
    <xsl:with-param name="body">
      <h level="1"><xsl:call-template name="title"><xsl:with-param name="id">annex</xsl:with-param></xsl:call-template></h>
      <xsl:if test="statement">
        <p class="about">
          <xsl:call-template name="w"><xsl:with-param name="id">hrc.title</xsl:with-param></xsl:call-template>
          <xsl:if test="submitter/organisation[not(@known)]"><br/><xsl:call-template name="join"><xsl:with-param name="is" select="submitter/organisation"/></xsl:call-template></xsl:if>
          <xsl:for-each select="session | agenda-item"><br/><xsl:call-template name="w"><xsl:with-param name="id" select="concat('hrc.', local-name())"/><xsl:with-param name="a"><xsl:apply-templates select="." mode="value"/></xsl:with-param></xsl:call-template></xsl:for-each>
        </p>
        <xsl:apply-templates select="statement/p"/>
        <xsl:call-template name="requests"/>
        <break/>
      </xsl:if>
      <xsl:if test="statement or title">
        <xsl:call-template name="h"><xsl:with-param name="level"><xsl:choose><xsl:when test="statement">1</xsl:when><xsl:otherwise>2</xsl:otherwise></xsl:choose></xsl:with-param><xsl:with-param name="id">annex</xsl:with-param></xsl:call-template>
      </xsl:if>
      <p class="about"><xsl:call-template name="w"><xsl:with-param name="id">date-of-document</xsl:with-param><xsl:with-param name="a" select="annex/@date"/></xsl:call-template></p>
      <xsl:call-template name="how-to-read"/>
      <xsl:apply-templates select="annex"/>
      <xsl:apply-templates select="annex/narrative"/>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template match="statement/p">
  <p><xsl:for-each select="node()"><xsl:choose>
    <xsl:when test="self::note"><note><xsl:value-of select="."/></note></xsl:when>
    <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
  </xsl:choose></xsl:for-each></p>
</xsl:template>

<xsl:template match="annex/narrative">
  <xsl:call-template name="h"><xsl:with-param name="id">narrative.of</xsl:with-param><xsl:with-param name="a" select="@n"/></xsl:call-template>
  <p><xsl:value-of select="."/></p>
</xsl:template>
</xsl:stylesheet>
