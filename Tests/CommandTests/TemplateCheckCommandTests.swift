import Foundation
import TestSupport
import Testing

@Suite("imr-letters template check")
struct TemplateCheckCommandTests {
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
}
