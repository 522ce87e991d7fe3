/// Writes a letter as plain text in UTF-8. An empty line separates paragraphs.
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
    for (element, _) in letter.firstPageElements { write(element.blocks, to: &output) }
    write(letter.blocks, to: &output)
    return output.bytes
  }

  func write(_ blocks: [Block], to output: inout TextBuffer) {
    for block in blocks { write(block, to: &output) }
  }

  private func write(_ block: Block, to output: inout TextBuffer) {
    switch block {
    case .section(let container), .division(let container): write(container.blocks, to: &output)
    case .heading(_, let paragraph), .paragraph(let paragraph):
      output.startBlock()
      write(paragraph.inlines, to: &output)
      output.endLine()
    case .list(let list):
      output.startBlock()
      write(list, to: &output)
    case .table(let table):
      output.startBlock()
      write(table, to: &output)
    case .image(let image):
      // A picture that only decorates is not part of the text.
      guard let text = image.alternateText else { break }
      output.startBlock()
      output.append("[\(text)]")
      output.endLine()
    case .rule:
      output.startBlock()
      output.append(repeatElement(UInt8(ascii: "-"), count: 20))
      output.endLine()
    case .marked(_, let block): write(block, to: &output)
    }
  }

  /// Each line break ends a line.
  func write(_ inlines: [Inline], to output: inout TextBuffer) {
    inlines.forEachLinkedPiece { piece in
      if let piece { output.append(piece) } else { output.endLine() }
    }
  }

  private func write(_ list: List, to output: inout TextBuffer) {
    for item in list.items {
      output.joinNext()
      let outer = output.startItem(item.textMarker)
      switch item.content {
      case .inlines(let inlines):
        write(inlines, to: &output)
        output.endLine()
      case .blocks(let blocks): write(blocks, to: &output)
      }
      output.endItem(outer)
    }
    output.endList()
  }
}

extension List.Item {
  /// Its marker in plain text: a hyphen for each kind of bullet, and numbers and texts as they are.
  fileprivate var textMarker: String {
    guard let marker else { return "" }
    if ["•", "◦", "▪"].contains(where: { $0.utf8.elementsEqual(marker.utf8) }) { return "-" }
    return String(decoding: marker.utf8.reversed().drop { $0 == 0x20 }.reversed(), as: UTF8.self)
  }
}

extension [Inline] {
  /// The text on one line, with the addresses of links.
  var linkedText: String {
    var text = ""
    forEachLinkedPiece { text += $0 ?? " " }
    return text
  }

  /// Calls `write` for each piece of text, with the addresses of links behind their words; nil stands for a line break.
  fileprivate func forEachLinkedPiece(_ write: (String?) -> Void) {
    for inline in self {
      switch inline {
      case .text(let text): write(text.string)
      case .span(let kind, _, let inner):
        guard let address = kind.address(ofLinkWith: inner) else {
          inner.forEachLinkedPiece(write)
          continue
        }
        // A space at the end of the link stands behind the address.
        let words = inner.withoutLastSpace
        (words ?? inner).forEachLinkedPiece(write)
        write(words == nil ? " <\(address)>" : " <\(address)> ")
      case .lineBreak: write(nil)
      case .counter: break  // only in running elements, which are not part of the text
      }
    }
  }

  /// The same without the space at its end; nil if it ends in something else.
  fileprivate var withoutLastSpace: [Inline]? {
    switch last {
    case .text(let text) where text.string.utf8.last == 0x20:
      var shorter = text
      shorter.string.removeLast()
      return shorter.string.isEmpty ? Array(dropLast()) : dropLast() + [.text(shorter)]
    case .span(let kind, let style, let inner):
      return inner.withoutLastSpace.map { dropLast() + [.span(kind, style, $0)] }
    default: return nil
    }
  }
}

extension InlineKind {
  /// The address that follows a link; nil if the text of the link says it, or if the link leads to a place in the letter.
  fileprivate func address(ofLinkWith text: [Inline]) -> String? {
    switch self {
    case .link(let target, _):
      if target.hasPrefix("#") { return nil }
      let words = text.plainText
      let schemes = ["", "https://", "mailto:", "tel:"]
      return schemes.contains { $0 + words == target } ? nil : target
    case .marked(_, let kind): return kind.address(ofLinkWith: text)
    case .strong, .emphasis, .span: return nil
    }
  }
}
