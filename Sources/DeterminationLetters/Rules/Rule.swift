import JSONText

/// A rule of Independent Medical Review that a valid case file is held to: one kind of finding, and how it is looked for.
///
/// The rules that apply to a kind of letter are named in its template set's manifest. A new rule is a value here, a code in
/// `RuleCodes.swift`, a page in `Explanations`, and a good and a bad case in the tests.
public struct Rule: Sendable {
  /// The name that manifests use, such as `date-order`.
  public let name: String
  /// The code of its findings.
  public let code: FindingCode
  let check: @Sendable (CaseReading, inout RuleFindings) -> Void

  init(_ name: String, _ code: FindingCode, check: @escaping @Sendable (CaseReading, inout RuleFindings) -> Void) {
    self.name = name
    self.code = code
    self.check = check
  }

  /// Every rule there is.
  public static let all: [Rule] = [
    dateOrder, caseNumberYear, clock, injuryDate, reviewDate, impossibleDate,
    conclusion, outsideMTUS, modifiedParts, modifiedQuantities,
    sex, laterality, spinalLevel, duplicateItem,
    unfilledSlot, notNormalized, replacementCharacter,
    state, specialty,
  ]
}

/// Collects what the rules find. All are warnings: they compare prose with data, and the letters of the real world have such
/// defects.
struct RuleFindings {
  private let document: JSONDocument
  private(set) var all: [Finding] = []

  init(document: JSONDocument) {
    self.document = document
  }

  /// Reports a value.
  mutating func report(_ code: FindingCode, _ message: String, fix: String? = nil, at value: JSONValue) {
    append(code, message, fix, at: value.offset, length: 1, of: value)
  }

  /// Reports some tokens of a text.
  mutating func report(
    _ code: FindingCode, _ message: String, fix: String? = nil, at tokens: Range<Int>, of prose: Prose
  ) {
    guard let first = prose.tokens[tokens].first, let last = prose.tokens[tokens].last else { return }
    report(code, message, fix: fix, atBytes: Int(first.start)..<Int(last.end), of: prose)
  }

  /// Reports some bytes of a text.
  mutating func report(
    _ code: FindingCode, _ message: String, fix: String? = nil, atBytes bytes: Range<Int>, of prose: Prose
  ) {
    guard all.count < Finding.mostInADocument else { return }
    let scalar = prose.text.utf8.prefix(bytes.lowerBound).count { $0 & 0xC0 != 0x80 }
    let offset = document.offset(ofScalar: scalar, inStringAt: prose.value.offset)
    append(code, message, fix, at: offset, length: bytes.count, of: prose.value)
  }

  private mutating func append(
    _ code: FindingCode, _ message: String, _ fix: String?, at offset: Int, length: Int, of value: JSONValue
  ) {
    guard all.count < Finding.mostInADocument else { return }
    all.append(
      Finding(
        code, message, fix: fix, severity: .warning, in: document.source, at: offset, length: length,
        pointer: document.root.pointer(toValueAt: value.offset), isCaseData: true))
  }
}
