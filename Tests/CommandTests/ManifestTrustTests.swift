import Foundation
import TestSupport
import Testing

/// Manifests, and the folders of batches, that somebody changed.
@Suite("Manifests that were changed")
struct ManifestTrustTests {
  @Test("count their last line also without its line feed, and say if it is cut off")
  func lastLine() throws {
    let folder = try TemporaryFolder()
    let (out, manifest) = try BatchCases.threeLetters(in: folder)
    let text = try String(contentsOf: manifest, encoding: .utf8)
    try String(text.dropLast()).write(to: manifest, atomically: true, encoding: .utf8)
    #expect(try BatchCases.verify(manifest).errors.contains("letters: 3"))
    try FileManager.default.removeItem(atPath: out + "/CM16-8000002.txt")
    #expect(try BatchCases.verify(manifest).status == 65)
    for cut in [String(text.dropLast(20)), "garbage"] {
      try cut.write(to: manifest, atomically: true, encoding: .utf8)
      for command in [["verify", "--manifest", manifest.path], ["diff", manifest.path, "--to", "imr-2014"]] {
        let result = try Subprocess.run(Command.path, command)
        #expect(result.status == 65 && result.errors.contains("cut off"), "\(result.errors)")
      }
    }
  }

  @Test("have one line for each file")
  func repetition() throws {
    let folder = try TemporaryFolder()
    let (_, manifest) = try BatchCases.threeLetters(in: folder)
    let text = try String(contentsOf: manifest, encoding: .utf8)
    for twice in [text + text, text.split(separator: "\n").map { "\($0)\n\($0)\n" }.joined()] {
      try twice.write(to: manifest, atomically: true, encoding: .utf8)
      let result = try BatchCases.verify(manifest)
      #expect(result.status == 65 && result.errors.contains("has two lines for “CM16-8000001.txt”"), "\(result.errors)")
    }
  }

