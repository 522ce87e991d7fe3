import DeterminationLetters
import Foundation
import JSONText
import TestSupport
import Testing

@Suite("The library")
struct LibraryTests {
  private func source(summary: String) -> SourceText {
    SourceText(name: "case.json", text: TestCase.minimal.replacing("SUMMARY", with: summary))
  }

  @Test(
    "prints data that looks like markup as it is",
    arguments: [
      "<b>bold</b>", "{{reviewer.licensure}}", "{{#each x}}", "&amp; &lt;", "</p>", "<!-- gone? -->", "{{{a}}}",
      "\\\\n",
    ])
  func printsMarkupInData(text: String) throws {
    let letter = try Renderers.renderer("imr-2014").render(source(summary: "before \(text) after"))
    let printed = text.replacing("\\\\", with: "\\")
    #expect(letter.text(width: 0).contains("\nbefore \(printed) after\n"))
    let folder = try TemporaryFolder()
    try letter.write(.pdf, to: folder.file("x.pdf").path)
    #expect(try PDFTools.text(of: folder.file("x.pdf").path).contains("before \(printed) after"))
  }

  @Test("is usable from several tasks at once, with the same bytes")
  func rendersConcurrently() async throws {
    let renderer = try Renderers.renderer("imr-2016")
    let samples = Project.samples("imr-2016").map(\.path)
    let alone = try samples.map { try renderer.render(contentsOf: $0).pdf() }
    let fresh = try Renderers.renderer("imr-2016")
    let together = try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
      for (index, path) in (samples + samples).enumerated() {
        group.addTask { (index % samples.count, try fresh.render(contentsOf: path).pdf()) }
      }
      return try await group.reduce(into: [(Int, [UInt8])]()) { $0.append($1) }
    }
    for (index, bytes) in together { #expect(bytes == alone[index]) }
  }

  @Test("reports a character that no font has with its place in the case file, and only for the PDF")
  func reportsGlyphs() throws {
    let letter = try Renderers.renderer("imr-2014").render(source(summary: #"one\ntwo \u2612"#))
    #expect(letter.text().contains("two ☒"))
    do throws(Findings) {
      _ = try letter.pdf()
      Issue.record("written")
    } catch {
      let finding = try #require(error.all.first)
      #expect(error.all.count == 1 && finding.code == .glyphMissing)
      #expect(finding.pointer == "/clinicalCaseSummary/0")
      let column = try #require(source(summary: #"one\ntwo "#).bytes.split(separator: 0x0A).first).count
      #expect(finding.location?.line == 1 && finding.location?.column == column - 2)
      #expect(finding.message.contains("U+2612"))
    }
  }

  @Test("proves a letter, and finds each of 250 changed bits")
  func provesLetters() throws {
    let letter = try Renderers.renderer("imr-2014").render(source(summary: "A clerk hurt a wrist."))
    let bytes = try letter.pdf()
    #expect(try letter.verify(pdf: bytes, name: "x.pdf").updates.isEmpty)
    var state: UInt64 = 250
    for _ in 0..<250 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var changed = bytes
      changed[Int(state >> 33) % bytes.count] ^= 1 << UInt8(state >> 30 & 7)
      #expect(throws: Findings.self) { try letter.verify(pdf: changed, name: "x.pdf") }
    }
  }

  @Test("dates documents by the decision, and leaves the date out where there is none")
  func datesDocuments() throws {
    let renderer = try Renderers.renderer("imr-2014")
    #expect(try renderer.render(source(summary: "x")).letter.created == nil)
    let sample = try #require(Project.samples("imr-2016").first)
    let letter = try Renderers.renderer("imr-2016").render(contentsOf: sample.path).letter
    let created = try #require(letter.created)
    #expect(
      try String(contentsOf: sample, encoding: .utf8).contains(
        String(format: "\"decisionDate\": \"%04d-%02d-%02d\"", created.year, created.month, created.day)))
  }

  @Test("switches on a running foot and a letterhead that a stylesheet and markup ask for")
  func followsOtherTemplateSets() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Project.folder("Templates"), toPath: folder.file("Templates").path)
    let css = folder.file("Templates/common/letter.css")
    var text = try String(contentsOf: css, encoding: .utf8)
    text = text.replacing("/* A running foot is off. To switch it on:", with: "").replacing("  }\n  */", with: "  }")
    text += ".letterhead { width: 100pt }"
    try Data(text.utf8).write(to: css)
    let html = folder.file("Templates/imr-2016/letter.html")
    let body = try String(contentsOf: html, encoding: .utf8)
      .replacing("<body>", with: "<body><img class=\"letterhead\" src=\"head.png\" alt=\"Seal of the office\">")
    try Data(body.utf8).write(to: html)
    let png = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg=="
    try #require(Data(base64Encoded: png)).write(to: folder.file("Templates/imr-2016/head.png"))
    let resources = Resources(templateFolders: [folder.file("Templates").path], fontFolders: [Project.folder("Fonts")])
    let renderer = try LetterRenderer(template: "imr-2016", resources: resources)
    let sample = try #require(Project.samples("imr-2016").first)
    let letter = try renderer.render(contentsOf: sample.path)
    let path = folder.file("x.pdf").path
    try letter.write(.pdf, to: path)
    let number = try #require(letter.identity)
    #expect(try PDFTools.text(of: path).contains("\(number) · Page 1 of "))
    #expect(try PDFTools.structure(of: path).contains("Figure"))
    try PDFTools.expectClean(path)
  }

  @Test("uses and keeps the files of a set as they were when it was loaded, also if somebody saves one meanwhile")
  func readsFilesOnce() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Project.folder("Templates"), toPath: folder.file("Templates").path)
    let resources = Resources(templateFolders: [folder.file("Templates").path], fontFolders: [Project.folder("Fonts")])
    let renderer = try LetterRenderer(template: "imr-2016", resources: resources)
    let html = folder.file("Templates/imr-2016/letter.html")
    let loaded = try String(contentsOf: html, encoding: .utf8)
    try Data("<p>saved later</p>".utf8).write(to: html)
    #expect(try renderer.template.letterText() == loaded)
    #expect(renderer.templateFiles.contents[ExactText("letter.html")] == Array(loaded.utf8))
    #expect(throws: Findings.self) { try LetterRenderer(template: "imr-2016", resources: resources) }
  }

  @Test("has the five lines of the README")
  func followsReadme() throws {
    let readme = try String(contentsOf: Project.root.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(readme.contains("let renderer = try LetterRenderer(template: \"imr-2016\")"))
    #expect(readme.contains("try letter.write(.pdf, to: \"letter.pdf\")"))
  }
}
