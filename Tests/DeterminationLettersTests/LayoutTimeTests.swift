import DeterminationLetters
import Foundation
import TestSupport
import Testing
import Typesetting

@Suite("Typesetting takes a time that grows with the letter")
struct LayoutTimeTests {
  @Test("sets a cell of many lines in a time that grows with their number")
  func setsLongCells() throws {
    let renderer = try SmallLetters.renderer(
      "<table><tr><th>A</th></tr><tr><td>{{text}}</td></tr></table>", "th, td { width: 100pt }")
    func seconds(_ count: Int) throws -> Double {
      try WorkTime.measure { try SmallLetters.letter(renderer, text: SmallLetters.lines(count)).typeset() }.seconds
    }
    let (small, large) = (try seconds(10_000), try seconds(40_000))
    #expect(large < 9 * small + 0.5, "\(small) s, then \(large) s for four times the lines")
  }

  @Test(
    "sets and writes paragraphs, cells and groups in a time that grows with their number of parts",
    arguments: [
      ("<p>{{#each rows}}<strong>{{this}}</strong> {{/each}}</p>", ""),
      (
        "<table><tr><th scope=\"row\">A</th><td>{{#each rows}}<strong>{{this}}</strong> {{/each}}</td></tr></table>",
        "th, td { width: 100pt }"
      ),
      (
        "<table><thead><tr><th>A</th></tr></thead>{{#each rows}}<tbody><tr><td>{{this}}</td></tr></tbody>{{/each}}</table>",
        "th, td { width: 100pt }"
      ),
      ("{{#each rows}}<div class=\"box\"><p>{{this}}</p></div>{{/each}}", ".box { border: 1pt solid black }"),
    ])
  func writesManyParts(body: String, css: String) throws {
    let renderer = try SmallLetters.renderer(body, css)
    func seconds(_ count: Int) throws -> Double {
      try WorkTime.measure { try SmallLetters.letter(renderer, rows: count).pdf() }.seconds
    }
    let (small, large) = (try seconds(2_000), try seconds(8_000))
    #expect(large < 9 * small + 0.5, "\(small) s, then \(large) s for four times the parts")
  }
}
