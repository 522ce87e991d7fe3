import Diagnostics
import Glibc

/// Keeps files of an earlier run that a new one would replace.
package enum KeptFile {
  /// Moves a file to a free name: `x.ndjson` becomes `x.1.ndjson`.
  /// - Returns: its new path; nil if there was no such file.
  @discardableResult
  package static func keep(_ path: String) throws(Findings) -> String? {
    guard Folders.exists(path) else { return nil }
    let suffix = ".ndjson"
    let stem = path.hasSuffix(suffix) ? String(path.dropLast(suffix.count)) : path
    var number = 1
    while Folders.exists("\(stem).\(number)\(suffix)") { number += 1 }
    let kept = "\(stem).\(number)\(suffix)"
    guard rename(path, kept) == 0 else {
      throw Findings(Finding(.cannotCreate, "“\(path)” cannot be renamed: \(Files.reason())"))
    }
    return kept
  }
}
