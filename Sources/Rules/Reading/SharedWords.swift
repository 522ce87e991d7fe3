/// Compares the words of a text with those of a title.
package enum SharedWords {
  /// How much of a title is read. Each statement of a text is compared with the title, and a title that is longer is none.
  private static let longestTitle = 500

  /// Whether a phrase and the word after it stand in the title, such as “without contrast”: then it belongs to the name of the treatment.
  static func isInTitle(_ mark: Mark, _ prose: Prose, _ title: ArraySlice<Prose>) -> Bool {
    guard !title.isEmpty else { return false }
    let range = Int(mark.first)..<min(Int(mark.end) + 1, prose.tokens.count)
    let keys = prose.keys(ofTokens: range)
    return title.contains { title in
      let others = title.keys(ofTokens: 0..<min(longestTitle, title.tokens.count))
      guard others.count >= keys.count else { return false }
      return (0...others.count - keys.count).contains { others[$0..<$0 + keys.count].elementsEqual(keys) }
    }
  }

  /// Whether some tokens have a word of at least some letters that the title has too.
  static func share(_ prose: Prose, _ range: Range<Int>, _ title: ArraySlice<Prose>, least: Int = 5) -> Bool {
    let known = title.flatMap { $0.keys(0..<min(longestTitle, $0.tokens.count), least: least) }
    return !known.isEmpty && prose.keys(range, least: least).contains(where: known.contains)
  }

  /// The words of some tokens in lower case.
  package static func words(_ range: some Sequence<Int>, of prose: Prose) -> [String] {
    var text = prose.text
    return text.withUTF8 { bytes in
      range.map { index in
        let token = prose.tokens[index]
        return String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self).lowercased()
      }
    }
  }
}
