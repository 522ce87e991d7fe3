import DeterminationLetters
import Foundation
import TestSupport
import Testing
import Typesetting

/// What boxes, tables and margins show, page by page, for sets that are made for each test.
@Suite("Boxes on pages")
struct BoxLayoutTests {
  private static let page = "@page { size: 400pt 300pt; margin: 40pt } body { font: 12pt/14pt \"Liberation Serif\" } "

  private func renderer(
    _ body: String, _ css: String, _ pictures: [String: [UInt8]] = [:]
  ) throws -> LetterRenderer {
    let files = [
      "manifest.json":
        #"{"name": "set", "version": "1.0.0", "summary": "Boxes", "language": "en", "issuer": "Example Board"}"#,
      "schema.json":
        #"{"type": "object", "required": ["text", "rows"], "properties": {"text": {"type": "string", "minLength": 1}, "rows": {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}}}}"#,
      "letter.html": "<title>Boxes</title><body>\(body)</body>", "letter.css": Self.page + css,
    ]
    return try Renderers.renderer(files: files.mapValues { Array($0.utf8) }.merging(pictures) { $1 })
  }

  private func letter(_ renderer: LetterRenderer, text: String = "words", rows: Int = 1) throws -> RenderedLetter {
    let list = (1...rows).map { "\"row \($0)\"" }.joined(separator: ", ")
    return try renderer.render(SourceText(name: "case.json", text: "{\"text\": \"\(text)\", \"rows\": [\(list)]}"))
  }

  private func pages(_ body: String, _ css: String, text: String = "words", rows: Int = 1) throws -> TypesetLetter {
    try letter(renderer(body, css), text: text, rows: rows).typeset()
  }

  private static func lines(_ count: Int) -> String { (1...count).map { "line \($0)" }.joined(separator: "\\n") }

