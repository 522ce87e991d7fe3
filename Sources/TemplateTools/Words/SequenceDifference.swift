import JSONText

/// The difference of two sequences: the stretches that are not the same, with everything else equal and in order (Myers 1986, “An O(ND)
/// Difference Algorithm and Its Variations”).
package struct SequenceDifference {
  /// A stretch that was replaced. One of the ranges may be empty.
  package struct Hunk: Equatable, Sendable {
    /// The stretch of the old sequence.
    package var old: Range<Int>
    /// The stretch of the new sequence.
    package var new: Range<Int>
  }

  /// The hunks, in order.
  package private(set) var hunks: [Hunk] = []

  /// More differences than these are not told apart: everything between the first and the last is one hunk. Or else the comparison starts
  /// again where the differences so far reach furthest.
  private static let mostEdits = 400

  /// Compares two sequences.
  /// - Parameter goesOn: whether sequences with very many differences are compared piece by piece. The hunks may then be more than needed.
  package init<Element: Equatable>(_ old: [Element], _ new: [Element], goesOn: Bool = false) {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var (oldEnd, newEnd) = (old.count, new.count)
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    if start == oldEnd || start == newEnd {
      if start < oldEnd || start < newEnd { hunks = [Hunk(old: start..<oldEnd, new: start..<newEnd)] }
      return
    }
    hunks = Self.hunks(Array(old[start..<oldEnd]), Array(new[start..<newEnd]), offset: start, goesOn)
  }

  /// Compares two sequences of texts. Texts that only look the same, such as the two forms of “é”, differ.
  package init(_ old: [String], _ new: [String], goesOn: Bool = false) {
    self.init(old.map(ExactText.init), new.map(ExactText.init), goesOn: goesOn)
  }

  private static func hunks<Element: Equatable>(
    _ old: [Element], _ new: [Element], offset: Int, _ goesOn: Bool
  ) -> [Hunk] {
    var path: [(Int, Int)] = []
    var start = (old: 0, new: 0)
    while true {
      let (pairs, end) = self.path(Array(old[start.old...]), Array(new[start.new...]))
      path += pairs.map { (start.old + $0.0, start.new + $0.1) }
      start = (start.old + end.0, start.new + end.1)
      if start == (old.count, new.count) { break }
      guard goesOn else { return [Hunk(old: offset..<offset + old.count, new: offset..<offset + new.count)] }
    }
    var hunks: [Hunk] = []
    var (x, y) = (0, 0)
    // The path is a list of equal pairs.
    for (oldIndex, newIndex) in path + [(old.count, new.count)] {
      if oldIndex > x || newIndex > y {
        hunks.append(Hunk(old: offset + x..<offset + oldIndex, new: offset + y..<offset + newIndex))
      }
      (x, y) = (oldIndex + 1, newIndex + 1)
    }
    return hunks
  }

  /// The pairs of equal elements on a shortest path, and where it ends: at the ends of both or, if there are too many edits, as far as they
  /// reach.
  private static func path<Element: Equatable>(
    _ old: [Element], _ new: [Element]
  ) -> (pairs: [(Int, Int)], end: (Int, Int)) {
    let most = min(old.count + new.count, mostEdits)
    var furthest = [Int](repeating: 0, count: 2 * most + 3)
    var trace: [[Int]] = []
    let middle = most + 1
    for edits in 0...most {
      trace.append(furthest)
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let isDown =
          diagonal == -edits
          || diagonal != edits && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]
        var x = isDown ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1] + 1
        var y = x - diagonal
        while x < old.count, y < new.count, old[x] == new[y] {
          x += 1
          y += 1
        }
        furthest[middle + diagonal] = x
        if x >= old.count, y >= new.count { return (backtrack(x, y, trace, middle, edits), (x, y)) }
      }
    }
    var end = (0, 0)
    for diagonal in stride(from: -most, through: most, by: 2) {
      let x = furthest[middle + diagonal]
      let y = x - diagonal
      if x <= old.count, y >= 0, y <= new.count, x + y > end.0 + end.1 { end = (x, y) }
    }
    return (backtrack(end.0, end.1, trace, middle, most), end)
  }

  /// The pairs on the path that reaches a place with a number of edits.
  private static func backtrack(
    _ endX: Int, _ endY: Int, _ trace: [[Int]], _ middle: Int, _ edits: Int
  ) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    var (x, y) = (endX, endY)
    for step in stride(from: edits, through: 0, by: -1) {
      let furthest = trace[step]
      let diagonal = x - y
      let isDown =
        diagonal == -step || diagonal != step && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]
      let before = isDown ? diagonal + 1 : diagonal - 1
      let previousX = step == 0 ? 0 : furthest[middle + before]
      let previousY = step == 0 ? 0 : previousX - before
      while x > previousX, y > previousY {
        x -= 1
        y -= 1
        pairs.append((x, y))
      }
      if step > 0 { (x, y) = (previousX, previousY) }
    }
    return pairs.reversed()
  }
}
