import JSONText

/// Rules on the reviewer's qualifications (Lab. Code 4610.6(f)).
extension Rule {
  static let state = Rule("state", .unknownState) { reading, findings in
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

  static let specialty = Rule("specialty", .unknownSpecialty) { reading, findings in
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
