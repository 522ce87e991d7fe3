import LetterDocument
import Typesetting

/// A way in which a letter looks different, although the words are the same.
package struct LookChange: Sendable, Hashable {
  /// What differs.
  package enum Kind: String, Sendable, CaseIterable {
    case sheet, face, size, colour
    /// Where the words of a line stand.
    case place
    /// The space above a line.
    case space
    /// Rules, backgrounds and pictures.
    case graphics

    /// Whether it is counted in lines.
    package var isOfLines: Bool { self != .sheet && self != .graphics }
  }

  /// What differs.
  package let kind: Kind
  /// Before and after; empty for places, spaces and graphics.
  package let old, new: String

  init(_ kind: Kind, _ old: String = "", _ new: String = "") { (self.kind, self.old, self.new) = (kind, old, new) }
}

/// Compares how the lines look that two versions of a letter have in common.
struct LookComparison {
  let old, new: LetterVersion
  /// The indices of the lines that both have, in order.
  let lines: [(old: Int, new: Int)]
  /// Whether all words and pages are the same. Only then do places, spaces and graphics say something: other words move what follows them.
  let isSameText: Bool

  /// In how many lines the letter looks different, for each way in which it does.
  var changes: [LookChange: Int] {
    var found: [LookChange: Int] = [:]
    func count(_ changes: Set<LookChange>) { for change in changes { found[change, default: 0] += 1 } }
    if let change = sheetChange { count([change]) }
    for change in textChanges { count(change) }
    for change in marginChanges { count(change) }
    let isMoved = found.keys.contains { ![.face, .colour].contains($0.kind) }
    if isSameText, hasOtherGraphics(isMoved: isMoved) { count([LookChange(.graphics)]) }
    return found
  }

  private var sheetChange: LookChange? {
    guard let one = old.pages.pages.first, let other = new.pages.pages.first,
      one.width != other.width || one.height != other.height
    else { return nil }
    return LookChange(.sheet, Self.points(one.width, one.height), Self.points(other.width, other.height))
  }

  // MARK: Lines

  /// What differs in each line of the text.
  private var textChanges: [Set<LookChange>] {
    var all: [Set<LookChange>] = []
    // A line that looks different can move the next one.
    var followsChange = false
    for index in lines.indices {
      var changes = changes(old.lines[lines[index].old].line, new.lines[lines[index].new].line)
      let isAlike = changes.isEmpty
      if isSameText, isAlike, !followsChange, hasOtherSpace(at: index) { changes = [LookChange(.space)] }
      followsChange = !isAlike
      all.append(changes)
    }
    return all
  }

  /// What differs in each line that pages repeat, as far as it has the same words.
  private var marginChanges: [Set<LookChange>] {
    zip(old.pages.pages, new.pages.pages).flatMap { before, after in
      zip(Self.repeated(before), Self.repeated(after)).map { line, other -> Set<LookChange> in
        guard old.pages.digest(of: line) == new.pages.digest(of: other) else { return [] }
        let changes = changes(line, other)
        let isMoved = isSameText && changes.isEmpty && Self.differ(line.baseline, other.baseline)
        return isMoved ? [LookChange(.space)] : changes
      }
    }
  }

  private static func repeated(_ page: Page) -> [Line] { page.headers + page.repeatedHeads + page.feet }

  /// What differs in a line of the same characters. They can be in other runs.
  private func changes(_ line: Line, _ other: Line) -> Set<LookChange> {
    var found: Set<LookChange> = []
    var (runs, otherRuns) = (old.pages.runs[line.runs], new.pages.runs[other.runs])
    var (rest, otherRest) = (runs.first?.glyphs.count ?? 0, otherRuns.first?.glyphs.count ?? 0)
    while let run = runs.first, let otherRun = otherRuns.first {
      compare(run, otherRun, &found)
      let step = min(rest, otherRest)
      (rest, otherRest) = (rest - step, otherRest - step)
      if rest == 0 {
        runs = runs.dropFirst()
        rest = runs.first?.glyphs.count ?? 0
      }
      if otherRest == 0 {
        otherRuns = otherRuns.dropFirst()
        otherRest = otherRuns.first?.glyphs.count ?? 0
      }
    }
    // Another face or size moves the words of its line.
    let isMoved = found.contains { $0.kind == .face || $0.kind == .size }
    if !isMoved, hasOtherPlace(line, other) { found.insert(LookChange(.place)) }
    return found
  }

