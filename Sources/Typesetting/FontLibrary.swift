import LetterDocument

/// The font faces that letters can be set in. Fonts come from given files, never from the system, so that a letter looks the same
/// everywhere.
package struct FontLibrary: Sendable {
  private let faces: [FontFace.Description: FontFace]
  /// Faces that exist and that nothing asks for, so they were not loaded.
  private let others: Set<FontFace.Description>

  /// Makes a library of faces with different names.
  /// - Parameter others: the names of faces that exist besides.
  package init(_ faces: [FontFace], others: Set<FontFace.Description> = []) {
    self.faces = Dictionary(faces.map { ($0.name, $0) }) { first, _ in first }
    self.others = others
  }

  /// The names of the faces, out of those that exist, that text of some styles can be set in.
  package static func names(for styles: [Style], among known: Set<FontFace.Description>) -> Set<FontFace.Description> {
    Set(
      styles.flatMap { style in
        [style.face] + style.otherFamilies.compactMap { fallback($0, for: style, known.contains) }
      }
    ).intersection(known)
  }

  /// The face with that name.
  package subscript(name: FontFace.Description) -> FontFace? { faces[name] }

  /// The face of a family for characters that the first family of a style does not have: if the family has no such face, the one that is
  /// most similar (CSS Fonts 4 §5.2).
  package func fallback(_ family: String, for style: Style) -> FontFace? {
    Self.fallback(family, for: style) { faces[$0] != nil }.flatMap { faces[$0] }
  }

  private static func fallback(
    _ family: String, for style: Style, _ exists: (FontFace.Description) -> Bool
  ) -> FontFace.Description? {
    let wishes = [
      (style.isBold, style.isItalic), (style.isBold, false), (false, style.isItalic), (false, false), (true, false),
    ]
    return wishes.lazy.map { FontFace.Description(family: family, isBold: $0, isItalic: $1) }.first(where: exists)
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
  package var names: [FontFace.Description] {
    others.union(faces.keys).sorted { $0.description < $1.description }
  }
}
