import Foundation
import TestSupport

/// The program under test, beside the test bundle.
enum Command {
  static let path = Project.products.appendingPathComponent("imr-letters").path

  static func run(
    _ arguments: String..., input: String = "", in folder: String? = nil, environment: [String: String] = [:]
  ) throws -> ProcessResult {
    try Subprocess.run(path, arguments, input: Data(input.utf8), in: folder, environment: environment)
  }

  /// A valid case for imr-2014, with a summary.
  static func minimalCase(summary: String = "Text.") -> String {
    #"""
    {"reviewer": {"licensure": ["Ohio"], "certifications": ["Neurology"]}, "clinicalCaseSummary": ["SUMMARY"],
     "disputedItems": [{"description": "X-ray", "decision": "upheld", "claimsAdministratorGuideline": {"mtus": []},
     "reviewerGuideline": {"mtus": []}, "rationale": ["Because."]}]}
    """#.replacing("SUMMARY", with: summary)
  }
}
