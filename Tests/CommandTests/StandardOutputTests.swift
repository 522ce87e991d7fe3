import Foundation
import TestSupport
import Testing

/// Standard output that cannot be written, and the name `-`.
@Suite("Standard input and output")
struct StandardOutputTests {
  private func run(_ command: String, in folder: TemporaryFolder) throws -> ProcessResult {
    try Subprocess.run("/bin/sh", ["-c", command.replacing("PROGRAM", with: "'\(Command.path)'")], in: folder.path)
  }

  @Test(
    "commands whose results cannot be written say so and end with 74",
    arguments: [
      "PROGRAM codes > /dev/full", "PROGRAM codes --json > /dev/full", "PROGRAM explain IMR-R010 > /dev/full",
      "PROGRAM --help > /dev/full", "PROGRAM --version > /dev/full", "PROGRAM codes >&-",
      "PROGRAM check --json --template imr-2014 case.json > /dev/full",
      "PROGRAM test imr-2014 --cases tests > /dev/full",
    ])
  func lostResults(command: String) throws {
    let folder = try TemporaryFolder()
    // A blank is a warning, so `check --json` has something to write.
    _ = try folder.write(Command.minimalCase(summary: "TBD"), to: "case.json")
    try FileManager.default.createDirectory(at: folder.file("tests"), withIntermediateDirectories: true)
    _ = try folder.write(Command.minimalCase(), to: "tests/a.json")
    let result = try run(command, in: folder)
    #expect(result.status == 74 && result.errors.contains("IMR-O002"), "\(result.status): \(result.errors)")
  }

  /// Links as `/dev/stdout` is one, in a folder of the test.
  @Test(
    "a name of standard output is written to and not replaced, also if it leads to a file",
    arguments: [">> kept.txt", "| cat >> kept.txt"], ["/proc/self/fd/1", "link", "/dev/fd/1", "/proc/thread-self/fd/1"])
  func namesOfOutput(target: String, link: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Command.minimalCase(), to: "case.json")
    _ = try folder.write("before\n", to: "kept.txt")
    let result = try run(
      "ln -s /proc/self/fd/1 link; ln -s \(link) out.txt; PROGRAM render case.json --template imr-2014 -o out.txt \(target)",
      in: folder)
    #expect(result.status == 0, "\(result.errors)")
    let text = try String(contentsOf: folder.file("kept.txt"), encoding: .utf8)
    #expect(text.hasPrefix("before\nHOW THE IMR FINAL DETERMINATION WAS MADE\n"), "\(text.prefix(200))")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("out.txt").path) == link)
    #expect(folder.names == ["case.json", "kept.txt", "link", "out.txt"])
  }

  @Test("a folder of the name - does not hide standard input")
  func folderNamedDash() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(at: folder.file("-"), withIntermediateDirectories: true)
    _ = try folder.write("{}", to: "-/case.json")
    _ = try folder.write(Command.minimalCase(), to: "case.json")
    let check = try run("PROGRAM check --template imr-2014 - < case.json", in: folder)
    #expect(check.status == 0 && check.errors.contains("cases checked: 1, with errors: 0"), "\(check.errors)")
  }

  @Test("a batch does not write into a folder of the name -", arguments: ["-o -", "--print-stream -"])
  func batchToDash(option: String) throws {
    let folder = try TemporaryFolder()
    _ = try BatchCases.file(1, in: folder)
    let result = try run("PROGRAM batch --template imr-2014 cases.ndjson \(option)", in: folder)
    #expect(result.status == 64 && result.errors.contains("./-"), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("-").path))
  }
}
