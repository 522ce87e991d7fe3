import Diagnostics
import Foundation
import LetterTemplate
import Testing

@Suite("Attributes")
struct AttributeTests {
  @Test("can have character references, which are heard as characters")
  func decodes() throws {
    let png = [UInt8](
      try #require(
        Data(
          base64Encoded:
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg==")))
    var template = MemoryTemplate(body: "<img class=\"i\" src=\"a.png\" alt=\"Smith &amp; Co &quot;x&quot; &#xE9;\">")
    template.files["../common/letter.css"] = ".i { width: 20pt }"
    template.binaries["a.png"] = png
    #expect(try template.merged() == "[Smith & Co \"x\" é]")
    #expect(MemoryTemplate(body: "<p class=\"a & b\">x</p>").findings.first?.code == .markupSyntax)
    template.files["letter.html"] =
      "<title>t</title><body><img class=\"i\" src=\"a.png\" alt=\"&#x7B;&#x7B;name&#x7D;&#x7D; {{name}}\"></body>"
    #expect(try template.merged() == "[{{name}} Ada]")
    #expect(MemoryTemplate(body: "<p class=\"{{name}}\">x</p>").findings.map(\.code) == [.badAttribute])
    #expect(MemoryTemplate(body: "<p class=\"&#x7B;&#x7B;x\">x</p>").findings.map(\.code) == [.unmatched])
  }

  @Test("cannot have an address that is too long for every letter", arguments: [(7_990, true), (7_993, false)])
  func longAddresses(length: Int, isFine: Bool) {
    let address = "https://" + String(repeating: "a", count: length)
    let found = MemoryTemplate(body: "<p><a href=\"\(address)\">x</a></p>").findings
    #expect(found.map(\.code) == (isFine ? [] : [.badAttribute]))
  }
}

@Suite("Template files as editors write them")
struct TemplateFileTests {
  @Test("have the same meaning with other line ends, and with a byte-order mark")
  func readsLineEnds() throws {
    let body = "<p>a\n{{#if name}}\nb\n{{/if}}\nc</p>\n<p>d {{! x }}\ne</p>"
    let expected = try MemoryTemplate(body: body).merged()
    for end in ["\r\n", "\r"] {
      var template = MemoryTemplate(body: body)
      template.files["letter.html"] = "\u{FEFF}" + (template.files["letter.html"] ?? "").replacing("\n", with: end)
      template.files["../common/letter.css"] = "\u{FEFF}/* a\(end) */\(end)th, .w { width: 50pt }\(end)"
      #expect(try template.merged() == expected, "\(end.debugDescription)")
    }
  }

  @Test(
    "may have comments that remove white space, as in Handlebars",
    arguments: [
      ("<p>a {{~!-- c --~}} b</p>", "ab"), ("<p>a {{!-- c --~}} b</p>", "a b"), ("<p>a {{~! c }} b</p>", "a b"),
      ("<p>a {{! c ~}} b</p>", "a b"), ("<p>a{{!-- }} --}}b</p>", "ab"),
    ])
  func readsComments(body: String, words: String) throws {
    #expect(try MemoryTemplate(body: body).merged() == words)
  }

  @Test("cannot have a backslash before a tag, which means something else in Handlebars")
  func refusesEscapes() {
    let found = MemoryTemplate(body: "<p>\\{{name}}</p>").findings
    #expect(found.map(\.code) == [.tagSyntax] && found.first?.location?.column == 29)
    #expect(MemoryTemplate(body: "<p>&#x5C;{{name}} &#x7B;&#x7B;</p>").findings.isEmpty)
  }

  @Test("can import the stylesheet of their own name from an included folder, and change rules of it")
  func importsIncludedSheet() throws {
    var template = MemoryTemplate(body: "<p>a</p><h1>b</h1>")
    template.files["../common/letter.css"] = "p { font-size: 9pt; margin-top: 3pt } h1 { font-size: 20pt }"
    for name in ["letter.css", "./letter.css"] {
      template.files["letter.css"] = "@import \"\(name)\";\np { font-size: 10pt }"
      let set = try template.load()
      let styles = set.styles.filter { [9, 10, 20].contains($0.fontSize) }
      #expect(styles.contains { $0.fontSize == 10 && $0.margin.top == 3 })
      #expect(styles.contains { $0.fontSize == 20 } && !styles.contains { $0.fontSize == 9 })
    }
  }

  @Test("cannot import themselves, which would do nothing")
  func refusesImportOfItself() throws {
    var template = MemoryTemplate(body: "<p>a</p>")
    template.files["letter.css"] = "@import \"base.css\";"
    template.files["base.css"] = "@import \"base.css\";\np { font-size: 10pt }"
    let found = try #require(template.findings.first)
    #expect(found.code == .templateFileMissing && found.location?.file == "set/base.css" && found.location?.line == 1)
    #expect(found.message.contains("“base.css” names itself"))
    // Two files that import each other are read once each, as in CSS.
    template.files["base.css"] = "@import \"letter.css\";\np { font-size: 10pt }"
    template.files["../common/letter.css"] = nil
    #expect(template.findings.isEmpty)
  }
}
