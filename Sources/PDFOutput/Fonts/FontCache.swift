import Synchronization
import Typesetting

/// The fonts made so far, shared by all letters and threads of a process.
final class FontCache: Sendable {
  private struct Key: Hashable {
    /// Its name in the library of fonts. Two files can have one PostScript name.
    let face: FontFace.Description
    let codePoints: CodePointSet
  }

  /// More different fonts than the letters of one kind ever need. A batch of hostile letters must not fill the memory.
  private static let capacity = 64

  private let fonts = Mutex<[Key: FaceFonts]>([:])
  private let deflate: Deflate

  init(deflate: Deflate) { self.deflate = deflate }

  /// Whether a font of a face was made.
  func hasFont(of face: FontFace) -> Bool {
    fonts.withLock { fonts in fonts.keys.contains { $0.face == face.name } }
  }

  /// The fonts of a face for the characters that a letter sets in it.
  func fonts(of face: FontFace, used: CodePointSet) throws(PDFError) -> FaceFonts {
    let repertoire = FontRepertoire(for: used)
    let key = Key(face: face.name, codePoints: repertoire.all)
    if let known = fonts.withLock({ $0[key] }) { return known }
    let (simple, others) = (repertoire.simple.ascending, repertoire.others.ascending)
    let made = FaceFonts(
      simple: simple.isEmpty ? nil : try SimpleFont(of: face, codePoints: simple, deflate: deflate),
      composite: others.isEmpty ? nil : try CompositeFont(of: face, codePoints: others, deflate: deflate))
    fonts.withLock { fonts in
      if fonts.count >= Self.capacity { fonts.removeAll() }
      fonts[key] = made
    }
    return made
  }
}
