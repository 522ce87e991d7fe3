import Diagnostics
import JSONText

extension FindingCode {
  /// The reasons speak of another quantity than the request.
  package static let quantityDiffers = FindingCode("IMR-R014", "quantity differs from the request")
}

extension RuleKind {
  /// `each`, `title`, `text`, `summary`, `words`: where the reasons repeat a quantity or strength of the request, it is the same.
  package static let quantities = RuleKind(
    "quantities",
    Explanation(
      .quantityDiffers,
      "The reasons repeat a number of the request (visits, tablets, milligrams), and it differs. Numbers of earlier treatment, of the authorized part and of guidelines are left out; rates are not added up.",
      fix: "check both numbers", source: "Lab. Code 4610.6(h)(5)", severity: .warning),
    seesElements: false
  ) { settings in
    settings.readEach(isRequired: true)
    let (title, texts, summary) = settings.requestTexts()
    guard
      let words = settings.phrases(
        "words", needed: QuantityReader.needed, optional: QuantityReader.optional, valued: QuantityReader.valued)
    else {
      return nil
    }
    let comparison = QuantityComparison(words)
    guard let each = settings.eachList() else { return nil }
    return { reading, _, findings in
      let elements = reading.elements(ofEach: each)
      let requests = elements.map { comparison.request(reading.texts(title, $0)) }
      guard requests.contains(where: { $0 != nil }) else { return }
      let summary = comparison.read(reading.texts(summary))
      var known: [Quantity.Kind: Set<Int>]?
      func numbers() -> [Quantity.Kind: Set<Int>] {
        let found = known ?? QuantityComparison.numbers(of: requests)
        known = found
        return found
      }
      for (element, request) in zip(elements, requests) {
        guard let request else { continue }
        let reasons = comparison.read(reading.texts(texts, element))
        let conflict =
          comparison.conflict(of: request, in: reasons) ?? comparison.strengthConflict(of: request, in: summary)
          ?? comparison.summaryConflict(of: request, in: summary, numbers)
        guard let conflict else { continue }
        findings.report(
          .quantityDiffers, conflict.message, fix: "check both numbers", at: conflict.tokens, of: conflict.prose,
          comparedWith: .init(conflict.otherProse, conflict.other))
      }
    }
  }
}

/// Compares the quantities of a request with those of its reasons.
struct QuantityComparison: Sendable {
  struct Request {
    let titles: ArraySlice<Prose>
    /// Each quantity with the index of its title.
    let quantities: [(title: Int, quantity: Quantity)]
    /// Long words of the titles, such as the names of drugs.
    let words: [WordTable.Key]
  }
  /// A text and its quantities.
  typealias Reading = (prose: Prose, quantities: [Quantity])
  struct Conflict {
    let message: String
    let prose: Prose
    let tokens: Range<Int>
    let otherProse: Prose
    let other: Range<Int>
  }

  /// How many tokens before a quantity are read; no sentence of a letter is longer. And how many numbers of a title are added up.
  private static let farthest = 200, mostNumbers = 40
  /// How many tokens the subject of a conclusion has after its quantity.
  private static let longestSubject = 30

  private let reader: QuantityReader
  let ends: Category
  private let request, except, past, authorized, concluded: Category
  private let scopes: CategorySet

  init(_ words: Phrases) {
    reader = QuantityReader(words)
    (request, except, ends) = (words.category("request"), words.category("except"), words.category("ends"))
    (past, authorized) = (words.category("past"), words.category("granted"))
    concluded = words.category("concluded")
    scopes = words.set("request", "except", "past", "ends", "granted")
  }

  /// The quantities of some texts.
  func read(_ proses: ArraySlice<Prose>) -> [Reading] { proses.map { ($0, reader.quantities(in: $0)) } }

  func request(_ titles: ArraySlice<Prose>) -> Request? {
    let quantities = titles.indices.flatMap { index in
      withTotals(reader.quantities(in: titles[index])).map { (index, $0) }
    }
    guard !quantities.isEmpty else { return nil }
    return Request(
      titles: titles, quantities: quantities, words: titles.flatMap { $0.keys(0..<$0.tokens.count, least: 4) })
  }

  /// “2 times a week for 6 weeks” are twelve sessions, if the title does not give their number.
  private func withTotals(_ quantities: [Quantity]) -> [Quantity] {
    guard !quantities.contains(where: { $0.kind == .unit("session") && !$0.isRate }),
      let rate = quantities.first(where: { $0.kind == .times && $0.isRate || $0.kind == .unit("session") && $0.isRate }
      ),
      let weeks = quantities.first(where: { $0.kind == .unit("week") && !$0.isRate && $0.numbers.count == 1 })
    else { return quantities }
    return quantities + [
      Quantity(
        kind: .unit("session"), numbers: rate.numbers.map { $0 * weeks.numbers[0] / 100 }, isRange: false,
        isRate: false,
        tokens: rate.tokens)
    ]
  }

