import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// An entry that is not a state.
  package static let unknownState = FindingCode("IMR-R040", "unknown state")
  /// A specialty that is not in the list of board certifications.
  package static let unknownSpecialty = FindingCode("IMR-R041", "unknown specialty")
  /// An entry that contains several states.
  package static let joinedStates = FindingCode("IMR-R042", "several states in one entry")
}

/// Rules about the reviewer's qualifications (Lab. Code 4610.6(f)).
extension RuleKind {
  static let state = RuleKind(
    "state",
    Explanation(
      .unknownState, "The entry is not a state of the United States.", fix: "write its name in full",
      source: "Lab. Code 4610.6(f); USPS Publication 28", severity: .warning)
  ) { settings in
    guard let states = settings.wordList("list") else { return nil }
    return { _, element, findings in
      let values = element.value["reviewer"]?["licensure"]?.array ?? []
      Credentials.reportRepeated(values, &findings)
      for value in values {
        // The nearest name takes long to find.
        for name in Credentials.entries(of: value) where !findings.isFull && !states.contains(name) {
          findings.report(
            .unknownState, "there is no state of the United States with this name",
            fix: states.nearest(to: name).map { "did you mean “\($0)”?" }, at: value)
        }
      }
    }
  }

  static let joinedStates = RuleKind(
    "joined-states",
    Explanation(
      .joinedStates,
      "The entry contains several states. The letter then prints them as they stand; in 63 of 194 published letters they run together without a space.",
      fix: "give each state its own entry", source: "63 of 194 published letters", severity: .note)
  ) { _ in
    { _, element, findings in
      for value in element.value["reviewer"]?["licensure"]?.array ?? [] where Credentials.entries(of: value).count > 1 {
        findings.report(
          .joinedStates, "this entry contains several states", fix: "give each state its own entry", at: value)
      }
    }
  }

  static let specialty = RuleKind(
    "specialty",
    Explanation(
      .unknownSpecialty,
      "The entry is not in the list of specialties that boards certify. It may be misspelled (“Sports Medicinea”) or new.",
      fix: "correct it, or leave it if it is right", source: "Lab. Code 4610.6(f); lists of the ABMS and the AOA",
      severity: .warning)
  ) { settings in
    guard let specialties = settings.wordList("list") else { return nil }
    return { _, element, findings in
      for values in ["certifications", "subspecialties"].map({ element.value["reviewer"]?[$0]?.array ?? [] }) {
        Credentials.reportRepeated(values, &findings)
      }
      for value in ["certifications", "subspecialties"].flatMap({ element.value["reviewer"]?[$0]?.array ?? [] }) {
        guard !findings.isFull, let name = value.string, !specialties.contains(name) else { continue }
        findings.report(
          .unknownSpecialty, "this specialty is not in the list of specialties that boards certify",
          fix: specialties.nearest(to: name).map { "did you mean “\($0)”?" }, at: value)
      }
    }
  }
}

enum Credentials {
  static let states = [Rule.Place("reviewer.licensure[]", .text)]
  static let specialties = [Rule.Place("reviewer.certifications[]", .text)]

  /// Reports entries that a list has twice.
  static func reportRepeated(_ values: [JSONValue], _ findings: inout RuleFindings) {
    var seen: Set<ExactText> = []
    for value in values {
      guard let name = value.string, !seen.insert(ExactText(name)).inserted else { continue }
      findings.report(.repetition, "this entry stands twice in its list", fix: "remove one of the two", at: value)
    }
  }

  /// The states in an entry. “Washington, D.C.” is one.
  static func entries(of value: JSONValue) -> [String] {
    guard let text = value.string else { return [] }
    guard text.utf8.contains(UInt8(ascii: ",")) else { return [text] }
    guard !text.hasSuffix(", D.C."), !text.hasSuffix(", DC") else { return [text] }
    return text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { part in
      var part = part.drop { $0 == UInt8(ascii: " ") }
      while part.last == UInt8(ascii: " ") { part.removeLast() }
      return String(Substring(part))
    }
  }
}
