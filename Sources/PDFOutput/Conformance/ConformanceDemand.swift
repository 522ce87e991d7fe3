/// What the standards demand of a letter: the clauses of each demand, and where the code meets it. ``PDFStandard`` holds what differs between
/// the standards. Demands that depend on the letter are checked before anything is written; see ``violations(of:metadata:)``.
package enum ConformanceDemand: String, Sendable, CaseIterable {
  // Met by construction for every letter.
  case realContentIsTagged, artifactsAreMarked, contentHasOneOwner, documentIsMarked, standardTypesOnly
  case readingOrder, headerCellsHaveScope, tabOrderFollowsStructure, titleIsDisplayed, outlines
  case destinationsHaveElements
  case fontsAreEmbedded, glyphsAreInTheFont, widthsAgree, charactersHaveUnicode, glyphMapIsGiven
  case identification, extensionSchema, outputIntent, fileIdentifier, version, noEncryption, noTransparencyNeeded
  case fieldsAreTagged, fieldsAreDescribed, fieldsHaveAppearances
  // Checked, because they depend on the letter.
  case hasTitle, hasLanguage, figuresHaveAlternateText, headingsDoNotSkipLevels, tablesAreRegular, tablesHaveHeaders
  case noPrivateUseCharacters

  /// The clauses that demand it in PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), or in PDF/UA-2 (ISO 14289-2) and PDF/A-4 (ISO 19005-4).
  package func clauses(_ standard: PDFStandard) -> String {
    let (older, newer) = clausesOfEach
    return standard == .ua1 ? older : newer
  }

  /// A dash where a standard has no such demand.
  private var clausesOfEach: (ua1: String, ua2: String) {
    switch self {
    case .realContentIsTagged, .contentHasOneOwner:
      ("ISO 14289-1 §7.1; ISO 19005-2 §6.7.3; PDF 32000-1 §14.7.4", "ISO 14289-2 §8.2.1; PDF 32000-2 §14.7.5")
    case .artifactsAreMarked: ("ISO 14289-1 §7.1, §7.8; PDF 32000-1 §14.8.2.2", "ISO 14289-2 §8.2.2")
    case .documentIsMarked: ("ISO 14289-1 §7.1; ISO 19005-2 §6.7.2; PDF 32000-1 §14.7.1", "ISO 14289-2 §6.2")
    case .standardTypesOnly:
      ("ISO 14289-1 §7.1; ISO 19005-2 §6.7.3.4; PDF 32000-1 §14.8.4", "ISO 14289-2 §8.2.4, §8.2.5.2")
    case .readingOrder: ("ISO 14289-1 §7.2", "ISO 14289-2 §8.2.1")
    case .headerCellsHaveScope, .tablesHaveHeaders, .tablesAreRegular: ("ISO 14289-1 §7.5", "ISO 14289-2 §8.2.5.26")
    case .tabOrderFollowsStructure: ("ISO 14289-1 §7.18.3", "ISO 14289-2 §8.9.3.3")
    case .titleIsDisplayed: ("ISO 14289-1 §7.1", "ISO 14289-2 §8.11.2")
    case .hasTitle: ("ISO 14289-1 §7.1", "ISO 14289-2 §8.11.1")
    case .outlines: ("ISO 14289-1 §7.17", "–")
    case .destinationsHaveElements: ("–", "ISO 14289-2 §8.8")
    case .fontsAreEmbedded:
      ("ISO 14289-1 §7.21.4.1; ISO 19005-2 §6.2.11.4", "ISO 14289-2 §8.4.5.5.1; ISO 19005-4 §6.2.10.4.1")
    case .glyphsAreInTheFont:
      ("ISO 14289-1 §7.21.4.1; ISO 19005-2 §6.2.11.8", "ISO 14289-2 §8.4.5.9; ISO 19005-4 §6.2.10.9")
    case .widthsAgree: ("ISO 14289-1 §7.21.5; ISO 19005-2 §6.2.11.5", "ISO 14289-2 §8.4.5.6; ISO 19005-4 §6.2.10.5")
    case .charactersHaveUnicode:
      ("ISO 14289-1 §7.21.7; ISO 19005-2 §6.2.11.7", "ISO 14289-2 §8.4.5.8; ISO 19005-4 §6.2.10.7")
    case .noPrivateUseCharacters: ("ISO 14289-1 §7.21.7; ISO 19005-2 §6.2.11.7", "ISO 14289-2 §8.4.3, §8.6")
    case .glyphMapIsGiven:
      ("ISO 14289-1 §7.21.3.2; ISO 19005-2 §6.2.11.3.2", "ISO 14289-2 §8.4.5.3.2; ISO 19005-4 §6.2.10.3.2")
    case .identification: ("ISO 14289-1 §5; ISO 19005-2 §6.6.4", "ISO 14289-2 §5; ISO 19005-4 §6.7.3; WTPDF 1.0 §6.1")
    case .extensionSchema: ("ISO 19005-2 §6.6.2.3", "–")
    case .outputIntent: ("ISO 19005-2 §6.2.3, §6.2.4.3", "ISO 19005-4 §6.2.3, §6.2.4.3")
    case .fileIdentifier: ("ISO 19005-2 §6.1.3; PDF 32000-1 §14.4", "ISO 19005-4 §6.1.3")
    case .version: ("ISO 14289-1 §6.1; ISO 19005-2 §6.1.2", "ISO 14289-2 §6.1; ISO 19005-4 §6.1.2")
    case .noEncryption: ("ISO 19005-2 §6.1.3", "ISO 19005-4 §6.1.3")
    case .noTransparencyNeeded: ("ISO 19005-2 §6.2.10", "ISO 19005-4 §6.2.9")
    case .fieldsAreTagged: ("ISO 14289-1 §7.18.1, §7.18.4", "ISO 14289-2 §8.10.1, §8.9.2.4.13")
    case .fieldsAreDescribed: ("ISO 14289-1 §7.18.1", "ISO 14289-2 §8.10.2.3")
    case .fieldsHaveAppearances: ("ISO 19005-2 §6.3.3", "ISO 19005-4 §6.3.3")
    case .hasLanguage: ("ISO 14289-1 §7.2; ISO 19005-2 §6.7.4", "ISO 14289-2 §8.4.4")
    case .figuresHaveAlternateText: ("ISO 14289-1 §7.3", "ISO 14289-2 §8.2.5.28.2")
    case .headingsDoNotSkipLevels: ("ISO 14289-1 §7.4.2", "–")
    }
  }

  /// Where the code meets or checks the demand.
  package var metBy: String {
    switch self {
    case .realContentIsTagged, .artifactsAreMarked:
      "PageContentWriter: text and pictures open marked content, rules and feet open artifacts"
    case .contentHasOneOwner: "StructureKids.addContent; StructureTreeWriter.parentTree"
    case .documentIsMarked, .titleIsDisplayed: "PDFWriter.writeCatalog"
    case .standardTypesOnly: "StructureElement.Kind.structureType; StructureTreeWriter.writeNamespace"
    case .readingOrder: "StructureKids: elements are numbered and attached in the letter's order"
    case .headerCellsHaveScope: "StructureTreeWriter.setAttributes"
    case .tabOrderFollowsStructure: "PDFWriter.page"
    case .outlines, .destinationsHaveElements: "OutlineWriter"
    case .fontsAreEmbedded: "FontObjects.descriptor"
    case .glyphsAreInTheFont: "Typesetting: TypesettingProblem.glyphMissing, before anything is written"
    case .widthsAgree: "SimpleFont.entries and CompositeFont.widths, from the font's own advances"
    case .charactersHaveUnicode: "SimpleFont: WinAnsiEncoding; CompositeFont: ToUnicodeMap, one code per character"
    case .glyphMapIsGiven: "CompositeFont.glyphMap"
    case .identification, .extensionSchema: "PDFStandard.identification, XMPPacket"
    case .outputIntent: "PDFWriter.outputIntent, ColorProfile"
    case .fileIdentifier: "FileIdentifier"
    case .version: "HaruDocument.save"
    case .fieldsAreTagged, .fieldsAreDescribed, .fieldsHaveAppearances: "TypesetLetter.adding, AnnotationWriter"
    case .noEncryption, .noTransparencyNeeded: "neither is ever written; PNGImage flattens pictures onto white"
    case .noPrivateUseCharacters: "FontFace.glyph has no glyphs for them, so they are TypesettingProblem.glyphMissing"
    case .hasTitle, .hasLanguage, .figuresHaveAlternateText, .headingsDoNotSkipLevels, .tablesAreRegular,
      .tablesHaveHeaders:
      "ConformanceDemand.violations, before anything is written"
    }
  }
}
