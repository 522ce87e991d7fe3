import LetterDocument

/// What a table cell contains in every letter: the template's words outside of all conditions. Data can only make it taller, so it must fit
/// a page.
package struct LeastCell: Sendable {
  package let style: StyleID
  /// The width between the middles of its rules, in points.
  package let width: Double
  package let inlines: [Inline]
  package let origin: Origin

  init(_ cell: TableProof.Cell, width: Double) {
    style = cell.style
    self.width = width
    origin = .template(source: cell.place.source, offset: cell.place.range.lowerBound)
    var builder = InlineBuilder()
    Self.append(cell.content, to: &builder)
    inlines = builder.finish()
  }

  private static func append(_ instructions: [Instruction], to builder: inout InlineBuilder) {
    for instruction in instructions {
      switch instruction {
      case .text(let text): builder.append(markup: text)
      case .element(.br, _, _): builder.appendLineBreak()
      case .element(.strong, let style, let children):
        builder.openStrong(style)
        append(children, to: &builder)
        builder.closeStrong()
      default: break
      }
    }
  }
}
