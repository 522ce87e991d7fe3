import DeterminationLetters
import Diagnostics
import FileSystem
import JSONText
import LetterTemplate

extension FindingCode {
  /// A branch that no valid case file takes.
  package static let neverTaken = FindingCode("IMR-T061", "branch never taken")
}

extension Explanation {
  /// What the codes of the tools for template authors mean.
  package static let templateTools = [
    Explanation(
      .neverTaken,
      "No case file that is valid against the schema takes this branch of the template, so its words are never printed. Often a condition can only have one result, because the schema requires a value.",
      fix: "remove the condition, or correct it or the schema", severity: .warning)
  ]
}

/// What can be said about a template set without data.
package enum TemplateInspection {
  /// The branches that no valid case file takes. A partial of another folder is made for several sets, so for it this is a note.
  /// - Parameter home: the folder of the set.
  package static func deadBranches(of template: TemplateSet) -> Findings {
    let home = Paths.folder(of: template.manifest.source.name)
    return Findings(
      template.branches.filter { !$0.isReachable }.map { branch, _ in
        let source = template.sources[branch.source]
        let isOwn = Paths.folder(of: source.name).isSame(as: home)
        return Finding(
          .neverTaken, message(branch.part), fix: "remove it, or correct the condition or the schema",
          severity: isOwn ? .warning : .note, in: source, at: branch.range.lowerBound, length: branch.range.count)
      })
  }

  private static func message(_ part: TemplateBranch.Part) -> String {
    switch part {
    case .taken: "this condition holds in no valid case file"
    case .otherwise: "one of these conditions holds in every valid case file, so the other part is never printed"
    case .elements: "this list is empty in every valid case file"
    case .empty: "this list is empty in no valid case file"
    }
  }
}
