import Foundation
import TestSupport
import Testing

/// Swift calls texts equal that have the same look, such as the two forms of “é”. JSON, file systems and PDF tell them apart.
@Suite("Names that only look the same")
struct LookalikeTests {
  private static let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")

  /// A set whose letter has a value that schemas and templates of the tests change.
  private struct SmallSet {
    let folder: TemporaryFolder
    var path: String { folder.file("sets/small/").path + "/" }

    init(
      properties: String, required: String = "", manifest: String = "", body: String = "", css: String = "",
      name: String = "small"
    ) throws {
      folder = try TemporaryFolder()
      try folder.write(
        """
        {"name": "\(name)", "version": "1.0.0", "summary": "Orders", "language": "en-US", "issuer": "Example Board",
         "identity": "number"\(manifest.isEmpty ? "" : ", " + manifest)}
        """, to: "sets/small/manifest.json")
      try folder.write("<title>Order</title>\n<body><h1>Order</h1>\(body)</body>\n", to: "sets/small/letter.html")
      try folder.write(css + "body { font: 12pt/14pt \"Liberation Serif\" }\n", to: "sets/small/letter.css")
      try folder.write(
        """
        {"type": "object", "additionalProperties": false, "required": ["number"\(required)],
         "properties": {"number": {"type": "string", "minLength": 1}, \(properties)}}
        """, to: "sets/small/schema.json")
    }

    func check(_ members: String) throws -> ProcessResult {
      let input = try folder.write("{\"number\": \"1\", \(members)}", to: "case.json")
      return try Command.run("check", input, "--template", path)
    }
  }

