<?xml version="1.0" encoding="UTF-8"?>
<!-- Special Procedures of the Human Rights Council: one submission to one or
     several mandates, for all its victims.
     Input: export/petition/dossier.h; output: export/page/page.h.  Texts: words.*.xml. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:svg="http://www.w3.org/2000/svg" exclude-result-prefixes="svg">
<?parts?>

<xsl:template match="/petition">
  <xsl:call-template name="page">
    <xsl:with-param name="id">sp.title</xsl:with-param>
    <xsl:with-param name="body">
      <xsl:call-template name="front"><xsl:with-param name="id">sp.title</xsl:with-param></xsl:call-template>
  <xsl:call-template name="h"><xsl:with-param name="id">sp.mandates</xsl:with-param></xsl:call-template>
      <list><xsl:for-each select="mandate"><item><xsl:apply-templates select="." mode="value"/></item></xsl:for-each>
        <xsl:if test="not(mandate)"><item><xsl:call-template name="w"><xsl:with-param name="id">nothing-recorded</xsl:with-param></xsl:call-template></item></xsl:if></list>
      <xsl:apply-templates select="victim[@disclosed = 'yes']" mode="form"/>
      <xsl:apply-templates select="victim[@disclosed = 'no']" mode="withheld"/>
      <xsl:apply-templates select="group" mode="form"/>
  <xsl:call-template name="h"><xsl:with-param name="id">sp.state-response</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">5.1</xsl:with-param><xsl:with-param name="id">other-procedure</xsl:with-param><xsl:with-param name="is" select="other-procedure"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">5.2</xsl:with-param><xsl:with-param name="id">steps</xsl:with-param><xsl:with-param name="is" select="remedy[not(why-not) and not(starts-with(type/@code, 'none'))]"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">5.3</xsl:with-param><xsl:with-param name="id">why-not</xsl:with-param><xsl:with-param name="is" select="remedy[why-not or starts-with(type/@code, 'none')]"/></xsl:call-template>
  </fields>
      <xsl:call-template name="requests"/>
  <xsl:call-template name="h"><xsl:with-param name="id">sp.submitter</xsl:with-param></xsl:call-template>
      <fields><xsl:call-template name="submitter"><xsl:with-param name="n">6.</xsl:with-param></xsl:call-template></fields>
      <xsl:call-template name="signature"/>
      <xsl:call-template name="annexes"/>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template match="victim" mode="form">
  <xsl:call-template name="person-heading"/>
  <xsl:call-template name="h"><xsl:with-param name="id">sp.victim</xsl:with-param></xsl:call-template>
  <fields><xsl:for-each select="person"><xsl:call-template name="identity"><xsl:with-param name="n">1.</xsl:with-param></xsl:call-template></xsl:for-each></fields>
  <xsl:call-template name="h"><xsl:with-param name="id">sp.consent</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">2.1</xsl:with-param><xsl:with-param name="id">may.un-conf</xsl:with-param><xsl:with-param name="is" select="may[@scope = 'un-conf']"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">2.2</xsl:with-param><xsl:with-param name="id">may.un-state</xsl:with-param><xsl:with-param name="is" select="may[@scope = 'un-state']"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">2.3</xsl:with-param><xsl:with-param name="id">may.un-public</xsl:with-param><xsl:with-param name="is" select="may[@scope = 'un-public']"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">2.4</xsl:with-param><xsl:with-param name="id">consent</xsl:with-param><xsl:with-param name="is" select="consent"/></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">sp.perpetrators</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">3.1</xsl:with-param><xsl:with-param name="id">sp.forces</xsl:with-param><xsl:with-param name="is" select="stage/*/perpetrator | stage/detention/authority | stage/repatriation/handed-by | stage/repatriation/received-by"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">3.2</xsl:with-param><xsl:with-param name="id">sp.states</xsl:with-param><xsl:with-param name="is" select="stage/*/state | stage/repatriation/from | stage/repatriation/to"/></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">sp.incident</xsl:with-param></xsl:call-template>
  <xsl:call-template name="chronology"/>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">4.1</xsl:with-param><xsl:with-param name="id">violations</xsl:with-param><xsl:with-param name="is" select="stage/*/violation/code"/></xsl:call-template>
    <xsl:call-template name="steps"><xsl:with-param name="n">4.2</xsl:with-param><xsl:with-param name="id">steps</xsl:with-param><xsl:with-param name="is" select="action"/></xsl:call-template>
    <xsl:call-template name="not-taken"><xsl:with-param name="n">4.3</xsl:with-param><xsl:with-param name="id">why-not</xsl:with-param><xsl:with-param name="is" select="action"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">4.4</xsl:with-param><xsl:with-param name="id">interventions</xsl:with-param><xsl:with-param name="is" select="intervention"/></xsl:call-template>
  </fields>
</xsl:template>

<!-- People of whom only what is public may be said. -->
<xsl:template match="group" mode="form">
  <h level="1"><xsl:call-template name="w"><xsl:with-param name="id">group</xsl:with-param><xsl:with-param name="a" select="@n"/></xsl:call-template><xsl:if test="label">: <xsl:value-of select="label"/></xsl:if></h>
  <xsl:call-template name="chronology"/>
</xsl:template>
</xsl:stylesheet>
