/// Fills lines greedily, as a word processor does.
///
/// A line may end after spaces and after every hyphen or dash, before a digit too: UAX #14 LB25 is left out on purpose, as
/// the published letters show. It may not end at non-breaking spaces and hyphens, nor between a hyphen and what clings to it
/// (UAX #14 LB13: closing punctuation; LB21: another hyphen). Spaces at the end of a line may reach over the measure.
struct LineBreaker {
  /// Rounding of advances must not push the last glyph of a line over its edge.
  private static let tolerance = 0.001

  /// The lines of a paragraph as ranges of glyph indices, the spaces that end a line included; at least one line.
  static func lines(of text: ParagraphText, glyphs: [Glyph], measure: Double) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = text.glyphs.lowerBound
    for end in text.lineBreaks + [text.glyphs.upperBound] {
      fill(start..<end, of: text, glyphs: glyphs, measure: measure, into: &lines)
      start = end
    }
    return lines
  }

  private static func fill(
    _ range: Range<Int>, of text: ParagraphText, glyphs: [Glyph], measure: Double, into lines: inout [Range<Int>]
  ) {
    let origin = text.glyphs.lowerBound
    var start = range.lowerBound
    var opportunity = start
    var limit = text.positions[start - origin] + measure + tolerance
    for index in range {
      let character = glyphs[index].character
      if character == 0x20 {
        opportunity = index + 1
        continue
      }
      while text.positions[index + 1 - origin] > limit, index > start {
        // A word that is wider than the measure is divided where the measure ends: nothing is ever clipped.
        let end = opportunity > start ? opportunity : index
        lines.append(start..<end)
        start = end
        limit = text.positions[start - origin] + measure + tolerance
      }
      if isOpportunity(after: character, before: index + 1 < range.upperBound ? glyphs[index + 1].character : nil) {
        opportunity = index + 1
      }
    }
    lines.append(start..<range.upperBound)
  }

  private static func isOpportunity(after character: UInt32, before next: UInt32?) -> Bool {
    switch character {
    case 0x2D, 0x2010, 0x2013, 0x2014: next.map { !clings($0) } ?? false
    case 0x1680, 0x2000...0x2006, 0x2008...0x200A, 0x205F, 0x3000: true
    default: false
    }
  }

  /// What cannot start a line behind a hyphen: spaces, hyphens, closing and ending punctuation.
  private static func clings(_ character: UInt32) -> Bool {
    switch character {
    case 0x20, 0x2D, 0x2010, 0x2011, 0x2013, 0x2014, 0xA0: true
    case 0x21, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D, 0x7D, 0x2019, 0x201D: true
    default: false
    }
  }
}
