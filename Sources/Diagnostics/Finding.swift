/// One thing that is wrong with an input: what, where, and what to do about it.
public struct Finding: Sendable, Hashable, Codable {
  /// How serious a finding is.
  public enum Severity: String, Sendable, Hashable, Codable {
    /// The letter cannot be made, or the command fails.
    case error
    /// The letter can be made, but somebody should look at it.
    case warning
    /// Something to know; the letter is not affected.
    case note
  }

  /// The kind of finding; stable over versions.
  public package(set) var code: FindingCode
  /// Whether the letter can be made in spite of it.
  public package(set) var severity: Severity
  /// Where it is, if it has a place in an input.
  public package(set) var location: SourceLocation?
  /// The JSON Pointer (RFC 6901) of the value, for findings in JSON. A key that the schema does not have becomes `…`, because it may be a
  /// word of the case.
  public package(set) var pointer: String?
  /// The pointer with all keys. For a case file it may hold patient text: print it only when asked to.
  public package(set) var wholePointer: String?
  /// What is wrong, in a sentence without a full stop. It contains no value of a case file.
  public package(set) var message: String
  /// What to do, if that is known.
  public package(set) var fix: String?
  /// The source line. For a case file it may hold patient text: print it only when asked to.
  public package(set) var excerpt: SourceExcerpt?
  /// Whether `excerpt` comes from a case file, whose words are confidential.
  public package(set) var excerptIsCaseData: Bool

  /// The other place, if the finding is that two places contradict each other.
  public package(set) var comparedWith: Comparison?

  /// A place with which another was compared.
  public struct Comparison: Sendable, Hashable, Codable {
    /// Where it is.
    public package(set) var location: SourceLocation?
    /// The JSON Pointer of the value, as ``Finding/pointer``.
    public package(set) var pointer: String?
    /// The pointer with all keys, as ``Finding/wholePointer``.
    public package(set) var wholePointer: String?
  }

  /// Adds the place with which the finding's place was compared.
  package mutating func compare(with location: SourceLocation, _ pointer: ValuePointer?) {
    comparedWith = Comparison(location: location, pointer: pointer?.shown, wholePointer: pointer?.whole)
  }

  /// Makes a finding. If `source` and `offset` are given, the place and the excerpt come from there.
  package init(
    _ code: FindingCode, _ message: String, fix: String? = nil, severity: Severity = .error,
    in source: SourceText? = nil, at offset: Int? = nil, length: Int = 1, pointer: ValuePointer? = nil,
    isCaseData: Bool = false
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.fix = fix
    self.pointer = pointer?.shown
    wholePointer = pointer?.whole
    excerptIsCaseData = isCaseData
    if let source, let offset {
      location = source.location(at: offset)
      excerpt = source.hasExcerpts ? source.excerpt(at: offset, length: length) : nil
    }
  }
}

extension Finding {
  /// Each check reports at most this many findings per document. Finding the place of each takes a pass over the whole text, so a hostile
  /// text with a million findings would take hours.
  package static let mostInADocument = 500
}

extension Finding: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The finding on one line: place, severity, message, code. The source line is left out, because it may hold patient text.
  public var description: String {
    var place = location.map { "\($0)" } ?? ""
    if let pointer, !pointer.isEmpty { place += place.isEmpty ? pointer : " (\(pointer))" }
    return PrintableText.escaped((place.isEmpty ? "" : place + ": ") + "\(severity.rawValue): \(message) [\(code)]")
  }

  /// The same as ``description``: an uncaught error prints it.
  public var debugDescription: String { description }

  /// Hides the source line from `dump` and from debuggers' summaries.
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

/// A JSON Pointer in two forms.
package struct ValuePointer: Sendable {
  /// Without keys that may be words of a case.
  package let shown: String
  /// With all keys.
  package let whole: String

  /// Makes a pointer.
  package init(shown: String, whole: String) {
    self.shown = shown
    self.whole = whole
  }
}
