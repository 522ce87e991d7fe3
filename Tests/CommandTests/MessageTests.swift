import Foundation
import TestSupport
import Testing

/// Messages hold no words of a case, and nothing that could control a terminal.
@Suite("Messages")
struct MessageTests {
  private static let name = "Jordan Quillfeather"

  private func check(_ change: (String) -> String, _ options: String...) throws -> ProcessResult {
    let folder = try TemporaryFolder()
    let file = try folder.write(change(Command.minimalCase()), to: "case.json")
    return try Subprocess.run(Command.path, ["check", file, "--template", "imr-2014"] + options)
  }

  @Test(
    "name no unknown key, wherever it is",
    arguments: [
      { $0.replacing("\"reviewer\"", with: "\"Jordan Quillfeather\": 1, \"reviewer\"") },
      { $0.replacing("\"licensure\"", with: "\"Jordan Quillfeather\": {\"x\": \"a\\tb\"}, \"licensure\"") },
      { $0.replacing("\"reviewer\"", with: "\"Jordan Quillfeather\": 1, \"Jordan Quillfeather\": 2, \"reviewer\"") },
      { $0.replacing("\"decision\"", with: "\"decisionn Quillfeather\": 1, \"decision\"") },
    ] as [@Sendable (String) -> String])
  func hideKeys(change: @Sendable (String) -> String) throws {
    for options in [[], ["--json"]] {
      let folder = try TemporaryFolder()
      let file = try folder.write(change(Command.minimalCase()), to: "case.json")
      let result = try Subprocess.run(Command.path, ["check", file, "--template", "imr-2014"] + options)
      #expect(result.status == 65)
      #expect(!(result.text + result.errors).contains("Quillfeather"), "\(result.text + result.errors)")
    }
    #expect(try check(change, "--show-values").errors.contains("Quillfeather"))
  }

  @Test("escape what could control a terminal, in keys, texts, names of files and arguments")
  func escapesControls() throws {
    let folder = try TemporaryFolder()
    let strange = "k\u{1B}[2J\u{202E}\u{9B}x"
    try folder.write(Command.minimalCase().replacing("reviewer", with: "rev\u{1B}iewer"), to: strange + ".json")
    for arguments in [
      ["check", strange + ".json", "--show-values"], ["check", strange], ["check", strange + ".json", "--json"],
      ["render", strange + ".json", "-o", strange + ".pdf"], ["batch", ".", "-o", strange], ["explain", strange],
      ["check", "--\(strange)"], ["render", "x.json", "--template", strange],
    ] {
      let result = try Subprocess.run(Command.path, arguments, in: folder.path)
      let raw = (result.text + result.errors).unicodeScalars.filter { scalar in
        scalar != "\n"
          && (scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format)
      }
      #expect(raw.isEmpty, "\(arguments)")
    }
  }

  @Test("name no letter that is called after a confidential value, also if it is proven")
  func hidesLetterNames() throws {
    let folder = try TemporaryFolder()
    let text = Command.minimalCase().replacing(
      "{\"reviewer\"", with: "{\"confidential\": [\"\(Self.name)\"], \"reviewer\"")
    try folder.write(text, to: "case.json")
    #expect(
      try Command.run("render", "case.json", "--template", "imr-2014", "-o", "x.pdf", in: folder.path).status == 0)
    try FileManager.default.moveItem(at: folder.file("x.pdf"), to: folder.file("\(Self.name).pdf"))
    let result = try Command.run(
      "verify", "\(Self.name).pdf", "--case", "case.json", "--template", "imr-2014", in: folder.path)
    #expect(result.status == 0 && result.errors.contains("is the letter of its case"), "\(result.errors)")
    #expect(!result.errors.contains("Quillfeather"))
  }

  @Test("name no input that is called after a confidential value, nor does any file of the batch")
  func hidesFileNames() throws {
    let folder = try TemporaryFolder()
    let text = Command.minimalCase().replacing(
      "{\"reviewer\"", with: "{\"confidential\": [\"\(Self.name)\"], \"reviewer\"")
    try folder.write(text, to: "in/\(Self.name).json")
    try folder.write(Command.minimalCase(), to: "in/other.json")
    let out = folder.file("out").path
    let result = try BatchCases.run([folder.file("in").path, "-o", out, "-f", "txt"])
    #expect(result.status == 1 && !result.errors.contains("Quillfeather"), "\(result.errors)")
    for (name, bytes) in try BatchCases.files(out) {
      let text = String(decoding: bytes, as: UTF8.self).split(separator: "\"record\":").first ?? ""
      #expect(!name.contains("Quillfeather") && !text.contains("Quillfeather"), "\(name)")
    }
    let manifest = try #require(try BatchCases.files(out)["manifest.ndjson"])
    #expect(manifest.count { $0 == 0x0A } == 2)
  }

  @Test(
    "have pointers by RFC 6901 and compare keys by their scalars",
    arguments: [
      ("a/\u{301}b", "/a~1\u{301}b"), ("a~\u{303}c", "/a~0\u{303}c"), ("~1", "/~01"),
    ])
  func pointers(key: String, pointer: String) throws {
    let result = try check(
      { $0.replacing("{\"reviewer\"", with: "{\"\(key)\": 1, \"reviewer\"") }, "--json", "--show-values")
    #expect(result.text.contains("\"pointer\":\"\(pointer)\""), "\(result.text)")
  }

  @Test("take keys that only look the same for two keys")
  func keysByScalars() throws {
    let result = try check {
      $0.replacing("{\"reviewer\"", with: "{\"caf\u{E9}\": 1, \"cafe\u{301}\": 2, \"reviewer\"")
    }
    #expect(!result.errors.contains("[IMR-J005]") && result.errors.components(separatedBy: "[IMR-D002]").count == 3)
  }

  @Test(
    "refuse a case whose confidential value the template prints, in whatever form",
    arguments: [
      ("total", "{{money total \"USD\"}}"), ("filed", "{{date filed \"d/M/y\"}}"),
      ("filed", "{{date filed \"MMMM y\"}}"),
    ])
  func printedForms(place: String, tag: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      {"name": "fees", "version": "1.0.0", "summary": "Fees", "language": "en-US", "issuer": "Example Board",
       "confidential": ["\(place)"]}
      """, to: "set/manifest.json")
    try folder.write("<title>Fees</title>\n<body><h1>Fees</h1><p>\(tag)</p></body>\n", to: "set/letter.html")
    try folder.write("body { font: 12pt/14pt \"Liberation Serif\" }\n", to: "set/letter.css")
    try folder.write(
      """
      {"type": "object", "required": ["total", "filed"], "properties": {
        "total": {"type": "number", "multipleOf": 0.01}, "filed": {"type": "string", "format": "date"}}}
      """, to: "set/schema.json")
    try FileManager.default.copyItem(
      atPath: Project.folder("Templates/common/languages"), toPath: folder.file("set/languages").path)
    let input = try folder.write(#"{"total": 1200, "filed": "1971-03-09"}"#, to: "case.json")
    let letter = folder.file("letter.txt")
    for arguments in [["check", input], ["render", input, "-o", letter.path]] {
      let result = try Subprocess.run(Command.path, arguments + ["--template", folder.file("set/").path + "/"])
      #expect(result.status == 65 && result.errors.contains("[IMR-C001]"), "\(result.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: letter.path))
  }
}
