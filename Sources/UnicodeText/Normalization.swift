import CUTF8Proc
import Glibc

/// Unicode normalization. Letters are set in NFC (UAX #15), because fonts have glyphs for it.
package enum Normalization {
  /// The text in NFC. A quick check of its characters shows for nearly all text that nothing changes (UAX #15: NFC quick check).
  package static func nfc(_ text: String) -> String {
    isCertainlyNFC(text) ? text : mapped(text, UTF8PROC_COMPOSE)
  }

  /// The text in NFKD: compatible characters become the same, and accents are separate from their letters.
  package static func nfkd(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 }
      ? text : mapped(text, utf8proc_option_t(UTF8PROC_DECOMPOSE.rawValue | UTF8PROC_COMPAT.rawValue))
  }

  private static func mapped(_ text: String, _ form: utf8proc_option_t) -> String {
    streamSafePieces(of: text).map { mapped(piece: $0, form) }.joined()
  }

  /// Cuts sequences of more than 30 accents, which no language has. Sorting accents takes time that grows with the square of their number.
  /// The limit comes from the Stream-Safe Text Format (UAX #15 §13).
  private static func streamSafePieces(of text: String) -> [String] {
    let scalars = text.unicodeScalars
    var pieces: [String] = []
    var start = scalars.startIndex
    var accents = 0
    for index in scalars.indices {
      // No character below U+0300 is an accent.
      if scalars[index].value < 0x300 || scalars[index].properties.canonicalCombiningClass == .notReordered {
        accents = 0
      } else if accents == 30 {
        pieces.append(String(scalars[start..<index]))
        (start, accents) = (index, 1)
      } else {
        accents += 1
      }
    }
    return pieces + [String(scalars[start...])]
  }

  private static func mapped(piece: String, _ form: utf8proc_option_t) -> String {
    var copy = piece
    return copy.withUTF8 { bytes in
      var result: UnsafeMutablePointer<UInt8>?
      let options = utf8proc_option_t(form.rawValue | UTF8PROC_STABLE.rawValue)
      let count = utf8proc_map(bytes.baseAddress, bytes.count, &result, options)
      defer { free(result) }
      // It fails only on invalid UTF-8, which a string cannot contain, or for lack of memory, when nothing can be done.
      precondition(count >= 0, "utf8proc has no memory")
      guard let result else { return piece }
      return String(decoding: UnsafeBufferPointer(start: result, count: count), as: UTF8.self)
    }
  }

  /// Whether a quick check of the characters shows that the text is in NFC.
  package static func isCertainlyNFC(_ text: String) -> Bool {
    text.utf8.span.withUnsafeBufferPointer { bytes in
      var index = 0
      while true {
        index = PrintableASCII.end(in: bytes, from: index)
        guard index < bytes.count else { return true }
        // UTF-8 of U+0300 and above starts with 0xCC or more. Characters below that do not change in NFC.
        if bytes[index] < 0xCC {
          index += 1
        } else {
          guard bytes[index] == 0xE2, index + 2 < bytes.count, isInert(bytes[index + 1], bytes[index + 2]) else {
            return false
          }
          index += 3
        }
      }
    }
  }

  /// Characters from U+2000 to U+2FFF that never change in NFC, next to any character. They are given by the bytes after 0xE2. In these
  /// blocks, no character decomposes or combines with the character before it.
  private static func isInert(_ second: UInt8, _ third: UInt8) -> Bool {
    switch 0x2000 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F) {
    case 0x2010...0x205E, 0x20A0...0x20BF, 0x2190...0x22FF: true  // punctuation, currencies, arrows and operators
    default: false
    }
  }
}
