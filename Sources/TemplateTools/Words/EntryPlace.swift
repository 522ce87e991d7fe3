import LetterTemplate

extension TracedLetter {
  /// The line of the template that has a word of an entry, as `file:line`.
  /// - Parameter wordsBefore: how many words of the entry stand before it.
  func linePlace(of index: Int, wordsBefore: Int, in template: TemplateSet) -> String {
    let entry = entries[index]
    guard entry.reads.isEmpty, wordsBefore > 0, template.sources.indices.contains(entry.source) else {
      return template.linePlace(entry.source, entry.offset)
    }
    // White space of the template stands between the same words.
    let bytes = template.sources[entry.source].bytes
    var position = entry.offset
    func skip(_ isSpace: Bool) { while position < bytes.count, (bytes[position] <= 0x20) == isSpace { position += 1 } }
    skip(true)
    for _ in 0..<wordsBefore {
      skip(false)
      skip(true)
    }
    return template.linePlace(entry.source, min(position, bytes.count))
  }
}
