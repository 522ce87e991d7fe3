import Diagnostics
import JSONText

extension FindingCode {
  /// A pronoun or a second statement contradicts the stated sex.
  package static let sexContradicts = FindingCode("IMR-R020", "sex and pronoun contradict each other")
}

extension RuleKind {
  /// `in`, `words`: all words for the sex of the patient agree. 6 of 194 published letters have a wrong pronoun.
  package static let sex = RuleKind(
    "sex",
    Explanation(
      .sexContradicts,
      "The texts state the sex of the patient. A second statement, or a pronoun that can only mean the patient, contradicts the others.",
      fix: "check which is right", source: "6 of 194 published letters have this defect", severity: .warning)
  ) { settings in
    settings.readEach()
    let texts = settings.texts("in")
    guard let words = settings.phrases("words", needed: SexReader.needed, optional: SexReader.optional) else {
      return nil
    }
    for category in SexReader.needed where words.values(of: category) != ["male", "female"] {
      settings.refuse("words", "the category “\(category)” has the values “male” and “female”, in this order")
    }
    let reader = SexReader(words)
    return { reading, element, findings in
      let signs = reading.texts(texts, element).flatMap { reader.signs(in: $0) }
      for conflict in SexReader.conflicts(among: signs) {
        findings.report(
          .sexContradicts, "this contradicts the sex that the other words give", fix: "check which is right",
          at: conflict.sign.tokens, of: conflict.sign.prose,
          comparedWith: .init(conflict.other.prose, conflict.other.tokens))
      }
    }
  }
}

/// Reads the words that tell the sex of the patient.
struct SexReader: Sendable {
  static let needed = ["noun", "pronoun"]
  static let optional = ["age", "patient", "other"]

  /// A word that tells a sex.
  struct Sign {
    let isFemale: Bool
    let isNoun: Bool
    /// Whether it can only mean the patient.
    let isCertain: Bool
    let prose: Prose
    let tokens: Range<Int>
  }

  private let noun, pronoun, age, patient, other: Category
  private let all: CategorySet

  init(_ phrases: Phrases) {
    (noun, pronoun, age) = (phrases.category("noun"), phrases.category("pronoun"), phrases.category("age"))
    (patient, other) = (phrases.category("patient"), phrases.category("other"))
    all = CategorySet((Self.needed + Self.optional).map(phrases.category))
  }

  /// A person is looked for in this many words before a pronoun. No sentence of a letter has as many.
  private static let farthest = 100

  func signs(in prose: Prose) -> [Sign] {
    let marks = prose.marks(of: all)
    return marks.indices.compactMap { index in
      let mark = marks[index]
      if mark.category == noun {
        guard isOfPatient(index, marks, prose) else { return nil }
        return Sign(isFemale: mark.value == 1, isNoun: true, isCertain: true, prose: prose, tokens: mark.tokens)
      }
      guard mark.category == pronoun, !isEither(index, marks, prose) else { return nil }
      return Sign(
        isFemale: mark.value == 1, isNoun: false, isCertain: meansPatient(index, marks, prose), prose: prose,
        tokens: mark.tokens)
    }
  }

  /// “48 year old male”, “female patient”; not “female physician” and not “male-to-female”.
  private func isOfPatient(_ index: Int, _ marks: [Mark], _ prose: Prose) -> Bool {
    let mark = marks[index]
    if prose.isMark("-", at: Int(mark.end)) { return false }
    // “this woman”, “Mr.”
    if mark.end - mark.first > 1 { return true }
    if index + 1 < marks.count, marks[index + 1].first - mark.end <= 2 {
      if marks[index + 1].category == patient { return true }
      if marks[index + 1].category == other { return false }
    }
    var before = index - 1
    while before >= 0, mark.first - marks[before].end <= 8,
      marks[before].first >= prose.sentence(around: Int(mark.first)).lowerBound
    {
      if marks[before].category == age || marks[before].category == patient { return true }
      if marks[before].category == other { return false }
      before -= 1
    }
    return false
  }

  /// “he or she”, “his/her”, and authors such as “(He, 2004)”.
  private func isEither(_ index: Int, _ marks: [Mark], _ prose: Prose) -> Bool {
    let mark = marks[index]
    if prose.isMark(",", at: Int(mark.end)), prose.number(Int(mark.end) + 1) != nil { return true }
    for near in [index - 1, index + 1] where marks.indices.contains(near) {
      let distance = near < index ? mark.first - marks[near].end : marks[near].first - mark.end
      if marks[near].category == pronoun, marks[near].value != mark.value, distance <= 1 { return true }
    }
    return false
  }

  /// Whether the person named last before a pronoun is the patient. Without one in its sentence, the first person of the sentence before
  /// counts, because that is its subject.
  private func meansPatient(_ index: Int, _ marks: [Mark], _ prose: Prose) -> Bool {
    let sentence = prose.sentence(around: Int(marks[index].first))
    var before = index - 1
    while before >= 0, index - before <= Self.farthest, marks[before].first >= sentence.lowerBound {
      if marks[before].category == other { return false }
      if marks[before].category == patient || marks[before].category == noun { return true }
      before -= 1
    }
    guard sentence.lowerBound > 0 else { return true }
    let previous = prose.sentence(around: sentence.lowerBound - 1)
    let persons: CategorySet = [other, patient, noun]
    guard let first = prose.marks(in: previous).prefix(Self.farthest).first(where: { persons.contains($0.category) })
    else { return true }
    return first.category != other
  }

  /// The signs that contradict the others.
  static func conflicts(among signs: [Sign]) -> [(sign: Sign, other: Sign)] {
    let certain = signs.filter(\.isCertain)
    let female = certain.filter(\.isFemale)
    let male = certain.filter { !$0.isFemale }
    guard !female.isEmpty, !male.isEmpty else { return [] }
    // The fewer are wrong; if both are as many, those that contradict the first noun.
    let firstIsFemale = (certain.first(where: \.isNoun) ?? certain[0]).isFemale
    let isFemaleWrong = female.count != male.count ? female.count < male.count : !firstIsFemale
    let (wrong, right) = isFemaleWrong ? (female, male) : (male, female)
    return wrong.prefix(3).map { ($0, right[0]) }
  }
}
