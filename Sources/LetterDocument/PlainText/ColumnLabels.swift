/// The heads above each column of a table, as labels of the values below them.
struct ColumnLabels {
  private struct Head {
    let words: String
    /// The words with the addresses of links, which are said once.
    let linkedWords: String
    /// Whether it has been written.
    var isSaid = false
    /// Whether a value stands below it, whose label it is.
    var hasValue = false
  }

  private let table: Table
  private let places: [[Int]]
  private var heads: [Head] = []
  /// The indices of the heads of each column.
  private var columns: [[Int]]

  init(_ table: Table, _ places: [[Int]]) {
    (self.table, self.places) = (table, places)
    columns = table.columns.map { _ in [] }
  }

  /// Takes the heads of a row.
  mutating func take(_ row: Int, replaces: Bool) {
    if replaces {
      heads = []
      for column in columns.indices { columns[column] = [] }
    }
    for (cell, first) in zip(table.rows[row].cells, places[row]) where cell.isWritten {
      heads.append(Head(words: cell.text(linked: false), linkedWords: cell.text(linked: true)))
      for column in first..<min(first + cell.columnSpan, columns.count) { columns[column].append(heads.count - 1) }
    }
  }

  /// Finds out which heads are labels of values in some rows.
  mutating func findValues(in rows: Range<Int>) {
    var missing = heads.count
    for row in rows where missing > 0 {
      for (cell, first) in zip(table.rows[row].cells, places[row])
      where !cell.isHeader && cell.isWritten && !table.isWhole(cell) {
        for column in (first..<first + cell.columnSpan).clamped(to: columns.indices) {
          for head in columns[column] where !heads[head].hasValue {
            heads[head].hasValue = true
            missing -= 1
          }
        }
      }
    }
  }

  /// The labels of some columns, each once: a head over several columns is a label of each.
  mutating func label(of covered: Range<Int>) -> String { label(of: covered) { _ in true } }

  /// The label of the head of a row: heads that are labels of no value, such as that of a column of names.
  mutating func labelOfNames(in covered: Range<Int>) -> String { label(of: covered) { !$0.hasValue } }

  /// The label of columns without values, the first time.
  mutating func labelWithoutValue(of covered: Range<Int>) -> String {
    label(of: covered) { !$0.hasValue && !$0.isSaid }
  }

  private mutating func label(of covered: Range<Int>, where isWanted: (Head) -> Bool) -> String {
    var seen: Set<String> = []
    var words: [String] = []
    for column in covered.clamped(to: columns.indices) {
      for index in columns[column] where isWanted(heads[index]) {
        let head = heads[index]
        if seen.insert(head.words).inserted { words.append(head.isSaid ? head.words : head.linkedWords) }
        heads[index].isSaid = true
      }
    }
    return words.joined(separator: ", ")
  }

  /// Records that a head was written on a line of its own.
  mutating func say(_ cell: Table.Cell, in covered: Range<Int>) {
    let words = cell.text(linked: false)
    for column in covered.clamped(to: columns.indices) {
      for index in columns[column] where heads[index].words == words { heads[index].isSaid = true }
    }
  }

  /// The heads that were not said.
  var unsaid: [String] { heads.filter { !$0.isSaid }.map(\.linkedWords) }
}

extension Table {
  /// Whether a cell is over all columns, so that it belongs to none of them.
  func isWhole(_ cell: Cell) -> Bool { cell.columnSpan > 1 && cell.columnSpan == columns.count }
}

extension Table.Cell {
  /// What plain text says of it, on one line: its words, and the alternate texts of its pictures.
  /// - Parameter linked: whether the addresses of links follow their words.
  func text(linked: Bool) -> String {
    blocks?.text(linked: linked) ?? content.inlines.text(linked: linked)
  }

  /// Whether plain text says anything of it.
  var isWritten: Bool {
    if let blocks { return !blocks.text(linked: false).isEmpty }
    return content.inlines.contains(where: \.isWritten)
  }

  /// Whether it is a single line of text.
  var isLine: Bool { blocks == nil && !content.inlines.haveLineBreak }
}

extension Block {
  /// Its words, and the alternate texts of its pictures, on one line.
  fileprivate func text(linked: Bool) -> String {
    switch self {
    case .section(let container), .division(let container): container.blocks.text(linked: linked)
    case .list(let list):
      list.items.map { item in
        switch item.content {
        case .inlines(let inlines): inlines.text(linked: linked)
        case .blocks(let blocks): blocks.text(linked: linked)
        }
      }.joinedWords
    case .image(let image): image.alternateText.map { "[\($0)]" } ?? ""
    case .marked(_, let block): block.text(linked: linked)
    case .heading(_, let paragraph), .paragraph(let paragraph): paragraph.inlines.text(linked: linked)
    case .table, .rule: plainText.replacing("\n", with: " ")
    }
  }
}

extension [Block] {
  /// The words and alternate texts of all of them, on one line.
  fileprivate func text(linked: Bool) -> String {
    map { $0.text(linked: linked) }.joinedWords
  }
}

extension [String] {
  /// All that are not empty, on one line.
  fileprivate var joinedWords: String { filter { !$0.isEmpty }.joined(separator: " ") }
}

extension [Inline] {
  /// The words on one line.
  fileprivate func text(linked: Bool) -> String { linked ? linkedText : plainText }

  fileprivate var haveLineBreak: Bool {
    contains { inline in
      switch inline {
      case .lineBreak: true
      case .span(_, _, let inner): inner.haveLineBreak
      case .text, .counter: false
      }
    }
  }
}

extension Inline {
  fileprivate var isWritten: Bool {
    switch self {
    case .text(let text): !text.string.isEmpty
    case .span(_, _, let inner): inner.contains(where: \.isWritten)
    case .lineBreak: true
    case .counter: false
    }
  }
}
