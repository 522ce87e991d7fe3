import Foundation

/// A library that makes worker processes crash or hang on a record; see `Tests/Poison/poison.c`.
package enum Poison {
  /// The environment of a batch whose workers crash on records that contain a text.
  package static func crash(at text: String) throws -> [String: String] {
    ["LD_PRELOAD": try library.get(), "POISON_CRASH_AT": text]
  }

  /// The environment of a batch whose workers never finish records that contain a text.
  package static func hang(at text: String) throws -> [String: String] {
    ["LD_PRELOAD": try library.get(), "POISON_HANG_AT": text]
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
