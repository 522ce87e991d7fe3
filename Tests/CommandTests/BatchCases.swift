import Foundation
import TestSupport

/// Inputs and outputs of batches.
enum BatchCases {
  /// A record with its own number, on one line, for imr-2014.
  static func record(_ number: Int, summary: String = "Text.") -> String {
    let header = #"""
      {"case": {"number": "CM16-NUMBER", "dateAssigned": "2016-11-09", "decisionDate": "2016-12-09",
      "dateOfInjury": "2016-10-13", "urDenialDate": "2016-11-03", "applicationReceived": "2016-11-03",
      "priority": "standard"},
      """#
    return (header + Command.minimalCase(summary: summary).dropFirst())
      .replacing("NUMBER", with: String(8_000_000 + number)).replacing("\n", with: " ")
  }

  /// A file of records, each with its own number.
  static func file(_ count: Int, in folder: TemporaryFolder) throws -> String {
    try folder.write((0..<count).map { record($0) }.joined(separator: "\n"), to: "cases.ndjson")
  }

  /// A file of records whose letters have one, two and more pages.
  static func fileOfManyLengths(_ count: Int, in folder: TemporaryFolder) throws -> String {
    let records = (0..<count).map {
      record($0, summary: String(repeating: "Words of case \($0). ", count: $0 * 37 % 400 + 1))
    }
    return try folder.write(records.joined(separator: "\n"), to: "cases.ndjson")
  }

  static func run(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws
    -> ProcessResult
  {
    try Subprocess.run(
      Command.path, ["batch"] + arguments + ["--template", "imr-2014"], input: Data(input.utf8), in: nil,
      environment: environment)
  }

  /// A batch of three letters as text, and its manifest.
  static func threeLetters(
    _ options: String..., in folder: TemporaryFolder
  ) throws -> (out: String, manifest: URL) {
    let out = folder.file("out").path
    _ = try run([file(3, in: folder), "-f", "txt", "-o", out] + options)
    return (out, URL(fileURLWithPath: out + "/manifest.ndjson"))
  }

  /// Verifies the letters of a manifest.
  static func verify(_ manifest: URL, _ options: String...) throws -> ProcessResult {
    try Subprocess.run(Command.path, ["verify", "--manifest", manifest.path] + options)
  }

  /// Starts a batch that is written to or disturbed while it runs.
  static func start(_ arguments: [String], input: Pipe? = nil) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Command.path)
    process.arguments = ["batch"] + arguments + ["--template", "imr-2014"]
    process.standardError = FileHandle.nullDevice
    if let input { process.standardInput = input }
    try process.run()
    return process
  }

  /// Waits for a file that a batch is about to write, or for its first bytes. On a busy machine this can take minutes.
  static func wait(for path: String, bytes: Int = 0) throws {
    func isThere() -> Bool {
      let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      return size.map { $0 >= bytes } ?? false
    }
    for _ in 0..<60_000 where !isThere() { usleep(10_000) }
    guard isThere() else { throw CocoaError(.fileNoSuchFile) }
  }

  /// The bytes of all files in a folder, hidden ones included.
  static func files(_ path: String) throws -> [String: Data] {
    let names = TemporaryFolder.names(in: path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: URL(fileURLWithPath: path + "/" + $0))) })
  }
}

/// A small disk in memory. Only root can have one.
final class SmallDisk {
  let path: String

  /// Whether this process may mount one; tests that need it are skipped elsewhere.
  static let isAvailable: Bool = {
    guard geteuid() == 0, let disk = try? SmallDisk(kilobytes: 64) else { return false }
    return FileManager.default.fileExists(atPath: disk.path)
  }()

  init(kilobytes: Int) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("imr-letters-disk-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try Self.mount(["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path])
  }

  deinit {
    _ = try? Subprocess.run("umount", [path])
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Changes an option, such as `size=50m` or `ro`.
  func remount(_ option: String) throws { try Self.mount(["-o", "remount,\(option)", path]) }

  private static func mount(_ arguments: [String]) throws {
    let result = try Subprocess.run("mount", arguments)
    guard result.status == 0 else { throw CocoaError(.fileWriteNoPermission) }
  }
}
