import Foundation
import TestSupport
import Testing

/// Inputs say what they are, and an input that cannot be read ends the batch: nobody knows how many records are missing.
@Suite("Inputs")
struct InputTests {
  private func shell(_ script: String, in folder: TemporaryFolder) throws -> ProcessResult {
    try Subprocess.run("bash", ["-c", script, "x", Command.path], in: folder.path)
  }

  @Test(
    "of another kind are called by their name",
    arguments: [
      ("\u{FEFF}{\"a\":1}", String.Encoding.utf16LittleEndian, "in.json", "UTF-16"),
      ("{\"a\":1}", .utf16BigEndian, "in.json", "UTF-16"), ("{\"a\":1}", .utf32LittleEndian, "in.json", "UTF-32"),
      ("number,decision\nCM16-9000001,upheld\n", .utf8, "in.csv", "a table"),
      ("number;decision\nCM16-9000001;upheld\n", .utf8, "in.json", "a table"),
      ("%PDF-1.7 x", .utf8, "in.json", "a PDF"),
      ("<case/>", .utf8, "in.json", "XML"), ("---\na: 1\n", .utf8, "in.json", "YAML"),
      ("case:\n  number: CM16-1\n", .utf8, "in.json", "YAML"), ("# a comment\na: 1\n", .utf8, "in.json", "YAML"),
      ("- a\n- b\n", .utf8, "in.json", "YAML"), ("[case]\nnumber = 'x'\n", .utf8, "in.json", "TOML"),
      ("<<<<<<< HEAD\n{}\n", .utf8, "in.json", "a merge conflict"), ("\u{1A}", .utf8, "in.json", "control characters"),
      ("version https://git-lfs.github.com/spec/v1\noid sha256:1\n", .utf8, "in.json", "Git LFS"),
      ("NaN", .utf8, "in.json", "JSON has no such value"),
      ("{\"a\": Infinity}", .utf8, "in.json", "JSON has no such value"),
      ("{\"a\": \u{200B}1}", .utf8, "in.json", "may be invisible"), ("{\"a\": «b»}", .utf8, "in.json", "typographic"),
      ("PK\u{3}\u{4}rest", .utf8, "in.json", "ZIP"), ("", .utf8, "in.json", "is empty"),
      ("\n \n", .utf8, "in.ndjson", "is empty"),
    ])
  func namesKinds(text: String, encoding: String.Encoding, name: String, word: String) throws {
    let folder = try TemporaryFolder()
    try #require(text.data(using: encoding)).write(to: folder.file(name))
    let result = try Command.run("check", folder.file(name).path)
    #expect(result.status == 65 && result.errors.contains(word), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count { $0.contains(": error: ") } == 1)
  }

  @Test("that are lists with a comma too many miss a value, not a comma", arguments: ["[{},]", "[,{}]", "[{},,{}]"])
  func namesMissingValues(text: String) throws {
    let folder = try TemporaryFolder()
    let result = try Command.run("check", try folder.write(text, to: "in.json"))
    #expect(result.errors.contains("a value is expected here; what follows"), "\(result.errors)")
    let other = try Command.run("check", try folder.write("[{}}", to: "other.json"))
    #expect(other.errors.contains("“,” or “]” is expected here; what follows"), "\(other.errors)")
  }

  @Test("that are gzipped are called so")
  func namesGzip() throws {
    let folder = try TemporaryFolder()
    let result = try shell("echo '{}' | gzip > in.json; \"$1\" check in.json", in: folder)
    #expect(result.status == 65 && result.errors.contains("gzip"), "\(result.errors)")
  }

