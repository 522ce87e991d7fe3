import DeterminationLetters
import FileSystem

/// A case that can be previewed.
struct PreviewCase: Sendable {
  /// Where its text is.
  enum Place: Sendable {
    case file(String)
    /// Made from the schema of the set.
    case sample(SourceText)
  }

  /// What people call it.
  let name: String
  let place: Place

  /// Its file; nil for a sample.
  var path: String? { if case .file(let path) = place { path } else { nil } }

  func read() throws(Findings) -> SourceText {
    switch place {
    case .file(let path): try CaseInput.read(path)
    case .sample(let text): text
    }
  }

  /// The cases of files and folders.
  /// - Throws: a finding if one of them does not exist.
  static func all(in paths: [String]) throws(Findings) -> [PreviewCase] {
    var cases: [PreviewCase] = []
    for path in paths {
      guard Folders.isFolder(path) else {
        guard Folders.exists(path) else { throw Findings(Finding(.inputMissing, "there is no case “\(path)”")) }
        cases.append(PreviewCase(name: Paths.name(of: path), place: .file(path)))
        continue
      }
      for name in (try Folders.list(path) ?? []).sorted() where name.hasSuffix(".json") {
        cases.append(PreviewCase(name: name, place: .file("\(path)/\(name)")))
      }
    }
    return cases
  }
}
