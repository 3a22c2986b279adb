<?xml version="1.0" encoding="UTF-8"?>
<!-- Working Group on Enforced or Involuntary Disappearances, in the order of its
     form; the answers that it requires are marked in their labels.
     Input: export/petition/dossier.h; output: export/page/page.h.  Texts: words.*.xml. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:svg="http://www.w3.org/2000/svg" exclude-result-prefixes="svg">
<?parts?>

<xsl:template match="/petition">
  <xsl:call-template name="page">
    <xsl:with-param name="id">wgeid.title</xsl:with-param>
    <xsl:with-param name="body">
      <xsl:call-template name="front"><xsl:with-param name="id">wgeid.title</xsl:with-param></xsl:call-template>
      <xsl:apply-templates select="victim[@disclosed = 'yes']" mode="form"/>
      <xsl:apply-templates select="victim[@disclosed = 'no']" mode="withheld"/>
      <xsl:call-template name="annexes"/>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template match="victim" mode="form">
  <!-- The disappearance; else the last that has a date, since a month is asked
       for; else the last that is known of them. -->
  <xsl:variable name="vanished" select="stage[event/type/@code = 'disappear']"/>
  <xsl:variable name="dated" select="stage[event/date or detention/date or repatriation/date]"/>
  <xsl:variable name="last" select="($vanished | $dated[not($vanished)] | stage[not($vanished) and not($dated)])[last()]"/>
  <xsl:if test="preceding-sibling::victim[@disclosed = 'yes']"><break/></xsl:if>
  <xsl:call-template name="person-heading"/>
  <xsl:call-template name="h"><xsl:with-param name="id">wgeid.1</xsl:with-param></xsl:call-template>
  <fields><xsl:for-each select="person"><xsl:call-template name="identity"><xsl:with-param name="n">1.</xsl:with-param></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">1.10</xsl:with-param><xsl:with-param name="id">pregnant</xsl:with-param><xsl:with-param name="is" select="pregnant | pregnant/date"/></xsl:call-template>
  </xsl:for-each></fields>
  <xsl:call-template name="h"><xsl:with-param name="id">wgeid.2</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">2</xsl:with-param><xsl:with-param name="id">wgeid.date</xsl:with-param><xsl:with-param name="is" select="$last/*/date"/></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">wgeid.3</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">3a</xsl:with-param><xsl:with-param name="id">wgeid.place</xsl:with-param><xsl:with-param name="is" select="$last/*/place | $last/repatriation/crossing | $last/detention/facility"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">3b</xsl:with-param><xsl:with-param name="id">wgeid.state</xsl:with-param><xsl:with-param name="is" select="$last/*/state | $last/repatriation/to"/></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">wgeid.4</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">4a</xsl:with-param><xsl:with-param name="id">wgeid.forces</xsl:with-param><xsl:with-param name="is" select="$last/*/perpetrator | $last/detention/authority | $last/repatriation/handed-by | $last/repatriation/received-by | stage/detention/authority"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">4b</xsl:with-param><xsl:with-param name="id">wgeid.belief</xsl:with-param><xsl:with-param name="is" select="$last/*/perpetrator/basis | $last/detention/basis | $last/repatriation/basis"/></xsl:call-template>
    <xsl:call-template name="said"><xsl:with-param name="n">4c</xsl:with-param><xsl:with-param name="id">wgeid.witnesses</xsl:with-param><xsl:with-param name="text"><xsl:call-template name="w"><xsl:with-param name="id">wgeid.witnesses.text</xsl:with-param></xsl:call-template></xsl:with-param></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">wgeid.5</xsl:with-param></xsl:call-template>
  <xsl:call-template name="chronology"/>
  <xsl:call-template name="h"><xsl:with-param name="id">wgeid.6</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">6a</xsl:with-param><xsl:with-param name="id">wgeid.complaints</xsl:with-param><xsl:with-param name="is" select="(action | /petition/remedy)[type/@code = 'court' or type/@code = 'police' or type/@code = 'inquiry']"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">6b</xsl:with-param><xsl:with-param name="id">wgeid.other-steps</xsl:with-param><xsl:with-param name="is" select="(action | /petition/remedy)[not(type/@code = 'court' or type/@code = 'police' or type/@code = 'inquiry' or starts-with(type/@code, 'none'))] | intervention"/></xsl:call-template>
    <xsl:call-template name="not-taken"><xsl:with-param name="n">6c</xsl:with-param><xsl:with-param name="id">wgeid.why-not</xsl:with-param></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">wgeid.7</xsl:with-param></xsl:call-template>
  <fields><xsl:call-template name="submitter"><xsl:with-param name="n">7.</xsl:with-param></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">7.6</xsl:with-param><xsl:with-param name="id">submitter.relation</xsl:with-param><xsl:with-param name="is" select="/petition/submitter/relation"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">7.7</xsl:with-param><xsl:with-param name="id">submitter.confidential</xsl:with-param><xsl:with-param name="is" select="/petition/submitter/confidential"/></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">wgeid.8</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">8.1</xsl:with-param><xsl:with-param name="id">wgeid.consent</xsl:with-param><xsl:with-param name="is" select="consent"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">8.2</xsl:with-param><xsl:with-param name="id">wgeid.follow-up</xsl:with-param><xsl:with-param name="is" select="/petition/submitter/follow-up | consent[not(/petition/submitter/follow-up)]/scope[@code = 'recontact']"/></xsl:call-template>
  </fields>
  <xsl:call-template name="h"><xsl:with-param name="id">wgeid.9</xsl:with-param></xsl:call-template>
  <xsl:call-template name="note"><xsl:with-param name="id">wgeid.annexes</xsl:with-param></xsl:call-template>
  <xsl:call-template name="signature"/>
  <xsl:call-template name="requests"/>
</xsl:template>
</xsl:stylesheet>
