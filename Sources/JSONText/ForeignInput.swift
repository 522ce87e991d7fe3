import Diagnostics

/// Recognizes an input that is not JSON in UTF-8 by its first bytes. People sometimes give CSV files, archives or UTF-16.
package enum ForeignInput {
  /// The finding that says what the input is; nil if it may be JSON.
  package static func finding(in source: SourceText) -> Finding? {
    guard let (what, fix, code) = kind(of: source.bytes, name: source.name) else { return nil }
    return Finding(code, "this is \(what), not JSON", fix: fix, in: source, at: 0, isCaseData: true)
  }

  private static func kind(of bytes: [UInt8], name: String) -> (what: String, fix: String, code: FindingCode)? {
    if let encoding = encoding(of: bytes) { return ("text in \(encoding)", "save the file as UTF-8", .notUTF8) }
    for (magic, what, fix) in magics where bytes.starts(with: magic) { return (what, fix, .jsonSyntax) }
    let start = bytes.prefix(4_096).drop { $0 <= 0x20 }
    if start.isEmpty, bytes.prefix(4_096).contains(where: isControl) {
      return ("a file of control characters", "give a case file", .jsonSyntax)
    }
    for mark in ["<<<<<<<", "=======", ">>>>>>>"] where start.starts(with: mark.utf8) {
      return ("a file with the marks of a merge conflict", "settle the conflict", .jsonSyntax)
    }
    if start.starts(with: "version https://git-lfs".utf8) {
      return ("a pointer of Git LFS", "fetch the file with git lfs pull", .jsonSyntax)
    }
    if start.first == UInt8(ascii: "<") { return ("XML or HTML", "convert it to JSON", .jsonSyntax) }
    if start.starts(with: "---".utf8) || isKeyed(start) { return ("YAML or TOML", "convert it to JSON", .jsonSyntax) }
    if isTable(start, name: name) {
      return ("a table (CSV)", "convert it to JSON: one object per record, one record per line", .jsonSyntax)
    }
    return nil
  }

  private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D }

  /// Whether the first line is that of YAML or TOML: a comment, a list item, a table, or a key without quotation marks.
  private static func isKeyed(_ bytes: ArraySlice<UInt8>) -> Bool {
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    if line.starts(with: "# ".utf8) || line.starts(with: "- ".utf8) { return true }
    let isWord = { (byte: UInt8) in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || ".-_".utf8.contains(byte)
    }
    if line.first == UInt8(ascii: "[") {
      let name = line.dropFirst().prefix(while: isWord)
      guard let first = name.first, (0x61...0x7A).contains(first | 0x20) else { return false }
      return line.dropFirst(1 + name.count).starts(with: "]".utf8)
        && bytes.dropFirst(line.count).contains(UInt8(ascii: "="))
    }
    let key = line.prefix(while: isWord)
    guard let first = key.first, (0x61...0x7A).contains(first | 0x20) else { return false }
    let rest = line.dropFirst(key.count).drop { $0 == 0x20 }
    return rest.first == UInt8(ascii: "=") || rest.first == UInt8(ascii: ":")
  }

  /// UTF-16 and UTF-32, by a byte-order mark or by the zero bytes of ASCII letters.
  private static func encoding(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    let zeros = bytes.prefix(4).map { $0 == 0 }
    switch zeros {
    case [false, true, true, true], [true, true, true, false]: return "UTF-32"
    case [false, true, false, true], [true, false, true, false]: return "UTF-16"
    default: return nil
    }
  }

  private static let unpack = "unpack it first"
  private static let magics: [(magic: [UInt8], what: String, fix: String)] = [
    ([0x1F, 0x8B], "a gzip archive", unpack),
    (Array("PK\u{3}\u{4}".utf8), "a ZIP archive (perhaps a Word or Excel file)", "unpack it, or save the data as JSON"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive", unpack), (Array("BZh".utf8), "a bzip2 archive", unpack),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive", unpack), ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive", unpack),
    (Array("%PDF".utf8), "a PDF", "give the case file that the letter is made from"),
    (Array("{\\rtf".utf8), "an RTF document", "give the case file as JSON"),
    ([0xD0, 0xCF, 0x11, 0xE0], "a Microsoft Office file", "export it as JSON"),
    ([0x89, 0x50, 0x4E, 0x47], "a picture (PNG)", "give a case file"),
    ([0xFF, 0xD8, 0xFF], "a picture (JPEG)", "give a case file"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program", "give a case file"),
    (Array("SQLite format 3".utf8), "a database", "export it as JSON"),
    (Array("PAR1".utf8), "a Parquet file", "export it as JSON, one record per line"),
  ]

  /// Whether this is a table: lines that have the same number of separators and do not start like JSON.
  private static func isTable(_ bytes: ArraySlice<UInt8>, name: String) -> Bool {
    guard let first = bytes.first, first != UInt8(ascii: "{"), first != UInt8(ascii: "[") else { return false }
    let lines = bytes.split(separator: 0x0A, maxSplits: 3)
    return [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")].contains { separator in
      let counts = lines.prefix(2).map { line in line.count { $0 == separator } }
      guard let count = counts.first, count > 0 else { return false }
      return isNamedTable(name)
        || counts.count > 1 && counts.allSatisfy { $0 == count }
          && !lines.prefix(2).contains { $0.contains(UInt8(ascii: "{")) }
    }
  }

  private static func isNamedTable(_ name: String) -> Bool {
    [".csv", ".tsv", ".txt"].contains { name.lowercased().hasSuffix($0) }
  }
}
