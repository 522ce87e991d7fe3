import DeterminationLetters
import Rules
import TestSupport
import Testing

/// Invented requests, and what the rules say of their amounts, sides and levels.
@Suite("Rules about requests")
struct RequestRuleTests {
  typealias Sample = (title: String, summary: String, text: String, codes: [FindingCode])

  static let requests: [Sample] = [
    // The sentence that concludes speaks of the request.
    (
      "Cold therapy unit, 7 day rental", "",
      "Therefore, the 14 day rental of a cold therapy unit is not medically necessary.",
      [.quantityDiffers]
    ),
    (
      "Cold therapy unit, 7 day rental", "",
      "Therefore, the 7 day rental of a cold therapy unit is not medically necessary.",
      []
    ),
    (
      "Cold therapy unit, 7 day rental", "",
      "A guideline allows 14 days, and this rental is not medically necessary. The request is not medically necessary.",
      []
    ),
    // Two substances: each has its strength.
    ("Norco 10/325mg", "", "Therefore, the request for Norco 5/325mg is not medically necessary.", [.quantityDiffers]),
    ("Norco 10/325mg", "", "Therefore, the request for Norco 10/300mg is not medically necessary.", [.quantityDiffers]),
    ("Norco 10/325mg", "", "Therefore, the request for Norco 10/325 mg is not medically necessary.", []),
    ("Norco 10/325mg", "", "Therefore, the request for Norco 10mg is not medically necessary.", []),
    (
      "Norco 10/325mg", "She takes Norco 5/325mg.", "Therefore, the request is not medically necessary.",
      [.quantityDiffers]
    ),
    (
      "Norco 10/325mg", "She took Norco 5/325mg, and takes Norco 10/325mg.",
      "Therefore, the request is not medically necessary.", []
    ),
    // What the summary says of the request.
    (
      "Acupuncture, 6 sessions", "The physician requested acupuncture 12 sessions.",
      "The request is not medically necessary.", [.quantityDiffers]
    ),
    (
      "Naproxen 500mg #60 with 2 refills", "The physician requested Naproxen 500mg #60 with 5 refills.",
      "The request is not medically necessary.", [.quantityDiffers]
    ),
    (
      "Acupuncture, 6 sessions",
      "She completed 12 sessions of acupuncture. The physician requested acupuncture 6 sessions.",
      "The request is not medically necessary.", []
    ),
    (
      "Acupuncture, 6 sessions", "An earlier request for acupuncture, 12 sessions, was withdrawn.",
      "The request is not medically necessary.", []
    ),
    (
      "Acupuncture, 2 times a week for 3 weeks", "The physician requested acupuncture 8 sessions in May.",
      "The request is not medically necessary.", []
    ),
    // What belongs to a nerve is no level.
    (
      "Epidural injection at L5-S1", "A scan showed narrowing at L4-5.",
      "She has loss in the L5 dermatome. The injection at L4-5 is not medically necessary.", [.spinalLevelContradicts]
    ),
    (
      "Epidural injection at L4-5", "A scan showed narrowing at L4-5.",
      "She has loss along the L5 nerve root. The request is not medically necessary.", []
    ),
    // A side that is not at issue.
    (
      "Left knee brace", "",
      "The right knee aches too, but it is not at issue. The request is not medically necessary.", []
    ),
    (
      "Left knee brace", "", "The right knee aches, but a brace helps. The request is not medically necessary.",
      [.lateralityContradicts]
    ),
  ]

  @Test("compare amounts, strengths, levels and sides", arguments: requests.indices)
  func compares(index: Int) throws {
    let (title, summary, text, codes) = Self.requests[index]
    let found = try InventedCase(
      summary: "The worker was hurt on 7-14-16. " + summary, items: [.init(title, "upheld", text)]
    ).findings
    #expect(found.map(\.code) == codes, "\(found.map(\.message))")
  }

  static let parts: [(original: String, authorized: String, remaining: String, codes: [FindingCode])] = [
    ("Norco 10/325mg #90", "Norco 10/325mg #60", "Norco 10/325mg #30", []),
    ("Norco 10/325mg #90", "Norco 10/325mg #60", "Norco 5/325mg #30", [.quantitiesDoNotAddUp]),
    ("Norco 10/325mg #90", "Norco 5/325mg #60", "Norco 10/325mg #30", []),
    ("Therapy, left knee, 12 visits", "Therapy, left knee, 6 visits", "Therapy, left knee, 6 visits", []),
    (
      "Therapy, left knee, 12 visits", "Therapy, left knee, 6 visits", "Therapy, right knee, 6 visits",
      [.lateralityContradicts]
    ),
    ("Therapy, both knees, 12 visits", "Therapy, left knee, 6 visits", "Therapy, right knee, 6 visits", []),
    ("Therapy, 12 visits", "Therapy, left knee, 6 visits", "Therapy, right knee, 6 visits", []),
  ]

  @Test("compare the parts of a modified request", arguments: parts.indices)
  func comparesParts(index: Int) throws {
    let (original, authorized, remaining, codes) = Self.parts[index]
    let item = InventedCase.Item(
      original: original, authorized: authorized, remaining: remaining,
      "The notes were read. Therefore, the remaining request is not medically necessary.")
    let found = try InventedCase(items: [item]).findings
    #expect(found.map(\.code) == codes, "\(found.map(\.message))")
  }

  static let told: [(summary: String, codes: [FindingCode])] = [
    ("Her pain was rated 16 out of 10.", [.scoreBeyondScale]),
    ("She had pain rated at 80/10 without her drugs and 4/10 with them.", [.scoreBeyondScale]),
    ("She had pain rated at /10.", [.scoreBeyondScale]),
    ("Her pain score was 11 / 10.", [.scoreBeyondScale]),
    ("Her pain was rated 10 out of 10, then 0 to 6 out of 10.", []),
    ("Her pain was 7.5/10. Flexion was 120/180, and strength 4/5.", []),
    ("She had pain on 11/10 and on 10/10/2016.", []),
    ("She attended 12 out of 10 visits.", []),
    // The number of another case.
    ("See the case CM16-9000322.", [.identity]),
    ("This is the case CM16-9000321.", []),
    ("The form CM16-12 was sent.", []),
    ("She takes a steriod.", [.misspelt]),
  ]

  @Test("find scores beyond their scale, numbers of other cases and misspelt words", arguments: told.indices)
  func findsInSummary(index: Int) throws {
    let (summary, codes) = Self.told[index]
    let item = InventedCase.Item("Knee brace", "upheld", "The request is not medically necessary.")
    let found = try InventedCase(summary: "The worker was hurt on 7-14-16. " + summary, items: [item]).findings
    #expect(found.map(\.code) == codes, "\(found.map(\.message))")
  }

  @Test(
    "find a guideline of a later year than the letter",
    arguments: [(2016, [FindingCode]()), (2004, []), (2017, [.impossibleDate])])
  func guidelineYear(year: Int, codes: [FindingCode]) throws {
    let item = InventedCase.Item(
      "Acupuncture", "upheld", "The request is not medically necessary.",
      guidelines: [.init(guideline: "Acupuncture Treatment", year: year)])
    let found = try InventedCase(items: [item]).findings
    #expect(found.map(\.code) == codes)
    #expect(found.allSatisfy { $0.pointer == "/disputedItems/0/reviewerGuideline/mtus/0/year" })
  }
}
