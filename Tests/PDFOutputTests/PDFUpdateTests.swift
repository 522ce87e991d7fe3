import LetterDocument
import PDFOutput
import TestSupport
import Testing

@testable import PDFReading

@Suite("Updates behind a letter")
struct PDFUpdateTests {
  private static let signature =
    "<</Type /Sig /Filter /Adobe.PPKLite /Contents <00> /ByteRange [0 1 2 3] /Name (Example Signer)>>"
  private static func widget(_ value: Int, _ more: String = "/Rect [0 0 0 0]") -> String {
    "<</FT /Sig /T (S1) /Type /Annot /Subtype /Widget /F 132 /V \(value) 0 R \(more)>>"
  }

  @Test("that change nothing of it are accepted, and signatures are named")
  func accepted() throws {
    let letter = try UpdatedLetter()
    let n = letter.size
    #expect(letter.updates(letter.bytes([(n, "<</Note (archived)>>")]))?.map(\.signatures) == [[]])
    let page = try letter.page()
    #expect(letter.updates(letter.bytes([(page, try letter.object(page) { $0 })])) != nil, "the same value again")
    let security = try letter.catalog(adding: "/DSS <</Certs []>> /Extensions <</ESIC <</ExtensionLevel 1>>>>")
    #expect(letter.updates(letter.bytes([(letter.root, security)])) != nil)
    let signed = letter.bytes([
      (letter.root, try letter.catalog(adding: "/AcroForm <</Fields [\(n) 0 R] /SigFlags 3>>")),
      (try letter.page(), try letter.page(adding: "/Annots [\(n) 0 R]")), (n, Self.widget(n + 1)),
      (n + 1, Self.signature),
    ])
    #expect(letter.updates(signed)?.map(\.signatures) == [["S1 (Example Signer)"]])
    #expect(try Self.certified(letter)?.map(\.signatures) == [["S1 (Example Signer)"]])
    let dated = letter.bytes([
      (letter.info, try letter.object(letter.info) { $0.dropLast(2) + "/ModDate (D:2026)>>" }),
      (
        try letter.metadata(),
        try letter.metadata {
          $0.replacing("<pdf:Producer>test 1</pdf:Producer>", with: "<pdf:Producer>Signer 1</pdf:Producer>")
            .replacing("<xmp:CreatorTool>", with: "<xmp:ModifyDate>2026-01-01</xmp:ModifyDate><xmp:CreatorTool>")
        }
      ),
    ])
    #expect(letter.updates(dated) != nil)
  }

  @Test("that are more than 1,000 are refused", arguments: [(1_000, true), (1_001, false)])
  func number(count: Int, isAccepted: Bool) throws {
    let letter = try UpdatedLetter()
    let bytes = letter.bytes(updates: count)
    #expect(letter.updates(bytes)?.count == (isAccepted ? count : nil))
    // The whole file has a table more, that of the letter.
    #expect(((try? PDFFile(firstVersionOf: bytes).lastTable) == letter.file.lastTable) == isAccepted)
  }

  /// What a letter's reader says of a signature that certifies the letter, with these permissions (PDF 32000-1 §12.8.4).
  private static func certified(
    _ letter: UpdatedLetter, _ permissions: (_ signature: Int) -> String = { "<</DocMDP \($0) 0 R>>" }
  ) throws -> [PDFUpdate]? {
    let n = letter.size
    let catalog = try letter.catalog(
      adding: "/AcroForm <</Fields [\(n) 0 R] /SigFlags 3>> /Perms \(permissions(n + 1))")
    let reference = "/Reference [<</Type /SigRef /TransformMethod /DocMDP /TransformParams <</P 1 /V /1.2>>>>]>>"
    return letter.updates(
      letter.bytes([
        (letter.root, catalog), (try letter.page(), try letter.page(adding: "/Annots [\(n) 0 R]")),
        (n, widget(n + 1)), (n + 1, signature.dropLast(2) + reference), (n + 2, signature),
      ]))
  }

