import Diagnostics
import Rules

/// The rules of Independent Medical Review: kinds of rules with the places and the words of the IMR case file. A new rule is a line here, or a
/// kind of its own in this folder, with a good and a bad case in the tests.
extension RuleBook {
  /// The rules of California's Independent Medical Review (Lab. Code 4610.5 and 4610.6, 8 CCR 9792.10.6).
  public static let independentMedicalReview = RuleBook(
    "independent-medical-review",
    [
      // The header.
      Rule(
        "date-order", .dateOrder,
        #"""
        {"dates": ["case.dateOfInjury", "case.urDenialDate", "case.applicationReceived", "case.dateAssigned", "case.decisionDate"],
         "names": ["the day of injury", "the UR denial", "the receipt of the application", "the assignment", "the decision"]}
        """#),
      Rule("case-number-year", .caseNumberYear, reads: CaseNumberYear.places),
      // Lab. Code 4610.6(d): 30 days, or 3 for an expedited review. The clock starts when the request and the records are received. No field
      // gives that day, so more days since the assignment may still be lawful.
      Rule(
        "clock", .clock,
        #"""
        {"from": "case.dateAssigned", "to": "case.decisionDate", "names": ["the assignment", "the decision"],
         "days": {"by": "case.priority", "standard": 30, "expedited": 3}, "cites": "Lab. Code 4610.6(d)", "severity": "note",
         "advice": "the law counts from the receipt of the request and the records, a day that the case file does not give; check it"}
        """#, severity: .note),
      // Dates in the prose.
      Rule(
        "injury-date", .proseDate,
        #"""
        {"date": "case.dateOfInjury", "in": ["clinicalCaseSummary[]", "disputedItems[].rationale[]"], "name": "the injury",
         "event": "injury", "phrases": "dates-en"}
        """#),
      Rule(
        "review-date", .reviewDate,
        #"""
        {"date": "case.urDenialDate", "in": ["clinicalCaseSummary[]", "disputedItems[].rationale[]"], "name": "the utilization review",
         "event": "review", "phrases": "dates-en"}
        """#),
      Rule(
        "chronology", .chronology,
        #"""
        {"in": ["clinicalCaseSummary[]", "disputedItems[].rationale[]"], "phrases": "dates-en",
         "limits": [{"event": "request", "from": "case.dateOfInjury", "to": "case.urDenialDate", "within": 36500},
                    {"event": "visit", "from": "case.dateOfInjury", "within": 36500},
                    {"event": "service", "from": "case.dateOfInjury", "within": 45}, {"event": "*", "to": "case.decisionDate"}]}
        """#),
      Rule(
        "impossible-date", .impossibleDate,
        #"""
        {"in": ["clinicalCaseSummary", "disputedItems"], "latest": "case.decisionDate", "phrases": "dates-en",
         "years": ["disputedItems[].claimsAdministratorGuideline.mtus[].year", "disputedItems[].reviewerGuideline.mtus[].year"]}
        """#),
      Rule("scale", .scale, #"{"in": ["clinicalCaseSummary[]", "disputedItems[].rationale[]"], "words": "scales-en"}"#),
      // Decisions and requests.
      Rule(
        "conclusion", .conclusion,
        #"""
        {"each": "disputedItems[]", "outcome": "decision", "granted": ["overturned"], "refused": ["upheld"],
         "title": \#(title), "text": ["rationale[]"], "terms": "conclusions-en"}
        """#),
      Rule("outside-mtus", .outsideMTUS, reads: OutsideMTUS.places),
      Rule("modified-parts", .modifiedParts, reads: ModifiedParts.places),
      Rule(
        "modified-quantities", .split,
        #"""
        {"each": "disputedItems[]", "whole": "modified.original", "granted": "modified.authorized", "rest": "modified.remaining",
         "told": ["description"], "words": "quantities-en"}
        """#),
      Rule(
        "quantities", .quantities,
        #"""
        {"each": "disputedItems[]", "title": \#(title), "text": ["rationale[]"], "summary": ["clinicalCaseSummary[]"],
         "words": "quantities-en"}
        """#),
      Rule(
        "laterality", .sides,
        #"""
        {"each": "disputedItems[]", "title": \#(title), "text": ["rationale[]"], "summary": ["clinicalCaseSummary[]"], "words": "body-en"}
        """#),
      Rule(
        "spinal-level", .levels,
        #"{"each": "disputedItems[]", "title": \#(title), "text": ["rationale[]"], "summary": ["clinicalCaseSummary[]"]}"#
      ),
      Rule(
        "chapter", .chapters,
        #"""
        {"each": "disputedItems[]", "title": \#(title), "text": ["rationale[]"], "summary": ["clinicalCaseSummary[]"],
         "guidelines": ["reviewerGuideline"], "words": "body-en", "chapters": "mtus-en"}
        """#),
      Rule(
        "duplicate-item", .sameItem, #"{"each": "disputedItems[]", "title": \#(title), "words": "requests-en"}"#),
      Rule(
        "concluded-item", .concludedItem,
        #"""
        {"each": "disputedItems[]", "title": \#(title), "text": ["rationale[]"], "words": "requests-en", "terms": "conclusions-en",
         "drugs": ["drugs-en"]}
        """#),
      // The texts.
      Rule("sex", .sex, #"{"in": ["clinicalCaseSummary[]", "disputedItems[].rationale[]"], "words": "persons-en"}"#),
      Rule("age", .age, #"{"in": ["clinicalCaseSummary[]", "disputedItems[].rationale[]"], "words": "persons-en"}"#),
      Rule(
        "misspelt", .spelling,
        #"""
        {"in": ["clinicalCaseSummary", "disputedItems"],
         "words": ["drugs-en", "spelling-en/right"], "near": "spelling-en"}
        """#),
      Rule(
        "misspelt-guideline", .spelling,
        #"""
        {"in": ["disputedItems[].claimsAdministratorGuideline", "disputedItems[].reviewerGuideline"], "words": ["mtus-en"],
         "near": "spelling-en"}
        """#),
      Rule(
        "identity", .identity,
        #"{"in": ["clinicalCaseSummary", "disputedItems"], "phrases": "identity-en", "own": "case.number"}"#),
      Rule(
        "leftover", .leftovers,
        #"""
        {"in": ["clinicalCaseSummary", "disputedItems"], "phrases": "leftovers-en",
         "titles": ["disputedItems[].description", "disputedItems[].modified.original", "disputedItems[].modified.remaining"]}
        """#),
      // The reviewer.
      Rule("state", .state, #"{"list": "us-states"}"#, reads: Credentials.states),
      Rule("joined-states", .joinedStates, severity: .note, reads: Credentials.states),
      Rule("specialty", .specialty, #"{"list": "medical-specialties"}"#, reads: Credentials.specialties),
    ])

  /// The title of an item: its description, or the parts of a modified request.
  private static let title =
    #"["description", "modified.original", "modified.authorized", "modified.remaining", "modified.alternative"]"#
}

extension FindingCode {
  /// The prose gives a different day of utilization review than the header.
  package static let reviewDateDiffers = FindingCode("IMR-R005", "day of utilization review differs")
}

extension RuleKind {
  /// The date of the utilization review has a code of its own.
  static let reviewDate = proseDate(
    Explanation(
      .reviewDateDiffers,
      "The prose gives another date of the utilization review than the header. Every mention counts.",
      fix: "check both dates", source: "Lab. Code 4610.6(h)(5); 6 of 106 published letters have this defect",
      severity: .warning))
}
