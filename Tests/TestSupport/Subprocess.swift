import Foundation

/// What a program printed and how it ended.
package struct ProcessResult: Sendable {
  /// The exit code.
  package let status: Int32
  /// Standard output.
  package let output: Data
  /// Standard error.
  package let errors: String

  /// Standard output as text.
  package var text: String { String(decoding: output, as: UTF8.self) }
}

/// Runs other programs.
package enum Subprocess {
  /// Runs a program that is found on the path, or by its own path, and waits for it.
  package static func run(
    _ program: String, _ arguments: [String], input: Data = Data(), in folder: String? = nil,
    environment: [String: String] = [:]
  ) throws -> ProcessResult {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    // Files instead of pipes, because both sides could wait for ever for a full pipe.
    let scratch = try TemporaryFolder()
    let (inputFile, outputFile, errorFile) = (scratch.file("in"), scratch.file("out"), scratch.file("err"))
    try input.write(to: inputFile)
    for file in [outputFile, errorFile] { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    return ProcessResult(
      status: process.terminationStatus, output: try Data(contentsOf: outputFile),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }
}

/// A folder that is removed when the test ends.
package final class TemporaryFolder {
  /// The folder.
  package let url: URL
  /// Its path.
  package var path: String { url.path }

  /// Makes an empty folder.
  package init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("imr-letters-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// A file in it.
  package func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// Writes a file into it, with the folders above the file, and returns the file's path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    let file = self.file(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// The names in it, sorted.
  package var names: [String] { Self.names(in: path) }

  /// The names in a folder, sorted, hidden ones included. The template set that a batch keeps in `.sets` is left out.
  package static func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { $0 != ".sets" }.sorted()
  }
}
