import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// A guideline that says it lies outside of the MTUS and cites the MTUS.
  package static let outsideMTUSContradicts = FindingCode("IMR-R011", "outside of the MTUS, yet citing it")
}

/// Lab. Code 4610.5(c)(2) ranks the MTUS first; a guideline that is said to lie outside of it cannot cite it.
extension ReviewRule {
  static let outsideMTUS = ReviewRule(
    "outside-mtus", .outsideMTUSContradicts,
    "The letter says that a guideline lies outside of the MTUS, but the MTUS is cited.",
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

  /// In a sentence given verbatim, “outside of the MTUS” must not meet “based on MTUS”; a citation of anything else, for which
  /// the letter says so, must not name the MTUS.
  private static func check(_ prose: Prose, isVerbatim: Bool, _ findings: inout RuleFindings) {
    var saysOutside = !isVerbatim
    var cited: Int?
    for index in prose.tokens.indices where prose.term(index) == .mtus {
      let before = max(0, index - 4)..<index
      if before.contains(where: { prose.tokens[$0].term.isIn([.outside, .not]) })
        || prose.matches(.outside, .of, at: index - 3)
      {
        saysOutside = true
      } else if !prose.matches(.non, .hyphen, at: index - 2), !prose.matches(.non, at: index - 1) {
        cited = cited ?? index
      }
    }
    guard saysOutside, let cited else { return }
    findings.report(
      .outsideMTUSContradicts, "the letter says that this lies outside of the MTUS, but the MTUS is cited",
      fix: "list chapters of the MTUS under “mtus”", at: cited..<cited + 1, of: prose)
  }
}
