import DeterminationLetters
import LetterBatch
import Foundation
import TestSupport
import Testing

/// A print stream says what the single letters say, page by page, and is as accessible as they are.
@Suite("Print streams")
struct PrintStreamTests {
  /// A line of `stream.ndjson`.
  private struct Place: Decodable {
    let id: String
    let file: String
    let firstPage: Int
    let pages: Int
    let sheets: Int
  }

  /// The samples of imr-2016 several times over, each case with a number of its own.
  private func cases(in folder: TemporaryFolder, times: Int) throws -> String {
    let texts = try Project.samples("imr-2016").map { try String(contentsOf: $0, encoding: .utf8) }
    let records = (0..<times * texts.count).map { number in
      texts[number % texts.count].replacing(/CM16-\d{7}/, with: "CM16-\(9_200_000 + number)")
        .replacing("\n", with: " ")
    }
    return try folder.write(records.joined(separator: "\n"), to: "cases.ndjson")
  }

  private func render(_ input: String, in folder: TemporaryFolder, _ change: (inout BatchOptions) -> Void) async throws
    -> BatchSummary
  {
    var options = BatchOptions(folder: folder.file("letters").path, jobs: 2)
    options.printStream = PrintStreamOptions(folder: folder.file("print").path)
    change(&options)
    return try await BatchRenderer(renderer: try Renderers.renderer("imr-2016"), options: options).run([input]) { _ in }
  }

  private func places(in folder: TemporaryFolder) throws -> [Place] {
    try String(contentsOf: folder.file("print/stream.ndjson"), encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Place.self, from: Data($0.utf8))
    }
  }

  private func text(_ file: URL, pages: ClosedRange<Int>) throws -> String {
    try Subprocess.run(
      "pdftotext",
      ["-raw", "-enc", "UTF-8", "-f", String(pages.lowerBound), "-l", String(pages.upperBound), file.path, "-"]
    ).text
  }

  @Test("have each letter on the pages that the index names, word for word", arguments: [false, true])
  func indexIsTrue(isDuplex: Bool) async throws {
    let folder = try TemporaryFolder()
    let input = try cases(in: folder, times: 3)
    let summary = try await render(input, in: folder) { options in
      options.isDuplex = isDuplex
      options.printStream?.maxPages = 20
    }
    let places = try places(in: folder)
    #expect(places.count == summary.written && summary.streamFiles > 1)
    var next: [String: Int] = [:]
    for place in places {
      let file = folder.file("print/\(place.file)")
      #expect(place.firstPage == next[place.file, default: 1])
      #expect(place.sheets == (isDuplex ? (place.pages + 1) / 2 : place.pages))
      let last = place.firstPage + place.pages - 1
      let alone = folder.file("letters/\(place.id).pdf")
      #expect(try text(file, pages: place.firstPage...last) == text(alone, pages: 1...place.pages))
      next[place.file] = isDuplex ? place.firstPage + 2 * place.sheets : last + 1
      if isDuplex, place.pages % 2 == 1 {
        #expect(try text(file, pages: last + 1...last + 1).allSatisfy(\.isWhitespace), "a blank back")
      }
    }
    // No page is left over, and no file is longer than it may be.
    for (file, pages) in next {
      let info = try Subprocess.run("pdfinfo", [folder.file("print/\(file)").path]).text
      #expect(info.contains(/Pages: +(\d+)/) && info.firstMatch(of: /Pages: +(\d+)/)?.1 == Substring(String(pages - 1)))
      #expect(pages - 1 <= 20)
    }
  }

  @Test("are tagged like the single letters, and conform")
  func conforms() async throws {
    let folder = try TemporaryFolder()
    let input = try cases(in: folder, times: 2)
    _ = try await render(input, in: folder) { $0.isDuplex = true }
    let file = folder.file("print/stream-0001.pdf").path
    let renderer = try Renderers.renderer("imr-2016")
    let letters = try String(contentsOfFile: input, encoding: .utf8).split(separator: "\n").map {
      try renderer.render(SourceText(name: "case", text: String($0))).letter
    }
    let expected = ["Document"] + letters.flatMap { ["Part"] + StructureOutline.of($0).dropFirst() }
    #expect(StructureOutline.of(pdfinfo: try PDFTools.structure(of: file)) == expected)
    try PDFTools.expectClean(file)
    try PDFTools.expectEmbeddedFonts(file)
    // Viewers number the pages of each letter from 1, and its part has its title.
    let text = String(decoding: try Subprocess.run("qpdf", ["--qdf", file, "-"]).output, as: UTF8.self)
    #expect(text.matches(of: /\/S \/D\s/).count == letters.count)
    #expect(text.matches(of: /\/T <?\(?/).count >= letters.count && text.contains("/S /Part"))
    #expect(try PDFTools.lostHeaders(of: file) == [])
    // One simple font for each of the four faces, and one font for all other characters, however many letters there are.
    let fonts = try Subprocess.run("pdffonts", [file]).text.split(separator: "\n").dropFirst(2)
    #expect(fonts.count { $0.contains("WinAnsi") } == 4 && fonts.count { $0.contains("Identity-H") } <= 4)
    if ConformanceGate.isInstalled { #expect(try ConformanceGate.failures([file]).isEmpty) }
    if Project.shared != nil { #expect(try ConformanceGate.veraPDFFailures([file]) == []) }
  }

  @Test("are sorted as asked, and letters that agree stay in the order of the input")
  func sorts() async throws {
    let folder = try TemporaryFolder()
    _ = try await render(cases(in: folder, times: 3), in: folder) { $0.printStream?.order = "-pages" }
    let places = try places(in: folder)
    #expect(Set(places.map(\.pages)).count > 1)
    let expected = places.sorted { ($1.pages, $0.id) < ($0.pages, $1.id) }
    #expect(places.map(\.id) == expected.map(\.id))
  }

  @Test("never divide a letter: one with more pages than a file may have is rejected")
  func refusesLongLetters() async throws {
    let folder = try TemporaryFolder()
    let summary = try await render(cases(in: folder, times: 1), in: folder) { options in
      options.folder = nil
      options.printStream?.maxPages = 2
    }
    #expect(summary.rejected > 0 && summary.written > 0)
    let rejected = try String(contentsOf: folder.file("print/rejected.ndjson"), encoding: .utf8)
    #expect(rejected.split(separator: "\n").count == summary.rejected)
    #expect(rejected.contains("IMR-F004"))
    #expect(try places(in: folder).allSatisfy { $0.pages <= 2 })
  }

  @Test("do not come between the files of another print stream")
  func refusesForeignFiles() async throws {
    let folder = try TemporaryFolder()
    let input = try cases(in: folder, times: 2)
    _ = try await render(input, in: folder) { $0.printStream?.maxPages = 10 }
    let error = await #expect(throws: Findings.self) { try await render(input, in: folder) { _ in } }
    #expect(error?.all.map(\.code) == [.cannotCreate])
  }
}
