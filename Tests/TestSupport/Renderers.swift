import DeterminationLetters

/// Renderers with the template sets and fonts of the checkout.
package enum Renderers {
  /// The template sets and fonts of the checkout.
  package static let resources = Resources(folder: Project.root.path)

  /// A renderer of an edition.
  package static func renderer(_ edition: String) throws -> LetterRenderer {
    try LetterRenderer(template: edition, resources: resources)
  }
}

/// Cases that tests start from.
package enum TestCase {
  /// The smallest case of imr-2014, with SUMMARY as its summary.
  package static let minimal = #"""
    {"reviewer": {"licensure": ["Ohio"], "certifications": ["Neurology"]}, "clinicalCaseSummary": ["SUMMARY"],
     "disputedItems": [{"description": "X-ray", "decision": "upheld", "claimsAdministratorGuideline": {"mtus": []},
     "reviewerGuideline": {"mtus": []}, "rationale": ["Because."]}]}
    """#
}