  @Test(
    "that give readers other permissions than a certification by a signature are refused",
    arguments: [
      "<</UR3 $ 0 R>>", "<</DocMDP $ 0 R /UR3 $ 0 R>>", "<</DocMDP $$ 0 R>>", "<</DocMDP <</Type /Sig>>>>", "<<>>",
      "$$ 0 R",
    ])
  func permissions(_ form: String) throws {
    let letter = try UpdatedLetter()
    let found = try Self.certified(letter) { signature in
      form.replacing("$$", with: String(signature + 1)).replacing("$", with: String(signature))
    }
    #expect(found == nil)
  }

  /// XMP that another program wrote anew: attributes in place of elements, descriptions in place of `parseType`.
  @Test("may write the same metadata in another form")
  func sameMetadata() throws {
    let letter = try UpdatedLetter()
    let changed = try letter.metadata {
      $0.replacing("<pdfaid:part>2</pdfaid:part>", with: "")
        .replacing(
          "<rdf:Description rdf:about=\"\" xmlns:dc", with: "<rdf:Description rdf:about='' pdfaid:part='2' xmlns:dc")
    }
    #expect(changed.contains("pdfaid:part='2'"))
    #expect(letter.updates(letter.bytes([(try letter.metadata(), changed)])) != nil)
  }

