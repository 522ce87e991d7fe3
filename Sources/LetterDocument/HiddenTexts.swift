extension Block {
  /// Texts that readers find in the block without seeing them on the page: alternate texts and addresses of links.
  package var hiddenTexts: [String] {
    switch self {
    case .section(let container), .division(let container): container.blocks.flatMap(\.hiddenTexts)
    case .heading(_, let paragraph), .paragraph(let paragraph): paragraph.inlines.addresses
    case .list(let list): list.items.flatMap { $0.content.hiddenTexts }
    case .table(let table):
      (table.caption?.content.inlines.addresses ?? [])
        + table.rows.flatMap(\.cells).flatMap { cell in
          cell.blocks.map { $0.flatMap(\.hiddenTexts) } ?? cell.content.inlines.addresses
        }
    case .image(let image): [image.alternateText].compactMap(\.self)
    case .rule: []
    case .marked(_, let block): block.hiddenTexts
    }
  }
}

extension Content {
  fileprivate var hiddenTexts: [String] {
    switch self {
    case .inlines(let inlines): inlines.addresses
    case .blocks(let blocks): blocks.flatMap(\.hiddenTexts)
    }
  }
}

extension [Inline] {
  /// The addresses of links. Percent-encoded bytes of values count as they were.
  fileprivate var addresses: [String] {
    flatMap { inline -> [String] in
      guard case .span(let kind, _, let inner) = inline else { return [] }
      var own: [String] = []
      if case .link(let target, _) = kind { own = [target, target.percentDecoded] }
      return own + inner.addresses
    }
  }
}

extension String {
  fileprivate var percentDecoded: String {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
