import Foundation
import TestSupport
import Testing

/// A template set of another review program. A docket identifies its cases, and no Swift code uses its fields.
@Suite("Letters of another review program")
struct OtherProgramTests {
  /// A small template set in a folder of its own.
  private struct SmallSet {
    let folder: TemporaryFolder
    var path: String { folder.file("set/").path + "/" }

    init(identity: String? = "docket", manifest more: String = "") throws {
      folder = try TemporaryFolder()
      let identity = identity.map { "\"identity\": \"\($0)\"," } ?? ""
      try folder.write(
        """
        {"name": "orders", "version": "1.0.0", "summary": "Orders", "language": "en-US", "issuer": "Example Board", \(identity)
         "created": "decided", "confidential": ["sealed.names[]"], "tallies": {"outcome": "outcome"}\(more)}
        """, to: "set/manifest.json")
      try folder.write(
        "<title>Order {{docket}}</title>\n<body><h1>Order</h1><p>{{text}}</p></body>\n", to: "set/letter.html")
      try folder.write(
        "@page { size: letter; margin: 72pt }\nbody { font: 12pt/14pt \"Liberation Serif\" }\n", to: "set/letter.css")
      try folder.write(
        """
        {"type": "object", "additionalProperties": false, "required": ["docket", "text", "outcome"], "properties": {
          "docket": {"type": "string"}, "text": {"type": "string"}, "decided": {"type": "string", "format": "date"},
          "outcome": {"enum": ["granted", "denied"]},
          "sealed": {"type": "object", "properties": {"names": {"type": "array", "items": {"type": "string"}}}}}}
        """, to: "set/schema.json")
    }

    func record(_ number: Int, text: String = "Text.") -> String {
      """
      {"docket": "D-\(number)", "text": "\(text)", "outcome": "\(number % 2 == 0 ? "granted" : "denied")", "decided": "2026-11-02", \
      "sealed": {"names": ["Ada Zebulon"]}}
      """
    }

    func records(_ numbers: some Sequence<Int>, to name: String = "in.ndjson") throws -> String {
      try folder.write(numbers.map { record($0) + "\n" }.joined(), to: name)
    }
  }

  private func names(_ folder: URL) -> [String] {
    TemporaryFolder.names(in: folder.path).filter { !$0.hasSuffix("ndjson") }
  }

  @Test("is found from inside its own folder too, with all its files")
  func rendersFromInside() throws {
    let folder = try TemporaryFolder()
    let set = folder.path + "/set"
    try FileManager.default.createDirectory(atPath: set, withIntermediateDirectories: true)
    let files = [
      "manifest.json": #"{"name": "s", "version": "1.0.0", "summary": "s", "language": "en", "issuer": "i"}"#,
      "schema.json": #"{"type": "object", "required": ["a"], "properties": {"a": {"$ref": "parts.json#/$defs/a"}}}"#,
      "parts.json": #"{"$defs": {"a": {"type": "string", "minLength": 1}}}"#,
      "letter.html": "<title>T</title>\n<body>{{> p}}</body>\n", "_p.html": "<p>{{a}}</p>\n",
      "letter.css": "p { margin-bottom: 6pt }\n", "c.json": #"{"a": "hello"}"#,
    ]
    for (name, text) in files { try folder.write(text, to: "set/" + name) }
    let home = Project.root.path
    let result = try Subprocess.run(
      "/bin/sh",
      ["-c", "cd '\(set)' && IMR_LETTERS_HOME='\(home)' '\(Command.path)' render c.json --template ./ -f txt -o -"])
    #expect(result.status == 0 && result.text == "hello\n", "\(result.errors)")
  }

  @Test("render and check as those of IMR do")
  func rendersOne() throws {
    let set = try SmallSet()
    let input = try set.folder.write(set.record(1), to: "case.json")
    #expect(try Command.run("check", input, "--template", set.path).status == 0)
    let output = set.folder.file("letter.txt").path
    #expect(try Command.run("render", input, "--template", set.path, "-o", output).status == 0)
    #expect(try String(contentsOfFile: output, encoding: .utf8) == "Order\n\nText.\n")
  }

