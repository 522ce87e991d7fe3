import Foundation
import TestSupport
import Testing

/// A letter that somebody signed cannot be made again, so nothing takes its place.
@Suite("A signed letter")
struct SignedLetterTests {
  private let folder: TemporaryFolder
  private let letter: URL
  private let signed: Data

  /// Three letters with a field for a signature, the first of them signed.
  init() throws {
    folder = try TemporaryFolder()
    letter = folder.file("letters/CM16-8000000.pdf")
    _ = try BatchCases.file(3, in: folder)
    let result = try Self.batch(in: folder)
    #expect(result.status == 0, "\(result.errors)")
    signed = try IncrementalUpdate.signing(Data(contentsOf: letter))
    try signed.write(to: letter)
  }

  private static func batch(in folder: TemporaryFolder, _ options: String...) throws -> ProcessResult {
    try BatchCases.run(
      [folder.file("cases.ndjson").path, "-o", folder.file("letters").path, "--signature-field", "invisible"] + options)
  }

  private var isUntouched: Bool { get throws { try Data(contentsOf: letter) == signed } }

  /// Replaces words in a file of the folder.
  private func change(_ name: String, _ old: String, to new: String) throws {
    let text = try String(contentsOf: folder.file(name), encoding: .utf8)
    try #require(text.contains(old))
    try folder.write(text.replacing(old, with: new), to: name)
  }

  @Test("is done when the batch is resumed, also by another version of the program, and verify proves it")
  func isDone() throws {
    try change("letters/manifest.ndjson", "\"program\":{\"version\":\"1.", to: "\"program\":{\"version\":\"0.")
    try expectDone(beside: "2 written", proof: "“Signature (Example Signer)”")
  }

  @Test("is done when its record is elsewhere now, and its line leads to the record")
  func isDoneElsewhere() throws {
    let cases = try String(contentsOf: folder.file("cases.ndjson"), encoding: .utf8)
    try folder.write(BatchCases.record(9) + "\n" + cases, to: "cases.ndjson")
    try expectDone(beside: "3 written", proof: "letters: 4, files: 4, failed: 0")
  }

  /// Expects that a resumed batch takes the letter for done and makes the others again, and that all of them are proven then.
  private func expectDone(beside others: String, proof expected: String) throws {
    let result = try Self.batch(in: folder, "--resume")
    #expect(result.status == 0 && result.errors.contains(others), "\(result.errors)")
    #expect(result.errors.contains("1 done before"))
    #expect(try isUntouched)
    let proof = try Command.run("verify", "--manifest", folder.file("letters/manifest.ndjson").path, "--rerender")
    #expect(proof.status == 0 && proof.errors.contains(expected), "\(proof.errors)")
  }

  @Test("keeps its line when other formats are wanted, which would be another letter", arguments: ["txt", "pdf,txt"])
  func keepsLine(formats: String) throws {
    let result = try BatchCases.run(
      [folder.file("cases.ndjson").path, "-o", folder.file("letters").path, "-f", formats, "--resume"])
    #expect(result.status == 1 && result.errors.contains("1 rejected"), "\(result.errors)")
    #expect(try isUntouched && lines == 1)
    let proof = try Command.run("verify", "--manifest", folder.file("letters/manifest.ndjson").path)
    #expect(proof.errors.contains("“Signature (Example Signer)”"), "\(proof.errors)")
  }

  @Test("is done if its record has errors only now, as with --strict")
  func isDoneInSpiteOfErrors() throws {
    let folder = try TemporaryFolder()
    // A blank is a warning.
    let records = (0..<2).map { BatchCases.record($0, summary: "TBD") }
    try folder.write(records.joined(separator: "\n"), to: "cases.ndjson")
    #expect(try Self.batch(in: folder).status == 0)
    let letter = folder.file("letters/CM16-8000000.pdf")
    let signed = try IncrementalUpdate.signing(Data(contentsOf: letter))
    try signed.write(to: letter)
    for _ in 0..<2 {
      let result = try Self.batch(in: folder, "--resume", "--strict")
      #expect(result.status == 1 && result.errors.contains("0 written, 1 rejected, 1 done before"), "\(result.errors)")
      #expect(try Data(contentsOf: letter) == signed)
      let manifest = try String(contentsOf: folder.file("letters/manifest.ndjson"), encoding: .utf8)
      let lines = manifest.split(separator: "\n").filter { $0.contains("\"id\":\"CM16-8000000\"") }
      #expect(lines.count == 1 && lines.allSatisfy { $0.contains("\"status\":\"written\"") }, "\(manifest)")
    }
  }

