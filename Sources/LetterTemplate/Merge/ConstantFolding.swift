import Diagnostics
import JSONText
import LetterDocument

/// Merges the paragraphs that do not depend on the data, once, when the set is loaded. About half the paragraphs of a letter are the same
/// in every letter.
struct ConstantFolding {
  private let styles: [Style]

  static func folded(_ instructions: [Instruction], styles: [Style]) -> [Instruction] {
    ConstantFolding(styles: styles).folded(instructions)
  }

  private func folded(_ instructions: [Instruction]) -> [Instruction] { instructions.map(folded) }

  private func folded(_ instruction: Instruction) -> Instruction {
    switch instruction {
    case .element(.p, let style, let children), .heading(_, let style, let children, _):
      isConstant(style, children) ? merged(instruction) : instruction
    case .table(let style, let columns, let rows): .table(style, columns: columns, folded(rows))
    case .group(let isHead, let marks, let rows, let place): .group(isHead: isHead, marks, folded(rows), place)
    case .row(let style, let marks, let cells, let place): .row(style, marks, folded(cells), place)
    case .cell(let cell, let children, let place):
      cell.holdsBlocks
        ? .cell(cell, folded(children), place) : isConstant(cell.style, children) ? merged(instruction) : instruction
    case .list(let list, let items): .list(list, folded(items))
    case .item(let item, let children): .item(item, item.holdsBlocks ? folded(children) : children)
    case .element(let name, let style, let children): .element(name, style, folded(children))
    case .running(let name, let children, let place): .running(name, folded(children), place)
    case .marked(let marks, let inner): .marked(marks, folded(inner))
    case .caption, .link, .image, .counter: instruction
    case .conditional(let branches, let otherwise, let place):
      .conditional(
        branches.map {
          Instruction.Branch(
            condition: $0.condition, isNegated: $0.isNegated, body: $0.body.map(folded), place: $0.place)
        }, otherwise: otherwise.map(folded), place)
    case .each(let list, let body, let otherwise, let mayBeEmpty, let place):
      .each(list, folded(body), otherwise: folded(otherwise), mayBeEmpty: mayBeEmpty, place)
    case .with(let value, let body, let otherwise, let place):
      .with(value, body.map(folded), otherwise: otherwise.map(folded), place)
    case .partial(let context, let parameters, let body):
      .partial(context: context, parameters: parameters, folded(body))
    case .text, .value, .constant, .constantCell: instruction
    }
  }

  /// Whether a paragraph is the same in every letter. If a margin box repeats the paragraph, the merger must see it and record its text.
  private func isConstant(_ style: StyleID, _ children: [Instruction]) -> Bool {
    styles[style.index].namedString == nil && children.allSatisfy(isConstant)
  }

  private func isConstant(_ instruction: Instruction) -> Bool {
    switch instruction {
    case .text, .value(.literal, _), .element(.br, _, _): true
    case .element(.strong, _, let children), .element(.em, _, let children), .element(.span, _, let children):
      children.allSatisfy(isConstant)
    default: false
    }
  }

  /// The merger's result for an instruction that needs no data.
  private func merged(_ instruction: Instruction) -> Instruction {
    var merger = Merger(root: JSONValue(.null), stringNames: [])
    do throws(Findings) {
      if case .cell = instruction {
        var cells: [Table.Cell] = []
        try merger.cells([instruction], into: &cells)
        return cells.first.map { .constantCell($0, weight: $0.content.inlines.plainText.utf8.count >> 5) }
          ?? instruction
      }
      var blocks: [Block] = []
      try merger.blocks([instruction], into: &blocks)
      guard let block = blocks.first else { return .partial(context: nil, parameters: [], []) }
      return .constant(block, weight: block.plainText.utf8.count >> 5)
    } catch {
      // The error occurs again, and is reported, when a letter is merged.
      return instruction
    }
  }
}
