import LetterDocument

/// What accumulates while a letter is set: glyphs, structure, problems.
struct TypesettingOutput {
  var result = TypesetLetter()
  /// The letter before it is divided into pages.
  var galley = Galley()
  /// For each glyph the distance from its paragraph's start to its end.
  private(set) var ends: [Double] = []
  private(set) var problems: [TypesettingProblem] = []

  private let fonts: FontLibrary
  /// The characters set in each face.
  private var uses: [CharacterUse] = []
  /// Faces that were asked for and that the library does not have.
  private var missingFaces: Set<FontFace.Description> = []

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
    // A letter has a handful of faces, so a search beats hashing.
    for (index, face) in result.faces.enumerated()
    where face.name.isBold == style.isBold && face.name.family == style.fontFamily { return index }
    let name = FontFace.Description(family: style.fontFamily, isBold: style.isBold)
    guard let face = fonts[name] else {
      if missingFaces.insert(name).inserted { report(.faceMissing(name, available: fonts.names)) }
      return nil
    }
    result.faces.append(face)
    uses.append(CharacterUse())
    return result.faces.count - 1
  }

  /// Appends the glyphs of a text to those of a paragraph, `scale` points an em.
  mutating func appendGlyphs(of piece: Text, face index: Int, scale: Double, to paragraph: ParagraphText) {
    let metrics = result.faces[index].metrics
    var string = piece.string
    let count = string.utf8.count
    let start = position(of: result.glyphs.count, in: paragraph)
    // Both arrays are extended once and written to without an `append` a glyph, which would cost more than the rest.
    let first = result.glyphs.extend(by: count, with: Glyph(id: 0, character: 0))
    ends.extend(by: count, with: 0)
    let (written, isComplete) = result.glyphs.withUnsafeMutableBufferPointer { glyphs in
      ends.withUnsafeMutableBufferPointer { ends in
        string.withUTF8 { bytes in
          metrics.set(
            bytes, unit: scale / Double(metrics.unitsPerEm), from: start,
            glyphs: UnsafeMutableBufferPointer(rebasing: glyphs[first...]),
            ends: UnsafeMutableBufferPointer(rebasing: ends[first...]), use: &uses[index])
        }
      }
    }
    result.glyphs.removeLast(count - written)
    ends.removeLast(count - written)
    if !isComplete { reportMissingGlyphs(of: piece, result.faces[index]) }
  }

  /// The distance from a paragraph's start to the start of a glyph.
  func position(of glyph: Int, in paragraph: ParagraphText) -> Double {
    glyph == paragraph.glyphs.lowerBound ? 0 : ends[glyph - 1]
  }

  /// The letter, once all its pages are made.
  func finish() throws(TypesettingError) -> TypesetLetter {
    guard problems.isEmpty else { throw TypesettingError(problems) }
    var result = result
    result.codePoints = uses.map(\.codePoints)
    return result
  }

  private mutating func reportMissingGlyphs(of text: Text, _ face: FontFace) {
    for (offset, scalar) in text.string.unicodeScalars.enumerated() where face.glyph(scalar.value) == 0 {
      report(.glyphMissing(scalar, face: face.name, text.origin, scalars: offset))
    }
  }
}

extension Array {
  /// Appends copies of an element, at least doubling the capacity where it must grow, and returns where they start.
  @discardableResult
  fileprivate mutating func extend(by more: Int, with element: Element) -> Int {
    let start = count
    if count + more > capacity { reserveCapacity(Swift.max(count + more, capacity * 2)) }
    append(contentsOf: repeatElement(element, count: more))
    return start
  }
}
