import LetterDocument
import Typesetting

/// A word on a page.
struct PlacedWord {
  let text: String
  /// The number of the page, from 1.
  let page: Int
  /// Its left and right edges, in points.
  var left, right: Double
  let baseline: Double
  let size: Double

  /// Whether a point lies on it, or between its line and its neighbours.
  func contains(_ x: Double, _ y: Double) -> Bool {
    x >= left - size * 0.14 && x <= right + size * 0.14 && y >= baseline - size * 0.9 && y <= baseline + size * 0.3
  }

  /// The words of the letter's text, in reading order, without list markers and repeated parts of pages.
  static func all(in letter: TypesetLetter) -> [PlacedWord] {
    var words: [PlacedWord] = []
    for (index, page) in letter.pages.enumerated() {
      for line in page.headers + page.lines { collect(line, of: letter, page: index + 1, &words) }
    }
    return words
  }

  private static func collect(_ line: Line, of letter: TypesetLetter, page: Int, _ words: inout [PlacedWord]) {
    var text = ""
    var (start, end) = (0.0, 0.0)
    var size = 0.0
    func finish() {
      guard !text.isEmpty else { return }
      words.append(PlacedWord(text: text, page: page, left: start, right: end, baseline: line.baseline, size: size))
      text = ""
    }
    for run in letter.runs[line.runs] {
      guard let element = run.element, !isMarker(letter.elements[element].kind) else { continue }
      // Cells of a row share a line.
      if abs(run.x - end) > run.size * 0.1 { finish() }
      let face = letter.faces[run.face]
      let unit = run.size / Double(face.unitsPerEm)
      var x = run.x
      for glyph in letter.glyphs[run.glyphs] {
        let width = Double(face.advances[Int(glyph.id)]) * unit
        if glyph.character == 0x20 {
          finish()
        } else {
          if text.isEmpty { (start, size) = (x, run.size) }
          if let scalar = Unicode.Scalar(glyph.character) { text.unicodeScalars.append(scalar) }
          end = x + width
        }
        x += width
      }
      if !text.isEmpty { end = x }
    }
    finish()
  }

  private static func isMarker(_ kind: StructureElement.Kind) -> Bool { if case .label = kind { true } else { false } }
}
