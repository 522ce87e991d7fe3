import Diagnostics
import JSONText

/// Collects what the rules find in a case. All findings are warnings. Most rules compare prose with data, and published letters
/// contain such contradictions.
package struct RuleFindings {
  private let document: JSONDocument
  /// The findings so far.
  package private(set) var all: [Finding] = []
  /// The name that the manifest gives to the rule that is at work.
  var rule: String?

  /// Starts without findings.
  package init(document: JSONDocument) {
    self.document = document
  }

  /// Reports a value.
  package mutating func report(_ code: FindingCode, _ message: String, fix: String? = nil, at value: JSONValue) {
    append(code, message, fix, at: value.offset, length: 1, of: value)
  }

  /// Reports some bytes of a text.
  package mutating func report(
    _ code: FindingCode, _ message: String, fix: String? = nil, atBytes bytes: Range<Int>, of value: JSONValue
  ) {
    guard all.count < Finding.mostInADocument, let text = value.string else { return }
    let scalar = text.utf8.prefix(bytes.lowerBound).count { $0 & 0xC0 != 0x80 }
    let offset = document.offset(ofScalar: scalar, inStringAt: value.offset)
    append(code, message, fix, at: offset, length: bytes.count, of: value)
  }

  private mutating func append(
    _ code: FindingCode, _ message: String, _ fix: String?, at offset: Int, length: Int, of value: JSONValue
  ) {
    guard all.count < Finding.mostInADocument else { return }
    let message = rule.map { "\(message) (rule “\($0)”)" } ?? message
    all.append(
      Finding(
        code, message, fix: fix, severity: .warning, in: document.source, at: offset, length: length,
        pointer: document.pointer(toValueAt: value.offset), isCaseData: true))
  }
}
