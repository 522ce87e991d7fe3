/// Finds the places of very many bytes of a text. ``SourceText/location(at:)`` goes through the text again for each of them.
package struct SourcePlaces: Sendable {
  /// A place that is known: at the start of each line, and in long lines at each ``stretch``.
  private struct Mark {
    var offset, line, column: Int
  }

  private static let stretch = 1_024

  private let source: SourceText
  private var marks: [Mark] = []

  /// Goes through a text once.
  package init(_ source: SourceText) {
    self.source = source
    var mark = Mark(offset: 0, line: source.firstLine, column: source.firstColumn)
    while true {
      let end = SourceText.newline(in: source.bytes, from: mark.offset) ?? source.bytes.count
      marks.append(mark)
      while end - mark.offset > Self.stretch {
        mark.column += SourceText.scalarCount(source.bytes[mark.offset..<mark.offset + Self.stretch])
        mark.offset += Self.stretch
        marks.append(mark)
      }
      guard end < source.bytes.count else { return }
      mark = Mark(offset: end + 1, line: mark.line + 1, column: 1)
    }
  }

  /// The place of the byte at `offset`, as ``SourceText/location(at:)`` gives it.
  package func location(at offset: Int) -> SourceLocation {
    let wanted = min(max(offset, 0), source.bytes.count)
    let mark = marks[marks.partitioningIndex { $0.offset > wanted } - 1]
    return SourceLocation(
      file: source.name, line: mark.line,
      column: mark.column + SourceText.scalarCount(source.bytes[mark.offset..<wanted]), offset: offset)
  }
}
