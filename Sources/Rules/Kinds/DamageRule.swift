import Diagnostics
import JSONText
import UnicodeText

extension FindingCode {
  /// A line break inside a sentence, a bracket without its other half, or the hyphen of an old line end.
  package static let damagedText = FindingCode("IMR-R038", "text damaged when it was copied")
}

extension RuleKind {
  /// Traces of copying from a page: a line break inside a sentence, a bracket or a quotation mark without its other half, the hyphen of an
  /// old line end, letters of two alphabets in a word.
  static let damage = RuleKind(
    "damage",
    Explanation(
      .damagedText,
      "The text was damaged when it was copied from a page: a line breaks inside a sentence, a bracket or a quotation mark has no other half, a word has the hyphen of an old line end (“guide-lines”), or a letter is of another alphabet or stands for a digit (“1O”).",
      fix: "repair the text", source: "in 12 of 55 published letters", severity: .warning)
  ) { _ in
    { reading, _, findings in
      for index in reading.proses.indices {
        let prose = reading.proses[index]
        let mayBeForeign = reading.texts[index].traits.contains(.mayNotBeNFC)
        let mayBeDamaged =
          !prose.brackets.isEmpty || prose.hasLineFeed || !prose.hyphens.isEmpty || prose.mayHoldLetterDigit
          || !prose.quotes.isEmpty
        guard mayBeDamaged || mayBeForeign else { continue }
        var places = mayBeDamaged ? TextDamage(prose: prose).places : []
        if mayBeForeign { places += ForeignLetters.places(in: prose.text) }
        if places.isEmpty { continue }
        for place in places.sorted(by: { $0.bytes.lowerBound < $1.bytes.lowerBound }) {
          findings.report(.damagedText, place.message, fix: "repair the text", atBytes: place.bytes, of: prose)
        }
      }
    }
  }
}

/// Finds damage in a text.
private struct TextDamage {
  typealias Place = (bytes: Range<Int>, message: String)

  let prose: Prose

  /// The bytes of each place, and what is wrong there.
  var places: [Place] {
    lineBreaks.map { ($0, "this line ends inside a sentence") } + brackets + quotes
      + hyphens.map { ($0, "this word has the hyphen of an old line end") }
      + letterDigits.map { ($0, "a letter stands here for a digit") }
  }

  /// Line feeds between words of a sentence. A list, or a paragraph that ends, is no damage.
  private var lineBreaks: [Range<Int>] {
    guard prose.hasLineFeed else { return [] }
    var text = prose.text
    return text.withUTF8 { bytes in
      prose.tokens.indices.dropFirst().compactMap { index in
        let (before, next) = (prose.tokens[index - 1], prose.tokens[index])
        let between = Int(before.end)..<Int(next.start)
        guard bytes[between].contains(UInt8(ascii: "\n")), before.sentence == next.sentence, next.kind != .mark,
          before.kind == .word || before.isMark(",")
        else { return nil }
        let isLower = (0x61...0x7A).contains(bytes[Int(next.start)])
        return isLower || before.kind == .word && before.count <= 3 ? between : nil
      }
    }
  }

  /// Brackets without their other half. Closing brackets after a number or a letter are usual: “1)”, “a)”.
  private var brackets: [Place] {
    if areBracketsPaired { return [] }
    var open: [Int] = []
    var found: [Place] = []
    for index in prose.brackets.lazy.map({ Int($0) }) {
      let token = prose.tokens[index]
      if token.isMark("(") || token.isMark("[") {
        open.append(index)
      } else if let last = open.last, token.isMark(")") == prose.tokens[last].isMark("(") {
        open.removeLast()
      } else if open.isEmpty, index > 0, !isListMark(index - 1), let bytes = prose.bytes(of: index..<index + 1) {
        found.append((bytes, "this bracket closes nothing"))
      }
    }
    return found + open.compactMap { prose.bytes(of: $0..<$0 + 1) }.map { ($0, "this bracket is never closed") }
  }

  /// Whether each bracket that opens is followed by the one that closes it, with none between. In most texts they are.
  private var areBracketsPaired: Bool {
    guard prose.brackets.count % 2 == 0 else { return false }
    return prose.tokens.withUnsafeBufferPointer { tokens in
      stride(from: 0, to: prose.brackets.count, by: 2).allSatisfy { index in
        let (open, close) = (tokens[Int(prose.brackets[index])], tokens[Int(prose.brackets[index + 1])])
        return open.isMark("(") && close.isMark(")") || open.isMark("[") && close.isMark("]")
      }
    }
  }

