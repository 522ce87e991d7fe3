/// The words that rules look for. All other words are ``other``.
enum Term: UInt8, Sendable {
  case other, number, symbol

  // Punctuation with a meaning for rules
  case hyphen, slash, comma, period, openParenthesis, closeParenthesis, hash

  // Sides and parts of the body
  case left, right, bilateral, bodyPart

  // People
  case he, she, male, female, otherPerson, worker, year, old

  // Conclusions
  case medically, necessary, unnecessary, necessity, assertion, negation, condition, request, therefore

  // Dates
  case month, on, preposition, linkingVerb, dated, date, determiner, injury, industrial, earlier, utilization, review,
    ur
  case report, decision, sustained, denied

  // Quantities
  case numberWord, times, unit, refill, to

  // Guidelines
  case mtus, non, outside, not
}

extension Term {
  /// Whether it is one of some terms.
  func isIn(_ terms: TermSet) -> Bool { terms.contains(self) }
}

/// A set of terms. It tests membership without hashing.
struct TermSet: Sendable, Equatable, ExpressibleByArrayLiteral {
  private var bits: UInt64 = 0

  init(arrayLiteral terms: Term...) {
    for term in terms { bits |= 1 << UInt64(term.rawValue) }
  }

  var isEmpty: Bool { bits == 0 }

  mutating func insert(_ term: Term) { bits |= 1 << UInt64(term.rawValue) }

  func isSubset(of other: TermSet) -> Bool { bits & ~other.bits == 0 }

  func contains(_ term: Term) -> Bool { bits >> UInt64(term.rawValue) & 1 == 1 }
}
