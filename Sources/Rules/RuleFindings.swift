import Diagnostics
import JSONText

/// Collects what the rules find in a case. A finding is a warning or a note. Most rules compare prose with data, and published letters contain
/// such contradictions.
package struct RuleFindings {
  private let document: JSONDocument
  /// The findings so far.
  package private(set) var all: [Finding] = []
  /// The name that the manifest gives to the rule that is at work.
  private var rule: String?
  private var severity = Finding.Severity.warning

  /// Starts without findings.
  package init(document: JSONDocument) {
    self.document = document
  }

  /// Starts the work of a rule.
  mutating func begin(_ rule: String?, _ severity: Finding.Severity) {
    (self.rule, self.severity) = (rule, severity)
  }

  /// A place of the case with which something was compared.
  package struct Place {
    let value: JSONValue
    let bytes: Range<Int>?

    /// A whole value.
    package init(_ value: JSONValue) { (self.value, bytes) = (value, nil) }

    /// Some tokens of a text.
    package init(_ prose: Prose, _ tokens: Range<Int>) {
      (value, bytes) = (prose.value, prose.bytes(of: tokens).map(prose.source))
    }
  }

  /// Reports a value.
  package mutating func report(
    _ code: FindingCode, _ message: String, fix: String? = nil, at value: JSONValue, comparedWith other: Place? = nil
  ) {
    append(code, message, fix, at: Place(value), other)
  }

  /// Reports some tokens of a text.
  package mutating func report(
    _ code: FindingCode, _ message: String, fix: String? = nil, at tokens: Range<Int>, of prose: Prose,
    comparedWith other: Place? = nil
  ) {
    guard !isFull else { return }
    append(code, message, fix, at: Place(prose, tokens), other)
  }

  /// Reports some bytes of a text.
  package mutating func report(
    _ code: FindingCode, _ message: String, fix: String? = nil, atBytes bytes: Range<Int>, of value: JSONValue
  ) {
    append(code, message, fix, at: Place(value, bytes: bytes), nil)
  }

  /// Reports some bytes of a text in NFC, at the bytes of its value.
  mutating func report(
    _ code: FindingCode, _ message: String, fix: String? = nil, atBytes bytes: Range<Int>, of prose: Prose
  ) {
    guard !isFull else { return }
    append(code, message, fix, at: Place(prose.value, bytes: prose.source(of: bytes)), nil)
  }

  /// Whether there are as many findings as a document can have. What comes after them is not looked at.
  package var isFull: Bool { all.count >= Finding.mostInADocument }

  private mutating func append(_ code: FindingCode, _ message: String, _ fix: String?, at place: Place, _ other: Place?)
  {
    guard !isFull else { return }
    let message = rule.map { "\(message) (rule “\($0)”)" } ?? message
    var finding = Finding(
      code, message, fix: fix, severity: severity, in: document.source, at: offset(of: place),
      length: place.bytes?.count ?? 1, pointer: document.pointer(toValueAt: place.value.offset), isCaseData: true)
    if let other {
      finding.compare(
        with: document.source.location(at: offset(of: other)), document.pointer(toValueAt: other.value.offset))
    }
    all.append(finding)
  }

  private func offset(of place: Place) -> Int {
    guard let bytes = place.bytes, let text = place.value.string else { return place.value.offset }
    return document.offset(ofByte: bytes.lowerBound, of: text, inStringAt: place.value.offset)
  }
}

extension RuleFindings.Place {
  fileprivate init(_ value: JSONValue, bytes: Range<Int>) { (self.value, self.bytes) = (value, bytes) }
}
