/// A statement whether a treatment is to be granted.
struct Statement {
  let isGranted: Bool
  /// Whether it speaks of necessity, not only of support or criteria.
  let isStrong: Bool
  let tokens: Range<Int>
}

/// Reads statements of necessity. Phrases of negation, condition and attribution act forward on the statements after them, up to words that
/// end their scope (the method of NegEx and ConText).
struct ConclusionReader: Sendable {
  /// The categories of phrases.
  static let needed = ["necessary", "negation"]
  static let optional = [
    "unnecessary", "favourable", "unfavourable", "met", "criterion", "lack", "doubt", "condition", "modal",
    "attribution", "therefore", "contrast", "subject", "verb", "refusal", "reason", "ends", "except",
  ]

  private let necessary, unnecessary, favourable, unfavourable, met, criterion: Category
  private let negation, lack, doubt, condition, modal, attribution, therefore, contrast, subject, verb, ends: Category
  private let refusal, reason: Category
  private let all, dividing: CategorySet

  init(_ phrases: Phrases) {
    (necessary, unnecessary) = (phrases.category("necessary"), phrases.category("unnecessary"))
    (favourable, unfavourable) = (phrases.category("favourable"), phrases.category("unfavourable"))
    (met, criterion) = (phrases.category("met"), phrases.category("criterion"))
    (negation, lack, doubt) = (phrases.category("negation"), phrases.category("lack"), phrases.category("doubt"))
    (condition, modal) = (phrases.category("condition"), phrases.category("modal"))
    (attribution, therefore) = (phrases.category("attribution"), phrases.category("therefore"))
    (contrast, subject) = (phrases.category("contrast"), phrases.category("subject"))
    (verb, ends) = (phrases.category("verb"), phrases.category("ends"))
    (refusal, reason) = (phrases.category("refusal"), phrases.category("reason"))
    dividing = [therefore, contrast, ends]
    all = CategorySet((Self.needed + Self.optional).map(phrases.category))
  }

  /// What a sentence says of the request.
  struct Sentence {
    var statements: [Statement] = []
    /// “therefore”, “as such”
    var isConclusion = false
    /// The first “the request”.
    var subject: Int?
    /// The end of the last word that divides the sentence, such as “therefore”, “but” or a comma; its start if there is none.
    var divided: Int
    /// The words before the last strong statement, from the subject on. They name what it is about.
    var topic = 0..<0
    /// “because the surgery is not medically necessary”
    var hasReason = false

    var isAboutRequest: Bool { subject != nil }
    var strong: [Statement] { statements.filter(\.isStrong) }
    /// Whether some strong statements are for the treatment and others against it.
    var isMixed: Bool { strong.contains(where: \.isGranted) && strong.contains { !$0.isGranted } }
  }

  /// Whether the sentence is about a refusal, and whether its verb was reached.
  private enum Refusal { case none, named, judged }

  /// What acts on the next statement.
  private struct Scope {
    var negation: Mark?
    var lack: Mark?
    var modal: Mark?
    var hasDoubt = false
    var hasCondition = false
    var isAttributed = false
    var hasCriterion = false
    /// “The denial of”: words of approval after its verb are for the denial.
    var refusal = Refusal.none
    /// Between “not” and its statement a comma opened words such as “at this time”.
    var isInterrupted = false
    /// The end of the last statement.
    var lastEnd = -10
    var wasNegated = false
  }

  /// Reads a sentence.
  func read(_ range: Range<Int>, of prose: Prose, _ title: ArraySlice<Prose>) -> Sentence {
    var sentence = Sentence(divided: range.lowerBound)
    var scope = Scope()
    for mark in prose.marks(in: range) where all.contains(mark.category) {
      switch mark.category {
      case necessary, unnecessary, favourable, unfavourable:
        let isPositive = mark.category == necessary || mark.category == favourable
        add(
          mark, isPositive, mark.category == necessary || mark.category == unnecessary, &sentence, &scope, prose, title)
      case met:
        if scope.hasCriterion || follows(criterion, mark, prose, range) {
          add(mark, true, false, &sentence, &scope, prose, title)
        }
      case criterion: scope.hasCriterion = true
      case negation: scope.negation = mark
      case lack: scope.lack = mark
      case doubt: scope.hasDoubt = true
      case condition: scope.hasCondition = true
      case modal: scope.modal = mark
      case attribution: scope.isAttributed = true
      case therefore:
        // “not, therefore, medically necessary”
        if !scope.isInterrupted { scope = Scope() }
        sentence.isConclusion = true
      case contrast: scope = Scope()
      case reason: sentence.hasReason = true
      case subject: sentence.subject = sentence.subject ?? Int(mark.first)
      case verb:
        scope.lack = nil
        // “not contraindicated and is medically necessary”
        scope.wasNegated = false
        if scope.refusal == .named { scope.refusal = .judged }
      case refusal: scope.refusal = .named
      // “not, at this time, medically necessary”
      case ends where scope.isInterrupted || scope.negation.map { $0.end == mark.first } ?? false:
        scope.isInterrupted.toggle()
      case ends:
        scope.negation = nil
        scope.lack = nil
        scope.hasCondition = false
      default: break
      }
      if dividing.contains(mark.category) { sentence.divided = Int(mark.end) }
    }
    return sentence
  }

  private func follows(_ category: Category, _ mark: Mark, _ prose: Prose, _ range: Range<Int>) -> Bool {
    prose.marks(in: prose.tokens(from: Int(mark.end), upTo: range.upperBound, atMost: 8)).contains {
      $0.category == category
    }
  }

  private func add(
    _ mark: Mark, _ isPositive: Bool, _ isStrong: Bool, _ sentence: inout Sentence, _ scope: inout Scope,
    _ prose: Prose,
    _ title: ArraySlice<Prose>
  ) {
    let first = Int(mark.first)
    // “The denial of the request was appropriate” speaks against the treatment.
    let isPositive = isPositive != (scope.refusal == .judged && !isStrong)
    var isNegated = false
    if let negation = scope.negation, first - Int(negation.end) <= 10, !SharedWords.isInTitle(negation, prose, title) {
      isNegated = true
    }
    if let lack = scope.lack, first - Int(lack.end) <= 10, !SharedWords.isInTitle(lack, prose, title) {
      isNegated = true
    }
    // “not reasonable and necessary”: the negation acts on both.
    if !isNegated, scope.wasNegated, first - scope.lastEnd <= 2 { isNegated = true }
    let isModal = scope.modal.map { first - Int($0.end) <= 6 } ?? false
    let isOpen = scope.hasCondition || scope.isAttributed || isModal
    if !isOpen || isNegated && isModal && !scope.hasCondition && !scope.isAttributed {
      if isStrong {
        let start = sentence.subject ?? sentence.divided
        sentence.topic = min(start, first)..<first
      }
      if scope.hasDoubt {
        if isPositive { sentence.statements.append(Statement(isGranted: false, isStrong: false, tokens: mark.tokens)) }
      } else {
        sentence.statements.append(
          Statement(isGranted: isPositive != isNegated, isStrong: isStrong, tokens: mark.tokens))
      }
    }
    (scope.lastEnd, scope.wasNegated) = (Int(mark.end), isNegated)
    (scope.negation, scope.modal, scope.isInterrupted) = (nil, nil, false)
  }
}
