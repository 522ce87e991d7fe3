import Foundation
import LetterDocument

/// The structure of a letter as a list of types and texts, in the order of a screen reader. It is made from the letter, and from the output
/// of `pdfinfo -struct-text` for its PDF. No validator would notice a heading that has become a paragraph.
package enum StructureOutline {
  /// The outline of a letter.
  package static func of(_ letter: Letter) -> [String] {
    merged(items(of: letter), keepsSpace: false)
  }

  /// The texts of a letter, each from one element to the next, with their white space.
  package static func texts(of letter: Letter) -> [String] {
    merged(items(of: letter), keepsSpace: true).filter(\.isQuoted).map { String($0.unicodeScalars.dropFirst()) }
  }

  /// The words of a letter between spaces, without list markers.
  package static func words(of letter: Letter) -> [String] {
    var text = ""
    var isMarker = false
    for item in items(of: letter) {
      if item.isQuoted {
        if !isMarker { text.unicodeScalars += item.unicodeScalars.dropFirst() }
      } else if item != "Span" && item != "Link" {
        text.unicodeScalars.append(" ")
      }
      isMarker = item == "Lbl"
    }
    return text.unicodeScalars.split(separator: " ").map { String($0) }
  }

  private static func items(of letter: Letter) -> [String] {
    let first = letter.firstPageElements.flatMap(\.element.blocks)
    return ["Document"] + (first + letter.blocks).flatMap(outline)
  }

  private static func outline(_ block: Block) -> [String] {
    switch block {
    case .section(let container): ["Sect"] + container.blocks.flatMap(outline)
    case .division(let container): container.blocks.flatMap(outline)
    case .heading(let level, let paragraph): ["H\(level)"] + outline(paragraph.inlines)
    case .paragraph(let paragraph): ["P"] + outline(paragraph.inlines)
    case .list(let list):
      ["L"]
        + list.items.flatMap { item in
          ["LI"] + (item.marker.map { ["Lbl", "\"" + $0] } ?? []) + ["LBody"] + outline(item.content)
        }
    case .table(let table): ["Table"] + outline(table)
    case .image(let image): image.alternateText == nil ? [] : ["Figure"]
    case .rule: []
    case .marked(_, .division(let container)): ["Div"] + container.blocks.flatMap(outline)
    case .marked(_, let block): outline(block)
    }
  }

  private static func outline(_ content: Content) -> [String] {
    switch content {
    case .inlines(let inlines): outline(inlines)
    case .blocks(let blocks): blocks.flatMap(outline)
    }
  }

  private static func outline(_ table: Table) -> [String] {
    var result = table.caption.map { ["Caption"] + outline($0.content.inlines) } ?? []
    for (index, row) in table.rows.enumerated() {
      if let group = table.groups.first(where: { $0.rows.lowerBound == index }) {
        result.append(group.isHead ? "THead" : "TBody")
      }
      result.append("TR")
      for cell in row.cells {
        result.append(cell.isHeader ? "TH" : "TD")
        result += cell.blocks.map { $0.flatMap(outline) } ?? outline(cell.content.inlines)
      }
    }
    return result
  }

  private static func outline(_ inlines: [Inline]) -> [String] {
    inlines.flatMap { inline -> [String] in
      switch inline {
      case .text(let text): ["\"" + text.string]
      case .span(.span(nil), _, let inner): outline(inner)
      case .span(.link, _, let inner): ["Link"] + outline(inner)
      case .span(_, _, let inner): ["Span"] + outline(inner)
      case .lineBreak: ["\" "]
      case .counter: []
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
        // The object of a link's annotation comes after its words.
        if type == "Object" { continue }
        // If attributes follow, on lines with a slash, the type ends with a colon.
        result.append(type.filter { $0 != ":" })
      }
    }
    return merged(result, keepsSpace: false)
  }

  /// Joins neighbouring texts. Outlines have no white space, because line and page breaks are not structure.
  private static func merged(_ items: [String], keepsSpace: Bool) -> [String] {
    items.reduce(into: []) { result, item in
      guard item.isQuoted else { return result.append(item) }
      let text = String(
        String.UnicodeScalarView(item.unicodeScalars.dropFirst().filter { keepsSpace || !$0.properties.isWhitespace }))
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
