import Foundation
import TestSupport
import Testing

@Suite("imr-letters export")
struct ExportCommandTests {
  /// Python's reader of CSV, which is not ours.
  private func rows(of file: String) throws -> [[String]] {
    let script =
      "import csv, json, sys; print(json.dumps(list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8')))))"
    let result = try Subprocess.run("python3", ["-c", script, file])
    return try #require(try JSONSerialization.jsonObject(with: result.output) as? [[String]])
  }

  @Test("gives each disputed item a row, with the values of its case")
  func items() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("decisions.csv").path
    #expect(try Command.run("export", Project.folder("Samples/imr-2016"), "-o", file).status == 0)
    let table = try rows(of: file)
    let head = try #require(table.first)
    var expected: [[String]] = []
    for sample in Project.samples("imr-2016") {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: sample)) as? [String: Any])
      let number = try #require((object["case"] as? [String: Any])?["number"] as? String)
      for item in try #require(object["disputedItems"] as? [[String: Any]]) {
        expected.append([number, item["description"] as? String ?? "", try #require(item["decision"] as? String)])
      }
    }
    let columns = try ["case.number", "description", "decision"].map { try #require(head.firstIndex(of: $0)) }
    #expect(table.dropFirst().map { row in columns.map { row[$0] } } == expected)
  }

  @Test("makes cells harmless that programs would take for formulas, and quotes what needs it")
  func cells() throws {
    let folder = try TemporaryFolder()
    let texts = ["=1+1", "+1", "-1", "@x", "a,b", "a\"b", "a\"\u{301}b,c", "a\nb", "plain"]
    for (index, text) in texts.enumerated() {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(Command.minimalCase().utf8)) as? [String: Any])
      var changed = object
      var item = try #require((object["disputedItems"] as? [[String: Any]])?.first)
      item["description"] = text
      changed["disputedItems"] = [item]
      try JSONSerialization.data(withJSONObject: changed).write(to: folder.file("\(index).json"))
    }
    let file = folder.file("table.csv").path
    let result = try Subprocess.run(
      Command.path,
      ["export"] + texts.indices.map { folder.file("\($0).json").path } + ["--template", "imr-2014", "-o", file])
    #expect(result.status == 0, "\(result.errors)")
    let table = try rows(of: file)
    let column = try #require(table[0].firstIndex(of: "description"))
    #expect(table.dropFirst().map { $0[column] } == texts.map { "=+-@".contains($0.prefix(1)) ? "'" + $0 : $0 })
  }

  /// A case with a confidential name, and with other changes.
  private func confidentialCase(_ change: (inout [String: Any]) throws -> Void) throws -> Data {
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(Command.minimalCase().utf8)) as? [String: Any])
    object["confidential"] = ["Zebulon Quillfeather"]
    try change(&object)
    return try JSONSerialization.data(withJSONObject: object)
  }

  @Test("prints no confidential value in messages, whatever is wrong with a case")
  func confidentialMessages() throws {
    let folder = try TemporaryFolder()
    let cases: [(name: String, data: Data)] = [
      ("broken.json", Data("{\"confidential\":[\"Zebulon Quillfeather\"],,}".utf8)),
      ("key.json", try confidentialCase { $0["Zebulon Quillfeather"] = 1 }),
      ("decision.json", try confidentialCase { $0["disputedItems"] = [["decision": "bogus"]] }),
      ("Zebulon Quillfeather.json", try confidentialCase { _ in }),
    ]
    for (name, data) in cases {
      try data.write(to: folder.file(name))
      for options in [[], ["--show-values"]] {
        let result = try Subprocess.run(
          Command.path,
          ["export", folder.file(name).path, "--template", "imr-2014", "-o", folder.file("t.csv").path] + options)
        #expect(result.status == 65, "\(name)")
        // The source line of a broken file may be shown if somebody asks for it.
        if name != "broken.json" || options.isEmpty { #expect(!result.errors.contains("Zebulon"), "\(result.errors)") }
      }
      // No case is left, so there is no table.
      #expect(!FileManager.default.fileExists(atPath: folder.file("t.csv").path), "\(name)")
    }
  }

  @Test("leaves out cases with control characters, which check calls errors")
  func controlCharacters() throws {
    let folder = try TemporaryFolder()
    try confidentialCase { $0["disputedItems"] = [["decision": "upheld", "description": "a\u{0}b", "rationale": "x"]] }
      .write(to: folder.file("case.json"))
    let result = try Command.run(
      "export", folder.file("case.json").path, "--template", "imr-2014", "-o", folder.file("t.csv").path)
    #expect(result.status == 65 && result.errors.contains("IMR-D009"), "\(result.errors)")
  }

  @Test("keeps the places of values that elements of a list do not have")
  func alignsLists() throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "permit", in: folder.path)
    try folder.write(
      """
      {"type": "object", "required": ["number", "decided", "outcome", "s"], "additionalProperties": false, "properties": {
        "number": {"type": "string"}, "decided": {"type": "string", "format": "date"}, "outcome": {"enum": ["granted"]},
        "s": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["d"],
          "properties": {"d": {"type": "string"}, "code": {"type": "string"}, "amount": {"type": "integer"}}}}}}
      """, to: "permit/schema.json")
    try folder.write(
      "<title>Permit</title><body><p class=\"foot\">Foot</p><p>Words</p></body>", to: "permit/letter.html")
    try folder.write(
      "body { font: 11pt \"Liberation Sans\"; }\n@page { size: letter; margin: 72pt }\n.foot { font: 9pt \"Liberation Sans\" }",
      to: "permit/letter.css")
    let manifest = try String(contentsOf: folder.file("permit/manifest.json"), encoding: .utf8)
    try folder.write(
      manifest.replacing(/"fields": \[[^\]]*\]/, with: "\"fields\": [\"s[].d\", \"s[].code\", \"s[].amount\"]"),
      to: "permit/manifest.json")
    let text = """
      {"number": "1", "decided": "2024-01-02", "outcome": "granted", "s": [{"d": "x"}, {"code": "B", "d": "y", "amount": -5}]}
      """
    try folder.write(text, to: "case.json")
    for (file, expected) in [
      ("t.csv", "x; y,; B,; -5\r\n"), ("t.ndjson", "\"s[].code\":[null,\"B\"],\"s[].amount\":[null,-5]"),
    ] {
      let result = try Command.run(
        "export", folder.file("case.json").path, "--template", folder.file("permit/").path + "/", "-o",
        folder.file(file).path)
      #expect(result.status == 0, "\(result.errors)")
      #expect(try String(contentsOf: folder.file(file), encoding: .utf8).contains(expected))
    }
  }

  @Test("needs a name before the suffix", arguments: ["csv", ".csv", "dir.csv/table"])
  func suffixes(output: String) throws {
    #expect(try Command.run("export", Project.folder("Samples/imr-2016"), "-o", output).status == 64)
  }

  @Test(
    "keeps numbers as they are, also negative ones, and gives all spellings of a whole number one",
    arguments: [
      ("number", "-5.50", "-5.50"), ("integer", "2004.0", "2004"), ("integer", "2.004e3", "2004"),
      ("integer", "-0", "0"),
    ])
  func numbers(type: String, written: String, expected: String) throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "permit", in: folder.path)
    for (file, old, new) in [
      ("schema.json", "\"appealBy\": {", "\"balance\": { \"type\": \"\(type)\" }, \"appealBy\": {"),
      ("manifest.json", "\"fields\": [", "\"fields\": [\"balance\", "),
      ("tests/example.json", "\"outcome\"", "\"balance\": \(written), \"outcome\""),
    ] {
      let path = folder.file("permit/" + file)
      let text = try String(contentsOf: path, encoding: .utf8)
      try #require(text.contains(old))
      try Data(text.replacing(old, with: new).utf8).write(to: path)
    }
    let file = folder.file("table.csv").path
    let result = try Command.run(
      "export", "permit/tests/example.json", "--template", "permit/", "-o", file, in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try rows(of: file)[1][0] == expected)
  }

  @Test("leaves out cases with errors, and needs a suffix that it knows")
  func errors() throws {
    let folder = try TemporaryFolder()
    try Data((Command.minimalCase().replacing("\n", with: "") + "\n{}\n").utf8).write(to: folder.file("cases.ndjson"))
    let result = try Command.run(
      "export", "cases.ndjson", "--template", "imr-2014", "-o", "table.ndjson", in: folder.path)
    #expect(result.status == 65)
    #expect(try String(contentsOf: folder.file("table.ndjson"), encoding: .utf8).split(separator: "\n").count == 1)
    #expect(try Command.run("export", "cases.ndjson", "-o", "table.xlsx", in: folder.path).status == 64)
    // If no case is left, the table of before stays.
    try folder.write("{}\n{}\n", to: "bad.ndjson")
    for (file, before) in [("table.ndjson", true), ("new.csv", false)] {
      let bad = try Command.run("export", "bad.ndjson", "-o", file, in: folder.path)
      #expect(bad.status == 65 && bad.errors.contains("no table was written, because no case could be used"))
      #expect(FileManager.default.fileExists(atPath: folder.file(file).path) == before)
    }
    #expect(try String(contentsOf: folder.file("table.ndjson"), encoding: .utf8).split(separator: "\n").count == 1)
    // Without any case there is nothing wrong, and the table has its head.
    try folder.write("[]", to: "none.json")
    let none = try Command.run("export", "none.json", "-o", "none.csv", in: folder.path)
    #expect(none.status == 0 && none.errors.contains("rows: 0"), "\(none.errors)")
  }

  @Test("names a field of an element by its whole path if the case has a field of the same name")
  func tellsNamesApart() throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "permit", in: folder.path)
    func replace(_ old: String, _ new: String, in file: String) throws {
      let url = folder.file("permit/" + file)
      let text = try String(contentsOf: url, encoding: .utf8)
      try #require(text.contains(old))
      try Data(text.replacing(old, with: new).utf8).write(to: url)
    }
    try replace(
      "\"required\": [\"number\"",
      "\"required\": [\"parts\", \"number\"", in: "schema.json")
    try replace(
      "\"properties\": {\n    \"number\"",
      #""properties": { "parts": {"type": "array", "items": {"type": "object", "required": ["number"], "additionalProperties": false, "properties": {"number": {"type": "string"}}}}, "number""#,
      in: "schema.json")
    let manifest = try String(contentsOf: folder.file("permit/manifest.json"), encoding: .utf8)
    let fields = try #require(manifest.firstMatch(of: /"fields": \[[^\]]*\]/))
    try replace(String(fields.0), #""each": "parts[]", "fields": ["number", "parts[].number"]"#, in: "manifest.json")
    let example = try String(contentsOf: folder.file("permit/tests/example.json"), encoding: .utf8)
    let number = try #require(example.range(of: "\"number\""))
    try folder.write(
      example.replacingCharacters(in: number, with: #""parts": [{"number": "1"}, {"number": "2"}], "number""#),
      to: "case.json")
    let file = folder.file("t.csv").path
    let result = try Command.run("export", "case.json", "--template", "permit/", "-o", file, in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try rows(of: file) == [["number", "parts[].number"], ["A-2026-0001", "1"], ["A-2026-0001", "2"]])
    // A case that can be used and has no rows is no reason to write nothing.
    try folder.write(example.replacingCharacters(in: number, with: #""parts": [], "number""#), to: "none.json")
    try folder.write("{}", to: "bad.json")
    let none = try Command.run(
      "export", "none.json", "bad.json", "--template", "permit/", "-o", folder.file("none.csv").path, in: folder.path)
    #expect(none.status == 65 && none.errors.contains("rows: 0"), "\(none.errors)")
    #expect(try rows(of: folder.file("none.csv").path).count == 1)
    // The same path twice is still an error.
    try replace(#""parts[].number"]"#, #""parts[].number", "number"]"#, in: "manifest.json")
    let twice = try Command.run("export", "case.json", "--template", "permit/", "-o", file, in: folder.path)
    #expect(twice.status == 78 && twice.errors.contains("“number” (export) occurs twice"), "\(twice.errors)")
  }
}
