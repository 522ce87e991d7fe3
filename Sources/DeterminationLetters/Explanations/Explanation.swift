import JSONText
import LetterTemplate

/// A page on a kind of finding: what it means, what to do, and where the demand comes from.
public struct Explanation: Sendable {
  /// The code explained.
  public let code: FindingCode
  /// How the finding weighs unless `--strict` is given.
  public let severity: Finding.Severity
  /// What is wrong, and why it matters.
  public let cause: String
  /// What to do about it.
  public let fix: String
  /// The section of law, the standard or the defect seen in published letters that it rests on.
  public let source: String?

  init(
    _ code: FindingCode, _ cause: String, fix: String, source: String? = nil, severity: Finding.Severity = .error
  ) {
    self.code = code
    self.severity = severity
    self.cause = cause
    self.fix = fix
    self.source = source
  }

  /// The pages of all codes, in the order of the codes.
  public static let all: [Explanation] =
    (json + data + templates + fonts + files + rules + programs).sorted { $0.code.id < $1.code.id }

  /// The page of a code, written with or without `IMR-`, in any letter case.
  public static func of(_ code: String) -> Explanation? {
    let id = code.uppercased()
    return all.first { $0.code.id == id || $0.code.id == "IMR-" + id }
  }

  /// The code that somebody may have meant.
  public static func nearest(to code: String) -> String? {
    let id = code.uppercased()
    return NearMiss.of(id.hasPrefix("IMR-") ? id : "IMR-" + id, among: all.map(\.code.id))
  }

  /// The name of the rule in manifests, for findings of rules.
  public var rule: String? { Rule.all.first { $0.code == code }?.name }

  /// The page for people.
  public var text: String {
    var lines = ["\(code): \(code.title)", "", cause, "", "What to do: \(fix)"]
    if let rule { lines += ["", "Rule: \(rule) (a template set's manifest.json lists the rules that apply)"] }
    if let source { lines += ["", "Source: \(source)"] }
    lines += [
      "",
      severity == .error
        ? "An error: the letter is not made." : "A warning: the letter is made. With --strict it is an error.",
    ]
    return lines.joined(separator: "\n")
  }

  /// The page on one line: code, severity, rule or `-`, title.
  public var line: String {
    "\(code)  \(severity == .error ? "error  " : "warning")  \((rule ?? "-").padded(to: 21))  \(code.title)"
  }

  /// The page as a JSON object on one line.
  public var json: String {
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

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
