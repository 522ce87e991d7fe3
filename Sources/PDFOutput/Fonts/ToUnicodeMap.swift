/// Writes the CMap that leads from character codes back to Unicode (PDF 32000-1 §9.10.3). Without it, text cannot be searched, copied or
/// read aloud.
enum ToUnicodeMap {
  /// Characters that are consecutive in the repertoire and in Unicode. Within a range, only the last byte may differ, in the codes and in
  /// the characters.
  private struct Range {
    let place: Int
    let codePoint: UInt32
    var count = 1

    func continues(with place: Int, _ codePoint: UInt32) -> Bool {
      place == self.place + count && place / 0x80 == self.place / 0x80 && codePoint == self.codePoint + UInt32(count)
        && codePoint < 0x10000 && codePoint >> 8 == self.codePoint >> 8
    }
  }

  /// The map from the code of place `n + 1` to code point `n`.
  static func bytes(for codePoints: [UInt32]) -> [UInt8] {
    var map = ByteBuffer()
    map.append(
      """
      /CIDInit /ProcSet findresource begin
      12 dict begin
      begincmap
      /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
      /CMapName /Adobe-Identity-UCS def
      /CMapType 2 def

      """)
    map.append(CharacterCodes.codeSpace)
    let ranges = ranges(of: codePoints)
    // At most 100 entries per block (§9.7.5.4).
    for start in stride(from: 0, to: ranges.count, by: 100) {
      let block = ranges[start..<min(start + 100, ranges.count)]
      map.append(number: block.count)
      map.append(" beginbfrange\n")
      for range in block { append(range, to: &map) }
      map.append("endbfrange\n")
    }
    map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
    return map.bytes
  }

  private static func ranges(of codePoints: [UInt32]) -> [Range] {
    codePoints.enumerated().reduce(into: []) { ranges, next in
      if let last = ranges.last, last.continues(with: next.offset + 1, next.element) {
        ranges[ranges.count - 1].count += 1
      } else {
        ranges.append(Range(place: next.offset + 1, codePoint: next.element))
      }
    }
  }

  private static func append(_ range: Range, to map: inout ByteBuffer) {
    CharacterCodes.append(UInt16(range.place), to: &map)
    CharacterCodes.append(UInt16(range.place + range.count - 1), to: &map)
    map.append("<")
    let units = Unicode.Scalar(range.codePoint).flatMap { UTF16.encode($0) } ?? UTF16.encodedReplacementCharacter
    for unit in units { map.append(hex: unit) }
    map.append(">\n")
  }
}
