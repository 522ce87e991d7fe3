import Foundation
import TestSupport
import Testing

@Suite("imr-letters template")
struct TemplateCommandTests {
  @Test("shows names of tests without what controls a terminal")
  func escapes() throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "permit", in: folder.path)
    let tests = folder.file("permit/tests").path
    try FileManager.default.copyItem(atPath: tests + "/example.json", toPath: tests + "/a\u{1B}[31m\nb\u{202E}.json")
    let result = try Command.run("test", "permit", in: folder.path)
    let shown = String(decoding: result.output, as: UTF8.self) + result.errors
    #expect(result.status == 1 && !shown.contains("\u{1B}") && !shown.contains("\u{202E}"), "\(shown)")
  }

  @Test("fields lists what can be printed, where, and what nothing reads")
  func fields() throws {
    let result = try Command.run("template", "fields", "tribunal-decision")
    #expect(result.status == 0)
    #expect(
      result.text.contains(
        "bundle  whole number, may be absent\n    Number of pages in the bundle\n    printed: letter.html:"))
    let unused = try #require(result.text.components(separatedBy: "Not read by the template:").last)
    #expect(unused.contains("appeal.received  date"))
    let json = try Command.run("template", "fields", "imr-2016", "--json")
    for line in json.text.split(separator: "\n") {
      #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }
  }

  /// Wordings, and what a reader must find in their page.

  static let conditions: [(markup: String, shows: [String], hides: [String])] = [
    (
      "<table>{{#if a}}{{#if b}}<tr><th>AB</th><td>x</td></tr>{{/if}}{{/if}}<tr><th>always</th><td>x</td></tr></table>",
      ["Only if alpha is given; within that: only if beta is given", "<tr><th>always"], []
    ),
    (
      "<table>{{#each items}}{{#if note}}<tr><th>N</th><td>{{note}}</td></tr>{{/if}}{{/each}}<tr><th>z</th><td>x</td></tr></table>",
      ["For each of: Items; within that: only if item note is given"], []
    ),
    (
      "<ol>{{#if a}}<li>with a</li>{{/if}}<li>always</li></ol>",
      [
        "<li class=\"branch\"><span class=\"condition\" lang=\"en\">Only if alpha is given</span><br>with a",
        "<li>always",
      ],
      ["<li class=\"condition\""]
    ),
    (
      "<p>{{#if (and (not (and a b)) c)}}x{{/if}}</p>",
      ["(Alpha is not given or Beta is not given) and Gamma is given"], []
    ),
    (
      "<p>{{#if (or (not (or a b)) c)}}x{{/if}}</p>", ["(Alpha is not given and Beta is not given) or Gamma is given"],
      []
    ),
    ("{{#if a}}{{else if b}}<p>X</p>{{/if}}", ["If alpha is given", "(nothing)", "Otherwise, if beta is given"], []),
    (
      "{{#if f}}<p>F1</p>{{else}}<p>F0</p>{{/if}}", ["If flag is true", "If flag is false or not given"],
      ["lag is given"]
    ),
    ("{{#if n}}<p>N</p>{{/if}}", ["Only if count is given and not 0"], []),
    ("{{#if (ge (default n -1) 0)}}<p>N</p>{{/if}}", ["Only if count is given and at least 0"], []),
    ("{{#if (count items)}}<p>C</p>{{/if}}", ["Only if the number of Items is not 0"], []),
    (
      "<p>{{plural (count items) one=\"treatment\" other=\"treatments\"}}</p>",
      ["“treatment” or “treatments” (depends on the number of Items)"], ["the word for"]
    ),
    (
      "<p>{{plural (count items) one=\"\" other=\"s\"}}</p>", ["nothing or “s” (depends on the number of Items)"], []
    ),
    (
      "<p>{{#if a}}<a href=\"https://example.org/{{a}}\">the office</a>{{/if}}</p>",
      ["the office", "link to https://example.org/<span class=\"field\">Alpha"], []
    ),
    (
      "<table><tr><th colspan=\"2\">AB</th></tr><tr><td>a</td><td>b</td></tr></table>", ["<th colspan=\"2\">AB</th>"],
      []
    ),
    ("{{#each items}}{{#if @index}}<p>I</p>{{/if}}{{/each}}", ["Only if it is not the first"], []),
    ("{{#if (ne k \"x\")}}<p>K</p>{{/if}}", ["Only if kind is “y” or not given"], []),
    (
      "{{#if (eq k \"x\")}}<p>X</p>{{else if (eq k \"y\")}}<p>Y</p>{{else}}<p>Z</p>{{/if}}",
      ["Otherwise (Kind is not given)"], []
    ),
    ("<hr>", ["<hr>"], ["<p></p>"]),
    ("<img src=\"x.png\" alt=\"Seal\">", ["[Picture: Seal]"], []),
    ("<img src=\"x.png\" alt=\"\">", ["[Picture: it only decorates]"], []),
    (
      "<table><tr lang=\"es\"><th>Nombre</th><td lang=\"fr\">Nom</td></tr><tr><th lang=\"es\">Día</th><td>x</td></tr></table>",
      [
        "<th><span lang=\"es\">Nombre</span></th>", "<td><span lang=\"es\"><span lang=\"fr\">Nom</span></span></td>",
        "<th><span lang=\"es\">Día</span></th><td>x</td>",
      ], []
    ),
    (
      "<table><caption lang=\"fr\">Titre</caption><tbody lang=\"es\">{{#if a}}<tr><th>A</th></tr>{{/if}}<tr><th>B</th></tr></tbody></table>",
      ["<span lang=\"fr\">Titre</span>", "<th><span lang=\"es\">A</span></th>", "<th><span lang=\"es\">B</span></th>"],
      []
    ),
    ("<ul><li lang=\"es\">uno</li></ul>", ["<li><span lang=\"es\">uno</span></li>"], []),
    ("<ul><li lang=\"es\"><p>uno</p></li></ul>", ["<li><div lang=\"es\">\n<p>uno</p>"], []),
    (
      "<p><a lang=\"es\" href=\"https://example.org/\">la oficina</a></p>",
      ["<span lang=\"es\"><span>la oficina</span></span> (link to https://example.org/)"], []
    ),
    ("{{> part show=false}}", ["hidden"], ["shown", "Only if", "If the"]),
    ("{{> part show=true}}", ["shown"], ["hidden", "Only if", "If the"]),
  ]

  private static let picture = Data(
    base64Encoded:
      "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg==")

  @Test("read says exactly what is printed and when", arguments: conditions)
  func readConditions(markup: String, shows: [String], hides: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"name": "s", "version": "1.0.0", "summary": "A letter", "language": "en-US", "issuer": "Office", "rules": []}"#,
      to: "s/manifest.json")
    try folder.write(
      """
      {"type": "object", "required": ["items", "k"], "additionalProperties": false, "properties": {
        "k": {"enum": ["x", "y", null], "title": "Kind"}, "a": {"type": "string", "title": "Alpha"}, "b": {"type": "string", "title": "Beta"},
        "c": {"type": "string", "title": "Gamma"}, "f": {"type": ["boolean", "null"], "title": "Flag"},
        "n": {"type": ["integer", "null"], "title": "Count"},
        "items": {"type": "array", "title": "Items", "items": {"type": "object", "additionalProperties": false,
          "properties": {"note": {"type": "string", "title": "item note"}}}}}}
      """, to: "s/schema.json")
    let width = markup.contains("<img") ? "\nimg { width: 20pt }" : ""
    try folder.write(
      "@page { size: letter; margin: 72pt }\nbody { font: 11pt \"Liberation Sans\" }" + width, to: "s/letter.css")
    if !width.isEmpty { try #require(Self.picture).write(to: folder.file("s/x.png")) }
    try folder.write(
      #"{"language": "en", "version": "1", "source": "CLDR", "plurals": {"one": "i = 1 and v = 0"}}"#,
      to: "s/languages/en.json")
    // A partial that nothing uses would be an error.
    if markup.contains("part") {
      try folder.write("{{#if show}}<p>shown</p>{{else}}<p>hidden</p>{{/if}}", to: "s/_part.html")
    }
    try folder.write("<title>T</title>\n<body>\n\(markup)<p>End</p>\n</body>", to: "s/letter.html")
    let result = try Command.run("template", "read", "s", "--html", "-", in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    let body = try #require(result.text.components(separatedBy: "<article").last)
    for words in shows { #expect(body.contains(words), "\(body)") }
    for words in hides { #expect(!body.contains(words), "\(body)") }
  }

  @Test("read writes every condition in words, in HTML that is well-formed")
  func read() throws {
    let folder = try TemporaryFolder()
    for set in Project.editions + Project.programs {
      let path = folder.file("\(set).html").path
      #expect(try Command.run("template", "read", set, "--html", path).status == 0)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      // Each void element aside, XML and this HTML have the same rules.
      let xml = text.replacing("<!DOCTYPE html>\n", with: "").replacing("<br>", with: "<br/>").replacing(
        "<hr>", with: "<hr/>"
      )
      .replacing(/<meta ([^>]*)>/) { "<meta \($0.1)/>" }
      #expect(XMLIsWellFormed.check(xml), "\(set)")
    }
    let text = try String(contentsOfFile: folder.file("imr-2016.html").path, encoding: .utf8)
    #expect(text.contains("[If the decision is “overturned”:</span> Overturned"))
  }
}

/// Asks Python's parser, which is not ours, whether a text is well-formed XML.
enum XMLIsWellFormed {
  static func check(_ text: String) -> Bool {
    let script = "import sys, xml.etree.ElementTree as E; E.fromstring(sys.stdin.buffer.read())"
    return (try? Subprocess.run("python3", ["-c", script], input: Data(text.utf8)).status) == 0
  }
}
