import DeterminationLetters
import Rules
import Foundation
import JSONText
import TestSupport
import Testing

/// An invented case without a defect, and what every rule says of it once a defect is sown.
@Suite("Rules of the review")
struct SeededDefectTests {
  static let sound = #"""
    {
      "case": {
        "number": "CM16-9000321", "dateAssigned": "2016-11-09", "decisionDate": "2016-12-05", "dateOfInjury": "2016-07-14",
        "urDenialDate": "2016-10-20", "priority": "standard", "applicationReceived": "2016-10-31"
      },
      "reviewer": {"licensure": ["California", "New York"], "certifications": ["Sports Medicine", "Pain Management"]},
      "clinicalCaseSummary": [
        "The injured worker is a 51 year old female who sustained an industrial injury on 7-14-16. She fell on a wet floor and hurt her left knee and her back. The physician noted that he found an effusion of the left knee and weakness at L4-5. She was last seen on October 3, 2016. On 10-20-2016, Utilization Review non-certified the requests."
      ],
      "disputedItems": [
        {
          "description": "MRI of the left knee",
          "decision": "upheld",
          "claimsAdministratorGuideline": {"mtus": [{"guideline": "Knee Complaints", "year": 2004}]},
          "reviewerGuideline": {"nonMTUS": "Official Disability Guidelines (ODG), Knee Chapter."},
          "rationale": ["Films of the left knee were normal.", "Therefore, the request is not medically necessary."]
        },
        {
          "description": "Epidural steroid injection at L4-5",
          "decision": "overturned",
          "claimsAdministratorGuideline": {"mtus": []},
          "reviewerGuideline": {"mtus": [{"guideline": "Low Back Complaints", "year": 2004}]},
          "rationale": ["An injection at L4-L5 is supported. As such, the request is medically necessary."]
        },
        {
          "modified": {
            "original": "Acupuncture for 8 sessions", "authorized": "Acupuncture for 6 sessions",
            "remaining": "Acupuncture for 2 sessions"
          },
          "decision": "upheld",
          "claimsAdministratorGuideline": {"mtus": []},
          "reviewerGuideline": {"mtus": []},
          "rationale": ["She has had six sessions. The remaining sessions are not medically necessary."]
        }
      ]
    }
    """#

  struct Defect: Sendable, CustomTestStringConvertible {
    var from: String
    var to: String
    var code: FindingCode
    var pointer: String

    init(_ from: String, _ to: String, _ code: FindingCode, _ pointer: String) {
      (self.from, self.to, self.code, self.pointer) = (from, to, code, pointer)
    }

    var testDescription: String { "\(code): \(from) → \(to)" }
  }

  static let headerDefects = [
    Defect("\"2016-10-31\"", "\"2016-11-10\"", .datesOutOfOrder, "/case/dateAssigned"),
    Defect(
      "\"decisionDate\": \"2016-12-05\"", "\"decisionDate\": \"2016-11-01\"", .datesOutOfOrder, "/case/decisionDate"),
    Defect("CM16-", "CM14-", .caseNumberYear, "/case/number"),
    Defect("2016-12-05", "2016-12-10", .clockExceeded, "/case/decisionDate"),
    Defect("\"standard\"", "\"expedited\"", .clockExceeded, "/case/decisionDate"),
    Defect(
      "\"dateOfInjury\": \"2016-07-14\"", "\"dateOfInjury\": \"2016-07-15\"", .injuryDateDiffers,
      "/clinicalCaseSummary/0"),
    Defect("injury on 7-14-16", "injury on July 4, 2016", .injuryDateDiffers, "/clinicalCaseSummary/0"),
    Defect("2016-10-20", "2016-10-21", .reviewDateDiffers, "/clinicalCaseSummary/0"),
    Defect("On 10-20-2016, Util", "On 10-2-2016, Util", .reviewDateDiffers, "/clinicalCaseSummary/0"),
    Defect("October 3, 2016", "02/30/2016", .impossibleDate, "/clinicalCaseSummary/0"),
    Defect("\"New York\"", "\"New Yrok\"", .unknownState, "/reviewer/licensure/1"),
    Defect("\"California\", \"New York\"", "\"California,New York\"", .joinedStates, "/reviewer/licensure/0"),
    Defect("She fell on", "On December 9, 3016 she fell on", .impossibleDate, "/clinicalCaseSummary/0"),
    Defect("last seen on October 3, 2016", "last seen on 12-20-2016", .chronology, "/clinicalCaseSummary/0"),
    Defect(
      "on October 3, 2016.", "on October 3, 2016. A request for authorization is dated 10-25-16.", .chronology,
      "/clinicalCaseSummary/0"),
    Defect("Sports Medicine", "Sports Medicinea", .unknownSpecialty, "/reviewer/certifications/0"),
  ]

  static let itemDefects = [
    Defect(
      "left knee\",\n      \"decision\": \"upheld\"", "left knee\",\n      \"decision\": \"overturned\"",
      .conclusionContradicts, "/disputedItems/0/rationale/1"),
    Defect("\"overturned\"", "\"upheld\"", .conclusionContradicts, "/disputedItems/1/rationale/0"),
    Defect(
      "is not medically necessary.", "was found to be medically necessary.", .conclusionContradicts,
      "/disputedItems/0/rationale/1"),
    Defect(
      "(ODG), Knee", "(ODG) and MTUS, Knee", .outsideMTUSContradicts, "/disputedItems/0/reviewerGuideline/nonMTUS"),
    Defect(
      "{\"nonMTUS\": \"Official", "{\"nonMTUS\": \"CA MTUS, Official", .outsideMTUSContradicts,
      "/disputedItems/0/reviewerGuideline/nonMTUS"),
    Defect(
      "{\"nonMTUS\": \"Official Disability Guidelines (ODG), Knee Chapter.\"}",
      "\"The Expert Reviewer based their decision on recommendation(s) outside of the MTUS Guidelines. Decision based on MTUS Knee Complaints 2004.\"",
      .outsideMTUSContradicts, "/disputedItems/0/reviewerGuideline"),
    Defect(
      "\"Acupuncture for 6 sessions\"", "\"Acupuncture for 8 sessions\"", .modifiedPartsContradict,
      "/disputedItems/2/modified/authorized"),
    Defect(
      "\"Acupuncture for 2 sessions\"", "\"acupuncture  for 8 sessions\"", .modifiedPartsContradict,
      "/disputedItems/2/modified/remaining"),
    Defect(
      "\"Acupuncture for 2 sessions\"", "\"Acupuncture for 3 sessions\"", .quantitiesDoNotAddUp,
      "/disputedItems/2/modified/remaining"),
    Defect(
      "\"Acupuncture for 6 sessions\"", "\"Acupuncture for five sessions\"", .quantitiesDoNotAddUp,
      "/disputedItems/2/modified/remaining"),
    Defect(
      "MRI of the left knee", "Epidural steroid injection at L4-5", .duplicateItem, "/disputedItems/1/description"),
    Defect(
      "MRI of the left knee", "Steroid injections, epidural; at the L4-L5", .duplicateItem,
      "/disputedItems/1/description"),
    Defect("for 8 sessions", "for 6 sessions", .quantitiesDoNotAddUp, "/disputedItems/2/modified/remaining"),
    Defect(
      "The remaining sessions are", "The request for 9 remaining sessions is", .quantityDiffers,
      "/disputedItems/2/rationale/0"),
    Defect(
      "(ODG), Knee Chapter", "(ODG), Shoulder Chapter", .chapterOfOtherRegion,
      "/disputedItems/0/reviewerGuideline/nonMTUS"),
    Defect("MRI of the left knee", "MRI of the right knee", .lateralityContradicts, "/disputedItems/0/rationale/0"),
    Defect("Films of the left knee", "Films of the right knee", .lateralityContradicts, "/disputedItems/0/rationale/0"),
    Defect("injection at L4-5", "injection at L5-S1", .spinalLevelContradicts, "/disputedItems/1/rationale/0"),
    Defect(
      "the request is not", "the request for an epidural steroid injection is not", .conclusionOfOtherItem,
      "/disputedItems/0/rationale/1"),
    Defect("at L4-L5 is", "at C5-6 and L2-3 is", .spinalLevelContradicts, "/disputedItems/1/rationale/0"),
  ]

  static let proseDefects = [
    Defect("She fell on", "He fell on", .sexContradicts, "/clinicalCaseSummary/0"),
    Defect("She has had", "He has had", .sexContradicts, "/disputedItems/2/rationale/0"),
    Defect("She has had", "The 51-year-old male has had", .sexContradicts, "/disputedItems/2/rationale/0"),
    Defect("She was last seen", "[INSERT COMPLAINTS] She was last seen", .unfilledSlot, "/clinicalCaseSummary/0"),
    Defect("October 3, 2016", "XX/XX/2016", .unfilledSlot, "/clinicalCaseSummary/0"),
    Defect("Knee Complaints", "TBD", .unfilledSlot, "/disputedItems/0/claimsAdministratorGuideline/mtus/0/guideline"),
    Defect("wet floor", "[PHONE NUMBER] floor", .unfilledSlot, "/clinicalCaseSummary/0"),
    Defect("wet floor", "[CLAIM_NUMBER] floor", .unfilledSlot, "/clinicalCaseSummary/0"),
    Defect("wet floor", "[object Object] floor", .unfilledSlot, "/clinicalCaseSummary/0"),
    Defect("wet floor", "${claim.number} floor", .unfilledSlot, "/clinicalCaseSummary/0"),
    Defect("wet floor", "wet floor of {company}", .unfilledSlot, "/clinicalCaseSummary/0"),
    Defect("wet floor", "wet floor &amp; stairs", .markupInText, "/clinicalCaseSummary/0"),
    Defect("wet floor", "wet floor, a doctorâ€™s note says,", .markupInText, "/clinicalCaseSummary/0"),
    Defect("wet floor", "wet (and dark floor", .damagedText, "/clinicalCaseSummary/0"),
    Defect("wet floor", "wet\\nfloor", .damagedText, "/clinicalCaseSummary/0"),
    Defect("on a wet floor", "on a a wet floor", .repetition, "/clinicalCaseSummary/0"),
    Defect("She has had", "The 63-year-old worker has had", .ageContradicts, "/disputedItems/2/rationale/0"),
    Defect("wet floor and", "wet floor.And", .spacing, "/clinicalCaseSummary/0"),
    Defect("wet floor and", "wet floor ,and", .spacing, "/clinicalCaseSummary/0"),
    Defect("wet floor and", "wet floor , and", .spacing, "/clinicalCaseSummary/0"),
    Defect("wet floor", "wet floor, takes tramdol,", .misspelt, "/clinicalCaseSummary/0"),
    Defect(
      "Low Back Complaints", "Low Back Complants", .misspelt, "/disputedItems/1/reviewerGuideline/mtus/0/guideline"),
    Defect("wet floor", "wet floor, with pain rated 80/10,", .scoreBeyondScale, "/clinicalCaseSummary/0"),
    Defect("wet floor", "wet floor (case CM16-9000322)", .identity, "/clinicalCaseSummary/0"),
    Defect("wet floor", "wet floor (DOB 3-4-1965)", .identity, "/clinicalCaseSummary/0"),
    Defect("The physician noted", "Dr. Invented noted", .identity, "/clinicalCaseSummary/0"),
    Defect("She fell on a", "She fell on a(n)", .leftover, "/clinicalCaseSummary/0"),
    Defect("wet floor", "____ floor", .unfilledSlot, "/clinicalCaseSummary/0"),
    Defect("wet floor", "wet cafe\u{301}", .notNormalized, "/clinicalCaseSummary/0"),
    Defect("effusion", "e\u{FFFD}usion", .replacementCharacter, "/clinicalCaseSummary/0"),
    Defect("wet floor", "wet\\u0007floor", .controlCharacter, "/clinicalCaseSummary/0"),
    Defect("wet floor", "wet \u{1F9B5} floor", .glyphMissing, "/clinicalCaseSummary/0"),
  ]

  @Test(
    "take no words in brackets of quotations for blanks", arguments: ["the [patient] fell", "[sic]", "[ACOEM]", "{a}"])
  func allowsBrackets(words: String) throws {
    let text = Self.sound.replacing("wet floor", with: "wet floor, \(words)", maxReplacements: 1)
    #expect(try !check(text).contains { $0.code == .unfilledSlot })
  }

  @Test("find nothing in a sound case")
  func soundCase() throws {
    #expect(try check(Self.sound).map(\.code) == [])
  }

  @Test("find each defect at its place", arguments: headerDefects + itemDefects + proseDefects)
  func findsDefect(defect: Defect) throws {
    let text = Self.sound.replacing(defect.from, with: defect.to, maxReplacements: 1)
    #expect(text != Self.sound)
    let found = try check(text)
    #expect(
      found.contains { $0.code == defect.code && $0.pointer == defect.pointer },
      "found \(found.map { "\($0.code) \($0.pointer ?? "")" })")
  }

  @Test("find the place in the line, not only the value")
  func marksThePlace() throws {
    let text = Self.sound.replacing("She fell on", with: "He fell on")
    let finding = try #require(try check(text).first { $0.code == .sexContradicts })
    let excerpt = try #require(finding.excerpt)
    #expect(excerpt.line.dropFirst(excerpt.caret).hasPrefix("He fell"))
    #expect(excerpt.length == 2)
  }

  @Test(
    "leave alone what only looks like a defect",
    arguments: [
      ("She fell on", "Her doctor said he saw that she fell on"),
      ("She was last seen", "She (He, 2004) was last seen"),
      ("left knee and her back", "left knee, not the right knee, and her back"),
      ("industrial injury on 7-14-16", "industrial injury on 7-14-16 after a prior industrial injury on 3-1-2009"),
      ("Therefore, the request is not", "If a brace were medically necessary, another would do. The request is not"),
      ("As such, the request", "The claims administrator found it not medically necessary. As such, the request"),
      ("for 8 sessions", "two times a week for four weeks (8 sessions)"),
      ("(ODG), Knee", "(ODG), non-MTUS, Knee"),
      ("at L4-5.", "at L4-5 and L5-S1 on T1 and T2 weighted pictures."),
      ("\"Pain Management\"", "\"Physical Medicine & Rehabilitation\", \"Chiropractor\""),
    ])
  func leavesAlone(from: String, to: String) throws {
    let text = Self.sound.replacing(from, with: to, maxReplacements: 1)
    #expect(text != Self.sound)
    #expect(try check(text).map { "\($0.code) \($0.pointer ?? "")" } == [])
  }

  @Test("compare no conclusion with a decision that is neither “upheld” nor “overturned”")
  func unknownDecision() throws {
    let decision = "left knee\",\n      \"decision\": "
    let text = Self.sound.replacing(decision + "\"upheld\"", with: decision + "\"xx\"")
    #expect(text != Self.sound)
    #expect(try check(text).map(\.code) == [.notInEnumeration])
  }

  @Test(
    "do not stop at numbers and texts that nobody writes",
    arguments: [
      "99999999999 times a week for 99999999999 weeks, #99999999999999999999",
      "1/2/3/4-5-6/99999/2016 L9-L0 C99 T0-S9 #-#x x x2x2x2", "((((([[[[ ....,,,, <<<< ???? \u{1}’’’ “ ” — é\u{301}",
      "January 99, 99999 of January January 1, 2016 2016 January", "a\u{E2}\u{80}",
      "left left left right left right and and and or",
      "was the original request. was authorized. remaining", "twenty-one hundred x thirty % mg mg 5 mg/ml/mg",
    ])
  func survives(text: String) throws {
    let escaped = String(decoding: try JSONEncoder().encode(text), as: UTF8.self).dropFirst().dropLast()
    for place in [
      "MRI of the left knee", "Films of the left knee were normal.", "She fell on a wet floor", "6 sessions",
    ] {
      let json = Self.sound.replacing(place, with: escaped, maxReplacements: 1)
      #expect(json != Self.sound)
      #expect(try check(json).count < 100)
    }
  }

  @Test("are errors where warnings count as errors")
  func strict() throws {
    let renderer = try LetterRenderer(template: "imr-2016", resources: Renderers.resources, strict: true)
    let source = SourceText(name: "case.json", text: Self.sound.replacing("Sports Medicine", with: "Sports Medicinea"))
    #expect(throws: Findings.self) { try renderer.render(source) }
    #expect(renderer.check(source).hasErrors)
  }

  @Test("apply to a kind of letter as its manifest says; every rule has a defect above")
  func everyRuleIsTested() {
    let sown = Set((Self.headerDefects + Self.itemDefects + Self.proseDefects).map(\.code))
    let rules = [RuleBook.independentMedicalReview, .general].flatMap(\.rules)
    #expect(rules.filter { !sown.contains($0.code) }.map(\.name) == [])
  }

  private func check(_ text: String) throws -> [Finding] {
    try Renderers.renderer("imr-2016").check(SourceText(name: "case.json", text: text)).all
  }
}
