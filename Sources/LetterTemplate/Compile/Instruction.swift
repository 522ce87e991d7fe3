import LetterDocument

/// A step of a compiled template. Partials are inserted, styles computed and white space collapsed, so merging only walks the steps.
indirect enum Instruction: Sendable {
  /// The template's own words.
  case text(Text)
  case value(Operand)
  case element(ElementName, StyleID, [Instruction])
  case cell(isHeader: Bool, columnSpan: Int, StyleID, [Instruction])
  /// A picture, or a block or cell that does not depend on the data and was merged when the set was loaded.
  case constant(Block)
  case constantCell(Table.Cell)
  case conditional([Branch], otherwise: [Instruction])
  case each(Operand, [Instruction], otherwise: [Instruction])
  case with(Operand, [Instruction], otherwise: [Instruction])
  case partial(context: Operand?, parameters: [(name: String, value: Operand)], [Instruction])

  struct Branch: Sendable {
    let condition: Operand
    let isNegated: Bool
    let body: [Instruction]
  }
}

/// An expression with its names resolved.
indirect enum Operand: Sendable {
  case path(Path)
  /// The parameter of the partial with that index.
  case parameter(Int)
  case literal(Text)
  case call(Helper, [Operand], [(name: String, value: Operand)])
  /// A date in the form of a pattern. The pattern is read when the template set is loaded.
  case date(Operand, DatePattern)
}
