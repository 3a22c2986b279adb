<?xml version="1.0" encoding="UTF-8"?>
<!-- Special Rapporteur on torture: its questionnaire, sections I to IV.
     Input: export/petition/dossier.h; output: export/page/page.h.  Texts: words.*.xml. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:svg="http://www.w3.org/2000/svg" exclude-result-prefixes="svg">
<?parts?>

<xsl:template match="/petition">
  <xsl:call-template name="page">
    <xsl:with-param name="id">torture.title</xsl:with-param>
    <xsl:with-param name="body">
      <xsl:call-template name="front"><xsl:with-param name="id">torture.title</xsl:with-param></xsl:call-template>
      <xsl:apply-templates select="victim[@disclosed = 'yes']" mode="form"/>
      <xsl:apply-templates select="victim[@disclosed = 'no']" mode="withheld"/>
      <xsl:call-template name="annexes"/>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template match="victim" mode="form">
  <xsl:variable name="harm" select="stage[*/violation]"/>
  <xsl:variable name="arrest" select="stage[event/type/@code = 'arrest']/event"/>
  <xsl:variable name="held" select="stage/detention"/>
  <xsl:if test="preceding-sibling::victim[@disclosed = 'yes']"><break/></xsl:if>
  <xsl:call-template name="person-heading"/>
  <xsl:call-template name="h"><xsl:with-param name="id">torture.I</xsl:with-param></xsl:call-template>
  <fields><xsl:for-each select="person"><xsl:call-template name="identity"><xsl:with-param name="n">I.</xsl:with-param></xsl:call-template></xsl:for-each></fields>
  <xsl:call-template name="h"><xsl:with-param name="id">torture.II</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">II.1</xsl:with-param><xsl:with-param name="id">torture.seized</xsl:with-param><xsl:with-param name="is" select="$arrest/date | $held[not($arrest/date)]/date"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.2</xsl:with-param><xsl:with-param name="id">torture.seized-place</xsl:with-param><xsl:with-param name="is" select="$arrest/place | $held[not($arrest/place)]/place"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.3</xsl:with-param><xsl:with-param name="id">torture.date</xsl:with-param><xsl:with-param name="is" select="$harm/*/date"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.4</xsl:with-param><xsl:with-param name="id">torture.place</xsl:with-param><xsl:with-param name="is" select="$harm/*/place"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.5</xsl:with-param><xsl:with-param name="id">torture.forces</xsl:with-param><xsl:with-param name="is" select="$harm/*/perpetrator | $arrest/perpetrator"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.6</xsl:with-param><xsl:with-param name="id">torture.held-by</xsl:with-param><xsl:with-param name="is" select="$held/authority"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.7</xsl:with-param><xsl:with-param name="id">torture.access</xsl:with-param><xsl:with-param name="is" select="$held/access"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.8</xsl:with-param><xsl:with-param name="id">torture.methods</xsl:with-param><xsl:with-param name="is" select="$harm/*/violation/code | $harm/*/violation/method"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.9</xsl:with-param><xsl:with-param name="id">torture.injuries</xsl:with-param><xsl:with-param name="is" select="$harm/*/violation/injury"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.10</xsl:with-param><xsl:with-param name="id">torture.purpose</xsl:with-param><xsl:with-param name="is" select="$harm/*/violation/purpose"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.11</xsl:with-param><xsl:with-param name="id">torture.medical</xsl:with-param><xsl:with-param name="is" select="medical"/></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">torture.told</xsl:with-param></xsl:call-template>
  <xsl:call-template name="chronology"/>
  <xsl:call-template name="h"><xsl:with-param name="id">torture.III</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="steps"><xsl:with-param name="n">III.1</xsl:with-param><xsl:with-param name="id">steps</xsl:with-param></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">III.2</xsl:with-param><xsl:with-param name="id">result</xsl:with-param><xsl:with-param name="is" select="action/result | /petition/remedy/result"/></xsl:call-template>
    <xsl:call-template name="not-taken"><xsl:with-param name="n">III.3</xsl:with-param><xsl:with-param name="id">why-not</xsl:with-param></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">III.4</xsl:with-param><xsl:with-param name="id">interventions</xsl:with-param><xsl:with-param name="is" select="intervention"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">III.5</xsl:with-param><xsl:with-param name="id">other-procedure</xsl:with-param><xsl:with-param name="is" select="/petition/other-procedure"/></xsl:call-template>
  </fields>
  <xsl:call-template name="requests"/>
  <xsl:call-template name="h"><xsl:with-param name="id">torture.IV</xsl:with-param></xsl:call-template>
  <fields><xsl:call-template name="submitter"><xsl:with-param name="n">IV.</xsl:with-param></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">IV.6</xsl:with-param><xsl:with-param name="id">consent</xsl:with-param><xsl:with-param name="is" select="consent"/></xsl:call-template>
  </fields>
  <xsl:call-template name="signature"/>
</xsl:template>
</xsl:stylesheet>
