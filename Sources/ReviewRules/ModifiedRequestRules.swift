import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// A part of a modified request that is the whole request.
  package static let modifiedPartsContradict = FindingCode("IMR-R012", "parts of a modified request do not fit")
  /// A modified request whose quantities do not add up.
  package static let quantitiesDoNotAddUp = FindingCode("IMR-R013", "quantities do not add up")
}

/// Rules about requests that were authorized in part (8 CCR 9792.10.6(d)).
extension ReviewRule {
  /// Neither the authorized part, nor the remaining part, nor the alternative can be the whole request.
  static let modifiedParts = ReviewRule(
    "modified-parts", .modifiedPartsContradict,
    """
    The authorized part, the remaining part or the alternative is the same as the whole request. Then nothing is left to decide, or \
    nothing was modified.
    """,
    fix: "check the parts", source: "8 CCR 9792.10.6(d)",
    reads: Rule.Place.modifiedParts
  ) { reading, findings in
    for item in reading.items {
      guard let original = item.modified["original"] else { continue }
      for (key, problem) in [
        ("authorized", "the whole request was authorized, so nothing is left to decide"),
        ("remaining", "the remaining part is the whole request, so nothing was authorized"),
        ("alternative", "the authorized alternative is the request itself"),
      ] {
        guard let part = item.modified[key], part.folded == original.folded else { continue }
        findings.report(.modifiedPartsContradict, problem, fix: "check the parts of the request", at: part.value)
      }
    }
  }

  /// Original = authorized + remaining, for every unit that has exactly one number in each of the three.
  static let modifiedQuantities = ReviewRule(
    "modified-quantities", .quantitiesDoNotAddUp,
    "The authorized quantity and the remaining quantity do not add up to the requested quantity.",
    fix: "check the quantities", source: "8 CCR 9792.10.6(d)",
    reads: Rule.Place.modifiedParts
  ) { reading, findings in
    for item in reading.items {
      guard let original = item.modified["original"]?.quantities,
        let authorized = item.modified["authorized"]?.quantities,
        let part = item.modified["remaining"]
      else { continue }
      for (unit, remaining) in part.quantities.sorted(by: { $0.key < $1.key }) {
        guard let whole = original[unit], let granted = authorized[unit], whole != granted + remaining else { continue }
        findings.report(
          .quantitiesDoNotAddUp, "\(granted) authorized and \(remaining) remaining do not add up to \(whole)",
          fix: "check the quantities of the parts", at: part.value)
        break
      }
    }
  }
}

extension Prose {
  /// The text's bytes without white space and with ASCII letters in lower case, for comparing.
  var folded: [UInt8] {
    text.utf8.compactMap { byte in
      byte <= 0x20 ? nil : (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
  }

  /// Numbers with a unit: `#60`, `12 sessions`, `times 12`, `eight visits`. Units that occur more than once or in a range are left out,
  /// because they cannot be added.
  fileprivate var quantities: [Int32: Int] {
    var counts: [Int32: [Int]] = [:]
    let hasRefills = tokens.contains { $0.term == .refill }
    for index in tokens.indices {
      if term(index) == .hash, term(index + 1) == .number, !hasRefills {
        counts[Unit.pieces, default: []].append(Int(tokens[index + 1].value))
      } else if term(index) == .times, let number = count(at: index + 1),
        term(index + 2) == nil || term(index + 2) == .comma
      {
        counts[Unit.times, default: []].append(number)
      } else if term(index) == .unit, let number = count(at: index - 1) {
        counts[tokens[index].value, default: []].append(isRange(index - 1) ? -1 : number)
      }
    }
    return counts.compactMapValues { $0.count == 1 && $0[0] >= 0 ? $0[0] : nil }
  }

  private enum Unit {
    static let pieces: Int32 = -1
    static let times: Int32 = -2
  }

  private func count(at index: Int) -> Int? {
    guard let term = term(index), term == .number || term == .numberWord else { return nil }
    // “0.5 tablets”, “10/325”
    if index > 0, tokens[index - 1].end == tokens[index].start, tokens[index - 1].term != .openParenthesis {
      return nil
    }
    return Int(tokens[index].value)
  }

  /// “two to three weeks”, “2-3 weeks”
  private func isRange(_ number: Int) -> Bool {
    guard let before = term(number - 1) else { return false }
    return before.isIn([.to, .hyphen, .slash])
  }
}
