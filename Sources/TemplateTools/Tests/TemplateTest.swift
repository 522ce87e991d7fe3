import DeterminationLetters
import Diagnostics
import FileSystem
import JSONText
import LetterTemplate

/// A test of a template set: a case, and what its letter was when somebody accepted it.
package struct TemplateTest: Sendable {
  /// What a test compares.
  package enum Part: String, Sendable, CaseIterable {
    /// The words, as plain text.
    case text = "txt"
    /// The structure, languages, pages and headings.
    case outline = "outline"
  }

  /// The case file.
  package let path: String

  /// The name of the test: that of the case file.
  package var name: String { CaseInput.stem(of: path) }

  /// A test of a case file.
  package init(path: String) {
    self.path = path
  }

  /// The snapshot of a part.
  package func snapshot(_ part: Part) -> String { "\(Paths.folder(of: path))/\(name).\(part.rawValue)" }

  /// The tests of a folder, in the order of their names, and its snapshots without a case.
  /// - Throws: a finding if there is no such folder.
  package static func all(in folder: String) throws(Findings) -> (tests: [TemplateTest], leftOver: [String]) {
    guard let files = try Folders.list(folder) else {
      throw Findings(
        Finding(
          .inputMissing, "there is no folder “\(folder)”",
          fix: "put cases there (NAME.json), or name another folder with --cases"))
    }
    let tests = files.filter { Paths.has(suffix: ".json", $0) }.sorted().map { TemplateTest(path: "\(folder)/\($0)") }
    let known = Set(tests.flatMap { test in Part.allCases.map { Paths.name(of: test.snapshot($0)) } })
    let leftOver = files.sorted().filter { file in
      Part.allCases.contains { file.hasSuffix("." + $0.rawValue) } && !known.contains(file)
    }
    return (tests, leftOver.map { "\(folder)/\($0)" })
  }
}

/// The letter of a test, as it is now.
package struct TestLetter: Sendable {
  /// The parts that a test compares.
  package let parts: [(part: TemplateTest.Part, text: String)]
  /// The branches that it takes.
  package let branches: Set<TemplateBranch>
  let words: [LetterWord]
  let traced: TracedLetter

  /// Makes the letter of a test.
  /// - Throws: everything that is wrong with the case.
  package init(_ test: TemplateTest, _ renderer: LetterRenderer) throws(Findings) {
    let document = try JSONDocument(parsing: CaseInput.read(plainFile: test.path))
    let letter = try renderer.render(document)
    let traced = try renderer.numberedTrace(document)
    let boxes = LetterWords(traced, of: [.boxes]).words
    parts = [
      (.text, letter.text()), (.outline, LetterOutline.text(of: letter.letter, try letter.typeset(), boxes: boxes)),
    ]
    branches = traced.branches
    words = LetterWords(traced).words
    self.traced = traced
  }
}
