extension HTMLBody {
  /// A table. Its columns have the shares of the width that they have on paper; in a narrow window the browser finds them.
  mutating func table(_ table: Table, _ marks: Marks?) -> String {
    let width = table.columns.reduce(0, +)
    var text = start("table", table.style, .table(width: width), marks) + "\n"
    if let caption = table.caption { text += paragraph("caption", caption.content, caption.marks) + "\n" }
    let columns = table.columns.map { "<col style=\"width:\(MarkupText.number($0 / max(width, 1) * 100))%\">" }
    text += "<colgroup>\(columns.joined())</colgroup>\n"
    let groups = table.groups.isEmpty ? [Table.Group(isHead: false, rows: 0..<table.rows.count)] : table.groups
    for group in groups {
      let name = group.isHead ? "thead" : "tbody"
      text += start(name, nil, .container, group.marks) + "\n"
      for row in table.rows[group.rows] { text += self.row(row) }
      text += "</\(name)>\n"
    }
    text += "</table>"
    // Many columns do not fit into a narrow window: the table can be scrolled by itself, with the keyboard too (WCAG 1.4.10, 2.1.1).
    // Labels and values can wrap.
    guard table.columns.count > 3, !table.columnHeads.isEmpty else { return text }
    let name = table.caption?.content.inlines.plainText ?? letter.title
    return
      "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"\(MarkupText.attribute(name))\">\(text)</div>"
  }

  private mutating func row(_ row: Table.Row) -> String {
    var text = start("tr", row.style, .row, row.marks)
    for cell in row.cells { text += self.cell(cell) }
    return text + "</tr>\n"
  }

  private mutating func cell(_ cell: Table.Cell) -> String {
    let name = cell.isHeader ? "th" : "td"
    var extra = ""
    switch cell.header {
    case .row: extra += " scope=\"row\""
    case .column: extra += " scope=\"col\""
    case nil: break
    }
    if cell.columnSpan > 1 { extra += " colspan=\"\(cell.columnSpan)\"" }
    if cell.rowSpan > 1 { extra += " rowspan=\"\(cell.rowSpan)\"" }
    let inside = cell.blocks.map { Content.blocks($0) } ?? .inlines(cell.content.inlines)
    return start(name, cell.content.style, .cell, cell.marks, extra: extra) + content(inside) + "</\(name)>"
  }
}
