import DeterminationLetters
import Rules
import TestSupport
import Testing

/// Invented items, and what the rules say of the sentences that conclude their reasons.
@Suite("Rules about conclusions")
struct ConclusionRuleTests {
  private static func codes(_ items: [(title: String, decision: String, rationale: String)]) throws -> [FindingCode] {
    try InventedCase(items: items.map { .init($0.title, $0.decision, $0.rationale) }).findings.map(\.code)
  }

  /// Sentences after a conclusion, which do not conclude.
  static let after: [(decision: String, text: String)] = [
    ("upheld", "Norco should not be stopped at once; the amount that was authorized is appropriate for a taper."),
    ("upheld", "However, due to the nature of this drug, weaning is recommended."),
    ("upheld", "A supply for one month was approved and should be allowed."),
    ("upheld", "Weaning off the drug is medically necessary and was authorized already."),
    ("upheld", "Exercise is recommended instead."),
    ("upheld", "A new request with a drug screen can be approved."),
    ("overturned", "Larger amounts than these would not be supported without new findings."),
  ]

  @Test("take a sentence after the conclusion, about something else, for no conclusion", arguments: after.indices)
  func sentenceAfter(index: Int) throws {
    let (decision, text) = Self.after[index]
    let not = decision == "upheld" ? "not " : ""
    let reasons = "The notes were read. Based on the above, Norco is \(not)medically necessary. \(text)"
    #expect(try Self.codes([("Norco 5/325mg", decision, reasons)]) == [])
  }

  /// Sentences that contradict the decision.
  static let contradictions: [(decision: String, text: String)] = [
    (
      "upheld",
      "The notes were read. Based on the above, Norco is not medically necessary. Therefore, it should be allowed."
    ),
    ("upheld", "The notes were read. Based on the above, Norco is not medically necessary. The request is supported."),
    ("upheld", "The notes were read. Based on the above, Norco is not medically necessary. The denial is overturned."),
    ("upheld", "The notes were read. A month of Norco is recommended."),
    ("upheld", "The request for Norco was not medically necessary. Relief was noted. A month of Norco is recommended."),
    (
      "upheld",
      "Yes, the request for Norco is medically necessary. No relief was noted. Therefore, it is not medically necessary."
    ),
    (
      "overturned",
      "The request for Norco is not medically necessary. Relief was noted. Therefore, the request is medically necessary."
    ),
    (
      "overturned",
      "No, the request for Norco was not medically necessary, medically warranted, or indicated here. Relief was noted. As such, it is medically necessary."
    ),
  ]

  @Test(
    "find a conclusion that contradicts the decision, also in the first sentence", arguments: contradictions.indices)
  func contradiction(index: Int) throws {
    let (decision, text) = Self.contradictions[index]
    #expect(try Self.codes([("Norco 5/325mg", decision, text)]) == [.conclusionContradicts])
  }

  @Test(
    "take no rule, question or opinion in the first sentence for an answer",
    arguments: [
      "The request for Norco is not medically necessary unless relief is noted. It was.",
      "The claims administrator held that the request for Norco is not medically necessary. Relief was noted.",
      "The request for Norco was not medically necessary, said the first review. Relief was noted.",
      "The question is whether the request for Norco is medically necessary. Relief was noted.",
    ])
  func opening(text: String) throws {
    let reasons = text + " Therefore, the request is medically necessary."
    #expect(try Self.codes([("Norco 5/325mg", "overturned", reasons)]) == [])
  }

  /// Titles of two items, and a sentence that concludes the reasons of the first.
  typealias Conclusion = (title: String, other: String, text: String)

  private static func codes(_ conclusion: Conclusion) throws -> [FindingCode] {
    try codes([
      (conclusion.title, "upheld", "The notes were read. " + conclusion.text),
      (conclusion.other, "upheld", "The notes were read. Therefore, the request is not medically necessary."),
    ])
  }

  static let ofOthers: [Conclusion] = [
    (
      "Urine drug screen", "Naproxen 375mg #42",
      "Therefore, the request for Naproxen 375mg #42 is not medically necessary."
    ),
    ("Acupuncture, 6 sessions", "Work hardening", "The request for work hardening is not medically necessary."),
    (
      "Knee arthroscopy", "Cold therapy unit",
      "Therefore, the 7 day rental of a cold therapy unit is not medically necessary."
    ),
    (
      "Gabapentin 600mg", "Epidural steroid injection",
      "As such, the request for an additional epidural steroid injection is not medically necessary."
    ),
    // Sets of which a request names one value.
    ("MRI of the neck", "Acupuncture", "The request for an EMG of the left arm is not medically necessary."),
    (
      "MRI of the neck with contrast", "Acupuncture",
      "The request for an MRI of the neck without contrast is not medically necessary."
    ),
    (
      "TENS unit, purchase", "Acupuncture",
      "The request for a month's rental of a TENS unit is not medically necessary."
    ),
  ]

  @Test("find a conclusion about another item or study", arguments: ofOthers.indices)
  func ofOtherItem(index: Int) throws {
    #expect(try Self.codes(Self.ofOthers[index]) == [.conclusionOfOtherItem])
  }

  static let ofOwn: [Conclusion] = [
    ("Urine drug screen", "Naproxen 375mg #42", "Therefore, the request is not medically necessary."),
    ("Urine drug screen", "Naproxen 375mg #42", "A urine test without Naproxen is not medically necessary."),
    // The other item is a reason.
    (
      "Cold therapy unit", "Knee arthroscopy",
      "As the arthroscopy is not medically necessary, the unit is not medically necessary."
    ),
    (
      "Cold therapy unit", "Knee arthroscopy",
      "The unit is not medically necessary, since the arthroscopy is not medically necessary."
    ),
    (
      "Blood tests", "Knee arthroscopy",
      "The request for laboratory work before a knee arthroscopy is not medically necessary."
    ),
    // Brand and generic name.
    ("Ultram 50mg", "Tramadol ER 150mg", "The request for Tramadol is not medically necessary."),
    // Words that tell nothing.
    (
      "Chiropractic care, 6 visits", "Further physical therapy",
      "The request for further therapy is not medically necessary."
    ),
    // Another study as a circumstance, and a second value in common.
    (
      "CT of the neck", "Acupuncture", "The request for a CT of the neck after a normal MRI is not medically necessary."
    ),
    ("EMG/NCS of both arms", "Acupuncture", "The request for EMG is not medically necessary."),
    ("Cervical fusion", "MRI of the neck", "The results of the MRI show that the fusion is not medically necessary."),
    (
      "TENS unit, purchase", "Acupuncture",
      "The request for purchase of a TENS unit after the rental is not medically necessary."
    ),
  ]

  @Test("leave a conclusion alone that may be about its own item", arguments: ofOwn.indices)
  func ofOwnItem(index: Int) throws {
    #expect(try Self.codes(Self.ofOwn[index]) == [])
  }
}
