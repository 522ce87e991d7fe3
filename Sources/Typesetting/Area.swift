/// A rectangle on a page, in points. y grows downwards from the top edge of the sheet.
package struct Area: Sendable, Hashable {
  /// The left and the top edge.
  package var x, y: Double
  /// The size.
  package var width, height: Double

  /// A rectangle.
  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// Grows to hold another rectangle too.
  mutating func formUnion(_ other: Area) {
    let (right, bottom) = (max(x + width, other.x + other.width), max(y + height, other.y + other.height))
    (x, y) = (min(x, other.x), min(y, other.y))
    (width, height) = (right - x, bottom - y)
  }

  /// Whether two rectangles have a part in common. Rectangles that only share an edge have none.
  func overlaps(_ other: Area) -> Bool {
    x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
  }
}

extension TypesetLetter {
  /// Whether text or a picture of a page reaches into an area. The height of text is that of its font.
  func isTouched(_ area: Area, on page: Page) -> Bool {
    (page.lines + page.headers + page.feet + page.repeatedHeads).contains { line in
      runs[line.runs].contains { $0.area(baseline: line.baseline, in: self).overlaps(area) }
    } || page.pictures.contains { Area(x: $0.x, y: $0.y, width: $0.width, height: $0.height).overlaps(area) }
  }
}

extension Run {
  /// The area of a run, from the ascender to the descender of its font.
  fileprivate func area(baseline: Double, in letter: TypesetLetter) -> Area {
    let face = letter.faces[face]
    let unit = size / Double(face.unitsPerEm)
    let width = letter.glyphs[glyphs].reduce(0) { $0 + face.advance(of: $1.character) }
    let top = baseline - Double(face.ascender) * unit
    return Area(
      x: x, y: top, width: Double(width) * unit, height: Double(face.ascender - face.descender) * unit)
  }
}
