/// Compares the quantities of a request with those of the summary.
extension QuantityComparison {
  /// What the summary says of the request: the drug and “the request for” stand before the number.
  /// - Parameter numbers: the numbers of all requests, because the summary may speak of another one. They are asked for only if they matter.
  func summaryConflict(
    of request: Request, in summary: [Reading], _ numbers: () -> [Quantity.Kind: Set<Int>]
  ) -> Conflict? {
    for (prose, quantities) in summary {
      for quantity in quantities where quantity.kind == .pieces && isNamed(quantity, request, prose) {
        if let conflict = conflict(of: request, withSummary: quantity, prose) { return conflict }
      }
    }
    // Visits and refills: the summary may also tell an earlier request, so it must nowhere name the number of a request.
    for kind in Self.told where hasNumber(request, kind) {
      let known = numbers()
      var found: Conflict?
      var isRight = false
      for (prose, quantities) in summary {
        for quantity in quantities where quantity.kind == kind && !quantity.isRate {
          if quantity.numbers.contains(where: { known[kind]?.contains($0) ?? false }),
            concerns(request, quantity, prose, mustSpeak: true)
          {
            isRight = true
          }
          guard found == nil, isToldOf(quantity, request, prose) else { continue }
          found = conflict(of: request, withSummary: quantity, prose)
        }
      }
      if let found, !isRight { return found }
    }
    return nil
  }

  private static let told: [Quantity.Kind] = [.unit("session"), .unit("refill")]

  /// Whether the title itself names a number. The total of “2 times a week for 3 weeks” is a result.
  private func hasNumber(_ request: Request, _ kind: Quantity.Kind) -> Bool {
    let named = request.quantities.filter { $0.quantity.kind == kind && !$0.quantity.isRate }
    guard !named.isEmpty else { return false }
    func place(_ title: Int, _ quantity: Quantity) -> Int { title << 32 | quantity.tokens.lowerBound }
    let rates = Set(request.quantities.lazy.filter(\.quantity.isRate).map { place($0.title, $0.quantity) })
    return named.contains { !rates.contains(place($0.title, $0.quantity)) }
  }

  /// The numbers of some requests, for each kind.
  static func numbers(of requests: [Request?]) -> [Quantity.Kind: Set<Int>] {
    var numbers: [Quantity.Kind: Set<Int>] = [:]
    for (_, quantity) in requests.flatMap({ $0?.quantities ?? [] }) where told.contains(quantity.kind) {
      numbers[quantity.kind, default: []].formUnion(quantity.numbers)
    }
    return numbers
  }

  private func conflict(of request: Request, withSummary quantity: Quantity, _ prose: Prose) -> Conflict? {
    let own = request.quantities.filter { $0.quantity.kind == quantity.kind && !$0.quantity.isRate }
    guard let first = own.first, !allowed(quantity, own.map(\.quantity), request),
      concerns(request, quantity, prose, mustSpeak: true)
    else { return nil }
    return Conflict(
      message: "the title and the summary name different numbers", prose: request.titles[first.title],
      tokens: first.quantity.tokens, otherProse: prose, other: quantity.tokens)
  }

  /// Whether a long word of the title stands shortly before a quantity or right after it, with no comma between: “acupuncture 6 sessions”, “6
  /// visits of therapy”.
  private func isToldOf(_ quantity: Quantity, _ request: Request, _ prose: Prose) -> Bool {
    let sentence = prose.sentence(around: quantity.tokens.lowerBound)
    let reach = quantity.kind == .unit("refill") ? 8 : 3
    var start = max(sentence.lowerBound, quantity.tokens.lowerBound - reach)
    for mark in prose.marks(in: start..<quantity.tokens.lowerBound) where mark.category == ends {
      start = min(Int(mark.end), quantity.tokens.lowerBound)
    }
    let after = prose.tokens(from: quantity.tokens.upperBound, upTo: sentence.upperBound, atMost: 3)
    let words = prose.keys(start..<quantity.tokens.lowerBound, least: 5) + prose.keys(after, least: 5)
    return words.contains(where: request.words.contains)
  }

  /// The summary names the drug only with other strengths, and the reasons with none.
  func strengthConflict(of request: Request, in summary: [Reading]) -> Conflict? {
    guard let own = request.quantities.first(where: { $0.quantity.kind == .strength }) else { return nil }
    let allowed = request.quantities.map(\.quantity).filter { $0.kind == .strength }
    var other: (Prose, Quantity)?
    for (prose, quantities) in summary {
      for quantity in quantities where quantity.kind == .strength && isNamed(quantity, request, prose) {
        if allowed.contains(where: { quantity.hasStrength(of: $0) }) { return nil }
        other = other ?? (prose, quantity)
      }
    }
    guard let other else { return nil }
    return Conflict(
      message: "the title and the summary name different strengths", prose: request.titles[own.title],
      tokens: own.quantity.tokens, otherProse: other.0, other: other.1.tokens)
  }
}
