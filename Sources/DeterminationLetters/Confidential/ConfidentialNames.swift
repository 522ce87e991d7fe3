import JSONText

/// Names of files, which must not tell a confidential value.
extension LetterRenderer {
  /// - Throws: a finding if the name of an output contains a confidential value of the case.
  package func check(outputName name: String, of document: JSONDocument) throws(Findings) {
    try ConfidentialGuard(document, paths: template.roles.confidential).check(outputName: name)
  }

  /// Whether one of some names, such as the path of an input, contains a confidential value of the case.
  package func holdsConfidentialValue(_ names: [String], of document: JSONDocument) -> Bool {
    let guardian = ConfidentialGuard(document, paths: template.roles.confidential)
    return names.contains(where: guardian.occurs)
  }
}
