import DeterminationLetters
import FileSystem
import JSONText
import LetterBatch
import LetterTemplate
import Rules

/// The explanations of all codes. Every module has its own beside its codes. Only this file lists the modules that have codes.
enum ExplanationIndex {
  /// All explanations, in the order of the codes.
  static let all: [Explanation] = {
    let named = [RuleBook.independentMedicalReview, .general].flatMap(\.rules).map(\.explanation)
    // A rule of a book can be a kind with fixed places, and has its code.
    let rules = named + RuleKind.all.map(\.explanation).filter { kind in !named.contains { $0.code == kind.code } }
    let modules = [
      Explanation.json, Explanation.data, Explanation.templates, Explanation.rendering, Explanation.confidential,
      Explanation.files, Explanation.batches, Explanation.rules,
    ]
    return (modules.flatMap(\.self) + rules).sorted { $0.code.id < $1.code.id }
  }()

  /// The explanation of a code, written with or without `IMR-`, in any letter case.
  static func explanation(of code: String) -> Explanation? { all.first { $0.code.id == normalized(code) } }

  /// The code that the user may have meant.
  static func nearest(to code: String) -> String? { NearMiss.of(normalized(code), among: all.map(\.code.id)) }

  private static func normalized(_ code: String) -> String {
    let id = code.uppercased()
    return id.hasPrefix("IMR-") ? id : "IMR-" + id
  }
}
