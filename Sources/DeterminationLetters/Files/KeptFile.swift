import Glibc
import JSONText

/// Files of an earlier batch that a new one would replace.
enum KeptFile {
  /// Moves a file to a name that is free: `x.ndjson` becomes `x.1.ndjson`.
  /// - Returns: its new path; nil if there was no such file.
  static func keep(_ path: String) throws(Findings) -> String? {
    guard Files.exists(path) else { return nil }
    let stem = path.hasSuffix(".ndjson") ? String(path.dropLast(7)) : path
    var number = 1
    while Files.exists("\(stem).\(number).ndjson") { number += 1 }
    let kept = "\(stem).\(number).ndjson"
    guard rename(path, kept) == 0 else {
      throw Findings(Finding(.cannotCreate, "“\(path)” cannot be renamed: \(Files.reason())"))
    }
    return kept
  }
}