  @Test("do not vouch for a file of one of their letters in a format that they do not name")
  func otherFormat() throws {
    let folder = try TemporaryFolder()
    let (out, manifest) = try BatchCases.threeLetters(in: folder)
    // Of earlier data, or of somebody else.
    for name in ["CM16-8000001.pdf", "CM16-8000002.html"] {
      let path = out + "/" + name
      try Data("other".utf8).write(to: URL(fileURLWithPath: path))
      let result = try BatchCases.verify(manifest, "--strict")
      #expect(
        result.status == 65 && result.errors.contains("IMR-V003") && result.errors.contains(name), "\(result.errors)")
      try FileManager.default.removeItem(atPath: path)
    }
    // A file that is not named like a letter of the batch is not one.
    try Data("other".utf8).write(to: URL(fileURLWithPath: out + "/notes.pdf"))
    #expect(try BatchCases.verify(manifest, "--strict").status == 0)
  }

  @Test(
    "of letters are kept when a print stream follows in their folder, and the other way round",
    arguments: [true, false])
  func otherKind(startsWithLetters: Bool) throws {
    let folder = try TemporaryFolder()
    let (input, out) = (try BatchCases.file(2, in: folder), folder.file("out").path)
    let kinds = startsWithLetters ? ["-o", "--print-stream"] : ["--print-stream", "-o"]
    _ = try BatchCases.run([input, kinds[0], out])
    let lines = try Data(contentsOf: URL(fileURLWithPath: out + "/manifest.ndjson"))
    let result = try BatchCases.run([input, kinds[1], out, "--resume"])
    #expect(result.status == 0 && result.errors.contains("2 written"), "\(result.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: out + "/manifest.1.ndjson")) == lines)
    for name in ["manifest.ndjson", "manifest.1.ndjson"] {
      #expect(try BatchCases.verify(URL(fileURLWithPath: "\(out)/\(name)"), "--rerender").status == 0)
    }
  }

  @Test("tell the moment of SOURCE_DATE_EPOCH, so a resumed batch makes letters of another moment again")
  func sourceDate() throws {
    let folder = try TemporaryFolder()
    // imr-2014 takes cases without a date.
    let records = (0..<2).map { Command.minimalCase(summary: "Case \($0).").replacing("\n", with: " ") }
    let input = try folder.write(records.joined(separator: "\n"), to: "cases.ndjson")
    let out = folder.file("out").path
    let date = ["SOURCE_DATE_EPOCH": "1700000000"]
    _ = try BatchCases.run([input, "-o", out])
    #expect(try BatchCases.run([input, "-o", out, "--resume"]).errors.contains("2 done before"))
    let resumed = try BatchCases.run([input, "-o", out, "--resume"], environment: date)
    #expect(resumed.errors.contains("2 written"), "\(resumed.errors)")
    let arguments = ["verify", "--manifest", out + "/manifest.ndjson", "--rerender"]
    #expect(try Subprocess.run(Command.path, arguments, environment: date).status == 0)
    let other = try Subprocess.run(Command.path, arguments)
    #expect(other.status == 65 && other.errors.contains("SOURCE_DATE_EPOCH (2023-11-14T22:13:20Z)"), "\(other.errors)")
  }

  /// What somebody could change in a line of a manifest, with a letter that is as it was.
  static let changes: [(String, @Sendable (inout [String: Any]) -> Void)] = [
    ("no outputs", { $0["outputs"] = [Any]() }), ("no pages", { $0["pages"] = nil }), ("sheets", { $0["sheets"] = 77 }),
    ("no sheets", { $0["sheets"] = nil }), ("the name", { $0["name"] = "CM16-7777777" }),
    ("the identity", { $0["id"] = "CM16-7777777" }), ("a hidden identity", { $0["id"] = "…" }),
    ("warnings", { $0["warnings"] = ["IMR-R001"] }),
    ("a path", { $0["outputs"] = Self.outputs($0) { "../out/" + $0 } }),
    ("a column", { $0["input"] = Self.input($0, "column", Int.max) }),
    ("a line", { $0["input"] = Self.input($0, "line", Int.max) }),
  ]

  private static func input(_ line: [String: Any], _ key: String, _ value: Int) -> [String: Any] {
    var input = line["input"] as? [String: Any] ?? [:]
    input[key] = value
    return input
  }

  private static func outputs(_ line: [String: Any], _ change: (String) -> String) -> [[String: Any]] {
    var outputs = line["outputs"] as? [[String: Any]] ?? []
    for index in outputs.indices { outputs[index]["file"] = change(outputs[index]["file"] as? String ?? "") }
    return outputs
  }

  @Test("prove each fact of a line that the letter shows", arguments: changes.indices)
  func lines(index: Int) throws {
    let folder = try TemporaryFolder()
    let out = folder.file("out").path
    _ = try BatchCases.run([BatchCases.file(3, in: folder), "-f", "pdf", "-o", out])
    let manifest = URL(fileURLWithPath: out + "/manifest.ndjson")
    var lines = try String(contentsOf: manifest, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(try BatchCases.verify(manifest, "--rerender").status == 0)
    var line = try #require(try JSONSerialization.jsonObject(with: Data(lines[1].utf8)) as? [String: Any])
    Self.changes[index].1(&line)
    lines[1] = String(decoding: try JSONSerialization.data(withJSONObject: line), as: UTF8.self)
    try (lines.joined(separator: "\n") + "\n").write(to: manifest, atomically: true, encoding: .utf8)
    let result = try BatchCases.verify(manifest, "--rerender")
    #expect(result.status == 65, "\(Self.changes[index].0): \(result.errors)")
  }

  @Test("have lines that lead to the records, also after records moved")
  func movedRecords() throws {
    let folder = try TemporaryFolder()
    let (out, manifest) = try BatchCases.threeLetters(in: folder)
    let cases = folder.file("cases.ndjson")
    let text = try String(contentsOf: cases, encoding: .utf8)
    for moved in ["\n\n" + text, text.split(separator: "\n").reversed().joined(separator: "\n") + "\n"] {
      try moved.write(to: cases, atomically: true, encoding: .utf8)
      _ = try BatchCases.run([cases.path, "-f", "txt", "-o", out, "--resume"])
      let result = try BatchCases.verify(manifest, "--rerender")
      #expect(result.status == 0 && result.errors.contains("letters: 3, files: 3, failed: 0"), "\(result.errors)")
    }
  }

  @Test("forget that a record was rejected when it is corrected where it is, also under another name")
  func correctedInPlace() throws {
    let folder = try TemporaryFolder()
    let out = folder.file("out").path
    func lines() throws -> [String] {
      try String(contentsOfFile: out + "/manifest.ndjson", encoding: .utf8).split(separator: "\n").map(String.init)
    }
    // Without a number that can be read, a record has the name of its place.
    let bad = BatchCases.record(1).replacing(#""CM16-8000001""#, with: "7")
    let other = try folder.write(bad, to: "other.ndjson")
    let input = try folder.write([BatchCases.record(0), bad].joined(separator: "\n"), to: "cases.ndjson")
    #expect(try BatchCases.run([other, input, "-f", "txt", "-o", out]).status == 1)
    #expect(try lines().count { $0.contains(#""status":"rejected""#) } == 2)
    try folder.write((0..<2).map { BatchCases.record($0) }.joined(separator: "\n"), to: "cases.ndjson")
    #expect(try BatchCases.run([input, "-f", "txt", "-o", out, "--resume"]).status == 0)
    let found = try lines()
    #expect(found.count { $0.contains(#""status":"written""#) } == 2)
    // The record of the other input is not in this run, so nobody knows whether it was corrected.
    let left = found.filter { $0.contains(#""status":"rejected""#) }
    #expect(left.count == 1 && left.allSatisfy { $0.contains("other.ndjson") }, "\(left)")
  }

  @Test("make nobody wait for a pipe", .timeLimit(.hang))
  func pipes() throws {
    let folder = try TemporaryFolder()
    let (out, manifest) = try BatchCases.threeLetters(in: folder)
    let letter = out + "/CM16-8000001.txt"
    try FileManager.default.removeItem(atPath: letter)
    mkfifo(letter, 0o600)
    #expect(try BatchCases.verify(manifest).status == 65)
    try FileManager.default.removeItem(atPath: folder.file("cases.ndjson").path)
    mkfifo(folder.file("cases.ndjson").path, 0o600)
    #expect(try BatchCases.verify(manifest, "--rerender").errors.contains("is not a plain file"))
    let result = try Subprocess.run(Command.path, ["diff", manifest.path, "--to", "imr-2014"])
    #expect(result.status != 0 && result.errors.contains("is not a plain file"), "\(result.errors)")
  }

  @Test("give no record more bytes than it can have")
  func longRecords() throws {
    let folder = try TemporaryFolder()
    let (_, manifest) = try BatchCases.threeLetters(in: folder)
    // The file has so many, but takes no room on the disk.
    #expect(truncate(folder.file("cases.ndjson").path, 1 << 30) == 0)
    let text = try String(contentsOf: manifest, encoding: .utf8)
    let bytes = (16 << 20) + 1
    try text.replacing(/("offset":\d+,)"bytes":\d+/, with: { "\($0.1)\"bytes\":\(bytes)" })
      .write(to: manifest, atomically: true, encoding: .utf8)
    for command in [
      ["verify", "--manifest", manifest.path, "--rerender"], ["diff", manifest.path, "--to", "imr-2014"],
    ] {
      let result = try Subprocess.run(Command.path, command)
      #expect(
        result.status == 65 && result.errors.contains("a record has at most 16 MiB"), "\(command): \(result.errors)")
    }
  }

  @Test("are not made for all records if “--only” names none", arguments: ["", ",", ",,"])
  func namesNone(only: String) throws {
    let folder = try TemporaryFolder()
    let out = folder.file("out").path
    #expect(try BatchCases.run([BatchCases.file(2, in: folder), "-o", out, "--only", only]).status == 64)
    #expect(!FileManager.default.fileExists(atPath: out))
  }
}
