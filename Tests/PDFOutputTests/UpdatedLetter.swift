import LetterDocument
import PDFOutput
import TestSupport
import Testing

@testable import PDFReading

/// A letter as bytes, and updates behind it as signers and archives write them (PDF 32000-1 §7.5.6).
struct UpdatedLetter {
  let letter: [UInt8]
  let file: PDFFile

  init(_ options: PDFOptions = PDFOptions()) throws {
    var content = TestLetter()
    content.addParagraph("The brace is not medically necessary.")
    var metadata = DocumentMetadata(content.letter)
    metadata.title = "A letter (1)"
    letter = try PDFWriter(producer: "test 1").write(content.typeset(), metadata: metadata, options: options).bytes
    file = try PDFFile(letter)
  }

  var root: Int { file.trailer["Root"]?.reference ?? 0 }
  var info: Int { file.trailer["Info"]?.reference ?? 0 }
  var size: Int { file.trailer["Size"]?.integer ?? 0 }
  func page() throws -> Int { try file.pages().first?.reference ?? 0 }
  func metadata() throws -> Int { try file.object(root)["Metadata"]?.reference ?? 0 }

  /// The entries that the trailer of every update needs.
  var trailerEntries: String {
    let id = (file.trailer["ID"]?.array ?? []).compactMap(\.string).map { bytes in
      "<" + bytes.map { String(UInt16($0) | 0x100, radix: 16).dropFirst() }.joined() + ">"
    }
    let information = info == 0 ? "" : "/Info \(info) 0 R "
    return information + "/Prev \(file.lastTable) /ID [\(id.joined(separator: " "))]"
  }

  /// The text of an object's value, with a change.
  func object(_ number: Int, _ change: (String) -> String) throws -> String {
    let start = try #require(file.offsets[number])
    let text = String(decoding: letter[start...], as: Unicode.ASCII.self)
    let body = try #require(text.range(of: "obj\n"))
    let end = try #require(text.range(of: "\nendobj"))
    return change(String(text[body.upperBound..<end.lowerBound]))
  }

  /// The catalog with another entry.
  func catalog(adding entry: String) throws -> String { try object(root) { $0.dropLast(2) + entry + "\n>>" } }

  /// The first page with another entry.
  func page(adding entry: String) throws -> String { try object(page()) { $0.dropLast(2) + entry + "\n>>" } }

  /// The XMP as a stream, with a change.
  func metadata(_ change: (String) -> String) throws -> String {
    let packet = change(String(decoding: try file.stream(.reference(try metadata())), as: UTF8.self))
    return "<</Type /Metadata /Subtype /XML /Length \(packet.utf8.count)>>\nstream\n\(packet)\nendstream"
  }

  /// The letter with an update of these objects.
  func bytes(
    _ objects: [(number: Int, body: String)], trailer: String? = nil, between: String = "", after: String = "",
    entries: (String) -> String = { $0 }
  ) -> [UInt8] {
    var text = ""
    var table = ""
    let start = letter.count
    for (number, body) in objects {
      let offset = start + text.utf8.count
      text += "\(number) 0 obj\n\(body)\nendobj\n" + between
      let digits = String(offset)
      table += "\(number) 1\n\(String(repeating: "0", count: 10 - digits.count))\(digits) 00000 n \n"
    }
    let xref = start + text.utf8.count
    let newSize = max(size, (objects.map(\.number).max() ?? 0) + 1)
    text += "xref\n" + entries(table) + "trailer\n"
    text += trailer ?? "<</Size \(newSize) /Root \(root) 0 R \(trailerEntries)>>"
    return letter + Array((text + "\nstartxref\n\(xref)\n%%EOF\n" + after).utf8)
  }

  /// The letter with that many small updates, one behind the other.
  func bytes(updates count: Int) -> [UInt8] {
    var bytes = letter
    var table = file.lastTable
    for number in size..<size + count {
      let digits = String(bytes.count)
      let object = "\(number) 0 obj\n<<>>\nendobj\n"
      let previous = table
      table = bytes.count + object.utf8.count
      let entries = trailerEntries.replacing("/Prev \(file.lastTable)", with: "/Prev \(previous)")
      let text =
        "\(object)xref\n\(number) 1\n\(String(repeating: "0", count: 10 - digits.count))\(digits) 00000 n \ntrailer\n"
        + "<</Size \(number + 1) /Root \(root) 0 R \(entries)>>\nstartxref\n\(table)\n%%EOF\n"
      bytes += Array(text.utf8)
    }
    return bytes
  }

  /// What the reader says: the updates, or nil if it refuses them.
  func updates(_ bytes: [UInt8]) -> [PDFUpdate]? { try? PDFUpdates.behind(letter.count, in: bytes) }
}
