<?xml version="1.0" encoding="UTF-8"?>
<!-- Committee on Enforced Disappearances: a request for urgent action.
     Input: export/petition/dossier.h; output: export/page/page.h.  Texts: words.*.xml. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:svg="http://www.w3.org/2000/svg" exclude-result-prefixes="svg">
<?parts?>

<xsl:template match="/petition">
  <xsl:call-template name="page">
    <xsl:with-param name="id">ced.title</xsl:with-param>
    <xsl:with-param name="body">
      <xsl:call-template name="front"><xsl:with-param name="id">ced.title</xsl:with-param></xsl:call-template>
      <xsl:apply-templates select="victim[@disclosed = 'yes']" mode="form"/>
      <xsl:apply-templates select="victim[@disclosed = 'no']" mode="withheld"/>
      <xsl:call-template name="annexes"/>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template match="victim" mode="form">
  <xsl:variable name="last" select="(stage[event/type/@code = 'disappear'] | stage[not(../stage/event/type/@code = 'disappear')][event or detention or repatriation][last()])[last()]"/>
  <xsl:if test="preceding-sibling::victim[@disclosed = 'yes']"><break/></xsl:if>
  <xsl:call-template name="person-heading"/>
  <xsl:call-template name="h"><xsl:with-param name="id">ced.1</xsl:with-param></xsl:call-template>
  <fields><xsl:call-template name="submitter"><xsl:with-param name="n">1.</xsl:with-param></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">1.6</xsl:with-param><xsl:with-param name="id">submitter.relation</xsl:with-param><xsl:with-param name="is" select="/petition/submitter/relation"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">1.7</xsl:with-param><xsl:with-param name="id">submitter.confidential</xsl:with-param><xsl:with-param name="is" select="/petition/submitter/confidential"/></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">ced.2</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">2.1</xsl:with-param><xsl:with-param name="id">ced.state</xsl:with-param><xsl:with-param name="is" select="/petition/state"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">2.2</xsl:with-param><xsl:with-param name="id">nationality</xsl:with-param><xsl:with-param name="is" select="person/nationality"/></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">ced.3</xsl:with-param></xsl:call-template>
  <fields><xsl:for-each select="person"><xsl:call-template name="identity"><xsl:with-param name="n">3.</xsl:with-param></xsl:call-template></xsl:for-each></fields>
  <xsl:call-template name="h"><xsl:with-param name="id">ced.4</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">4.1</xsl:with-param><xsl:with-param name="id">wgeid.date</xsl:with-param><xsl:with-param name="is" select="$last/*/date"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">4.2</xsl:with-param><xsl:with-param name="id">wgeid.place</xsl:with-param><xsl:with-param name="is" select="$last/*/place | $last/repatriation/crossing | $last/detention/facility"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">4.3</xsl:with-param><xsl:with-param name="id">wgeid.forces</xsl:with-param><xsl:with-param name="is" select="$last/*/perpetrator | $last/detention/authority | $last/repatriation/handed-by | $last/repatriation/received-by"/></xsl:call-template>
  </fields>
  <xsl:call-template name="chronology"/>
  <xsl:call-template name="h"><xsl:with-param name="id">ced.5</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="steps"><xsl:with-param name="n">5.1</xsl:with-param><xsl:with-param name="id">ced.search</xsl:with-param></xsl:call-template>
    <xsl:call-template name="not-taken"><xsl:with-param name="n">5.2</xsl:with-param><xsl:with-param name="id">why-not</xsl:with-param></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">ced.6</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">6.1</xsl:with-param><xsl:with-param name="id">other-procedure</xsl:with-param><xsl:with-param name="is" select="/petition/other-procedure"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">6.2</xsl:with-param><xsl:with-param name="id">interventions</xsl:with-param><xsl:with-param name="is" select="intervention"/></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">ced.7</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">7.1</xsl:with-param><xsl:with-param name="id">consent</xsl:with-param><xsl:with-param name="is" select="consent"/></xsl:call-template>
  </fields>
  <xsl:call-template name="requests"/>
  <xsl:call-template name="signature"/>
</xsl:template>
</xsl:stylesheet>
