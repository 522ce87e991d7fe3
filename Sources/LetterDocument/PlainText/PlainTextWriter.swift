/// Writes a letter as plain text in UTF-8. An empty line separates paragraphs. A table becomes aligned lines, such as `Label: value`.
///
/// Lines are filled up to a width and broken at spaces. A word that is longer than a line is split where the line ends.
package struct PlainTextWriter: Sendable {
  /// The longest line, in characters; 0 writes each paragraph on one line.
  package var width: Int

  /// Makes a writer.
  package init(width: Int = 80) {
    self.width = width
  }

  /// The letter's text. It ends with a line feed.
  package func write(_ letter: Letter) -> [UInt8] {
    var output = TextBuffer(width: width)
    write(letter.blocks, to: &output)
    return output.bytes
  }

  private func write(_ blocks: [Block], to output: inout TextBuffer) {
    for block in blocks {
      switch block {
      case .section(let inner): write(inner, to: &output)
      case .heading(_, let paragraph), .paragraph(let paragraph):
        output.startBlock()
        write(paragraph.inlines, to: &output)
        output.endLine()
      case .table(let table):
        output.startBlock()
        write(table, to: &output)
      case .image: break  // a picture is not part of the text
      }
    }
  }

  /// Each line break ends a line.
  private func write(_ inlines: [Inline], to output: inout TextBuffer) {
    for inline in inlines {
      switch inline {
      case .text(let text): output.append(text.string)
      case .strong(_, let inner): write(inner, to: &output)
      case .lineBreak: output.endLine()
      }
    }
  }

  private func write(_ table: Table, to output: inout TextBuffer) {
    let entries = table.rows.flatMap(\.entries)
    let labelWidth = entries.map { TextBuffer.columns($0.label.utf8) }.max() ?? 0
    for entry in entries {
      output.append(entry.label)
      if !entry.label.isEmpty, !entry.value.isEmpty {
        output.append(repeatElement(0x20, count: labelWidth - TextBuffer.columns(entry.label.utf8) + 1))
      }
      output.append(entry.value)
      output.endLine(indent: labelWidth == 0 ? 0 : labelWidth + 1)
    }
  }
}
