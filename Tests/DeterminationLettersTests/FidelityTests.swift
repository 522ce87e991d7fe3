import DeterminationLetters
import LetterBatch
import Foundation
import TestSupport
import Testing

/// Published letters come out word for word and line for line.
@Suite("Fidelity", .enabled(if: Project.shared != nil, Project.withoutShared))
struct FidelityTests {
  private func shared() throws -> URL { try #require(Project.shared) }

  /// What to do when a published letter comes out differently.
  private static let hint: Comment =
    "a published letter changed: an edition keeps its words and lines; new wording is a new template set (CONTRIBUTING.md)"

  @Test("the founding letter has its 44 lines, and its words in plain text")
  func rendersSeed() throws {
    let seed = try shared().appendingPathComponent("seed")
    let letter = try Renderers.renderer("imr-2014").render(contentsOf: seed.appendingPathComponent("case.json").path)
    let lines = try String(contentsOf: seed.appendingPathComponent("lines.txt"), encoding: .utf8).split(separator: "\n")
      .map(String.init)
    let folder = try TemporaryFolder()
    let path = folder.file("seed.pdf").path
    try letter.write(.pdf, to: path)
    #expect(lines.count == 44)
    let found = try PDFTools.lines(of: path)
    let changed = zip(found, lines).filter { $0 != $1 }.map { "“\($0)” instead of “\($1)”" }
    #expect(changed.isEmpty && found.count == lines.count, Self.hint)
    let words = lines.joined(separator: " ").split(separator: " ")
    #expect(letter.text().split(whereSeparator: \.isWhitespace).elementsEqual(words), Self.hint)
  }

  @Test("published letters have their words, lines and places")
  func rendersPublishedLetters() async throws {
    let letters = try shared().appendingPathComponent("letters")
    let folder = try TemporaryFolder()
    let batch = BatchRenderer(
      renderer: try Renderers.renderer("imr-2016"), options: BatchOptions(folder: folder.path))
    let summary = try await batch.run([letters.appendingPathComponent("cases").path]) { _ in }
    #expect((summary.written, summary.rejected) == (55, 0))
    let compare = try shared().appendingPathComponent("fidelity/compare.py").path
    let result = try Subprocess.run(
      "python3", [compare, letters.appendingPathComponent("published").path, folder.path])
    let total = try #require(result.text.split(separator: "\n").last, "\(result.errors)")
    let pattern = /letters (\d+): words same in (\d+), lines \d+\/\d+ \(([\d.]+)%\), place \d+\/\d+ \(([\d.]+)%\).*/
    let match = try #require(total.wholeMatch(of: pattern), "\(total)")
    let hint: Comment = "\(total); \(Self.hint)"
    #expect(match.1 == "55")
    #expect(try #require(Int(match.2)) >= 51, hint)
    #expect(try #require(Double(match.3)) >= 98.8, hint)
    #expect(try #require(Double(match.4)) >= 70, hint)
  }
}
