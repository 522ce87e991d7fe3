import LetterDocument

extension FontFace {
  /// The name of a font file, of which only the tables are read that say it. A program that starts looks at all files in its folder of fonts
  /// and uses few of them.
  /// - Parameters:
  ///   - size: how many bytes the file has.
  ///   - read: gives bytes of the file: at an offset, and how many.
  package static func name(ofFileWith size: Int, read: (Int, Int) -> [UInt8]) throws(FontProblem) -> Description {
    try HarfBuzzFace.withFace(of: nameTables(size, read) ?? read(0, size)) { face throws(FontProblem) in
      let head = HarfBuzzFace.table("head", of: face)
      guard head.count >= 54 else { throw .notAFont }
      return try FontTables.name(
        of: face, head: head, os2: HarfBuzzFace.table("OS/2", of: face), post: HarfBuzzFace.table("post", of: face))
    }
  }

  /// A font file with nothing but these tables (OpenType, “Organization of an OpenType font”); nil if the file is no single font.
  private static func nameTables(_ size: Int, _ read: (Int, Int) -> [UInt8]) -> [UInt8]? {
    let start = read(0, 12)
    guard start.count == 12, [[0, 1, 0, 0], Array("true".utf8), Array("OTTO".utf8)].contains(Array(start[0..<4])) else {
      return nil
    }
    let directory = read(12, 16 * BigEndian.number(start[4..<6]))
    let wanted: [ArraySlice<UInt8>] = ["head", "OS/2", "name", "post"].map { Array($0.utf8)[...] }
    let found = stride(from: 0, through: directory.count - 16, by: 16).map { directory[$0..<$0 + 16] }
      .filter { wanted.contains(ArraySlice($0.prefix(4))) }
    var (records, tables): ([UInt8], [UInt8]) = ([], [])
    for record in found {
      let (offset, length) = (
        BigEndian.number(record.dropFirst(8).prefix(4)), BigEndian.number(record.suffix(4))
      )
      guard offset <= size, length <= size - offset else { return nil }
      // Only the head of “post” matters; the names of glyphs follow it.
      let table = read(offset, record.starts(with: wanted[3]) ? min(length, 32) : length)
      records += record.prefix(8) + BigEndian.bytes(12 + 16 * found.count + tables.count) + BigEndian.bytes(table.count)
      tables += table + [UInt8](repeating: 0, count: -table.count & 3)
    }
    return Array(start[0..<4]) + [0, UInt8(clamping: found.count), 0, 0, 0, 0, 0, 0] + records + tables
  }
}
