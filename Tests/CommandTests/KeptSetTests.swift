import Foundation
import TestSupport
import Testing

/// The letters of a batch are made again with the template set that it kept, as long as nobody changed it.
@Suite("Manifests and the template sets that a batch kept")
struct KeptSetTests {
  @Test("are proven with the set that made each letter, if the batch was resumed with a changed one")
  func severalSets() throws {
    let folder = try TemporaryFolder()
    for name in ["Templates", "Fonts"] {
      try FileManager.default.copyItem(atPath: Project.folder(name), toPath: folder.file(name).path)
    }
    let (cases, out) = (try BatchCases.file(6, in: folder), folder.file("out").path)
    let options = ["-f", "txt", "-o", out, "--templates", folder.file("Templates").path]
    _ = try BatchCases.run([cases, "--shard", "1/2"] + options)
    let letter = folder.file("Templates/imr-2014/letter.html")
    let text = try String(contentsOf: letter, encoding: .utf8)
    try text.replacing("five years", with: "nine years").write(to: letter, atomically: true, encoding: .utf8)
    _ = try BatchCases.run([cases, "--shard", "2/2", "--resume"] + options)
    let manifest = URL(fileURLWithPath: out + "/manifest.ndjson")
    #expect(TemporaryFolder.names(in: out + "/.sets").count == 2)
    let result = try BatchCases.verify(manifest, "--rerender")
    #expect(result.status == 0 && result.errors.contains("letters: 6, files: 6, failed: 0"), "\(result.errors)")
  }

  @Test("prove nothing with a kept set that was changed, and a batch does not go on with it")
  func changedKeptSet() throws {
    let folder = try TemporaryFolder()
    let (out, manifest) = try BatchCases.threeLetters(in: folder)
    let sets = out + "/.sets"
    let digest = try #require(TemporaryFolder.names(in: sets).first)
    let letter = URL(fileURLWithPath: "\(sets)/\(digest)/imr-2014/letter.html")
    let text = try String(contentsOf: letter, encoding: .utf8)
    try text.replacing("five years", with: "nine years").write(to: letter, atomically: true, encoding: .utf8)
    let result = try BatchCases.verify(manifest, "--rerender")
    #expect(result.status == 65 && result.errors.contains("was changed"), "\(result.errors)")
    let again = try BatchCases.run([folder.file("cases.ndjson").path, "-f", "txt", "-o", out, "--resume"])
    #expect(again.status == 73, "\(again.errors)")
  }

  @Test("are compared with the template set that the batch used, not with one that was changed since")
  func keptSet() throws {
    let folder = try TemporaryFolder()
    let (out, manifest) = try BatchCases.threeLetters(in: folder)
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
}
