/// The amounts of a split that is told in a few words, each with its role.
struct BriefAmounts {
  /// A number with what it counts.
  struct Amount {
    let kind: Quantity.Kind?
    let number: Int
    let tokens: Range<Int>
    var role: Category?
  }

  private var amounts: [Amount] = []

  /// Collects the quantities of a text and the numbers that stand alone.
  init(_ prose: Prose, _ quantities: [Quantity], _ reader: QuantityReader, _ roles: [Mark]) {
    // Rates, durations and strengths are no amounts that can be split.
    let usable = quantities.filter {
      !$0.isRate && !$0.isRange && $0.kind != .strength && $0.kind != .times && $0.kind != .unit("week")
        && $0.numbers.count == 1
    }
    for quantity in usable {
      amounts.append(Amount(kind: quantity.kind, number: quantity.numbers[0], tokens: quantity.tokens))
    }
    for (index, number) in reader.plainNumbers(in: prose)
    where !quantities.contains(where: { $0.tokens.contains(index) }) {
      amounts.append(Amount(kind: nil, number: number * 100, tokens: index..<index + 1))
    }
    amounts.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    for index in amounts.indices { amounts[index].role = role(of: index, roles) }
  }

  /// The phrase right after an amount, or right before it.
  private func role(of index: Int, _ roles: [Mark]) -> Category? {
    let tokens = amounts[index].tokens
    let next = index + 1 < amounts.count ? amounts[index + 1].tokens.lowerBound : .max
    let before = index > 0 ? amounts[index - 1].tokens.upperBound : 0
    let after = roles.first {
      Int($0.first) >= tokens.upperBound && Int($0.first) - tokens.upperBound <= 3 && Int($0.first) < next
    }
    if let after, !isBefore(after, next) { return after.category }
    return roles.last {
      Int($0.end) <= tokens.lowerBound && tokens.lowerBound - Int($0.end) <= 2 && Int($0.first) >= before
    }?.category
      ?? after?.category
  }

  /// Whether a phrase stands closer to the next amount, as in “8 visits, leaving 6”.
  private func isBefore(_ mark: Mark, _ next: Int) -> Bool { next != .max && next - Int(mark.end) <= 1 }

  /// The request: the first amount without a role, or with that of the request.
  var whole: (kind: Quantity.Kind, number: Int)? {
    amounts.first { $0.kind != nil && $0.role == nil }.flatMap { amount in amount.kind.map { ($0, amount.number) } }
  }

  /// The sum of the amounts of a role; nil if there is none.
  func total(_ role: Category, _ kind: Quantity.Kind) -> Int? {
    let own = amounts.filter { $0.role == role && ($0.kind == kind || $0.kind == nil) }
    return own.isEmpty ? nil : own.reduce(0) { $0 + $1.number }
  }
}
