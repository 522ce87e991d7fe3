import Foundation
import TestSupport
import Testing

/// A file whose name contains a confidential value of one of its records. Then nothing names the file: not what is told of its other records,
/// and not their letters. All people are invented.
@Suite("A file that is named after a confidential value")
struct HiddenFileTests {
  private static let name = "Jordan Quillfeather"
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func confidential(_ number: Int) -> String {
    BatchCases.record(number).replacing("\"reviewer\"", with: "\"confidential\": [\"\(name)\"], \"reviewer\"")
  }

  /// Records before and after the one with the value: sound ones, one that is not JSON, one with an unknown key.
  private func input(_ suffix: String) throws -> String {
    var records = [
      BatchCases.record(0), Self.confidential(1), BatchCases.record(2),
      BatchCases.record(4).replacing("\"reviewer\"", with: "\"revewer\": 1, \"reviewer\""),
    ]
    if suffix == "ndjson" { records.insert("{\"case\": 5, oops", at: 3) }
    let text = suffix == "json" ? "[" + records.joined(separator: ",\n") + "]" : records.joined(separator: "\n")
    return try folder.write(text, to: "\(Self.name).\(suffix)")
  }

  /// The files of a folder that say the value, in their names or in their words. The rejected record itself is left out.
  private func telling(_ out: String) throws -> [String] {
    try BatchCases.files(out).filter { name, bytes in
      let words = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        .map { $0.split(separator: "\"record\":").first ?? "" }
      return (words.map(String.init) + [name]).contains { $0.contains("Quillfeather") }
    }.map(\.key)
  }

  @Test(
    "is named in no file of the batch and in no message",
    arguments: ["ndjson", "json"],
    [[], ["--isolate"], ["--json"], ["--dry-run"], ["--name", "{input}"], ["--name", "{case.number}-{input}"]])
  func isNamedNowhere(suffix: String, options: [String]) throws {
    let out = folder.file("out").path
    let result = try BatchCases.run([try input(suffix), "-o", out, "-f", "txt"] + options)
    #expect(result.status == 1 && !(result.errors + result.text).contains("Quillfeather"), "\(result.errors)")
    guard !options.contains("--dry-run") else { return }
    #expect(try telling(out).isEmpty)
    let lines = try String(contentsOfFile: out + "/manifest.ndjson", encoding: .utf8).split(separator: "\n")
    #expect(lines.count == (suffix == "json" ? 4 : 5))
    #expect(lines.count { $0.contains("\"status\":\"written\"") } == (options.contains("--name") ? 0 : 2))
  }

  @Test("is not named by a print stream, and its other letters are printed")
  func inPrintStream() throws {
    let out = folder.file("print").path
    let result = try BatchCases.run([try input("ndjson"), "--print-stream", out])
    #expect(result.status == 1 && !result.errors.contains("Quillfeather"), "\(result.errors)")
    #expect(try telling(out).isEmpty)
    let index = try String(contentsOfFile: out + "/stream.ndjson", encoding: .utf8)
    #expect(index.split(separator: "\n").count == 2)
  }

  @Test("is no longer named by a stream once the record with the value came")
  func inStream() throws {
    let result = try BatchCases.run([try input("ndjson"), "-o", folder.file("out").path, "-f", "txt", "--stream"])
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 5 && !lines.dropFirst().joined().contains("Quillfeather"), "\(result.text)")
  }

  @Test("is not named after a resumed batch, which has a line for each record")
  func afterResuming() throws {
    let out = folder.file("out").path
    // In the first run, no record has the value, so the file is named.
    let path = try folder.write(
      [BatchCases.record(0), BatchCases.record(1)].joined(separator: "\n"), to: "\(Self.name).ndjson")
    #expect(try BatchCases.run([path, "-o", out, "-f", "txt"]).status == 0)
    #expect(try telling(out) == ["manifest.ndjson"])
    try folder.write(
      [BatchCases.record(0), Self.confidential(1), "{\"case\": 5, oops"].joined(separator: "\n"),
      to: "\(Self.name).ndjson")
    for _ in 0..<2 {
      let result = try BatchCases.run([path, "-o", out, "-f", "txt", "--resume"])
      #expect(result.status == 1 && !result.errors.contains("Quillfeather"), "\(result.errors)")
      #expect(result.errors.contains("1 done before"), "\(result.errors)")
      let lines = try String(contentsOfFile: out + "/manifest.ndjson", encoding: .utf8).split(separator: "\n")
      #expect(lines.filter { !$0.contains("\"id\":\"CM16-8000001\"") }.count == 3, "\(lines)")
      #expect(try telling(out).isEmpty)
    }
  }
}
