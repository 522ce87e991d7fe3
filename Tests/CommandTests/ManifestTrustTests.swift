import Foundation
import TestSupport
import Testing

/// Manifests, and the folders of batches, that somebody changed.
@Suite("Manifests that were changed")
struct ManifestTrustTests {
  /// A batch of three letters as text, and its manifest.
  private func batch(_ options: String..., in folder: TemporaryFolder) throws -> (out: String, manifest: URL) {
    let out = folder.file("out").path
    _ = try BatchCases.run([BatchCases.file(3, in: folder), "-f", "txt", "-o", out] + options)
    return (out, URL(fileURLWithPath: out + "/manifest.ndjson"))
  }

  private func verify(_ manifest: URL, _ options: String...) throws -> ProcessResult {
    try Subprocess.run(Command.path, ["verify", "--manifest", manifest.path] + options)
  }

  @Test("count their last line also without its line feed, and say if it is cut off")
  func lastLine() throws {
    let folder = try TemporaryFolder()
    let (out, manifest) = try batch(in: folder)
    let text = try String(contentsOf: manifest, encoding: .utf8)
    try String(text.dropLast()).write(to: manifest, atomically: true, encoding: .utf8)
    #expect(try verify(manifest).errors.contains("letters: 3"))
    try FileManager.default.removeItem(atPath: out + "/CM16-8000002.txt")
    #expect(try verify(manifest).status == 65)
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
    let (_, manifest) = try batch(in: folder)
    let text = try String(contentsOf: manifest, encoding: .utf8)
    for twice in [text + text, text.split(separator: "\n").map { "\($0)\n\($0)\n" }.joined()] {
      try twice.write(to: manifest, atomically: true, encoding: .utf8)
      let result = try verify(manifest)
      #expect(result.status == 65 && result.errors.contains("has two lines for “CM16-8000001.txt”"), "\(result.errors)")
    }
  }

  @Test("make nobody wait for a pipe", .timeLimit(.minutes(5)))
  func pipes() throws {
    let folder = try TemporaryFolder()
    let (out, manifest) = try batch(in: folder)
    let letter = out + "/CM16-8000001.txt"
    try FileManager.default.removeItem(atPath: letter)
    mkfifo(letter, 0o600)
    #expect(try verify(manifest).status == 65)
    try FileManager.default.removeItem(atPath: folder.file("cases.ndjson").path)
    mkfifo(folder.file("cases.ndjson").path, 0o600)
    #expect(try verify(manifest, "--rerender").errors.contains("is not a plain file"))
    let result = try Subprocess.run(Command.path, ["diff", manifest.path, "--to", "imr-2014"])
    #expect(result.status != 0 && result.errors.contains("is not a plain file"), "\(result.errors)")
  }

  @Test("are compared with the template set that the batch used, not with one that was changed since")
  func keptSet() throws {
    let folder = try TemporaryFolder()
    let (out, manifest) = try batch(in: folder)
    let sets = URL(fileURLWithPath: out + "/.sets")
    let files = try #require(FileManager.default.enumerator(at: sets, includingPropertiesForKeys: nil))
    let letter = try #require(files.compactMap { $0 as? URL }.first { $0.lastPathComponent == "letter.html" })
    let diff = ["diff", manifest.path, "--to", "imr-2014"]
    #expect(try Subprocess.run(Command.path, diff).status == 0)
    let words = try String(contentsOf: letter, encoding: .utf8)
    try (words + "\n").write(to: letter, atomically: true, encoding: .utf8)
    let result = try Subprocess.run(Command.path, diff)
    #expect(result.status == 66 && result.errors.contains("no longer the template set"), "\(result.errors)")
    // A batch that goes on puts back what was removed.
    try FileManager.default.removeItem(at: sets)
    #expect(
      try BatchCases.run([folder.file("cases.ndjson").path, "-f", "txt", "-o", out, "--resume"]).errors.contains(
        "3 done"))
    #expect(try Subprocess.run(Command.path, diff).status == 0)
  }

  @Test("may list records that only the options of the batch refused", arguments: ["--name", "--strict"])
  func refusedByOptions(option: String) throws {
    let folder = try TemporaryFolder()
    let refused = option == "--strict" ? [option] : [option, String(repeating: "x", count: 190) + "{case.number}"]
    let out = folder.file("out").path
    let input = option == "--strict" ? Project.folder("Samples/imr-2014") : try BatchCases.file(2, in: folder)
    #expect(try BatchCases.run([input, "-f", "txt", "-o", out] + refused).status != 0)
    let result = try verify(URL(fileURLWithPath: out + "/manifest.ndjson"), "--rerender")
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("are not made for all records if “--only” names none", arguments: ["", ",", ",,"])
  func namesNone(only: String) throws {
    let folder = try TemporaryFolder()
    let out = folder.file("out").path
    #expect(try BatchCases.run([BatchCases.file(2, in: folder), "-o", out, "--only", only]).status == 64)
    #expect(!FileManager.default.fileExists(atPath: out))
  }
}
