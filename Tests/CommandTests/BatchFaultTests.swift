import Foundation
import TestSupport
import Testing

@Suite("imr-letters batch loses nothing")
struct BatchFaultTests {
  /// Case files made of the sample, each with its own number.
  private func cases(_ count: Int, in folder: TemporaryFolder) throws -> String {
    let header = #"""
      {"case": {"number": "CM16-8000000", "dateAssigned": "2016-11-09", "decisionDate": "2016-12-09",
      "dateOfInjury": "2016-10-13", "urDenialDate": "2016-11-03", "applicationReceived": "2016-11-03",
      "priority": "standard"},
      """#
    let text = (header + Command.minimalCase().dropFirst()).replacing("\n", with: " ")
    return try folder.write(
      (0..<count).map { text.replacing("8000000", with: String(8_000_000 + $0)) }.joined(separator: "\n"),
      to: "cases.ndjson")
  }

  private func run(_ arguments: [String], input: String = "") throws -> ProcessResult {
    try Subprocess.run(Command.path, arguments, input: Data(input.utf8), in: nil, environment: [:])
  }

  private func digests(_ path: String) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: URL(fileURLWithPath: path + "/" + $0))) })
  }

  @Test("lose nothing when killed: resumed, the folder is that of an undisturbed run")
  func survivesKills() throws {
    let folder = try TemporaryFolder()
    let input = try cases(150, in: folder)
    let arguments = [input, "--template", "imr-2014", "-f", "pdf,txt", "-j", "2"]
    let undisturbed = folder.file("undisturbed").path
    #expect(try run(["batch"] + arguments + ["-o", undisturbed]).status == 0)
    let expected = try digests(undisturbed)
    #expect(expected.count == 301)
    var moments = SystemRandomNumberGenerator()
    for round in 0..<20 {
      let out = folder.file("out-\(round)").path
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Command.path)
      process.arguments = ["batch"] + arguments + ["-o", out]
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 20_000...900_000, using: &moments))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try run(["batch"] + arguments + ["-o", out, "--resume"]).status == 0)
      #expect(try digests(out) == expected)
      try FileManager.default.removeItem(atPath: out)
    }
  }

  @Test("refuse a folder that another batch is writing to")
  func locksItsFolder() throws {
    let folder = try TemporaryFolder()
    let input = try cases(2, in: folder)
    let out = folder.file("out").path
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
    let descriptor = open(out + "/.imr-letters.lock", O_RDWR | O_CREAT, 0o666)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let refused = try run(["batch", input, "--template", "imr-2014", "-o", out])
    #expect(refused.status == 73)
    #expect(refused.errors.contains("IMR-O005"))
    close(descriptor)
    // The lock file alone, as a killed run leaves it, stops nobody.
    #expect(try run(["batch", input, "--template", "imr-2014", "-o", out]).status == 0)
  }

  @Test("keep rejected records ready to be mended and fed back")
  func feedsBack() throws {
    let folder = try TemporaryFolder()
    let good = try String(contentsOfFile: try cases(3, in: folder), encoding: .utf8)
    let bad = good.replacing("\"CM16-8000001\"", with: "17")
    let input = try folder.write(bad, to: "bad.ndjson")
    let out = folder.file("out").path
    let first = try run(["batch", input, "--template", "imr-2014", "-f", "txt", "-o", out])
    #expect(first.status == 1)
    let rejected = try String(contentsOfFile: out + "/rejected.ndjson", encoding: .utf8)
    #expect(rejected.contains("IMR-D003"))
    let mended = try folder.write(
      rejected.replacing("\"number\": 17", with: "\"number\": \"CM16-8000001\""), to: "mended.ndjson")
    let second = try run(
      ["batch", mended, "--template", "imr-2014", "-f", "txt", "-o", out, "--resume"])
    #expect(second.status == 0, "\(second.errors)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: out).sorted() == [
        "CM16-8000000.txt", "CM16-8000001.txt", "CM16-8000002.txt", "manifest.ndjson",
      ])
  }

  @Test("answer every record of a stream with one result, in order, and end well")
  func answersStreams() throws {
    let folder = try TemporaryFolder()
    let lines = try String(contentsOfFile: cases(4, in: folder), encoding: .utf8).split(separator: "\n")
    let stream = [lines[0], "{", lines[1], lines[0], lines[2]].joined(separator: "\n")
    let result = try run(
      ["batch", "-", "--stream", "--template", "imr-2014", "-o", folder.file("out").path, "-j", "2"], input: stream)
    #expect(result.status == 0)
    let statuses = result.text.split(separator: "\n").map { $0.contains("\"status\":\"written\"") }
    #expect(statuses == [true, false, true, false, true])
  }

  @Test(
    "refuse names that lead out of the folder or that some system cannot hold",
    arguments: [
      "../../x", "a/b", "CON", "", String(repeating: "x", count: 300), "a\\nb", "nul.x", ".hidden", "manifest",
    ])
  func refusesNames(name: String) throws {
    let folder = try TemporaryFolder()
    let text = try String(contentsOfFile: cases(1, in: folder), encoding: .utf8)
    let input = try folder.write(text.replacing("CM16-8000000", with: name), to: "in/case.ndjson")
    let result = try run(
      ["batch", input, "--template", "imr-2014", "-o", folder.file("out").path, "--name", "{case.number}"])
    #expect(result.status == 1)
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: folder.file("out").path).sorted()
        == ["manifest.ndjson", "rejected.ndjson"])
  }
}
