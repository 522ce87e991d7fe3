/// Writes the CMap that leads from character codes back to Unicode (PDF 32000-1 §9.10.3), without which nothing can be
/// searched, copied or read aloud.
enum ToUnicodeMap {
  /// The map in which the code of place `n + 1` stands for the n-th code point.
  static func bytes(for codePoints: [UInt32]) -> [UInt8] {
    var map = [UInt8]()
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
    // At most 100 entries a block (§9.7.5.4).
    for start in stride(from: 0, to: codePoints.count, by: 100) {
      let block = codePoints[start..<min(start + 100, codePoints.count)]
      map.append(number: block.count)
      map.append(" beginbfchar\n")
      for (index, codePoint) in block.enumerated() {
        CharacterCodes.append(UInt16(start + index + 1), to: &map)
        map.append("<")
        for unit in Unicode.Scalar(codePoint).map({ Array(UTF16.encode($0) ?? UTF16.encodedReplacementCharacter) })
          ?? []
        {
          map.append(hex: unit)
        }
        map.append(">\n")
      }
      map.append("endbfchar\n")
    }
    map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
    return map
  }
}
