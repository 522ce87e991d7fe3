import LetterDocument

/// What accumulates while a letter is set: glyphs, structure, problems.
struct TypesettingOutput {
  var result = TypesetLetter()
  private(set) var problems: [TypesettingProblem] = []

  private let fonts: FontLibrary
  private var faceIndices: [FontFace.Description: Int?] = [:]
  private var lastFace: (family: String, isBold: Bool, index: Int)?

  init(fonts: FontLibrary) {
    self.fonts = fonts
  }

  mutating func report(_ problem: TypesettingProblem) {
    // A letter in a script the fonts lack would otherwise report each of its characters.
    if problems.count < 100 { problems.append(problem) }
  }

  mutating func addElement(_ kind: StructureElement.Kind, parent: StructureElement.ID?) -> StructureElement.ID {
    result.elements.append(StructureElement(kind: kind, parent: parent))
    return result.elements.count - 1
  }

  /// The index of a style's face in the result; nil if the library does not have it.
  mutating func faceIndex(of style: Style) -> Int? {
    if let lastFace, lastFace.isBold == style.isBold, lastFace.family == style.fontFamily { return lastFace.index }
    let name = FontFace.Description(family: style.fontFamily, isBold: style.isBold)
    let index: Int?
    if let known = faceIndices[name] {
      index = known
    } else if let face = fonts[name] {
      result.faces.append(face)
      index = result.faces.count - 1
    } else {
      report(.faceMissing(name, available: fonts.names))
      index = nil
    }
    faceIndices[name] = index
    if let index { lastFace = (style.fontFamily, style.isBold, index) }
    return index
  }

  /// Appends the glyphs of a text and the position behind each, `scale` points an em.
  mutating func appendGlyphs(of text: Text, face index: Int, scale: Double, positions: inout [Double]) {
    let face = result.faces[index]
    let unit = scale / Double(face.unitsPerEm)
    let count = text.string.utf8.count
    result.glyphs.reserve(count)
    positions.reserve(count)
    var position = positions[positions.count - 1]
    var isComplete = true
    for scalar in text.string.unicodeScalars {
      let glyph = face.glyph(scalar.value)
      if glyph == 0 { isComplete = false }
      result.glyphs.append(Glyph(id: glyph, character: scalar.value))
      position += Double(face.advances[Int(glyph)]) * unit
      positions.append(position)
    }
    if !isComplete { reportMissingGlyphs(of: text, face) }
  }

  private mutating func reportMissingGlyphs(of text: Text, _ face: FontFace) {
    for (offset, scalar) in text.string.unicodeScalars.enumerated() where face.glyph(scalar.value) == 0 {
      report(.glyphMissing(scalar, face: face.name, text.origin, scalars: offset))
    }
  }
}

extension Array {
  /// Makes room for more elements, at least doubling, so that many small requests do not copy the array each time.
  fileprivate mutating func reserve(_ more: Int) {
    if count + more > capacity { reserveCapacity(Swift.max(count + more, capacity * 2)) }
  }
}