  @Test("keeps its line if its record was changed and has errors, and the record is rejected with these")
  func keepsLineOfBadRecord() throws {
    try change("cases.ndjson", "\"standard\"", to: "\"wrong\"")
    for _ in 0..<2 {
      let result = try Self.batch(in: folder, "--resume")
      #expect(result.status == 1 && result.errors.contains("0 written, 3 rejected"), "\(result.errors)")
      #expect(try isUntouched && lines == 1)
      let rejected = try String(contentsOf: folder.file("letters/rejected.ndjson"), encoding: .utf8)
      #expect(rejected.split(separator: "\n").count == 3 && !rejected.contains("IMR-O006"), "\(rejected)")
    }
    let proof = try Command.run("verify", "--manifest", folder.file("letters/manifest.ndjson").path)
    #expect(proof.errors.contains("“Signature (Example Signer)”"), "\(proof.errors)")
  }

  /// How many lines of the manifest name the letter.
  private var lines: Int {
    get throws {
      let manifest = try String(contentsOf: folder.file("letters/manifest.ndjson"), encoding: .utf8)
      return manifest.split(separator: "\n").filter { $0.contains("\"id\":\"CM16-8000000\"") }.count
    }
  }

  @Test("is kept, and the record is rejected, if the record has changed", arguments: [["--resume"], []])
  func isKept(options: [String]) throws {
    try change("cases.ndjson", "Text.", to: "Other text.")
    let result = try BatchCases.run(
      [folder.file("cases.ndjson").path, "-o", folder.file("letters").path] + options)
    #expect(result.status == 1 && result.errors.contains("2 written, 1 rejected"), "\(result.errors)")
    #expect(result.errors.contains("[IMR-O006]"))
    #expect(try isUntouched && lines == 1)
    #expect(TemporaryFolder.names(in: folder.file("letters").path).filter { $0.hasSuffix("~") }.isEmpty)
  }

  @Test("is kept if its record arrives on standard input, in a worker process")
  func isKeptFromStream() throws {
    let result = try BatchCases.run(
      ["-", "-o", folder.file("letters").path, "-f", "pdf,txt", "--isolate"], input: BatchCases.record(0))
    #expect(result.status == 1 && result.errors.contains("[IMR-O006]"), "\(result.errors)")
    #expect(try isUntouched)
    #expect(!FileManager.default.fileExists(atPath: folder.file("letters/CM16-8000000.txt").path))
  }

  @Test("is kept by render, which replaces a letter without signature")
  func isKeptByRender() throws {
    let record = try folder.write(BatchCases.record(0, summary: "Other text."), to: "case.json")
    func render(_ letter: URL) throws -> ProcessResult {
      try Command.run("render", record, "--template", "imr-2014", "-o", letter.path)
    }
    let result = try render(letter)
    #expect(result.status == 73 && result.errors.contains("[IMR-O006]"), "\(result.errors)")
    #expect(try isUntouched)
    let other = folder.file("letters/CM16-8000001.pdf")
    let before = try Data(contentsOf: other)
    #expect(try render(other).status == 0)
    #expect(try Data(contentsOf: other) != before)
  }

  @Test("may be in a file that is too large to be looked through")
  func tooLarge() throws {
    let record = try folder.write(BatchCases.record(0), to: "case.json")
    let large = folder.file("large.pdf").path
    #expect(truncate(creating: large, 300 << 20))
    let result = try Command.run("render", record, "--template", "imr-2014", "-o", large)
    #expect(result.status == 73 && result.errors.contains("[IMR-O006]"), "\(result.errors)")
  }

  private func truncate(creating path: String, _ size: Int) -> Bool {
    FileManager.default.createFile(atPath: path, contents: nil) && Foundation.truncate(path, size) == 0
  }

  @Test("may be a print file too: it stays, with its index")
  func printFile() throws {
    let print = folder.file("print").path
    let arguments = [folder.file("cases.ndjson").path, "--print-stream", print]
    #expect(try BatchCases.run(arguments).status == 0)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: print + "/stream-0001.pdf"))
    try file.seekToEnd()
    try file.write(contentsOf: Data("<</Type /Sig /ByteRange [0 1 2 3]>>".utf8))
    let before = try BatchCases.files(print)
    for options in [[], ["--resume"]] {
      let result = try BatchCases.run(arguments + options)
      #expect(result.status == 73 && result.errors.contains("[IMR-O006]"), "\(result.errors)")
      #expect(try BatchCases.files(print) == before)
    }
  }
}
