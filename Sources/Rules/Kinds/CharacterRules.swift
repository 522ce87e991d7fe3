import Diagnostics
import JSONText
import UnicodeText

extension FindingCode {
  /// Text that is not in Unicode's normal form NFC.
  package static let notNormalized = FindingCode("IMR-R031", "text not in NFC")
  /// U+FFFD: a character was lost before the case file was written.
  package static let replacementCharacter = FindingCode("IMR-R032", "replacement character")
}

extension RuleKind {
  /// Letters are always set in NFC. But data in another form can look the same and still compare as different.
  package static let notNormalized = RuleKind(
    "not-nfc",
    Explanation(
      .notNormalized,
      "The text is not in Unicode's normal form NFC. The letter is set in NFC, but a search in the data may fail.",
      fix: "save the text in NFC", source: "UAX #15", severity: .warning)
  ) { _ in
    { reading, _, findings in
      for text in reading.texts where text.traits.contains(.mayNotBeNFC) && !Normalization.isCertainlyNFC(text.text) {
        let normal = Normalization.nfc(text.text)
        guard !text.text.unicodeScalars.elementsEqual(normal.unicodeScalars) else { continue }
        let common = zip(text.text.utf8, normal.utf8).prefix { $0 == $1 }.count
        findings.report(
          .notNormalized,
          "from here on the text is not in Unicode's normal form NFC; the letter is set in NFC",
          fix: "save the text in NFC", atBytes: common..<common + 1, of: text.value)
      }
    }
  }

  /// U+FFFD: a character was lost before the case file was written.
  package static let replacementCharacter = RuleKind(
    "replacement-character",
    Explanation(
      .replacementCharacter,
      "U+FFFD marks a character that an earlier program could not read. The original character is lost.",
      fix: "write the intended character", source: "The Unicode Standard §5.22", severity: .warning)
  ) { _ in
    { reading, _, findings in
      for text in reading.texts where text.traits.contains(.mayHoldReplacement) {
        guard let index = text.text.unicodeScalars.firstIndex(of: "\u{FFFD}") else { continue }
        let start = text.text.utf8.distance(from: text.text.startIndex, to: index)
        findings.report(
          .replacementCharacter,
          "a character was lost here before the case file was written (U+FFFD)",
          fix: "write the intended character", atBytes: start..<start + 3, of: text.value)
      }
    }
  }
}
