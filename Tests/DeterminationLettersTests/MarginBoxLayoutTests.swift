import DeterminationLetters
import Foundation
import TestSupport
import Testing
import Typesetting

/// What margin boxes show, page by page.
@Suite("Margin boxes on pages")
struct MarginBoxLayoutTests {
  @Test("numbers pages rightly in what the first page alone shows")
  func countsPagesOnTheFirst() throws {
    let body = "<div class=\"head\"><p>First {{@page}} of {{@pages}}</p></div>{{#each rows}}<p>{{this}}</p>{{/each}}"
    let css = ".head { position: running(head) } @page :first { @top-left { content: element(head); width: 200pt } }"
    let (renderer, folder) = (try SmallLetters.renderer(body, css), try TemporaryFolder())
    try SmallLetters.letter(renderer, rows: 40).write(.pdf, to: folder.file("x.pdf").path)
    let text = try PDFTools.text(of: folder.file("x.pdf").path)
    #expect(text.contains("First 1 of 3"), "\(text.prefix(200))")
  }

  @Test("takes a foot that the first page shows in another way for a foot, and not for a part of the text")
  func knowsFeet() throws {
    let body = "<div class=\"foot\"><p>Foot {{@page}} of {{@pages}}</p></div>{{#each rows}}<p>{{this}}</p>{{/each}}"
    let css = """
      .foot { position: running(foot) } @page { @bottom-left { content: element(foot); width: 200pt } }
      @page :first { @bottom-left { content: element(foot); width: 150pt } }
      """
    let letter = try SmallLetters.pages(body, css, rows: 40)
    #expect(letter.pages.allSatisfy { $0.feet.count == 1 })
    #expect(letter.pages[0].lines.count == letter.pages[1].lines.count)
  }

  @Test("shows an element in two boxes of the first page, and reads it once")
  func repeatsOnTheFirst() throws {
    let body = "<div class=\"head\"><p>Case 12</p></div>{{#each rows}}<p>{{this}}</p>{{/each}}"
    let css = """
      .head { position: running(head) } @page :first { @top-left { content: element(head); width: 90pt }
        @bottom-left { content: element(head); width: 90pt } }
      """
    let letter = try SmallLetters.pages(body, css, rows: 3)
    #expect(letter.pages[0].lines.count == 4 && letter.pages[0].feet.count == 1)
    #expect(letter.elements.filter { $0.kind == .paragraph }.count == 4)
    #expect(letter.pages[0].feet.flatMap { letter.runs[$0.runs] }.allSatisfy { $0.element == nil })
  }

  @Test(
    "refuses links in an element that other pages show too, wherever the first page shows it",
    arguments: ["top", "bottom"])
  func refusesLinksInArtifacts(edge: String) {
    let body = "<div class=\"head\"><p><a href=\"https://example.org\">Office</a></p></div><p>x</p>"
    let css = """
      .head { position: running(head) } @page { @\(edge)-left { content: element(head); width: 90pt } }
      @page :first { @\(edge == "top" ? "bottom" : "top")-left { content: element(head); width: 90pt } }
      """
    #expect(throws: Findings.self) { try SmallLetters.renderer(body, css) }
  }

  @Test("has bookmarks to headings that the first page alone shows, before the others")
  func listsHeadingsOfTheFirst() throws {
    let body = """
      <div class="head"><p>Office</p><h1>State of <em>Utopia</em></h1></div><div class="end"><h2>Appeals</h2></div>
      <h1>Decision</h1><p>{{text}}</p>
      """
    let css = """
      .head { position: running(head) } .end { position: running(end) } h1, h2 { font-size: 8pt; margin: 0 }
      @page :first { @top-left { content: element(head); width: 200pt } @bottom-left { content: element(end); width: 200pt } }
      """
    let letter = try SmallLetters.pages(body, css, text: "Yes.")
    #expect(letter.headings.map(\.text) == ["State of Utopia", "Appeals", "Decision"])
    #expect(letter.headings.map(\.page) == [0, 0, 0])
    for (heading, line) in zip(letter.headings.prefix(2), [letter.pages[0].lines[1], letter.pages[0].lines[2]]) {
      #expect(abs(heading.y - (line.baseline - letter.runs[line.runs.lowerBound].size)) < 0.01)
    }
  }

