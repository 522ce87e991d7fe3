import DeterminationLetters
import Foundation
import TestSupport

/// Letters in HTML, whose words Python's own parser reads.
final class HTMLPages {
  private let folder: TemporaryFolder
  private var letters: [(path: String, words: [String])] = []

  init() throws { folder = try TemporaryFolder() }

  /// Adds a letter.
  func add(_ letter: RenderedLetter, _ name: String) throws {
    let path = folder.file("\(letters.count)-\(name).html").path
    try letter.write(.html, to: path)
    // List markers are the browser's, so they are not in the file.
    letters.append((path, StructureOutline.words(of: letter.letter)))
  }

  /// The letters whose words are not those of the file, each with the first difference.
  func differences() throws -> [String] {
    let script = Project.root.appending(path: "Tests/Browser/html_words.py").path
    return try letters.compactMap { path, words in
      let run = try Subprocess.run("python3", [script, path])
      let found = run.text.split(separator: "\n").map(String.init)
      if found == words, run.status == 0 { return nil }
      let same = zip(found, words).prefix { $0.0.unicodeScalars.elementsEqual($0.1.unicodeScalars) }.count
      return "\(path): \(found.dropFirst(same).prefix(5)), not \(words.dropFirst(same).prefix(5)) \(run.errors)"
    }
  }
}
