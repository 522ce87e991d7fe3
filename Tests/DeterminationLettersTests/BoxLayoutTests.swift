import DeterminationLetters
import Foundation
import TestSupport
import Testing
import Typesetting

/// What boxes and tables show, page by page.
@Suite("Boxes on pages")
struct BoxLayoutTests {
  @Test(
    "refuses boxes that together leave no height for their content, and pictures that their boxes push off the sheet")
  func provesNestedBoxes() throws {
    let findings = #expect(throws: Findings.self) {
      try SmallLetters.renderer(
        "<div class=\"a\"><div class=\"a\"><p>Words</p></div></div>", ".a { padding-top: 104pt }")
    }
    #expect(findings?.all.map(\.code.id) == ["IMR-T015", "IMR-T015"])
    #expect(throws: Never.self) {
      try SmallLetters.renderer("<div class=\"a\"><p>Words</p></div>", ".a { padding-top: 104pt }")
    }
  }

  @Test(
    "keeps every line above the bottom margin, also where a row nearly fills the page inside of a box",
    arguments: 1...40)
  func keepsRowsOnPages(lines: Int) throws {
    let body = "<div class=\"a\"><table><tr><th scope=\"row\">A</th><td>{{text}}</td></tr></table></div>"
    let css = ".a { padding: 50pt 0; border: 1pt solid black } th { width: 100pt } td { width: 100pt; padding: 3pt }"
    let letter = try SmallLetters.pages(body, css, text: SmallLetters.lines(lines))
    #expect(letter.pages.flatMap(\.lines).count == lines + 1)
    for page in letter.pages {
      #expect(page.lines.allSatisfy { $0.baseline < 260 })
      #expect(page.rules.allSatisfy { max($0.y0, $0.y1) <= 260.01 })
    }
  }

  @Test("writes one cell after the other on each page of a divided row, so that readers of the content do not mix them")
  func keepsCellsTogether() throws {
    let body =
      "<table><tr><th>A</th><th>B</th></tr><tr><td>{{text}}</td><td>{{#each rows}}<p>{{this}}</p>{{/each}}</td></tr></table>"
    let css = "th, td { width: 100pt } tr { break-inside: auto }"
    let letter = try SmallLetters.letter(SmallLetters.renderer(body, css), text: SmallLetters.lines(30), rows: 30)
    let folder = try TemporaryFolder()
    let file = folder.file("letter.pdf")
    try Data(letter.pdf()).write(to: file)
    let text = try PDFTools.text(of: file.path)
    let pages = text.split(separator: "\u{C}").map { page in
      page.split(whereSeparator: \.isWhitespace).filter { $0 == "line" || $0 == "row" }.map { $0 == "line" }
    }
    #expect(pages.joined().count == 60 && pages.count > 1, "\(text)")
    // All lines of the first cell come before those of the second one.
    for page in pages { #expect(page == page.filter { $0 } + page.filter { !$0 }) }
  }

  @Test("shows the background of a box in a cell over that of the cell, and on every page of a divided row")
  func drawsBackgrounds() throws {
    let body = "<table><tr><th scope=\"row\">A</th><td><div class=\"dark\"><p>{{text}}</p></div></td></tr></table>"
    let css = """
      th { width: 60pt } td { width: 100pt; padding: 4pt; background-color: #eeeeee }
      .dark { background-color: #103060; color: #ffffff; border: 1pt solid black; padding: 2pt }
      """
    let letter = try SmallLetters.pages(body, css, text: SmallLetters.lines(50))
    #expect(letter.pages.count > 2)
    for page in letter.pages {
      #expect(page.fills.allSatisfy { $0.y + $0.height <= 260.01 })
      let white = page.lines.filter { line in letter.runs[line.runs].contains { $0.color.red == 0xFF } }
      #expect(!white.isEmpty)
      for line in white {
        // What is drawn last lies on top.
        let behind = page.fills.last { $0.width > 80 && $0.y < line.baseline && $0.y + $0.height > line.baseline }
        #expect(behind?.color.red == 0x10)
      }
    }
  }

  @Test(
    "draws nothing around a list without items that show anything",
    arguments: [
      ("<table><tr><th>Notes</th><td>LIST</td></tr></table>", ""),
      ("<table><tr><th>Notes</th><td>LIST<p>{{text}}</p></td></tr></table>", ""),
      ("<div class=\"f\">LIST</div>", ".f { position: running(f) } @page { @top-left { content: element(f) } }"),
    ])
  func drawsNoEmptyLists(body: String, css: String) throws {
    let list = "<ul class=\"n\"><li>{{#if (eq text \"other\")}}<p>{{text}}</p>{{/if}}</li></ul>"
    let letter = try SmallLetters.pages(
      body.replacing("LIST", with: list) + "<p>End</p>",
      ".n { list-style-type: none; border-top: 0.5pt solid #000 }" + css)
    #expect(letter.pages.count == 1 && letter.pages[0].rules.isEmpty)
  }

  @Test(
    "starts a page after a forced break with what is below the break alone (css-break-3 §5.2)",
    arguments: [
      // The margin of 10pt, and the rule of 2pt with its padding of 5pt. The first line of page 1 stands below a rule of 1pt.
      ("<p class=\"new\">b</p>", 9.0),
      ("<div class=\"in\"><p class=\"new\">b</p></div>", 16.0),
      ("<div class=\"new in\"><p>b</p></div>", 16.0),
    ])
  func truncatesAtForcedBreaks(next: String, lower: Double) throws {
    let css =
      ".b { border: 1pt solid #000; padding-bottom: 30pt; margin-bottom: 20pt } .new { break-before: page; margin-top: 10pt }"
      + (next.contains("in\"") ? " .in { border-top: 2pt solid #000; padding-top: 5pt }" : "")
    let letter = try SmallLetters.pages("<div class=\"b\"><p>a</p></div>\(next)", css)
    #expect(letter.pages.count == 2)
    let baselines = letter.pages.map { $0.lines[0].baseline }
    #expect(abs(baselines[1] - baselines[0] - lower) < 0.01, "\(baselines)")
  }

  @Test("draws a box around the head of a table that is repeated in it")
  func surroundsRepeatedHeads() throws {
    let body = """
      <div class="dark"><table><thead><tr><th>Head</th></tr></thead><tbody>{{#each rows}}<tr><td>{{this}}</td></tr>{{/each}}</tbody></table></div>
      """
    let letter = try SmallLetters.pages(
      body, ".dark { background-color: #103060; color: #ffffff } th, td { width: 100pt }", rows: 40)
    #expect(letter.pages.count > 2)
    for page in letter.pages.dropFirst() {
      let head = try #require(page.repeatedHeads.first)
      #expect(page.fills.contains { $0.y < head.baseline - 8 && $0.y + $0.height > head.baseline })
    }
  }
}