  @Test(
    "that are closed or are folders end the command at once",
    arguments: [
      "batch - -o o -f txt <&-", "batch - -o o -f txt < .", "check - <&-", "render - -o x.txt <&-", "render . -o x.txt",
      "batch - --stream -o o <&-",
    ])
  func refusesClosedInput(arguments: String) throws {
    let folder = try TemporaryFolder()
    let started = Date()
    let result = try shell("\"$1\" \(arguments)", in: folder)
    #expect(
      [66, 74].contains(result.status) && Date().timeIntervalSince(started) < 5, "\(result.status) \(result.errors)")
    #expect(result.errors.split(separator: "\n").count { $0.contains(": error: ") } == 1, "\(result.errors)")
    #expect(folder.names.filter { $0 != "o" } == [])
  }

  @Test("with a line that is too long lose only that record", arguments: [0, 1])
  func skipsLongLines(at position: Int) throws {
    let folder = try TemporaryFolder()
    var lines = (0..<3).map { BatchCases.record($0) }
    lines.insert("{\"x\":\"" + String(repeating: "a", count: 17 << 20) + "\"}", at: position)
    let result = try BatchCases.run(
      ["-", "-o", folder.file("out").path, "-f", "txt"], input: lines.joined(separator: "\n") + "\n")
    #expect(result.status == 1 && result.errors.contains("3 written, 1 rejected"), "\(result.errors.suffix(300))")
  }

  @Test(
    "of many lines are records, whatever blank lines stand before and between them",
    arguments: ["\n", "\r\n\n", " \n"], ["{\"broken\":", "{\"x\":\"" + String(repeating: "a", count: 17 << 20) + "\"}"])
  func skipsBlankLines(blank: String, first: String) throws {
    let folder = try TemporaryFolder()
    let lines = [first] + (0..<3).map { BatchCases.record($0) }
    let result = try BatchCases.run(
      ["-", "-o", folder.file("out").path, "-f", "txt"], input: blank + lines.joined(separator: "\n" + blank) + "\n")
    #expect(result.status == 1 && result.errors.contains("3 written, 1 rejected"), "\(result.errors.suffix(300))")
  }

  @Test("are one record if the second line goes on with the first")
  func readsOneRecord() throws {
    let folder = try TemporaryFolder()
    let record = BatchCases.record(0).replacing("{\"", with: "{\n\n\"", maxReplacements: 1)
    let result = try BatchCases.run(["-", "-o", folder.file("out").path, "-f", "txt"], input: "\n" + record + "\n")
    #expect(result.status == 0 && result.errors.contains("1 written"), "\(result.errors.suffix(300))")
  }

  @Test(
    "that cannot be read give one finding and exit 74",
    arguments: ["check eio.ndjson", "batch eio.ndjson good.ndjson -o o -f txt"])
  func endsAfterReadErrors(arguments: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(BatchCases.record(1) + "\n", to: "good.ndjson")
    let result = try shell("ln -s /proc/self/mem eio.ndjson; \"$1\" \(arguments) --template imr-2014", in: folder)
    #expect(result.status == 74, "\(result.errors.prefix(300))")
    #expect(
      result.errors.split(separator: "\n").count { $0.contains("[IMR-I002]") } == 1, "\(result.errors.prefix(600))")
    #expect(!folder.names.contains("o"))
  }

  /// Forty records, and then an input that cannot be read.
  private func unreadableBehindRecords(_ options: String, in folder: TemporaryFolder) throws -> ProcessResult {
    try folder.write((0..<40).map { BatchCases.record($0) + "\n" }.joined(), to: "a.ndjson")
    try folder.write(BatchCases.record(40) + "\n", to: "c.ndjson")
    return try shell("ln -s /proc/self/mem eio.ndjson; \"$1\" batch \(options) --template imr-2014", in: folder)
  }

  @Test(
    "that cannot be read end the batch before it writes, whatever records were asked for",
    arguments: ["-o o -f txt", "--print-stream o", "-o o -f txt --isolate"],
    [
      "--sample 3", "--sample 1 --seed 1", "--sample 1 --seed 2", "--sample 3 --limit 2", "--only CM16-8000003",
      "--shard 2/9", "--limit 41",
    ])
  func endsWhateverIsAsked(output: String, selection: String) throws {
    let folder = try TemporaryFolder()
    let result = try unreadableBehindRecords("a.ndjson eio.ndjson c.ndjson \(output) \(selection)", in: folder)
    #expect(result.status == 74 && !folder.names.contains("o"), "\(result.status): \(result.errors.prefix(600))")
    #expect(result.errors.split(separator: "\n").count { $0.contains("[IMR-I002]") } == 1, "\(result.errors)")
  }

  @Test(
    "that cannot be read do not matter behind the last record that was asked for",
    arguments: ["a.ndjson eio.ndjson", "a.ndjson eio.ndjson c.ndjson", "- eio.ndjson < a.ndjson"],
    ["-o o -f txt -j 1", "-o o -f txt -j 4", "-o o -f txt --stream"])
  func stopsAtLimit(inputs: String, output: String) throws {
    let folder = try TemporaryFolder()
    let result = try unreadableBehindRecords("--limit 40 \(output) \(inputs)", in: folder)
    #expect(result.status == 0 && result.errors.contains("40 written, 0 rejected"), "\(result.errors.prefix(600))")
    #expect(TemporaryFolder.names(in: folder.file("o").path).count { $0.hasSuffix(".txt") } == 40)
  }

  @Test(
    "that become shorter while the batch runs end it with an error; every letter that was made is in the manifest",
    arguments: [("line", [String]()), ("half", []), ("line", ["--isolate"])])
  func noticesTruncation(kind: String, options: [String]) throws {
    let folder = try TemporaryFolder()
    // Long lines, so that the reader has not yet read the part that is cut off.
    let space = String(repeating: " ", count: 20_000)
    let records = (0..<400).map { "{" + space + BatchCases.record($0).dropFirst() }
    let input = try folder.write(records.joined(separator: "\n") + "\n", to: "in.ndjson")
    let out = folder.file("out").path
    let process = try BatchCases.start([input, "-o", out, "-f", "txt", "-j", "1"] + options)
    try BatchCases.wait(for: out + "/CM16-8000000.txt")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: input))
    let lineEnd = try #require(bytes.prefix(bytes.count / 2).lastIndex(of: 0x0A))
    truncate(input, off_t(kind == "line" ? lineEnd + 1 : lineEnd - 40))
    process.waitUntilExit()
    #expect([1, 65, 66, 74].contains(process.terminationStatus))
    let manifest = try String(contentsOfFile: out + "/manifest.ndjson", encoding: .utf8)
    let written = manifest.split(separator: "\n").count { $0.contains("\"status\":\"written\"") }
    #expect(written == TemporaryFolder.names(in: out).count { $0.hasSuffix(".txt") })
  }
}
