import PDFOutput
import TestSupport
import Testing
import Typesetting

@testable import PDFReading

@Suite("The field for a signature")
struct SignatureFieldTests {
  @Test(
    "is read from its text, and written as the same text",
    arguments: ["none", "invisible", "72,700,200,50", "0,0,0.5,1", "72.25,640,200.1,50"])
  func reads(text: String) throws {
    #expect(try #require(SignatureField(text)).text == text)
  }

  @Test(
    "is not read from anything else",
    arguments: [
      "", "visible", "72,700,200", "72,700,200,50,1", "72,700,0,50", "-1,700,200,50", "72, 700,200,50", "1e2,1,1,1",
      "72.123,700,200,50", "72.,700,200,50", "999999,1,1,1", "٧٢,700,200,50", "NONE", "1,,1,1",
    ])
  func refuses(text: String) {
    #expect(SignatureField(text) == nil)
  }

  static let fields: [(field: String, standard: PDFStandard)] = [
    ("invisible", .ua1), ("72,700,200,50", .ua1), ("invisible", .ua2), ("72.25,700,200.1,50", .ua2), ("none", .ua2),
  ]

  @Test("is found in the PDF, even after a signature was appended", arguments: fields)
  func found(way: (field: String, standard: PDFStandard)) throws {
    let field = try #require(SignatureField(way.field))
    let letter = try UpdatedLetter(PDFOptions(standard: way.standard, signatureField: field))
    let moved = letter.bytes([(letter.size, "<<>>")])
    for bytes in [letter.letter, moved] {
      let form = try LetterForm(of: bytes)
      #expect(form.version == way.standard.version)
      let area = form.signatureField.map { Area(x: $0[0], y: $0[1], width: $0[2], height: $0[3]) }
      #expect((area.map { SignatureField(area: $0) } ?? .absent) == field)
    }
  }

  /// A letter with a field, and the numbers of its objects.
  private struct Reserved {
    let letter: UpdatedLetter
    let field: Int

    init(_ field: String) throws {
      letter = try UpdatedLetter(PDFOptions(signatureField: SignatureField(field)))
      let form = try letter.file.resolve(letter.file.object(letter.root)["AcroForm"])
      self.field = try #require(form?["Fields"]?.array?.first?.reference)
    }

    /// The updates of a letter whose field was written again with a change, with an appearance and a signature.
    func updates(
      _ change: (String) -> String = { $0 }, appearance: String = "/Subtype /Form /BBox [0 0 10 5]", form: String? = nil
    ) throws -> [PDFUpdate]? {
      let n = letter.size
      var objects = [
        (field, try letter.object(field) { change($0.dropLast(2) + "/V \(n) 0 R\n>>") }),
        (n, "<</Type /Sig /Contents <00> /ByteRange [0 1 2 3] /Name (Example Signer)>>"),
        (n + 1, "<</Type /XObject \(appearance) /Length 4>>\nstream\n0 g \nendstream"),
      ]
      if let form {
        let number = try #require(try letter.file.object(letter.root)["AcroForm"]?.reference)
        objects.append((number, form))
      }
      return letter.updates(letter.bytes(objects))
    }

    /// The field with an appearance.
    func shown(_ text: String) -> String {
      let start = text.firstRange(of: "/AP")?.lowerBound ?? text.firstRange(of: "/V")?.lowerBound ?? text.endIndex
      return text[..<start] + "/AP <</N \(letter.size + 1) 0 R>>\n/V \(letter.size) 0 R\n>>"
    }
  }

  @Test("may be filled in, and the signature is named")
  func filledIn() throws {
    for text in ["invisible", "72,700,200,50"] {
      let reserved = try Reserved(text)
      #expect(try reserved.updates()?.map(\.signatures) == [["Signature (Example Signer)"]], "\(text)")
      #expect(
        try reserved.updates(form: "<</Fields [\(reserved.field) 0 R] /SigFlags 3>>")?.first?.signatures.count == 1)
    }
    let visible = try Reserved("72,700,200,50")
    #expect(try visible.updates(visible.shown) != nil)
  }

  @Test("may not be changed, moved or removed")
  func unchanged() throws {
    let visible = try Reserved("72,700,200,50")
    #expect(try visible.updates { $0.replacing("/Rect [ 72 42", with: "/Rect [ 72 700") } == nil)
    #expect(try visible.updates { $0.replacing("/TU <", with: "/TU <41") } == nil)
    #expect(try visible.updates { $0.replacing("/F 132", with: "/F 6") } == nil)
    #expect(try visible.updates { $0.dropLast(2) + "/AA <</E <<>>>>\n>>" } == nil)
    #expect(try visible.updates { $0.dropLast(2) + "/Contents (Upheld)\n>>" } == nil)
    for appearance in ["/Subtype /Form", "/Subtype /Image /BBox [0 0 10 5]", "/Subtype /Form /BBox [0 0 0 5]"] {
      #expect(try visible.updates(visible.shown, appearance: appearance) == nil, "\(appearance)")
    }
    #expect(try visible.updates(form: "<</Fields [] /SigFlags 3>>") == nil)
    let again = "<</Fields [\(visible.field) 0 R] /NeedAppearances true>>"
    #expect(try visible.updates(form: again) == nil)
    let twice = "<</Fields [\(visible.field) 0 R \(visible.field) 0 R]>>"
    #expect(try visible.updates(form: twice) == nil)
    let invisible = try Reserved("invisible")
    #expect(try invisible.updates(invisible.shown) == nil, "it shows something")
  }
}