  @Test("counts headings that the first page alone shows as the first ones of the letter")
  func provesHeadingsOfTheFirst() throws {
    let css = ".head { position: running(head) } @page :first { @top-left { content: element(head); width: 200pt } }"
    #expect(throws: Never.self) {
      try SmallLetters.renderer("<div class=\"head\"><h1>Utopia</h1></div><h2>Decision</h2><p>x</p>", css)
    }
    let findings = #expect(throws: Findings.self) {
      try SmallLetters.renderer("<div class=\"head\"><h3>Utopia</h3></div><h1>Decision</h1><p>x</p>", css)
    }
    #expect(findings?.all.map(\.code.id) == ["IMR-T014"] && findings?.all[0].message.contains("level 3") ?? false)
    // On all pages it is an artifact, and no first heading.
    let onAll = ".head { position: running(head) } @page { @top-left { content: element(head); width: 200pt } }"
    #expect(throws: Findings.self) {
      try SmallLetters.renderer("<div class=\"head\"><h1>Utopia</h1></div><h2>Decision</h2><p>x</p>", onAll)
    }
  }

  @Test("names the rule of the running element that no box shows")
  func placesUnshown() {
    let css =
      ".head { position: running(head) }\n.foot { position: running(foot) }\n@page { @top-left { content: element(head) } }"
    let findings = #expect(throws: Findings.self) {
      try SmallLetters.renderer("<p class=\"head\">A</p><p class=\"foot\">B</p><p>x</p>", css)
    }
    #expect(findings?.all.map(\.location?.line) == [2])
  }

  @Test("gives a margin box the height of the margin of its page (CSS Paged Media 3 §5.3)")
  func measuresMarginsOfPages() throws {
    let css = """
      @page { margin-bottom: 100pt; @bottom-center { content: element(foot); vertical-align: top } }
      @page :first { margin-bottom: 30pt } .foot { position: running(foot) }
      """
    let body = "<p class=\"foot\">Foot</p>{{#each rows}}<p>{{this}}</p>{{/each}}"
    let letter = try SmallLetters.pages(body, css, rows: 30)
    #expect(letter.pages.count > 1)
    for (number, page) in letter.pages.enumerated() {
      let edge = number == 0 ? 270.0 : 200
      let foot = try #require(page.feet.first)
      #expect(page.lines.allSatisfy { $0.baseline < edge } && edge < foot.baseline && foot.baseline < edge + 14)
    }
  }

  @Test(
    "refuses a margin box that has no room on one of the pages that it is on, when the set is loaded",
    arguments: [
      "@page { margin-top: 60pt } @page :first { margin-top: 20pt }",
      "@page { margin-top: 20pt } @page :first { margin-top: 60pt }",
    ])
  func refusesLowMargins(margins: String) {
    let css = "@page { @top-center { content: element(head) } } .head { position: running(head) }"
    let findings = #expect(throws: Findings.self) {
      try SmallLetters.renderer("<p class=\"head\">One<br>Two</p><p>Words</p>", css + margins)
    }
    #expect(findings?.all.map(\.code.id) == ["IMR-F007"])
  }

  @Test("repeats the text of the first cell of a page that names it")
  func namesStringsInCells() throws {
    let body = "<table>{{#each rows}}<tr><th scope=\"row\" class=\"name\">{{this}}</th><td>x</td></tr>{{/each}}</table>"
    let css =
      "td { width: 60pt } .name { width: 100pt; string-set: name content() } @page { @top-left { content: string(name) } }"
    let letter = try SmallLetters.pages(body, css, rows: 40)
    for page in letter.pages {
      let head = try #require(page.headers.first).runs.flatMap { letter.glyphs[letter.runs[$0].glyphs] }
      let first = page.lines[0].runs.flatMap { letter.glyphs[letter.runs[$0].glyphs] }
      #expect(head == first)
    }
  }

  @Test(
    "repeats the text of a cell in one line, whatever it holds, and of no cell without text",
    arguments: [
      ("<p>{{this}}</p><p>Main St</p>", 7, ["row 1 Main St", "row 8 Main St", "row 15 Main St"]),
      ("{{#if (ne this \"row 16\")}}{{this}}{{/if}}", 15, ["row 1", "row 17"]),
      ("{{#if (ne this \"row 16\")}}<p>{{this}}</p>{{/if}}", 15, ["row 1", "row 17"]),
    ])
  func namesBlocksInCells(cell: String, rows: Int, heads: [String]) throws {
    // Every letter must name the text somewhere.
    let body =
      "<table>{{#each rows}}<tr><th>Name</th><td class=\"who\">\(cell)</td></tr>{{/each}}</table><p class=\"who\">End</p>"
    let css = ".who { string-set: who content() } @page { @top-left { content: string(who) } }"
    let letter = try SmallLetters.pages(body, css, rows: rows * heads.count - 1)
    let found = letter.pages.map { page in
      let glyphs = page.headers.flatMap(\.runs).flatMap { letter.glyphs[letter.runs[$0].glyphs] }
      return String(String.UnicodeScalarView(glyphs.compactMap { Unicode.Scalar($0.character) }))
    }
    #expect(found == heads)
  }

  @Test(
    "refuses what a margin box has no room for when the set is loaded, unless it depends on the case",
    arguments: [
      "<p class=\"f\">Office<br>1 Main St<br>City<br>Page {{@page}}</p>",
      "<div class=\"f\"><ul><li>Office</li><li>1 Main St</li><li>City</li><li>Page {{@page}}</li></ul></div>",
      "<div class=\"f\"><ol><li>Office<br>1 Main St</li><li><p>City</p><p>Tel</p></li></ol></div>",
      "<table class=\"f\"><tr><th>Office</th><td>1 Main St<br>City<br>Tel<br>Page {{@page}}</td></tr></table>",
      "{{> foot town=\"City\"}}",
    ])
  func refusesLongFeet(foot: String) throws {
    let css = """
      @page { margin: 36pt; @bottom-center { content: element(f) } }
      .f { position: running(f); font: 9pt/12pt "Liberation Sans" }
      """
    let partial = "<p class=\"f\">Office<br>1 Main St<br>{{town}}<br>Page {{@page}}</p>"
    let files = foot.contains("foot") ? ["_foot.html": Array(partial.utf8)] : [:]
    let findings = #expect(throws: Findings.self) { try SmallLetters.renderer(foot + "<p>x</p>", css, files) }
    #expect(findings?.all.map(\.code.id) == ["IMR-F007"])
    let room = css.replacing("margin: 36pt", with: "margin: 72pt")
    #expect(throws: Never.self) { try SmallLetters.renderer(foot + "<p>x</p>", room, files) }
  }

  @Test("names the longest value of a margin box that has no room")
  func namesTheLongestValue() throws {
    let css = "@page { @top-left { content: element(to); width: 3in } } .to { position: running(to) }"
    let made = try SmallLetters.renderer("<p class=\"to\">{{#each rows}}{{this}} {{/each}}{{text}}</p><p>x</p>", css)
    let error = #expect(throws: Findings.self) {
      try SmallLetters.letter(made, text: String(repeating: "long ", count: 200)).typeset()
    }
    #expect(error?.all.first?.pointer == "/text", "\(error?.all ?? [])")
  }
}
