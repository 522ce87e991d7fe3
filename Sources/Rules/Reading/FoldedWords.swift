/// Compares words without regard to letter case, spaces and punctuation.
enum FoldedWords {
  /// The letters and digits of a text in lower case, with one space between words.
  static func of(_ text: String) -> String {
    var text = text
    let ascii = text.withUTF8 { bytes in bytes.allSatisfy { $0 < 0x80 } ? ofASCII(bytes) : nil }
    return ascii ?? text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  /// Nearly all texts are ASCII, and their characters need no tables.
  private static func ofASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var folded: [UInt8] = []
    folded.reserveCapacity(bytes.count)
    var isInWord = false
    for byte in bytes {
      let isLetter = (0x61...0x7A).contains(byte | 0x20)
      guard isLetter || (0x30...0x39).contains(byte) else {
        isInWord = false
        continue
      }
      if !isInWord, !folded.isEmpty { folded.append(0x20) }
      folded.append(isLetter ? byte | 0x20 : byte)
      isInWord = true
    }
    return String(decoding: folded, as: UTF8.self)
  }
}
