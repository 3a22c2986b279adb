<?xml version="1.0" encoding="UTF-8"?>
<!-- Working Group on Arbitrary Detention: its questionnaire, sections I to VII,
     one for each person; II, III and V repeat for each period and State.
     Input: export/petition/dossier.h; output: export/page/page.h.  Texts: words.*.xml. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:svg="http://www.w3.org/2000/svg" exclude-result-prefixes="svg">
<?parts?>

<xsl:template match="/petition">
  <xsl:call-template name="page">
    <xsl:with-param name="id">wgad.title</xsl:with-param>
    <xsl:with-param name="body">
      <xsl:call-template name="front"><xsl:with-param name="id">wgad.title</xsl:with-param></xsl:call-template>
      <xsl:apply-templates select="victim[@disclosed = 'yes']" mode="form"/>
      <xsl:apply-templates select="victim[@disclosed = 'no']" mode="withheld"/>
      <xsl:call-template name="annexes"/>
    </xsl:with-param>
  </xsl:call-template>
</xsl:template>

<xsl:template match="victim" mode="form">
  <xsl:if test="preceding-sibling::victim[@disclosed = 'yes']"><break/></xsl:if>
  <xsl:call-template name="person-heading"/>
  <xsl:call-template name="h"><xsl:with-param name="id">wgad.I</xsl:with-param></xsl:call-template>
  <fields><xsl:for-each select="person"><xsl:call-template name="identity"><xsl:with-param name="n">I.</xsl:with-param></xsl:call-template></xsl:for-each></fields>
  <xsl:call-template name="h"><xsl:with-param name="id">wgad.II</xsl:with-param></xsl:call-template>
  <xsl:apply-templates select="period" mode="arrest"/>
  <xsl:if test="not(period)"><fields><xsl:call-template name="arrest"/></fields></xsl:if>
  <xsl:call-template name="h"><xsl:with-param name="id">wgad.III</xsl:with-param></xsl:call-template>
  <xsl:apply-templates select="period" mode="detention"/>
  <xsl:if test="not(period)"><fields><xsl:call-template name="detention"/></fields></xsl:if>
  <xsl:call-template name="h"><xsl:with-param name="id">wgad.IV</xsl:with-param></xsl:call-template>
  <xsl:call-template name="chronology"/>
  <xsl:call-template name="h"><xsl:with-param name="id">wgad.V</xsl:with-param></xsl:call-template>
  <!-- By the numbers of the categories; with the State where the petition says
       it, unless the person was held there: then it stands below. -->
  <xsl:variable name="held" select="period"/>
  <xsl:for-each select="/petition/category[not(state) or not(state/@code = $held/@state)]">
    <xsl:sort select="string-length(code/@code) + 10 * (code/@code = 'IV' or code/@code = 'V') - 2 * (code/@code = 'IV')" data-type="number"/>
    <xsl:apply-templates select="."/>
  </xsl:for-each>
  <xsl:apply-templates select="period" mode="why"/>
  <xsl:call-template name="h"><xsl:with-param name="id">wgad.VI</xsl:with-param></xsl:call-template>
  <fields>
    <xsl:call-template name="steps"><xsl:with-param name="n">VI.1</xsl:with-param><xsl:with-param name="id">steps</xsl:with-param></xsl:call-template>
    <xsl:call-template name="not-taken"><xsl:with-param name="n">VI.2</xsl:with-param><xsl:with-param name="id">why-not</xsl:with-param></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">VI.3</xsl:with-param><xsl:with-param name="id">interventions</xsl:with-param><xsl:with-param name="is" select="intervention"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">VI.4</xsl:with-param><xsl:with-param name="id">other-procedure</xsl:with-param><xsl:with-param name="is" select="/petition/other-procedure"/></xsl:call-template>
  </fields>
  <xsl:call-template name="requests"/>
  <xsl:call-template name="h"><xsl:with-param name="id">wgad.VII</xsl:with-param></xsl:call-template>
  <fields><xsl:call-template name="submitter"><xsl:with-param name="n">VII.</xsl:with-param></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">VII.6</xsl:with-param><xsl:with-param name="id">consent</xsl:with-param><xsl:with-param name="is" select="consent"/></xsl:call-template>
  </fields>
  <xsl:call-template name="signature"/>
</xsl:template>

<xsl:template match="period" mode="arrest">
  <xsl:call-template name="period-heading"/>
  <fields>
    <xsl:call-template name="arrest">
      <xsl:with-param name="arrest" select="../stage[@period = current()/@n]/event[type/@code = 'arrest']"/>
      <xsl:with-param name="held" select="../stage[@period = current()/@n]/detention"/>
    </xsl:call-template>
  </fields>
</xsl:template>

