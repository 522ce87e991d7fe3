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
    let metrics = result.faces[index].metrics
    let count = text.string.utf8.count
    // Both arrays are extended once and written to without an `append` a glyph, which would cost more than the rest.
    let end = result.glyphs.extend(by: count, with: Glyph(id: 0, character: 0))
    let endOfPositions = positions.extend(by: count, with: 0)
    var string = text.string
    let (written, isComplete) = result.glyphs.withUnsafeMutableBufferPointer { glyphs in
      positions.withUnsafeMutableBufferPointer { positions in
        string.withUTF8 { bytes in
          metrics.set(
            bytes, unit: scale / Double(metrics.unitsPerEm), glyphs: glyphs[end...],
            positions: positions[(endOfPositions - 1)...])
        }
      }
    }
    result.glyphs.removeLast(count - written)
    positions.removeLast(count - written)
    if !isComplete { reportMissingGlyphs(of: text, result.faces[index]) }
  }

  private mutating func reportMissingGlyphs(of text: Text, _ face: FontFace) {
    for (offset, scalar) in text.string.unicodeScalars.enumerated() where face.glyph(scalar.value) == 0 {
      report(.glyphMissing(scalar, face: face.name, text.origin, scalars: offset))
    }
  }
}

extension Array {
  /// Appends copies of an element, at least doubling the capacity where it must grow, and returns where they start.
  fileprivate mutating func extend(by more: Int, with element: Element) -> Int {
    let start = count
    if count + more > capacity { reserveCapacity(Swift.max(count + more, capacity * 2)) }
    append(contentsOf: repeatElement(element, count: more))
    return start
  }
}
