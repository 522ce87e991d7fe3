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
  /// The advances of ASCII, because nearly all characters of a letter are looked up here.
  private let asciiAdvances: [Double]

  init(unitsPerEm: Int, advances: [UInt16], glyphs: GlyphTable, supplementaryGlyphs: [UInt32: UInt16]) {
    (self.unitsPerEm, self.advances) = (unitsPerEm, advances)
    (self.glyphs, self.supplementaryGlyphs) = (glyphs, supplementaryGlyphs)
    coversASCII = glyphs.covers(0x20...0x7E)
    asciiAdvances = (0..<0x80).map { Double(advances[Int(glyphs[$0])]) }
  }

  func glyph(_ codePoint: UInt32) -> UInt16 {
    codePoint < 0x10000 ? glyphs[codePoint] : supplementaryGlyphs[codePoint] ?? 0
  }

  /// Whether there is a glyph for every character of a text.
  func covers(_ text: String) -> Bool {
    text.utf8.span.withUnsafeBufferPointer { cover($0) }
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
      while true {
        if coversASCII {
          // Nearly all characters of a letter take this way.
          let first = index
          index = PrintableASCII.end(in: bytes, from: first)
          position = setASCII(
            bytes, first..<index, unit: unit, position, glyphs: output, ends: ends, at: count, flags)
          count += index - first
        }
        guard index < bytes.count else { break }
        let character = UTF8Scalars.next(bytes, &index)
        let glyph = glyph(character)
        if glyph == 0 { isComplete = false }
        if character < CodePointSet.limit {
          flags[Int(character)] = true
        } else {
          use.others.insert(character)
        }
        output[count] = Glyph(character: character)
        position += Double(advances[Int(glyph)]) * unit
        ends[count] = position
        count += 1
      }
    }
    return (count, isComplete)
  }

  /// Writes the glyphs of printable ASCII characters.
  /// - Returns: the position after them.
  @inline(__always)
  private func setASCII(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, unit: Double, _ origin: Double,
    glyphs output: UnsafeMutableBufferPointer<Glyph>, ends: UnsafeMutableBufferPointer<Double>, at count: Int,
    _ flags: UnsafeMutableBufferPointer<Bool>
  ) -> Double {
    let shift = count &- range.lowerBound
    // Two loops, because a processor carries out the first for several characters at once.
    for index in range { output[index &+ shift] = Glyph(character: UInt32(bytes[index])) }
    return asciiAdvances.withUnsafeBufferPointer { advances in
      var position = origin
      for index in range {
        let character = Int(bytes[index])
        position += advances[character] * unit
        ends[index &+ shift] = position
        flags[character] = true
      }
      return position
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
