import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// An entry that is not a state, or that contains several states.
  package static let unknownState = FindingCode("IMR-R040", "unknown state")
  /// A specialty that is not in the list of board certifications.
  package static let unknownSpecialty = FindingCode("IMR-R041", "unknown specialty")
}

/// Rules about the reviewer's qualifications (Lab. Code 4610.6(f)).
extension ReviewRule {
  static let state = ReviewRule(
    "state", .unknownState,
    "The entry is not a state of the United States, or it contains several states. In 63 of 194 published letters, states run together without a space.",
    fix: "give each state its own entry, in full", source: "Lab. Code 4610.6(f); USPS Publication 28",
    reads: [.licensure], wordLists: ["us-states"]
  ) { reading, findings in
    guard let states = reading.wordLists["us-states"] else { return }
    for value in reading.root["reviewer"]?["licensure"]?.array ?? [] {
      guard let name = value.string, !states.contains(name) else { continue }
      if name.contains(",") {
        findings.report(
          .unknownState, "this entry contains several states", fix: "give each state its own entry", at: value)
      } else {
        findings.report(
          .unknownState, "there is no state of the United States with this name",
          fix: states.nearest(to: name).map { "did you mean “\($0)”?" }, at: value)
      }
    }
  }

  static let specialty = ReviewRule(
    "specialty", .unknownSpecialty,
    "The entry is not in the list of specialties that boards certify. It may be misspelled (“Sports Medicinea”) or new.",
    fix: "correct it, or leave it if it is right", source: "Lab. Code 4610.6(f); lists of the ABMS and the AOA",
    reads: [.certifications], wordLists: ["medical-specialties"]
  ) { reading, findings in
    guard let specialties = reading.wordLists["medical-specialties"] else { return }
    for key in ["certifications", "subspecialties"] {
      for value in reading.root["reviewer"]?[key]?.array ?? [] {
        guard let name = value.string, !specialties.contains(name) else { continue }
        findings.report(
          .unknownSpecialty, "this specialty is not in the list of specialties that boards certify",
          fix: specialties.nearest(to: name).map { "did you mean “\($0)”?" }, at: value)
      }
    }
  }
}
