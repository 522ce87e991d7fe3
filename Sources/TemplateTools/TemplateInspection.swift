import DeterminationLetters
import Diagnostics
import FileSystem
import JSONText
import LetterTemplate

extension FindingCode {
  /// A branch that no valid case file takes.
  package static let neverTaken = FindingCode("IMR-T061", "branch never taken")
  /// An example of the schema that the schema itself does not allow.
  package static let badExample = FindingCode("IMR-T063", "example not valid")
}

extension Explanation {
  /// What the codes of the tools for template authors mean.
  package static let templateTools = [
    Explanation(
      .neverTaken,
      "No case file that is valid against the schema takes this branch of the template, so its words are never printed. Often a condition can only have one result, because the schema requires a value.",
      fix: "remove the condition, or correct it or the schema", severity: .warning),
    Explanation(
      .badExample,
      "The schema gives an example that is not valid for the place where it stands. Samples and guides cannot use it, and it misleads whoever reads it.",
      fix: "correct the example", source: "JSON Schema Validation 2020-12 §9.5", severity: .warning),
  ]
}

/// What can be said about a template set without data.
package enum TemplateInspection {
  /// The branches that no valid case file takes. A partial of another folder is made for several sets, so for it this is a note.
  /// - Parameter home: the folder of the set.
  package static func deadBranches(of template: TemplateSet) -> Findings {
    let home = TemplateSet.normalized(Paths.folder(of: template.manifest.source.name))
    /// Whether a file is in the folder of the set, or in a folder inside it. The current folder has no name.
    func isOwn(_ file: String) -> Bool {
      let path = TemplateSet.normalized(file).utf8
      return home.isEmpty
        ? !path.starts(with: "/".utf8) && !path.starts(with: "../".utf8)
        : path.starts(with: (home + "/").utf8)
    }
    return Findings(
      template.branches.filter { !$0.isReachable }.map { branch, _ in
        let source = template.sources[branch.source]
        return Finding(
          .neverTaken, message(branch.part),
          fix: "remove it, or correct the condition or the schema",
          severity: isOwn(source.name) ? .warning : .note, in: source, at: branch.range.lowerBound,
          length: branch.range.count)
      })
  }

  /// The examples of the schema that are not valid.
  package static func badExamples(of template: TemplateSet) -> Findings {
    Findings(
      template.schema.checkExamples().all.map { problem in
        var finding = problem
        finding.code = .badExample
        finding.severity = .warning
        finding.message = "this example is not valid here: \(problem.message)"
        finding.fix = problem.fix ?? "correct it"
        finding.pointer = nil
        finding.excerptIsCaseData = false
        return finding
      })
  }

  private static func message(_ part: TemplateBranch.Part) -> String {
    switch part {
    case .taken: "no valid case file takes this branch: its condition never holds here, or one before it always holds"
    case .otherwise:
      "one of these conditions holds for every valid case file that comes here, so the other part is never printed"
    case .elements: "this list is empty for every valid case file that comes here"
    case .empty: "this list is empty for no valid case file that comes here"
    }
  }
}
