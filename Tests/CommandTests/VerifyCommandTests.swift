import Foundation
import TestSupport
import Testing

@Suite("imr-letters verify")
struct VerifyCommandTests {
  private func verify(_ pdf: String, _ caseFile: String, edition: String) throws -> ProcessResult {
    try Command.run("verify", pdf, "--case", caseFile, "--template", edition)
  }

  @Test("agrees with every letter that was rendered", arguments: Project.allSamples + Project.programSamples)
  func agrees(sample: Sample) throws {
    let folder = try TemporaryFolder()
    let pdf = folder.file("x.pdf").path
    #expect(try Command.run("render", sample.url.path, "--template", sample.edition, "-o", pdf).status == 0)
    let result = try verify(pdf, sample.url.path, edition: sample.edition)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("tells where a letter says something else, without saying what")
  func disagrees() throws {
    let folder = try TemporaryFolder()
    let words = (0..<900).map { "word\($0)" }.joined(separator: " ")
    let right = try folder.write(Command.minimalCase(summary: "\(words) SECRET"), to: "right.json")
    let wrong = try folder.write(Command.minimalCase(summary: "\(words) SACRED"), to: "wrong.json")
    let longer = try folder.write(
      Command.minimalCase(summary: words).replacing("Because.", with: "Because so."), to: "longer.json")
    let pdf = folder.file("x.pdf").path
    #expect(try Command.run("render", right, "--template", "imr-2014", "-o", pdf).status == 0)
    #expect(try verify(pdf, right, edition: "imr-2014").status == 0)
    let result = try verify(pdf, wrong, edition: "imr-2014")
    #expect(
      result.status == 65 && result.errors.contains("[IMR-V001]") && result.errors.contains("page 3"),
      "\(result.errors)")
    #expect(!result.errors.contains("SECRET") && !result.errors.contains("SACRED"))
    #expect(try verify(pdf, longer, edition: "imr-2014").status == 65)
  }

