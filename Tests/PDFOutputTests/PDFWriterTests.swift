import Foundation
import LetterDocument
import PDFOutput
import TestSupport
import Testing
import Typesetting

@Suite("PDF")
struct PDFWriterTests {
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
      try letter.withPDF { path in
        text = String(decoding: try Subprocess.run("qpdf", ["--qdf", path, "-"]).output, as: UTF8.self)
      }
      return text
    }
    let grey = try content(Color(red: 223, green: 223, blue: 223))
    #expect(
      grey.contains("0.875 g\n") && grey.contains("0.251 G\n") && !grey.contains(" rg\n") && !grey.contains(" RG\n"))
    #expect(try content(Color(red: 223, green: 223, blue: 0)).contains("0.875 0.875 0.000 rg\n"))
  }

  @Test(
    "says of each face whether it has serifs and how it slants (PDF 32000-1 table 122, §9.8.2)",
    arguments: [
      ("Liberation Serif", false, "34", "0"), ("Liberation Serif", true, "98", "-16.33"),
      ("Liberation Sans", false, "32", "0"), ("Liberation Sans", true, "96", "-12"),
    ])
  func describesFonts(family: String, isItalic: Bool, flags: String, angle: String) throws {
    var letter = TestLetter()
    letter.addParagraph("Words") { ($0.fontFamily, $0.isItalic) = (family, isItalic) }
    let text = String(decoding: try letter.pdf(), as: Unicode.ASCII.self)
    #expect(text.contains("/Flags \(flags)\n/ItalicAngle \(angle)\n"))
  }

  @Test("embeds two faces of one PostScript name")
  func tellsFacesApart() throws {
    let sans = try #require(Fonts.library[FontFace.Description(family: "Liberation Sans", isBold: false)])
    var file = try #require(Fonts.serif).file
    // The PostScript name of the serif face, without its last letter and in each of its encodings, is that of the other face.
    let name = sans.postScriptName.unicodeScalars.map { UInt8($0.value) }
    let tables = (0..<Int(file[5])).map { 12 + 16 * $0 }
    let record = try #require(tables.first { file[$0..<$0 + 4].elementsEqual("name".utf8) })
    func number(_ place: Int, _ size: Int) -> Int { file[place..<place + size].reduce(0) { $0 << 8 | Int($1) } }
    let table = number(record + 8, 4)
    for entry in (0..<number(table + 2, 2)).map({ table + 6 + 12 * $0 }) where number(entry + 6, 2) == 6 {
      let bytes = number(entry, 2) == 1 ? name : name.flatMap { [0, $0] }
      let place = table + number(table + 4, 2) + number(entry + 10, 2)
      file.replaceSubrange(place..<place + bytes.count, with: bytes)
      file[entry + 9] = UInt8(bytes.count)
    }
    let serif = try FontFace(file: file)
    #expect(serif.postScriptName == sans.postScriptName && serif.name != sans.name)
    var letter = TestLetter()
    letter.addParagraph("Words")
    letter.addParagraph("Words") { $0.fontFamily = "Liberation Sans" }
    let pages = try Typesetter(fonts: FontLibrary([serif, sans])).typeset(letter.letter)
    let pdf = try PDFWriter(producer: "test 1").write(pages, metadata: DocumentMetadata(letter.letter)).bytes
    let widths = String(decoding: pdf, as: Unicode.ASCII.self).matches(of: /\/Widths \[[^\]]*\]/).map { String($0.0) }
    #expect(widths.count == 2 && Set(widths).count == 2)
  }

  @Test("gives the same bytes whatever was written before")
  func isReproducible() throws {
    var letter = TestLetter()
    letter.addParagraph("one § two")
    let first = try letter.pdf()
    let writer = try PDFWriter(producer: "test 1")
    var other = TestLetter()
    other.addParagraph("quite ŵ different “letter”")
    _ = try other.pdf(writer)
    #expect(try letter.pdf(writer) == first)
    #expect(try letter.pdf(writer) == first)
    #expect(try other.pdf(writer) != first)
  }

  @Test("carries title, language and dates, and only the issuer as author")
  func carriesMetadata() throws {
    var letter = TestLetter()
    letter.addParagraph("x")
    try letter.withPDF { path in
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
    try letter.withPDF { path in
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
    try letter.withPDF { path in
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
    try letter.withPDF { path in
      try PDFTools.expectClean(path)
      let words = try PDFTools.text(of: path).split(whereSeparator: \.isWhitespace).map(String.init)
      #expect(words == (0..<1_500).flatMap { ["Paragraph", String($0)] })
    }
  }
}
