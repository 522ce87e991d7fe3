import Foundation
import TestSupport
import Testing

@Suite("imr-letters batch loses nothing")
struct BatchFaultTests {
  @Test("when it is killed: resumed, the folder is that of an undisturbed run")
  func survivesKills() throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(150, in: folder)
    let undisturbed = folder.file("undisturbed").path
    let arguments = [input, "-f", "pdf,txt", "-j", "2"]
    #expect(try BatchCases.run(arguments + ["-o", undisturbed]).status == 0)
    let expected = try BatchCases.files(undisturbed)
    #expect(expected.count == 301)
    try killAndResume(arguments, option: "-o", expected: expected, rounds: 26, in: folder)
  }

  @Test("of a print stream either, with its index")
  func survivesKillsOfPrintStreams() throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.fileOfManyLengths(120, in: folder)
    let undisturbed = folder.file("undisturbed").path
    let arguments = [input, "--duplex", "--max-pages", "20", "-j", "2"]
    #expect(try BatchCases.run(arguments + ["--print-stream", undisturbed]).status == 0)
    let expected = try BatchCases.files(undisturbed)
    #expect(expected.count > 12)
    try killAndResume(arguments, option: "--print-stream", expected: expected, rounds: 14, in: folder)
  }

  private func killAndResume(
    _ arguments: [String], option: String, expected: [String: Data], rounds: Int, in folder: TemporaryFolder
  ) throws {
    for round in 0..<rounds {
      let out = folder.file("out-\(round)").path
      let process = try BatchCases.start(arguments + [option, out])
      usleep(UInt32.random(in: 20_000...900_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      // In a folder that has nothing to resume, the batch simply starts.
      #expect(try BatchCases.run(arguments + [option, out, "--resume"]).status == 0)
      #expect(try BatchCases.files(out) == expected)
      try FileManager.default.removeItem(atPath: out)
    }
  }

  @Test(
    "when the folder cannot be written to: it does not start",
    .enabled(if: SmallDisk.isAvailable, "skipped: only root can mount a small disk"))
  func refusesReadOnlyFolders() throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(2, in: folder)
    let disk = try SmallDisk(kilobytes: 1_000)
    try FileManager.default.createDirectory(atPath: disk.path + "/out", withIntermediateDirectories: false)
    try disk.remount("ro")
    for out in [disk.path + "/out", disk.path + "/new"] {
      let refused = try BatchCases.run([input, "-o", out])
      #expect(refused.status == 73 && refused.errors.contains("[IMR-O001]"), "\(refused.errors)")
    }
  }

  @Test("when a file of a letter cannot have its name: the letter has no other file either")
  func namesAllFilesOrNone() throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(3, in: folder)
    try FileManager.default.createDirectory(
      atPath: folder.file("out/CM16-8000001.txt").path, withIntermediateDirectories: true)
    let result = try BatchCases.run([input, "-o", folder.file("out").path, "-f", "pdf,txt", "-j", "1"])
    #expect(result.status == 73 && result.errors.contains("CM16-8000001.txt"), "\(result.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("out").path)
    #expect(names.contains("CM16-8000000.pdf") && !names.contains("CM16-8000001.pdf"), "\(names)")
  }

  @Test("when the input ends in the middle of a record: the rest is written", arguments: ["ndjson", "json"])
  func survivesTruncatedInputs(suffix: String) throws {
    let folder = try TemporaryFolder()
    let whole = try String(contentsOfFile: BatchCases.file(3, in: folder), encoding: .utf8)
    let text = suffix == "json" ? "[" + whole.replacing("\n", with: ",") + "]" : whole
    let input = try folder.write(String(text.dropLast(200)), to: "cut.\(suffix)")
    let out = folder.file("out").path
    let result = try BatchCases.run([input, "-o", out, "-f", "txt"])
    #expect(result.status == 1)
    #expect(result.errors.contains("2 written, 1 rejected") || suffix == "json", "\(result.errors)")
    let names = try BatchCases.files(out).keys.sorted()
    #expect(names == ["CM16-8000000.txt", "CM16-8000001.txt", "manifest.ndjson", "rejected.ndjson"])
  }

  @Test("when its manifest is changed while it runs: it fails, so no line is lost silently", arguments: ["", "junk\n"])
  func changedManifest(text: String) throws {
    let folder = try TemporaryFolder()
    let input = Pipe()
    let out = folder.file("out").path
    let process = try BatchCases.start(["-", "-o", out, "-f", "txt"], input: input)
    func send(_ numbers: Range<Int>) throws {
      for number in numbers { input.fileHandleForWriting.write(Data((BatchCases.record(number) + "\n").utf8)) }
      try BatchCases.wait(for: "\(out)/CM16-800000\(numbers.upperBound - 1).txt")
    }
    try send(0..<3)
    let manifest = URL(fileURLWithPath: out + "/manifest.ndjson")
    try BatchCases.wait(for: manifest.path, bytes: 1)
    // In place, so that it is still the same file.
    let file = try FileHandle(forWritingTo: manifest)
    if text.isEmpty { try file.truncate(atOffset: 0) } else { try file.seekToEnd() }
    file.write(Data(text.utf8))
    try file.close()
    try send(3..<5)
    input.fileHandleForWriting.closeFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
  }

  @Test(
    "when it is asked to stop: the letters in hand are finished, the rest can be resumed", arguments: [SIGINT, SIGTERM])
  func stopsInOrder(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let input = Pipe()
    let out = folder.file("out").path
    let process = try BatchCases.start(["-", "-o", out, "-f", "txt"], input: input)
    for number in 0..<3 { input.fileHandleForWriting.write(Data((BatchCases.record(number) + "\n").utf8)) }
    try BatchCases.wait(for: out + "/CM16-8000002.txt")
    // Another batch keeps away meanwhile.
    let other = try BatchCases.run([try BatchCases.file(1, in: folder), "-o", out])
    #expect(other.status == 73 && other.errors.contains("[IMR-O005]"))
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus == 128 + signal)
    let files = try BatchCases.files(out)
    #expect(files.keys.sorted() == ["CM16-8000000.txt", "CM16-8000001.txt", "CM16-8000002.txt", "manifest.ndjson"])
    #expect(files["manifest.ndjson"]?.count { $0 == 0x0A } == 3)
    #expect(try BatchCases.run([try BatchCases.file(5, in: folder), "-o", out, "-f", "txt", "--resume"]).status == 0)
    #expect(try BatchCases.files(out).count == 6)
  }

  @Test("when it is asked to stop in the middle of a record: half a record is none")
  func stopsInsideRecords() throws {
    let folder = try TemporaryFolder()
    let input = Pipe()
    let out = folder.file("out").path
    let process = try BatchCases.start(["-", "-o", out, "-f", "txt"], input: input)
    input.fileHandleForWriting.write(Data((BatchCases.record(0) + "\n" + BatchCases.record(1).prefix(200)).utf8))
    try BatchCases.wait(for: out + "/CM16-8000000.txt")
    usleep(200_000)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationStatus == 143)
    #expect(try BatchCases.files(out).keys.sorted() == ["CM16-8000000.txt", "manifest.ndjson"])
  }

  @Test("of an index: a print stream that is made anew and killed leaves none that is false")
  func leavesNoFalseIndex() throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.fileOfManyLengths(120, in: folder)
    let arguments = [input, "--max-pages", "20", "--print-stream"]
    for round in 0..<4 {
      let out = folder.file("out-\(round)").path
      #expect(try BatchCases.run(arguments + [out]).status == 0)
      let process = try BatchCases.start(arguments + [out, "--sort", "-case.number"])
      usleep(UInt32.random(in: 300_000...900_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let files = try BatchCases.files(out)
      let first = String(decoding: files["stream.ndjson"] ?? Data(), as: UTF8.self).split(separator: "\n").first ?? ""
      // Killed before it began to write, it has changed nothing; after, the old index is gone.
      let isUntouched = first.contains("CM16-8000000") && files["manifest.1.ndjson"] == nil
      #expect(first.isEmpty || isUntouched || first.contains("CM16-8000119"))
    }
  }

  @Test("to another batch: a folder that is written to is refused, a lock that was left is not")
  func locksItsFolder() throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(2, in: folder)
    let out = folder.file("out").path
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
    let descriptor = open(out + "/.imr-letters.lock", O_RDWR | O_CREAT, 0o666)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let refused = try BatchCases.run([input, "-o", out])
    #expect(refused.status == 73)
    #expect(refused.errors.contains("IMR-O005"))
    close(descriptor)
    #expect(try BatchCases.run([input, "-o", out]).status == 0)
  }

  @Test("of rejected records: they can be corrected and given to a batch again")
  func feedsBack() throws {
    let folder = try TemporaryFolder()
    let bad = BatchCases.record(1).replacing("\"upheld\"", with: "\"nonsense\"")
    let input = try folder.write(
      [BatchCases.record(0), bad, BatchCases.record(2)].joined(separator: "\n"), to: "bad.ndjson")
    let out = folder.file("out").path
    let first = try BatchCases.run([input, "-f", "txt", "-o", out])
    #expect(first.status == 1)
    let rejected = try String(contentsOfFile: out + "/rejected.ndjson", encoding: .utf8)
    #expect(rejected.contains("IMR-D004"))
    let corrected = try folder.write(
      rejected.replacing("\"nonsense\"", with: "\"upheld\""), to: "corrected.ndjson")
    let second = try BatchCases.run([corrected, "-f", "txt", "-o", out, "--resume"])
    #expect(second.status == 0, "\(second.errors)")
    #expect(
      try BatchCases.files(out).keys.sorted() == [
        "CM16-8000000.txt", "CM16-8000001.txt", "CM16-8000002.txt", "manifest.ndjson", "rejected.1.ndjson",
      ])
    // The bad record once more: its letter is not proved by it any longer.
    #expect(try BatchCases.run([input, "-f", "txt", "-o", out, "--resume"]).status == 1)
    let manifest = try String(contentsOfFile: out + "/manifest.ndjson", encoding: .utf8)
    #expect(manifest.split(separator: "\n").count { $0.contains("\"status\":\"written\"") } == 2)
  }

  @Test(
    "to a name that leads out of the folder or that some system cannot hold",
    arguments: [
      "../../x", "a/b", "CON", "", String(repeating: "x", count: 300), "a\\nb", "nul.x", ".hidden", "manifest",
    ])
  func refusesNames(name: String) throws {
    let folder = try TemporaryFolder()
    let input = try folder.write(
      BatchCases.record(0).replacing("CM16-8000000", with: name), to: "in/case.ndjson")
    let result = try BatchCases.run([input, "-o", folder.file("out").path, "--name", "{case.number}"])
    #expect(result.status == 1)
    #expect(
      TemporaryFolder.names(in: folder.file("out").path)
        == ["manifest.ndjson", "rejected.ndjson"])
  }
}
