/// Fills lines greedily, as a word processor does.
///
/// A line may end after spaces, and after every hyphen or dash, even before a digit. UAX #14 LB25 is left out on purpose, because the
/// published letters break there. A line may not end at non-breaking spaces and hyphens, or between a hyphen and what must stay with it
/// (UAX #14 LB13: closing punctuation, slashes; LB19: quotation marks; LB21: another hyphen; LB22: ellipses). A hyphen that starts a word is a sign, and stays with its number or word
/// (LB20a). So does an en dash before a number, and a sign that is a word of its own, as in “≥ 30”. Spaces at the end of a line may extend
/// past the measure.
struct LineBreaker {
  /// Rounding of advances must not push the last glyph of a line past the edge.
  private static let tolerance = 0.001

  /// The lines of a paragraph as ranges of glyph indices, at least one. A line includes the spaces at its end.
  /// - Returns: the lines, and whether a glyph is wider than the measure.
  static func lines(
    of text: ParagraphText, in composition: Composition, measure: Double, indent: Double = 0
  ) -> (lines: [Range<Int>], isTooWide: Bool) {
    var lines: [Range<Int>] = []
    var isTooWide = false
    composition.glyphs.withUnsafeBufferPointer { glyphs in
      composition.ends.withUnsafeBufferPointer { ends in
        let breaker = LineBreaker(
          glyphs: glyphs, ends: ends, origin: text.glyphs.lowerBound, measure: measure, indent: indent)
        lines.reserveCapacity(text.lineBreaks.count + text.glyphs.count / 64 + 2)
        var start = text.glyphs.lowerBound
        for end in text.lineBreaks {
          breaker.fill(start..<end, into: &lines)
          start = end
        }
        breaker.fill(start..<text.glyphs.upperBound, into: &lines)
        isTooWide = lines.indices.contains { breaker.isTooWide(lines[$0], isFirst: $0 == 0) }
      }
    }
    return (lines, isTooWide)
  }

  private let glyphs: UnsafeBufferPointer<Glyph>
  /// The position after each glyph.
  private let ends: UnsafeBufferPointer<Double>
  /// The paragraph's first glyph.
  private let origin: Int
  private let measure: Double
  /// How much shorter the first line is.
  private let indent: Double

  /// Whether a line starts with a glyph that is wider than the measure. Such a glyph is alone on its line, or before spaces.
  private func isTooWide(_ line: Range<Int>, isFirst: Bool) -> Bool {
    guard let first = line.first, glyphs[first].character != 0x20 else { return false }
    return ends[first] - position(of: first) > room(isFirst: isFirst) + Self.tolerance
  }

  /// The room of a line. An empty first line has no glyph, so the first glyph of the paragraph may be on a later one.
  private func room(isFirst: Bool) -> Double { isFirst ? measure - indent : measure }

  /// Where a glyph starts.
  private func position(of glyph: Int) -> Double { glyph == origin ? 0 : ends[glyph - 1] }

  private func fill(_ range: Range<Int>, into lines: inout [Range<Int>]) {
    var start = range.lowerBound
    while let end = lineEnd(from: start, in: range, isFirst: lines.isEmpty) {
      lines.append(start..<end)
      start = end
    }
    lines.append(start..<range.upperBound)
  }

  /// Where the line from `start` ends; nil if the rest fits. Positions ascend, so a binary search finds the first glyph past the edge. The
  /// line ends at the last opportunity before it.
  private func lineEnd(from start: Int, in range: Range<Int>, isFirst: Bool) -> Int? {
    let limit = position(of: start) + room(isFirst: isFirst) + Self.tolerance
    var (first, last) = (start + 1, range.upperBound)
    while first < last {
      let middle = (first + last) / 2
      if ends[middle] > limit { last = middle } else { first = middle + 1 }
    }
    while first < range.upperBound, glyphs[first].character == 0x20 { first += 1 }
    guard first < range.upperBound else { return nil }
    for index in stride(from: first - 1, through: start, by: -1) {
      let character = glyphs[index].character
      if character == 0x20 && !partsSign(index, from: start)
        || Self.isOpportunity(after: character, before: glyphs[index + 1].character) && !isSign(index, from: start)
      {
        return index + 1
      }
    }
    // A word that is wider than the measure is divided where the measure ends, so that nothing is clipped.
    return signEnd(from: start, before: first, in: range) ?? first
  }

