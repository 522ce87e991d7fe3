import JSONText
import UnicodeText

extension JSONDocument {
  /// The byte offset of a character that a letter prints. Letters print texts in NFC, where a letter and its accent are one character, also
  /// if the case has them as two.
  /// - Parameters:
  ///   - index: the number of the Unicode scalar in the printed text.
  ///   - offset: the opening quotation mark of the string.
  package func offset(ofPrintedScalar index: Int, inStringAt offset: Int) -> Int {
    guard let text = string(at: offset), !Normalization.isCertainlyNFC(text) else {
      return self.offset(ofScalar: index, inStringAt: offset)
    }
    var (written, printed) = (0, 0)
    for character in text {
      let scalars = character.unicodeScalars.count
      // Nearly all characters are the same in NFC.
      let count =
        scalars == 1 && character.utf8.count == 1
        ? 1 : Normalization.nfc(String(character)).unicodeScalars.count
      if printed + count > index {
        written += min(index - printed, scalars - 1)
        break
      }
      (written, printed) = (written + scalars, printed + count)
    }
    return self.offset(ofScalar: written, inStringAt: offset)
  }
}
