import Foundation
import TestSupport
import Testing

@Suite("imr-letters template sample")
struct TemplateSampleTests {
  @Test("makes a case that can be rendered, and --all a file for each case")
  func sample() throws {
    let folder = try TemporaryFolder()
    #expect(try Command.run("template", "sample", "imr-2016", "-o", "case.json", in: folder.path).status == 0)
    #expect(try Command.run("render", "case.json", "-o", "letter.pdf", in: folder.path).status == 0)
    try folder.write("{}", to: "case.json")
    #expect(try Command.run("template", "sample", "imr-2016", "-o", "case.json", in: folder.path).status == 73)
    #expect(try String(contentsOf: folder.file("case.json"), encoding: .utf8) == "{}")
    #expect(try Command.run("template", "sample", "imr-2014", "--all", "-o", "cases", in: folder.path).status == 0)
    let result = try Command.run("check", "cases", "--template", "imr-2014", in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    // A case that somebody changed is kept, and nothing else is written either.
    try folder.write("{}", to: "cases/sample-02.json")
    try FileManager.default.removeItem(at: folder.file("cases/sample-01.json"))
    let again = try Command.run("template", "sample", "imr-2014", "--all", "-o", "cases", in: folder.path)
    #expect(again.status == 73 && again.errors.contains("cases/sample-02.json"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("cases/sample-01.json").path))
    try FileManager.default.removeItem(at: folder.file("cases/sample-02.json"))
    #expect(try Command.run("template", "sample", "imr-2014", "--all", "-o", "cases", in: folder.path).status == 0)
    let lines = try Command.run("template", "sample", "external-review-en", "--all")
    #expect(lines.text.split(separator: "\n").count > 1)
    // Each has an identity of its own, so a batch takes them all.
    let batch = try Command.run("batch", "cases", "--template", "imr-2014", "-o", "letters", in: folder.path)
    #expect(batch.status == 0, "\(batch.errors)")
  }

  @Test("says that examples do not fit their own schema")
  func sampleOfBadExamples() throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "permit", in: folder.path)
    let file = folder.file("permit/schema.json")
    let schema = try String(contentsOf: file, encoding: .utf8)
    let number = "\"examples\": [\"A-2026-0001\"], "
    try #require(schema.contains(number))
    for (examples, says) in [(number, "“number”, whose examples do not fit their schema"), ("", "“number”")] {
      try Data(schema.replacing(number, with: "\(examples)\"pattern\": \"^Q[0-9]-Z$\", ").utf8).write(to: file)
      let result = try Command.run("template", "sample", "permit", in: folder.path)
      #expect(result.status == 78 && result.errors.contains("no value was found for \(says)"), "\(result.errors)")
      #expect(result.errors.contains(examples.isEmpty ? "give these places “examples”" : "correct the “examples”"))
    }
  }

  @Test("are made for a template that compares with numbers of any size")
  func hugeNumbers() throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "permit", in: folder.path)
    let (letter, schema) = (folder.file("permit/letter.html"), folder.file("permit/schema.json"))
    let markup = try String(contentsOf: letter, encoding: .utf8)
    let data = try String(contentsOf: schema, encoding: .utf8)
    try Data(
      data.replacing(
        /"properties": \{/,
        with: "\"properties\": { \"xs\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}, ", maxReplacements: 1
      ).utf8
    ).write(to: schema)
    for number in ["9223372036854775807", "-9223372036854775808", "99999999999999999999"] {
      let branch = "<h1>Decision</h1>{{#if (gt (count xs) \(number))}}<p>x</p>{{/if}}"
      try Data(markup.replacing("<h1>Decision</h1>", with: branch).utf8).write(to: letter)
      let result = try Command.run("template", "sample", "permit", "--all", in: folder.path)
      // No list is as long as that, or every list is longer, so one branch is taken by no sample.
      #expect(result.status == 1 && !result.text.isEmpty, "\(result.errors)")
    }
  }

  @Test("ends soon for schemas whose lists multiply")
  func endlessSamples() throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "big", in: folder.path)
    var list = #"{"type": "string"}"#
    for _ in 0..<4 { list = #"{"type": "array", "minItems": 100, "items": \#(list)}"# }
    let schema = try String(contentsOf: folder.file("big/schema.json"), encoding: .utf8)
    try folder.write(
      schema.replacing(/"required": \[/, with: "\"required\": [\"deep\", ", maxReplacements: 1)
        .replacing(/"properties": \{/, with: "\"properties\": { \"deep\": \(list), ", maxReplacements: 1),
      to: "big/schema.json")
    // At most 60 seconds of work.
    let script = "ulimit -t 60; exec \"$0\" template sample big"
    let result = try Subprocess.run("bash", ["-c", script, Command.path], in: folder.path)
    #expect(
      result.status == 78 && result.errors.contains("more values than a sample can have"),
      "\(result.status) \(result.errors)")
  }
}