  private func compare(_ run: Run, _ other: Run, _ found: inout Set<LookChange>) {
    let (face, otherFace) = (old.pages.faces[run.face].name, new.pages.faces[other.face].name)
    if face != otherFace { found.insert(LookChange(.face, face.description, otherFace.description)) }
    if Self.differ(run.size, other.size) {
      found.insert(LookChange(.size, Self.points(run.size), Self.points(other.size)))
    }
    if run.color != other.color { found.insert(LookChange(.colour, run.color.css, other.color.css)) }
  }

  private func hasOtherPlace(_ line: Line, _ other: Line) -> Bool {
    let (runs, otherRuns) = (old.pages.runs[line.runs], new.pages.runs[other.runs])
    // With as many runs, each can be compared; else the edges of the line say enough.
    if runs.count == otherRuns.count { return zip(runs, otherRuns).contains { Self.differ($0.x, $1.x) } }
    guard let first = runs.first, let otherFirst = otherRuns.first else { return false }
    return Self.differ(first.x, otherFirst.x)
  }

  /// Whether the space above a line differs, as far as the line above it is the same.
  private func hasOtherSpace(at index: Int) -> Bool {
    let (line, other) = (old.lines[lines[index].old], new.lines[lines[index].new])
    guard line.page == other.page else { return false }
    var (start, otherStart) = (0.0, 0.0)
    if index > 0 {
      let (above, otherAbove) = (old.lines[lines[index - 1].old], new.lines[lines[index - 1].new])
      if above.page == line.page, otherAbove.page == other.page {
        (start, otherStart) = (above.line.baseline, otherAbove.line.baseline)
      }
    }
    return Self.differ(line.line.baseline - start, other.line.baseline - otherStart)
  }

  // MARK: Graphics

  /// - Parameter isMoved: whether lines stand at other places, so that what surrounds them does too. Then thickness, colours and pictures count,
  ///   and not places and lengths.
  private func hasOtherGraphics(isMoved: Bool) -> Bool {
    !zip(old.pages.pages, new.pages.pages).allSatisfy { one, other in
      one.fills.map { $0.look(isMoved) } == other.fills.map { $0.look(isMoved) }
        && one.rules.map { $0.look(isMoved) } == other.rules.map { $0.look(isMoved) }
        && one.pictures.map { $0.look(isMoved) } == other.pictures.map { $0.look(isMoved) }
    }
  }

  /// Whether lengths differ by more than rounding.
  private static func differ(_ one: Double, _ other: Double) -> Bool { abs(one - other) > 0.005 }

  private static func points(_ lengths: Double...) -> String {
    lengths.map { MarkupText.number(($0 * 100).rounded() / 100) }.joined(separator: " × ") + " pt"
  }
}

/// What is compared of graphics.
private struct GraphicLook: Equatable {
  /// Where it is and how large; empty if it has moved.
  let place: [Double]
  var thickness = 0.0
  var color: Color?
  var image: PNGImage?
}

extension Fill {
  fileprivate func look(_ isMoved: Bool) -> GraphicLook {
    GraphicLook(place: isMoved ? [] : [x, y, width, height], color: color)
  }
}

extension RuledLine {
  fileprivate func look(_ isMoved: Bool) -> GraphicLook {
    GraphicLook(place: isMoved ? [] : [x0, y0, x1, y1], thickness: thickness, color: color)
  }
}

extension Picture {
  fileprivate func look(_ isMoved: Bool) -> GraphicLook {
    GraphicLook(place: isMoved ? [width, height] : [x, y, width, height], image: image)
  }
}
