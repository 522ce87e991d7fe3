import DeterminationLetters
import Foundation
import TestSupport
import Testing
import Typesetting

/// Where links are on the page, and where they lead.
@Suite("Links on pages")
struct LinkLayoutTests {
  @Test(
    "gives each link of a divided row a place on the page of its words, also where lines move to stand side by side",
    arguments: ["1", "1.2"], [1, 45])
  func keepsLinks(lineHeight: String, linesBeside: Int) throws {
    let links = (1...60).map { "<a href=\"https://example.org/\($0)\">link \($0)</a>" }.joined(separator: "<br>")
    let css =
      "th { width: 60pt; line-height: 17.3pt } td { width: 100pt; padding: 0; line-height: \(lineHeight) }"
    let letter = try SmallLetters.pages(
      "<table><tr><th scope=\"row\">{{text}}</th><td>\(links)</td></tr></table>", css,
      text: SmallLetters.lines(linesBeside))
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
    let letter = try SmallLetters.pages(body, css)
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

  @Test("leads links to parts of paragraphs and to cells")
  func leadsLinks() throws {
    let body = """
      <p><a href="#word">1</a> <a href="#cell">2</a></p>{{#each rows}}<p>{{this}}</p>{{/each}}
      <p>Here <span id="word">it</span> is</p><table><tr><th scope="row">A</th><td id="cell">B</td></tr></table>
      <p>Last</p>
      """
    let letter = try SmallLetters.pages(body, "th, td { width: 60pt }", rows: 40)
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
    let letter = try SmallLetters.letter(SmallLetters.renderer(body, css, ["seal.png": Array(png)]), rows: 36).typeset()
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

  @Test(
    "keeps the @ of a whole addressee of mail, and encodes every other (RFC 6068 §2)",
    arguments: [
      ("mailto:{{text}}", "mailto:a@x.org"), ("mailto:{{text}}?subject=b", "mailto:a@x.org?subject=b"),
      ("mailto:{{text}},{{text}}", "mailto:a@x.org,a@x.org"), ("mailto:?to={{text}}", "mailto:?to=a%40x.org"),
      ("mailto:{{text}}{{text}}", "mailto:a%40x.orga%40x.org"),
      ("mailto:b@x.org?cc={{text}}", "mailto:b@x.org?cc=a%40x.org"),
      ("mailto:{{text}}@x.org", "mailto:a%40x.org@x.org"),
    ])
  func encodesMail(address: String, expected: String) throws {
    let letter = try SmallLetters.pages("<p><a href=\"\(address)\">mail</a></p>", "", text: "a@x.org")
    let targets = letter.pages[0].annotations.compactMap { annotation -> String? in
      if case .link(.address(let target), _) = annotation.kind { target } else { nil }
    }
    #expect(targets == [expected])
  }

  @Test("refuses addresses and alternate texts that no PDF/A can hold")
  func refusesLongStrings() throws {
    let link = try SmallLetters.renderer("<p><a href=\"https://example.org/{{text}}\">here</a></p>", "")
    #expect(throws: Never.self) { try SmallLetters.letter(link, text: String(repeating: "x", count: 7_000)) }
    #expect(throws: Findings.self) { try SmallLetters.letter(link, text: String(repeating: "é", count: 3_000)) }
  }
}
