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
  var name: String
  let place: Place

  /// What tells it from all others: its path, or the name of a sample. A number would name another case after one was added or removed.
  var key: String { path ?? name }

  /// Its file; nil for a sample.
  var path: String? { if case .file(let path) = place { path } else { nil } }

  func read() throws(Findings) -> SourceText {
    switch place {
    case .file(let path): try CaseInput.read(plainFile: path)
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
      for name in (try Folders.list(path) ?? []).sorted() where Paths.has(suffix: ".json", name) {
        cases.append(PreviewCase(name: name, place: .file("\(path)/\(name)")))
      }
    }
    // Two files of one name have different folders.
    let names = Dictionary(grouping: cases, by: \.name)
    return cases.map { found in
      var found = found
      if names[found.name, default: []].count > 1, let path = found.path { found.name = path }
      return found
    }
  }
}
