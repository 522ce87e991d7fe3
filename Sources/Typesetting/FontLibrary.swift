import LetterDocument

/// The font faces that letters can be set in. Fonts come from given files, never from the system, so that a letter looks the same
/// everywhere.
package struct FontLibrary: Sendable {
  private let faces: [FontFace.Description: FontFace]

  /// Makes a library of faces with different names.
  package init(_ faces: [FontFace]) {
    self.faces = Dictionary(faces.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The face with that name.
  package subscript(name: FontFace.Description) -> FontFace? { faces[name] }

  /// The face of a family for characters that the first family of a style does not have: if the family has no such face, the one that is
  /// most similar (CSS Fonts 4 §5.2).
  package func fallback(_ family: String, for style: Style) -> FontFace? {
    let wishes = [
      (style.isBold, style.isItalic), (style.isBold, false), (false, style.isItalic), (false, false), (true, false),
    ]
    for (isBold, isItalic) in wishes {
      let name = FontFace.Description(family: family, isBold: isBold, isItalic: isItalic)
      if let face = faces[name] { return face }
    }
    return nil
  }

  /// All faces that text of a style can be set in, the first one first; nil for a family that the library does not have.
  package func faces(of style: Style) -> [(name: FontFace.Description, face: FontFace?)] {
    [(style.face, faces[style.face])]
      + style.otherFamilies.map { family in
        let face = fallback(family, for: style)
        return (face?.name ?? FontFace.Description(family: family, isBold: false), face)
      }
  }

  /// The names of all faces, in alphabetical order.
  package var names: [String] { faces.keys.map(\.description).sorted() }
}
