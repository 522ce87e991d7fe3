import LetterDocument

/// What a PDF says about itself. It never contains a person's name.
package struct DocumentMetadata: Sendable {
  /// The document's title.
  package var title: String
  /// The natural language as a BCP 47 tag.
  package var language: String
  /// The organization that issued the document.
  package var author: String
  /// When the document was made; nil leaves the date out.
  package var created: DocumentDate?

  /// Copies what a letter says about itself.
  package init(_ letter: Letter) {
    title = letter.title
    language = letter.language
    author = letter.issuer
    created = letter.created
  }

  /// The metadata of a file with several letters: the first and the last title, the latest date.
  /// - Returns: nil if there are no letters.
  package init?(joining letters: [DocumentMetadata]) {
    guard let first = letters.first, let last = letters.last else { return nil }
    self = first
    if letters.count > 1 { title += " – " + last.title }
    created = letters.compactMap(\.created).max { $0.iso < $1.iso }
  }
}

extension DocumentDate {
  /// `D:20161109000000Z` (PDF 32000-1 §7.9.4)
  var pdf: String { text(after: "D:", separators: ["", "", "", "", ""]) }

  /// `2016-11-09T00:00:00Z` (XMP, ISO 8601)
  package var iso: String { text(after: "", separators: ["-", "-", "T", ":", ":"]) }

  private func text(after prefix: String, separators: [String]) -> String {
    var text = prefix
    text.reserveCapacity(24)
    for limit in [1_000, 100, 10] where year < limit { text += "0" }
    text += String(year)
    for (separator, number) in zip(separators, [month, day, hour, minute, second]) {
      text += separator
      if number < 10 { text += "0" }
      text += String(number)
    }
    return text + "Z"
  }
}
