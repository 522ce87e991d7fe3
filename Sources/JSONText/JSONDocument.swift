import Diagnostics

/// The upper limits of the JSON reader. Both are far above what a letter needs, and they keep a hostile input harmless.
package struct JSONLimits: Sendable {
  /// How many levels deep arrays and objects may nest.
  package var depth: Int
  /// How many bytes a text may have.
  package var bytes: Int

  /// The defaults are 512 levels and 16 MiB.
  package init(depth: Int = 512, bytes: Int = 16 << 20) {
    self.depth = depth
    self.bytes = bytes
  }
}

/// A JSON text that was read: its value, and the places of duplicate keys.
package struct JSONDocument: Sendable {
  /// The text that was read.
  package let source: SourceText
  /// Its value.
  package let root: JSONValue
  /// The byte offsets of keys that their object already has. RFC 8259 §4 allows duplicates, but a case file would lose data, so checking a
  /// case reports them.
  package let duplicateKeys: [Int]
  /// The byte offsets of numbers with more digits or larger exponents than a case may have.
  package let longNumbers: [Int]
  /// The keys that messages may show: the keys of the schema. Other keys are words of the case. Nil allows all keys.
  package var shownKeys: Set<String>?

  /// The JSON Pointer of the value that starts at `offset`, or of the member whose key starts there. Keys that are words of the case are `…`.
  package func pointer(toValueAt offset: Int) -> ValuePointer? {
    var isShown = true
    let shown = root.pointer(toValueAt: offset) { key in
      let shows = shows(key)
      isShown = isShown && shows
      return shows
    }
    guard let shown else { return nil }
    // Nearly all keys may be shown, so the two pointers are nearly always the same.
    return ValuePointer(shown: shown, whole: isShown ? shown : root.pointer(toValueAt: offset) ?? shown)
  }

  /// Whether messages may show a key.
  package func shows(_ key: String) -> Bool { shownKeys?.contains(key) ?? true }

  /// A finding for each key that its object has twice.
  /// - Parameter isCaseData: whether the text is that of a case, whose words may be confidential.
  func duplicateKeyFindings(isCaseData: Bool) -> [Finding] {
    duplicateKeys.prefix(Finding.mostInADocument).map { offset in
      Finding(
        .duplicateKey, "the key occurs twice in this object, so one of the values would be lost",
        fix: "remove or rename one", in: source, at: offset, pointer: pointer(toValueAt: offset),
        isCaseData: isCaseData)
    }
  }

  /// Reads a JSON text (RFC 8259): exactly one value, UTF-8, a byte-order mark is skipped.
  /// - Throws: one finding, at the first byte that is not allowed there.
  package init(parsing source: SourceText, limits: JSONLimits = JSONLimits()) throws(Findings) {
    guard source.bytes.count <= limits.bytes else {
      throw Findings(
        Finding(
          .jsonTooLarge, "the text is longer than the limit of \(limits.bytes) bytes",
          fix: "split it, or write one record per line in an .ndjson file", in: source, at: 0, isCaseData: true))
    }
    var parser = JSONParser(source: source, maxDepth: limits.depth)
    do throws(Findings) {
      root = try parser.parseText()
    } catch {
      if let finding = ForeignInput.finding(in: source) { throw Findings(finding) }
      throw error
    }
    duplicateKeys = parser.duplicateKeys
    longNumbers = parser.longNumbers
    self.source = source
  }
}
