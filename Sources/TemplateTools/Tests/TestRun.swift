import DeterminationLetters
import FileSystem
import Glibc
import LetterTemplate

/// Runs the tests of a template set.
package struct TestRun: Sendable {
  /// The set.
  package let renderer: LetterRenderer
  /// The tests.
  package let tests: [TemplateTest]
  /// Snapshots without a case.
  package let leftOver: [String]

  /// What a run found.
  package struct Result: Sendable {
    /// What differs, in the order of the tests.
    package var differences: [TestDifference] = []
    /// What is wrong with cases that have no letter.
    package var broken: [Findings] = []
    /// The branches that some test takes.
    package var branches: Set<TemplateBranch> = []
  }

  /// Finds the tests.
  /// - Parameter folder: the folder of the cases; nil for `tests` in the folder of the set.
  package init(_ renderer: LetterRenderer, cases folder: String?) throws(Findings) {
    self.renderer = renderer
    let folder = folder ?? Paths.folder(of: renderer.template.manifest.source.name) + "/tests"
    (tests, leftOver) = try TemplateTest.all(in: folder)
    guard !tests.isEmpty else {
      throw Findings(
        Finding(
          .inputMissing, "there is no case in “\(folder)”",
          fix: "put cases there (NAME.json); imr-letters template sample SET --all -o \(folder) makes some"))
    }
  }

  /// Runs all tests.
  package func run() throws(Findings) -> Result {
    var result = Result()
    for test in tests {
      let letter: TestLetter
      do throws(Findings) {
        letter = try TestLetter(test, renderer)
      } catch {
        result.broken.append(error)
        continue
      }
      result.branches.formUnion(letter.branches)
      result.differences += try letter.differences(test, renderer.template)
    }
    return result
  }

  /// The branches that can be taken, in the order of the letter.
  package var possibleBranches: [TemplateBranch] { renderer.template.branches.filter(\.isReachable).map(\.branch) }

  /// Removes the snapshots without a case. A text without an outline stays, because it may be something else.
  /// - Returns: what stays.
  package func removeLeftOver() throws(Findings) -> [String] {
    let (text, outline) = ("." + TemplateTest.Part.text.rawValue, "." + TemplateTest.Part.outline.rawValue)
    let outlines = Set(leftOver.filter { $0.hasSuffix(outline) })
    var kept: [String] = []
    for path in leftOver {
      if path.hasSuffix(text), !outlines.contains(path.dropLast(text.count) + outline) {
        kept.append(path)
      } else if unlink(path) != 0 {
        throw .cannotWrite(path)
      }
    }
    return kept
  }
}
