/// A phrase as vocabularies write it: words with spaces between them. `a|b` stands for either word, and `a?` or `a|b?` may be missing:
/// `date|day of the? injury|accident`. A backslash before `|`, `?` or `\` means the character itself.
struct PhrasePattern {
  /// What is wrong with a pattern.
  struct Problem: Error {
    let message: String
    let fix: String
  }

  /// A pattern stands for at most this many phrases. A vocabulary of ordinary size cannot use up memory then.
  static let mostPhrases = 2_000

  /// The phrases that a pattern stands for.
  static func phrases(of pattern: String) throws(Problem) -> [[String]] {
    var phrases: [[String]] = [[]]
    for part in pattern.split(separator: " ") {
      let (alternatives, isOptional) = try alternatives(of: part)
      var longer = isOptional ? phrases : []
      for phrase in phrases {
        for alternative in alternatives { longer.append(phrase + [alternative]) }
      }
      guard longer.count <= mostPhrases else {
        throw Problem(
          message: "this pattern stands for more than \(mostPhrases) phrases", fix: "write several patterns")
      }
      phrases = longer
    }
    guard !phrases.contains(where: \.isEmpty) else {
      throw Problem(message: "all words of this pattern may be missing", fix: "make one of them required")
    }
    return phrases
  }

  private static func alternatives(of part: Substring) throws(Problem) -> (words: [String], isOptional: Bool) {
    var words = [""]
    var isOptional = false
    var isEscaped = false
    for scalar in part.unicodeScalars {
      guard !isOptional else {
        throw Problem(message: "a question mark stands inside a word", fix: "write \\? for the character itself")
      }
      switch scalar {
      case _ where isEscaped:
        words[words.count - 1].unicodeScalars.append(scalar)
        isEscaped = false
      case "\\": isEscaped = true
      case "|": words.append("")
      case "?": isOptional = true
      default: words[words.count - 1].unicodeScalars.append(scalar)
      }
    }
    guard !isEscaped, words.allSatisfy({ !$0.isEmpty }) else {
      throw Problem(message: "a word is missing beside “|”, “?” or “\\”", fix: "write a word, or \\| for the character")
    }
    return (words, isOptional)
  }
}