  func conflict(of request: Request, in reasons: [Reading]) -> Conflict? {
    for (prose, quantities) in reasons {
      for quantity in quantities {
        let own = request.quantities.filter {
          $0.quantity.kind == quantity.kind && $0.quantity.isRate == quantity.isRate
        }
        guard let first = own.first, !allowed(quantity, own.map(\.quantity), request),
          concerns(request, quantity, prose)
        else { continue }
        return Conflict(
          message: quantity.kind == .strength
            ? "the reasons and the title name different strengths" : "the reasons and the title name different numbers",
          prose: prose, tokens: quantity.tokens, otherProse: request.titles[first.title], other: first.quantity.tokens)
      }
    }
    return nil
  }

  /// Whether a number may stand in the reasons: it is in the title, or numbers of the title give it.
  func allowed(_ quantity: Quantity, _ own: [Quantity], _ request: Request) -> Bool {
    if quantity.isRange || own.contains(where: \.isRange) {
      return own.contains { $0.numbers == quantity.numbers } || !(quantity.isRange && own.allSatisfy(\.isRange))
    }
    if quantity.kind == .strength { return quantity.mayBeStrength(among: own) }
    let numbers = own.flatMap(\.numbers)
    // So many numbers have a sum or a difference for nearly every other number.
    if numbers.count > Self.mostNumbers { return true }
    if quantity.numbers.contains(where: numbers.contains) { return true }
    guard !quantity.isRate else { return false }
    // Parts of a request may be added up.
    for (index, one) in numbers.enumerated() {
      for other in numbers[(index + 1)...]
      where quantity.numbers.contains(one + other) || quantity.numbers.contains(abs(one - other)) {
        return true
      }
    }
    // Totals of rates: “2 times a week for 6 weeks”.
    let every = request.quantities.map(\.quantity)
    let rates = every.filter { $0.isRate }.flatMap(\.numbers)
    let times = every.filter { !$0.isRate && $0.kind != .strength }.flatMap(\.numbers)
    return rates.contains { rate in times.contains { quantity.numbers.contains(rate * $0 / 100) } }
  }

  /// Whether a quantity in the reasons is that of the request: the drug of the title stands before it, or the clause speaks of the request.
  func concerns(
    _ request: Request, _ quantity: Quantity, _ prose: Prose, mustSpeak: Bool = false
  ) -> Bool {
    let isNamed = isNamed(quantity, request, prose)
    if quantity.kind == .strength, !isNamed { return false }
    // The title of a modified request names the granted part too.
    let tellsGranted = request.titles.count > 1
    let sentence = prose.sentence(around: quantity.tokens.lowerBound)
    var speaksOfRequest = false
    var isInClause = true
    let start = max(sentence.lowerBound, quantity.tokens.lowerBound - Self.farthest)
    for mark in prose.marks(in: start..<quantity.tokens.lowerBound).reversed()
    where scopes.contains(mark.category) {
      let isException = mark.category == except || mark.category == past || mark.category == authorized && !tellsGranted
      if isInClause, isException { return false }
      if mark.category == self.request { speaksOfRequest = true }
      // “the request for acupuncture, 2 times a week for 6 weeks”
      if mark.category == ends { isInClause = false }
    }
    let after = prose.tokens(from: quantity.tokens.upperBound, upTo: sentence.upperBound, atMost: 8)
    for mark in prose.marks(in: after)
    where scopes.contains(mark.category) {
      if mark.category == ends { break }
      if mark.category == past || mark.category == authorized && !tellsGranted { return false }
      // “#25 was authorized”: the title says how many were.
      if mark.category == authorized { return true }
      if mark.category == self.request { speaksOfRequest = true }
    }
    if !speaksOfRequest { speaksOfRequest = isConcluded(after: quantity, sentence, prose) }
    return speaksOfRequest || !mustSpeak && isNamed && quantity.kind != .unit("week")
  }

  /// “the 14 day rental of the unit is not medically necessary”
  private func isConcluded(after quantity: Quantity, _ sentence: Range<Int>, _ prose: Prose) -> Bool {
    let after = prose.tokens(from: quantity.tokens.upperBound, upTo: sentence.upperBound, atMost: Self.longestSubject)
    let mark = prose.marks(in: after).first { scopes.contains($0.category) || $0.category == concluded }
    return mark.map { $0.category == concluded } ?? false
  }

  /// Whether a word of the title stands directly before a quantity.
  func isNamed(_ quantity: Quantity, _ request: Request, _ prose: Prose) -> Bool {
    let sentence = prose.sentence(around: quantity.tokens.lowerBound)
    let reach = quantity.kind == .pieces ? 8 : 3
    let before = max(sentence.lowerBound, quantity.tokens.lowerBound - reach)..<quantity.tokens.lowerBound
    return prose.keys(before, least: 4).contains(where: request.words.contains)
  }
}
