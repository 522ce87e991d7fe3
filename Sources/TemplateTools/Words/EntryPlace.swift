import LetterTemplate

/// A line of a source of a template set.
package struct SourceLine: Sendable, Hashable {
  /// The index in ``TemplateSet/sources``.
  package let source: Int
  /// The number of the line, from 1.
  package let line: Int
}

extension [LetterWord] {
  /// How many words of an entry stand directly before a word.
  func count(of entry: Int, before word: Int) -> Int {
    self[..<word].reversed().prefix { $0.pieces.contains { $0.entry == entry } }.count
  }
}

extension TracedLetter {
  /// The line of the template that has a word of an entry, as `file:line`.
  /// - Parameter wordsBefore: how many words of the entry stand before it. Only words of the template need it: a value can be very long.
  func linePlace(of index: Int, wordsBefore: @autoclosure () -> Int, in template: TemplateSet) -> String {
    template.linePlace(entries[index].source, offset(of: index, wordsBefore: wordsBefore(), in: template))
  }

  /// The line of the template that has a word of an entry.
  /// - Parameter wordsBefore: how many words of the entry stand before it. Only words of the template need it: a value can be very long.
  func line(of index: Int, wordsBefore: @autoclosure () -> Int, in template: TemplateSet) -> SourceLine {
    template.line(entries[index].source, offset(of: index, wordsBefore: wordsBefore(), in: template))
  }

  private func offset(of index: Int, wordsBefore: @autoclosure () -> Int, in template: TemplateSet) -> Int {
    let entry = entries[index]
    guard entry.reads.isEmpty, template.sources.indices.contains(entry.source) else {
      return entry.offset
    }
    // White space of the template stands before the first word and between the same words.
    let bytes = template.sources[entry.source].bytes
    var position = entry.offset
    func skip(_ isSpace: Bool) { while position < bytes.count, (bytes[position] <= 0x20) == isSpace { position += 1 } }
    skip(true)
    // A tag can print words too: a text that a partial got, or a helper made.
    if bytes[max(0, position - 2)...].prefix(4).contains(UInt8(ascii: "{")) { return position }
    for _ in 0..<wordsBefore() {
      skip(false)
      skip(true)
    }
    return min(position, bytes.count)
  }
}

extension TemplateSet {
  /// The line of a place in a source of the set.
  func line(_ source: Int, _ offset: Int) -> SourceLine {
    guard sources.indices.contains(source) else { return SourceLine(source: source, line: 1) }
    return SourceLine(source: source, line: sources[source].location(at: offset).line)
  }
}