  @Test("accepts an update that changes nothing, and refuses one that does")
  func updates() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write(Command.minimalCase(), to: "case.json")
    let pdf = folder.file("x.pdf")
    #expect(try Command.run("render", good, "--template", "imr-2014", "-o", pdf.path).status == 0)
    let bytes = try Data(contentsOf: pdf)
    try IncrementalUpdate.adding("<</Note (archived)>>", to: bytes).write(to: pdf)
    let archived = try verify(pdf.path, good, edition: "imr-2014")
    #expect(archived.status == 0 && archived.errors.contains("changes nothing of it"), "\(archived.errors)")
    try IncrementalUpdate.adding("<</Type /Pages /Kids [] /Count 0>>", number: 2, to: bytes).write(to: pdf)
    let emptied = try verify(pdf.path, good, edition: "imr-2014")
    #expect(emptied.status == 65 && emptied.errors.contains("[IMR-V001]"), "\(emptied.errors)")
  }

  /// Forms of an update with which some reader does not find its table, and takes the objects of another one.
  static let oddForms: [(old: String, new: String)] = [
    ("startxref\n", "startxref\n+"), ("startxref\n", "startxref %x\n"), ("startxref\n", "startxref\u{0}"),
    ("xref\n", "xref %c\n"), ("xref\n", "xref\u{0}"), (" 00000 n \n", " 00000 n\t\t"), ("%%EOF\n", "%%EOF\n\n\n"),
    ("/Size ", "/Sice "), ("/Size ", "/Size 1"), ("/Size ", "/Size -"), ("/Size ", "/Size (1)/X "),
    ("trailer\n", "trailer %\n"), ("0 obj\n<</Note", "0  obj\n<</Note"), ("0 obj\n<</Note", "0 %\nobj\n<</Note"),
  ]

  @Test("refuses updates whose marks some reader would not find", arguments: oddForms)
  func refusesOddForms(old: String, new: String) throws {
    let folder = try TemporaryFolder()
    let good = try folder.write(Command.minimalCase(), to: "case.json")
    let pdf = folder.file("letter.pdf")
    #expect(try Command.run("render", good, "--template", "imr-2014", "-o", pdf.path).status == 0)
    let letter = try Data(contentsOf: pdf)
    let update = try IncrementalUpdate.adding("<</Note (archived)>>", to: letter).dropFirst(letter.count)
    let text = try #require(String(data: update, encoding: .isoLatin1))
    // The last place: “xref” is in “startxref” too.
    let place = try #require(
      old == "xref\n"
        ? text.range(of: "\nxref\n").map { text.index(after: $0.lowerBound)..<$0.upperBound } : text.range(of: old))
    for (changed, status) in [(text, Int32(0)), (text.replacingCharacters(in: place, with: new), 65)] {
      try (letter + #require(changed.data(using: .isoLatin1))).write(to: pdf)
      #expect(try verify(pdf.path, good, edition: "imr-2014").status == status, "\(changed)")
    }
  }

  /// Changes of the metadata that some reader shows.
  static let oddMetadata: [(old: String, new: String, status: Int32)] = [
    // Programs write an address in either form.
    (
      "namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>",
      "namespaceURI rdf:resource=\"http://www.aiim.org/pdfua/ns/id/\"/>", 0
    ),
    ("<pdfuaid:part>1</", "<pdfuaid:part rdf:resource=\"1\">2</", 65), ("<rdf:Alt>", "<rdf:Alt>Other title", 65),
    ("</rdf:RDF>", "Other</rdf:RDF>", 65), ("<rdf:Seq><rdf:li>", "<rdf:Seq><rdf:li rdf:resource=\"x\">", 65),
    ("<x:xmpmeta", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><x:xmpmeta", 65),
  ]

  @Test("refuses metadata that some reader would read in another way", arguments: oddMetadata)
  func refusesOddMetadata(old: String, new: String, status: Int32) throws {
    let folder = try TemporaryFolder()
    let good = try folder.write(Command.minimalCase(), to: "case.json")
    let pdf = folder.file("letter.pdf")
    #expect(try Command.run("render", good, "--template", "imr-2014", "-o", pdf.path).status == 0)
    let letter = try Data(contentsOf: pdf)
    let text = String(decoding: letter, as: UTF8.self)
    let number = try #require(text.firstMatch(of: /\/Metadata (\d+) 0 R/).flatMap { Int($0.1) })
    let packet = try #require(text.firstMatch(of: /<\?xpacket begin(?s).*?<\?xpacket end="w"\?>/).map { String($0.0) })
    try #require(packet.contains(old))
    // A declaration stands at the very beginning.
    let own = new.hasPrefix("<?xml") ? String(packet.drop { $0 != "\n" }.dropFirst()) : packet
    for (changed, status) in [(own, Int32(0)), (own.replacing(old, with: new, maxReplacements: 1), status)] {
      let body = "<</Type /Metadata /Subtype /XML /Length \(changed.utf8.count)>>\nstream\n\(changed)\nendstream"
      try IncrementalUpdate.adding(body, number: number, to: letter).write(to: pdf)
      let result = try verify(pdf.path, good, edition: "imr-2014")
      #expect(result.status == status, "\(changed) \(result.errors)")
    }
  }

  @Test("shows the words that differ only when asked to")
  func words() throws {
    let folder = try TemporaryFolder()
    let (one, other) = (Command.minimalCase(summary: "It was SECRET."), Command.minimalCase(summary: "It was SACRED."))
    let pdf = folder.file("x.pdf").path
    #expect(try Command.run("render", folder.write(one, to: "1.json"), "--template", "imr-2014", "-o", pdf).status == 0)
    let path = try folder.write(other, to: "2.json")
    let shown = try Command.run("verify", pdf, "--case", path, "--template", "imr-2014", "--show-values")
    #expect(shown.status == 65 && shown.errors.contains("SECRET") && shown.errors.contains("SACRED"), "\(shown.errors)")
  }

  @Test("proves nothing about a letter of another version, but tells whether its words differ")
  func otherVersion() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write(Command.minimalCase(), to: "case.json")
    let pdf = folder.file("x.pdf")
    #expect(try Command.run("render", good, "--template", "imr-2014", "-o", pdf.path).status == 0)
    let creator = try #require(
      String(decoding: Data(contentsOf: pdf), as: Unicode.ASCII.self).firstMatch(of: /\/Creator <([0-9A-F]+)>/)
    ).1
    let other = creator.dropLast(2) + "39"  // the last digit of the version becomes 9
    var text = try Data(contentsOf: pdf)
    while let range = text.range(of: Data(creator.utf8)) { text.replaceSubrange(range, with: Data(other.utf8)) }
    try text.write(to: pdf)
    let result = try verify(pdf.path, good, edition: "imr-2014")
    #expect(result.status == 65 && result.errors.contains("not proven: it was made by imr-letters"), "\(result.errors)")
    #expect(!result.errors.contains("differs"))
  }

  @Test("does not crash on files that are no letters")
  func survivesOtherFiles() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write(Command.minimalCase(), to: "case.json")
    let pdf = folder.file("x.pdf").path
    #expect(try Command.run("render", good, "--template", "imr-2014", "-o", pdf).status == 0)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: pdf))
    #expect(try verify(folder.path + "/nowhere", good, edition: "imr-2014").status == 66)
    for (index, data) in [
      Data(), Data("%PDF-1.7 xref".utf8), bytes.prefix(2_000), bytes.dropLast(10), bytes.suffix(400),
    ].enumerated() {
      let file = folder.file("\(index).pdf")
      try Data(data).write(to: file)
      let result = try verify(file.path, good, edition: "imr-2014")
      #expect(result.status == 65, "\(index): \(result.errors)")
    }
    for offset in stride(from: 0, to: bytes.count, by: bytes.count / 20) {
      var damaged = bytes
      damaged[offset] ^= 0x15
      let file = folder.file("damaged.pdf")
      try damaged.write(to: file)
      #expect(try verify(file.path, good, edition: "imr-2014").status == 65, "byte \(offset)")
    }
  }
}
