import TestSupport
import Testing

@Suite("The text of a PDF")
struct PDFTextTests {
  @Test("gives back every character, those that share a glyph included")
  func keepsCharacters() throws {
    var letter = TestLetter()
    let text = "(a)\\b “é” ‘ñ’ § ≥ ≤ • – — … µ Ω\u{2011}x fi ½ Ž łåß"
    letter.addParagraph(text)
    letter.addParagraph("1\u{A0}2")
    try letter.withPDF { path in
      let lines = try PDFTools.text(of: path).split(separator: "\n").map(String.init)
      #expect(lines.first.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
      // pdftotext prints a no-break space as a space; see FontSubsetTests for what the file says.
      #expect(lines.dropFirst().first == "1 2")
      try PDFTools.expectClean(path)
      try PDFTools.expectEmbeddedFonts(path)
    }
  }

  @Test("gives back characters that need a backslash or another code, wherever they stand among others")
  func keepsCharactersEverywhere() throws {
    var letter = TestLetter()
    var expected: [String] = []
    for character in ["(", ")", "\\", "~", "é", "”", "≥", "()\\"] {
      for before in 0..<18 {
        let text = String("abcdefghijklmnopqr".prefix(before)) + character + "0123456789"
        letter.addParagraph(text)
        expected.append(text)
      }
    }
    try letter.withPDF { path in
      let lines = try PDFTools.text(of: path).split(whereSeparator: \.isNewline).map(String.init)
      #expect(lines == expected)
    }
  }

  @Test("gives back every visible character of the font")
  func keepsWholeFont() throws {
    let face = try #require(Fonts.serif)
    // pdftotext joins combining marks with what stands before them and reorders right-to-left scripts.
    let scalars = face.codePoints.compactMap(Unicode.Scalar.init).filter {
      let properties = $0.properties
      let isPlain = ![.nonspacingMark, .spaceSeparator, .privateUse, .enclosingMark].contains(
        properties.generalCategory)
      return isPlain && !(0x590...0x8FF).contains($0.value) && !(0xFB1D...0xFDFF).contains($0.value)
    }
    #expect(scalars.count > 1_900)
    var letter = TestLetter()
    for start in stride(from: 0, to: scalars.count, by: 40) {
      letter.addParagraph(String(String.UnicodeScalarView(scalars[start..<min(start + 40, scalars.count)])))
    }
    letter.blocks = letter.blocks.map { block in
      guard case .paragraph(var paragraph) = block else { return block }
      paragraph.inlines = paragraph.inlines.filter { if case .lineBreak = $0 { false } else { true } }
      return .paragraph(paragraph)
    }
    try letter.withPDF { path in
      let result = try Subprocess.run("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"]).text
      let found = Set(result.unicodeScalars)
      let lost = scalars.filter { $0 != "/" && !found.contains($0) && !expandedByPoppler.contains($0.value) }
      #expect(lost.isEmpty, "\(lost.map { String($0.value, radix: 16) })")
    }
  }

  /// pdftotext writes ligatures and some compatibility characters out (NFKC), whatever the file says.
  private var expandedByPoppler: Set<UInt32> {
    Set(0xFB00...0xFB06).union(0xFE70...0xFEFF)
  }
}
