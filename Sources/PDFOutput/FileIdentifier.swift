import Digests

/// The bytes of a PDF and their digest.
package struct WrittenPDF: Sendable {
  /// The bytes.
  package let bytes: [UInt8]
  /// Their SHA-256.
  package let digest: SHA256
}

/// The file identifier (PDF 32000-1 §14.4): the first sixteen bytes of the SHA-256 of all that stands before it in the file. So it depends on
/// every byte of the content, and not on the clock. It stands in the trailer, so the digest of the file goes on from there, and each byte
/// is hashed once.
enum FileIdentifier {
  /// What holds its place until the rest of the file is known.
  static let placeholder = [UInt8](repeating: 0, count: 16)

  /// Adds the identifier to the trailer (§7.5.5).
  static func add(to trailer: PDFDictionary, of document: HaruDocument) throws(PDFError) {
    let pair = try document.array()
    try trailer.set("ID", pair)
    for _ in 0..<2 { try pair.append(bytes: placeholder) }
  }

  /// The file with its identifier in place of the placeholders, and its digest.
  /// - Parameter sharedBytes: how many bytes at the start other letters are likely to share.
  static func finish(
    _ file: consuming [UInt8], sharedBytes: Int, _ starts: SharedStarts
  ) throws(PDFError) -> WrittenPDF {
    // The caller gives the file away, so that nothing is copied here.
    var bytes = file
    let places = self.places(in: bytes)
    guard let start = places.first, sharedBytes <= start else { throw .trailer }
    var hasher = starts.hasher(after: bytes[..<sharedBytes])
    hasher.add(bytes[sharedBytes..<start])
    var digits = ByteBuffer()
    for byte in SHA256(hasher).bytes.prefix(placeholder.count) { digits.append(hex: byte) }
    for place in places {
      for (offset, digit) in digits.bytes.enumerated() { bytes[place + offset] = digit }
    }
    hasher.add(bytes[start...])
    return WrittenPDF(bytes: bytes, digest: SHA256(hasher))
  }

  /// Where the digits of both placeholders start; empty if they are not where libharu writes them.
  private static func places(in file: [UInt8]) -> [Int] {
    let (key, count) = (Array("/ID [ <".utf8), 2 * placeholder.count)
    let end = file.count - key.count - 2 * count - "> <> ]".utf8.count
    // The trailer is a few lines at the end of the file. A general search would take longer than the digest.
    for start in stride(from: end, to: max(0, end - 512), by: -1) where file[start] == key[0] {
      guard file[start..<start + key.count].elementsEqual(key) else { continue }
      let first = start + key.count
      let places = [first, first + count + "> <".utf8.count]
      let areHeld = places.allSatisfy { file[$0..<$0 + count].allSatisfy { $0 == UInt8(ascii: "0") } }
      return areHeld ? places : []
    }
    return []
  }
}
