import LetterDocument

extension TableUnit {
  /// The unit in slices, so that page breaks can divide it between lines, all cells at the same height.
  /// - Parameter room: the most that a slice can have.
  func slices(_ letter: Letter, room: Double) -> [(content: BoxContent, height: Double)] {
    var unit = self
    var cuts = unit.naturalCuts
    if zip(cuts, cuts.dropFirst()).contains(where: { $1 - $0 > room }) { cuts = unit.align(letter, room: room) }
    let parts = unit.content.parts(between: cuts)
    return parts.indices.map { index in
      let (start, end) = (cuts[index], cuts[index + 1])
      // The rules and the backgrounds of cells are drawn anew for each slice.
      var drawn = BoxContent()
      for cell in unit.cells {
        let (top, bottom) = (max(cell.top, start), min(cell.top + cell.height, end))
        if bottom > top { cell.draw(letter[cell.style], from: top, to: bottom, in: &drawn) }
      }
      return (parts[index].above(drawn).moved(down: -start), end - start)
    }
  }

  /// The heights at which no part of any cell is divided, with the top and the bottom of the unit.
  private var naturalCuts: [Double] {
    let tolerance = 0.001
    let parts = cells.flatMap(\.parts).sorted { $0.lowerBound < $1.lowerBound }
    var cuts = [0.0]
    var bottom = 0.0
    // Parts that overlap form a block. A cut is possible where the next part starts below all earlier ones.
    for part in parts {
      if part.lowerBound >= bottom - tolerance, bottom > cuts[cuts.count - 1] + tolerance { cuts.append(bottom) }
      bottom = max(bottom, part.upperBound)
    }
    if height - cuts[cuts.count - 1] > tolerance {
      cuts.append(height)
    } else {
      cuts[cuts.count - 1] = height
    }
    return cuts
  }

  private static let leastRoom = 72.0

  /// Where the lines of the cells stand at different heights, there may be no cut for longer than a page. Then a cut is made at every third
  /// of a page, and the parts that it would divide move below it. Boxes around the table may leave no room at all; then the letter does not fit
  /// its pages, but there must still be few slices.
  private mutating func align(_ letter: Letter, room: Double) -> [Double] {
    var parts = cells.map(\.parts)
    var cuts = [0.0]
    let step = max(room, Self.leastRoom) / 3
    while cuts[cuts.count - 1] + step < height {
      let start = cuts[cuts.count - 1]
      var cut = start + step
      // A part that is taller than a slice, such as a picture, makes its slice taller.
      for list in parts {
        for part in list where abs(part.lowerBound - start) < 0.001 { cut = max(cut, part.upperBound) }
      }
      for index in cells.indices {
        guard let first = parts[index].firstIndex(where: { $0.lowerBound < cut - 0.001 && $0.upperBound > cut + 0.001 })
        else { continue }
        move(index, from: first, down: cut - parts[index][first].lowerBound, &parts)
      }
      growRows(letter, &parts)
      cuts.append(cut)
    }
    return height - cuts[cuts.count - 1] > 0.001 ? cuts + [height] : cuts.dropLast() + [height]
  }

  /// Moves the parts of a cell from `first` on.
  private mutating func move(
    _ index: Int, from first: Int, down distance: Double, _ parts: inout [[ClosedRange<Double>]]
  ) {
    guard first < parts[index].count else { return }
    let low = parts[index][first].lowerBound
    for later in first..<parts[index].count {
      parts[index][later] = parts[index][later].lowerBound + distance...parts[index][later].upperBound + distance
    }
    let end = index + 1 < cells.count ? cells[index + 1].start : content.counts
    content.move(from: cells[index].start, to: end, down: distance, below: low - 0.001)
  }

  /// Makes rows as tall as their cells have become, and moves the rows below.
  private mutating func growRows(_ letter: Letter, _ parts: inout [[ClosedRange<Double>]]) {
    let rows = (cells.map { $0.row + $0.rowSpan }.max() ?? 1)
    for row in 0..<rows {
      var growth = 0.0
      for (index, cell) in cells.enumerated() where cell.row + cell.rowSpan - 1 == row {
        let style = letter[cell.style]
        let trailing = cells[index].boxes.last?.trailing ?? 0
        let end =
          (parts[index].last?.upperBound ?? 0) + trailing + style.padding.bottom + style.border.bottom.width / 2
        growth = max(growth, end - cell.top - cell.height)
      }
      guard growth > 0.001 else { continue }
      height += growth
      for index in cells.indices {
        if cells[index].row > row {
          cells[index].top += growth
          move(index, from: 0, down: growth, &parts)
        } else if cells[index].row + cells[index].rowSpan > row {
          cells[index].height += growth
        }
      }
    }
  }
}

extension BoxContent {
  /// What stands between each two cuts. Backgrounds and rules from top to bottom are cut there (`box-decoration-break: slice`).
  fileprivate func parts(between cuts: [Double]) -> [BoxContent] {
    var parts = [BoxContent](repeating: BoxContent(), count: max(0, cuts.count - 1))
    guard !parts.isEmpty else { return parts }
    /// The part that a height is in. What stands above or below all of them belongs to the first or the last.
    func part(_ y: Double) -> Int {
      var (low, high) = (0, cuts.count)
      while low < high {
        let middle = (low + high) / 2
        if cuts[middle] <= y + 0.001 { low = middle + 1 } else { high = middle }
      }
      return min(max(low - 1, 0), parts.count - 1)
    }
    /// Calls `body` for each part between two heights, with what of it is there.
    func cut(_ top: Double, _ bottom: Double, _ body: (Int, Double, Double) -> Void) {
      for index in part(top)...max(part(top), part(bottom)) {
        let end = index == parts.count - 1 ? bottom : min(bottom, cuts[index + 1])
        let start = max(top, cuts[index])
        if end - start > 0.001 { body(index, start, end) }
      }
    }
    for line in lines { parts[part(line.baseline)].lines.append(line) }
    for fill in fills {
      cut(fill.y, fill.y + fill.height) { index, top, bottom in
        parts[index].fills.append(Fill(x: fill.x, y: top, width: fill.width, height: bottom - top, color: fill.color))
      }
    }
    for rule in rules {
      if rule.y0 == rule.y1 {
        parts[part(rule.y0)].rules.append(rule)
        continue
      }
      cut(rule.y0, rule.y1) { index, top, bottom in
        parts[index].rules.append(
          RuledLine(x0: rule.x0, y0: top, x1: rule.x1, y1: bottom, thickness: rule.thickness, color: rule.color))
      }
    }
    for picture in pictures { parts[part(picture.y)].pictures.append(picture) }
    for link in links { parts[part(link.baseline)].links.append(link) }
    return parts
  }
}
