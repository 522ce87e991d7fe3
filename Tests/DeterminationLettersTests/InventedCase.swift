import DeterminationLetters
import Foundation
import JSONText
import TestSupport

/// A case of the review with invented items.
struct InventedCase {
  struct Guideline: Encodable {
    var guideline: String
    var year: Int
  }

  struct Item: Encodable {
    var description: String?
    var modified: [String: String]?
    var decision: String
    var claimsAdministratorGuideline = ["mtus": [Guideline]()]
    var reviewerGuideline = ["mtus": [Guideline]()]
    var rationale: [String]

    init(_ title: String, _ decision: String, _ rationale: String, guidelines: [Guideline] = []) {
      (description, self.decision, self.rationale) = (title, decision, [rationale])
      reviewerGuideline = ["mtus": guidelines]
    }

    /// A request of which a part was authorized.
    init(original: String, authorized: String, remaining: String, _ rationale: String) {
      modified = ["original": original, "authorized": authorized, "remaining": remaining]
      (decision, self.rationale) = ("upheld", [rationale])
    }
  }

  var summary = "The worker was hurt on 7-14-16."
  var items: [Item]

  /// What a check finds.
  var findings: [Finding] {
    get throws {
      let list = String(decoding: try JSONEncoder().encode(items), as: UTF8.self)
      let told = String(decoding: try JSONEncoder().encode([summary]), as: UTF8.self)
      let json = """
        {
          "case": {
            "number": "CM16-9000321", "dateAssigned": "2016-11-09", "decisionDate": "2016-12-05",
            "dateOfInjury": "2016-07-14", "urDenialDate": "2016-10-20", "priority": "standard",
            "applicationReceived": "2016-10-31"
          },
          "reviewer": {"licensure": ["California"], "certifications": ["Sports Medicine"]},
          "clinicalCaseSummary": \(told),
          "disputedItems": \(list)
        }
        """
      return try Renderers.renderer("imr-2016").check(SourceText(name: "case.json", text: json)).all
    }
  }
}
