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
}
