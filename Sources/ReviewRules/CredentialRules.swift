import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// A state that is none, or several in one entry.
  package static let unknownState = FindingCode("IMR-R040", "unknown state")
  /// A specialty that no board is known to certify.
  package static let unknownSpecialty = FindingCode("IMR-R041", "unknown specialty")
}

/// Rules on the reviewer's qualifications (Lab. Code 4610.6(f)).
extension ReviewRule {
  static let state = ReviewRule(
    "state", .unknownState,
    "The entry is no state of the United States, or holds several. 63 of 194 published letters run states together without a space.",
    fix: "give each state an entry of its own, in full", source: "Lab. Code 4610.6(f); USPS Publication 28",
    reads: [.licensure]
  ) { reading, findings in
    for value in reading.root["reviewer"]?["licensure"]?.array ?? [] {
      guard let name = value.string, !KnownStates.names.contains(name) else { continue }
      if name.contains(",") {
        findings.report(
          .unknownState, "several states stand in one entry", fix: "give each state an entry of its own", at: value)
      } else {
        let near = KnownStates.codes[name.uppercased()] ?? NearMiss.of(name, among: KnownStates.sorted)
        findings.report(
          .unknownState, "no state of the United States is called so", fix: near.map { "did you mean “\($0)”?" },
          at: value)
      }
    }
  }

  static let specialty = ReviewRule(
    "specialty", .unknownSpecialty,
    "The entry is not in the list of specialties that boards certify. It may be misspelt (“Sports Medicinea”), or new.",
    fix: "correct it, or leave it if it is right", source: "Lab. Code 4610.6(f); lists of the ABMS and the AOA",
    reads: [.certifications]
  ) { reading, findings in
    for key in ["certifications", "subspecialties"] {
      for value in reading.root["reviewer"]?[key]?.array ?? [] {
        guard let name = value.string, !KnownSpecialties.contains(name) else { continue }
        let near = NearMiss.of(name, among: KnownSpecialties.names)
        findings.report(
          .unknownSpecialty, "no board is known to certify this", fix: near.map { "did you mean “\($0)”?" }, at: value)
      }
    }
  }
}
