import Foundation

/// A library that makes worker processes crash or hang on a record, and the disk slow; see `Tests/Poison/poison.c`.
package enum Poison {
  /// The environment of a batch whose workers crash on records that contain a text.
  package static func crash(at text: String) throws -> [String: String] {
    ["LD_PRELOAD": try library.get(), "POISON_CRASH_AT": text]
  }

  /// The environment of a batch whose workers never finish records that contain a text.
  package static func hang(at text: String) throws -> [String: String] {
    ["LD_PRELOAD": try library.get(), "POISON_HANG_AT": text]
  }

  /// The environment of a batch whose disk is slow: each sync of the file system takes five seconds, and that of a file three.
  package static func slowDisk() throws -> [String: String] {
    ["LD_PRELOAD": try library.get(), "POISON_SYNC_SECONDS": "5", "POISON_FSYNC_SECONDS": "3"]
  }

  /// The environment of a batch that can start one worker process only, and whose workers crash on records that contain a text.
  package static func oneProcess(crashingAt text: String) throws -> [String: String] {
    try crash(at: text).merging(["POISON_MOST_PROCESSES": "1"]) { $1 }
  }

  /// The library, compiled once per test run.
  private static let library = Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("poison-\(getpid()).so").path
    let command =
      "$(command -v clang || command -v cc) -shared -fPIC -O1 -o \(path) \(Project.folder("Tests/Poison/poison.c")) -ldl"
    let result = try Subprocess.run("sh", ["-c", command])
    guard result.status == 0 else { throw CompilerFailure(errors: result.errors) }
    return path
  }

  private struct CompilerFailure: Error {
    let errors: String
  }
}
