import UnicodeText

/// The glyph of each character and its advance. This is separate from the face, because every text needs it. It is a class only because a copy
/// of a value would retain three arrays for each text.
final class GlyphMetrics: Sendable {
  /// Font units per em.
  let unitsPerEm: Int
  /// The advance of each glyph, in font units.
  let advances: [UInt16]
  /// The glyph of each code point up to U+FFFF; 0 if the font has none, or if the glyph would be invisible.
  let glyphs: GlyphTable
  /// The glyphs of code points above U+FFFF.
  let supplementaryGlyphs: [UInt32: UInt16]
  /// Whether there is a glyph for each of the printable characters of ASCII.
  private let coversASCII: Bool
  /// The glyphs of ASCII and their advances, because nearly all characters of a letter are looked up here.
  private let ascii: [(glyph: UInt16, advance: Double)]

  init(unitsPerEm: Int, advances: [UInt16], glyphs: GlyphTable, supplementaryGlyphs: [UInt32: UInt16]) {
    (self.unitsPerEm, self.advances) = (unitsPerEm, advances)
    (self.glyphs, self.supplementaryGlyphs) = (glyphs, supplementaryGlyphs)
    coversASCII = glyphs.covers(0x20...0x7E)
    ascii = (0..<0x80).map { (glyphs[$0], Double(advances[Int(glyphs[$0])])) }
  }

  func glyph(_ codePoint: UInt32) -> UInt16 {
    codePoint < 0x10000 ? glyphs[codePoint] : supplementaryGlyphs[codePoint] ?? 0
  }

  /// Whether there is a glyph for every character of a text.
  func covers(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { cover($0) }
  }

  private func cover(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    glyphs.withLookup { glyphs in
      var index = 0
      while true {
        if coversASCII { index = PrintableASCII.end(in: bytes, from: index) }
        guard index < bytes.count else { return true }
        let character = UTF8Scalars.next(bytes, &index)
        if character < 0x10000 ? glyphs[character] == 0 : supplementaryGlyphs[character] == nil { return false }
      }
    }
  }

  /// Writes the glyphs of a text and the position after each. Both buffers need room for one glyph per byte.
  /// - Parameters:
  ///   - bytes: the text.
  ///   - unit: points per font unit.
  ///   - start: the position before the first glyph.
  ///   - use: records the characters.
  /// - Returns: how many glyphs there are, and whether the font has all of them.
  func set(
    _ bytes: UnsafeBufferPointer<UInt8>, unit: Double, from start: Double,
    glyphs output: UnsafeMutableBufferPointer<Glyph>, ends: UnsafeMutableBufferPointer<Double>,
    use: inout CharacterUse
  ) -> (count: Int, isComplete: Bool) {
    var (index, position) = (0, start)
    var (count, isComplete) = (0, true)
    use.flags.withUnsafeMutableBufferPointer { flags in
      while index < bytes.count {
        if bytes[index] < 0x80 {
          // Nearly all characters of a letter take this way.
          let first = index
          var missing = false
          (index, position) = setASCII(
            bytes, from: first, unit: unit, position, glyphs: output, ends: ends, at: count, flags, &missing)
          count += index - first
          if missing { isComplete = false }
          continue
        }
        let character = UTF8Scalars.next(bytes, &index)
        let glyph = glyph(character)
        if glyph == 0 { isComplete = false }
        if character < CodePointSet.limit {
          flags[Int(character)] = true
        } else {
          use.others.insert(character)
        }
        output[count] = Glyph(id: glyph, character: character)
        position += Double(advances[Int(glyph)]) * unit
        ends[count] = position
        count += 1
      }
    }
    return (count, isComplete)
  }

  /// Writes the glyphs of ASCII characters, up to the first other one.
  /// - Returns: where that is, and the position there.
  @inline(__always)
  private func setASCII(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, unit: Double, _ origin: Double,
    glyphs output: UnsafeMutableBufferPointer<Glyph>, ends: UnsafeMutableBufferPointer<Double>, at count: Int,
    _ flags: UnsafeMutableBufferPointer<Bool>, _ missing: inout Bool
  ) -> (index: Int, position: Double) {
    ascii.withUnsafeBufferPointer { ascii in
      var index = start
      var position = origin
      var isMissing = false
      let shift = count - start
      while index < bytes.count, bytes[index] < 0x80 {
        let byte = bytes[index]
        let (glyph, advance) = ascii[Int(byte)]
        isMissing = isMissing || glyph == 0
        flags[Int(byte)] = true
        output[index &+ shift] = Glyph(id: glyph, character: UInt32(byte))
        position += advance * unit
        ends[index &+ shift] = position
        index &+= 1
      }
      missing = isMissing
      return (index, position)
    }
  }
}

/// The characters that are set in a face.
struct CharacterUse {
  /// For each code point below ``CodePointSet/limit``, whether it is set.
  var flags = [Bool](repeating: false, count: CodePointSet.limit)
  /// The other code points that are set.
  var others: Set<UInt32> = []

  var codePoints: CodePointSet { CodePointSet(flags: flags, others) }
}