  /// The end of a sign before a word. The word alone fits a line, but would be divided to stay with the sign. Nil if there is no such sign.
  private func signEnd(from start: Int, before first: Int, in range: Range<Int>) -> Int? {
    guard let sign = (start..<first).last(where: mayEndLine) else { return nil }
    let limit = position(of: sign + 1) + measure + Self.tolerance
    for index in sign + 1..<range.upperBound {
      if glyphs[index].character == 0x20 { break }
      if ends[index] > limit { return nil }
      if index + 1 < range.upperBound, mayEndLine(index) { break }
    }
    return sign + 1
  }

  /// Whether a line may end after a glyph that is not the last one, whether or not it is a sign.
  private func mayEndLine(_ index: Int) -> Bool {
    let character = glyphs[index].character
    return character == 0x20 || Self.isOpportunity(after: character, before: glyphs[index + 1].character)
  }

  /// Whether a hyphen or dash starts a word, perhaps after other signs or opening punctuation, or stands before a number and after a sign or
  /// punctuation (“OD:-1.25”). An en dash counts only before a number or a currency, because it also separates parts of a sentence.
  private func isSign(_ index: Int, from start: Int) -> Bool {
    switch glyphs[index].character {
    case 0x2D, 0x2010: break
    case 0x2013: if !Self.startsNumber(glyphs[index + 1].character) { return false }
    default: return false
    }
    var before = index - 1
    if before >= start, Self.startsNumber(glyphs[index + 1].character), !Self.isWord(glyphs[before].character),
      !Self.isDash(glyphs[before].character)
    {
      return true
    }
    while before >= start, !Self.isSpace(glyphs[before].character), !Self.isWord(glyphs[before].character) {
      before -= 1
    }
    return before < start || Self.isSpace(glyphs[before].character)
  }

  /// Whether a space stands between a sign that is a word of its own and its number, as in “≥ 30”. A hyphen or dash between spaces may end a
  /// line, because it usually separates parts of a sentence.
  private func partsSign(_ space: Int, from start: Int) -> Bool {
    guard space > start, space + 1 < glyphs.count, Self.isLoneSign(glyphs[space - 1].character),
      Self.startsNumber(glyphs[space + 1].character)
    else { return false }
    return space - 1 == start || Self.isSpace(glyphs[space - 2].character)
  }

  /// Signs of numbers that are no dashes: + ± < > ≤ ≥ ≈ ~ and the minus sign.
  private static func isLoneSign(_ character: UInt32) -> Bool {
    switch character {
    case 0x2B, 0x3C, 0x3E, 0x7E, 0xB1, 0x2212, 0x2248, 0x2264, 0x2265: true
    default: false
    }
  }

  private static func isDash(_ character: UInt32) -> Bool {
    character == 0x2D || (0x2010...0x2015).contains(character)
  }

  private static func startsNumber(_ character: UInt32) -> Bool {
    switch character {
    case 0x2E, 0x30...0x39, 0x24, 0xA3, 0x20AC: true
    default: false
    }
  }

  /// Whether a character is a letter or a digit.
  private static func isWord(_ character: UInt32) -> Bool {
    switch character {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0xD7, 0xF7, 0x2000...0x2BFF: false
    default: character >= 0xC0
    }
  }

  private static func isSpace(_ character: UInt32) -> Bool {
    switch character {
    case 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  private static func isOpportunity(after character: UInt32, before next: UInt32) -> Bool {
    switch character {
    case 0x2D, 0x2010, 0x2013, 0x2014: !clings(next)
    case 0x1680, 0x2000...0x2006, 0x2008...0x200A, 0x205F, 0x3000: true
    default: false
    }
  }

  /// What cannot start a line after a hyphen: spaces, hyphens, closing and ending punctuation, slashes, quotation marks that do not open
  /// (UAX #14 LB19: those that are not initial punctuation), ellipses.
  private static func clings(_ character: UInt32) -> Bool {
    switch character {
    case 0x20, 0x2D, 0x2010, 0x2011, 0x2013, 0x2014, 0xA0: true
    case 0x21, 0x29, 0x2C, 0x2E, 0x2F, 0x3A, 0x3B, 0x3F, 0x5D, 0x7D: true
    case 0x22, 0x27, 0xBB, 0x2019, 0x201D, 0x203A, 0x2024...0x2026: true
    default: false
    }
  }
}