  @Test(
    "refuses boxes that together leave no height for their content, and pictures that their boxes push off the sheet")
  func provesNestedBoxes() throws {
    let findings = #expect(throws: Findings.self) {
      try renderer("<div class=\"a\"><div class=\"a\"><p>Words</p></div></div>", ".a { padding-top: 104pt }")
    }
    #expect(findings?.all.map(\.code.id) == ["IMR-T015", "IMR-T015"])
    #expect(throws: Never.self) { try renderer("<div class=\"a\"><p>Words</p></div>", ".a { padding-top: 104pt }") }
  }

  @Test(
    "keeps every line above the bottom margin, also where a row nearly fills the page inside of a box",
    arguments: 1...40)
  func keepsRowsOnPages(lines: Int) throws {
    let body = "<div class=\"a\"><table><tr><th scope=\"row\">A</th><td>{{text}}</td></tr></table></div>"
    let css = ".a { padding: 50pt 0; border: 1pt solid black } th { width: 100pt } td { width: 100pt; padding: 3pt }"
    let letter = try pages(body, css, text: Self.lines(lines))
    #expect(letter.pages.flatMap(\.lines).count == lines + 1)
    for page in letter.pages {
      #expect(page.lines.allSatisfy { $0.baseline < 260 })
      #expect(page.rules.allSatisfy { max($0.y0, $0.y1) <= 260.01 })
    }
  }

  @Test("numbers pages rightly in what the first page alone shows")
  func countsPagesOnTheFirst() throws {
    let body = "<div class=\"head\"><p>First {{@page}} of {{@pages}}</p></div>{{#each rows}}<p>{{this}}</p>{{/each}}"
    let css = ".head { position: running(head) } @page :first { @top-left { content: element(head); width: 200pt } }"
    let (renderer, folder) = (try renderer(body, css), try TemporaryFolder())
    try letter(renderer, rows: 40).write(.pdf, to: folder.file("x.pdf").path)
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
    let letter = try pages(body, css, rows: 40)
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
    let letter = try pages(body, css, rows: 3)
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
    #expect(throws: Findings.self) { try renderer(body, css) }
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
    let letter = try pages(body, css, text: "Yes.")
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
      try renderer("<div class=\"head\"><h1>Utopia</h1></div><h2>Decision</h2><p>x</p>", css)
    }
    let findings = #expect(throws: Findings.self) {
      try renderer("<div class=\"head\"><h3>Utopia</h3></div><h1>Decision</h1><p>x</p>", css)
    }
    #expect(findings?.all.map(\.code.id) == ["IMR-T014"] && findings?.all[0].message.contains("level 3") ?? false)
    // On all pages it is an artifact, and no first heading.
    let onAll = ".head { position: running(head) } @page { @top-left { content: element(head); width: 200pt } }"
    #expect(throws: Findings.self) {
      try renderer("<div class=\"head\"><h1>Utopia</h1></div><h2>Decision</h2><p>x</p>", onAll)
    }
  }

  @Test("names the rule of the running element that no box shows")
  func placesUnshown() {
    let css =
      ".head { position: running(head) }\n.foot { position: running(foot) }\n@page { @top-left { content: element(head) } }"
    let findings = #expect(throws: Findings.self) {
      try renderer("<p class=\"head\">A</p><p class=\"foot\">B</p><p>x</p>", css)
    }
    #expect(findings?.all.map(\.location?.line) == [2])
  }

  @Test("writes one cell after the other on each page of a divided row, so that readers of the content do not mix them")
  func keepsCellsTogether() throws {
    let body =
      "<table><tr><th>A</th><th>B</th></tr><tr><td>{{text}}</td><td>{{#each rows}}<p>{{this}}</p>{{/each}}</td></tr></table>"
    let css = "th, td { width: 100pt } tr { break-inside: auto }"
    let letter = try letter(renderer(body, css), text: Self.lines(30), rows: 30)
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

  @Test("sets a cell of many lines in a time that grows with their number")
  func setsLongCells() throws {
    let renderer = try renderer(
      "<table><tr><th>A</th></tr><tr><td>{{text}}</td></tr></table>", "th, td { width: 100pt }")
    func seconds(_ count: Int) throws -> Double {
      let time = try ContinuousClock().measure { _ = try letter(renderer, text: Self.lines(count)).typeset() }
      return Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds)
    }
    let (small, large) = (try seconds(10_000), try seconds(40_000))
    #expect(large < 9 * small + 0.5, "\(small) s, then \(large) s for four times the lines")
  }

  @Test(
    "gives each link of a divided row a place on the page of its words, also where lines move to stand side by side",
    arguments: ["1", "1.2"], [1, 45])
  func keepsLinks(lineHeight: String, linesBeside: Int) throws {
    let links = (1...60).map { "<a href=\"https://example.org/\($0)\">link \($0)</a>" }.joined(separator: "<br>")
    let css =
      "th { width: 60pt; line-height: 17.3pt } td { width: 100pt; padding: 0; line-height: \(lineHeight) }"
    let letter = try pages(
      "<table><tr><th scope=\"row\">{{text}}</th><td>\(links)</td></tr></table>", css, text: Self.lines(linesBeside))
    #expect(letter.pages.count > 2 && letter.pages.flatMap(\.annotations).count == 60)
    for page in letter.pages {
      let words = Set(page.lines.flatMap { letter.runs[$0.runs].compactMap(\.element) })
      #expect(page.annotations.allSatisfy { $0.element.map(words.contains) ?? false })
      for annotation in page.annotations {
        let line = try #require(
          page.lines.first { letter.runs[$0.runs].contains { $0.element == annotation.element } })
        #expect(annotation.area.y < line.baseline && line.baseline < annotation.area.y + annotation.area.height)
      }
    }
  }

  @Test("gives a link one place on a line, also if parts of it have other faces and sizes")
  func joinsLinks() throws {
    let css = "a strong { font-family: \"Liberation Sans\" } .large { font-size: 24pt } p { line-height: 30pt }"
    let body =
      "<p><a href=\"https://a.example/\">one <strong>two</strong> <span class=\"large\">three</span> four</a> five</p>"
    let letter = try pages(body, css)
    let link = try #require(letter.pages[0].annotations.first)
    #expect(letter.pages[0].annotations.count == 1)
    let line = try #require(letter.pages[0].lines.first)
    let runs = letter.runs[line.runs]
    // The area is that of all parts: from the first to the last one, and as high as the largest one (CSS 2 §10.6.1: ascent and descent).
    let after = try #require(runs.last)
    #expect(link.area.x == 40 && abs(link.area.x + link.area.width - after.x) < 0.01)
    #expect(abs(link.area.y - (line.baseline - 24 * 1825 / 2048)) < 0.01)
    #expect(abs(link.area.height - 24 * (1825 + 443) / 2048) < 0.01)
  }

  @Test("shows the background of a box in a cell over that of the cell, and on every page of a divided row")
  func drawsBackgrounds() throws {
    let body = "<table><tr><th scope=\"row\">A</th><td><div class=\"dark\"><p>{{text}}</p></div></td></tr></table>"
    let css = """
      th { width: 60pt } td { width: 100pt; padding: 4pt; background-color: #eeeeee }
      .dark { background-color: #103060; color: #ffffff; border: 1pt solid black; padding: 2pt }
      """
    let letter = try pages(body, css, text: Self.lines(50))
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

  @Test("draws a box around the head of a table that is repeated in it")
  func surroundsRepeatedHeads() throws {
    let body = """
      <div class="dark"><table><thead><tr><th>Head</th></tr></thead><tbody>{{#each rows}}<tr><td>{{this}}</td></tr>{{/each}}</tbody></table></div>
      """
    let letter = try pages(
      body, ".dark { background-color: #103060; color: #ffffff } th, td { width: 100pt }", rows: 40)
    #expect(letter.pages.count > 2)
    for page in letter.pages.dropFirst() {
      let head = try #require(page.repeatedHeads.first)
      #expect(page.fills.contains { $0.y < head.baseline - 8 && $0.y + $0.height > head.baseline })
    }
  }

  @Test("leads links to parts of paragraphs and to cells")
  func leadsLinks() throws {
    let body = """
      <p><a href="#word">1</a> <a href="#cell">2</a></p>{{#each rows}}<p>{{this}}</p>{{/each}}
      <p>Here <span id="word">it</span> is</p><table><tr><th scope="row">A</th><td id="cell">B</td></tr></table>
      <p>Last</p>
      """
    let letter = try pages(body, "th, td { width: 60pt }", rows: 40)
    let goals = letter.pages[0].annotations.compactMap { annotation -> Int? in
      if case .link(.place(let page, _, _), _) = annotation.kind { page } else { nil }
    }
    #expect(letter.pages.count == 3, "\(letter.pages.count)")
    #expect(goals == [2, 2])
  }

  @Test("leads links to pictures that only decorate, and so are no elements, also in cells")
  func leadsLinksToDecoration() throws {
    let body = """
      <p><a href="#seal">1</a> <a href="#small">2</a></p>{{#each rows}}<p>{{this}}</p>{{/each}}
      <p>Here</p><img id="seal" src="seal.png" alt="">
      <table><tr><th scope="row">A</th><td><p>Words</p><img id="small" src="seal.png" alt=""></td></tr></table>
      <p>Last</p>
      """
    let png = try #require(
      Data(
        base64Encoded:
          "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg=="))
    let css = "th, td { width: 60pt } img { width: 20pt }"
    let letter = try letter(renderer(body, css, ["seal.png": Array(png)]), rows: 36).typeset()
    let goals = letter.pages[0].annotations.compactMap { annotation -> (page: Int, y: Double)? in
      if case .link(.place(let page, let y, let element), _) = annotation.kind, element < letter.elements.count {
        (page, y)
      } else {
        nil
      }
    }
    let page = try #require(letter.pages.last)
    #expect(letter.pages.count == 3 && page.pictures.count == 2 && goals.map(\.page) == [2, 2])
    #expect(zip(goals, page.pictures.map(\.y)).allSatisfy { abs($0.y - $1) < 0.01 })
  }

  @Test("gives a margin box the height of the margin of its page (CSS Paged Media 3 §5.3)")
  func measuresMarginsOfPages() throws {
    let css = """
      @page { margin-bottom: 100pt; @bottom-center { content: element(foot); vertical-align: top } }
      @page :first { margin-bottom: 30pt } .foot { position: running(foot) }
      """
    let body = "<p class=\"foot\">Foot</p>{{#each rows}}<p>{{this}}</p>{{/each}}"
    let letter = try pages(body, css, rows: 30)
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
      try renderer("<p class=\"head\">One<br>Two</p><p>Words</p>", css + margins)
    }
    #expect(findings?.all.map(\.code.id) == ["IMR-F007"])
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
    let renderer = try renderer(body, css)
    func seconds(_ count: Int) throws -> Double {
      let time = try ContinuousClock().measure { _ = try letter(renderer, rows: count).pdf() }
      return Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds)
    }
    let (small, large) = (try seconds(2_000), try seconds(8_000))
    #expect(large < 9 * small + 0.5, "\(small) s, then \(large) s for four times the parts")
  }

  @Test("repeats the text of the first cell of a page that names it")
  func namesStringsInCells() throws {
    let body = "<table>{{#each rows}}<tr><th scope=\"row\" class=\"name\">{{this}}</th><td>x</td></tr>{{/each}}</table>"
    let css =
      "td { width: 60pt } .name { width: 100pt; string-set: name content() } @page { @top-left { content: string(name) } }"
    let letter = try pages(body, css, rows: 40)
    for page in letter.pages {
      let head = try #require(page.headers.first).runs.flatMap { letter.glyphs[letter.runs[$0].glyphs] }
      let first = page.lines[0].runs.flatMap { letter.glyphs[letter.runs[$0].glyphs] }
      #expect(head == first)
    }
  }

  @Test("names the longest value of a margin box that has no room")
  func namesTheLongestValue() throws {
    let css = "@page { @top-left { content: element(to); width: 3in } } .to { position: running(to) }"
    let made = try renderer("<p class=\"to\">{{#each rows}}{{this}} {{/each}}{{text}}</p><p>x</p>", css)
    let error = #expect(throws: Findings.self) {
      try letter(made, text: String(repeating: "long ", count: 200)).typeset()
    }
    #expect(error?.all.first?.pointer == "/text", "\(error?.all ?? [])")
  }

  @Test("refuses addresses and alternate texts that no PDF/A can hold")
  func refusesLongStrings() throws {
    let link = try renderer("<p><a href=\"https://example.org/{{text}}\">here</a></p>", "")
    #expect(throws: Never.self) { try letter(link, text: String(repeating: "x", count: 7_000)) }
    #expect(throws: Findings.self) { try letter(link, text: String(repeating: "é", count: 3_000)) }
  }
}
