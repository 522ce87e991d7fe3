import DeterminationLetters
import FileSystem
import Synchronization

/// Writes to standard output and remembers what could not be written, so that no command ends with 0 if its results are lost.
enum StandardOutput {
  private static let failure = Mutex<Findings?>(nil)

  /// Writes a text.
  static func write(_ text: String) {
    do throws(Findings) {
      try OutputFile.write(Array(text.utf8), to: "-")
    } catch {
      failure.withLock { $0 = $0 ?? error }
    }
  }

  /// - Throws: why something could not be written.
  static func finish() throws(Findings) {
    if let failure = failure.withLock({ $0 }) { throw failure }
  }
}
