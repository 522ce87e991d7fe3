import DeterminationLetters
import Foundation
import JSONText
import LetterTemplate
import TemplateTools
import TestSupport
import Testing

@Suite("The map of a letter")
struct LetterMapTests {
  @Test("leads from each word on the pages to its line", arguments: Project.allSamples + Project.programSamples)
  func knowsEveryWord(sample: Sample) throws {
    let renderer = try Renderers.renderer(sample.edition)
    let source = SourceText(name: sample.name, bytes: Array(try Data(contentsOf: sample.url)))
    let map = try LetterTrace(valid: JSONDocument(parsing: source), renderer).map()
    var count = 0
    for (word, origins) in zip(map.words, map.originsOfWords) where word.isText {
      count += 1
      #expect(!origins.isEmpty, "“\(word.text)” on page \(word.page)")
      // The words of the template stand in the line that the map names.
      for origin in origins.map({ map.origins[$0] }) where origin.printed.isEmpty && origins.count == 1 {
        let bytes = renderer.template.sources[origin.template.source].bytes
        let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)[
          origin.template.line - 1]
        let plain = line.replacing("&amp;", with: "&")
        #expect(plain.contains(word.text) || word.text.count > 40 || line.contains("{{"), "“\(word.text)”: \(line)")
      }
    }
    #expect(count > 50)
  }
}
