/// Writes a letter as plain text: UTF-8, paragraphs separated by an empty line, tables as aligned `Label: value` lines.
///
/// Lines are filled up to a width and broken at spaces only, so that every word stays whole; a word that is longer than a
/// line stands on a line of its own.
public struct PlainTextWriter: Sendable {
  /// The most characters a line has, if its words allow it; 0 leaves paragraphs on one line each.
  public var width: Int

  /// Makes a writer.
  public init(width: Int = 80) {
    self.width = width
  }

  /// The letter's text; ends with a line feed.
  public func write(_ letter: Letter) -> [UInt8] {
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
        output.fill(Self.lines(of: paragraph.inlines))
      case .table(let table):
        output.startBlock()
        write(table, to: &output)
      case .image: break  // the words of a letter are its text; what a letterhead shows is not among them
      }
    }
  }

  private func write(_ table: Table, to output: inout TextBuffer) {
    let entries = table.rows.flatMap(Self.entries)
    let labelWidth = entries.map { TextBuffer.columns($0.label[...]) }.max() ?? 0
    for entry in entries {
      let padding = [UInt8](repeating: 0x20, count: labelWidth - TextBuffer.columns(entry.label[...]))
      let gap: [UInt8] = entry.label.isEmpty || entry.value.isEmpty ? [] : padding + [0x20]
      output.fill([entry.label + gap + entry.value], indent: labelWidth == 0 ? 0 : labelWidth + 1)
    }
  }

  /// The labels of a row, each with the cells that follow it; empty cells are left out.
  private static func entries(of row: Table.Row) -> [(label: [UInt8], value: [UInt8])] {
    var entries: [(label: [UInt8], value: [UInt8])] = []
    for cell in row.cells {
      let text = Array(lines(of: cell.content.inlines).joined(separator: [0x20]))
      if text.isEmpty { continue }
      if cell.isHeader {
        entries.append((text, []))
      } else if let last = entries.indices.last {
        entries[last].value += (entries[last].value.isEmpty ? [] : [0x20, 0x20]) + text
      } else {
        entries.append(([], text))
      }
    }
    return entries
  }

  /// The paragraph's text, divided at the line breaks its author set.
  private static func lines(of inlines: [Inline]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    append(inlines, to: &lines)
    return lines
  }

  private static func append(_ inlines: [Inline], to lines: inout [[UInt8]]) {
    for inline in inlines {
      switch inline {
      case .text(let text): lines[lines.count - 1] += text.string.utf8
      case .strong(_, let inner): append(inner, to: &lines)
      case .lineBreak: lines.append([])
      }
    }
  }
}
