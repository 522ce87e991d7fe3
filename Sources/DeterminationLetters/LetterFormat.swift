import LetterDocument

/// The formats of a letter. The raw value is the suffix of its files.
///
/// A new format needs a case here, an answer in ``hasTextWidth``, its bytes in ``RenderedLetter/file(_:textWidth:options:)``, and a writer. All
/// other code asks this type.
public enum LetterFormat: String, Sendable, CaseIterable {
  /// PDF.
  case pdf
  /// Plain text in UTF-8.
  case txt
  /// A page of HTML that needs no other file.
  case html

  /// Whether the bytes depend on the width of a line of text.
  package var hasTextWidth: Bool {
    switch self {
    case .pdf, .html: false
    case .txt: true
    }
  }

  /// The format that the suffix of a file name stands for; nil if no format has this suffix.
  package init?(suffixOf path: String) {
    let path = path.lowercased()
    guard let format = Self.allCases.first(where: { path.hasSuffix("." + $0.rawValue) }) else { return nil }
    self = format
  }

  /// All formats, for messages.
  package static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
