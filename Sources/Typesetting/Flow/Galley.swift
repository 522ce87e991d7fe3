import LetterDocument

/// A piece of the letter that is never split, and where its contents are in the galley.
struct FlowBox {
  var height: Double
  /// The space between this box and the one before it, if both are on the same page.
  var spaceBefore = 0.0
  /// The part of the space that stays at the head of a page: rules and padding of the boxes that start here.
  var inset = 0.0
  /// The space that rules and padding need below this box, where boxes around it end.
  var trailing = 0.0
  /// How much of the space before continues at the top of the next page: what is after a forced break, or margins that did not fit on this
  /// page (`margin-break: keep`).
  var keptSpace = 0.0
  /// How much a page break before this box is to be avoided; 0 if a page may start with it.
  var avoidance: BreakAvoidance = 0
  /// Whether this box starts a page in any case (`break-before: page`).
  var startsPage = false
  /// The table whose head is repeated above this box; -1 for none.
  var head: Int32 = -1

  /// Whether it is a slice of table rows, in which the lines of several cells stand side by side.
  var isSlice = false

  var lines, fills, rules, pictures, links: Range<Int>
}

/// How much a page break is to be avoided. Where all breaks are to be avoided, the lowest avoidance gives way (css-break-3 §4.4).
typealias BreakAvoidance = UInt8

extension BreakAvoidance {
  /// The deepest box that is told apart from those around it. The outermost box that is to stay whole has 1.
  static let deepest: BreakAvoidance = 99
  /// The last row of a table alone on a page.
  static let lastRow: BreakAvoidance = 100
  /// `break-after: avoid` and `break-before: avoid`; column heads and the row after them.
  static let between: BreakAvoidance = 101
  /// Widows and orphans.
  static let lines: BreakAvoidance = 102
}

/// The letter in one long column, before it is broken into pages. Printers kept type in a galley in the same way. Contents are placed
/// relative to the top of their box and to the left edge of the sheet.
struct Galley {
  /// A heading, with the index of its first box.
  typealias Heading = (box: Int, level: Int, text: String, element: StructureElement.ID)

  /// The boxes, top to bottom.
  var boxes: [FlowBox] = []
  /// What the boxes hold, one after the other.
  private(set) var lines: [Line] = []
  private(set) var fills: [Fill] = []
  private(set) var rules: [RuledLine] = []
  private(set) var pictures: [Picture] = []
  private(set) var links: [LinkArea] = []
  /// Backgrounds and rules around boxes, outer ones first.
  var decorations: [Decoration] = []
  /// Table heads that are repeated.
  private(set) var heads: [RepeatedHead] = []
  /// Headings, each with the index of its first box.
  private(set) var headings: [Heading] = []
  /// Elements that links lead to, each with the index of its first box.
  private(set) var goals: [(box: Int, element: StructureElement.ID)] = []
  /// Texts that margin boxes repeat, each with the index of its box.
  private(set) var namedStrings: [(box: Int, name: String, text: Text)] = []

  // MARK: Adding boxes

  /// Makes room for a letter of four pages.
  mutating func makeRoomForLetter() {
    boxes.reserveCapacity(128)
    lines.reserveCapacity(128)
  }

  /// Adds a box.
  mutating func add(_ content: BoxContent, height: Double, avoidance: BreakAvoidance = 0) {
    func range<Element>(_ list: inout [Element], _ more: [Element]) -> Range<Int> {
      let start = list.count
      if !more.isEmpty { list += more }
      return start..<list.count
    }
    boxes.append(
      FlowBox(
        height: height, avoidance: avoidance, lines: range(&lines, content.lines), fills: range(&fills, content.fills),
        rules: range(&rules, content.rules), pictures: range(&pictures, content.pictures),
        links: range(&links, content.links)))
  }

  /// Adds a box that is a line of text.
  mutating func addLine(_ line: Line, height: Double, avoidance: BreakAvoidance) {
    lines.append(line)
    boxes.append(
      FlowBox(
        height: height, avoidance: avoidance, lines: lines.count - 1..<lines.count,
        fills: fills.count..<fills.count, rules: rules.count..<rules.count,
        pictures: pictures.count..<pictures.count, links: links.count..<links.count))
  }

