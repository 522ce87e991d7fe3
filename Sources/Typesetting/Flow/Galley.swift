import LetterDocument

/// A piece of the letter that is never split, and where its contents are in the galley.
struct FlowBox {
  var height: Double
  /// The space between this box and the one before it, if both are on the same page.
  var spaceBefore = 0.0
  /// How much of that space continues at the top of the next page if it did not fit on this one (`margin-break: keep`).
  var keptSpace = 0.0
  /// Whether a page may start with this box.
  var mayStartPage = true

  var lines, fills, rules, pictures: Range<Int>
}

/// The letter in one long column, before it is broken into pages. Printers kept type in a galley in the same way. Contents are placed
/// relative to the top of their box and to the left edge of the sheet.
struct Galley {
  /// The boxes, top to bottom.
  private(set) var boxes: [FlowBox] = []
  /// What the boxes hold, one after the other.
  private(set) var lines: [Line] = []
  private(set) var fills: [Fill] = []
  private(set) var rules: [RuledLine] = []
  private(set) var pictures: [Picture] = []
  /// Headings, each with the index of its first box.
  private(set) var headings: [(box: Int, level: Int, text: String, element: StructureElement.ID)] = []

  // MARK: Adding boxes

  /// Adds a box that is a line of text.
  mutating func addLine(_ line: Line, height: Double, mayStartPage: Bool) {
    lines.append(line)
    add(height: height, mayStartPage: mayStartPage, lines: 1, fills: 0, rules: 0, pictures: 0)
  }

  /// Adds a box that is a picture.
  mutating func addPicture(_ picture: Picture) {
    pictures.append(picture)
    add(height: picture.height, mayStartPage: true, lines: 0, fills: 0, rules: 0, pictures: 1)
  }

  /// Adds a box that is a row of a table.
  mutating func addRow(_ row: TableRow) {
    lines += row.lines
    fills += row.fills
    rules += row.rules
    add(
      height: row.height, mayStartPage: true, lines: row.lines.count, fills: row.fills.count,
      rules: row.rules.count, pictures: 0)
  }

  /// Adds a box. Its contents are the last elements of each list.
  private mutating func add(
    height: Double, mayStartPage: Bool, lines: Int, fills: Int, rules: Int, pictures: Int
  ) {
    boxes.append(
      FlowBox(
        height: height, mayStartPage: mayStartPage,
        lines: self.lines.count - lines..<self.lines.count, fills: self.fills.count - fills..<self.fills.count,
        rules: self.rules.count - rules..<self.rules.count,
        pictures: self.pictures.count - pictures..<self.pictures.count))
  }

  // MARK: Changing boxes

  /// Notes that a heading starts with the next box.
  mutating func addHeading(level: Int, text: String, _ element: StructureElement.ID) {
    headings.append((boxes.count, level, text, element))
  }

  /// Gives a box its distance from the one before.
  mutating func setSpace(before box: Int, _ space: Double, kept: Double, mayStartPage: Bool) {
    boxes[box].spaceBefore = space
    boxes[box].keptSpace = kept
    if !mayStartPage { boxes[box].mayStartPage = false }
  }
}

/// A row of a table while it is set.
struct TableRow {
  var height = 0.0
  var lines: [Line] = []
  var fills: [Fill] = []
  var rules: [RuledLine] = []
}
