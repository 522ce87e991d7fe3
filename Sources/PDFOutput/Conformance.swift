import Typesetting

/// What PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) demand of a letter, all in one place: the clause of each demand, and where the
/// code meets it. Demands that depend on the letter are checked before anything is written; see ``violations(of:metadata:)``.
package enum ConformanceDemand: String, Sendable, CaseIterable {
  // Met by construction for every letter.
  case realContentIsTagged, artifactsAreMarked, contentHasOneOwner, documentIsMarked, standardTypesOnly
  case readingOrder, headerCellsHaveScope, tabOrderFollowsStructure, titleIsDisplayed, outlines
  case fontsAreEmbedded, glyphsAreInTheFont, widthsAgree, charactersHaveUnicode, glyphMapIsGiven
  case identification, extensionSchema, outputIntent, fileIdentifier, version, noEncryption, noTransparencyNeeded
  // Checked, because they depend on the letter.
  case hasTitle, hasLanguage, figuresHaveAlternateText, headingsDoNotSkipLevels, tablesAreRegular, tablesHaveHeaders
  case noPrivateUseCharacters

  /// The clauses that demand it.
  package var clauses: String {
    switch self {
    case .realContentIsTagged, .contentHasOneOwner: "ISO 14289-1 §7.1; ISO 19005-2 §6.7.3; PDF 32000-1 §14.7.4"
    case .artifactsAreMarked: "ISO 14289-1 §7.1, §7.8; PDF 32000-1 §14.8.2.2"
    case .documentIsMarked: "ISO 14289-1 §7.1; ISO 19005-2 §6.7.2; PDF 32000-1 §14.7.1"
    case .standardTypesOnly: "ISO 14289-1 §7.1; ISO 19005-2 §6.7.3.4; PDF 32000-1 §14.8.4"
    case .readingOrder: "ISO 14289-1 §7.2"
    case .headerCellsHaveScope, .tablesHaveHeaders, .tablesAreRegular: "ISO 14289-1 §7.5"
    case .tabOrderFollowsStructure: "ISO 14289-1 §7.18.3"
    case .titleIsDisplayed, .hasTitle: "ISO 14289-1 §7.1"
    case .outlines: "ISO 14289-1 §7.17"
    case .fontsAreEmbedded: "ISO 14289-1 §7.21.4.1; ISO 19005-2 §6.2.11.4"
    case .glyphsAreInTheFont: "ISO 14289-1 §7.21.4.1; ISO 19005-2 §6.2.11.8"
    case .widthsAgree: "ISO 14289-1 §7.21.5; ISO 19005-2 §6.2.11.5"
    case .charactersHaveUnicode, .noPrivateUseCharacters: "ISO 14289-1 §7.21.7; ISO 19005-2 §6.2.11.7"
    case .glyphMapIsGiven: "ISO 14289-1 §7.21.3.2; ISO 19005-2 §6.2.11.3.2"
    case .identification: "ISO 14289-1 §5; ISO 19005-2 §6.6.4"
    case .extensionSchema: "ISO 19005-2 §6.6.2.3"
    case .outputIntent: "ISO 19005-2 §6.2.3, §6.2.4.3"
    case .fileIdentifier: "ISO 19005-2 §6.1.3; PDF 32000-1 §14.4"
    case .version: "ISO 14289-1 §6.1; ISO 19005-2 §6.1.2"
    case .noEncryption: "ISO 19005-2 §6.1.3"
    case .noTransparencyNeeded: "ISO 19005-2 §6.2.10"
    case .hasLanguage: "ISO 14289-1 §7.2; ISO 19005-2 §6.7.4"
    case .figuresHaveAlternateText: "ISO 14289-1 §7.3"
    case .headingsDoNotSkipLevels: "ISO 14289-1 §7.4.2"
    }
  }

  /// Where the code meets or checks the demand.
  package var metBy: String {
    switch self {
    case .realContentIsTagged, .artifactsAreMarked:
      "PageContentWriter: text and pictures open marked content, rules and feet open artifacts"
    case .contentHasOneOwner: "StructureKids.addContent; StructureTreeWriter.parentTree"
    case .documentIsMarked, .titleIsDisplayed: "PDFWriter.writeCatalog"
    case .standardTypesOnly: "StructureElement.Kind.structureType"
    case .readingOrder: "StructureKids: elements are numbered and attached in the letter's order"
    case .headerCellsHaveScope: "StructureTreeWriter.setAttributes"
    case .tabOrderFollowsStructure: "PDFWriter.page"
    case .outlines: "OutlineWriter"
    case .fontsAreEmbedded: "FontObjects.descriptor"
    case .glyphsAreInTheFont: "Typesetting: TypesettingProblem.glyphMissing, before anything is written"
    case .widthsAgree: "SimpleFont.widths and CompositeFont.widths, from the font's own advances"
    case .charactersHaveUnicode: "SimpleFont: WinAnsiEncoding; CompositeFont: ToUnicodeMap, one code per character"
    case .glyphMapIsGiven: "CompositeFont.glyphMap"
    case .identification, .extensionSchema: "XMPPacket"
    case .outputIntent: "PDFWriter.writeCatalog, ColorProfile"
    case .fileIdentifier: "PDFWriter.write, by SHA256"
    case .version: "HaruDocument.init"
    case .noEncryption, .noTransparencyNeeded: "neither is ever written; PNGImage refuses transparency"
    case .noPrivateUseCharacters: "FontFace.glyph has no glyphs for them, so they are TypesettingProblem.glyphMissing"
    case .hasTitle, .hasLanguage, .figuresHaveAlternateText, .headingsDoNotSkipLevels, .tablesAreRegular,
      .tablesHaveHeaders:
      "ConformanceDemand.violations, before anything is written"
    }
  }

  /// The demands that a letter does not meet. A letter of a checked template set meets them all.
  static func violations(of letter: TypesetLetter, metadata: DocumentMetadata) -> [ConformanceDemand] {
    var found: [ConformanceDemand] = []
    if metadata.title.allSatisfy(\.isWhitespace) { found.append(.hasTitle) }
    if metadata.language.isEmpty { found.append(.hasLanguage) }
    for case .figure(let text) in letter.elements.map(\.kind) where text.allSatisfy(\.isWhitespace) {
      found.append(.figuresHaveAlternateText)
    }
    var level = 0
    for case .heading(let next) in letter.elements.map(\.kind) {
      if next > level + 1 { found.append(.headingsDoNotSkipLevels) }
      level = next
    }
    return found + tableViolations(of: letter)
  }

  private static func tableViolations(of letter: TypesetLetter) -> [ConformanceDemand] {
    var found: [ConformanceDemand] = []
    // For each element: the columns of a row, the columns of a table's first row, whether a table has header cells.
    var columns = [Int](repeating: 0, count: letter.elements.count)
    var width = [Int?](repeating: nil, count: letter.elements.count)
    var hasHeaders = [Bool](repeating: false, count: letter.elements.count)
    for element in letter.elements {
      guard let row = element.parent else { continue }
      switch element.kind {
      case .headerCell(let span, _):
        columns[row] += span
        if let table = letter.elements[row].parent { hasHeaders[table] = true }
      case .dataCell(let span, _): columns[row] += span
      default: break
      }
    }
    for (id, element) in letter.elements.enumerated() {
      if element.kind == .table, !hasHeaders[id], !found.contains(.tablesHaveHeaders) {
        found.append(.tablesHaveHeaders)
      }
      guard element.kind == .row, let table = element.parent else { continue }
      if let first = width[table], first != columns[id], !found.contains(.tablesAreRegular) {
        found.append(.tablesAreRegular)
      }
      width[table] = width[table] ?? columns[id]
    }
    return found
  }
}
