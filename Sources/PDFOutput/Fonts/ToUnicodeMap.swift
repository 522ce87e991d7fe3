/// Writes the CMap that leads from the codes of a composite font back to Unicode (PDF 32000-1 §9.10.3). Without it, text cannot be searched,
/// copied or read aloud. Each character has an entry of its own, because some readers misread ranges.
enum ToUnicodeMap {
  /// The map from code `n + 1` to code point `n`.
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
      1 begincodespacerange
      <0000> <FFFF>
      endcodespacerange

      """)
    // At most 100 entries per block (§9.7.5.4).
    for start in stride(from: 0, to: codePoints.count, by: 100) {
      let block = start..<min(start + 100, codePoints.count)
      map.append(number: block.count)
      map.append(" beginbfchar\n")
      for index in block {
        map.append("<")
        map.append(hex: UInt16(index + 1))
        map.append("> <")
        let units = Unicode.Scalar(codePoints[index]).flatMap { UTF16.encode($0) } ?? UTF16.encodedReplacementCharacter
        for unit in units { map.append(hex: unit) }
        map.append(">\n")
      }
      map.append("endbfchar\n")
    }
    map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
    return map.bytes
  }
}
