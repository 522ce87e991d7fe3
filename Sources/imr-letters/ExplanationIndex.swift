import DeterminationLetters
import FileSystem
import JSONText
import LetterBatch
import LetterTemplate
import Rules
import TemplateTools

/// The explanations of all codes. Every module has its own beside its codes. Only this file lists the modules that have codes.
enum ExplanationIndex {
  /// All explanations, in the order of the codes.
  static let all: [Explanation] = {
    // A rule of a book is a kind with fixed places and has its code. Rules of the same kind share the page of the first.
    let named = [RuleBook.independentMedicalReview, .general].flatMap(\.rules).map(\.explanation)
    var rules: [Explanation] = []
    for page in named + RuleKind.all.map(\.explanation) where !rules.contains(where: { $0.code == page.code }) {
      rules.append(page)
    }
    let modules = [
      Explanation.json, Explanation.data, Explanation.templates, Explanation.rendering, Explanation.confidential,
      Explanation.files, Explanation.batches, Explanation.rules, Explanation.templateTools,
    ]
    return (modules.flatMap(\.self) + rules).sorted { $0.code.id < $1.code.id }
  }()

  /// The explanation of a code, written with or without `IMR-`, in any letter case.
  static func explanation(of code: String) -> Explanation? { all.first { $0.code.id == normalized(code) } }

  /// How severe the finding of a rule is if a manifest names the rule and gives no severity; nil if it is no such rule.
  static func severityByItself(of page: Explanation) -> Finding.Severity? {
    RuleKind.all.first { $0.explanation.code == page.code }?.explanation.severity
  }

  /// The code that the user may have meant.
  static func nearest(to code: String) -> String? { NearMiss.of(normalized(code), among: all.map(\.code.id)) }

  private static func normalized(_ code: String) -> String {
    let id = code.uppercased()
    return id.hasPrefix("IMR-") ? id : "IMR-" + id
  }
}
