/// The codes of confidential values.
extension FindingCode {
  /// A confidential value of the case occurs in something that is written.
  package static let confidentialValue = FindingCode("IMR-C001", "confidential value")
  /// A confidential value that is too short to be looked for.
  package static let confidentialTooShort = FindingCode("IMR-C002", "confidential value too short")
}

extension Explanation {
  /// What the codes of confidential values mean.
  package static let confidential = [
    Explanation(
      .confidentialValue,
      "A value that the template set's manifest declares as confidential occurs where people would see it: in a text, a key, a file name or the finished letter. It is also found with other letter case, accents, hyphens or invisible characters. The message names the place and never the value.",
      fix: "remove it from that place", source: "“confidential” in manifest.json"),
    Explanation(
      .confidentialTooShort, "A confidential value with fewer than two letters or digits would be found everywhere.",
      fix: "give the whole name or number"),
  ]
}
