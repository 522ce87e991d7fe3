import JSONText

/// Rules on items as wholes, and on characters.
extension Rule {
  static let duplicateItem = Rule("duplicate-item", .duplicateItem) { reading, findings in
    guard reading.items.count > 1 else { return }
    var seen: Set<[[UInt8]]> = []
    for item in reading.items {
      let title = item.title.map(\.folded)
      guard !seen.insert(title).inserted, let place = item.title.first?.value else { continue }
      findings.report(
        .duplicateItem, "an item with this very title stands before", fix: "remove one, or say what tells them apart",
        at: place)
    }
  }

  /// Letters are set in NFC whatever the data; text that is not may look alike and compare unlike.
  static let notNormalized = Rule("not-nfc", .notNormalized) { reading, findings in
    for text in reading.texts where text.traits.contains(.mayNotBeNFC) && !Normalization.isCertainlyNFC(text.text) {
      let normal = Normalization.nfc(text.text)
      guard !text.text.unicodeScalars.elementsEqual(normal.unicodeScalars) else { continue }
      let common = zip(text.text.utf8, normal.utf8).prefix { $0 == $1 }.count
      findings.report(
        .notNormalized, "the text is not in Unicode's normal form NFC from here on; the letter is set in NFC",
        fix: "save the text in NFC", atBytes: common..<common + 1, of: Prose(text.value))
    }
  }

  static let replacementCharacter = Rule("replacement-character", .replacementCharacter) { reading, findings in
    for text in reading.texts where text.traits.contains(.mayHoldReplacement) {
      guard let index = text.text.unicodeScalars.firstIndex(of: "\u{FFFD}") else { continue }
      let start = text.text.utf8.distance(from: text.text.startIndex, to: index)
      findings.report(
        .replacementCharacter, "a character was lost here before the case file was written (U+FFFD)",
        fix: "write the character that was meant", atBytes: start..<start + 3, of: Prose(text.value))
    }
  }
}
