import DeterminationLetters
import Foundation
import TestSupport
import Testing
import Typesetting

/// Rows of tables that nearly fill a page: which of them stay whole, and above which of them the head is repeated.
@Suite("Rows on pages", .timeLimit(.minutes(1)))
struct RepeatedHeadTests {
  /// Twice as wide as high.
  private static let picture = Array(
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg==") ?? Data())

  private func pages(_ body: String, _ css: String, text: String = "words", rows: Int = 1) throws -> TypesetLetter {
    let renderer = try SmallLetters.renderer(body, css, body.contains("<img") ? ["x.png": Self.picture] : [:])
    return try SmallLetters.letter(renderer, text: text, rows: rows).typeset()
  }

  @Test("leave out the head where the boxes around the table leave no room for both")
  func leavesOutHeads() throws {
    let body =
      "<div class=\"box\"><table><thead><tr><th>a<br>b<br>c</th></tr></thead><tbody><tr><td>x</td></tr></tbody></table></div>"
    let letter = try pages(body, "@page { size: 300pt 200pt; margin: 20pt } .box { padding-bottom: 120pt }")
    #expect(letter.pages.map(\.lines.count) == [3, 1])
    #expect(letter.pages.allSatisfy { $0.repeatedHeads.isEmpty })
  }

  @Test("are refused, and fill no memory, where the boxes around the table leave no room at all")
  func refusesWithoutRoom() {
    let body = "<div class=\"box\"><table><tr><th>a</th><td>{{text}}</td></tr></table></div>"
    let css = "@page { size: 300pt 200pt; margin: 20pt } .box { padding-top: 10pt } table { margin-top: 170pt }"
    let findings = #expect(throws: Findings.self) { try pages(body, css, text: SmallLetters.lines(40)) }
    #expect(findings?.all.map(\.code.id) == ["IMR-F004"])
  }

  @Test(
    "leave out the head above a picture that fits the page without it",
    arguments: ["<img src=\"x.png\" alt=\"Seal\">", "<img src=\"x.png\" alt=\"Seal\"><p>below</p>"])
  func keepsPictures(cell: String) throws {
    let body = """
      <table><thead><tr><th>a<br>b</th></tr></thead><tbody><tr><td>\(cell)</td></tr>
      {{#each rows}}<tr><td>{{this}}</td></tr>{{/each}}</tbody></table>
      """
    let css = "@page { size: 400pt 240pt; margin: 40pt } img { width: 300pt }"
    let letter = try pages(body, css, rows: 30)
    let page = try #require(letter.pages.firstIndex { !$0.pictures.isEmpty })
    #expect(letter.pages[page].repeatedHeads.isEmpty)
    #expect(letter.pages[page].pictures.allSatisfy { $0.y >= 40 && $0.y + $0.height <= 200.01 })
    for later in letter.pages[(page + 1)...] { #expect(later.repeatedHeads.count == 2) }
    #expect(letter.pages.count > page + 2)
  }

  @Test("stay whole and without gaps where a picture in them fits the page only without the head")
  func movesNoLines() throws {
    let lines = (1...10).map { "\($0)" }.joined(separator: "<br>")
    let body = """
      <table><thead><tr><th>a<br>b</th><th class="b">c</th></tr></thead>
      <tbody><tr><td><img src="x.png" alt="Seal"></td><td class="b">\(lines)</td></tr></tbody></table>
      """
    let css = "@page { size: 400pt 240pt; margin: 40pt } img { width: 280pt } .b { width: 40pt; padding-top: 5pt }"
    let page = try #require(try pages(body, css).pages.last)
    #expect(page.lines.count == 10 && page.repeatedHeads.isEmpty)
    for (one, next) in zip(page.lines, page.lines.dropFirst()) {
      #expect(abs(next.baseline - one.baseline - 14) < 0.01)
    }
  }

  @Test("stay whole if their page has room, also where the first page has less")
  func keepsRowsWhole() throws {
    let table = "<table><tr><th>A</th><td>{{text}}</td></tr></table>"
    let body = "{{#each rows}}<p>{{this}}</p>{{/each}}" + table
    let css = "@page :first { margin-top: 140pt } td { background-color: #eeeeee }"
    // 8 lines fit the first page, 15 each later one.
    let letter = try pages(body, css, text: SmallLetters.lines(12), rows: 20)
    #expect(letter.pages.map(\.lines.count) == [8, 12, 13])
    #expect(try pages(body, css, text: SmallLetters.lines(12), rows: 1).pages.map(\.lines.count) == [1, 13])
    // The first page cannot hold the row, so it is divided if nothing stands before it.
    #expect(try pages(table, css, text: SmallLetters.lines(12)).pages.map(\.lines.count) == [9, 4])
  }
}
