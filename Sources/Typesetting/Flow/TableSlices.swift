import LetterDocument

extension TableUnit {
  /// The unit in slices, so that page breaks can divide it between lines, all cells at the same height.
  var slices: [(content: BoxContent, height: Double)] {
    let cuts = cuts
    return zip(cuts, cuts.dropFirst()).map { start, end in
      var slice = BoxContent()
      for cell in cells {
        slice.add(cell.content.part(from: start, to: end, isLast: end == height))
        let (top, bottom) = (max(cell.top, start), min(cell.top + cell.height, end))
        if bottom > top { cell.draw(from: top, to: bottom, in: &slice) }
      }
      return (slice.moved(down: -start), end - start)
    }
  }

  /// The heights at which no part of any cell is divided, with the top and the bottom of the unit.
  private var cuts: [Double] {
    let tolerance = 0.001
    let parts = cells.flatMap(\.parts).sorted { $0.lowerBound < $1.lowerBound }
    var cuts = [0.0]
    var (bottom, index) = (0.0, 0)
    // Parts that overlap form a block. A cut is possible where the next part starts below all earlier ones.
    while index < parts.count {
      let part = parts[index]
      if part.lowerBound >= bottom - tolerance, bottom > cuts[cuts.count - 1] + tolerance { cuts.append(bottom) }
      bottom = max(bottom, part.upperBound)
      index += 1
    }
    if height - cuts[cuts.count - 1] > tolerance { cuts.append(height) } else { cuts[cuts.count - 1] = height }
    return cuts
  }
}

extension BoxContent {
  /// What starts between two heights.
  fileprivate func part(from start: Double, to end: Double, isLast: Bool) -> BoxContent {
    func isInside(_ y: Double) -> Bool { y >= start - 0.001 && (isLast || y < end - 0.001) }
    return BoxContent(
      lines: lines.filter { isInside($0.baseline) }, fills: fills.filter { isInside($0.y) },
      rules: rules.filter { isInside(min($0.y0, $0.y1)) }, pictures: pictures.filter { isInside($0.y) },
      links: links.filter { isInside($0.area.y) })
  }
}
