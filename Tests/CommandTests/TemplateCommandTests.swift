import Foundation
import TestSupport
import Testing

@Suite("imr-letters template")
struct TemplateCommandTests {
  @Test("new makes a set that renders, and refuses a folder that is not empty")
  func new() throws {
    let folder = try TemporaryFolder()
    #expect(try Command.run("template", "new", "permit", in: folder.path).status == 0)
    #expect(try Command.run("template", "new", "permit", in: folder.path).status == 73)
    #expect(try Command.run("test", "permit", in: folder.path).status == 0)
    let unnamed = try Command.run("check", "permit/tests/example.json", "--template", "permit", in: folder.path)
    #expect(unnamed.status == 66 && unnamed.errors.contains("write “./permit”"), "\(unnamed.errors)")
    let letter = try Command.run(
      "render", "permit/tests/example.json", "--template", "permit/", "-o", "letter.pdf", in: folder.path)
    #expect(letter.status == 0, "\(letter.errors)")
    #expect(letter.errors == "")
    try folder.write("", to: "hidden/.keep")
    #expect(try Command.run("template", "new", "hidden", in: folder.path).status == 73)
  }

  @Test("says what to try with paths as a shell takes them", arguments: ["my set", "it's", "-y", "a\"{}$HOME"])
  func quotes(name: String) throws {
    let folder = try TemporaryFolder()
    let made = try Command.run("template", "new", "--", name, in: folder.path)
    #expect(made.status == 0, "\(made.errors)")
    let advice = try #require(made.errors.split(separator: "\n").first { $0.contains("try: ") })
    let commands = try #require(advice.components(separatedBy: "try: ").last).components(separatedBy: "; imr-letters ")
    try #require(commands.count == 3)
    for command in commands.dropFirst() {
      let tried = try Subprocess.run("sh", ["-c", "\(Command.path) \(command)"], in: folder.path)
      #expect(tried.status == 0, "\(command): \(tried.errors)")
    }
  }

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

