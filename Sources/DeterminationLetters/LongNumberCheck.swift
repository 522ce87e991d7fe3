import JSONText

/// Finds numbers that are longer than those of any letter. Numbers have 34 digits at most (those of IEEE 754 decimal128), so that exact
/// arithmetic takes little work.
enum LongNumberCheck {
  static func findings(in document: JSONDocument) -> [Finding] {
    let most = ExactDecimal.mostInACase
    return document.longNumbers.prefix(Finding.mostInADocument).map { offset in
      Finding(
        .outOfRange, "a number has more than \(most.digits) digits, or an exponent beyond ±\(most.exponent)",
        fix: "write it shorter, or as a text", in: document.source, at: offset,
        pointer: document.pointer(toValueAt: offset), isCaseData: true)
    }
  }
}
