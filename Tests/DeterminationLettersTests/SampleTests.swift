import DeterminationLetters
import Foundation
import TestSupport
import Testing

@Suite("The samples")
struct SampleTests {
  @Test("are at least four of each edition, and six of each other set") func countsSamples() {
    #expect(Project.samples("imr-2014").count >= 4 && Project.samples("imr-2016").count >= 4)
    #expect(Project.programs.allSatisfy { Project.samples($0).count >= 6 })
  }

  @Test("say the same in PDF as in plain text, every character, in order", arguments: Project.allSamples)
  func saysTheSameInBoth(sample: Sample) throws {
    let letter = try Renderers.renderer(sample.edition).render(contentsOf: sample.url.path)
    let folder = try TemporaryFolder()
    let path = folder.file("letter.pdf").path
    try letter.write(.pdf, to: path)
    try PDFTools.expectClean(path)
    try PDFTools.expectEmbeddedFonts(path)
    #expect(Self.visible(try PDFTools.text(of: path)) == Self.visible(letter.text()))
  }

  @Test("hold every value of the case file, word for word", arguments: Project.allSamples)
  func losesNothing(sample: Sample) throws {
    let letter = try Renderers.renderer(sample.edition).render(contentsOf: sample.url.path)
    let text = Self.visible(letter.text())
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: sample.url)) as? [String: Any]
    for (key, value) in try #require(object) where key != "$schema" && key != "confidential" {
      for string in Self.strings(value) where !["upheld", "overturned", "standard", "expedited"].contains(string) {
        let printed = string.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)/).map { "\($0.2)/\($0.3)/\($0.1)" } ?? string
        #expect(text.contains(Self.visible(printed)), "\(string)")
      }
    }
  }

  private static func strings(_ value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let list as [Any]: list.flatMap(strings)
    case let object as [String: Any]: object.values.flatMap(strings)
    default: []
    }
  }

  /// The characters that leave a mark: where lines end differs between the formats.
  private static func visible(_ text: String) -> String { String(text.filter { !$0.isWhitespace }) }
}
