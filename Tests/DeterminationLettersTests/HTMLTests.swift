import DeterminationLetters
import Foundation
import TestSupport
import Testing

@Suite("Letters in HTML")
struct HTMLTests {
  @Test("have the words of the samples, in order")
  func holdsTheSamples() throws {
    let pages = try HTMLPages()
    for sample in Project.allSamples + Project.programSamples {
      try pages.add(Renderers.renderer(sample.edition).render(contentsOf: sample.url.path), sample.name)
    }
    #expect(try pages.differences() == [])
  }

  @Test(
    "have the words of the published letters, in order",
    .enabled(if: Project.shared != nil, Project.withoutShared))
  func holdsThePublishedLetters() throws {
    let folder = try #require(Project.shared).appending(path: "letters/cases")
    let pages = try HTMLPages()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let url = folder.appending(path: name)
      try pages.add(Renderers.renderer("imr-2016").render(contentsOf: url.path), name)
    }
    #expect(try pages.differences() == [])
  }

  @Test(
    "have the elements of the template, pictures where the PDF has them, and its empty lines",
    arguments: [
      ("<ul><li>a</li></ul>", "ul { list-style-type: decimal }", ["<ul class=", "list-style-type:decimal"]),
      ("<ol><li>a</li></ol>", "ol { list-style-type: none }", ["<ol class=", "list-style-type:\"\""]),
      ("<ol><li>a</li></ol>", "ol { list-style-type: \"§\" }", ["<ol class=", "list-style-type:\"\\a7 "]),
      // Browsers count an item whatever its marker is.
      (
        "<ol start=\"5\"><li class=\"q\">x</li><li>y</li></ol>", ".q { list-style-type: none }",
        ["value=\"5\">x</li>\n<li class=\"s4\">y</li>"]
      ),
      ("<ul><li>a</li></ul>", "ul { orphans: 3; widows: 4 }", ["orphans:3;widows:4"]),
      ("<img src=\"x.png\" alt=\"A\">", "img { text-align: center }", ["margin-left:auto;margin-right:auto"]),
      ("<img src=\"x.png\" alt=\"A\">", "body { text-align: right }", ["margin-left:auto}"]),
      // 20pt wide in the 320pt of the page: it starts 40 + (320 - 40 - 20) / 2 = 170pt from the left, which is the half and 10pt.
      (
        "<img src=\"x.png\" alt=\"A\">", "img { text-align: center; margin-left: 40pt }",
        ["margin-left:max(0px,50% + 0.833rem)}"]
      ),
      // Browsers make no line after the last line break of a block, and the compiler has dropped that one.
      ("<p>a<br></p>", "", [">a</p>"]), ("<p>a<br><br></p>", "", [">a<br><br></p>"]),
    ])
  func keepsForms(body: String, css: String, parts: [String]) throws {
    let png = try #require(
      Data(
        base64Encoded:
          "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg=="))
    let files = [
      "manifest.json":
        #"{"name": "set", "version": "1.0.0", "summary": "Forms", "language": "en", "issuer": "Example Board"}"#,
      "schema.json": #"{"type": "object", "additionalProperties": false, "properties": {}}"#,
      "letter.html": "<title>Forms</title><body><p>Words</p>\(body)</body>",
      "letter.css":
        "@page { size: 400pt 300pt; margin: 40pt } body { font: 12pt/14pt \"Liberation Serif\" }"
        + (body.contains("<img") ? " img { width: 20pt } " : "") + css,
    ]
    let html = try Renderers.renderer(files: files.mapValues { Array($0.utf8) }.merging(["x.png": Array(png)]) { $1 })
      .render(SourceText(name: "case.json", text: "{}")).html
    for part in parts { #expect(html.contains(part), "\(html)") }
  }

  @Test("ask nothing of the network, have no scripts, and are the same every time", arguments: Project.programSamples)
  func standsAlone(sample: Sample) throws {
    let letter = try Renderers.renderer(sample.edition).render(contentsOf: sample.url.path)
    let html = letter.html
    #expect(!html.contains("<script") && !html.contains("<link") && !html.contains("url("))
    for match in html.matches(of: /src="([^"]*)"/) { #expect(match.1.hasPrefix("data:")) }
    #expect(try Renderers.renderer(sample.edition).render(contentsOf: sample.url.path).html == html)
  }
}
