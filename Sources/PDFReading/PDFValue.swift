/// PDF values (PDF 32000-1 §7.3).
indirect enum PDFValue: Hashable {
  case null
  case boolean(Bool)
  case integer(Int)
  case real(Double)
  /// A name without its slash. Each byte is a character, so different names stay different.
  case name(String)
  case string([UInt8])
  case array([PDFValue])
  case dictionary([String: PDFValue])
  /// A reference to the object of that number. Its generation is 0.
  case reference(Int)

  subscript(key: String) -> PDFValue? { dictionary?[key] }

  var integer: Int? { if case .integer(let number) = self { number } else { nil } }

  /// The number, whole or with a fraction.
  var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    default: nil
    }
  }

  var name: String? { if case .name(let name) = self { name } else { nil } }

  var string: [UInt8]? { if case .string(let bytes) = self { bytes } else { nil } }

  var array: [PDFValue]? { if case .array(let values) = self { values } else { nil } }

  var dictionary: [String: PDFValue]? { if case .dictionary(let entries) = self { entries } else { nil } }

  var reference: Int? { if case .reference(let number) = self { number } else { nil } }

  /// The value as a text string (§7.9.2.2): UTF-16 or UTF-8 with a mark, otherwise one byte per character.
  var text: String? {
    guard let bytes = string else { return nil }
    if bytes.starts(with: [0xFE, 0xFF]) {
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
      return String(decoding: units, as: UTF16.self)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}

/// Why bytes cannot be read as a PDF.
package struct PDFUnreadable: Error, Sendable, Hashable {
  /// What is wrong, in a few words.
  package let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}
