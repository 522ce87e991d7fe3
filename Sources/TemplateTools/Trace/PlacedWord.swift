import LetterDocument
import Typesetting

/// A word on a page.
package struct PlacedWord: Sendable {
  /// The part of a word that has one face, size and colour.
  package struct Piece: Sendable {
    /// Its characters.
    package var text: String
    /// Where it starts, in points from the left edge of the sheet.
    package let x: Double
    /// The index of its face in ``TypesetLetter/faces``.
    package let face: Int
    /// Its size.
    package let size: Double
    /// Its colour.
    package let color: Color
  }

  /// The word.
  package var text: String { pieces.count == 1 ? pieces[0].text : pieces.map(\.text).joined() }
  /// The number of the page, from 1.
  package let page: Int
  /// Its left and right edges, in points.
  package var left, right: Double
  /// The distance of its baseline from the top of the sheet.
  package let baseline: Double
  /// Its parts, from left to right; at least one.
  package var pieces: [Piece]
  /// Whether it is part of the letter's text: no list marker, and nothing that is repeated on pages.
  package let isText: Bool

  /// The size of its first character.
  package var size: Double { pieces[0].size }

  /// Whether a point lies on it, or between its line and its neighbours.
  func contains(_ x: Double, _ y: Double) -> Bool {
    x >= left - size * 0.14 && x <= right + size * 0.14 && y >= baseline - size * 0.9 && y <= baseline + size * 0.3
  }

  /// Every word on the pages. Those of the letter's text come in reading order.
  package static func all(in letter: TypesetLetter) -> [PlacedWord] {
    var words: [PlacedWord] = []
    for (index, page) in letter.pages.enumerated() {
      for line in page.headers + page.lines + page.repeatedHeads + page.feet {
        collect(line, of: letter, page: index + 1, &words)
      }
    }
    return words
  }

  private static func collect(_ line: Line, of letter: TypesetLetter, page: Int, _ words: inout [PlacedWord]) {
    var open: PlacedWord?
    func finish() {
      if let word = open { words.append(word) }
      open = nil
    }
    for run in letter.runs[line.runs] {
      let isText = run.element.map { !isMarker(letter.elements[$0].kind) } ?? false
      // Cells of a row share a line.
      if let word = open, abs(run.x - word.right) > run.size * 0.1 || word.isText != isText { finish() }
      let face = letter.faces[run.face]
      let unit = run.size / Double(face.unitsPerEm)
      var x = run.x
      var startsPiece = true
      for glyph in letter.glyphs[run.glyphs] {
        let start = x
        x += Double(face.advance(of: glyph.character)) * unit
        guard glyph.character != 0x20, let scalar = Unicode.Scalar(glyph.character) else {
          finish()
          continue
        }
        if startsPiece || open == nil {
          let piece = Piece(text: String(scalar), x: start, face: run.face, size: run.size, color: run.color)
          open =
            open?.adding(piece)
            ?? PlacedWord(page: page, left: start, right: x, baseline: line.baseline, pieces: [piece], isText: isText)
        } else {
          open?.add(scalar)
        }
        startsPiece = false
        open?.right = x
      }
    }
    finish()
  }

  private func adding(_ piece: Piece) -> PlacedWord {
    var word = self
    word.pieces.append(piece)
    return word
  }

  private mutating func add(_ scalar: Unicode.Scalar) { pieces[pieces.count - 1].text.unicodeScalars.append(scalar) }

  private static func isMarker(_ kind: StructureElement.Kind) -> Bool { if case .label = kind { true } else { false } }
}
