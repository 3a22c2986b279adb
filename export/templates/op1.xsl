<?xml version="1.0" encoding="UTF-8"?>
<!-- Complaint to the Human Rights Committee under the first Optional Protocol:
     the order of its model complaint.
     Input: export/petition/dossier.h; output: export/page/page.h.  Texts: words.*.xml. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:svg="http://www.w3.org/2000/svg" exclude-result-prefixes="svg">
<?parts?>

<xsl:template match="/petition">
  <xsl:call-template name="page">
    <xsl:with-param name="id">op1.title</xsl:with-param>
    <xsl:with-param name="body">
      <xsl:call-template name="front"><xsl:with-param name="id">op1.title</xsl:with-param></xsl:call-template>
      <xsl:apply-templates select="victim[@disclosed = 'yes']" mode="form"/>
      <xsl:apply-templates select="victim[@disclosed = 'no']" mode="withheld"/>
      <xsl:call-template name="annexes"/>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template match="victim" mode="form">
  <xsl:if test="preceding-sibling::victim[@disclosed = 'yes']"><break/></xsl:if>
  <xsl:call-template name="person-heading"/>
  <xsl:call-template name="h"><xsl:with-param name="id">op1.I</xsl:with-param></xsl:call-template>
  <fields><xsl:call-template name="submitter"><xsl:with-param name="n">I.</xsl:with-param></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">I.6</xsl:with-param><xsl:with-param name="id">op1.on-behalf</xsl:with-param><xsl:with-param name="is" select="consent"/></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">op1.victim</xsl:with-param></xsl:call-template>
  <fields><xsl:for-each select="person"><xsl:call-template name="identity"><xsl:with-param name="n">I.B.</xsl:with-param></xsl:call-template></xsl:for-each></fields>
  <xsl:call-template name="h"><xsl:with-param name="id">op1.II</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">II.1</xsl:with-param><xsl:with-param name="id">op1.state</xsl:with-param><xsl:with-param name="is" select="/petition/state"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.2</xsl:with-param><xsl:with-param name="id">op1.articles</xsl:with-param><xsl:with-param name="is" select="/petition/article | /petition/category/code"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.3</xsl:with-param><xsl:with-param name="id">violations</xsl:with-param><xsl:with-param name="is" select="stage/*/violation/code"/></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">op1.III</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="steps"><xsl:with-param name="n">III.1</xsl:with-param><xsl:with-param name="id">op1.remedies</xsl:with-param></xsl:call-template>
    <xsl:call-template name="not-taken"><xsl:with-param name="n">III.2</xsl:with-param><xsl:with-param name="id">op1.why-not</xsl:with-param></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">III.3</xsl:with-param><xsl:with-param name="id">op1.other</xsl:with-param><xsl:with-param name="is" select="/petition/other-procedure"/></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">op1.IV</xsl:with-param></xsl:call-template>
  <xsl:call-template name="chronology"/>
  <xsl:for-each select="/petition/category[reasons]"><p><xsl:apply-templates select="reasons" mode="value"/></p></xsl:for-each>
  <xsl:call-template name="requests"/>
  <xsl:call-template name="h"><xsl:with-param name="id">op1.V</xsl:with-param></xsl:call-template>
  <xsl:call-template name="note"><xsl:with-param name="id">op1.documents</xsl:with-param></xsl:call-template>
  <xsl:call-template name="signature"/>
</xsl:template>
</xsl:stylesheet>