  @Test("that change what the letter shows or tells are refused")
  func refused() throws {
    let letter = try UpdatedLetter()
    let n = letter.size
    let page = try letter.page()
    let contents = try #require(letter.file.object(page)["Contents"]?.reference)
    let metadata = try letter.metadata()
    let structure = try #require(letter.file.object(letter.root)["StructTreeRoot"]?.reference)
    func form(_ fields: String) throws -> (Int, String) {
      (letter.root, try letter.catalog(adding: "/AcroForm \(fields)"))
    }
    func signed(_ widget: String, more: (Int, String)? = nil) throws -> [UInt8] {
      letter.bytes(
        [
          try form("<</Fields [\(n) 0 R] /SigFlags 3>>"), (page, try letter.page(adding: "/Annots [\(n) 0 R]")),
          (n, widget), (n + 1, Self.signature),
        ] + (more.map { [$0] } ?? []))
    }
    #expect(letter.updates(try signed(Self.widget(n + 1))) != nil)
    let cases: [(what: String, bytes: [UInt8])] = [
      ("a page's content", letter.bytes([(contents, "<</Length 0>>\nstream\n\nendstream")])),
      ("a smaller page", letter.bytes([(page, try letter.object(page) { $0.replacing("792", with: "700") })])),
      ("a crop box", letter.bytes([(page, try letter.page(adding: "/CropBox [0 0 9 9]"))])),
      ("an action on a page", letter.bytes([(page, try letter.page(adding: "/AA <</O <</S /JavaScript>>>>"))])),
      ("a page's link", letter.bytes([(page, try letter.page(adding: "/Annots [<</Subtype /Link>>]"))])),
      (
        "an annotation that is no field",
        letter.bytes([
          (page, try letter.page(adding: "/Annots [\(n) 0 R]")), (n, Self.widget(n + 1)),
        ])
      ),
      ("a stamp over the page", try signed(Self.widget(n + 1, "/Rect [0 0 612 792]"))),
      (
        "a signature that draws",
        try signed(
          Self.widget(n + 1, "/Rect [0 0 0 0] /AP <</N \(n + 2) 0 R>>"),
          more: (n + 2, "<</Length 5>>\nstream\n0 0 m\nendstream"))
      ),
      ("an action on a signature", try signed(Self.widget(n + 1, "/Rect [0 0 0 0] /A <</S /URI>>"))),
      ("a name that speaks", try signed(Self.widget(n + 1).replacing("(S1)", with: "(The request is OVERTURNED)"))),
      (
        "a date that speaks",
        letter.bytes([(letter.info, try letter.object(letter.info) { $0.dropLast(2) + "/ModDate (overturned)>>" })])
      ),
      ("a description that speaks", try signed(Self.widget(n + 1, "/Rect [0 0 0 0] /TU (Overturned)"))),
      (
        "the same dictionary with another stream",
        letter.bytes([
          (
            contents,
            try letter.object(contents) { text in
              // One byte of the stream is another.
              var bytes = Array(text.unicodeScalars)
              let stream = text.unicodeScalars.count / 2
              bytes[stream] = bytes[stream] == "a" ? "b" : "a"
              return String(String.UnicodeScalarView(bytes))
            }
          )
        ])
      ),
      ("a text field", letter.bytes([try form("<</Fields [\(n) 0 R]>>"), (n, "<</FT /Tx /T (a) /V (b)>>")])),
      ("an XFA form", letter.bytes([try form("<</Fields [] /XFA []>>")])),
      ("a form that redraws", letter.bytes([try form("<</Fields [] /NeedAppearances true>>")])),
      (
        "a script at opening",
        letter.bytes([(letter.root, try letter.catalog(adding: "/OpenAction <</S /JavaScript>>"))])
      ),
      ("names", letter.bytes([(letter.root, try letter.catalog(adding: "/Names <<>>"))])),
      (
        "other pages",
        letter.bytes([
          (letter.root, try letter.object(letter.root) { $0.replacing("/Pages ", with: "/Pages 1") })
        ])
      ),
      (
        "another language",
        letter.bytes([
          (letter.root, try letter.object(letter.root) { $0.replacing("<656E>", with: "<6465>") })
        ])
      ),
      ("the structure", letter.bytes([(structure, "<</Type /StructTreeRoot>>")])),
      (
        "another title in Info",
        letter.bytes([
          (letter.info, try letter.object(letter.info) { $0.dropLast(2) + "/Subject (Overturned)>>" })
        ])
      ),
      (
        "another title in XMP",
        letter.bytes([
          (metadata, try letter.metadata { $0.replacing("A letter (1)", with: "Overturned") })
        ])
      ),
      (
        "another claim in XMP",
        letter.bytes([
          (metadata, try letter.metadata { $0.replacing("<pdfaid:part>2<", with: "<pdfaid:part>3<") })
        ])
      ),
      (
        "XMP with entities",
        letter.bytes([
          (metadata, try letter.metadata { "<!DOCTYPE a [<!ENTITY b 'c'>]>" + $0.replacing("A letter", with: "&b;") })
        ])
      ),
      ("XMP that is cut off", letter.bytes([(metadata, try letter.metadata { String($0.prefix(400)) })])),
      (
        "encryption",
        letter.bytes(
          [(n, "<<>>")],
          trailer:
            "<</Size 99 /Root \(letter.root) 0 R \(letter.trailerEntries) /Encrypt \(n) 0 R>>"
        )
      ),
      (
        "another catalog",
        letter.bytes(
          [(n, "<</Type /Catalog /Pages 2 0 R>>")],
          trailer: "<</Size 99 /Root \(n) 0 R \(letter.trailerEntries)>>")
      ),
      (
        "no table before",
        letter.bytes(
          [(n, "<<>>")], trailer: "<</Size 99 /Root \(letter.root) 0 R /Info \(letter.info) 0 R>>")
      ),
      (
        "a freed object",
        letter.bytes(
          [(n, "<<>>")], entries: { $0 + "\(contents) 1\n0000000000 00001 f \n" })
      ),
      (
        "a table that hides an object",
        letter.bytes(
          [(n, "<<>>"), (n + 1, "<<>>")],
          entries: { String($0.prefix(upTo: $0.index($0.startIndex, offsetBy: $0.count / 2))) })
      ),
      (
        "a table that leads elsewhere",
        letter.bytes([(n, "<<>>")], entries: { $0.replacing("\n00000", with: "\n00001") })
      ),
      ("words between objects", letter.bytes([(n, "<<>>")], between: "% \(contents) 0 obj\n")),
      ("words at the end", letter.bytes([(n, "<<>>")], after: "hello\n")),
      ("words in place of an update", letter.letter + Array("\n".utf8)),
      ("half an update", Array(letter.bytes([(n, "<<>>")]).dropLast(9))),
    ]
    #expect(cases.count >= 30)
    for (what, bytes) in cases { #expect(letter.updates(bytes) == nil, "\(what)") }
  }
}
