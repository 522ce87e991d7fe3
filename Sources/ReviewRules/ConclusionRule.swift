import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// The rationale concludes the opposite of the decision.
  package static let conclusionContradicts = FindingCode("IMR-R010", "rationale contradicts the decision")
}

/// Compares the decision with the conclusion of the rationale (Lab. Code 4610.6(h)(5)). 416 of 439 published rationales say “medically
/// necessary” or “not medically necessary” near their end. None contradicts its decision.
extension ReviewRule {
  static let conclusion = ReviewRule(
    "conclusion", .conclusionContradicts,
    "The last plain statement about medical necessity in the rationale is the opposite of the decision. “Upheld” confirms the denial: the treatment is not medically necessary.",
    fix: "check the decision and the rationale", source: "Lab. Code 4610.6(h)(5); 8 CCR 9792.10.6(d)",
    reads: [.decision, .rationale]
  ) { reading, findings in
    for item in reading.items {
      guard let decision = item.decision, let (prose, conclusion) = item.conclusion,
        conclusion.isNecessary == (decision == .upheld)
      else { continue }
      findings.report(
        .conclusionContradicts,
        conclusion.isNecessary
          ? "the rationale finds the treatment medically necessary, but the decision is “upheld”"
          : "the rationale finds the treatment not medically necessary, but the decision is “overturned”",
        fix: "check the decision; “upheld” means not medically necessary", at: conclusion.range, of: prose)
    }
  }
}

/// The conclusion of a sentence.
private struct Conclusion {
  var isNecessary: Bool
  var range: Range<Int>
}

extension CaseReading.Item {
  /// The last conclusion in the last few sentences of the rationale.
  fileprivate var conclusion: (Prose, Conclusion)? {
    var sentences = 0
    for prose in rationale.reversed() {
      var end = prose.tokens.count
      while end > 0 {
        let sentence = prose.sentence(around: end - 1)
        sentences += 1
        if let conclusion = prose.conclusion(in: sentence) { return (prose, conclusion) }
        if sentences == 5 { return nil }
        end = sentence.lowerBound
      }
    }
    return nil
  }
}

extension Prose {
  /// The last plain and unconditional statement about necessity in a sentence, if there is one.
  fileprivate func conclusion(in sentence: Range<Int>) -> Conclusion? {
    for index in sentence.reversed() {
      let start = max(sentence.lowerBound, index - 6)
      let isNegated = (start..<index).contains { tokens[$0].term.isIn([.not, .negation]) }
      switch tokens[index].term {
      case .unnecessary where term(index - 1) == .medically:
        return isNegated ? nil : Conclusion(isNecessary: false, range: index - 1..<index + 1)
      case .necessary where term(index - 1) == .medically || speaksOfRequest(sentence):
        if sentence.contains(where: { tokens[$0].term == .condition && $0 < index && !isModalBeforeBe($0) }) {
          return nil
        }
        if isNegated { return Conclusion(isNecessary: false, range: index - 1..<index + 1) }
        guard term(index - 1) == .medically, isAsserted(index - 1, sentence) else { return nil }
        return Conclusion(isNecessary: true, range: index - 1..<index + 1)
      case .necessity where term(index - 1) == .other || term(index - 1) == .medically: return nil
      default: continue
      }
    }
    return nil
  }

  /// “the request is not necessary”
  private func speaksOfRequest(_ sentence: Range<Int>) -> Bool {
    sentence.contains { tokens[$0].term == .request } && sentence.contains { tokens[$0].term == .therefore }
  }

  /// “would not be supported …, as such the request is not necessary”: a “therefore” ends the condition.
  private func isModalBeforeBe(_ condition: Int) -> Bool {
    let end = sentence(around: condition).upperBound
    return (condition..<end).contains { tokens[$0].term == .therefore }
  }

  /// “is medically necessary”, “was found to be medically necessary”, in a sentence without a negation.
  private func isAsserted(_ medically: Int, _ sentence: Range<Int>) -> Bool {
    let start = max(sentence.lowerBound, medically - 6)
    let isStated = (start..<medically).contains { tokens[$0].term.isIn([.linkingVerb, .assertion]) }
    return isStated && !sentence.contains { tokens[$0].term.isIn([.not, .negation]) }
  }
}
