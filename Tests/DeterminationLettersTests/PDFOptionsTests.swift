import DeterminationLetters
import Foundation
import TestSupport
import Testing

/// What kind of PDF a letter becomes: its standard, and a field for a signature.
@Suite("PDF options")
struct PDFOptionsTests {
  private func renderer(_ options: PDFOptions) throws -> LetterRenderer {
    try LetterRenderer(template: "imr-2014", resources: Renderers.resources, pdf: options)
  }

  private func field(_ text: String) throws -> PDFOptions {
    let field: SignatureField = try #require(SignatureField(text))
    return PDFOptions(signatureField: field)
  }

  private let source = SourceText(name: "c.json", text: TestCase.minimal)

  /// The first line of the letter's text is 72 points below the edge of the page.
  @Test("refuse a field that text of the last page touches, in check and in render", arguments: [false, true])
  func refusesTouching(touches: Bool) throws {
    let renderer = try renderer(field(touches ? "72,60,100,40" : "72,735,200,50"))
    let codes = renderer.check(source).all.map(\.code.id)
    #expect(codes == (touches ? ["IMR-F007"] : []))
    let letter = try renderer.render(source)
    let error = #expect(
      throws: Findings.self, performing: { if touches { try letter.pdf() } else { throw Findings() } })
    #expect(error?.all.map(\.code.id) == codes)
    if !touches { #expect(try !letter.pdf().isEmpty) }
  }

  @Test("refuse a field that is not inside the page", arguments: ["500,700,200,50", "0,0,612,792.01"])
  func refusesOutside(place: String) throws {
    let error = #expect(throws: Findings.self) { try renderer(field(place)) }
    #expect(error?.all.map(\.code.id) == ["IMR-I004"])
  }

  @Test("are read from the PDF by verify, whatever the renderer makes itself")
  func verified() throws {
    let plain = try Renderers.renderer("imr-2014").render(source)
    for standard in PDFStandard.allCases {
      for place in ["none", "invisible", "72,735,200,50"] {
        var options = try field(place)
        options.standard = standard
        let pdf = try renderer(options).render(source).pdf()
        #expect(try plain.verify(pdf: pdf, name: "x.pdf").updates.isEmpty, "\(standard) \(place)")
        var moved = pdf
        moved[pdf.count / 2] ^= 1
        #expect(throws: Findings.self) { try plain.verify(pdf: moved, name: "x.pdf") }
      }
    }
  }

  @Test("of a set's manifest hold if nobody gives others")
  func declaredBySet() throws {
    let folder = try TemporaryFolder()
    func renderer(_ signature: String, _ options: PDFOptions = PDFOptions()) throws -> LetterRenderer {
      try folder.write(
        #"{"name": "s", "version": "1.0.0", "summary": "s", "language": "es", "issuer": "i", "signature": \#(signature)}"#,
        to: "set/manifest.json")
      try folder.write(#"{"type": "object", "properties": {}}"#, to: "set/schema.json")
      try folder.write("<title>T</title>\n<body><p>Text</p></body>\n", to: "set/letter.html")
      try folder.write("@page { margin: 72pt }\n", to: "set/letter.css")
      return try LetterRenderer(template: folder.file("set/").path + "/", resources: Renderers.resources, pdf: options)
    }
    func text(_ renderer: LetterRenderer) throws -> String {
      String(decoding: try renderer.render(SourceText(name: "c", text: "{}")).pdf(), as: Unicode.ASCII.self)
    }
    let declared = #"{"field": "72,600,200,50", "label": "Firma"}"#
    let pdf = try text(renderer(declared))
    #expect(pdf.contains("/Rect [ 72 142 272 192 ]"))
    #expect(pdf.contains("/TU <4669726D61>"), "Firma")
    #expect(try !text(renderer(declared, field("none"))).contains("/AcroForm"))
    #expect(try text(renderer(declared, field("invisible"))).contains("/Rect [ 0 0 0 0 ]"))
    for wrong in [#"{"field": "72,600,2000,50"}"#, #"{"field": "none"}"#, #"{"field": "1,2"}"#, #"{"label": "x"}"#] {
      let error = #expect(throws: Findings.self) { try renderer(wrong) }
      #expect(error?.all.first?.location?.description.contains("manifest.json:1:") == true, "\(wrong)")
    }
  }
}
