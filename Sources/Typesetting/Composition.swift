import LetterDocument

/// The glyphs, runs and structure of a letter, as flat arrays. Lines and elements are ranges and indices in these arrays.
///
/// The flow stage composes everything except the margin boxes, which a later stage adds. Each stage takes the composition and returns it.
/// Inside a stage it is passed inout, because every glyph of a letter is added to it (docs/decisions/flat-arrays.md).
struct Composition {
  /// The faces that runs refer to by index.
  private(set) var faces: [FontFace] = []
  /// Equal to the names of the faces, but from the style that asked first. Later styles share its memory, so that comparing them does not read
  /// the characters.
  private var names: [FontFace.Description] = []
  private(set) var glyphs: [Glyph] = []
  /// For each glyph, the distance from the start of its paragraph to the end of the glyph.
  private(set) var ends: [Double] = []
  /// The runs of all lines.
  var runs: [Run] = []
  /// The structure in reading order.
  private(set) var elements: [StructureElement] = []
  /// Why the letter cannot be set.
  private(set) var problems: [TypesettingProblem] = []

  /// The links, by their elements.
  var links: [StructureElement.ID: Link] = [:]
  /// The elements that links lead to, by their names.
  private(set) var goals: [String: StructureElement.ID] = [:]
  let fonts: FontLibrary
  /// The characters set in each face.
  private var uses: [CharacterUse] = []
  /// Faces that a style names and the library does not have.
  private var missingFaces: Set<FontFace.Description> = []

  /// Where a link leads, and its words.
  struct Link {
    var target: String
    var text: String
  }

  init(fonts: FontLibrary) { self.fonts = fonts }

  /// Makes room for a letter of four pages. Arrays that grow are copied each time.
  mutating func makeRoomForLetter() {
    glyphs.reserveCapacity(12_000)
    ends.reserveCapacity(12_000)
    runs.reserveCapacity(256)
    elements.reserveCapacity(64)
  }

  /// Adds a problem.
  mutating func report(_ problem: TypesettingProblem) {
    // A letter in a script that the fonts lack would otherwise report each of its characters.
    if problems.count < 100 { problems.append(problem) }
  }

  /// Adds a structure element and returns its identifier.
  mutating func addElement(
    _ kind: StructureElement.Kind, parent: StructureElement.ID?, marks: Marks? = nil
  ) -> StructureElement.ID {
    elements.append(StructureElement(kind: kind, parent: parent, marks: marks))
    if let id = marks?.id { goals[id] = elements.count - 1 }
    return elements.count - 1
  }

  /// Adds heads to those that a cell of data names.
  mutating func addHeaders(_ more: [StructureElement.ID], to cell: StructureElement.ID) {
    guard case .dataCell(let span, let headers) = elements[cell].kind else { return }
    elements[cell].kind = .dataCell(span, headers: headers + more.filter { !headers.contains($0) })
  }

  /// Notes that a picture that is no element has a name, and the element around it.
  mutating func addGoal(_ name: String, in element: StructureElement.ID) { goals[name] = element }

  /// The index of a style's face in the result; nil if the library does not have it.
  mutating func faceIndex(of style: Style) -> Int? {
    // A letter has few faces, so a search is faster than hashing.
    for index in names.indices
    where names[index].isBold == style.isBold && names[index].isItalic == style.isItalic
      && names[index].family == style.fontFamily
    {
      return index
    }
    let name = style.face
    guard let face = fonts[name] else {
      if missingFaces.insert(name).inserted { report(.faceMissing(name, available: fonts.names)) }
      return nil
    }
    return add(face, name)
  }

  private mutating func add(_ face: FontFace, _ name: FontFace.Description) -> Int {
    faces.append(face)
    names.append(name)
    uses.append(CharacterUse())
    return faces.count - 1
  }

  /// The pieces of a text, each with the first face of the style that has its characters (CSS Fonts 4 §5.3). A character that no face has
  /// stays with the first one, where it is reported.
  mutating func pieces(of text: Text, style: Style, first: Int) -> [(text: Text, face: Int)] {
    if style.otherFamilies.isEmpty || faces[first].covers(text.string) { return [(text, first)] }
    let others = style.otherFamilies.compactMap { fonts.fallback($0, for: style) }.map { face in
      faces.firstIndex { $0.name == face.name } ?? add(face, face.name)
    }
    var pieces: [(text: Text, face: Int)] = []
    for (offset, scalar) in text.string.unicodeScalars.enumerated() {
      let face = ([first] + others).first { faces[$0].glyph(scalar.value) != 0 } ?? first
      if pieces.last?.face == face {
        pieces[pieces.count - 1].text.string.unicodeScalars.append(scalar)
      } else {
        var origin = text.origin
        if case .data(let start, let before) = origin { origin = .data(offset: start, scalars: before + offset) }
        pieces.append((Text(String(scalar), origin: origin), face))
      }
    }
    return pieces
  }

  /// Appends the glyphs of a text to a paragraph. An em is `scale` points.
  mutating func appendGlyphs(of piece: Text, face index: Int, scale: Double, to paragraph: ParagraphText) {
    let metrics = faces[index].metrics
    let count = piece.string.utf8.count
    let start = position(of: glyphs.count, in: paragraph)
    // Both arrays are extended once. An `append` per glyph would cost more than the rest.
    glyphs.makeRoom(for: count)
    ends.makeRoom(for: count)
    var isComplete = true
    glyphs.append(addingCapacity: count) { glyphSpan in
      ends.append(addingCapacity: count) { endSpan in
        glyphSpan.withUnsafeMutableBufferPointer { glyphBuffer, glyphCount in
          endSpan.withUnsafeMutableBufferPointer { endBuffer, endCount in
            let result = piece.string.utf8.span.withUnsafeBufferPointer { bytes in
              metrics.set(
                bytes, unit: scale / Double(metrics.unitsPerEm), from: start, glyphs: glyphBuffer, ends: endBuffer,
                use: &uses[index])
            }
            (glyphCount, endCount, isComplete) = (result.count, result.count, result.isComplete)
          }
        }
      }
    }
    if !isComplete { reportMissingGlyphs(of: piece, faces[index]) }
  }

  /// The distance from a paragraph's start to the start of a glyph.
  func position(of glyph: Int, in paragraph: ParagraphText) -> Double {
    glyph == paragraph.glyphs.lowerBound ? 0 : ends[glyph - 1]
  }

  /// The letter on its pages.
  /// - Throws: every reason why it cannot be set.
  consuming func finish(_ pages: PagedLetter) throws(TypesettingError) -> TypesetLetter {
    guard problems.isEmpty else { throw TypesettingError(problems) }
    return TypesetLetter(
      pages: pages.pages, faces: faces, codePoints: uses.map(\.codePoints), glyphs: glyphs, runs: runs,
      elements: elements, headings: pages.headings)
  }

  private mutating func reportMissingGlyphs(of text: Text, _ face: FontFace) {
    for (offset, scalar) in text.string.unicodeScalars.enumerated() where face.glyph(scalar.value) == 0 {
      report(.glyphMissing(scalar, face: face.name, text.origin, scalars: offset))
    }
  }
}

extension Array {
  /// Makes room for more elements. If the capacity must grow, it at least doubles.
  fileprivate mutating func makeRoom(for more: Int) {
    if count + more > capacity { reserveCapacity(Swift.max(count + more, capacity * 2)) }
  }
}
