import Foundation
import LetterDocument

/// The structure of a letter as a list of types and texts, in the order of a screen reader. It is made from the letter, and from the output
/// of `pdfinfo -struct-text` for its PDF. No validator would notice a heading that has become a paragraph.
package enum StructureOutline {
  /// The outline of a letter.
  package static func of(_ letter: Letter) -> [String] { merged(["Document"] + letter.blocks.flatMap(outline)) }

  private static func outline(_ block: Block) -> [String] {
    switch block {
    case .section(let inner): ["Sect"] + inner.flatMap(outline)
    case .heading(let level, let paragraph): ["H\(level)"] + outline(paragraph.inlines)
    case .paragraph(let paragraph): ["P"] + outline(paragraph.inlines)
    case .table(let table):
      ["Table"]
        + table.rows.flatMap { row in
          ["TR"] + row.cells.flatMap { [$0.isHeader ? "TH" : "TD"] + outline($0.content.inlines) }
        }
    case .image: ["Figure"]
    }
  }

  private static func outline(_ inlines: [Inline]) -> [String] {
    inlines.flatMap { inline -> [String] in
      switch inline {
      case .text(let text): ["\"" + text.string]
      case .strong(_, let inner): ["Span"] + outline(inner)
      case .lineBreak: []
      }
    }
  }

  /// The outline of a PDF.
  package static func of(pdfinfo text: String) -> [String] {
    var result: [String] = []
    for line in text.split(separator: "\n") {
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      if trimmed.isQuoted {
        result.append("\"" + String(trimmed.unicodeScalars.dropFirst().dropLast()))
      } else if let type = trimmed.split(separator: " ").first, !trimmed.hasPrefix("/") {
        // If attributes follow, on lines with a slash, the type ends with a colon.
        result.append(type.filter { $0 != ":" })
      }
    }
    return merged(result)
  }

  /// Joins neighbouring texts without white space, because line and page breaks are not structure.
  private static func merged(_ items: [String]) -> [String] {
    items.reduce(into: []) { result, item in
      guard item.isQuoted else { return result.append(item) }
      let text = String(
        String.UnicodeScalarView(item.unicodeScalars.dropFirst().filter { !$0.properties.isWhitespace }))
      if text.isEmpty { return }
      if let last = result.last, last.isQuoted {
        result[result.count - 1] = last + text
      } else {
        result.append("\"" + text)
      }
    }
  }
}

extension String {
  /// Starts with a quotation mark; a combining mark after it does not change that.
  fileprivate var isQuoted: Bool { unicodeScalars.first == "\"" }
}