  @Test("new --from extends a set: its words can be changed, and the rest follows the set")
  func newFrom() throws {
    let folder = try TemporaryFolder()
    #expect(try Command.run("template", "new", "own", "--from", "imr-2016", in: folder.path).status == 0)
    let path = folder.file("own/letter.html")
    let text = try String(contentsOf: path, encoding: .utf8)
    try Data(text.replacing("has no affiliation with", with: "has no tie to").utf8).write(to: path)
    let result = try Command.run("test", "own", in: folder.path)
    #expect(result.status == 1)
    #expect(
      result.text.contains(
        "letter.html:8: … case file to an expert reviewer. He/she has no [-affiliation with-] {+tie to+}")
        || result.text.contains("[-affiliation with-] {+tie to+}"))
  }

  @Test("check finds branches that no valid case takes")
  func check() throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "permit", in: folder.path)
    let path = folder.file("permit/letter.html")
    let text = try String(contentsOf: path, encoding: .utf8)
    try Data(
      text.replacing("<h1>Decision</h1>", with: "<h1>Decision</h1>{{#if number}}<p>Number given.</p>{{/if}}").utf8
    )
    .write(to: path)
    let result = try Command.run("template", "check", "permit", "--json", in: folder.path)
    #expect(result.status == 0)
    #expect(result.text.contains("IMR-T061") && result.text.contains("\"line\":9"))
    #expect(try Command.run("template", "check", "permit", "--strict", in: folder.path).status == 78)
    try Data(text.replacing("{{number}}", with: "{{nummer}}").utf8).write(to: path)
    let broken = try Command.run("template", "check", "permit", in: folder.path)
    #expect(broken.status == 78)
    #expect(broken.errors.contains("did you mean “number”?"))
  }

  @Test("check warns of such a branch in every file of the set, and only notes it in a file that several sets share")
  func deadBranchesOfFiles() throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "permit", in: folder.path)
    let letter = try String(contentsOf: folder.file("permit/letter.html"), encoding: .utf8)
    let manifest = try String(contentsOf: folder.file("permit/manifest.json"), encoding: .utf8)
    try folder.write(
      manifest.replacing("\"name\":", with: "\"includes\": [\"../shared\"], \"name\":"), to: "permit/manifest.json")
    try folder.write("{{#if number}}<p>Number given.</p>{{/if}}", to: "permit/en/_own.html")
    try folder.write("{{#if number}}<p>Number given.</p>{{/if}}", to: "shared/_common.html")
    for (partial, severity) in [("en/own", "warning"), ("common", "note")] {
      try folder.write(
        letter.replacing("<h1>Decision</h1>", with: "<h1>Decision</h1>{{> \(partial)}}"), to: "permit/letter.html")
      // A partial that nothing uses would be an error.
      if partial == "common" { try FileManager.default.removeItem(at: folder.file("permit/en")) }
      let result = try Command.run("template", "check", "permit", "--json", in: folder.path)
      let line = try #require(result.text.split(separator: "\n").first { $0.contains("IMR-T061") }, "\(result.text)")
      #expect(line.contains("\"severity\":\"\(severity)\""), "\(line)")
    }
  }

  /// Each body has one branch that no valid case takes; its line is 9. `fee` must be there and may be 0.
  @Test(
    "check finds each kind of branch that no valid case takes",
    arguments: [
      // A condition before it always holds.
      "{{#if number}}<p>Number.</p>{{else if fee}}<p>Fee.</p>{{/if}}",
      "{{#if fee}}<p>Fee.</p>{{else if fee}}<p>Fee again.</p>{{/if}}",
      "{{#unless fee}}<p>None.</p>{{#if fee}}<p>Fee.</p>{{/if}}{{/unless}}",
      "{{#if (gt (count pages) 0)}}<p>Pages.</p>{{else if (eq (count pages) 0)}}<p>None.</p>{{else}}<p>What?</p>{{/if}}",
      "{{#if pages}}<p>Pages.</p>{{#each pages}}<p>One.</p>{{else}}<p>None.</p>{{/each}}{{/if}}",
    ])
  func deadBranches(body: String) throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "permit", in: folder.path)
    let path = folder.file("permit/letter.html")
    let schema = folder.file("permit/schema.json")
    try Data(
      String(contentsOf: path, encoding: .utf8).replacing("<h1>Decision</h1>", with: "<h1>Decision</h1>" + body).utf8
    ).write(to: path)
    try Data(
      String(contentsOf: schema, encoding: .utf8)
        .replacing("\"required\": [", with: "\"required\": [\"fee\", \"pages\", ")
        .replacing(
          "\"properties\": {",
          with:
            "\"properties\": {\"fee\": {\"type\": \"integer\", \"minimum\": 0}, \"pages\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}},"
        ).utf8
    ).write(to: schema)
    let result = try Command.run("template", "check", "permit", "--json", in: folder.path)
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.contains("IMR-T061") && result.text.contains("\"line\":9"), "\(result.text)")
  }

  @Test(
    "check finds examples that the schema does not allow",
    arguments: [
      (#"{"type": "string", "minLength": 1, "examples": ["ok", ""]}"#, "the text is empty"),
      (#"{"type": "string", "format": "date", "examples": ["3/4/2026"]}"#, "not a date of the calendar"),
      (#"{"type": "string", "examples": [4]}"#, "a text is expected here, not a number"),
      (#"{"enum": ["a", "b"], "examples": ["c"]}"#, "one of"),
      (#"{"type": "array", "items": {"type": "string"}, "examples": [["a"], [1]]}"#, "a text is expected here"),
      (#"{"type": "string", "minLength": 1, "examples": ["ok", "good"]}"#, nil),
    ] as [(String, String?)])
  func examples(declaration: String, problem: String?) throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "permit", in: folder.path)
    let schema = folder.file("permit/schema.json")
    try Data(
      String(contentsOf: schema, encoding: .utf8)
        .replacing("\"properties\": {", with: "\"properties\": {\"more\": \(declaration),").utf8
    ).write(to: schema)
    let result = try Command.run("template", "check", "permit", in: folder.path)
    #expect(result.status == 0)
    #expect(result.errors.contains("IMR-T063") == (problem != nil), "\(result.errors)")
    if let problem {
      #expect(result.errors.contains("this example is not valid here: ")); #expect(result.errors.contains(problem))
    }
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
    ("{{> part show=false}}", ["hidden"], ["shown", "Only if", "If the"]),
    ("{{> part show=true}}", ["shown"], ["hidden", "Only if", "If the"]),
  ]

  @Test("read says exactly when words are printed", arguments: conditions)
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
    try folder.write(
      "@page { size: letter; margin: 72pt }\nbody { font: 11pt \"Liberation Sans\" }", to: "s/letter.css")
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

  @Test("new --from takes the wording from where the other set has it")
  func newFromIncluded() throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "base", in: folder.path)
    let manifest = try String(contentsOf: folder.file("base/manifest.json"), encoding: .utf8)
    try folder.write(
      manifest.replacing("\"name\": \"base\"", with: "\"name\": \"middle\", \"includes\": [\"../base\"]"),
      to: "middle/manifest.json")
    let result = try Command.run("template", "new", "own", "--from", "middle", in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
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