  @Test("have notes, which check prints and render and batch sum up, and which are no errors with --strict")
  func printsNotes() throws {
    let set = try SmallSet()
    try set.folder.write("body { font: 12pt/14pt \"Liberation Serif\", serif }\n", to: "set/letter.css")
    let input = try set.folder.write(set.record(1), to: "case.json")
    let more = ["--template", set.path, "--strict"]
    for command in [
      ["render", input, "-o", set.folder.file("a.pdf").path], ["check", input],
      ["batch", input, "-o", set.folder.file("out").path],
    ] {
      let result = try Subprocess.run(Command.path, command + more)
      #expect(
        result.status == 0
          && result.errors.contains(
            command[0] == "check" ? "note: “serif” names no font" : "the template set has 1 note; imr-letters check"),
        "\(result.errors)")
    }
  }

  @Test("are named by their identity in a batch, which --only, --shard and --resume know")
  func batches() throws {
    let set = try SmallSet()
    let input = try set.records(0..<20)
    let out = set.folder.file("out")
    let all = try Command.run("batch", input, "--template", set.path, "-o", out.path, "-f", "pdf,txt", "--json")
    #expect(all.status == 0, "\(all.errors)")
    #expect(names(out).count == 40 && names(out).contains("D-7.pdf"))
    for line in all.errors.split(separator: "\n") {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
    #expect(all.errors.contains(#""tallies":{"outcome":{"denied":10,"granted":10}}"#))
    let again = try Command.run("batch", input, "--template", set.path, "-o", out.path, "-f", "pdf,txt", "--resume")
    #expect(again.errors.contains("0 written, 0 rejected, 20 done before"), "\(again.errors)")
    let only = set.folder.file("only")
    _ = try Command.run("batch", input, "--template", set.path, "-o", only.path, "--only", "D-3,D-5")
    #expect(names(only) == ["D-3.pdf", "D-5.pdf"])
    let unknown = try Command.run("batch", input, "--template", set.path, "-o", only.path, "--only", "D-99")
    #expect(unknown.status == 66 && unknown.errors.contains("no record has the identity “D-99”"))
    let shards = [1, 2, 3].map { set.folder.file("shard\($0)") }
    for (number, folder) in shards.enumerated() {
      _ = try Command.run("batch", input, "--template", set.path, "-o", folder.path, "--shard", "\(number + 1)/3")
    }
    #expect(shards.flatMap(names).sorted() == names(out).filter { $0.hasSuffix("pdf") })
    #expect(shards.allSatisfy { !names($0).isEmpty })
  }

  @Test("go into print streams, and a manifest verifies them")
  func provesThem() throws {
    let set = try SmallSet()
    let input = try set.records(0..<8)
    let (letters, print) = (set.folder.file("letters").path, set.folder.file("print").path)
    let result = try Command.run(
      "batch", input, "--template", set.path, "-o", letters, "--print-stream", print, "--sort", "-docket", "--duplex")
    #expect(result.status == 0, "\(result.errors)")
    let index = try String(contentsOfFile: print + "/stream.ndjson", encoding: .utf8)
    #expect(index.split(separator: "\n").first?.contains("\"id\":\"D-7\"") == true)
    for folder in [letters, print] {
      let proof = try Command.run(
        "verify", "--manifest", folder + "/manifest.ndjson", "--rerender", "--template", set.path)
      #expect(proof.status == 0 && proof.errors.contains("letters: 8"), "\(proof.errors)")
    }
  }

  @Test("are refused where two have the same identity")
  func refusesDuplicates() throws {
    let set = try SmallSet()
    let input = try set.records([1, 2, 1])
    let out = set.folder.file("out")
    let result = try Command.run("batch", input, "--template", set.path, "-o", out.path)
    #expect(result.status == 65 && result.errors.contains("in.ndjson:3:1") && result.errors.contains("[IMR-O003]"))
    #expect(names(out).isEmpty)
  }

  @Test("keep the values secret that their manifest declares")
  func keepsSecrets() throws {
    let set = try SmallSet()
    let input = try set.folder.write(set.record(1, text: "Seen by ADA  ZEBULON."), to: "case.json")
    let result = try Command.run("check", input, "--template", set.path)
    #expect(result.status == 65 && result.errors.contains("(/text)") && result.errors.contains("[IMR-C001]"))
    #expect(!result.errors.lowercased().contains("zebulon"))
  }

  @Test("are named by input and line if their set has no identity")
  func worksWithoutIdentity() throws {
    let set = try SmallSet(identity: nil)
    let input = try set.records([5, 6])
    let out = set.folder.file("out")
    #expect(try Command.run("batch", input, "--template", set.path, "-o", out.path, "-f", "txt").status == 0)
    #expect(names(out) == ["in-1.txt", "in-2.txt"])
    let proof = try Command.run(
      "verify", "--manifest", out.path + "/manifest.ndjson", "--rerender", "--template", set.path)
    #expect(proof.status == 0, "\(proof.errors)")
    let again = try Command.run("batch", input, "--template", set.path, "-o", out.path, "-f", "txt", "--resume")
    #expect(again.errors.contains("2 done before"))
  }

  @Test(
    "are not made with a manifest that names a place which the schema does not have",
    arguments: [
      (#", "rules": ["clock"]"#, "the rule “clock” cannot be used: “case.priority” has no place"),
      (
        #", "rules": ["general", "independent-medical-review"]"#,
        "the rule “clock” cannot be used: “case.priority” has no place"
      ),
      (
        #", "rules": ["unfilled-slot", "conclusion"]"#,
        "the rule “conclusion” cannot be used: “disputedItems[]” has no place"
      ),
    ])
  func refusesRules(manifest: String, message: String) throws {
    let set = try SmallSet(manifest: manifest)
    let input = try set.folder.write(set.record(1), to: "case.json")
    let result = try Command.run("check", input, "--template", set.path)
    #expect(
      result.status == 78 && result.errors.contains(message) && result.errors.contains("[IMR-T041]"), "\(result.errors)"
    )
    #expect(result.errors.contains("manifest.json:2:"))
  }

  @Test(
    "are not made with an identity that cannot be one",
    arguments: [
      ("dockets", "“dockets” (identity) has no place in the schema", "did you mean “docket”?"),
      ("sealed", "“sealed” (identity) is not a text", ""),
      ("sealed.names[]", "leads to more than one value", "without []"), ("docket.", "is not a path", ""),
    ])
  func refusesIdentities(path: String, message: String, fix: String) throws {
    let set = try SmallSet(identity: path)
    let input = try set.folder.write(set.record(1), to: "case.json")
    let result = try Command.run("render", input, "--template", set.path, "-o", "-")
    #expect(result.status == 78 && result.errors.contains(message), "\(result.errors)")
    #expect(fix.isEmpty || result.errors.contains(fix))
    #expect(result.errors.contains("manifest.json:1:") && result.errors.contains("[IMR-T041]"))
  }
}
