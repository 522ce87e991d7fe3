import LetterDocument

/// Tables. Their columns have the same widths in every letter.
extension TemplateCompiler {
  mutating func compileTable(
    _ element: MarkupNode.Element, _ place: Place, _ scope: Scope, _ around: Surroundings, _ style: Style
  ) -> Instruction {
    let findingsBefore = findings.count
    var inner = around.inside(StyledElement(name: element.name, classes: element.classes), style)
    inner.left += style.margin.left
    inner.insets += style.verticalInsets
    let room = around.measure - style.margin.left
    // Percentages of cells count in the width of the table.
    inner.measure = style.width ?? room
    var parts = compile(element.children, .tableParts, scope, inner)
    var proof = TableProof(parts, at: place)
    let widths = proof.widths(styles, table: style.width, room: room)
    // A row or a cell that could not be compiled is missing, and would be reported a second time here.
    guard findings.count == findingsBefore else { return .table(styleID(style), columns: widths, parts) }
    for problem in proof.problems { report(.badStructure, problem.message, problem.place, fix: problem.fix) }
    guard proof.problems.isEmpty else { return .table(styleID(style), columns: widths, parts) }
    check(layout.problem(ofTable: inner.left, widths: widths), at: place.range)
    for cell in proof.cells {
      if let problem = layout.problem(ofCell: styles[cell.style.index], width: cell.width(widths), in: inner) {
        report(.badLayout, problem, cell.place)
      }
    }
    if proof.cells.contains(where: \.holdsBlocks), findings.count == findingsBefore {
      // The widths are known now, so what the cells contain is compiled again, in the room that it has.
      cellWidths = proof.cells.map { $0.width(widths) }[...]
      isRecompiling = true
      parts = compile(element.children, .tableParts, scope, inner)
      (isRecompiling, cellWidths) = (false, [])
    }
    return .table(styleID(style), columns: widths, parts)
  }

  mutating func compileCell(
    _ element: MarkupNode.Element, _ place: Place, _ scope: Scope, _ around: Surroundings, _ style: Style,
    _ marks: Marks?
  ) -> Instruction {
    let span = number("colspan", of: element)
    if span > 1, style.width != nil {
      for declaration in declarations(of: element, in: around) where declaration.name == "width" {
        report(
          .noEffect, "“width” has no effect on a cell that covers several columns", declaration,
          fix: "give the width to a cell of one column")
      }
    }
    var scopeOfHeader: Table.Scope?
    if let attribute = element.attribute("scope") {
      switch attribute.value {
      case "col": scopeOfHeader = .column
      case "row": scopeOfHeader = .row
      default: report(.badAttribute, "scope must be col or row", attribute.range)
      }
    }
    let holdsBlocks = holdsBlocks(element.children)
    let (rowSpan, styleID) = (number("rowspan", of: element), styleID(style))
    var inner = around.inside(StyledElement(name: element.name, classes: element.classes), style)
    inner.insets += style.verticalInsetsOfCell
    if let width = cellWidths.popFirst() { inner.measure = width - style.horizontalInsetsOfCell }
    let content = compile(element.children, holdsBlocks ? .innerBlocks : .inlines, scope, inner)
    let cell = CellElement(
      isHeader: element.name == .th, scope: scopeOfHeader, columnSpan: span, rowSpan: rowSpan, style: styleID,
      holdsBlocks: holdsBlocks, isLeftEmpty: content.allSatisfy(\.showsNothing), marks: marks)
    return .cell(cell, content, place)
  }

  /// The value of `colspan` or `rowspan`.
  private mutating func number(_ name: String, of element: MarkupNode.Element) -> Int {
    guard let attribute = element.attribute(name) else { return 1 }
    if let number = Int(attribute.value), (1...100).contains(number) { return number }
    report(.badAttribute, "\(name) must be a whole number from 1 to 100", attribute.range)
    return 1
  }
}