  @Test("are different schemas, and different ids of a schema")
  func tellsSchemasApart() throws {
    let (one, other) = (Self.composed, Self.decomposed)
    let set = try SmallSet(
      properties: """
        "x": {"$ref": "\(one).json"}, "y": {"$ref": "\(other).json"}
        """)
    try set.folder.write(#"{"type": "string", "maxLength": 3}"#, to: "sets/small/\(one).json")
    try set.folder.write(#"{"type": "string", "minLength": 5}"#, to: "sets/small/\(other).json")
    #expect(try set.check(#""x": "abc", "y": "abcde""#).status == 0)
    #expect(try set.check(#""x": "abc", "y": "abc""#).status == 65)
    try set.folder.write(
      """
      {"$id": "\(one).json", "type": "object", "required": ["number"],
       "$defs": {"t": {"type": "string"}},
       "properties": {"number": {"type": "string"}, "y": {"$ref": "\(other).json#/$defs/t"}}}
      """, to: "sets/small/schema.json")
    try set.folder.write(#"{"$defs": {"t": {"type": "string", "maxLength": 3}}}"#, to: "sets/small/\(other).json")
    #expect(try set.check(#""y": "abcdef""#).status == 65)
  }

  @Test("are different stylesheets")
  func tellsStylesheetsApart() throws {
    let set = try SmallSet(
      properties: #""x": {}"#, body: "<p>Words</p>",
      css: "@import \"\(Self.composed).css\";\n@import \"\(Self.decomposed).css\";\n")
    try set.folder.write("h1 { color: #800000 }\n", to: "sets/small/\(Self.composed).css")
    try set.folder.write("p { color: #000080 }\n", to: "sets/small/\(Self.decomposed).css")
    let input = try set.folder.write(#"{"number": "1"}"#, to: "case.json")
    let html = try Command.run("render", input, "--template", set.path, "-f", "html", "-o", "-").output
    let text = String(decoding: html, as: UTF8.self)
    #expect(text.contains("#800000") && text.contains("#000080"))
  }

  @Test("are different keys: a template cannot print a key with another letter")
  func tellsKeysApart() throws {
    // U+212A, the sign for kelvin, is canonically equivalent to K.
    let set = try SmallSet(
      properties: "\"\u{212A}\": {\"type\": \"string\", \"minLength\": 1}",
      body: "<p>{{default K \"not measured\"}}</p>")
    let result = try Command.run("template", "check", set.path)
    #expect(result.status == 78 && result.errors.contains("IMR-T030"), "\(result.errors)")
    let optional = try SmallSet(
      properties: "\"\u{212A}\": {\"type\": \"string\"}, \"K\": {\"type\": \"string\"}", required: ", \"\u{212A}\"",
      body: "<p>{{K}}</p>")
    #expect(try Command.run("template", "check", optional.path).errors.contains("{{#if K}}"))
  }

  @Test("are different goals of links")
  func tellsGoalsApart() throws {
    let set = try SmallSet(properties: #""x": {}"#, body: "<p id=\"Ke\">See <a href=\"#\u{212A}e\">there</a>.</p>")
    let result = try Command.run("template", "check", set.path)
    #expect(result.status == 78 && result.errors.contains("no element has the id"), "\(result.errors)")
  }

  @Test("are different lists, columns and values of enums")
  func tellsListsApart() throws {
    let (one, other) = (Self.composed, Self.decomposed)
    let list = #"{"type": "array", "items": {"type": "object", "properties": {"x": {"type": "string"}}}}"#
    let set = try SmallSet(
      properties: """
        "\(one)": \(list), "\(other)": \(list), "kind": {"enum": ["\(one)", "\(other)"]},
        "a": {"type": "string", "format": "date"}, "b": {"type": "string", "format": "date"}
        """, required: ", \"kind\", \"a\", \"b\"",
      manifest: """
        "export": {"each": "\(one)[]", "fields": ["number", "\(other)[].x"]},
        "rules": [{"rule": "clock", "from": "a", "to": "b", "cites": "the order",
          "days": {"by": "kind", "\(one)": 45, "\(other)": 3}}]
        """)
    let dates = #""a": "2026-01-01", "b": "2026-01-11""#
    #expect(try !set.check("\"kind\": \"\(one)\", \(dates)").errors.contains("IMR-R003"))
    #expect(try set.check("\"kind\": \"\(other)\", \(dates)").errors.contains("IMR-R003"))
    let input = try set.folder.write(
      #"{"number": "1", "kind": "\#(one)", \#(dates), "\#(one)": [{"x": "of one"}], "\#(other)": [{"x": "of the other"}]}"#,
      to: "case.json")
    let table = set.folder.file("table.csv").path
    #expect(try Command.run("export", input, "--template", set.path, "-o", table).status == 0)
    #expect(try String(contentsOfFile: table, encoding: .utf8).contains("of the other"))
  }

  @Test("are different folders: a letter replaces no input, a link leads out of the set, a kept set stays in its place")
  func tellsFoldersApart() throws {
    let set = try SmallSet(properties: #""x": {}"#)
    let (one, other) = (Self.composed, Self.decomposed)
    // Foundation writes file names in a form of its own, so a shell makes the folders.
    let made = try Subprocess.run(
      "sh",
      [
        "-ec",
        """
        mkdir "$1" "$2"; echo '{"number": "1"}' >"$1/1.json"; echo '{"number": "A"}' >"$2/A.txt"
        cp -r sets/small "sets/$1"; cp -r sets/small "sets/$2"; ln -sf "../$2/letter.css" "sets/$1/letter.css"
        """, "sh", one, other,
      ], in: set.folder.path)
    #expect(made.status == 0, "\(made.errors)")
    func run(_ arguments: String...) throws -> ProcessResult {
      try Subprocess.run(Command.path, arguments, in: set.folder.path)
    }
    let batch = try run(
      "batch", one + "/1.json", other + "/A.txt", "--template", set.path, "-o", other, "-f", "txt")
    #expect(batch.status == 1 && batch.errors.contains("IMR-O003"))
    let input = try Subprocess.run("cat", [other + "/A.txt"], in: set.folder.path)
    #expect(String(decoding: input.output, as: UTF8.self).contains(#""number": "A""#))
    #expect(try run("template", "check", "sets/\(one)/").errors.contains("leads out of its folder"))
  }

  @Test("are different paths in the set that a batch keeps")
  func keepsOddFolders() throws {
    let set = try SmallSet(properties: #""x": {}"#, manifest: "\"includes\": [\"../../\u{301}common\"]")
    try set.folder.write("body { font: 12pt/14pt \"Liberation Serif\" }\n", to: "\u{301}common/letter.css")
    try FileManager.default.removeItem(atPath: set.path + "letter.css")
    let input = try set.folder.write(#"{"number": "1"}"#, to: "case.json")
    let output = set.folder.file("out").path
    let batch = try Command.run("batch", input, "--template", set.path, "-o", output, "-f", "txt")
    #expect(batch.status == 0, "\(batch.errors)")
    #expect(TemporaryFolder.names(in: output + "/.sets").allSatisfy { $0.count == 64 })
  }

  @Test("are different names of letters: a resumed batch makes a letter again under its new name")
  func resumesUnderNewNames() throws {
    let set = try SmallSet(properties: #""x": {}"#)
    let input = try set.folder.write(#"{"number": "1"}"#, to: "case.json")
    let output = set.folder.file("out").path
    func run(_ name: String, _ options: String...) throws -> ProcessResult {
      try Subprocess.run(
        Command.path,
        ["batch", input, "--template", set.path, "-o", output, "-f", "txt", "--name", name + "-{number}"] + options)
    }
    #expect(try run(Self.composed).errors.contains("1 written"))
    #expect(try run(Self.composed, "--resume").errors.contains("1 done before"))
    #expect(try run(Self.decomposed, "--resume").errors.contains("1 written"))
    #expect(try run(Self.decomposed.uppercased(), "--resume").errors.contains("1 written"))
  }

  @Test(
    "are different inputs of a print stream, also if they differ in letter case",
    arguments: [("cases.ndjson", "Cases.ndjson"), (composed + ".ndjson", decomposed + ".ndjson")])
  func inputs(one: String, other: String) throws {
    let folder = try TemporaryFolder()
    let inputs = try [one, other].enumerated().map { try folder.write(BatchCases.record($0), to: $1) }
    let out = folder.file("print").path
    #expect(try BatchCases.run(inputs + ["--print-stream", out]).status == 0)
    let result = try Command.run("verify", "--manifest", out + "/manifest.ndjson", "--rerender")
    #expect(result.status == 0 && result.errors.contains("letters: 2, files: 1, failed: 0"), "\(result.errors)")
  }

  @Test("are the same words for rules that read prose, because they are printed in NFC")
  func readsProseInNFC() throws {
    let sample = try #require(Project.programSamples.first { $0.edition == "external-review-es" })
    var text = try String(contentsOf: sample.url, encoding: .utf8)
    let rationale = try #require(text.firstRange(of: /"rationale": \[\s*"/))
    text.insert(
      contentsOf: "En conclusión, el servicio es médicamente necesario. La denegación debe revocarse. ",
      at: rationale.upperBound)
    let folder = try TemporaryFolder()
    func codes(_ text: String) throws -> (places: [String], all: Set<String>) {
      let input = try folder.write(text, to: "case.json")
      let errors = try Command.run("check", input, "--template", "external-review-es").errors
      let lines = errors.split(separator: "\n").filter { $0.contains("[IMR-R010]") }
      return (
        lines.map { String($0.prefix { $0 != "(" }) }, Set(errors.matches(of: /IMR-R\d+/).map { String($0.output) })
      )
    }
    let (one, other) = (try codes(text), try codes(text.decomposedStringWithCanonicalMapping))
    #expect(other.all.subtracting(["IMR-R031"]) == one.all.subtracting(["IMR-R031"]))
    #expect(one.places.count == other.places.count)
  }
}
