import DeterminationLetters
import Foundation
import TestSupport
import Testing

/// Invented names and numbers.
@Suite("Confidential values")
struct ConfidentialTests {
  private func source(_ summary: String, _ confidential: String, name: String = "case.json") -> SourceText {
    let text = SeededDefectTests.sound.replacing("She fell on a wet floor", with: summary)
      .replacing("\"reviewer\": {\"lic", with: "\"confidential\": [\(confidential)], \"reviewer\": {\"lic")
    return SourceText(name: name, text: text)
  }

  @Test(
    "are found however they are written",
    arguments: [
      ("Jordan Q. Example", "Seen by Jordan Q. Example today"),
      ("Jordan Example", "JORDAN\\n EXAMPLE wrote"),
      ("Jörg Müßig", "by Jorg Mu\\u0308ßig there"),
      ("Jordan Example", "Jor\\u00ADdan Example"),
      ("Jordan Example", "Jordan-Example wrote"),
      ("WC 123-456", "claim WC123456 and"),
      ("WC123456", "claim WC-123/456 and"),
      ("51", "aged 51 she"),
    ])
  func areFound(value: String, summary: String) throws {
    let findings = try Renderers.renderer("imr-2016").check(source(summary, "\"\(value)\""))
    #expect(findings.all.contains { $0.code == .confidentialValue && $0.pointer == "/clinicalCaseSummary/0" })
    #expect(throws: Findings.self) { try Renderers.renderer("imr-2016").render(source(summary, "\"\(value)\"")) }
  }

  @Test("may be numbers, which are found with and without separators", arguments: ["123456789", "123,456,789"])
  func numbers(written: String) throws {
    let findings = try Renderers.renderer("imr-2016").check(source("She paid \(written) once", "123456789"))
    #expect(findings.all.contains { $0.code == .confidentialValue && $0.pointer == "/clinicalCaseSummary/0" })
  }

  @Test("are whole words", arguments: [("Lee", "fleece"), ("Ann Ex", "Ann Exeter"), ("77", "1977 and 778")])
  func areWholeWords(value: String, summary: String) throws {
    #expect(try Renderers.renderer("imr-2016").check(source(summary, "\"\(value)\"")).all.isEmpty)
  }

  @Test("are found where only the finished letter has them: a date written out, a word of the template set")
  func inTheLetter() throws {
    for value in ["07/14/2016", "MAXIMUS Federal", "Sports Medicine, Pain Management"] {
      let findings = try Renderers.renderer("imr-2016").check(source("She fell", "\"\(value)\""))
      #expect(Set(findings.all.map(\.code)) == [.confidentialValue])
    }
  }

  @Test("are never printed: not in a message, a pointer, an excerpt, a file name")
  func areNeverPrinted() throws {
    let name = "Jordan Example"
    let text = source("Jordan Example fell", "\"\(name)\"", name: "/cases/Jordan Example.json")
    let broken = SourceText(
      name: text.name,
      bytes: Array(
        String(decoding: text.bytes, as: UTF8.self).replacing(
          "\"priority\"", with: "\"Jordan Example\": 1, \"priorty\""
        ).utf8))
    for source in [text, broken] {
      let findings = try Renderers.renderer("imr-2016").check(source)
      #expect(findings.all.count { $0.code == .confidentialValue } >= 2)
      let everything = findings.all.map { $0.json(showValues: true) }.joined()
      #expect(!everything.localizedCaseInsensitiveContains("jordan"))
    }
  }

  @Test("are found in a case that has their member twice", arguments: ["Jordan Example", "Robin Sample"])
  func inDuplicates(name: String) throws {
    let source = source("\(name) fell", #""Jordan Example"], "confidential": ["Robin Sample""#)
    let findings = try Renderers.renderer("imr-2016").check(source)
    #expect(findings.all.contains { $0.code == .confidentialValue && $0.pointer == "/clinicalCaseSummary/0" })
    #expect(!findings.all.map { $0.json(showValues: true) }.joined().contains(name))
  }

  @Test("are found in the name of an input", arguments: ["Jordan Example", "Jordan%20Example", "jordan_example-2"])
  func inInputNames(name: String) throws {
    let source = source("She fell", "\"Jordan Example\"", name: "/cases/\(name).json")
    #expect(try Renderers.renderer("imr-2016").check(source).all.map(\.code) == [.confidentialValue])
  }

  @Test("keep an output from being named after them", arguments: ["jordan_example.txt", "Jordan%20Example.txt"])
  func inOutputNames(name: String) throws {
    let letter = try Renderers.renderer("imr-2016").render(source("She fell", "\"Jordan Example\""))
    let folder = try TemporaryFolder()
    #expect(throws: Findings.self) { try letter.write(.txt, to: folder.file(name).path) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test("of one character cannot be looked for, and that is an error")
  func tooShort() throws {
    let findings = try Renderers.renderer("imr-2016").check(source("She fell", "\"J.\""))
    #expect(findings.all.map(\.code) == [.confidentialTooShort])
  }

  @Test("are not shown in a text that is not JSON, where nobody knows them")
  func brokenJSON() throws {
    let renderer = try Renderers.renderer("imr-2016")
    let source = SourceText(name: "case.json", text: #"{"confidential": ["Jordan Quill"], "case": "Jordan Quill, }"#)
    let found = renderer.check(source)
    #expect(found.hasErrors && found.all.allSatisfy { $0.excerpt == nil && $0.location != nil })
    #expect(throws: Findings.self) { try renderer.render(source) }
  }

}
