import Foundation
import TestSupport

/// A Swift file of the program.
struct SourceFile {
  /// The target that it belongs to.
  let target: String
  /// Its path below `Sources`.
  let path: String
  let lines: [String]

  /// All files, in the order of their paths.
  static func all() throws -> [SourceFile] {
    let root = Project.root.appending(path: "Sources")
    let paths = (FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String] ?? []).sorted()
    return try paths.filter { $0.hasSuffix(".swift") }.map { path in
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      return SourceFile(
        target: String(path.prefix { $0 != "/" }), path: path, lines: text.components(separatedBy: "\n"))
    }
  }

  /// The modules that it imports.
  var imports: Set<String> {
    Set(
      lines.compactMap { line in
        guard let match = line.wholeMatch(of: /(@_exported )?import (struct |enum |class )?(\w+)(\.\w+)?/) else {
          return nil
        }
        return String(match.3)
      })
  }
}
