import Foundation
import Testing

/// Compares a text with the one recorded beside the tests.
///
/// Only `make record` records it; it sets RECORD_SNAPSHOTS. CI never records. A difference is shown as lines.
package enum Snapshot {
  /// Whether this run records.
  package static var isRecording: Bool {
    let environment = ProcessInfo.processInfo.environment
    return environment["RECORD_SNAPSHOTS"] == "1" && environment["CI"] == nil
  }

  /// Expects `text` to be the same as the file.
  /// - Parameter hint: what to do about a difference.
  package static func expect(
    _ text: String, matches file: URL, hint: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    if isRecording {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      return
    }
    guard let data = try? Data(contentsOf: file) else {
      Issue.record(
        "there is no snapshot \(file.lastPathComponent); read the output and run `make record`",
        sourceLocation: sourceLocation)
      return
    }
    let expected = String(decoding: data, as: UTF8.self)
    if expected == text { return }
    Issue.record(
      "\(file.lastPathComponent) differs (- recorded, + now):\n\(difference(expected, text))\n\(hint)",
      sourceLocation: sourceLocation)
  }

  /// The lines that differ, a few of each kind, with their numbers.
  static func difference(_ old: String, _ new: String) -> String {
    let (before, after) = (old.components(separatedBy: "\n"), new.components(separatedBy: "\n"))
    let changes = after.difference(from: before).map { change in
      switch change {
      case .remove(let line, let text, _): (line, 0, "- \(line + 1): \(text)")
      case .insert(let line, let text, _): (line, 1, "+ \(line + 1): \(text)")
      }
    }
    let lines = changes.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    return lines.prefix(20).joined(separator: "\n") + (lines.count > 20 ? "\n… and \(lines.count - 20) more" : "")
  }
}
