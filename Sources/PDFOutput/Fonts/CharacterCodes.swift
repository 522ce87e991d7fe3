/// How the characters of a font subset are written in content streams: by their place in the repertoire, in one byte up to 127 and in
/// two above, of which the first is 0x80 or more (PDF 32000-1 §9.7.5, the code space of a CMap). Nearly all text is in one byte,
/// which halves what is to be compressed.
enum CharacterCodes {
  /// The most characters a subset can have.
  static let capacity = 0x7FFF

  /// The code of a place in the repertoire (its CID) as a number.
  static func code(_ cid: UInt16) -> UInt16 { cid < 0x80 ? cid : cid | 0x8000 }

  /// The operator that declares the code space, in both maps.
  static let codeSpace: StaticString = """
    2 begincodespacerange
    <00> <7F>
    <8000> <FFFF>
    endcodespacerange

    """

  /// The CMap that leads from codes to places (§9.7.5.4), for a repertoire of that many characters.
  static func encodingMap(count: Int) -> [UInt8] {
    var map = [UInt8]()
    map.append(
      """
      /CIDInit /ProcSet findresource begin
      12 dict begin
      begincmap
      /CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (Identity) def /Supplement 0 def end def
      /CMapName /Imr-Letters-H def
      /CMapType 1 def
      /WMode 0 def

      """)
    map.append(codeSpace)
    // A range stays within one first byte; there are at most 100 in a block.
    let ranges = [0..<0x80] + stride(from: 0x80, through: max(count, 0x7F), by: 0x80).map { $0..<$0 + 0x80 }
    for start in stride(from: 0, to: ranges.count, by: 100) {
      let block = ranges[start..<min(start + 100, ranges.count)]
      map.append(number: block.count)
      map.append(" begincidrange\n")
      for range in block {
        append(UInt16(range.lowerBound), to: &map)
        append(UInt16(range.upperBound - 1), to: &map)
        map.append(number: range.lowerBound)
        map.append("\n")
      }
      map.append("endcidrange\n")
    }
    map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
    return map
  }

  /// Appends the code of a place as a hexadecimal string and a space.
  static func append(_ cid: UInt16, to map: inout [UInt8]) {
    map.append("<")
    if cid < 0x80 { map.append(hex: UInt8(cid)) } else { map.append(hex: code(cid)) }
    map.append("> ")
  }
}
