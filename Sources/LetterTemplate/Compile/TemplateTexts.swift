import LetterDocument

extension TemplateSet {
  /// The words of the template that letters print, each with the style in which it is set. A font must have all their characters, whatever
  /// the data are.
  package var printedTexts: [(text: Text, style: StyleID)] {
    var texts: [(Text, StyleID)] = []
    for instruction in body { instruction.collect(nil, &texts) }
    return texts
  }
}

extension Instruction {
  /// Adds the texts of an instruction inside an element with that style.
  fileprivate func collect(_ style: StyleID?, _ texts: inout [(Text, StyleID)]) {
    switch self {
    case .text(let text): if let style { texts.append((text, style)) }
    case .value(let operand, _): if let style { texts += operand.printedTexts.map { ($0, style) } }
    case .element(_, let own, let children), .heading(_, let own, let children, _), .link(_, let own, _, let children),
      .caption(let own, _, let children):
      for child in children { child.collect(own, &texts) }
    case .cell(let cell, let children, _): for child in children { child.collect(cell.style, &texts) }
    case .item(let item, let children):
      texts.append((Text(item.numbering.characters, origin: item.origin), item.style))
      for child in children { child.collect(item.style, &texts) }
    case .list, .table, .group, .row, .marked, .running: for child in children { child.collect(style, &texts) }
    case .constant(let block, _): block.collect(&texts)
    case .constantCell(let cell, _): cell.content.inlines.collect(cell.content.style, &texts)
    case .image, .counter: break
    case .conditional, .each, .with, .partial:
      for body in bodies { for instruction in body { instruction.collect(style, &texts) } }
    }
  }
}

extension Operand {
  /// The texts of the template and of language files that can be part of the printed value.
  var printedTexts: [Text] {
    switch self {
    case .literal(let text): [text]
    case .call(let call): call.words
    case .parameter(_, _, let words): words
    case .path, .constant, .and, .or, .not: []
    }
  }
}

extension Block {
  fileprivate func collect(_ texts: inout [(Text, StyleID)]) {
    switch self {
    case .heading(_, let paragraph), .paragraph(let paragraph): paragraph.inlines.collect(paragraph.style, &texts)
    case .section, .division, .list, .table, .image, .rule, .marked: break
    }
  }
}

extension [Inline] {
  fileprivate func collect(_ style: StyleID, _ texts: inout [(Text, StyleID)]) {
    for inline in self {
      switch inline {
      case .text(let text): texts.append((text, style))
      case .span(_, let inner, let inlines): inlines.collect(inner, &texts)
      case .lineBreak, .counter: break
      }
    }
  }
}
