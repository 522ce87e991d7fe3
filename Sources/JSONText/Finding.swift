/// One thing that is wrong with an input: what, where, and what to do about it.
public struct Finding: Sendable, Hashable, Codable {
  /// How much a finding weighs.
  public enum Severity: String, Sendable, Hashable, Codable {
    /// The letter cannot be made.
    case error
    /// The letter can be made; somebody should look at it.
    case warning
  }

  /// The kind of finding; stable over versions.
  public var code: FindingCode
  /// Whether the letter can be made in spite of it.
  public var severity: Severity
  /// Where it is, if it has a place in an input.
  public var location: SourceLocation?
  /// The JSON Pointer (RFC 6901) of the value concerned, for findings in JSON.
  public var pointer: String?
  /// What is wrong, in a sentence without full stop; holds no value of a case file.
  public var message: String
  /// What to do, where that can be said.
  public var fix: String?
  /// The source line. For a case file it may hold patient text: print it only when asked to.
  public var excerpt: SourceExcerpt?
  /// Whether `excerpt` comes from a case file, whose words are confidential.
  public var excerptIsCaseData: Bool

  /// Makes a finding; the place and the excerpt are read off `source` at `offset` where both are given.
  public init(
    _ code: FindingCode, _ message: String, fix: String? = nil, severity: Severity = .error,
    in source: SourceText? = nil, at offset: Int? = nil, length: Int = 1, pointer: String? = nil,
    isCaseData: Bool = false
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.fix = fix
    self.pointer = pointer
    excerptIsCaseData = isCaseData
    if let source, let offset {
      location = source.location(at: offset)
      excerpt = source.excerpt(at: offset, length: length)
    }
  }
}

extension Finding {
  /// So many findings a document are told at most by each check. Finding the place of one takes a look at the whole text, so that
  /// a hostile text with a million of them would take hours.
  public static let mostInADocument = 500
}

/// Findings as an error and as a value: what a check returns and what a module's edge throws. Never empty when thrown.
public struct Findings: Error, Sendable, Hashable, Codable {
  /// In the order in which the input has them.
  public var all: [Finding]

  /// Wraps findings.
  public init(_ all: [Finding] = []) {
    self.all = all
  }

  /// A single finding.
  public init(_ finding: Finding) {
    all = [finding]
  }

  /// Whether one of them makes the letter impossible.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }
}

/// The stable code of a kind of finding, such as `IMR-D003`.
///
/// The letter names what is at fault: J the JSON text, D the data's shape, T the template set, F a font, O an output,
/// I an input that cannot be read, X a defect of this program. Codes never change their meaning and are never used again.
public struct FindingCode: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The code itself.
  public let id: String
  /// What the code stands for, in a few words.
  public let title: String

  /// Declares a code. Every module declares its own, in one file.
  public init(_ id: String, _ title: String) {
    self.id = id
    self.title = title
  }

  /// The code itself.
  public var description: String { id }

  /// Codes are the same if their identifiers are.
  public static func == (one: Self, other: Self) -> Bool { one.id == other.id }

  /// Hashes the identifier.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// The codes of the JSON reader and of schema validation.
extension FindingCode {
  /// The bytes are not UTF-8 (RFC 8259 §8.1).
  public static let notUTF8 = FindingCode("IMR-J001", "not UTF-8")
  /// The text is not JSON (RFC 8259).
  public static let jsonSyntax = FindingCode("IMR-J002", "not JSON")
  /// Nested deeper than the reader's limit.
  public static let jsonTooDeep = FindingCode("IMR-J003", "nested too deep")
  /// Longer than the reader's limit.
  public static let jsonTooLarge = FindingCode("IMR-J004", "too large")
  /// A key stands twice in one object, so one value would be lost.
  public static let duplicateKey = FindingCode("IMR-J005", "duplicate key")

  /// A key that the schema requires is missing.
  public static let missingKey = FindingCode("IMR-D001", "missing key")
  /// A key that the schema does not know.
  public static let unknownKey = FindingCode("IMR-D002", "unknown key")
  /// A value of another type than the schema's.
  public static let wrongType = FindingCode("IMR-D003", "wrong type")
  /// A value outside an enumeration.
  public static let notInEnumeration = FindingCode("IMR-D004", "not an allowed value")
  /// An empty text, list or object where something must stand.
  public static let empty = FindingCode("IMR-D005", "empty")
  /// A text that does not have the form it must have: a date, a case number.
  public static let wrongForm = FindingCode("IMR-D006", "wrong form")
  /// Keys that exclude each other, or none of the forms a value may have.
  public static let formsConflict = FindingCode("IMR-D007", "no such combination of keys")
  /// There are more findings than are told.
  public static let moreFindings = FindingCode("IMR-D010", "more findings")
  /// Too long, too many, too large or too small.
  public static let outOfRange = FindingCode("IMR-D008", "out of range")
}
