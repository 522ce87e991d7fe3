import Foundation
import LetterDocument
import PDFOutput
import TestSupport
import Testing
import Typesetting

@Suite("PDF")
struct PDFWriterTests {
  /// Writes a letter to a file and hands over its path.
  private func withPDF(_ letter: TestLetter, _ body: (String) throws -> Void) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("letter.pdf")
    try Data(bytes(letter)).write(to: path)
    try body(path.path)
  }

  private func bytes(_ letter: TestLetter, writer: PDFWriter? = nil) throws -> [UInt8] {
    var metadata = DocumentMetadata(letter.letter)
    metadata.title = "Ünïcode & <title> (x)"
    metadata.created = DocumentDate(year: 2016, month: 11, day: 9)
    return try (writer ?? PDFWriter(producer: "test 1")).write(letter.typeset(), metadata: metadata).bytes
  }

  @Test("gives back every character, those that share a glyph included")
  func keepsCharacters() throws {
    var letter = TestLetter()
    let text = "(a)\\b “é” ‘ñ’ § ≥ ≤ • – — … µ Ω\u{2011}x fi ½ Ž łåß"
    letter.addParagraph(text)
    letter.addParagraph("1\u{A0}2")
    try withPDF(letter) { path in
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
    try withPDF(letter) { path in
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
    try withPDF(letter) { path in
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

  @Test("tags headings, paragraphs, labels, tables and their header cells, and nothing else")
  func tagsStructure() throws {
    var letter = TestLetter()
    letter.addHeading("Title")
    let bold = letter.style { $0.isBold = true }
    let cell = letter.style {
      $0.width = 100
      $0.border = Borders(all: Borders.Side(width: 1))
    }
    let cells = [("Name:", true), ("Ada", false)].map {
      Table.Cell(isHeader: $0.1, content: Paragraph(style: cell, inlines: TestLetter.inlines($0.0)))
    }
    letter.blocks.append(.table(Table(style: bold, columns: cells.map { _ in 100 }, rows: [Table.Row(cells: cells)])))
    letter.blocks.append(
      .section(
        Container(
          style: StyleID(0),
          blocks: [
            .heading(level: 2, Paragraph(style: bold, inlines: TestLetter.inlines("Item"))),
            .paragraph(
              Paragraph(
                style: StyleID(0), inlines: [.strong(bold, TestLetter.inlines("Label:"))] + TestLetter.inlines(" text")
              )),
          ])))
    letter.addFoot([.literal("FOOT")], style: bold)
    try withPDF(letter) { path in
      let structure = try PDFTools.structure(of: path)
      let expected = """
        Document
          H1 (block)
            "Title"
          Table
            TR
              TH
                "Name:"
              TD
                "Ada"
          Sect
            H2 (block)
              "Item"
            P (block)
              Span (inline)
                "Label:"
              " text"
        """
      #expect(folded(structure) == folded(expected), "\(structure)")
      #expect(try PDFTools.text(of: path).contains("FOOT"))
    }
  }

  @Test(
    "heads columns with rows of header cells, rows with others, and names the header cells of rows that have several")
  func tagsHeaderCells() throws {
    var letter = TestLetter()
    let cell = letter.style { $0.width = 60 }
    func row(_ cells: [(String, Bool)]) -> Table.Row {
      let scope: Table.Scope = cells.allSatisfy(\.1) ? .column : .row
      return Table.Row(
        cells: cells.map {
          Table.Cell(
            header: $0.1 ? scope : nil, content: Paragraph(style: cell, inlines: TestLetter.inlines($0.0)))
        })
    }
    let rows = [
      row([("A", true), ("B", true), ("C", true), ("D", true)]),
      row([("r", true), ("1", false), ("2", false), ("3", false)]),
      row([("s", true), ("4", false), ("t", true), ("5", false)]),
      // A group and its first row: their scopes say all, and a list of one would hide the column and the group.
      row([("u", true), ("v", true), ("6", false), ("7", false)]),
    ]
    letter.blocks = [.table(Table(style: cell, columns: [60, 60, 60, 60], rows: rows))]
    try withPDF(letter) { path in
      let text = String(decoding: try Subprocess.run("qpdf", ["--qdf", path, "-"]).output, as: UTF8.self)
      #expect(text.matches(of: /\/Scope \/Column/).count == 4 && text.matches(of: /\/Scope \/Row/).count == 5)
      // The cells 4 and 5 name s and B, and t and D: a list hides what it does not have, so the heads of the columns are in it.
      #expect(text.matches(of: /\/Headers \[/).count == 2 && text.matches(of: /\/ID \([0-9A-F]{6}\)/).count == 4)
      #expect(try PDFTools.lostHeaders(of: path) == [])
      try PDFTools.expectClean(path)
    }
  }

  @Test("tags pictures and emphasis in the order of the letter")
  func keepsReadingOrder() throws {
    var letter = TestLetter()
    let strong = letter.style { $0.isBold = true }
    let picture = letter.style { $0.width = 50 }
    func paragraph(_ word: String) -> Block {
      .paragraph(
        Paragraph(
          style: strong,
          inlines: TestLetter.inlines(word + " ") + [.strong(strong, TestLetter.inlines("bold"))]
            + TestLetter.inlines(" tail")))
    }
    let png = Data(
      base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg==")
    let image = try PNGImage(Array(#require(png)))
    letter.blocks = [
      paragraph("one"), .image(Image(style: picture, picture: image, alternateText: "seal")), paragraph("two"),
    ]
    try withPDF(letter) { path in
      let structure = folded(try PDFTools.structure(of: path)).filter { $0 != "\"\"" }
      #expect(
        structure == [
          "Document", "P", "\"one \"", "Span", "\"bold\"", "\" tail\"", "Figure", "P", "\"two \"", "Span", "\"bold\"",
          "\" tail\"",
        ])
      // The content stream has the same order, which readers without tags follow.
      let words = try PDFTools.text(of: path).split(whereSeparator: \.isWhitespace).map(String.init)
      #expect(words == ["one", "bold", "tail", "two", "bold", "tail"])
    }
  }

  @Test("needs no colours for shades of grey")
  func writesGrey() throws {
    var letter = TestLetter()
    func cell(_ color: Color) -> Table.Cell {
      let style = letter.style {
        $0.background = color
        $0.border = Borders(all: Borders.Side(width: 1, color: Color(red: 64, green: 64, blue: 64)))
      }
      return Table.Cell(isHeader: true, content: Paragraph(style: style, inlines: TestLetter.inlines("x")))
    }
    func content(_ color: Color) throws -> String {
      let table = Table(style: letter.style(), columns: [60], rows: [Table.Row(cells: [cell(color)])])
      letter.blocks = [.table(table)]
      var text = ""
      try withPDF(letter) { path in
        text = String(decoding: try Subprocess.run("qpdf", ["--qdf", path, "-"]).output, as: UTF8.self)
      }
      return text
    }
    let grey = try content(Color(red: 223, green: 223, blue: 223))
    #expect(
      grey.contains("0.875 g\n") && grey.contains("0.251 G\n") && !grey.contains(" rg\n") && !grey.contains(" RG\n"))
    #expect(try content(Color(red: 223, green: 223, blue: 0)).contains("0.875 0.875 0.000 rg\n"))
  }

  /// Structure types and texts without poppler's attribute listings.
  private func folded(_ structure: String) -> [String] {
    structure.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.hasPrefix("/") && !$0.isEmpty }
      .map { $0.replacingOccurrences(of: " (block)", with: "").replacingOccurrences(of: " (inline)", with: "") }
      .map { $0.replacingOccurrences(of: ":$", with: "", options: .regularExpression) }
  }

  @Test("gives the same bytes whatever was written before")
  func isReproducible() throws {
    var letter = TestLetter()
    letter.addParagraph("one § two")
    let first = try bytes(letter)
    let writer = try PDFWriter(producer: "test 1")
    var other = TestLetter()
    other.addParagraph("quite ŵ different “letter”")
    _ = try bytes(other, writer: writer)
    #expect(try bytes(letter, writer: writer) == first)
    #expect(try bytes(letter, writer: writer) == first)
    #expect(try bytes(other, writer: writer) != first)
  }

  @Test("carries title, language and dates, and only the issuer as author")
  func carriesMetadata() throws {
    var letter = TestLetter()
    letter.addParagraph("x")
    try withPDF(letter) { path in
      let info = try Subprocess.run("pdfinfo", ["-isodates", path], environment: ["TZ": "UTC"]).text
      #expect(info.contains("Title:           Ünïcode & <title> (x)\n"))
      #expect(info.contains("Author:          i\n"))
      #expect(info.contains("CreationDate:    2016-11-09T00:00:00Z\n"))
      #expect(info.contains("Tagged:          yes\n"))
      let metadata = try Subprocess.run("pdfinfo", ["-meta", path]).text
      #expect(metadata.contains("Ünïcode &amp; &lt;title&gt; (x)"))
      #expect(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"))
    }
  }

  @Test("puts a picture in with its description")
  func embedsPictures() throws {
    var letter = TestLetter()
    let png = try #require(
      Data(
        base64Encoded:
          "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg=="))
    let style = letter.style { $0.width = 144 }
    letter.blocks = [.image(Image(style: style, picture: try PNGImage(Array(png)), alternateText: "A “seal”"))]
    letter.addParagraph("x")
    try withPDF(letter) { path in
      try PDFTools.expectClean(path)
      #expect(try PDFTools.structure(of: path).contains("Figure"))
      let images = try Subprocess.run("pdfimages", ["-list", path]).text
      #expect(images.contains(" 2     1  rgb "), "\(images)")
      let folder = try TemporaryFolder()
      _ = try Subprocess.run("pdftoppm", ["-r", "72", path, folder.file("p").path])
      let pixels = try Data(contentsOf: folder.file("p-1.ppm"))
      // The left half of the picture is red, the right half blue: look at a pixel of each (P6, 612 × 792).
      let start = pixels.count - 612 * 792 * 3
      func pixel(_ x: Int, _ y: Int) -> [UInt8] { Array(pixels[(start + (y * 612 + x) * 3)...].prefix(3)) }
      #expect(pixel(80, 100) == [255, 0, 0])
      #expect(pixel(208, 100) == [0, 0, 255])
    }
  }

  @Test("has more titles than text, each whole")
  func writesLongTitles() throws {
    var letter = TestLetter()
    let titles = (0..<20).map { number in
      String(repeating: "é\(number) ", count: 400).trimmingCharacters(in: .whitespaces)
    }
    for title in titles { letter.addHeading(title) }
    try withPDF(letter) { path in
      try PDFTools.expectClean(path)
      let words = try PDFTools.text(of: path).split(whereSeparator: \.isWhitespace)
      #expect(words.count == 20 * 400)
      let outline = try Subprocess.run("qpdf", ["--json", "--json-key=outlines", path]).text
      for title in titles { #expect(outline.contains("\"title\": \"\(title)\"")) }
    }
  }

  @Test("survives many pages and many marked contents")
  func writesLongLetters() throws {
    var letter = TestLetter()
    for index in 0..<1_500 { letter.addParagraph("Paragraph \(index)") }
    try withPDF(letter) { path in
      try PDFTools.expectClean(path)
      let words = try PDFTools.text(of: path).split(whereSeparator: \.isWhitespace).map(String.init)
      #expect(words == (0..<1_500).flatMap { ["Paragraph", String($0)] })
    }
  }
}
