import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// A guideline that cites the MTUS, although the letter describes it as outside of the MTUS.
  package static let outsideMTUSContradicts = FindingCode("IMR-R011", "guideline listed as non-MTUS cites the MTUS")
}

extension RuleKind {
  /// Lab. Code 4610.5(c)(2) ranks the MTUS first. A guideline that is described as outside of the MTUS cannot cite it.
  static let outsideMTUS = RuleKind(
    "outside-mtus",
    Explanation(
      .outsideMTUSContradicts,
      "The letter says that a guideline is outside of the MTUS, but the guideline cites the MTUS.",
      fix: "list chapters of the MTUS under “mtus”", source: "Lab. Code 4610.5(c)(2)", severity: .warning)
  ) { _ in
    { reading, element, findings in
      for item in element.value["disputedItems"]?.array ?? [] {
        for guideline in OutsideMTUS.fields.compactMap({ item[$0] }) {
          guard let (prose, isVerbatim) = OutsideMTUS.prose(of: guideline, reading),
            let cited = OutsideMTUS.citation(in: prose, isVerbatim: isVerbatim)
          else { continue }
          findings.report(
            .outsideMTUSContradicts, "the letter says that this is outside of the MTUS, but it cites the MTUS",
            fix: "list chapters of the MTUS under “mtus”", at: cited..<cited + 1, of: prose)
        }
      }
    }
  }
}

enum OutsideMTUS {
  static let fields = ["claimsAdministratorGuideline", "reviewerGuideline"]
  static let places = fields.map { Rule.Place("disputedItems[].\($0)") }

  /// The text of a guideline that is, or may be, outside of the MTUS.
  static func prose(of guideline: JSONValue, _ reading: CaseReading) -> (prose: Prose, isVerbatim: Bool)? {
    if guideline.string != nil { return reading.prose(of: guideline).map { ($0, true) } }
    guard guideline["mtus"] == nil, let other = guideline["nonMTUS"] else { return nil }
    return reading.prose(of: other).map { ($0, false) }
  }

  /// The token that cites the MTUS. A sentence given verbatim must not contain both “outside of the MTUS” and “based on MTUS”. The letter
  /// says of any other citation that it is outside of the MTUS, so it must not name the MTUS.
  static func citation(in prose: Prose, isVerbatim: Bool) -> Int? {
    let cites = prose.places(of: "mtus")
    guard !cites.isEmpty else { return nil }
    var saysOutside = !isVerbatim
    var cited: Int?
    for index in cites {
      let before = SharedWords.words(max(0, index - 4)..<index, of: prose)
      if before.contains("outside") || before.contains("not") {
        saysOutside = true
      } else if !before.suffix(2).contains("non") {
        cited = cited ?? index
      }
    }
    return saysOutside ? cited : nil
  }
}
