import Foundation
import TestSupport
import Testing

extension TemporaryFolder {
  /// Copies the template folder into this folder.
  func copyTemplates() throws {
    try FileManager.default.copyItem(atPath: Project.folder("Templates"), toPath: file("Templates").path)
  }

  /// Replaces words of a file in this folder, which must have them.
  func edit(_ name: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOf: file(name), encoding: .utf8)
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: file(name))
  }
}
