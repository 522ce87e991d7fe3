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

@Suite("imr-letters verify --manifest")
struct VerifyManifestTests {
  /// A batch of letters and a print stream.
  private func batch(in folder: TemporaryFolder) throws -> (letters: String, print: String) {
    let input = try BatchCases.fileOfManyLengths(12, in: folder)
    let (letters, print) = (folder.file("letters").path, folder.file("print").path)
    let result = try BatchCases.run(
      [input, "-o", letters, "-f", "pdf,txt", "--print-stream", print, "--duplex", "--max-pages", "8"])
    #expect(result.status == 0, "\(result.errors)")
    return (letters, print)
  }

  private func verify(_ folder: String, _ options: String...) throws -> ProcessResult {
    try Subprocess.run(Command.path, ["verify", "--manifest", folder + "/manifest.ndjson"] + options)
  }

  @Test("finds every file as it was, and makes it again with the same bytes")
  func agrees() throws {
    let folder = try TemporaryFolder()
    let (letters, print) = try batch(in: folder)
    for options in [[], ["--rerender"]] {
      for (path, files) in [
        (letters, 24), (print, TemporaryFolder.names(in: print).count - 2),
      ] {
        let result = try Subprocess.run(
          Command.path, ["verify", "--manifest", path + "/manifest.ndjson"] + options)
        #expect(
          result.status == 0 && result.errors.contains("letters: 12, files: \(files), failed: 0"), "\(result.errors)")
      }
    }
    #expect(try verify(letters, "--sample", "3", "--rerender").errors.contains("letters: 3, files: 6, failed: 0"))
  }

  @Test("tells of files that were changed or taken away, and of records that are others now")
  func disagrees() throws {
    let folder = try TemporaryFolder()
    let (letters, print) = try batch(in: folder)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: letters + "/CM16-8000003.txt"))
    bytes[100] ^= 1
    try bytes.write(to: URL(fileURLWithPath: letters + "/CM16-8000003.txt"))
    try FileManager.default.removeItem(atPath: letters + "/CM16-8000005.pdf")
    let changed = try verify(letters)
    #expect(changed.status == 65 && changed.errors.contains("failed: 2"))
    #expect(changed.errors.contains("CM16-8000003.txt” is not the file"))
    #expect(changed.errors.contains("CM16-8000005.pdf”, which is missing"))
    let signed = folder.file("letters/CM16-8000007.pdf")
    try IncrementalUpdate.adding("<</Note (archived)>>", to: Data(contentsOf: signed)).write(to: signed)
    let updated = try verify(letters)
    #expect(updated.errors.contains("failed: 2") && updated.errors.contains("CM16-8000007.pdf”: an update of"))
    let input = folder.file("cases.ndjson").path
    let text = try String(contentsOfFile: input, encoding: .utf8)
    try folder.write(text.replacing("Words of case 7", with: "Verbs of case 7"), to: "cases.ndjson")
    #expect(try verify(print).status == 0)
    let others = try verify(print, "--rerender")
    #expect(others.status == 65 && others.errors.contains("failed: 1") && !others.errors.contains("Verbs"))
  }

  @Test("says so if the template set that the batch kept is gone")
  func missesKeptSets() throws {
    let folder = try TemporaryFolder()
    let (letters, _) = try batch(in: folder)
    let note = "copy of its template set is gone; letters are made again with “imr-2014” as it is now"
    #expect(try !verify(letters, "--rerender").errors.contains(note))
    try FileManager.default.removeItem(atPath: letters + "/.sets")
    #expect(try verify(letters, "--rerender").errors.contains(note))
    #expect(try !verify(letters, "--rerender", "--template", "imr-2014").errors.contains(note))
    #expect(try !verify(letters).errors.contains(note))
  }

  @Test("finds what the index or the manifest of a print stream says falsely")
  func findsFalseIndexes() throws {
    let folder = try TemporaryFolder()
    let (letters, print) = try batch(in: folder)
    func change(_ file: String, _ edit: (String) -> String?) throws {
      let url = URL(fileURLWithPath: file)
      let before = try String(contentsOf: url, encoding: .utf8)
      defer { try? before.write(to: url, atomically: true, encoding: .utf8) }
      if let after = edit(before) {
        #expect(after != before)
        try after.write(to: url, atomically: true, encoding: .utf8)
      } else {
        try FileManager.default.removeItem(at: url)
      }
      let folder = url.deletingLastPathComponent().path
      let result = try verify(folder, "--rerender")
      #expect(result.status == 65 && result.errors.contains("[IMR-V001]"), "\(result.errors)")
    }
    let index = print + "/stream.ndjson"
    try change(index) { _ in nil }
    try change(index) { _ in "" }
    try change(index) { $0.replacing("\"firstPage\":1,", with: "\"firstPage\":2,", maxReplacements: 1) }
    try change(index) { $0.split(separator: "\n").reversed().joined(separator: "\n") + "\n" }
    try change(letters + "/manifest.ndjson") {
      $0.replacing("\"id\":\"CM16-8000003\"", with: "\"id\":\"CM16-9999999\"")
    }
    try change(letters + "/manifest.ndjson") { $0.replacing(/"pages":\d+/, with: "\"pages\":99", maxReplacements: 1) }
    try change(letters + "/manifest.ndjson") {
      $0.replacing("\"warnings\":[]", with: "\"warnings\":[\"IMR-R001\"]", maxReplacements: 1)
    }
    try change(letters + "/manifest.ndjson") {
      $0.replacing("\"status\":\"written\"", with: "\"status\":\"rejected\"", maxReplacements: 1)
    }
    #expect(try verify(print, "--rerender").status == 0 && verify(letters, "--rerender").status == 0)
    try Data().write(to: URL(fileURLWithPath: print + "/stream-0099.pdf"))
    let extra = try verify(print)
    #expect(extra.status == 65 && extra.errors.contains("stream-0099.pdf"))
  }

  @Test("needs a manifest")
  func needsManifest() throws {
    let folder = try TemporaryFolder()
    #expect(try verify(folder.path).status == 66)
    try folder.write("{}\n", to: "manifest.ndjson")
    #expect(try verify(folder.path).status == 65)
    #expect(try Command.run("verify", "--manifest", "x", "--case", "y").status == 64)
    #expect(try Command.run("verify", "x.pdf").status == 64)
  }
}
