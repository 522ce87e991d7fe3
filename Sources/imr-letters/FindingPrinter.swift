import DeterminationLetters
import Glibc

/// Prints findings on standard error in the manner of compilers, with colour on a terminal only.
struct FindingPrinter {
  /// Whether source lines of case files are shown.
  var showValues: Bool
  private let usesColor = isatty(STDERR_FILENO) == 1 && getenv("NO_COLOR") == nil

  init(showValues: Bool) {
    self.showValues = showValues
  }

  func print(_ findings: Findings) {
    for finding in findings.all { write(lines(of: finding)) }
  }

  func note(_ text: String) { write("imr-letters: \(text)\n") }

  private func lines(of finding: Finding) -> String {
    let color = finding.severity == .error ? "31" : "33"
    var place = finding.location?.description ?? "imr-letters"
    if let pointer = finding.pointer, !pointer.isEmpty { place += " (\(pointer))" }
    var text = "\(place): \(styled(finding.severity.rawValue, color)): \(finding.message) [\(finding.code)]\n"
    if let excerpt = finding.excerpt, showValues || !finding.excerptIsCaseData {
      text += "  \(excerpt.line)\n  \(String(repeating: " ", count: excerpt.caret))"
      text += styled(String(repeating: "^", count: excerpt.length), color) + "\n"
    }
    if let fix = finding.fix { text += "  \(fix)\n" }
    return text
  }

  private func styled(_ text: String, _ color: String) -> String {
    usesColor ? "\u{1B}[1;\(color)m\(text)\u{1B}[0m" : text
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    // Nothing can be done about a message that cannot be written.
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}
