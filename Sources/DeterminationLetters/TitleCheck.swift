import JSONText
import LetterDocument
import LetterTemplate

/// Checks that the title of a letter can be the title of a PDF. It stands in a string of PDF, which has a largest size (ISO 19005-2
/// §6.1.13), and in XML, which does not allow all characters (XML 1.0 §2.2).
enum TitleCheck {
  /// The most UTF-16 code units of a title. A file of a print stream has two titles in one string of at most 32,767 bytes.
  static let longest = 8_000

  static func findings(_ letter: Letter, of document: JSONDocument, _ template: TemplateSet) -> [Finding] {
    let isBlank = letter.titleTexts.allSatisfy { $0.string.allSatisfy(\.isWhitespace) }
    let length = letter.titleTexts.reduce(0) { $0 + $1.string.utf16.count }
    if isBlank {
      return [
        finding(
          "the title of the document is empty", "a PDF needs a title (ISO 14289-1 §7.1)", nil, document, template)
      ]
    }
    if length > longest {
      let text = letter.titleTexts.max { $0.string.utf16.count < $1.string.utf16.count }
      return [
        finding(
          "the title of the document has \(length) characters, and a PDF can hold \(longest)", "shorten it", text,
          document,
          template)
      ]
    }
    for text in letter.titleTexts {
      for (index, scalar) in text.string.unicodeScalars.enumerated() where !scalar.isSpoken {
        let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
        return [
          finding(
            "the title of the document contains \(code), which no document can have in its title", "remove it", text,
            document,
            template, scalar: index)
        ]
      }
    }
    return []
  }

  /// - Parameter scalar: how many characters of the text stand before the place.
  private static func finding(
    _ message: String, _ fix: String, _ text: Text?, _ document: JSONDocument, _ template: TemplateSet, scalar: Int = 0
  ) -> Finding {
    Finding(.notConforming, message, fix: fix).placed(at: text?.origin, scalars: scalar, document, template)
  }
}
