/// How content streams encode the characters of a font subset: by their place in the repertoire. Places up to 127 take one byte. Higher
/// places take two bytes, and the first byte is 0x80 or more (PDF 32000-1 §9.7.5, the code space of a CMap). Nearly all text takes one byte
/// per character, which halves the data to compress.
enum CharacterCodes {
  /// The maximum number of characters in a subset.
  static let capacity = 0x7FFF

  /// The code of a place in the repertoire (its CID) as a number.
  static func code(_ cid: UInt16) -> UInt16 { cid < 0x80 ? cid : cid | 0x8000 }

  /// The operator that declares the code space, used in both maps.
  static let codeSpace: StaticString = """
    2 begincodespacerange
    <00> <7F>
    <8000> <FFFF>
    endcodespacerange

    """

  /// The CMap from codes to places (§9.7.5.4), for a repertoire of that many characters.
  static func encodingMap(count: Int) -> [UInt8] {
    var map = ByteBuffer()
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
    // All codes of a range have the same first byte. A block has at most 100 ranges.
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
    return map.bytes
  }

  /// Appends the code of a place as a hexadecimal string and a space.
  static func append(_ cid: UInt16, to map: inout ByteBuffer) {
    map.append("<")
    if cid < 0x80 { map.append(hex: UInt8(cid)) } else { map.append(hex: code(cid)) }
    map.append("> ")
  }
}

/// Looks up the code of a character, in the bytes that a literal string of a content stream needs (PDF 32000-1 §7.3.4.2).
struct ShownCodes: Sendable {
  /// For each character below ``limit``: up to four bytes, the first one lowest, and their number in the upper half.
  private let table: [UInt64]
  private let places: FontSubset.Places
  private static let limit: UInt32 = 0x200

  /// The maximum number of bytes in a character's code, including its backslashes.
  static let mostBytes = 4

  init(_ places: FontSubset.Places) {
    self.places = places
    table = (0..<Self.limit).map { Self.shown(CharacterCodes.code(places[$0])) }
  }

  /// Writes the code of a character and returns its length. It always writes ``mostBytes`` bytes; the ones after the code have no meaning.
  @inline(__always)
  func write(_ character: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
    let shown =
      character < Self.limit ? table[Int(character)] : Self.shown(CharacterCodes.code(places[character]))
    UnsafeMutableRawPointer(output).storeBytes(
      of: UInt32(truncatingIfNeeded: shown).littleEndian, as: UInt32.self)
    return Int(shown >> 32)
  }

  private static func shown(_ code: UInt16) -> UInt64 {
    var (bytes, count): (UInt64, UInt64) = (0, 0)
    func append(_ byte: UInt8) {
      bytes |= UInt64(byte) << (8 * count)
      count += 1
    }
    for byte in code > 0xFF ? [UInt8(code >> 8), UInt8(code & 0xFF)] : [UInt8(code)] {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
        append(UInt8(ascii: "\\"))
        append(byte)
      case 0x0D:  // readers take a bare carriage return for a line feed
        append(UInt8(ascii: "\\"))
        append(UInt8(ascii: "r"))
      default: append(byte)
      }
    }
    return bytes | count << 32
  }
}
