/// How much work the reader does for one file, counted in bytes: the objects and tables that it reads, and what it inflates.
///
/// Objects and tables may lie inside of each other, and one may be named again and again. So a small file could otherwise keep the program
/// busy for hours, or fill the memory. It is a class, because all versions of a file share what is left.
final class ReadingBudget {
  /// What no letter needs.
  static let most = 64 << 20

  private var left = most

  /// Uses up some bytes.
  /// - Throws: if fewer are left.
  func take(_ count: Int) throws(PDFUnreadable) {
    left -= count
    guard left > 0 else { throw PDFUnreadable("it is larger than any letter") }
  }

  /// The bytes of a stream, inflated.
  func inflate(_ compressed: ArraySlice<UInt8>) throws(PDFUnreadable) -> [UInt8] {
    try take(compressed.count)
    return try Inflate.bytes(of: Array(compressed), &left)
  }
}
