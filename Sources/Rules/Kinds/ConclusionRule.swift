import Diagnostics
import JSONText

extension FindingCode {
  /// The rationale concludes the opposite of the decision.
  package static let conclusionContradicts = FindingCode("IMR-R010", "rationale contradicts the decision")
}

extension RuleKind {
  /// `each`, `outcome`, `granted`, `refused`, `title`, `text`, `terms`: what a text concludes is not the opposite of the decision. 416 of
  /// 439 published rationales say “medically necessary” or “not medically necessary” near their end.
  package static let conclusion = RuleKind(
    "conclusion",
    Explanation(
      .conclusionContradicts,
      "The text concludes the opposite of the decision. For Independent Medical Review, “upheld” confirms the denial: the treatment is not medically necessary.",
      fix: "check the decision and the rationale", source: "Lab. Code 4610.6(h)(5); 8 CCR 9792.10.6(d)",
      severity: .warning)
  ) { settings in
    settings.readEach()
    let outcome = settings.path("outcome", .enumeration)
    let granted = settings.values("granted", of: outcome)
    let refused = settings.values("refused", of: outcome)
    let title = settings.texts("title", isRequired: false)
    let texts = settings.texts("text")
    let terms = settings.phrases("terms", needed: ConclusionReader.needed, optional: ConclusionReader.optional)
    guard let outcome, let terms else { return nil }
    let reader = ConclusionReader(terms)
    return { reading, element, findings in
      guard let decision = outcome.value(in: element.value), let name = decision.string else { return }
      let isGranted = granted.contains(name)
      guard isGranted || refused.contains(name) else { return }
      let proses = reading.texts(texts, element)
      guard let found = reader.opposite(of: isGranted, in: proses, title: reading.texts(title, element)) else {
        return
      }
      findings.report(
        .conclusionContradicts,
        found.statement.isGranted
          ? "the text finds for the treatment, but the decision is “\(name)”"
          : "the text finds against the treatment, but the decision is “\(name)”",
        fix: "check the decision and the text", at: found.statement.tokens, of: found.prose,
        comparedWith: .init(decision))
    }
  }
}
