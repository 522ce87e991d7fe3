import LetterDocument

/// Tables in the galley: caption, heads and rows, and where pages may break.
extension FlowBuilder {
  mutating func add(_ table: Table, element: StructureElement.ID?) {
    let style = letter[table.style]
    let opened = open(style)
    if let caption = table.caption {
      let captionStyle = letter[caption.content.style]
      let inner = open(captionStyle)
      addLines(
        of: caption.content.inlines, captionStyle, element: self.element(.caption, element, caption.marks))
      close(inner, captionStyle)
      keepNextBox()
    }
    addRows(of: table, element: element)
    close(opened, style)
  }

  private mutating func addRows(of table: Table, element: StructureElement.ID?) {
    var layout = TableLayout(table, of: letter, left: frame.left, counters: counters)
    let heads = table.columnHeads.count < table.rows.count ? table.columnHeads : 0..<0
    let isRepeated = table.groups.contains(where: \.isHead)
    // Groups get their elements when their first row is set, so that elements are in the letter's order.
    var group = 0
    var groupElement: StructureElement.ID?
    var head: Int?
    let firstBox = galley.boxes.count
    let units = layout.units
    let roles = layout.roles
    let lastData = roles.lastIndex(of: .data) ?? -1
    for (number, rows) in units.enumerated() {
      while group < table.groups.count, table.groups[group].rows.lowerBound <= rows.lowerBound {
        if table.groups[group].rows.contains(rows.lowerBound) {
          let kind: StructureElement.Kind = table.groups[group].isHead ? .tableHead : .tableBody
          groupElement = self.element(kind, element, table.groups[group].marks)
        }
        group += 1
      }
      let unit = layout.set(rows, parent: groupElement ?? element, into: &composition)
      let isHead = rows.lowerBound < heads.upperBound
      if unit.breakBefore == .avoid { keepNextBox() }
      for string in unit.namedStrings { galley.addNamedString(string.name, string.text) }
      add(unit, isHead: isHead, isFirst: number == 0, isLast: number == units.count - 1, below: head)
      // Heads stay with the row after them, also those of a group.
      let isGroupHead = rows.upperBound <= lastData && roles[rows].allSatisfy(\.isHead) || table.headsGroup(rows)
      if isHead || isGroupHead || unit.breakAfter == .avoid { keepNextBox() }
      if isHead, rows.upperBound == heads.upperBound, isRepeated {
        let boxes = firstBox..<galley.boxes.count
        let height = galley.boxes[boxes].dropFirst().reduce(galley.boxes[boxes.lowerBound].height) {
          $0 + $1.spaceBefore + $1.height
        }
        // A head that would take too much of each page is not repeated.
        if height <= letter.page.textHeight / 3 { head = galley.addHead(RepeatedHead(boxes: boxes, height: height)) }
      }
    }
  }

  /// Adds a row, or rows that stay together.
  /// - Parameter head: the index of the head that is repeated above it.
  private mutating func add(_ unit: TableUnit, isHead: Bool, isFirst: Bool, isLast: Bool, below head: Int?) {
    // The rules and padding of the boxes around the table need room on its page too.
    let around = spacing.inset + (isLast ? endInset : 0)
    let room = letter.page.textHeight - around + PageBreaker.tolerance
    let headHeight = head.map { galley.heads[$0].height } ?? 0
    let before: BreakAvoidance = isLast && !isFirst ? .lastRow : 0
    let maySplit = unit.maySplit && !isHead
    if unit.height + headHeight <= room, !maySplit {
      return addBox(unit.whole, unit.height, avoidance: before, below: head)
    }
    // A head that would take too much of what the boxes around leave is not repeated either.
    let slices = unit.slices(letter, room: headHeight <= room / 3 ? room - headHeight : room)
    // A part that cannot be divided, such as a picture, may fit a page, but not below the head. Then its row goes without the head.
    if unit.height <= room, !maySplit, slices.contains(where: { $0.height + headHeight > room }) {
      return addBox(unit.whole, unit.height, avoidance: before, below: nil)
    }
    // Some pages may have more room. There the row stays whole.
    let isWholeElsewhere = !maySplit && unit.height + headHeight <= room + letter.page.moreHeight
    let inside = isWholeElsewhere ? min(BreakAvoidance(clamping: wholes.count + 1), .deepest) : 0
    for (number, slice) in slices.enumerated() {
      let isBelowHead = slice.height + headHeight <= room
      addBox(slice.content, slice.height, avoidance: number == 0 ? before : inside, below: isBelowHead ? head : nil)
      galley.boxes[galley.boxes.count - 1].isSlice = true
    }
  }

  private mutating func addBox(
    _ content: BoxContent, _ height: Double, avoidance: BreakAvoidance, below head: Int?
  ) {
    galley.add(content, height: height, avoidance: avoidance)
    if let head { galley.boxes[galley.boxes.count - 1].head = Int32(head) }
    placeLastBox()
  }
}
