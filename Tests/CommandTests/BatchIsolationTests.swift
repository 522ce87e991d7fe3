import Foundation
import TestSupport
import Testing

@Suite("imr-letters batch --isolate")
struct BatchIsolationTests {
  @Test("goes on after a record that makes it crash: that one is rejected", arguments: [["-j", "1"], ["-j", "3"]])
  func survivesCrashes(jobs: [String]) throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(12, in: folder)
    let out = folder.file("out").path
    let poison = try Poison.crash(at: "CM16-8000004")
    let result = try BatchCases.run([input, "-o", out, "-f", "txt", "--isolate"] + jobs, environment: poison)
    #expect(result.status == 1)
    #expect(
      result.errors.contains("cases.ndjson:5:1: error: the program crashed on this record (signal 6) [IMR-X002]"))
    let files = try BatchCases.files(out)
    #expect(files.count == 13 && files["CM16-8000004.txt"] == nil)
    #expect(String(decoding: files["manifest.ndjson"] ?? Data(), as: UTF8.self).contains("\"status\":\"crashed\""))
    // Its record is kept: without the defect its letter can be made.
    #expect(
      try BatchCases.run([out + "/rejected.ndjson", "-o", folder.file("repeated").path, "-f", "txt"]).status == 0)
    #expect(try BatchCases.files(folder.file("repeated").path)["CM16-8000004.txt"] != nil)
  }

  @Test("stops if no process can be started, which is the fault of no record")
  func needsProcesses() throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(6, in: folder)
    let result = try BatchCases.run(
      [input, "-o", folder.file("out").path, "-f", "txt", "--isolate", "-j", "1"],
      environment: Poison.oneProcess(crashingAt: "CM16-8000002"))
    #expect(result.status == 71 && result.errors.contains("cannot be started"), "\(result.status) \(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("out/rejected.ndjson").path))
  }

  @Test("goes on after a record that would take forever: that one is rejected", arguments: ["txt", "stream"])
  func survivesEndlessRecords(output: String) throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(4, in: folder)
    let out = folder.file("out").path
    let target = output == "stream" ? ["--print-stream", out] : ["-o", out, "-f", output]
    let result = try BatchCases.run(
      [input] + target + ["--isolate", "--record-seconds", "1"], environment: Poison.hang(at: "CM16-8000002"))
    #expect(result.status == 1 && result.errors.contains("3 written, 1 rejected"), "\(result.errors)")
    #expect(result.errors.contains("cases.ndjson:3:1: error: the program crashed on this record: it took more CPU"))
  }

  @Test("ends before a new worker process makes letters with another template set than the batch has")
  func noticesChangedSets() throws {
    let folder = try TemporaryFolder()
    try folder.copyTemplates()
    let (input, out, errors) = (Pipe(), folder.file("out").path, try folder.write("", to: "errors"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Command.path)
    process.arguments = [
      "batch", "-", "-o", out, "-f", "txt", "-j", "1", "--isolate", "--template", "imr-2014", "--templates",
      folder.file("Templates").path,
    ]
    (process.standardInput, process.standardError) = (input, FileHandle(forWritingAtPath: errors))
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data((BatchCases.record(0) + "\n").utf8))
    try BatchCases.wait(for: out + "/CM16-8000000.txt")
    let workers = try Self.children(of: process.processIdentifier)
    #expect(workers.count == 1)
    for worker in workers { kill(worker, SIGKILL) }
    try folder.edit("Templates/imr-2014/letter.html", "five years", "nine years")
    try input.fileHandleForWriting.write(contentsOf: Data((BatchCases.record(1) + "\n").utf8))
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    let messages = try String(contentsOfFile: errors, encoding: .utf8)
    #expect(process.terminationStatus == 74 && messages.contains("[IMR-X004]"), "\(messages)")
    #expect(messages.contains("a new worker process has other files of the template set"), "\(messages)")
    #expect(TemporaryFolder.names(in: out) == ["CM16-8000000.txt", "manifest.ndjson"])
    let manifest = try String(contentsOfFile: out + "/manifest.ndjson", encoding: .utf8)
    #expect(manifest.split(separator: "\n").count == 1)
  }

  /// The processes that a process started.
  private static func children(of parent: pid_t) throws -> [pid_t] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }.filter { process in
      // The name of the program is in brackets and can have spaces. The number of the parent is the second word behind it.
      let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      return status?.split(separator: ")").last?.split(separator: " ").dropFirst().first.flatMap { pid_t($0) } == parent
    }
  }

  @Test("keeps the letters that wait for their turn when a worker process dies")
  func keepsWaitingLetters() throws {
    let folder = try TemporaryFolder()
    // The first letter takes long, so that others are finished and wait for it.
    let first = BatchCases.record(0, summary: String(repeating: "A very long summary. ", count: 60_000))
    let records = [first] + (1..<40).map { BatchCases.record($0, summary: $0 % 4 == 0 ? "POISON" : "Text.") }
    let input = try folder.write(records.joined(separator: "\n"), to: "cases.ndjson")
    let out = folder.file("out").path
    let result = try BatchCases.run(
      [input, "-o", out, "-f", "txt", "--isolate", "-j", "8"], environment: Poison.crash(at: "POISON"))
    #expect(result.status == 1 && result.errors.contains("31 written, 9 rejected"), "\(result.errors.suffix(400))")
    #expect(try BatchCases.files(out).count == 33)
  }

  @Test("gives what a batch without it gives")
  func isolatesWithoutDifference() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write(
      ([BatchCases.record(0), "{", "{\"a\": 1}"] + [BatchCases.record(1)]).joined(separator: "\n"), to: "cases.ndjson")
    let (plain, isolated) = (folder.file("plain").path, folder.file("isolated").path)
    let first = try BatchCases.run([input, "-o", plain, "-f", "pdf,txt"])
    let second = try BatchCases.run([input, "-o", isolated, "-f", "pdf,txt", "--isolate"])
    #expect(first.status == 1 && second.status == 1)
    #expect(try BatchCases.files(plain) == BatchCases.files(isolated))
  }

  @Test("ends a worker with an error if nobody takes its results")
  func noticesLostResults() throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(3, in: folder)
    let command =
      "\(Command.path) batch - --stream -o \(folder.file("out").path) --template imr-2014 < \(input) > /dev/full"
    #expect(try Subprocess.run("sh", ["-c", command]).status == 74)
  }
}
