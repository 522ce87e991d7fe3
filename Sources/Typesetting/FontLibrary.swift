/// The font faces that letters can be set in. Fonts come from given files, never from the system, so that a letter looks the same
/// everywhere.
package struct FontLibrary: Sendable {
  private let faces: [FontFace.Description: FontFace]

  /// The characters of the Basic Multilingual Plane for which every face has a glyph.
  private let common: [Bool]
  /// The advance of the widest glyph of all faces, in ems.
  let widestGlyph: Double

  /// Makes a library of faces with different names.
  package init(_ faces: [FontFace]) {
    // Slanted faces are in the folder for other programs; no style asks for one.
    common = (0..<0x10000).map { codePoint in faces.allSatisfy { $0.name.isItalic || $0.glyph(codePoint) != 0 } }
    widestGlyph = faces.map { Double($0.advances.max() ?? 0) / Double($0.unitsPerEm) }.max() ?? 0
    self.faces = Dictionary(faces.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The face with that name.
  package subscript(name: FontFace.Description) -> FontFace? { faces[name] }

  /// Whether every face has a glyph for every character of a text.
  func allCover(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      common.withUnsafeBufferPointer { common in
        var index = 0
        while index < bytes.count {
          let character = UTF8Scalars.next(bytes, &index)
          guard character < 0x10000, common[Int(character)] else { return false }
        }
        return true
      }
    }
  }

  /// The names of all faces, in alphabetical order.
  package var names: [String] { faces.keys.map(\.description).sorted() }
}
