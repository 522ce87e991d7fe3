/// A page on a kind of finding: what it means, what to do, and where the requirement comes from. `imr-letters explain` prints it.
package struct Explanation: Sendable {
  /// The code explained.
  package let code: FindingCode
  /// How serious the finding is unless `--strict` is given.
  package var severity: Finding.Severity
  /// What is wrong, and why it matters.
  package let cause: String
  /// What to do about it.
  package let fix: String
  /// The basis of the check: a section of law, a standard, or a defect seen in published letters.
  package let source: String?
  /// The name of the rule in manifests, for findings of rules.
  package var rule: String?

  /// Writes a page.
  package init(
    _ code: FindingCode, _ cause: String, fix: String, source: String? = nil, severity: Finding.Severity = .error
  ) {
    self.code = code
    self.severity = severity
    self.cause = cause
    self.fix = fix
    self.source = source
  }

  /// The page for people.
  package var text: String {
    var lines = ["\(code): \(code.title)", "", cause, "", "What to do: \(fix)"]
    if let rule { lines += ["", "Rule: \(rule) (the manifest.json of a template set lists the rules that apply)"] }
    if let source { lines += ["", "Source: \(source)"] }
    lines += ["", consequence]
    return lines.joined(separator: "\n")
  }

  /// What the finding means for the work.
  private var consequence: String {
    if severity == .note { return "A note: the letter is made, with --strict too." }
    if severity == .warning { return "A warning: the letter is made. With --strict it is an error." }
    // These codes do not need a letter: `verify` makes none, and an input or an output may be wrong before there is a case.
    let isAboutTheWork = ["IMR-I", "IMR-O", "IMR-V", "IMR-X"].contains { code.id.hasPrefix($0) }
    return isAboutTheWork
      ? "An error: the command fails. In a batch, an error that concerns one record rejects only that record."
      : "An error: the letter is not made."
  }

  /// The page on one line: code, severity, rule or `-`, title.
  package var line: String {
    let rule = rule ?? "-"
    let padding = String(repeating: " ", count: max(0, 21 - rule.utf8.count))
    let severity = severity.rawValue
    return
      "\(code)  \(severity)\(String(repeating: " ", count: 7 - severity.utf8.count))  \(rule)\(padding)  \(code.title)"
  }

  /// The page as a JSON object on one line.
  package var json: String {
    var line = JSONLine()
    line.add("version", Finding.jsonVersion)
    line.add("code", code.id)
    line.add("severity", severity.rawValue)
    line.add("rule", rule)
    line.add("title", code.title)
    line.add("cause", cause)
    line.add("fix", fix)
    line.add("source", source)
    return line.text
  }
}
