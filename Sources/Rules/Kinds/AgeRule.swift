import Diagnostics
import JSONText

extension FindingCode {
  /// Two ages of the patient, or one that no patient has.
  package static let ageContradicts = FindingCode("IMR-R024", "ages contradict each other")
}

extension RuleKind {
  /// `in`, `words`: all statements of the patient's age agree to a year, because a birthday may lie between two of them.
  package static let age = RuleKind(
    "age",
    Explanation(
      .ageContradicts,
      "The texts give two ages of the patient that are more than a year apart, or an age that no worker has.",
      fix: "check which is right", source: "Lab. Code 4610.6(h)(5)", severity: .warning)
  ) { settings in
    settings.readEach()
    let texts = settings.texts("in")
    guard let words = settings.phrases("words", needed: ["age"], optional: ["noun", "pronoun", "patient", "other"])
    else {
      return nil
    }
    let reader = AgeReader(words)
    return { reading, element, findings in
      let ages = reading.texts(texts, element).flatMap { reader.ages(in: $0) }
      for age in ages where !AgeReader.possible.contains(age.years) {
        findings.report(
          .ageContradicts, "no worker has this age", fix: "correct it", at: age.tokens, of: age.prose)
      }
      guard let first = ages.first, let other = ages.first(where: { abs($0.years - first.years) > 1 }) else { return }
      findings.report(
        .ageContradicts, "this is another age of the patient", fix: "check which is right", at: other.tokens,
        of: other.prose, comparedWith: .init(first.prose, first.tokens))
    }
  }
}

/// Reads statements of the patient's age: “45-year-old male”.
private struct AgeReader: Sendable {
  struct Age {
    let years: Int
    let prose: Prose
    let tokens: Range<Int>
  }

  /// The youngest may work in films and on farms; retired workers have old injuries.
  static let possible = 14...100

  private let age, noun, patient, other: Category
  private let persons: CategorySet

  init(_ phrases: Phrases) {
    (age, noun) = (phrases.category("age"), phrases.category("noun"))
    (patient, other) = (phrases.category("patient"), phrases.category("other"))
    persons = [noun, patient, other]
  }

  func ages(in prose: Prose) -> [Age] {
    guard prose.has(age) else { return [] }
    return prose.marks.compactMap { mark in
      guard mark.category == age else { return nil }
      let first = Int(mark.first)
      let number = prose.isMark("-", at: first - 1) ? first - 2 : first - 1
      guard let years = prose.number(number), isOfPatient(mark, prose) else { return nil }
      return Age(years: years, prose: prose, tokens: number..<Int(mark.end))
    }
  }

  /// Whether the person right after the age is the patient: not “a 5 year old son”, and not “a 3 year old injury”.
  private func isOfPatient(_ mark: Mark, _ prose: Prose) -> Bool {
    let bound = prose.sentence(around: Int(mark.first)).upperBound
    let person = prose.marks(in: prose.tokens(from: Int(mark.end), upTo: bound, atMost: 5)).first {
      persons.contains($0.category)
    }
    guard let person, person.category != other else { return false }
    // “male nurse”, “female friend”
    let next = prose.marks(in: Int(person.end)..<Int(person.end) + 1).first
    return next?.category != other
  }
}