  /// Whether a closing bracket after a token is that of a list: “1)”, “a)”, “iv)”.
  private func isListMark(_ index: Int) -> Bool {
    let token = prose.tokens[index]
    guard token.kind == .word, token.count > 1 else { return true }
    var text = prose.text
    return text.withUTF8 { bytes in token.bytes(in: bytes).allSatisfy { "ivxIVX".utf8.contains($0) } }
  }

  /// Quotation marks without their other half. A quotation of several paragraphs has a mark at the start of each, and inches have one too.
  private var quotes: [Place] {
    guard !prose.quotes.isEmpty else { return [] }
    var text = prose.text
    return text.withUTF8 { bytes in
      var straight: [Int] = []
      var open: [Int] = []
      var found: [Int] = []
      for index in prose.quotes.lazy.map({ Int($0) }) {
        let token = prose.tokens[index]
        let isAfterNumber =
          index > 0 && prose.tokens[index - 1].kind == .number && prose.tokens[index - 1].end == token.start
        switch (token.count, bytes[Int(token.end) - 1]) {
        case (1, _): if !isAfterNumber { straight.append(index) }
        case (_, 0x9C): open.append(index)
        case (_, 0x9D): if open.popLast() == nil, !isAfterNumber { found.append(index) }
        default: break
        }
      }
      if straight.count % 2 == 1, let last = straight.last, straight[0] > 0 { found.append(last) }
      found += open.filter { $0 > 0 }
      return found.compactMap { prose.bytes(of: $0..<$0 + 1) }.map { ($0, "this quotation mark has no other half") }
    }
  }

  /// A hyphen inside a word that some vocabulary knows without it. After a prefix the rest is a word of its own: “post-operative”.
  private var hyphens: [Range<Int>] {
    prose.hyphens.compactMap { index in
      let index = Int(index)
      guard index > 0, let next = prose.token(index + 1), next.kind == .word, next.word == 0,
        prose.tokens[index - 1].kind == .word, prose.tokens[index - 1].count >= 3, next.count >= 4,
        // With a space: “sur- gery”
        prose.isTight(index - 1..<index + 1), next.start - prose.tokens[index].end <= 1,
        prose.tokens[index - 1].count >= 4 || next.start > prose.tokens[index].end,
        prose.isKnownWithoutHyphen(index)
      else { return nil }
      return prose.bytes(of: index - 1..<index + 2)
    }
  }

  /// `1O`, `l0`: the letters O and l for 0 and 1.
  private var letterDigits: [Range<Int>] {
    guard prose.mayHoldLetterDigit else { return [] }
    var text = prose.text
    return text.withUTF8 { bytes in
      prose.tokens.indices.dropFirst().compactMap { index in
        let (before, token) = (prose.tokens[index - 1], prose.tokens[index])
        guard before.end == token.start else { return nil }
        let isO = before.kind == .number && token.kind == .word && token.count == 1 && bytes[Int(token.start)] == 0x4F
        let isL =
          before.kind == .word && before.count == 1 && bytes[Int(before.start)] == 0x6C && token.kind == .number
          && bytes[Int(token.start)] == 0x30
        return isO || isL ? Int(before.start)..<Int(token.end) : nil
      }
    }
  }
}

/// Finds Cyrillic letters in words of Latin letters, and ligatures that PDFs have for two letters.
private enum ForeignLetters {
  static func places(in text: String) -> [TextDamage.Place] {
    // Cyrillic letters and ligatures start with these bytes. Other characters, such as quotation marks, are frequent.
    let mayHave = text.utf8.span.withUnsafeBufferPointer { bytes in
      var index = PrintableASCII.end(in: bytes, from: 0)
      while index < bytes.count {
        if (0xD0...0xD4).contains(bytes[index]) || bytes[index] == 0xEF { return true }
        index = PrintableASCII.end(in: bytes, from: index + 1)
      }
      return false
    }
    guard mayHave else { return [] }
    var places: [TextDamage.Place] = []
    var position = 0
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      let bytes = position..<position + UTF8.width(scalar)
      if (0xFB00...0xFB06).contains(scalar.value) {
        places.append((bytes, "this is one character for two letters (a ligature)"))
      } else if let before, isCyrillic(scalar) && isLatin(before) || isLatin(scalar) && isCyrillic(before) {
        places.append((bytes, "this word has letters of two alphabets"))
      }
      before = scalar
      position = bytes.upperBound
    }
    return places
  }

  private static func isCyrillic(_ scalar: Unicode.Scalar) -> Bool { (0x400...0x52F).contains(scalar.value) }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool { (0x61...0x7A).contains(scalar.value | 0x20) }
}