<!-- Where no arrest is told of, the beginning of the detention is. -->
<xsl:template name="arrest">
  <xsl:param name="arrest" select="/.."/>
  <xsl:param name="held" select="/.."/>
    <xsl:call-template name="field"><xsl:with-param name="n">II.1</xsl:with-param><xsl:with-param name="id">arrest.date</xsl:with-param><xsl:with-param name="is" select="$arrest/date | $held[not($arrest/date)]/date"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.2</xsl:with-param><xsl:with-param name="id">arrest.place</xsl:with-param><xsl:with-param name="is" select="$arrest/place | $held[not($arrest/place)]/place"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.3</xsl:with-param><xsl:with-param name="id">arrest.forces</xsl:with-param><xsl:with-param name="is" select="$arrest/perpetrator | $held[not($arrest/perpetrator)]/authority"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.4</xsl:with-param><xsl:with-param name="id">warrant</xsl:with-param><xsl:with-param name="is" select="$held/warrant/shown | $held/warrant[@known]"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.5</xsl:with-param><xsl:with-param name="id">warrant.issuer</xsl:with-param><xsl:with-param name="is" select="$held/warrant/issuer"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.6</xsl:with-param><xsl:with-param name="id">reason</xsl:with-param><xsl:with-param name="is" select="$held/reason"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">II.7</xsl:with-param><xsl:with-param name="id">law</xsl:with-param><xsl:with-param name="is" select="$held/law"/></xsl:call-template>
</xsl:template>

<xsl:template match="period" mode="detention">
  <xsl:call-template name="period-heading"/>
  <fields>
    <xsl:call-template name="detention">
      <xsl:with-param name="held" select="../stage[@period = current()/@n]/detention"/>
      <xsl:with-param name="told" select="../stage[@period = current()/@n][detention]/told"/>
    </xsl:call-template>
  </fields>
</xsl:template>

<xsl:template name="detention">
  <xsl:param name="held" select="/.."/>
  <xsl:param name="told" select="/.."/>
    <xsl:call-template name="field"><xsl:with-param name="n">III.1</xsl:with-param><xsl:with-param name="id">detention.date</xsl:with-param><xsl:with-param name="is" select="$held/date"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">III.2</xsl:with-param><xsl:with-param name="id">detention.duration</xsl:with-param><xsl:with-param name="is" select="$told/when"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">III.3</xsl:with-param><xsl:with-param name="id">detention.forces</xsl:with-param><xsl:with-param name="is" select="$held/authority"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">III.4</xsl:with-param><xsl:with-param name="id">detention.places</xsl:with-param><xsl:with-param name="is" select="$held/type | $held/facility | $held/place | $held/transfer"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">III.5</xsl:with-param><xsl:with-param name="id">ordered-by</xsl:with-param><xsl:with-param name="is" select="$held/ordered-by"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">III.6</xsl:with-param><xsl:with-param name="id">reason</xsl:with-param><xsl:with-param name="is" select="$held/reason"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">III.7</xsl:with-param><xsl:with-param name="id">law</xsl:with-param><xsl:with-param name="is" select="$held/law"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">III.8</xsl:with-param><xsl:with-param name="id">detention.end</xsl:with-param><xsl:with-param name="is" select="$held/end"/></xsl:call-template>
</xsl:template>

<!-- The reasons of the petition, and what bears on them in this period. -->
<xsl:template match="period" mode="why">
  <xsl:variable name="held" select="../stage[@period = current()/@n]/detention"/>
  <xsl:variable name="events" select="../stage[@period = current()/@n]/event"/>
  <xsl:call-template name="period-heading"/>
  <xsl:apply-templates select="/petition/category[state/@code = current()/@state]"/>
  <fields>
    <xsl:call-template name="field"><xsl:with-param name="n">V.1</xsl:with-param><xsl:with-param name="id">access</xsl:with-param><xsl:with-param name="is" select="$held/access"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">V.2</xsl:with-param><xsl:with-param name="id">trial</xsl:with-param><xsl:with-param name="is" select="$held/trial"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">V.3</xsl:with-param><xsl:with-param name="id">conditions</xsl:with-param><xsl:with-param name="is" select="$held/condition"/></xsl:call-template>
    <xsl:call-template name="field"><xsl:with-param name="n">V.4</xsl:with-param><xsl:with-param name="id">violations</xsl:with-param><xsl:with-param name="is" select="$events/violation/code"/></xsl:call-template>
  </fields>
</xsl:template>

<xsl:template name="of-states">
  <xsl:if test="state"> (<xsl:call-template name="join"><xsl:with-param name="is" select="state"/></xsl:call-template>)</xsl:if>
</xsl:template>

<xsl:template match="category">
  <p><b><xsl:apply-templates select="code" mode="value"/><xsl:call-template name="of-states"/>.</b><xsl:text> </xsl:text><xsl:apply-templates select="reasons" mode="value"/></p>
</xsl:template>
</xsl:stylesheet>