  /// Adds underlines and links to the last box.
  mutating func add(_ extras: LineExtras) {
    let last = boxes.count - 1
    boxes[last].rules = rules.count..<rules.count + extras.rules.count
    boxes[last].links = links.count..<links.count + extras.links.count
    rules += extras.rules
    links += extras.links
  }

  // MARK: Changing boxes

  /// Notes that a heading starts with the next box.
  mutating func addHeading(level: Int, text: String, _ element: StructureElement.ID) {
    headings.append((boxes.count, level, text, element))
  }

  /// Notes that an element with a name starts with the next box.
  mutating func addGoal(_ element: StructureElement.ID) { goals.append((boxes.count, element)) }

  /// Notes that the next box has a text that margin boxes repeat.
  mutating func addNamedString(_ name: String, _ text: Text) { namedStrings.append((boxes.count, name, text)) }

  /// Notes a head that is repeated above rows at the top of a page.
  /// - Returns: its index, for the boxes of these rows.
  mutating func addHead(_ head: RepeatedHead) -> Int {
    heads.append(head)
    return heads.count - 1
  }

  /// The contents of all boxes, one below the other, without page breaks.
  func stacked() -> (content: BoxContent, height: Double) {
    var content = BoxContent()
    var y = 0.0
    var tops: [Double] = []
    for box in boxes {
      y += box.spaceBefore
      tops.append(y)
      y += box.height
    }
    // A list can show nothing, such as one whose items are empty and have no marker. Then there is nothing to draw around.
    for decoration in decorations where !decoration.boxes.isEmpty {
      content.add(decoration.drawn(boxes: decoration.boxes, tops, boxes, first: 0))
    }
    for (box, top) in zip(boxes, tops) {
      content.add(
        BoxContent(
          lines: Array(lines[box.lines]), fills: Array(fills[box.fills]), rules: Array(rules[box.rules]),
          pictures: Array(pictures[box.pictures]), links: Array(links[box.links])
        ).moved(down: top))
    }
    return (content, y + (boxes.last?.trailing ?? 0))
  }
}

/// What a box holds.
struct BoxContent {
  var lines: [Line] = []
  var fills: [Fill] = []
  var rules: [RuledLine] = []
  var pictures: [Picture] = []
  var links: [LinkArea] = []

  /// How long the lists are.
  struct Counts {
    var lines = 0, fills = 0, rules = 0, pictures = 0, links = 0
  }

  var counts: Counts {
    Counts(
      lines: lines.count, fills: fills.count, rules: rules.count, pictures: pictures.count, links: links.count)
  }

  /// The content over backgrounds and rules.
  func above(_ drawn: BoxContent) -> BoxContent {
    var all = self
    all.fills = fills.isEmpty ? drawn.fills : drawn.fills + fills
    all.rules = rules.isEmpty ? drawn.rules : rules + drawn.rules
    return all
  }

  /// Moves a part of the content.
  /// - Parameter top: only what starts below this height. What surrounds it becomes longer.
  mutating func move(from start: Counts, to end: Counts, down distance: Double, below top: Double = -.infinity) {
    for index in start.lines..<end.lines where lines[index].baseline >= top { lines[index].baseline += distance }
    for index in start.fills..<end.fills {
      if fills[index].y >= top {
        fills[index].y += distance
      } else if fills[index].y + fills[index].height > top {
        fills[index].height += distance
      }
    }
    for index in start.rules..<end.rules where max(rules[index].y0, rules[index].y1) >= top {
      if rules[index].y0 >= top { rules[index].y0 += distance }
      rules[index].y1 += distance
    }
    for index in start.pictures..<end.pictures where pictures[index].y >= top { pictures[index].y += distance }
    for index in start.links..<end.links where links[index].baseline >= top {
      links[index].area.y += distance
      links[index].baseline += distance
    }
  }

  mutating func add(_ other: BoxContent) {
    lines += other.lines
    fills += other.fills
    rules += other.rules
    pictures += other.pictures
    links += other.links
  }

  func moved(down distance: Double) -> BoxContent {
    if distance == 0 { return self }
    var moved = self
    moved.move(from: Counts(), to: counts, down: distance)
    return moved
  }
}

/// A table head that is repeated on each page that its rows go on to (CSS 2 §17.2).
struct RepeatedHead {
  /// Its boxes.
  var boxes: Range<Int>
  /// Its height.
  var height: Double
}
