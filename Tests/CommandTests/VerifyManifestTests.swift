import Foundation
import TestSupport
import Testing

@Suite("imr-letters verify --manifest")
struct VerifyManifestTests {
  /// A batch of letters and a print stream.
  private func batch(in folder: TemporaryFolder) throws -> (letters: String, print: String) {
    let input = try BatchCases.fileOfManyLengths(12, in: folder)
    let (letters, print) = (folder.file("letters").path, folder.file("print").path)
    let result = try BatchCases.run(
      [input, "-o", letters, "-f", "pdf,txt", "--print-stream", print, "--duplex", "--max-pages", "8"])
    #expect(result.status == 0, "\(result.errors)")
    return (letters, print)
  }

  private func verify(_ folder: String, _ options: String...) throws -> ProcessResult {
    try Subprocess.run(Command.path, ["verify", "--manifest", folder + "/manifest.ndjson"] + options)
  }

  @Test("finds every file as it was, and makes it again with the same bytes")
  func agrees() throws {
    let folder = try TemporaryFolder()
    let (letters, print) = try batch(in: folder)
    for options in [[], ["--rerender"]] {
      for (path, files) in [
        (letters, 24), (print, TemporaryFolder.names(in: print).count - 2),
      ] {
        let result = try Subprocess.run(
          Command.path, ["verify", "--manifest", path + "/manifest.ndjson"] + options)
        #expect(
          result.status == 0 && result.errors.contains("letters: 12, files: \(files), failed: 0"), "\(result.errors)")
      }
    }
    #expect(try verify(letters, "--sample", "3", "--rerender").errors.contains("letters: 3, files: 6, failed: 0"))
  }

  @Test(
    "refuses numbers that no batch writes",
    arguments: [
      (#""line":1,"#, #""line":9223372036854775808,"#), (#""line":1,"#, #""line":1e400,"#),
      (#""line":1,"#, #""line":null,"#),
      (#""column":1,"#, #""column":"5","#), (#""offset":0,"#, #""offset":1.5,"#), (#""offset":0,"#, #""offset":-1,"#),
    ])
  func refusesNumbers(number: String, other: String) throws {
    let folder = try TemporaryFolder()
    let out = folder.file("out").path
    #expect(try BatchCases.run([try BatchCases.file(2, in: folder), "-o", out, "-f", "txt"]).status == 0)
    let manifest = URL(fileURLWithPath: out + "/manifest.ndjson")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    try #require(text.contains(number))
    try Data(text.replacing(number, with: other, maxReplacements: 1).utf8).write(to: manifest)
    let result = try verify(out, "--rerender")
    #expect(
      result.status == 65 && result.errors.contains("line 1 of “\(manifest.path)” is not a line of a manifest"),
      "\(result.errors)")
  }

  @Test("tells of files that were changed or taken away, and of records that are others now")
  func disagrees() throws {
    let folder = try TemporaryFolder()
    let (letters, print) = try batch(in: folder)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: letters + "/CM16-8000003.txt"))
    bytes[100] ^= 1
    try bytes.write(to: URL(fileURLWithPath: letters + "/CM16-8000003.txt"))
    try FileManager.default.removeItem(atPath: letters + "/CM16-8000005.pdf")
    let changed = try verify(letters)
    #expect(changed.status == 65 && changed.errors.contains("failed: 2"))
    #expect(changed.errors.contains("CM16-8000003.txt” is not the file"))
    #expect(changed.errors.contains("CM16-8000005.pdf”, which is missing"))
    let signed = folder.file("letters/CM16-8000007.pdf")
    try IncrementalUpdate.adding("<</Note (archived)>>", to: Data(contentsOf: signed)).write(to: signed)
    let updated = try verify(letters)
    #expect(updated.errors.contains("failed: 2") && updated.errors.contains("CM16-8000007.pdf”: an update of"))
    let input = folder.file("cases.ndjson").path
    let text = try String(contentsOfFile: input, encoding: .utf8)
    try folder.write(text.replacing("Words of case 7", with: "Verbs of case 7"), to: "cases.ndjson")
    #expect(try verify(print).status == 0)
    let others = try verify(print, "--rerender")
    #expect(others.status == 65 && others.errors.contains("failed: 1") && !others.errors.contains("Verbs"))
  }

  @Test("and --resume keep a letter that was signed since, and make one again whose update changes it")
  func keepsSignedLetters() throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(3, in: folder)
    let batch = [input, "-o", folder.file("letters").path]
    #expect(try BatchCases.run(batch).status == 0)
    let (kept, changed) = (folder.file("letters/CM16-8000000.pdf"), folder.file("letters/CM16-8000001.pdf"))
    let letter = try Data(contentsOf: changed)
    let signed = try IncrementalUpdate.adding("<</Note (archived)>>", to: Data(contentsOf: kept))
    try signed.write(to: kept)
    try IncrementalUpdate.adding("<</Type /Pages /Kids [] /Count 0>>", number: 2, to: letter).write(to: changed)
    let result = try BatchCases.run(batch + ["--resume"])
    #expect(result.status == 0 && result.errors.contains("2 done before"), "\(result.errors)")
    #expect(try Data(contentsOf: kept) == signed && Data(contentsOf: changed) == letter)
    #expect(try verify(folder.file("letters").path, "--rerender").status == 0)
  }

  @Test("tells a letter that cannot be read from one with other bytes")
  func unreadableLetters() throws {
    let folder = try TemporaryFolder()
    let (letters, _) = try batch(in: folder)
    try FileManager.default.removeItem(atPath: letters + "/CM16-8000003.txt")
    try FileManager.default.createDirectory(atPath: letters + "/CM16-8000003.txt", withIntermediateDirectories: false)
    let result = try verify(letters)
    #expect(result.status == 65 && result.errors.contains("failed: 1"))
    #expect(result.errors.contains("CM16-8000003.txt” is a folder"), "\(result.errors)")
    #expect(!result.errors.contains("is not the file"))
  }

  @Test("says so if the template set that the batch kept is gone")
  func missesKeptSets() throws {
    let folder = try TemporaryFolder()
    let (letters, _) = try batch(in: folder)
    let note = "copy of its template set is gone; letters are made again with “imr-2014” as it is now"
    #expect(try !verify(letters, "--rerender").errors.contains(note))
    try FileManager.default.removeItem(atPath: letters + "/.sets")
    #expect(try verify(letters, "--rerender").errors.contains(note))
    #expect(try !verify(letters, "--rerender", "--template", "imr-2014").errors.contains(note))
    #expect(try !verify(letters).errors.contains(note))
  }

  @Test("finds what the index or the manifest of a print stream says falsely")
  func findsFalseIndexes() throws {
    let folder = try TemporaryFolder()
    let (letters, print) = try batch(in: folder)
    func change(_ file: String, _ edit: (String) -> String?) throws {
      let url = URL(fileURLWithPath: file)
      let before = try String(contentsOf: url, encoding: .utf8)
      defer { try? before.write(to: url, atomically: true, encoding: .utf8) }
      if let after = edit(before) {
        #expect(after != before)
        try after.write(to: url, atomically: true, encoding: .utf8)
      } else {
        try FileManager.default.removeItem(at: url)
      }
      let folder = url.deletingLastPathComponent().path
      let result = try verify(folder, "--rerender")
      #expect(result.status == 65 && result.errors.contains("[IMR-V001]"), "\(result.errors)")
    }
    let index = print + "/stream.ndjson"
    try change(index) { _ in nil }
    try change(index) { _ in "" }
    try change(index) { $0.replacing("\"firstPage\":1,", with: "\"firstPage\":2,", maxReplacements: 1) }
    try change(index) { $0.split(separator: "\n").reversed().joined(separator: "\n") + "\n" }
    try change(letters + "/manifest.ndjson") {
      $0.replacing("\"id\":\"CM16-8000003\"", with: "\"id\":\"CM16-9999999\"")
    }
    try change(letters + "/manifest.ndjson") { $0.replacing(/"pages":\d+/, with: "\"pages\":99", maxReplacements: 1) }
    try change(letters + "/manifest.ndjson") {
      $0.replacing("\"warnings\":[]", with: "\"warnings\":[\"IMR-R001\"]", maxReplacements: 1)
    }
    try change(letters + "/manifest.ndjson") { $0.replacing("\"name\":\"imr-2014\"", with: "\"name\":\"imr-2016\"") }
    try change(letters + "/manifest.ndjson") {
      $0.replacing("\"status\":\"written\"", with: "\"status\":\"rejected\"", maxReplacements: 1)
    }
    #expect(try verify(print, "--rerender").status == 0 && verify(letters, "--rerender").status == 0)
    try Data().write(to: URL(fileURLWithPath: print + "/stream-0099.pdf"))
    let extra = try verify(print)
    #expect(extra.status == 65 && extra.errors.contains("stream-0099.pdf"))
  }

  @Test("warns of letters in the folder that no line of the manifest names")
  func warnsOfOtherLetters() throws {
    let folder = try TemporaryFolder()
    let (letters, print) = try batch(in: folder)
    #expect(try !verify(letters).errors.contains("in the folder, but"))
    let manifest = URL(fileURLWithPath: letters + "/manifest.ndjson")
    let lines = try String(contentsOf: manifest, encoding: .utf8).split(separator: "\n")
    try Data((lines.dropLast().joined(separator: "\n") + "\n").utf8).write(to: manifest)
    try folder.write("notes of a clerk", to: "letters/notes.md")
    let shortened = try verify(letters)
    #expect(shortened.status == 0 && shortened.errors.contains("2 files such as “CM16-8000011.pdf” are in the folder"))
    #expect(shortened.errors.contains("warning") && shortened.errors.contains("[IMR-V003]"))
    #expect(try verify(letters, "--json").errors.contains("\"code\":\"IMR-V003\""))
    let strict = try verify(letters, "--strict")
    #expect(strict.status == 65 && strict.errors.contains("error") && strict.errors.contains("failed: 1"))
    try FileManager.default.removeItem(atPath: letters + "/CM16-8000011.pdf")
    #expect(
      try verify(letters).errors.contains("“CM16-8000011.txt” is in the folder, but no line of the manifest names it"))
    #expect(try !verify(letters, "--sample", "2").errors.contains("in the folder, but"))
    #expect(try !verify(print).errors.contains("in the folder, but"))
  }

  @Test("fails if the manifest has no line, unless the folder has no letter either")
  func refusesEmptyManifests() throws {
    let folder = try TemporaryFolder()
    let (letters, _) = try batch(in: folder)
    try folder.write("", to: "letters/manifest.ndjson")
    let emptied = try verify(letters)
    #expect(emptied.status == 65 && emptied.errors.contains("24 files such as"), "\(emptied.errors)")
    #expect(emptied.errors.contains("but the manifest has no line, so they are not verified"))
    #expect(try verify(letters, "--sample", "2").status == 65)
    // A shard can have no record.
    try FileManager.default.createDirectory(atPath: folder.file("shard").path, withIntermediateDirectories: true)
    try folder.write("", to: "shard/manifest.ndjson")
    #expect(try verify(folder.file("shard").path).status == 0)
  }

  @Test("warns of letters beside a manifest that has lines of rejected records only")
  func seesLettersBesideRejectedRecords() throws {
    let folder = try TemporaryFolder()
    let records = (0..<4).map { BatchCases.record($0) } + [BatchCases.record(4).replacing("2016-11-09", with: "soon")]
    let input = try folder.write(records.joined(separator: "\n"), to: "cases.ndjson")
    let out = folder.file("letters").path
    #expect(try BatchCases.run([input, "-o", out, "-f", "txt"]).status == 1)
    let manifest = folder.file("letters/manifest.ndjson")
    let lines = try String(contentsOf: manifest, encoding: .utf8).split(separator: "\n")
    let rejected = try #require(lines.first { $0.contains("\"rejected\"") })
    try Data((rejected + "\n").utf8).write(to: manifest)
    #expect(try verify(out).errors.contains("warning: 4 files such as “CM16-8000000.txt” are in the folder"))
    #expect(try verify(out, "--strict").status == 65)
  }

  @Test("looks for letters in the manifests of earlier batches too, and takes no other files for letters")
  func knowsEarlierBatches() throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.fileOfManyLengths(6, in: folder)
    let out = folder.file("letters").path
    #expect(try BatchCases.run([input, "--only", "CM16-8000001", "-o", out, "-f", "pdf"]).status == 0)
    #expect(try BatchCases.run([input, "--only", "CM16-8000002", "-o", out, "-f", "pdf"]).status == 0)
    try folder.write("x", to: "letters/README.txt")
    try FileManager.default.createDirectory(atPath: out + "/old.pdf", withIntermediateDirectories: true)
    for manifest in ["manifest.ndjson", "manifest.1.ndjson"] {
      let result = try Subprocess.run(Command.path, ["verify", "--manifest", out + "/" + manifest, "--strict"])
      #expect(result.status == 0 && result.errors.contains("letters: 1, files: 1"), "\(result.errors)")
    }
    // A letter that no manifest names.
    try FileManager.default.copyItem(atPath: out + "/CM16-8000001.pdf", toPath: out + "/CM16-9.pdf")
    let result = try verify(out, "--strict")
    #expect(result.status == 65 && result.errors.contains("“CM16-9.pdf” is in the folder"), "\(result.errors)")
    #expect(result.errors.contains("verify it with the manifest of its own batch, or move it to another folder"))
  }

  @Test("needs a manifest")
  func needsManifest() throws {
    let folder = try TemporaryFolder()
    #expect(try verify(folder.path).status == 66)
    try folder.write("{}\n", to: "manifest.ndjson")
    #expect(try verify(folder.path).status == 65)
    #expect(try Command.run("verify", "--manifest", "x", "--case", "y").status == 64)
    #expect(try Command.run("verify", "x.pdf").status == 64)
  }
}
