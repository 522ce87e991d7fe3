import LetterDocument

/// Merges the paragraphs of a template in which nothing depends on the data, once, when the set is loaded: about half the paragraphs of
/// a letter are the same in every letter.
struct ConstantFolding {
  private let styles: [Style]

  static func folded(_ instructions: [Instruction], styles: [Style]) -> [Instruction] {
    ConstantFolding(styles: styles).folded(instructions)
  }

  private func folded(_ instructions: [Instruction]) -> [Instruction] { instructions.map(folded) }

  private func folded(_ instruction: Instruction) -> Instruction {
    switch instruction {
    case .element(.h1, let style, let children):
      paragraph(style, children).map { .constant(.heading(level: 1, $0)) } ?? instruction
    case .element(.h2, let style, let children):
      paragraph(style, children).map { .constant(.heading(level: 2, $0)) } ?? instruction
    case .element(.p, let style, let children):
      paragraph(style, children).map { .constant(.paragraph($0)) } ?? instruction
    case .cell(let isHeader, let span, let style, let children):
      paragraph(style, children).map {
        .constantCell(Table.Cell(isHeader: isHeader, columnSpan: span, content: $0))
      } ?? instruction
    case .element(let name, let style, let children): .element(name, style, folded(children))
    case .conditional(let branches, let otherwise):
      .conditional(
        branches.map {
          Instruction.Branch(condition: $0.condition, isNegated: $0.isNegated, body: folded($0.body))
        }, otherwise: folded(otherwise))
    case .each(let list, let body, let otherwise): .each(list, folded(body), otherwise: folded(otherwise))
    case .with(let value, let body, let otherwise): .with(value, folded(body), otherwise: folded(otherwise))
    case .partial(let context, let parameters, let body):
      .partial(context: context, parameters: parameters, folded(body))
    case .text, .value, .image, .constant, .constantCell: instruction
    }
  }

  /// The paragraph, if it is the same in every letter and no running foot repeats it.
  private func paragraph(_ style: StyleID, _ children: [Instruction]) -> Paragraph? {
    guard styles[style.index].namedString == nil else { return nil }
    var builder = InlineBuilder()
    return append(children, to: &builder) ? Paragraph(style: style, inlines: builder.finish()) : nil
  }

  /// Appends words and says whether all of them are constant.
  private func append(_ instructions: [Instruction], to builder: inout InlineBuilder) -> Bool {
    for instruction in instructions {
      switch instruction {
      case .text(let text): builder.append(markup: text)
      case .value(.literal(let text)): builder.append(value: text)
      case .element(.br, _, _): builder.appendLineBreak()
      case .element(.strong, let style, let children):
        builder.openStrong(style)
        guard append(children, to: &builder) else { return false }
        builder.closeStrong()
      default: return false
      }
    }
    return true
  }
}
