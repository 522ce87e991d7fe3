import Typesetting
import UnicodeText

typealias WinAnsi = WinAnsiEncoding

/// A TrueType font with WinAnsiEncoding (PDF 32000-1 §9.6.3) for the Latin text of a face. The codes say which characters they are, so it needs
/// no map to Unicode. The file keeps its character map, through which viewers find the glyphs (§9.6.6.4).
struct SimpleFont: Sendable {
  let program: FontProgram
  /// The entries of the font but for its descriptor, which is an object of each document.
  let entries: [UInt8]

  /// Makes the font of a face for some characters of the encoding.
  init(of face: FontFace, codePoints: [UInt32], deflate: Deflate) throws(PDFError) {
    let repertoire = codePoints.filter { face.glyph($0) != 0 }
    program = try FontProgram(of: face, codePoints: repertoire, keepsCharacterMap: true, deflate: deflate)
    var advances: [UInt8: Int] = [:]
    for codePoint in repertoire {
      guard let code = WinAnsi.code(of: codePoint) else { continue }
      advances[code] = face.thousandths(face.advance(of: codePoint))
    }
    guard let first = advances.keys.min(), let last = advances.keys.max() else {
      throw .subsetting(face.postScriptName)
    }
    var entries = PDFEntries()
    entries.set("Type", name: "Font")
    entries.set("Subtype", name: "TrueType")
    entries.set("BaseFont", madeName: program.name)
    entries.set("Encoding", name: "WinAnsiEncoding")
    entries.set("FirstChar", Int(first))
    entries.set("LastChar", Int(last))
    // The advances from the first to the last code in thousandths of an em.
    entries.set("Widths") { output in
      output.append("[")
      for code in first...last {
        output.append(number: advances[code] ?? 0)
        output.append(" ")
      }
      output.append("]")
    }
    self.entries = entries.bytes
  }
}
