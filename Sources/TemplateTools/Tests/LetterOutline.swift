import LetterDocument
import Typesetting

/// The structure of a letter as text, a line for each element: what a screen reader announces, and what plain text does not show. Equal
/// neighbours share a line.
struct LetterOutline {
  private var lines: [String] = []
  private var headings: ArraySlice<HeadingPlace>
  /// Whether headings have their words and pages.
  private var hasWords = true
  /// What is shown of an address or an alternate text.
  private var shown: (String) -> String = { $0 }

  /// The outline of a letter that is laid out on pages.
  /// - Parameter boxes: the words that pages repeat in their margins.
  static func text(of letter: Letter, _ pages: TypesetLetter, boxes: [LetterWord]) -> String {
    var outline = LetterOutline(headings: pages.headings[...])
    outline.lines = [
      "pages: \(pages.pages.count)", "language: \(letter.language)", "title: \(letter.title)",
    ]
    for index in boxes.indices where index == 0 || boxes[index - 1].paragraph != boxes[index].paragraph {
      let words = boxes[index...].prefix { $0.paragraph == boxes[index].paragraph }.map(\.text)
      outline.lines.append("\(boxes[index].element): “\(words.joined(separator: " "))”")
    }
    for (element, _) in letter.firstPageElements { outline.add(element.blocks, 0) }
    outline.add(letter.blocks, 0)
    return outline.joined
  }

  /// The language and the elements of a letter without their words, a line each.
  /// - Parameter shown: what is shown of an address or an alternate text.
  static func structure(of letter: Letter, showing shown: @escaping (String) -> String = { $0 }) -> [String] {
    var outline = LetterOutline(headings: [])
    (outline.hasWords, outline.shown) = (false, shown)
    outline.lines = ["language \(letter.language)"]
    for (element, _) in letter.firstPageElements { outline.add(element.blocks, 0) }
    outline.add(letter.blocks, 0)
    return outline.lines
  }

  private init(headings: ArraySlice<HeadingPlace>) { self.headings = headings }

  private var joined: String {
    var text = ""
    var index = 0
    while index < lines.count {
      var count = 1
      while index + count < lines.count, lines[index + count] == lines[index] { count += 1 }
      text += lines[index] + (count > 1 ? "  (×\(count))" : "") + "\n"
      index += count
    }
    return text
  }

  private mutating func add(_ line: String, _ level: Int, _ marks: Marks? = nil) {
    let attributes = [marks?.language.map { " lang=\($0)" }, marks?.id.map { " id=\($0)" }].compactMap(\.self).joined()
    lines.append(String(repeating: "  ", count: level) + line + attributes)
  }

  private mutating func add(_ blocks: [Block], _ level: Int) { for block in blocks { add(block, level, nil) } }

  private mutating func add(_ block: Block, _ level: Int, _ marks: Marks?) {
    switch block {
    case .section(let container):
      add("section", level, marks)
      add(container.blocks, level + 1)
    case .division(let container):
      if marks != nil { add("div", level, marks) }
      add(container.blocks, marks == nil ? level : level + 1)
    case .heading(let depth, let content):
      let page = headings.popFirst().map { ", page \($0.page + 1)" } ?? ""
      add(hasWords ? "h\(depth) “\(content.inlines.plainText)”\(page)" : "h\(depth)", level, marks)
      add(content.inlines, level + 1)
    case .paragraph(let content):
      add("p", level, marks)
      add(content.inlines, level + 1)
    case .list(let list): add(list, level, marks)
    case .table(let table): add(table, level, marks)
    case .image(let image): add("img \(image.alternateText.map { "“\(shown($0))”" } ?? "without text")", level, marks)
    case .rule: add("hr", level, marks)
    case .marked(let own, let inner): add(inner, level, own)
    }
  }

  /// The elements inside a paragraph that readers announce.
  private mutating func add(_ inlines: [Inline], _ level: Int) {
    for inline in inlines {
      switch inline {
      case .span(let kind, _, let inner):
        let (name, marks) = name(of: kind)
        if name != "span" || marks != nil { add(name, level, marks) }
        add(inner, level + 1)
      // With words, plain text shows where lines end.
      case .lineBreak: if !hasWords { add("br", level) }
      case .text, .counter: break
      }
    }
  }

  private func name(of kind: InlineKind) -> (String, Marks?) {
    switch kind {
    case .strong: ("strong", nil)
    case .emphasis: ("em", nil)
    case .span(let marks): ("span", marks)
    case .link(let address, let marks): ("a \(shown(address))", marks)
    case .marked(let marks, let inner): (name(of: inner).0, marks)
    }
  }

  private mutating func add(_ list: List, _ level: Int, _ marks: Marks?) {
    let first = list.items.first?.number ?? 1
    // With words, plain text shows the numbers.
    let start = !hasWords && list.numbering.isNumbered && first != 1 ? " from \(first)" : ""
    add("\(list.isOrdered ? "ol" : "ul") \(list.numbering)\(start)", level, marks)
    for item in list.items {
      add("li", level + 1, item.marks)
      switch item.content {
      case .inlines(let inlines): add(inlines, level + 2)
      case .blocks(let blocks): add(blocks, level + 2)
      }
    }
  }

  private mutating func add(_ table: Table, _ level: Int, _ marks: Marks?) {
    add("table, \(table.columns.count) columns", level, marks)
    if let caption = table.caption {
      add("caption", level + 1, caption.marks)
      add(caption.content.inlines, level + 2)
    }
    for (index, row) in table.rows.enumerated() {
      if let group = table.groups.first(where: { $0.rows.lowerBound == index && $0.marks != nil }) {
        add(group.isHead ? "thead" : "tbody", level + 1, group.marks)
      }
      let isHead = table.groups.contains { $0.isHead && $0.rows.contains(index) }
      let cells = row.cells.map { cell in
        (cell.header.map { $0 == .column ? "th col" : "th row" } ?? "td")
          + (cell.columnSpan > 1 ? " colspan=\(cell.columnSpan)" : "")
          + (cell.rowSpan > 1 ? " rowspan=\(cell.rowSpan)" : "") + (cell.marks?.language.map { " lang=\($0)" } ?? "")
      }
      add("\(isHead ? "thead " : "")tr: \(cells.joined(separator: " | "))", level + 1, row.marks)
      for cell in row.cells {
        if let blocks = cell.blocks { add(blocks, level + 2) } else { add(cell.content.inlines, level + 2) }
      }
    }
  }
}
