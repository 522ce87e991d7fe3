import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// A guideline that cites the MTUS, although the letter describes it as outside of the MTUS.
  package static let outsideMTUSContradicts = FindingCode("IMR-R011", "guideline listed as non-MTUS cites the MTUS")
}

/// Lab. Code 4610.5(c)(2) ranks the MTUS first. A guideline that is described as outside of the MTUS cannot cite it.
extension ReviewRule {
  static let outsideMTUS = ReviewRule(
    "outside-mtus", .outsideMTUSContradicts,
    "The letter says that a guideline is outside of the MTUS, but the guideline cites the MTUS.",
    fix: "list chapters of the MTUS under “mtus”", source: "Lab. Code 4610.5(c)(2)",
    reads: Rule.Place.guidelines
  ) { reading, findings in
    for guideline in reading.items.flatMap(\.guidelines) {
      if let text = guideline.string {
        check(Prose(JSONValue(.string(text), at: guideline.offset)), isVerbatim: true, &findings)
      } else if guideline["mtus"] == nil, let other = guideline["nonMTUS"] {
        check(Prose(other), isVerbatim: false, &findings)
      }
    }
  }

  /// A sentence given verbatim must not contain both “outside of the MTUS” and “based on MTUS”. The letter says of any other citation that
  /// it is outside of the MTUS, so it must not name the MTUS.
  private static func check(_ prose: Prose, isVerbatim: Bool, _ findings: inout RuleFindings) {
    var saysOutside = !isVerbatim
    var cited: Int?
    for index in prose.tokens.indices where prose.term(index) == .mtus {
      let before = max(0, index - 4)..<index
      if before.contains(where: { prose.tokens[$0].term.isIn([.outside, .not]) })
        || prose.matches(.outside, .preposition, at: index - 3)
      {
        saysOutside = true
      } else if !prose.matches(.non, .hyphen, at: index - 2), !prose.matches(.non, at: index - 1) {
        cited = cited ?? index
      }
    }
    guard saysOutside, let cited else { return }
    findings.report(
      .outsideMTUSContradicts, "the letter says that this is outside of the MTUS, but it cites the MTUS",
      fix: "list chapters of the MTUS under “mtus”", at: cited..<cited + 1, of: prose)
  }
}
